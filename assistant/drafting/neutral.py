"""Another organisation's action without what is its own: its partners, places, projects, amounts and dates.

Only what can be left out whole is left out: a bracket, or a complement at the end. Where a local name would remain, or
too little would, there is no proposal: a sentence mended further would be nobody's.
"""

import re
from functools import cache

from assistant.generation.hardfacts import hard_facts
from ingest.folding import fold
from ingest.french import tokens
from ingest.organisation import commune_names
from ingest.vocabulary import load

_BRACKET = re.compile(r"\s*[(\[][^()\[\]]*[)\]]")
_QUOTED = re.compile(r"[«“\"][^«»“”\"]*[»”\"]")
_TAIL = re.compile(r"[\s,;:–—-]+$")
_COMMA = re.compile(r",|;|\s[–—-]\s|:")
_MARKS = re.compile(r"[?•*_]|\.\.\.|…")
_DANGLING = re.compile(r"(?:\ben\s+\w+ant|\b(?:à|de|pour|d['’])\s*\w+(?:er|ir|re))$")
"""What a text may not end with: a verb that has lost its object."""
_WORD = re.compile(r"[^\W\d_]+")
_COORDINATOR = re.compile(r"[\s,]+(?:et|ou|ainsi que|entre)$")
_LAW = re.compile(r"(?i)\b(?:articles?|art\.?)\s*\d+(?:\s*§\s*\d+)?")


def neutral(text: str) -> str | None:
    """An action that any organisation could write, or None where what is local cannot be left out whole.

    Args:
        text: The action's own words.
    """
    said = " ".join(text.split()).rstrip(" .;,:")
    said = _BRACKET.sub(lambda match: "" if local_facts(match.group(0)) else match.group(0), said)
    while local_facts(said) or _QUOTED.search(said):
        shorter = _without_tail(said)
        if shorter is None:
            return None
        said = shorter
    said = _TAIL.sub("", said)
    words = [one for one in tokens(said) if not one.stop]
    rules = load("drafting")
    if not rules["least_words"] <= len(words) or len(said.split()) > rules["most_words"] or _MARKS.search(said):
        return None
    return said if said.count("(") == said.count(")") else None


def local_facts(text: str) -> list[str]:
    """The names, figures and addresses of a text that are somebody's own."""
    bare = _LAW.sub(" ", text)
    found = [fact for fact in hard_facts(bare) if not _is_common(fact)]
    found += [match.group(0) for match in _WORD.finditer(bare) if fold(match.group(0)) in _numbers()]
    first = re.match(r"\W*([\w’'-]+)", bare)
    if first and fold(first.group(1)) in commune_names():
        found.append(first.group(1))
    return found


def _is_common(fact: str) -> bool:
    bare = fold(fact).rstrip("s")
    names = _common()
    return bare in names or f"{bare}s" in names or fold(fact) in names


@cache
def _numbers() -> frozenset[str]:
    """The numbers in letters that are no articles."""
    listed = load("generation")
    return frozenset(map(str, listed["numbers"])) - frozenset(map(str, listed["articles"]))


@cache
def _common() -> frozenset[str]:
    return frozenset(map(str, load("drafting")["common_names"])) | {fold(str(one)) for one in load("acronyms")}


@cache
def _complement() -> re.Pattern[str]:
    words = sorted(map(str, load("drafting")["complements"]), key=len, reverse=True)
    elided = [rf"{re.escape(one[:-2])}\s+d" if one.endswith(" de") else None for one in words]
    every = [*(re.escape(one) for one in words), *(one for one in elided if one), "d"]
    return re.compile(rf"(?<![\w'’-])(?:{'|'.join(every)})(?=[\s'’])")


def _without_tail(text: str) -> str | None:
    """A text without its last complement, where everything local stands in or after it."""
    facts = local_facts(text)
    quoted = _QUOTED.search(text)
    places = [at for fact in facts if (at := text.rfind(fact)) >= 0] + ([quoted.start()] if quoted else [])
    if not places:
        return None
    last = max(places)
    folded = "".join(fold(one) if len(fold(one)) == 1 else "x" for one in text)
    starts = [match.start() for match in _complement().finditer(folded) if match.start() < last]
    starts += [match.start() for match in _COMMA.finditer(text) if match.start() < last]
    while starts:
        cut = _COORDINATOR.sub("", _TAIL.sub("", text[: max(starts)]))
        if cut and not _DANGLING.search(cut):
            return cut
        starts = [one for one in starts if one < len(cut)]
    return None
