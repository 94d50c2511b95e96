"""OpenDocument texts: headings, nested lists with their numbers, tables, text boxes, in reading order."""

from collections.abc import Iterator

from ingest.errors import UnreadableFileError
from ingest.readers.grid import is_plan, write_grid
from ingest.readers.list_styles import ListStyles
from ingest.readers.ods import read_table
from ingest.readers.odt_styles import Styles
from ingest.readers.opendocument import Element, attribute, parts, qname, short, words
from ingest.readers.running import write_running
from ingest.source import Hint, Source, SourceWriter

_SECTIONS = frozenset(("text:section", "office:text", "text:index-body", "draw:text-box", "text:numbered-paragraph"))
_ITEMS = frozenset(("text:list-item", "text:list-header"))
_MAX_HEADING = 9


def read(data: bytes, name: str) -> Source:
    """Read an .odt file.

    Raises:
        UnreadableFileError: If it is damaged, encrypted or no OpenDocument text.
    """
    content, styles = parts(data, name)
    body = content.find(f".//{qname('office:text')}")
    if body is None:
        raise UnreadableFileError(
            f"« {name} » n'est pas un texte OpenDocument.", "Enregistrez-le en .odt, ou en .ods si c'est un classeur."
        )
    return _Reader(name, content, styles).read(body)


class _Reader:
    def __init__(self, name: str, content: Element, styles: Element | None) -> None:
        self._name = name
        self._writer = SourceWriter()
        self._styles = Styles(content, styles)
        self._lists = ListStyles(content, styles)
        self._pages = styles

    def read(self, body: Element) -> Source:
        self._running()
        self._flow(body)
        for note in body.iter(qname("text:note")):
            self._writer.outside(" ".join(words(one) for one in _paragraphs(note)))
        return self._writer.source()

    def _running(self) -> None:
        """Headers and footers, those of all kinds of pages."""
        if self._pages is None:
            return
        kinds = ("style:header", "style:header-first", "style:footer", "style:footer-first")
        parts_of = (part for kind in kinds for part in self._pages.iter(qname(kind)))
        write_running(self._writer, [words(paragraph) for part in parts_of for paragraph in _paragraphs(part)])

    def _flow(self, parent: Element) -> None:
        for child in parent:
            name = short(child)
            if name == "text:h":
                self._heading(child)
            elif name == "text:p":
                self._paragraph(child)
            elif name == "text:list":
                self._list(child, "", 0)
            elif name == "table:table":
                self._table(child)
            elif name in _SECTIONS and not self._styles.is_hidden(child):
                self._flow(child)

    def _heading(self, element: Element, mark: str = "") -> None:
        level = min(int(attribute(element, "text:outline-level", "1") or 1), _MAX_HEADING)
        self._writer.blank()
        mark = mark or self._lists.outline(element, level)
        self._writer.line(words(element), self._hint(element, level), mark=mark if words(element).strip() else "")
        self._writer.blank()
        self._boxes(element)

    def _paragraph(self, element: Element, mark: str = "", indent: int | None = None) -> None:
        if self._styles.is_hidden(element):
            return
        margin = self._styles.indent(element) if indent is None else indent
        self._writer.line(words(element), self._hint(element), mark=mark, indent=margin)
        self._boxes(element)

    def _hint(self, element: Element, heading: int = 0) -> Hint:
        heading = heading or self._styles.outline(element)
        return Hint(heading=heading, bold=self._styles.is_bold(element), style=self._styles.name(element))

    def _list(self, element: Element, style: str, depth: int) -> None:
        style = attribute(element, "text:style-name") or style
        self._lists.start(element, style, depth)
        for item in element:
            if short(item) not in _ITEMS:
                continue
            mark = self._lists.mark(item, style, depth) if short(item) == "text:list-item" else ""
            self._item(item, style, depth, mark)

    def _item(self, item: Element, style: str, depth: int, mark: str) -> None:
        """An item with its lists; paragraphs that follow each other are one text."""
        texts: list[Element] = []
        for child in item:
            name = short(child)
            if name == "text:p" and not self._styles.is_hidden(child):
                texts.append(child)
                continue
            mark = self._texts(texts, mark, depth)
            texts = []
            if name == "text:h":
                self._heading(child, mark)
                mark = ""
            elif name == "text:list":
                self._list(child, style, depth + 1)
            elif name == "table:table":
                self._table(child)
        self._texts(texts, mark, depth)

    def _texts(self, texts: list[Element], mark: str, depth: int) -> str:
        """Write the paragraphs of an item; the mark that is left for what stands below."""
        filled = [one for one in texts if words(one).strip()]
        if filled:
            joined = " ".join(words(one).strip() for one in filled)
            self._writer.line(joined, self._hint(filled[0]), mark=mark, indent=2 * depth + 2)
            mark = ""
        for one in texts:
            self._boxes(one)
        return mark

    def _boxes(self, element: Element) -> None:
        for box in element.iter(qname("draw:text-box")):
            self._writer.blank()
            self._flow(box)
            self._writer.blank()

    def _table(self, table: Element) -> None:
        grid, bands = read_table(table, self._name)
        cells = list(table.iter(qname("table:table-cell")))
        lists = any(len(list(cell.iter(qname("text:list-item")))) > 1 for cell in cells)
        if all(len(row) <= 1 for row in grid) or (lists and not is_plan(grid, bands)):
            # A box around a text, or columns that only lay it out: what the cells hold is the text.
            for cell in cells:
                self._flow(cell)
                self._writer.blank()
            return
        write_grid(self._writer, grid, bands=bands)


def _paragraphs(element: Element) -> Iterator[Element]:
    yield from element.iter(qname("text:p"), qname("text:h"))
