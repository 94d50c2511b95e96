"""Which elements of a plan a reader's filters keep, and what there is to choose from."""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

from assistant.explorer import naming
from assistant.explorer.collection import OUTLINE
from assistant.explorer.words import Words
from assistant.fields import Field, told
from ingest.folding import fold_spaces
from ingest.packing import items_of
from ingest.records import Document, Level, Node

_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_PARTS = (Level.VOLET, Level.AXE, Level.SECTION)
"""What a plan is divided in: the first of these levels that it has."""


@dataclass(frozen=True, slots=True)
class Wish:
    """A reader's filters; None or nothing for those that are not set.

    Attributes:
        part: The id of the volet, the axis or the section to look into.
        concept: A theme.
        holder: Who carries the element, folded.
        year: The year by which it is due.
        words: What its words or fields hold.
    """

    part: str | None = None
    concept: str | None = None
    holder: str | None = None
    year: int | None = None
    words: Words | None = None

    def __bool__(self) -> bool:
        return any((self.part, self.concept, self.holder, self.year, self.words))


@dataclass(frozen=True, slots=True)
class Choices:
    """What can be chosen in a plan: parts by id, holders by folded name, years; each with what it is called."""

    parts: tuple[tuple[str, str], ...]
    holders: tuple[tuple[str, str], ...]
    years: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Selection:
    """What filters keep of a plan.

    Attributes:
        matches: The ids of the elements that fit.
        shown: Those and the elements above them, without which they have no place.
        counts: How many fit at each level, from the top down, for the levels that the plan has.
        totals: How many there are at each of these levels.
    """

    matches: frozenset[str]
    shown: frozenset[str]
    counts: tuple[tuple[Level, int], ...]
    totals: tuple[tuple[Level, int], ...]


def choices(document: Document) -> Choices:
    """What the filters of a plan can be set to."""
    holders: dict[str, str] = {}
    years: set[int] = set()
    for node in elements(document):
        for words in _holders(node):
            holders.setdefault(fold_spaces(words), words)
        years |= set(_years(node))
    level = next((one for one in _PARTS if any(node.level is one for node in document.nodes)), None)
    parts = [(node.id, _part(node)) for node in document.nodes if node.level is level]
    return Choices(tuple(parts), tuple(sorted(holders.items())), tuple(sorted(years)))


def elements(document: Document) -> Iterator[Node]:
    """The elements of a plan, prose left out, in reading order."""
    return (node for node in document.nodes if node.level in OUTLINE)


def select(document: Document, wish: Wish, on_theme: Callable[[str], Collection[str]]) -> Selection:
    """What filters keep of a plan.

    Args:
        document: The plan.
        wish: The filters; an element has to fit all that are set.
        on_theme: The ids of the plan's elements that are on a theme.
    """
    held = list(elements(document))
    themed = set(on_theme(wish.concept)) if wish.concept else None
    matches = {
        node.id
        for node in held
        if (themed is None or node.id in themed) and _under(document, node, wish.part) and _fits(node, wish)
    }
    shown = set(matches)
    for node in held:
        if node.id in matches:
            shown.update(one.id for one in document.ancestors(node))
    totals = Counter(node.level for node in held)
    counts = Counter(node.level for node in held if node.id in matches)
    levels = [level for level in OUTLINE if totals[level]]
    return Selection(
        frozenset(matches),
        frozenset(shown),
        tuple((level, counts[level]) for level in levels),
        tuple((level, totals[level]) for level in levels),
    )


def searchable(node: Node) -> str:
    """All that an element says, title and fields."""
    return " · ".join([naming.level(node), node.text, *(value for _, value in naming.fields(node))])


def _fits(node: Node, wish: Wish) -> bool:
    return (
        (wish.holder is None or wish.holder in map(fold_spaces, _holders(node)))
        and (wish.year is None or wish.year in _years(node))
        and (not wish.words or wish.words.fits(searchable(node)))
    )


def _under(document: Document, node: Node, part: str | None) -> bool:
    return part is None or node.id == part or any(one.id == part for one in document.ancestors(node))


def _holders(node: Node) -> list[str]:
    return [words for value in told(node, Field.HOLDER) for words in items_of(value)]


def _years(node: Node) -> list[int]:
    return [int(one) for value in told(node, Field.YEAR) for one in _YEAR.findall(value)]


def _part(node: Node) -> str:
    return f"{naming.level(node)} : {naming.title(node)}" if node.level is not Level.VOLET else naming.title(node)
