"""A short printed document, in Word and in Markdown: titles, paragraphs, tables with a header, words struck or added.

For what staff print besides a plan: the template of an evaluation, the comparison of two plans.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from assistant.drafting.export import ExportError
from assistant.drafting.export.blocks import printable

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import _Cell
    from docx.text.paragraph import Paragraph

Mark = Literal["", "strong", "added", "removed"]
_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~])")
_STARTS = re.compile(r"^(\s*)([-+]|\d+[.)])(?=\s)")
_LANDSCAPE_CM = (29.7, 21.0)
_MARGIN_CM = 1.5


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one kind."""

    text: str
    mark: Mark = ""


Words = str | tuple[Run, ...]
"""Plain words, or runs."""


@dataclass(frozen=True, slots=True)
class Title:
    """A title: depth 0 is the document's, 1 to 4 its parts'."""

    depth: int
    text: str


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph."""

    words: Words


@dataclass(frozen=True, slots=True)
class Grid:
    """A table.

    Attributes:
        title: What it lists, for who hears it rather than sees it.
        header: Its columns; every row has as many cells.
        widths: The share of each column, in percent.
    """

    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[Words, ...], ...]
    widths: tuple[int, ...]


Block = Title | Text | Grid


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


def as_markdown(blocks: Iterable[Block]) -> str:
    """The blocks as Markdown; signs of the words stay signs."""
    return "\n\n".join(map(_block, blocks)) + "\n"


def write_markdown(blocks: Iterable[Block], path: Path) -> None:
    """Write the blocks as Markdown.

    Raises:
        ExportError: If the file cannot be written.
    """
    with writing(path):
        path.write_text(as_markdown(blocks), encoding="utf-8")


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Tell in French why a file cannot be written.

    Raises:
        ExportError: If the system refuses it.
    """
    try:
        yield
    except OSError as error:
        told = f"« {path} » ne peut pas être écrit ({error.strerror})."
        raise ExportError(told, "Fermez-le s'il est ouvert, ou donnez un autre nom.") from None


def _block(block: Block) -> str:
    if isinstance(block, Title):
        return f"{'#' * (block.depth + 1)} {_escaped(block.text)}"
    if isinstance(block, Text):
        return _STARTS.sub(r"\1\\\2", _marked(block.words))
    lines = [_row(block.header), _row(["---"] * len(block.header))]
    return "\n".join([*lines, *(_row([_marked(one) for one in row]) for row in block.rows)])


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _marked(words: Words) -> str:
    signs = {"": "", "strong": "**", "added": "**", "removed": "~~"}
    found = ""
    for run in _runs(words):
        before, core, after = _edges(run.text)
        found += before + (f"{signs[run.mark]}{_escaped(core)}{signs[run.mark]}" if core else "") + after
    return found.strip()


def _edges(text: str) -> tuple[str, str, str]:
    """Words on one line, and whether a space stands before and after them."""
    core = printable(text)
    return " " if core and text[0].isspace() else "", core, " " if text[-1:].isspace() else ""


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", printable(text))


def _runs(words: Words) -> tuple[Run, ...]:
    return (Run(words),) if isinstance(words, str) else words


def write_docx(blocks: Iterable[Block], path: Path) -> None:
    """Write the blocks as a Word document in landscape: real heading styles, header rows that repeat.

    Raises:
        ExportError: If the file cannot be written.
    """
    import docx
    from docx.enum.section import WD_ORIENT
    from docx.shared import Cm, Pt

    document = docx.Document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = map(Cm, _LANDSCAPE_CM)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(_MARGIN_CM)
    document.styles["Normal"].font.name, document.styles["Normal"].font.size = "Calibri", Pt(10)
    _speak_french(document)
    for block in blocks:
        if isinstance(block, Title):
            document.add_heading(printable(block.text), block.depth)
            if block.depth == 0:
                document.core_properties.title = printable(block.text)[:255]
        elif isinstance(block, Text):
            _fill(document.add_paragraph(), block.words)
        else:
            _add_grid(document, block)
    document.core_properties.language = "fr-BE"
    with writing(path):
        document.save(str(path))


def _speak_french(document: "Document") -> None:
    from docx.oxml.ns import qn

    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "fr-BE")


def _add_grid(document: "Document", grid: Grid) -> None:
    from docx.oxml import OxmlElement
    from docx.shared import Cm

    table = document.add_table(rows=1 + len(grid.rows), cols=len(grid.header))
    table.style = "Table Grid"
    table.autofit = False
    described = OxmlElement("w:tblCaption")
    described.set("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}val", printable(grid.title))
    table._tbl.tblPr.append(described)
    total = _LANDSCAPE_CM[0] - 2 * _MARGIN_CM
    for column, width in zip(table.columns, grid.widths, strict=True):
        column.width = Cm(total * width / 100)
    rows: list[tuple[Words, ...]] = [tuple((Run(name, "strong"),) for name in grid.header), *grid.rows]
    for written, row in zip(table.rows, rows, strict=True):
        written._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        cells: Sequence[_Cell] = written.cells
        for cell, words, width in zip(cells, row, grid.widths, strict=True):
            cell.width = Cm(total * width / 100)
            _fill(cell.paragraphs[0], words)
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    document.add_paragraph()


def _fill(paragraph: "Paragraph", words: Words) -> None:
    from docx.shared import RGBColor

    for run in _runs(words):
        written = paragraph.add_run("".join(_edges(run.text)))
        written.bold = run.mark in ("strong", "added") or None
        if run.mark == "removed":
            written.font.strike = True
            written.font.color.rgb = RGBColor(0x8A, 0x1C, 0x1C)
        elif run.mark == "added":
            written.font.underline = True
            written.font.color.rgb = RGBColor(0x1B, 0x5E, 0x20)
