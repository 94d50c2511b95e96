"""The content of a web page line by line: headings, paragraphs, items of lists with their printed numbers, tables."""

import re
from dataclasses import dataclass
from functools import lru_cache

from lxml.html import HtmlElement

from ingest.folding import fold_spaces
from ingest.readers.grid import write_grid
from ingest.readers.html_lists import holds_only_lists, is_downloads, marks_of
from ingest.readers.html_panels import is_opener, panel_of
from ingest.readers.html_tables import read_table
from ingest.readers.html_text import BREAK, Piece, split_lines
from ingest.readers.marks import mark_of
from ingest.source import Hint, SourceWriter
from ingest.vocabulary import load

_HEADINGS = {f"h{depth}": depth for depth in range(1, 7)}
_INLINE = frozenset(
    {
        "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i",
        "img", "ins", "kbd", "label", "mark", "nobr", "q", "s", "samp", "small", "span", "strong", "sub", "sup",
        "time", "tt", "u", "var", "wbr"
    }
)  # fmt: skip
_BOLD = frozenset({"b", "strong"})
_BOLD_STYLE = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_MAX_DEPTH = 9
_INDENT = 2


@dataclass(slots=True)
class _Place:
    """Where in the page a line stands.

    Attributes:
        indent: In characters.
        shift: How much deeper headings stand than their tags say.
        depth: That of the last heading here; an accordion's titles stand below it.
    """

    indent: int = 0
    shift: int = 0
    depth: int = 0


