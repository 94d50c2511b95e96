"""Action sheets: tables that name a field beside or above its value."""

import re
from collections.abc import Sequence

from ingest.cells import flat, is_empty, joined
from ingest.codes import split_title
from ingest.elements import TREE, Collector, Element, is_volet, numbered
from ingest.headers import Rows, is_exact, read_column
from ingest.records import Level

_MIN_FIELDS = 2
_COUNT = re.compile(r"[\d\s.,%]+(?:sur\s\d+)?\s*")
_MIN_SHARE = 0.6
_MAX_NAME_WORDS = 6
_MAX_ROWS = 200

Pair = tuple[str, str]


def read_form(rows: Rows) -> list[Element]:
    """The element that an action's sheet tells of, with those that it names above it.

    Returns:
        The elements, outermost first, the last one with the sheet's fields; empty when the table is no sheet, or names
        no element.
    """
    pairs = read_pairs(rows)
    if pairs is None:
        return []
    titles: dict[Level, list[str]] = {}
    fields: list[tuple[str, str]] = []
    for name, value in pairs:
        column = read_column(name)
        if column is None or is_empty(value):
            continue
        level = column.holds or (Level.ACTION if column.field == "titre" else None)
        if level is not None:
            titles.setdefault(level, []).extend(_titles(value) if level in (Level.OS, Level.OO) else [joined(value)])
        elif column.field:
            fields.append((column.field, joined(value)))
    banner = _banner(rows)
    if banner is not None and banner[1]:
        titles.setdefault(banner[0], [banner[1]])
    if not titles:
        return []
    collector, place = Collector(), 0
    for level in sorted(titles, key=TREE.index):
        number, words = numbered(titles[level][0])
        if banner is not None and banner[0] is level:
            number = number or banner[2]
        place = collector.add(level, number, words)
    reference = next((value for name, value in fields if name == "reference"), "")
    others = [("objectif_lie", other) for titles_ in titles.values() for other in titles_[1:]]
    collector.describe(place, [*others, *(field for field in fields if field[0] != "reference" or not reference)])
    return collector.found


def read_pairs(rows: Rows) -> list[Pair] | None:
    """The names and values of a sheet, or None when the table is none: most rows name a known field.

    A value may stand beside its name, behind its colon, below it, or go on in rows without a name.
    """
    found: list[Pair] = []
    known = counted = index = 0
    if len(rows) > _MAX_ROWS:
        return None
    while index < len(rows):
        row = rows[index]
        cells = [cell for cell in row if not is_empty(cell)]
        index += 1
        if not cells:
            continue
        if _heads_values(rows, index - 1):
            found += [(name, value) for name, value in zip(row, rows[index], strict=False) if not is_empty(name)]
            pairs: list[Pair] | None = []
            index += 1
        elif len(cells) > _MIN_FIELDS and all(map(is_exact, cells)):
            return None  # The header of a table: « Action | Responsable | Échéance ».
        else:
            pairs = _pairs_of(row)
        if pairs is None and len(cells) == 1 and (counted == 0 or is_empty(row[0])):
            if found and is_empty(row[0]):
                found[-1] = (found[-1][0], f"{found[-1][1]}\n{cells[0]}")
            continue  # The sheet's own title, or more of the value above.
        counted += 1
        known += pairs is not None
        found += pairs or []
    fields = {read_column(name) for name, _ in found}
    if all(_COUNT.fullmatch(value) for _, value in found):
        return None  # « Actions : 36 » counts; it fills no sheet.
    return found if len(fields) >= _MIN_FIELDS and known >= _MIN_SHARE * counted else None


def _heads_values(rows: Rows, index: int) -> bool:
    """Whether a row names fields whose values stand on the row below, and only on that one."""
    cells = [cell for cell in rows[index] if not is_empty(cell)]
    if len(cells) < _MIN_FIELDS or not all(map(is_exact, cells)) or index + 1 >= len(rows):
        return False
    if any((column := read_column(cell)) is not None and column.holds for cell in cells):
        return False  # A table whose columns are levels.
    below = [cell for cell in rows[index + 1] if not is_empty(cell)]
    after = [cell for cell in rows[index + 2] if not is_empty(cell)] if index + 2 < len(rows) else []
    return not any(map(is_exact, below)) and bool(below) and (not after or _is_name(after[0]))


def _pairs_of(row: Sequence[str]) -> list[Pair] | None:
    """The pairs of a row: « Pilote | DG | Échéance | 2027 », or « Pilote : DG » in one cell."""
    cells = [cell for cell in row if not is_empty(cell)]
    if len(cells) == 1:
        if not is_empty(row[0]) and is_exact(cells[0]):
            return [(cells[0], "")]
        name, colon, value = cells[0].partition(":")
        return [(name, value.strip())] if colon and _is_name(name) else None
    first = next(place for place, cell in enumerate(row) if not is_empty(cell))
    if not _is_name(row[first]):
        return None
    starts = [first]
    for place in range(first + 2, len(row)):
        if place >= starts[-1] + 2 and is_exact(row[place]):
            starts.append(place)
    return [
        (row[start], "\n".join(dict.fromkeys(cell for cell in row[start + 1 : end] if not is_empty(cell))))
        for start, end in zip(starts, [*starts[1:], len(row)], strict=True)
    ]


def _is_name(cell: str) -> bool:
    words = flat(cell)
    column = read_column(words) if len(words.split()) <= _MAX_NAME_WORDS else None
    if column is None or column.ignored:
        return False
    return not column.holds or is_exact(words) or not is_volet(words)


def _titles(value: str) -> list[str]:
    """The objectives that a cell names, each with its number; else its words as one."""
    lines = [flat(line) for line in value.split("\n") if not is_empty(line)]
    if len(lines) > 1 and all(split_title(line).code and split_title(line).text for line in lines):
        return lines
    return [flat(value)]


def _banner(rows: Rows) -> tuple[Level, str, str] | None:
    """The row across the top of a sheet, « FICHE ACTION N° 3 : … »: level, title, number."""
    for row in rows[:_MIN_FIELDS]:
        cells = [cell for cell in row if not is_empty(cell)]
        titled = split_title(cells[0]) if len(cells) == 1 else None
        if titled is not None and titled.code is not None and titled.code.level is not None:
            return titled.code.level, titled.text, titled.code.number
    return None
