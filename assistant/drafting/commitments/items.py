"""The commitments of a declaration: every one, in its own words, with its place.

What stands below a heading of values, findings or context is none. In a list every element is one, with its bullet or
without; in prose, every clause that commits (`assistant.drafting.commitments.prose`). A heading with elements below it
is none.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from assistant.drafting.commitments.elements import (
    announces_rows,
    below,
    is_prose,
    is_several,
    is_told_alone,
    trimmed,
    whole,
)
from assistant.drafting.commitments.headings import Role, is_aside, rank_of, role_of
from assistant.drafting.commitments.labelled import LabelledList
from assistant.drafting.commitments.patterns import any_of
from assistant.drafting.commitments.prose import Clause, commitments_in, sentences
from assistant.drafting.commitments.rows import Columns, cells_that_commit, columns_of, is_row, said_in_row
from assistant.drafting.commitments.saying import (
    element_label,
    has_finite,
    holds_sentences,
    is_bare,
    is_cut_short,
    is_introduction_off,
    is_set_aside,
    opens_with_action,
    speaks_of_others,
)
from assistant.drafting.commitments.texts import plain
from assistant.drafting.commitments.units import (
    MAX_TITLE,
    Unit,
    is_group,
    is_heading,
    is_lone,
    is_noun_of_action,
    is_sentence,
    units_of,
)
from assistant.drafting.commitments.unmarked import with_lists
from assistant.drafting.records import DpsItem
from ingest.parsers.unmarked import is_amount_row
from ingest.records import Document

_FOOTER = re.compile(r"\bpage\s*\d+(?:\s*(?:/|sur|de)\s*\d+)?\s*$|^\W*\d+\s*/\s*\d+\W*$", re.IGNORECASE)
_SUBJECT = re.compile(r"(?<![\w-])(?:nous|je|il|elle|ils|elles)\s")
_MAX_ELEMENT, _OWN_WORDS = 40, 5


@dataclass(slots=True)
class _Place:
    """Where the walk stands: the headings above, the introduction of the list, the roles that they give."""

    axis: str = ""
    above: list[tuple[int, Role]] = field(default_factory=list)
    section: str = ""
    section_role: Role = "neutral"
    introduction: str = ""
    list_role: Role = "neutral"
    groups: dict[str, str] = field(default_factory=dict)
    items: list[tuple[int, str]] = field(default_factory=list)
    topics: set[str] = field(default_factory=set)
    listing: bool = False
    columns: Columns | None = None

    @property
    def role(self) -> Role:
        """What the headings above make of what stands here."""
        roles = [role for _, role in self.above if role != "neutral"]
        return "off" if "off" in roles else roles[-1] if roles else "neutral"


def dps_items(document: Document) -> tuple[DpsItem, ...]:
    """Every commitment of a declaration, in reading order.

    Args:
        document: The declaration, as it was read.

    Returns:
        Items whose `text` is `document.text[start:end]`, that never overlap; `D01`, `D02`… by their order.
    """
    found: list[DpsItem] = []
    place, last = _Place(), 0
    for unit in with_lists(units_of(document)):
        for clause in _clauses(document.text, unit, place):
            if clause.start >= last and re.search(r"\w", document.text[clause.start : clause.end]):
                found.append(_item(document, unit, place, clause, len(found) + 1))
                last = clause.end
    return tuple(found)


def _item(document: Document, unit: Unit, place: _Place, clause: Clause, number: int) -> DpsItem:
    return DpsItem(
        id=f"D{number:02d}",
        text=document.text[clause.start : clause.end],
        axis=place.axis,
        node=unit.node.id,
        start=clause.start,
        end=clause.end,
        line=document.text.count("\n", 0, clause.start) + 1,
        heads=" ".join(clause.heads.split()),
        rank=rank_of(unit.words[: element_label(unit.words)]) or rank_of(place.introduction) or rank_of(place.section),
        beside=clause.beside or said_in_row(unit.node),
        topic=clause.heads if clause.heads in place.topics else "",
    )


def _clauses(text: str, unit: Unit, place: _Place) -> Iterator[Clause]:
    """The commitments of one element; `place` moves on."""
    if _FOOTER.search(unit.words) or is_amount_row(unit.words):
        return
    if unit.labelled is not None:
        yield from _labelled(unit, unit.labelled, place)
    elif is_row(unit.words) and not unit.is_structural:
        if "off" not in (place.role, place.section_role):
            yield from _row(unit, place)
    elif is_heading(unit):
        yield from _heading(text, unit, place)
    elif is_aside(unit.words) or (not _leaves(unit, place) and "off" in (place.role, place.section_role)):
        return
    else:
        place.columns = None
        heads = _introduce(unit, place)
        if is_group(unit):
            yield from _group(unit, place, heads)
        elif unit.marked or unit.explicit:
            yield from _element(text, unit, place, heads)
        else:
            yield from _paragraph(text, unit, place)


def _heading(text: str, unit: Unit, place: _Place) -> Iterator[Clause]:
    """A heading, which is a commitment itself where nothing stands below it but words that tell of it."""
    lone = (unit.is_structural or bool(unit.number)) and is_lone(unit) and "off" not in (place.role, place.section_role)
    if not lone:
        _enter(unit, place)
    if lone or ("off" not in (place.role, place.section_role) and is_told_alone(text, unit)):
        yield Clause(unit.start, unit.end)


def _labelled(unit: Unit, listed: LabelledList, place: _Place) -> Iterator[Clause]:
    """A theme and its elements in one line: the theme is the axis, every element a commitment."""
    role = role_of(listed.label)
    place.introduction, place.list_role, place.groups, place.listing = "", "neutral", {}, False
    place.items.clear()
    place.axis, place.section, place.section_role = listed.label, "", role
    if "off" in (place.role, role):
        return
    for first, last in listed.pieces:
        words = unit.words[first:last]
        if commitments_in(words) or not (has_finite(words) or is_set_aside(plain(words))):
            yield Clause(unit.start + first, unit.start + last)


def _introduce(unit: Unit, place: _Place) -> str:
    """The words that introduce an element; numbers end the lists that stood before them."""
    if "." in unit.number:
        place.introduction, place.list_role = "", "neutral"
    if unit.number:
        place.groups = {one: words for one, words in place.groups.items() if unit.number.startswith(f"{one}.")}
    return _heads(unit, place)


def _row(unit: Unit, place: _Place) -> Iterator[Clause]:
    columns = columns_of(unit.words)
    if columns is None:
        yield from cells_that_commit(unit.words, unit.start, place.columns)
    else:
        place.columns = columns


def _group(unit: Unit, place: _Place, heads: str) -> Iterator[Clause]:
    """A numbered title over others: a heading, or a commitment that heads its own."""
    place.groups[unit.number] = " ".join(unit.words.split())
    bullets = unit.following is not None and unit.following.bullet
    acts = is_noun_of_action(unit.words) and not unit.names_part
    if len(unit.words.split()) > MAX_TITLE or is_sentence(unit.words) or (bullets and acts):
        yield Clause(unit.start, unit.end, heads)


def _element(text: str, unit: Unit, place: _Place, heads: str) -> Iterator[Clause]:
    """An element of a list: whole, unless it only tells how things are, or holds several commitments of its own."""
    if place.list_role == "off" or announces_rows(unit):
        return
    place.listing = True
    while place.items and place.items[-1][0] >= unit.indent:
        place.items.pop()
    if unit.bullet:
        heads = place.items[-1][1] if place.items else heads
        place.items.append((unit.indent, " ".join(unit.words.split()).rstrip(" :;.")))
        deeper = below(unit) if unit.words.rstrip().endswith(":") else []
        acts = is_sentence(unit.words) or opens_with_action(unit.words)
        if deeper and acts and not all(opens_with_action(one.words) for one in deeper):
            yield trimmed(text, unit.start, deeper[-1].end, heads)
            return
        if deeper and not is_sentence(unit.words):
            place.topics.add(place.items[-1][1])
            return
    elif unit.number:
        place.groups[unit.number] = " ".join(unit.words.split())
    yield from _said(text, unit, place, heads)


def _said(text: str, unit: Unit, place: _Place, heads: str) -> Iterator[Clause]:
    """What an element itself commits to."""
    clauses = commitments_in(text, unit.start, unit.end)
    if place.role == "prose" or (not clauses and speaks_of_others(unit.words)):
        yield from clauses
        return
    sure = unit.explicit or "on" in (place.role, place.section_role, place.list_role)
    prose = bool(unit.number) and not unit.explicit and is_prose(text, unit)
    late = bool(clauses) and clauses[0].start >= next(sentences(text, unit.start, unit.end))[1]
    told = late and holds_sentences(unit.words) and has_finite(unit.words)
    if told or (prose and (clauses or (not sure and _SUBJECT.search(plain(unit.words))))):
        yield from clauses
    elif sure or clauses or not (has_finite(unit.words) or is_set_aside(plain(unit.words))):
        yield from clauses if is_several(text, unit, clauses) else [whole(text, unit, heads)]


def _paragraph(text: str, unit: Unit, place: _Place) -> Iterator[Clause]:
    """A paragraph: the clauses that commit; a last sentence that ends with a colon introduces the list below it."""
    end = unit.end
    listing, place.listing = place.listing and unit.above, False
    following = unit.following
    if unit.words.rstrip().endswith(":") and following is not None and (following.marked or following.explicit):
        first, last = list(sentences(text, unit.start, unit.end))[-1]
        place.introduction = " ".join(text[first:last].split()).rstrip(" :")
        place.groups = {}
        role = role_of(place.introduction)
        kept = commitments_in(text, first, last)
        off = role == "off" or (not kept and is_introduction_off(place.introduction))
        place.list_role = "off" if off else "on"
        own = (
            kept
            and len(text[kept[0].start : last].split()) > _OWN_WORDS + 2
            and not any_of("summaries").search(plain(text[first:last]))
            and not is_cut_short(place.introduction)
        )
        end = last if own else first
    else:
        place.introduction, place.list_role = "", "neutral"
    place.items.clear()
    clauses = commitments_in(text, _after_title(text, unit, place), end)
    yield from clauses
    lost = listing and len(unit.words.split()) <= _MAX_ELEMENT and not unit.words.rstrip().endswith(":")
    if not clauses and lost and is_bare(unit.words):
        place.listing = True
        yield trimmed(text, unit.start, unit.end, _heads(unit, place))


def _after_title(text: str, unit: Unit, place: _Place) -> int:
    """Where a paragraph starts after the bold title that stands in its first line; the title heads it."""
    first, last = next(sentences(text, unit.start, unit.end), (unit.start, unit.end))
    bold = text[max(unit.start - 2, 0) : unit.start] in ("**", "__") and text[first:last].endswith(("**", "__"))
    if not bold or last == unit.end:
        return unit.start
    place.axis, place.section, place.section_role = text[first:last].strip("*_. "), "", "neutral"
    return last


def _heads(unit: Unit, place: _Place) -> str:
    if place.introduction and (not unit.number or not place.groups):
        return place.introduction
    if not unit.bullet and not unit.number:
        return place.section
    above = [words for number, words in place.groups.items() if not unit.number or unit.number.startswith(f"{number}.")]
    return above[-1] if above else place.section


def _leaves(unit: Unit, place: _Place) -> bool:
    """Whether a numbered title ends a part of values or findings that has no number; such a part is left then."""
    if not is_group(unit) or is_sentence(unit.words) or role_of(unit.words) == "off":
        return False
    if place.above and place.above[-1] == (0, "off"):
        place.above.pop()
    place.section, place.section_role = "", "neutral"
    return True


def _enter(unit: Unit, place: _Place) -> None:
    """Go below a heading."""
    words, role = " ".join(unit.words.split()), role_of(unit.words)
    place.introduction, place.list_role, place.groups, place.listing = "", "neutral", {}, False
    place.items.clear()
    if unit.is_main or (unit.hashes and any(rank >= unit.hashes for rank, _ in place.above)):
        while place.above and (not unit.rank or not place.above[-1][0] or place.above[-1][0] >= unit.rank):
            place.above.pop()
        place.above.append((unit.rank, role))
        place.axis, place.section, place.section_role = "" if unit.is_cover else words, "", "neutral"
    else:
        label = element_label(unit.words)
        place.section, place.section_role = " ".join(unit.words[label:].split()).rstrip(" :"), role
