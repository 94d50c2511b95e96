"""Ways in which a sentence made of its sources' words still says more than they do.

Words may all stand in the sources and the sentence be wrong: said of another organisation, decided by « oui » or
« non », made stronger (« toujours », « obligatoire »), judged (« plus complet »), or no sentence at all.
"""

import re
from collections.abc import Sequence
from functools import cache

from assistant.generation.evidence import Source
from assistant.generation.patterns import said as found
from assistant.generation.patterns import says
from ingest.folding import fold_spaces
from ingest.french import tokens
from ingest.records import Level
from prompts import template

_MIN_WORDS = 4
_ECHO = 0.75
"""The share of a sentence's words that one sentence of the instructions has to hold for it to be their echo."""
_LINES = frozenset(
    level.value for level in (Level.ACTION, Level.SOUS_ACTION, Level.OO, Level.OS, Level.OBJECTIF, Level.INTENTION)
)
_BRACE = re.compile(r"\{\w+\}")


def overreach(text: str, cited: Sequence[Source], every: Sequence[Source]) -> str | None:
    """Why a sentence says more than its sources, in French, or None.

    Args:
        text: The sentence, without marks.
        cited: The sources that it rests on.
        every: All the sources of the answer.
    """
    said = fold_spaces(text)
    if len(re.findall(r"\w+", said)) < _MIN_WORDS:
        return "n'est pas une phrase"
    if says("verdicts", said):
        return "tranche ce que ses sources ne font que dire"
    if says("judgements", said):
        return "juge les plans au lieu de dire ce qu'ils prévoient"
    held = fold_spaces("\n".join(one.words for one in cited))
    for match in found("strong", said):
        if match not in held:
            return f"dit « {match} », que ses sources ne disent pas"
    return _misattributed(said, cited, every) or _as_done(text, said, cited)


def echoes_instructions(text: str) -> bool:
    """Whether a sentence only says again what the model was told to do."""
    words = {token.term for token in tokens(text) if not token.article}
    return len(words) >= _MIN_WORDS and any(len(words & told) >= _ECHO * len(words) for told in _instructions())


def _misattributed(said: str, cited: Sequence[Source], every: Sequence[Source]) -> str | None:
    """A sentence that names an organisation rests on what that organisation's documents say."""
    names = {one.organisation for one in every if one.organisation}
    named = {name for name in names if re.search(rf"(?<![\w-]){re.escape(fold_spaces(name))}(?![\w-])", said)}
    if not named:
        return None
    others = [one for one in cited if one.organisation not in named]
    if others and not all(_mentions(one, named) for one in others):
        return f"attribue à {sorted(named)[0]} ce que dit un autre document"
    return None


def _as_done(text: str, said: str, cited: Sequence[Source]) -> str | None:
    """A sentence that tells as a fact what a plan's line only plans; the line's own words are told as they are."""
    if not cited or any(one.citation.level not in _LINES for one in cited) or says("planned", said):
        return None
    words = {token.term for token in tokens(text)}
    held = {token.term for one in cited for token in tokens(one.words)}
    return None if words <= held else "présente ce qu'un plan prévoit comme un fait"


def _mentions(source: Source, names: set[str]) -> bool:
    words = fold_spaces(source.words)
    return any(fold_spaces(name) in words for name in names)


@cache
def _instructions() -> tuple[frozenset[str], ...]:
    texts = (template(f"modele_{name}") for name in ("systeme", "demande", "demande_liste", "demande_groupes"))
    lines = [_BRACE.sub(" ", line) for text in texts for line in text.splitlines()]
    pieces = [
        piece for line in lines for piece in (*re.split(r"(?<=[.!?:])\s+", line), *re.split(r"(?<=[.!?])\s+", line))
    ]
    return tuple(frozenset(token.term for token in tokens(piece) if not token.article) for piece in pieces)
