"""The sheets of a workbook into a source: the plan where there is one, who it is of before it, the rest as it is."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ingest.cells import flat, is_empty
from ingest.elements import Element, is_volet
from ingest.errors import UnreadableFileError
from ingest.folding import fold_spaces
from ingest.limits import MAX_TEXT
from ingest.readers import plan_sheet
from ingest.readers.grid import write_elements, write_grid
from ingest.records import Level
from ingest.source import Hint, SourceWriter
from ingest.tables import elements
from ingest.vocabulary import load
from ingest.volets import volet_kinds

MAX_ROWS = 100_000
MAX_COLUMNS = 1_000
MAX_CELLS = 5_000_000
_MAX_COVER_CELLS = 60
_PROSE_WORDS = 8
_YEARS = re.compile(r"20\d\d\s*[-/–]\s*20\d\d")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its cells as they read.

    Attributes:
        rows: Its cells; one merged over rows is repeated, one merged over columns stands once.
        bands: The rows of one cell that spans the sheet.
        hidden: Whether its author hid it.
    """

    name: str
    rows: Sequence[Sequence[str]]
    bands: frozenset[int] = field(default_factory=frozenset)
    hidden: bool = False


def write_workbook(writer: SourceWriter, sheets: Sequence[Sheet]) -> None:
    """Add the sheets of a workbook; a hidden one is left out, with a warning.

    Where some sheets hold a plan, those that say whose it is stand before it, and the short cells of the others (menus,
    parameters, counts) outside the content.
    """
    shown = _shown(writer, sheets)
    if (own := plan_sheet.given({sheet.name: sheet.rows for sheet in shown})) is not None:
        writer.give(own)
        return
    plans = {place: found for place, sheet in enumerate(shown) if (found := elements(sheet.rows, sheet.bands))}
    if not plans:
        for sheet in shown:
            if len(shown) > 1:
                writer.line(sheet.name, Hint(heading=1))
            write_grid(writer, sheet.rows, bands=sheet.bands, found=[])
        return
    others = [(sheet, _is_cover(sheet)) for place, sheet in enumerate(shown) if place not in plans]
    for sheet, cover in others:
        if cover:
            _write_other(writer, sheet)
    for place, found in plans.items():
        _write_plan(writer, shown[place], found, alone=len(shown) == 1)
    for sheet, cover in others:
        if not cover:
            _write_other(writer, sheet)


def _shown(writer: SourceWriter, sheets: Sequence[Sheet]) -> list[Sheet]:
    """The sheets that say something and that their author shows."""
    filled = [sheet for sheet in sheets if any(not is_empty(cell) for row in sheet.rows for cell in row)]
    for sheet in filled:
        if sheet.hidden:
            writer.warn(f"la feuille masquée « {sheet.name} » n'a pas été lue")
    return [sheet for sheet in filled if not sheet.hidden]


def check_extent(name: str, rows: int, columns: int) -> None:
    """Refuse a sheet that no plan is as large as.

    Raises:
        UnreadableFileError: If it is.
    """
    if rows > MAX_ROWS or columns > MAX_COLUMNS or rows * columns > MAX_CELLS:
        raise too_large(name)


def too_large(name: str) -> UnreadableFileError:
    """What is told of a workbook that no plan is as large as."""
    return UnreadableFileError(
        f"« {name} » a plus de {MAX_ROWS} lignes, {MAX_COLUMNS} colonnes ou {MAX_CELLS} cellules.",
        "N'exportez que le plan.",
    )


class Extent:
    """What the sheets of one workbook come to: a few bytes can stand for millions of cells that repeat some words.

    Args:
        name: The file's name, for messages.
    """

    def __init__(self, name: str) -> None:
        self._name = name
        self._cells = 0
        self._signs = 0

    def add(self, rows: int, columns: int) -> None:
        """Count a sheet, or the cells of a merged one, before they are made.

        Raises:
            UnreadableFileError: If it, or all of them together, are more than any plan has.
        """
        check_extent(self._name, rows, columns)
        self._cells += rows * columns
        if self._cells > MAX_CELLS:
            raise too_large(self._name)

    def read(self, rows: Sequence[Sequence[str]]) -> None:
        """Count the words of a sheet.

        Raises:
            UnreadableFileError: If all of them together are longer than any text may be.
        """
        self._signs += sum(len(cell) for row in rows for cell in row)
        if self._signs > MAX_TEXT:
            raise UnreadableFileError(
                f"« {self._name} » contient plus de {MAX_TEXT // 1_000_000} millions de caractères.",
                "N'en donnez que le plan.",
            )


def _write_plan(writer: SourceWriter, sheet: Sheet, found: list[Element], *, alone: bool) -> None:
    names_volet = is_volet(sheet.name) or fold_spaces(sheet.name) in volet_kinds()
    if names_volet and not any(one.level is Level.VOLET for one in found):
        write_elements(writer, [Element(Level.VOLET, "", flat(sheet.name))])
    elif not alone:
        writer.outside(sheet.name)
    write_grid(writer, sheet.rows, bands=sheet.bands, found=found)


def _is_cover(sheet: Sheet) -> bool:
    """Whether a sheet says of what kind, whose or of what years the plan is."""
    cells = [cell for row in sheet.rows for cell in row if not is_empty(cell)]
    if len(cells) > _MAX_COVER_CELLS:
        return False
    vocabulary = load("labels")
    names = [name for kinds in vocabulary["kinds"].values() for name in kinds]
    names += [*vocabulary["organisation"]["bodies"], *vocabulary["organisation"]["communes"]]
    cues = re.compile("|".join(rf"(?<![a-z]){re.escape(fold_spaces(name))}(?![a-z])" for name in names))
    return any(cues.search(fold_spaces(cell)) or _YEARS.search(cell) for cell in cells)


def _write_other(writer: SourceWriter, sheet: Sheet) -> None:
    writer.blank()
    for row in sheet.rows:
        cells = list(dict.fromkeys(flat(cell) for cell in row if not is_empty(cell)))
        prose = any(len(cell.split()) >= _PROSE_WORDS for cell in cells)
        between = " : " if len(cells) == 2 else " | "
        writer.line(between.join(cells), Hint(outside=not prose))
    writer.blank()
