"""Word documents: styles, lists, direct formatting, tables, text boxes, running headers, in reading order."""

import re
from collections.abc import Iterator
from io import BytesIO
from zipfile import BadZipFile

import docx
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from ingest.errors import UnreadableFileError
from ingest.folding import fold_spaces
from ingest.readers.grid import is_plan, write_grid
from ingest.readers.numbering import Numbering
from ingest.readers.running import write_running
from ingest.readers.runs import Run, boxes, runs
from ingest.readers.word_styles import WordStyles
from ingest.readers.word_tables import cells, read_table
from ingest.source import Hint, Source, SourceWriter

_MAX_HEADING = 9
_TWIPS_A_CHARACTER = 180
_LARGER = 1.15
_CONTENTS = re.compile(r"(?:toc|tm|table des matieres|table of contents)\W?\d?")
_HEADING = re.compile(r"(?:heading|titre|uberschrift|kop) ?(\d)")
_WRAPPERS = frozenset(map(qn, ("w:sdt", "w:sdtContent", "w:ins", "w:moveTo", "w:customXml", "w:smartTag")))
_TITLES = frozenset({"title", "titre", "titre principal"})
_PLAIN_STYLES = frozenset({"Normal", "Body Text", "Standard", "No Spacing"})


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
    return _Reader(document).read()


class _Reader:
    def __init__(self, document: WordDocument) -> None:
        self._document = document
        self._writer = SourceWriter()
        self._styles = WordStyles(document)
        self._numbering = Numbering(document, self._styles)
        self._body = self._body_size()

    def read(self) -> Source:
        self._running()
        self._flow(self._document.element.body)
        self._notes()
        return self._writer.source()

    def _running(self) -> None:
        """Headers and footers, sections that repeat those of the one before aside."""
        lines = [
            "".join(run.text for run in runs(element, self._styles))
            for section in self._document.sections
            for part in (section.first_page_header, section.header, section.first_page_footer, section.footer)
            if not part.is_linked_to_previous
            for element in part._element.iter(qn("w:p"))
        ]
        write_running(self._writer, lines)

    def _notes(self) -> None:
        """Footnotes and endnotes stand behind the content: they are no part of the sentences that call them."""
        for kind, tag in ((RELATIONSHIP_TYPE.FOOTNOTES, "w:footnote"), (RELATIONSHIP_TYPE.ENDNOTES, "w:endnote")):
            try:
                part = self._document.part.part_related_by(kind)
            except KeyError:
                continue
            self._writer.blank()
            for note in parse_xml(part.blob).iterfind(qn(tag)):
                if note.get(qn("w:type")) in (None, "normal"):
                    texts = [one.text or "" for one in note.iter(qn("w:t"))]
                    self._writer.outside("".join(texts))

    def _flow(self, parent: BaseOxmlElement) -> None:
        for element in _blocks(parent):
            if element.tag == qn("w:p"):
                self._paragraph(element)
            else:
                self._table(element)

    def _paragraph(self, paragraph: BaseOxmlElement) -> None:
        names = self._styles.names(paragraph)
        if names and _CONTENTS.fullmatch(fold_spaces(names[0])):
            return
        pieces = runs(paragraph, self._styles)
        words = "".join(run.text for run in pieces)
        if words.strip():
            self._line(paragraph, words, pieces)
        else:
            self._writer.blank()
        for box in boxes(paragraph):
            self._writer.blank()
            self._flow(box)
            self._writer.blank()

    def _line(self, paragraph: BaseOxmlElement, words: str, pieces: list[Run]) -> None:
        mark, depth = self._numbering.mark(paragraph)
        heading = self._heading(paragraph)
        if heading:
            self._writer.blank()
        left = self._numbering.left(paragraph)
        indent = _steps(left) + 2 * depth if mark else left // _TWIPS_A_CHARACTER
        style = next(iter(self._styles.names(paragraph)), "")
        plain = self._styles.is_default(paragraph) or style in _PLAIN_STYLES
        hint = Hint(heading=heading, bold=self._stands_out(pieces), style="" if plain else style)
        self._writer.line(words.replace("\t", "    "), hint, mark=mark, indent=max(0, indent))
        if heading:
            self._writer.blank()

    def _heading(self, paragraph: BaseOxmlElement) -> int:
        """Depth of a heading: its own outline level, that of its style, or its style's name; 0 for body text."""
        own = _outline(paragraph.find(qn("w:pPr")))
        if own is not None:
            return own
        for style, name in zip(self._styles.chain(paragraph), self._styles.names(paragraph), strict=True):
            folded = fold_spaces(name)
            if match := _HEADING.fullmatch(folded):
                return min(int(match.group(1)), _MAX_HEADING)
            if folded in _TITLES:
                return 1
            outline = _outline(style.find(qn("w:pPr")))
            if outline is not None:
                return outline
        return 0

    def _body_size(self) -> float:
        """The size that most characters have, in points; 0 where no size is given."""
        counts: dict[float, int] = {}
        for paragraph in self._document.element.body.iterfind(qn("w:p")):
            for run in runs(paragraph, self._styles):
                counts[run.size] = counts.get(run.size, 0) + len(run.text)
        return max(counts, key=counts.__getitem__) if counts else 0.0

    def _stands_out(self, pieces: list[Run]) -> bool:
        """Whether the whole paragraph is bold, or set larger than the body."""
        shown = [run for run in pieces if run.text.strip()]
        larger = bool(self._body) and min(run.size for run in shown) >= self._body * _LARGER
        return all(run.bold for run in shown) or larger

    def _table(self, table: BaseOxmlElement) -> None:
        grid, bands = read_table(table, self._cell)
        narrow = all(len(row) <= 1 for row in grid)
        if narrow or (_is_layout(grid) and not is_plan(grid, bands)):
            # A box around a text, or columns that only lay it out: what the cells hold is the text.
            for cell in cells(table):
                self._flow(cell)
                self._writer.blank()
            return
        write_grid(self._writer, grid, bands=bands)

    def _cell(self, cell: BaseOxmlElement) -> str:
        """A cell's paragraphs, one a line, with their marks; an automatic number alone is the number."""
        lines = []
        for element in _blocks(cell):
            if element.tag != qn("w:p"):
                rows, _ = read_table(element, self._cell)
                lines += [" ".join(value for value in row if value) for row in rows]
                continue
            words = "".join(run.text for run in runs(element, self._styles))
            mark, _ = self._numbering.mark(element, numbers_alone=True)
            if words.strip() or mark != "•":
                lines.append(f"{mark} {words}".strip())
            lines += [self._cell(box) for box in boxes(element)]
        return "\n".join(lines).strip()


