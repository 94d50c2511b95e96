"""What a table holds of a plan: elements with their place in the tree, and rows that are none."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ingest.cells import flat, is_empty, is_nothing, is_total
from ingest.codes import split_title
from ingest.folding import fold_spaces
from ingest.headers import is_exact, read_column
from ingest.records import Level
from ingest.vocabulary import load

TREE = (Level.VOLET, Level.OS, Level.OO, Level.ACTION, Level.SOUS_ACTION)
Fields = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Element:
    """One element that a table holds, or a row of it that is none.

    Attributes:
        level: Its level; None for a row of text.
        number: Its number, or "".
        text: Its words, without its number.
        attributes: Its fields, in the table's order, each name once.
        parent: The place in the list of the element that it belongs to; None where the table does not say.
        total: Whether the row only adds up other rows.
    """

    level: Level | None
    number: str
    text: str
    attributes: Fields = ()
    parent: int | None = None
    total: bool = False


class Collector:
    """Collects the elements of a table in reading order; what is named again is the same element."""

    def __init__(self) -> None:
        self.found: list[Element] = []
        self._open: dict[Level, int] = {}
        self._known: dict[tuple[int | None, Level, str, str], int] = {}

    def add(self, level: Level, number: str, text: str, *, parent: int | None = None, again: bool = True) -> int:
        """Add an element below the innermost open one, or below `parent`.

        Args:
            level: Its level.
            number: Its number, or "".
            text: Its words, without the number.
            parent: The element that it belongs to, where the table says.
            again: Whether the same words under the same parent are the same element.

        Returns:
            Its place in the list.
        """
        above = self.above(level) if parent is None else parent
        key = (above, level, number, fold_spaces(text))
        if not again or key not in self._known:
            self._known[key] = len(self.found)
            self.found.append(Element(level, number, flat(text), parent=above))
        self.close(level)
        self._open[level] = self._known[key]
        return self._known[key]

    def above(self, level: Level) -> int | None:
        """The innermost open element over a level."""
        over = [one for one in self._open if TREE.index(one) < TREE.index(level)]
        return self._open[max(over, key=TREE.index)] if over else None

    def open_at(self, level: Level) -> int | None:
        """The open element of a level."""
        return self._open.get(level)

    def close(self, level: Level) -> None:
        """Close what is open at a level and below."""
        for other in TREE[TREE.index(level) :]:
            self._open.pop(other, None)

    def describe(self, place: int, fields: Iterable[tuple[str, str]]) -> None:
        """Give an element fields; a second value of a name stands behind the first."""
        element = self.found[place]
        self.found[place] = replace(element, attributes=merged(element.attributes, fields))

    def row(self, text: str) -> None:
        """Keep a row that is no element."""
        words = flat(text)
        if words:
            self.found.append(Element(None, "", words, total=is_total(words)))

    def band(self, text: str, band: Level | None = None) -> bool:
        """Add the element that a row across the table names: a volet, a coded title, or `band` for any other words.

        Returns:
            Whether it names one.
        """
        titled = named(text)
        if titled is None and (band is None or is_total(text) or _is_field(text)):
            return False
        level, number, words = titled or (band, *numbered(text))
        assert level is not None
        self.add(level, number, words)
        return True


def _is_field(text: str) -> bool:
    """Whether a row across the table is a field or a remark: « Remarque : sous réserve du subside »."""
    name, colon, _ = text.partition(":")
    column = read_column(name) if colon and is_exact(name) else None
    return column is not None and bool(column.field)


def read_above(collector: Collector, rows: Sequence[Sequence[str]], before: int) -> None:
    """Collect what stands above a table's header: a volet or an objective that it belongs to, else rows of text."""
    for row in rows[:before]:
        filled = [cell for cell in row if not is_empty(cell)]
        if len(filled) != 1 or not collector.band(filled[0]):
            collector.row(" | ".join(map(flat, filled)))


def named(text: str) -> tuple[Level, str, str] | None:
    """The level, number and title of words that name their own level: « Volet interne », « OO 1.2 – … »."""
    words = flat(text)
    if is_volet(words):
        return Level.VOLET, "", words
    titled = split_title(words)
    if titled.code is None or titled.code.level is None or not titled.text or titled.code.level is Level.VOLET:
        return None
    return titled.code.level, titled.code.number, titled.text


def is_volet(words: str) -> bool:
    """Whether words head a volet."""
    first = fold_spaces(words).split(" ")[0].strip(":.")
    return first in {fold_spaces(word) for word in load("labels")["volet"]} and not is_nothing(words)


def numbered(words: str) -> tuple[str, str]:
    """The number that a title starts with, and the title without it."""
    titled = split_title(words)
    return (titled.code.number if titled.code else "", titled.text or flat(words))


def merged(first: Fields, second: Iterable[tuple[str, str]]) -> Fields:
    """Fields with further ones: a name stands once, its different values behind each other."""
    fields = dict(first)
    for name, value in second:
        if is_empty(value):
            continue
        if name not in fields:
            fields[name] = value
        elif fold_spaces(value) not in [fold_spaces(part) for part in fields[name].split(" ; ")] and fold_spaces(
            value
        ) != fold_spaces(fields[name]):
            fields[name] += f" ; {value}"
    return tuple(fields.items())
