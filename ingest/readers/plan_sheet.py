"""The workbook that the product writes a plan to: its columns say every level, place and field, also after an edit."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from ingest.codes import level_named, parse_code
from ingest.folding import fold_spaces
from ingest.given import Given, Line, flat, ordered
from ingest.packing import bound, items_of, listed
from ingest.records import Level, Period
from ingest.vocabulary import load

Rows = Sequence[Sequence[str]]
_OWN = frozenset({"titre", "niveau", "identifiant", "parent"})
_PLACE = frozenset({"reference", "titre", "niveau", "type_de_volet", "identifiant", "parent"})
_RANK = {level: rank for rank, level in enumerate(Level)}


def given(sheets: Mapping[str, Rows]) -> Given | None:
    """The plan of a workbook that the product wrote.

    Args:
        sheets: The cells of its sheets, by name, as they read.

    Returns:
        The plan; None for any other workbook, or where someone took out the columns that say the places.
    """
    found = next(((rows, place) for rows in sheets.values() if (place := _header(rows)) is not None), None)
    if found is None:
        return None
    rows, place = found
    names = load("exports")["sheets"]
    cover = dict(_pairs(sheets.get(names["cover"], ())))
    lines = _lines(rows[place + 1 :], _columns(rows[place]), _items(sheets.get(names["sources"], ())))
    words = load("exports")["cover"]
    return Given(
        evidence=cover.get(words["state"]) or load("exports")["title"],
        title=cover.get(words["title"], ""),
        organisation=cover.get(words["organisation"]) or None,
        period=period_of(cover.get(words["period"], "")),
        lines=ordered(lines),
    )


def period_of(words: str) -> Period | None:
    """« 2025-2030 » as a period."""
    years = [int(year) for year in words.replace("–", "-").split("-") if year.strip().isdigit()]
    return Period(years[0], years[1]) if len(years) == 2 else None


@lru_cache(maxsize=1)
def _headers() -> dict[str, str]:
    return {fold_spaces(header): key for header, key in load("exports")["columns"]}


def _columns(row: Sequence[str]) -> dict[str, int]:
    """The place of each column by its key; the columns that staff added have their own header as their key."""
    found: dict[str, int] = {}
    for place, cell in enumerate(row):
        if flat(cell):
            found.setdefault(_headers().get(fold_spaces(cell), flat(cell)), place)
    return found


def _header(rows: Rows) -> int | None:
    return next((place for place, row in enumerate(rows[:5]) if _columns(row).keys() >= _OWN), None)


def _pairs(rows: Rows) -> Iterator[tuple[str, str]]:
    for row in rows:
        if len(row) > 1 and flat(row[0]):
            yield flat(row[0]), flat(row[1])


def _items(rows: Rows) -> dict[str, tuple[str, str]]:
    """The commitments of the sheet of sources: their axis and their words, by id."""
    # Columns: kind of source, id, organisation, document, place, line, page, state, words.
    kind = load("exports")["origins"]["dps"]
    return {flat(row[1]): (flat(row[4]), flat(row[8])) for row in rows if len(row) > 8 and flat(row[0]) == kind}


def _lines(rows: Rows, columns: Mapping[str, int], items: Mapping[str, tuple[str, str]]) -> list[Line]:
    found: list[Line] = []
    open_: list[Line] = []
    ids = {_cell(row, columns, "identifiant") for row in rows} - {""}
    taken: set[str] = set()
    for place, row in enumerate(rows, start=1):
        level = _level(row, columns)
        if level is None or not any(map(flat, row)):
            continue
        name, above = _cell(row, columns, "identifiant"), _cell(row, columns, "parent")
        open_ = [one for one in open_ if _RANK[one.level] < _RANK[level]]
        fresh = not name or name in taken  # A row that staff added, or copied.
        if above not in ids:  # So too one whose parent they took out.
            above = open_[-1].id if open_ and (fresh or above) else ""
        if fresh:
            name = next(one for one in (f"ligne-{place}", f"ligne-{place}-bis") if one not in ids)
        taken.add(name)
        line = Line(
            id=name,
            parent=above or None,
            level=level,
            text=_cell(row, columns, "titre"),
            number=_number(_cell(row, columns, "reference"), level),
            kind=_cell(row, columns, "type_de_volet") or None,
            attributes=tuple(_attributes(row, columns, items)),
        )
        found.append(line)
        open_.append(line)
    return found


def _level(row: Sequence[str], columns: Mapping[str, int]) -> Level | None:
    named = _cell(row, columns, "niveau")
    for level, words in load("exports")["levels"].items():
        if fold_spaces(named) in {fold_spaces(word) for word in words}:
            return Level(level)
    code = parse_code(_cell(row, columns, "reference"))
    return level_named(named) or (code.level if code else None)


def _number(reference: str, level: Level) -> str:
    letters = load("exports")["levels"][level.value][0]
    if reference == letters:
        return ""
    return reference.removeprefix(f"{letters} ").strip()


def _attributes(
    row: Sequence[str], columns: Mapping[str, int], items: Mapping[str, tuple[str, str]]
) -> Iterator[tuple[str, str]]:
    exports = load("exports")
    quiet = {exports["unknown"], exports["proposal"][False]}
    for key, place in columns.items():
        value = row[place].strip() if place < len(row) else ""
        if key in _PLACE or not value or value in quiet:
            continue
        if key == "engagements":
            value = listed(bound((name, *items.get(name, ("", "")))) for name in items_of(value))
        yield key, value


def _cell(row: Sequence[str], columns: Mapping[str, int], key: str) -> str:
    place = columns.get(key)
    return flat(row[place]) if place is not None and place < len(row) else ""
