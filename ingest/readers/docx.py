"""Word documents: styles, automatic numbers, direct formatting, tables and running headers, in reading order."""

from io import BytesIO
from zipfile import BadZipFile

import docx
from docx.document import Document as WordDocument
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph

from ingest.errors import UnreadableFileError
from ingest.readers.grid import write_grid
from ingest.readers.numbering import Numbering
from ingest.source import Hint, Source, SourceWriter

_MAX_HEADING = 9
_TWIPS_A_CHARACTER = 180
_LARGER = 1.15


def read(data: bytes, name: str) -> Source:
    """Read a .docx file.

    Raises:
        UnreadableFileError: If it is damaged, encrypted or no Word document.
    """
    try:
        document = docx.Document(BytesIO(data))
    except (PackageNotFoundError, BadZipFile, KeyError, ValueError) as error:
        raise UnreadableFileError(
            f"« {name} » n'est pas un document Word lisible (abîmé, protégé ou d'un autre format).",
            "Ouvrez-le dans Word, retirez la protection et enregistrez-le en .docx.",
        ) from error
    writer = SourceWriter()
    _running_headers(document, writer)
    numbering = Numbering(document)
    body = _body_size(document)
    for part in document.iter_inner_content():
        if isinstance(part, Paragraph):
            _paragraph(part, numbering, body, writer)
        else:
            _table(part, writer)
    return writer.source()


def _running_headers(document: WordDocument, writer: SourceWriter) -> None:
    """Headers that every page repeats are read once: some plans name their owner nowhere else."""
    seen: list[str] = []
    for section in document.sections:
        for paragraph in section.header.paragraphs:
            words = " ".join(paragraph.text.split())
            if words and words not in seen:
                seen.append(words)
                writer.line(words)
    writer.blank()


def _paragraph(paragraph: Paragraph, numbering: Numbering, body: float, writer: SourceWriter) -> None:
    words = paragraph.text
    if not words.strip():
        writer.blank()
        return
    mark, depth = numbering.mark(paragraph)
    heading = _heading(paragraph)
    if heading:
        writer.blank()
    indent = 2 * depth if mark else _indent(paragraph)
    hint = Hint(heading=heading, bold=_stands_out(paragraph, body))
    writer.line(words.replace("\t", "    "), hint, mark=mark, indent=indent)
    if heading:
        writer.blank()


def _heading(paragraph: Paragraph) -> int:
    """Depth of a heading style, by its outline level or its name; 0 for body text."""
    style = paragraph.style
    while style is not None:
        name = (style.name or "").lower()
        for prefix in ("heading ", "titre "):
            if name.startswith(prefix) and name[len(prefix) :].strip().isdigit():
                return min(int(name[len(prefix) :]), _MAX_HEADING)
        if name in ("title", "titre"):
            return 1
        outline = style.element.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}")
        if outline is not None and (level := int(outline.get(qn("w:val"), "9"))) < _MAX_HEADING:
            return level + 1
        style = style.base_style
    return 0


def _stands_out(paragraph: Paragraph, body: float) -> bool:
    """Whether the whole paragraph is bold, or set larger than the body."""
    runs = [run for run in paragraph.runs if run.text.strip()]
    if not runs:
        return False
    style = paragraph.style.font if paragraph.style is not None else None
    bold = all(run.bold if run.bold is not None else bool(style and style.bold) for run in runs)
    sizes = [run.font.size.pt for run in runs if run.font.size is not None]
    return bold or (len(sizes) == len(runs) and bool(body) and min(sizes) >= body * _LARGER)


def _body_size(document: WordDocument) -> float:
    """The size that most characters have, in points; 0 where no size is given directly."""
    counts: dict[float, int] = {}
    for paragraph in document.paragraphs:
        for run in paragraph.runs:
            if run.font.size is not None:
                counts[run.font.size.pt] = counts.get(run.font.size.pt, 0) + len(run.text)
    return max(counts, key=counts.__getitem__) if counts else 0.0


def _indent(paragraph: Paragraph) -> int:
    left = paragraph.paragraph_format.left_indent
    return int(left.twips // _TWIPS_A_CHARACTER) if left is not None and left > 0 else 0


def _table(table: Table, writer: SourceWriter) -> None:
    grid = []
    for row in table.rows:
        cells: list[str] = []
        seen: set[int] = set()
        for cell in row.cells:
            # A merged cell comes once for each column that it spans.
            cells.append("" if id(cell._tc) in seen else cell.text)
            seen.add(id(cell._tc))
        grid.append(cells)
    write_grid(writer, grid)
