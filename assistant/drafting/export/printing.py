"""What staff print besides a plan (an evaluation, a comparison), by the plan's printers: DOCX, ODT, PDF, Markdown."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from importlib import import_module
from pathlib import Path

from assistant.drafting.export import FORMATS, ExportError
from assistant.drafting.export.blocks import (
    Block,
    Cell,
    Contents,
    Heading,
    Printed,
    Table,
    printable,
    typeset,
)
from ingest.whole import write_whole

PRINTERS = (".docx", ".odt", ".pdf", ".md")
"""The suffixes that a document can be printed to."""
Columns = tuple[tuple[str, int], ...]
"""The columns of a table: name and share of the width, in percent."""
_GIVEN = "partie-"
"""Begins the anchors of the headings that came without one."""


def sheet_of(title: str, blocks: Iterable[Block], *, author: str = "") -> Printed:
    """Blocks as a document that can be printed.

    Args:
        title: The document's title, for the file's properties; what shows on the page is in the blocks.
        blocks: What it says. A heading without an anchor is given one; spaces are set as French sets them.
        author: Whose it is, for the footer, or "".
    """
    placed = tuple(
        replace(block, anchor=f"{_GIVEN}{number}") if isinstance(block, Heading) and not block.anchor else block
        for number, block in enumerate(map(typeset, blocks), start=1)
    )
    return Printed(printable(title), printable(author), "", None, placed)


def table_of(title: str, columns: Columns, rows: Iterable[tuple[Cell, ...]]) -> Table:
    """A table from its columns.

    Args:
        title: What it lists.
        columns: Their names, each with its share of the width, in percent.
        rows: As many cells each as there are columns.
    """
    return Table(title, tuple(name for name, _ in columns), tuple(rows), tuple(width for _, width in columns))


def check_path(path: Path, suffixes: Sequence[str]) -> str:
    """The suffix of a file to be written, in small letters.

    Raises:
        ExportError: If it is none of the suffixes, or the folder does not exist.
    """
    suffix = path.suffix.lower()
    if suffix not in suffixes:
        raise ExportError(
            f"« {path.name} » : format inconnu ({path.suffix or 'sans extension'}).",
            f"Donnez un nom de fichier en {', '.join(suffixes)}.",
        )
    if not path.parent.is_dir():
        raise ExportError(f"Le dossier « {path.parent} » n'existe pas.", "Créez-le ou donnez un autre chemin.")
    return suffix


def save(data: bytes, path: Path) -> None:
    """Write a file.

    Raises:
        ExportError: If the system refuses it.
    """
    try:
        write_whole(path.resolve(), data)
    except OSError as error:
        raise ExportError(
            f"« {path} » ne peut pas être écrit ({error.strerror}).",
            "Fermez-le s'il est ouvert, vérifiez les droits d'accès ou donnez un autre chemin.",
        ) from None


def rendered(sheet: Printed, suffix: str) -> bytes:
    """A document as the bytes of a file.

    Args:
        sheet: The document.
        suffix: One of `PRINTERS`.

    Raises:
        ExportError: If the PDF cannot be set.
    """
    if suffix == ".md":
        return markdown_of(sheet).encode(errors="replace")
    render: Callable[[Printed], bytes] = import_module(f"assistant.drafting.export.{FORMATS[suffix]}").render
    return render(sheet)


def markdown_of(sheet: Printed) -> str:
    """A document as Markdown; the anchors that `sheet_of` gave are left out, as it may be read in a terminal."""
    from assistant.drafting.export import markdown as printer

    listed = any(isinstance(block, Contents) for block in sheet.blocks)
    told = []
    for block in sheet.blocks:
        words = printer._block(block, sheet)
        if isinstance(block, Heading) and block.anchor.startswith(_GIVEN) and not listed:
            words = words.removeprefix(printer._anchor(block.anchor)).lstrip("\n")
        told.append(words)
    return "\n\n".join(filter(None, told)) + "\n"