def _blocks(parent: BaseOxmlElement) -> Iterator[BaseOxmlElement]:
    """The paragraphs and tables of a part, those in content controls and insertions too, a table of contents not."""
    for child in parent:
        if child.tag in (qn("w:p"), qn("w:tbl")):
            yield child
        elif child.tag in _WRAPPERS and not _is_contents(child):
            yield from _blocks(child)


def _is_contents(element: BaseOxmlElement) -> bool:
    gallery = element.find(f"{qn('w:sdtPr')}/{qn('w:docPartObj')}/{qn('w:docPartGallery')}")
    return gallery is not None and "contents" in gallery.get(qn("w:val"), "").lower()


def _is_layout(grid: list[list[str]]) -> bool:
    """Whether a table only sets texts beside each other: a cell holds several items."""
    return any(len([line for line in cell.split("\n") if line.startswith("• ")]) > 1 for row in grid for cell in row)


def _outline(properties: BaseOxmlElement | None) -> int | None:
    element = properties.find(qn("w:outlineLvl")) if properties is not None else None
    value = element.get(qn("w:val"), "") if element is not None else ""
    if not value.isdigit():
        return None
    return int(value) + 1 if int(value) < _MAX_HEADING else 0


def _steps(left: int) -> int:
    """A list's distance from the margin in characters, by steps of two: lists are never aligned to the point."""
    return 2 * round(left / (2 * _TWIPS_A_CHARACTER))
