"""A table of any format into a source: elements of a plan where it holds some, rows of text elsewhere."""

from ingest.records import Level
from ingest.source import Hint, SourceWriter
from ingest.tables import Grid, elements
from ingest.vocabulary import load

_DEPTH = {Level.VOLET: 0, Level.OS: 0, Level.OO: 2, Level.ACTION: 4, Level.SOUS_ACTION: 6}


def write_grid(writer: SourceWriter, grid: Grid, page: int | None = None) -> None:
    """Add a table.

    Args:
        writer: The source under construction.
        grid: Its cells, row by row; a merged cell is given once or repeated.
        page: The page that it stands on.
    """
    found = elements(grid)
    writer.blank()
    for element in found:
        hint = Hint(
            page=page,
            level=element.level,
            number=element.number,
            kind=volet_kind(element.text) if element.level is Level.VOLET else None,
            attributes=element.attributes,
        )
        writer.line(element.text, hint, indent=_DEPTH[element.level])
    if not found:
        for row in grid:
            cells = list(dict.fromkeys(" ".join(cell.split()) for cell in row if cell.strip()))
            writer.line(" | ".join(cells), Hint(page=page))
    writer.blank()


def volet_kind(text: str) -> str:
    """The kind of volet that a title names: `interne`, `externe`, `commun`, or `autre`."""
    folded = text.lower()
    for kind, names in load("labels")["volet_kinds"].items():
        if any(name in folded for name in names):
            return str(kind)
    return "autre"