class Flow:
    """Writes the content of an element.

    Args:
        writer: The source under construction.
    """

    def __init__(self, writer: SourceWriter) -> None:
        self._writer = writer
        self._pieces: list[Piece] = []
        self._mark = ""
        self._depths: dict[HtmlElement, int] = {}
        self._titles: dict[HtmlElement, str] = {}

    def write(self, element: HtmlElement) -> None:
        """Write all that an element holds."""
        place = _Place()
        self._block(element, place)
        self._end(place)

    def _block(self, element: HtmlElement, place: _Place) -> None:
        """What a block holds: its inline parts as paragraphs, its blocks in between."""
        self._add(element.text, _is_bold(element), linked=False)
        for child in element:
            if isinstance(child.tag, str):
                self._child(child, place, bold=_is_bold(element), linked=False)
            self._add(child.tail, _is_bold(element), linked=False)

    def _child(self, child: HtmlElement, place: _Place, *, bold: bool, linked: bool) -> None:
        if child.tag == "br":
            self._pieces.append((BREAK, bold, linked))
        elif child.tag == "summary":
            return  # The title of its `details`, written before.
        elif is_opener(child) and self._opens(child, place):
            return
        elif child.tag == "button":
            return  # « Imprimer », « Tout déplier »: what opens nothing says nothing.
        elif child.tag in _INLINE and not any(
            one.tag not in _INLINE and one.tag != "br" for one in child.iterdescendants()
        ):
            self._inline(child, bold=bold or _is_bold(child), linked=linked or child.tag == "a")
        else:
            self._end(place)
            self._open(child, place)
            self._end(place)

    def _inline(self, element: HtmlElement, *, bold: bool, linked: bool) -> None:
        self._add(element.text, bold, linked)
        for child in element:
            if child.tag == "br":
                self._pieces.append((BREAK, bold, linked))
            elif isinstance(child.tag, str):
                self._inline(child, bold=bold or _is_bold(child), linked=linked or child.tag == "a")
            self._add(child.tail, bold, linked)

    def _open(self, element: HtmlElement, place: _Place) -> None:
        tag = element.tag
        if element in self._depths:
            place = self._inside(element, self._depths[element], place)
        if element in self._titles:
            self._heading(self._titles[element], self._depths[element])
        if tag in _HEADINGS:
            self._titled(element, place)
        elif tag == "details":
            self._details(element, place)
        elif tag in ("ul", "ol"):
            self._list(element, place)
        elif tag == "table" and (table := read_table(element)) is not None:
            write_grid(self._writer, table.cells, bands=table.bands)
        elif tag in ("dt", "figcaption", "caption"):
            self._aside(element, place)
        elif tag == "dd":
            self._block(element, _Place(place.indent + _INDENT, place.shift, place.depth))
        else:
            self._block(element, place)

    def _titled(self, element: HtmlElement, place: _Place) -> None:
        """A heading; what a button in it opens stands below it."""
        place.depth = min(_HEADINGS[element.tag] + place.shift, _MAX_DEPTH)
        opener = next((one for one in element.iterdescendants() if is_opener(one)), None)
        if opener is not None and (panel := panel_of(opener)) is not None:
            self._depths[panel] = place.depth
        self._heading(element.text_content(), place.depth)

    def _heading(self, words: str, depth: int) -> None:
        self._writer.blank()
        self._writer.line(" ".join(words.split()), Hint(heading=min(depth, _MAX_DEPTH)))
        self._writer.blank()

    def _aside(self, element: HtmlElement, place: _Place) -> None:
        words = " ".join(element.text_content().split())
        self._writer.line(words, Hint(bold=element.tag == "dt", outside=element.tag != "dt"), indent=place.indent)

    def _opens(self, element: HtmlElement, place: _Place) -> bool:
        """Write the title of what a button opens, or keep it until there; False where it opens nothing."""
        panel, words = panel_of(element), " ".join(element.text_content().split())
        if panel is None or not words or not panel.text_content().strip():
            return False
        self._end(place)
        self._depths[panel] = min(place.depth + 1, _MAX_DEPTH)
        if element.get("role") == "tab":
            self._titles[panel] = words  # Tabs stand side by side above all that they open.
        else:
            self._heading(words, self._depths[panel])
        return True

    def _details(self, element: HtmlElement, place: _Place) -> None:
        depth = min(place.depth + 1, _MAX_DEPTH)
        summary = element.find("summary")
        if summary is not None:
            inner = next((_HEADINGS[one.tag] for one in summary.iterdescendants() if one.tag in _HEADINGS), None)
            depth = max(depth, inner + place.shift) if inner else depth
            self._heading(summary.text_content(), depth)
        self._block(element, self._inside(element, depth, place))

    def _inside(self, element: HtmlElement, depth: int, place: _Place) -> _Place:
        """The place inside a panel: its headings stand below its title."""
        least = min((_HEADINGS[one.tag] for one in element.iterdescendants() if one.tag in _HEADINGS), default=0)
        shift = max(place.shift, depth + 1 - least) if least else place.shift
        return _Place(place.indent, shift, depth)

    def _list(self, element: HtmlElement, place: _Place) -> None:
        if is_downloads(element):
            self._downloads(element)
            return
        marks = marks_of(element)
        deeper = _Place(place.indent + _INDENT, place.shift, place.depth)
        below = False
        for child in element:
            if not isinstance(child.tag, str):
                continue
            if child.tag != "li" or (below and holds_only_lists(child)):
                self._child(child, deeper, bold=False, linked=False)
                continue
            below = True
            own = " ".join(child.text_content().split())
            self._mark = "" if mark_of(own) else marks[child]
            self._item(child, place)

    def _downloads(self, element: HtmlElement) -> None:
        """Links to files, and the heading that stands over nothing else: beside the content."""
        above = self._writer.lines
        while above and not self._writer.words(above):
            above -= 1
        if above and self._writer.hint(above).heading:
            self._writer.amend(above, Hint(outside=True))
        for item in element.iter("li"):
            self._writer.outside(item.text_content())

    def _item(self, element: HtmlElement, place: _Place) -> None:
        """An item: its first paragraph has the mark, what follows stands in under it."""
        own = _Item(place.indent, place.shift, place.depth)
        self._block(element, own)
        self._end(own)
        self._mark = ""

    def _add(self, text: str | None, bold: bool, linked: bool) -> None:
        if text:
            self._pieces.append((re.sub(r"\s+", " ", text), bold, linked))

    def _end(self, place: _Place) -> None:
        """Write the inline parts collected so far."""
        pieces, self._pieces = self._pieces, []
        said = [piece for piece in pieces if piece[0].strip()]
        words = " ".join("".join(text for text, *_ in pieces).split())
        if not words:
            return
        if all(linked for *_, linked in said) and fold_spaces(words).strip(" .>»›→:") in _empty_links():
            return
        for text, bold in split_lines(pieces, item=bool(self._mark)):
            self._writer.line(text, Hint(bold=bold), mark=self._mark, indent=place.indent)
            if isinstance(place, _Item) and not place.begun:
                place.begun = True
                place.indent += _INDENT
            self._mark = ""


@dataclass(slots=True)
class _Item(_Place):
    """The place inside an item of a list."""

    begun: bool = False


def _is_bold(element: HtmlElement) -> bool:
    return element.tag in _BOLD or bool(_BOLD_STYLE.search(element.get("style", "")))


@lru_cache(maxsize=1)
def _empty_links() -> frozenset[str]:
    return frozenset(fold_spaces(words) for words in load("webpage")["links"])
