"""An element of a list as a commitment: whole, with what completes it, or the several that it holds."""

import re
from functools import cache

from assistant.drafting.commitments.patterns import choices
from assistant.drafting.commitments.prose import Clause, commitments_in, sentences
from assistant.drafting.commitments.rows import is_row
from assistant.drafting.commitments.saying import element_label, opens_with_action, opens_with_infinitive
from assistant.drafting.commitments.units import Unit, is_heading
from ingest.vocabulary import load

_GOVERNED = re.compile(r"(?P<word>à|de|d['’])\s?(?P<rest>\S.*)", re.DOTALL | re.IGNORECASE)
_LONG = 40
_LEAST_HASHES = 2


def below(unit: Unit) -> list[Unit]:
    """The bullets that are set deeper, right below a bullet."""
    found, one = [], unit.following
    while one is not None and one.bullet and one.indent > unit.indent:
        found.append(one)
        one = one.following
    return found


def is_several(text: str, unit: Unit, clauses: list[Clause]) -> bool:
    """Whether a long element holds several commitments, each in a sentence of its own with its verb."""
    apart = [
        one
        for one in sentences(text, unit.start, unit.end)
        if any(one[0] <= clause.start < one[1] for clause in clauses)
    ]
    finite = [one for one in clauses if not opens_with_action(text[one.start : one.end])]
    return len(unit.words.split()) > _LONG and len(apart) > 1 and len(finite) > 1


def whole(text: str, unit: Unit, heads: str) -> Clause:
    """An element without its label; the preposition that its infinitive depends on goes to its heads."""
    label = element_label(unit.words)
    start, end = unit.start + label, unit.end
    governed = _GOVERNED.match(text, start, end) if heads else None
    if governed and opens_with_infinitive(governed["rest"]):
        start, heads = governed.start("rest"), f"{heads} {governed['word']}"
    return trimmed(text, start, end, heads)


def is_prose(text: str, unit: Unit) -> bool:
    """Whether a numbered element is a paragraph of several sentences, and not one « Engagement n° 7 : … »."""
    ends = [last for _, last in sentences(text, unit.start, unit.end)]
    return not element_label(unit.words) and any(text[last - 1] in ".!?…»" for last in ends[:-1])


@cache
def _announcing() -> re.Pattern[str]:
    words = choices(load("commitments")["announcing"])
    return re.compile(rf"[\s.,;(–-]+(?:et\s)?(?:{words})\s*:?\s*$", re.IGNORECASE)


def trimmed(text: str, start: int, end: int, heads: str) -> Clause:
    """A clause without the spaces and the commas at its end."""
    announced = _announcing().search(text, start, end) if text[start:end].rstrip().endswith(":") else None
    end = announced.start() if announced else end
    while end > start and text[end - 1] in " \t\n\u00a0;,":
        end -= 1
    return Clause(start, end, heads)


def is_told_alone(text: str, unit: Unit) -> bool:
    """Whether a heading is itself a commitment: an infinitive, with nothing below it but words that tell of it.

    « ### Créer une épicerie sociale », and a paragraph on why; not where a list, a row, a commitment or a deeper
    heading follows before the next heading.
    """
    if unit.hashes < _LEAST_HASHES or not opens_with_infinitive(unit.words):
        return False
    one = unit.following
    while one is not None and not is_heading(one):
        if one.marked or one.explicit or is_row(one.words) or commitments_in(text, one.start, one.end):
            return False
        one = one.following
    return one is None or not one.hashes or one.hashes <= unit.hashes


def announces_rows(unit: Unit) -> bool:
    """Whether an element only names the table below it: « 5.4 Calendrier : »."""
    return unit.words.rstrip().endswith(":") and unit.following is not None and is_row(unit.following.words)
