"""What a declaration says in the tone of a commitment and the draft does not take up: for staff to look at.

The reader of commitments can be wrong, and a coverage that only counts what it found would never tell. So sentences
between the first and the last commitment that speak of what « nous » or the organisation does, or of what will be, and
that no commitment covers, are named with their lines.
"""

import re
from collections.abc import Iterator
from functools import cache

from assistant.drafting.checks.outline import Outline
from assistant.drafting.checks.rules import check, plural
from assistant.drafting.records import Check
from ingest.folding import fold_spaces
from ingest.vocabulary import load

_SENTENCE = re.compile(r"[^.!?;\n]+(?:[.!?;]|\n|$)")
_MIN_WORDS = 5
_MAX_LINES = 12
_MOST_COVERED = 0.5


def leftover(outline: Outline) -> Iterator[Check]:
    """The rule, for a draft whose declaration's text is at hand."""
    items, text = outline.plan.items, (outline.texts or {}).get(outline.plan.source, "")
    if not items or not text:
        return
    first, last = min(one.start for one in items), max(one.end for one in items)
    lines = [
        text.count("\n", 0, match.start()) + 1 + _leading_breaks(match.group(0))
        for match in _SENTENCE.finditer(text, first, last)
        if _commits(match.group(0)) and not _covered(match, [(one.start, one.end) for one in items])
    ]
    found = list(dict.fromkeys(lines))
    if not found:
        yield check("couverture.passages", True, "Aucune autre phrase de la DPS n'a le ton d'un engagement.")
        return
    shown = ", ".join(map(str, found[:_MAX_LINES])) + (" …" if len(found) > _MAX_LINES else "")
    many = len(found) > 1
    told = f"{plural(len(found), 'phrase')} de la DPS, entre ses engagements, en {'ont' if many else 'a'} le ton"
    told += f" sans être reprise{'s' if many else ''} : ligne{'s' if many else ''} {shown}."
    yield check("couverture.passages", False, told)


def _leading_breaks(piece: str) -> int:
    return piece[: len(piece) - len(piece.lstrip())].count("\n")


def _commits(sentence: str) -> bool:
    return len(sentence.split()) >= _MIN_WORDS and any(one.search(fold_spaces(sentence)) for one in _patterns())


def _covered(match: re.Match[str], spans: list[tuple[int, int]]) -> bool:
    start, end = match.span()
    held = sum(max(0, min(end, last) - max(start, first)) for first, last in spans)
    return held >= _MOST_COVERED * len(match.group(0).strip())


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(str(one)) for one in load("checks")["committing"])
