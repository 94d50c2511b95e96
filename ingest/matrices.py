"""Tables whose columns are levels: « OS | OO | Action | Pilote | Échéance », and wide exports that repeat ancestors."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise

from ingest.cells import elements_of, flat, is_cross, is_empty, is_nothing, is_total
from ingest.codes import parse_code
from ingest.elements import TREE, Collector, Element, named, numbered, read_above
from ingest.entries import entries
from ingest.folding import fold_spaces
from ingest.headers import Header, Rows
from ingest.records import Level

_LISTED = (Level.ACTION, Level.SOUS_ACTION)
_COUNTS = 0.5


def read_matrix(rows: Rows, header: Header, bands: AbstractSet[int]) -> list[Element]:
    """The elements of a table whose columns are levels.

    Args:
        rows: The table's rows.
        header: Its header.
        bands: The rows of one cell that spans the table.

    Returns:
        The elements in reading order; empty when no column holds a level, or the table only counts elements.
    """
    return _Matrix(rows, header, bands).read()


class _Matrix:
    def __init__(self, rows: Rows, header: Header, bands: AbstractSet[int]) -> None:
        self._rows = rows
        self._header = header
        self._bands = bands
        self._collector = Collector()
        places = [(column.holds, place) for place, column in enumerate(header.columns) if column and column.holds]
        self._levels: dict[Level, int] = {}
        for level, place in sorted(places, key=lambda pair: TREE.index(pair[0])):
            self._levels.setdefault(level, place)
        self._references = self._find_references()
        self._depths = self._find_depths()
        self._repeated = {level for level, place in self._levels.items() if self._repeats(place)}
        self._last: dict[Level, str] = {}

    def read(self) -> list[Element]:
        if not self._levels or self._counts():
            return []
        read_above(self._collector, self._rows, self._header.first)
        for index in range(self._header.after, len(self._rows)):
            row = self._rows[index]
            filled = [cell for cell in row if not is_empty(cell)]
            if filled and not self._is_header(row):
                self._read_row(index, row, filled)
        return self._collector.found if any(one.level for one in self._collector.found) else []

    def _read_row(self, index: int, row: Sequence[str], filled: list[str]) -> None:
        held = [level for level, place in self._levels.items() if not is_empty(_cell(row, place))]
        first = next(iter(filled))
        figures = all(any(map(str.isdigit, cell)) for cell in filled[1:])
        if is_total(first) and len(held) <= 1 and figures:
            self._collector.row(" : ".join(map(flat, filled)))
        elif len(filled) == 1 and (index in self._bands or named(first) or not (held or self._fields(row, None))):
            self._read_band(index, first)
        elif held:
            self._read_levels(row, held)
        elif (open_ := self._deepest()) is not None:
            # A row without element of its own says more of the one above.
            self._collector.describe(open_, self._fields(row, None))

    def _read_band(self, index: int, words: str) -> None:
        above = TREE[max(0, TREE.index(next(iter(self._levels))) - 1)] if index in self._bands else None
        over = above if above in (Level.OS, Level.OO) else None
        if self._collector.band(words, over):
            self._last.clear()
        else:
            self._collector.row(words)

    def _read_levels(self, row: Sequence[str], held: list[Level]) -> None:
        collector, deepest = self._collector, max(held, key=TREE.index)
        anew = False
        for level, place in self._levels.items():
            cell = _cell(row, place)
            if is_empty(cell) or is_nothing(cell):
                # A dash says that there is none; a blank does where the table repeats what goes on.
                if cell.strip() or (level in self._repeated and self._is_filled_above(row, level)):
                    collector.close(level)
                    self._last.pop(level, None)
                continue
            key = f"{self._number(row, level)} {fold_spaces(cell)}"
            known = collector.open_at(level)
            if anew or known is None or self._last.get(level) != key:
                places = self._add(level, cell, self._number(row, level))
                for below in TREE[TREE.index(level) :]:
                    self._last.pop(below, None)
                self._last[level], anew = key, True
            else:
                places = [known]
            for place_ in places:
                collector.describe(place_, self._fields(row, level))
                if level is deepest:
                    collector.describe(place_, self._fields(row, None))

    def _add(self, level: Level, cell: str, number: str) -> list[int]:
        pieces = elements_of(cell) if level in _LISTED else [flat(cell)]
        places = []
        for piece in pieces:
            own, words = numbered(piece)
            code = own or (number if len(pieces) == 1 else "")
            # « OO 1.1 – … » says its level itself, whatever its column is called; so does « SA 1.1.1.a » among actions.
            said = named(piece)
            own_level = said is not None and (level not in _LISTED or said[0] is Level.SOUS_ACTION)
            lower = said[0] if said and own_level else self._lower(level, code)
            places.append(self._collector.add(lower, code, words, again=level not in _LISTED or len(self._levels) > 1))
        return places

    def _lower(self, level: Level, number: str) -> Level:
        """A number that goes on with the one above, in the only column of levels, is one level below: « 1.2.1.a »."""
        if level not in _LISTED[:1] or len(self._depths) < 2 or not number:
            return level
        deeper = number.count(".") - min(self._depths)
        return Level.SOUS_ACTION if deeper > 0 else level

    def _find_depths(self) -> set[int]:
        place = self._references.get(Level.ACTION)
        if place is None:
            return set()
        codes = [parse_code(_cell(row, place)) for row in self._rows[self._header.after :]]
        return {code.number.count(".") for code in codes if code is not None}

    def _find_references(self) -> dict[Level, int]:
        """Where the number of each level stands: its own column, else the one just before it."""
        found: dict[Level, int] = {}
        for place, column in enumerate(self._header.columns):
            if column is None or column.field != "reference":
                continue
            after = [level for level, other in self._levels.items() if other == place + 1]
            before = [level for level, other in self._levels.items() if other == place - 1]
            level = column.level or next(iter(after + before + list(self._levels)[-1:]), None)
            if level is not None:
                found.setdefault(level, place)
        return found

    def _number(self, row: Sequence[str], level: Level) -> str:
        place = self._references.get(level)
        code = parse_code(_cell(row, place)) if place is not None else None
        return code.number if code else ""

    def _repeats(self, place: int) -> bool:
        """Whether a column writes an element again on each row that belongs to it."""
        cells = [fold_spaces(_cell(row, place)) for row in self._rows[self._header.after :]]
        return any(first and first == second for first, second in pairwise(cells))

    def _is_filled_above(self, row: Sequence[str], level: Level) -> bool:
        over = [place for other, place in self._levels.items() if TREE.index(other) < TREE.index(level)]
        return any(not is_empty(_cell(row, place)) for place in over)

    def _counts(self) -> bool:
        """Whether the table tells how many elements there are, rather than which."""
        cells = [
            _cell(row, place)
            for row in self._rows[self._header.after :]
            for level, place in self._levels.items()
            if level is not next(iter(self._levels)) or len(self._levels) == 1
        ]
        filled = [cell for cell in cells if not is_empty(cell)]
        return bool(filled) and sum(cell.strip().isdigit() for cell in filled) > _COUNTS * len(filled)

    def _deepest(self) -> int | None:
        return self._collector.above(Level.SOUS_ACTION) if self._collector.found else None

    def _is_header(self, row: Sequence[str]) -> bool:
        """Whether a row is the header again, after a page break."""
        words = {fold_spaces(word) for word in self._header.words}
        cells = {fold_spaces(cell) for cell in row if not is_empty(cell)}
        return len(cells) > 1 and cells <= words

    def _fields(self, row: Sequence[str], level: Level | None) -> list[tuple[str, str]]:
        """The fields of a row that belong to a level, or, for None, to the row's own element."""
        used = set(self._references.values())
        return [
            field
            for place, column in enumerate(self._header.columns)
            if column and column.field and column.level is level and not column.holds and place not in used
            for field in fields_of(column.field, column.value, _cell(row, place))
        ]


def fields_of(name: str, value: str, cell: str) -> list[tuple[str, str]]:
    """The fields that a cell gives: its words, what its column's cross says, or those that its lines name."""
    if is_empty(cell):
        return []
    if value:
        return [(name, value)] if is_cross(cell) or fold_spaces(cell) == fold_spaces(value) else []
    return entries(cell, name)


def _cell(row: Sequence[str], place: int) -> str:
    return row[place] if place < len(row) else ""
