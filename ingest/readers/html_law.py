"""Web pages of legal databases: every line of the text in its order, where an extractor of articles would lose some.

Such pages set whole laws in tables, with line breaks instead of paragraphs and anchors around numbers.
"""

import re

from lxml.html import HtmlElement

from ingest.source import Hint, Source, SourceWriter
from ingest.statute import article_count

_DROPPED = frozenset(
    {
        "script", "style", "noscript", "template", "head", "nav", "header", "footer", "aside", "form", "select",
        "button", "input", "textarea", "iframe", "svg", "object"
    }
)  # fmt: skip
_BLOCKS = frozenset(
    {
        "p", "div", "table", "tbody", "thead", "tfoot", "tr", "td", "th", "caption", "ul", "ol", "li", "dl", "dt",
        "dd", "h1", "h2", "h3", "h4", "h5", "h6", "center", "blockquote", "section", "article", "main", "pre", "hr",
        "fieldset", "details", "summary", "figure", "body", "html", "address"
    }
)  # fmt: skip
_HEADINGS = {f"h{depth}": depth for depth in range(1, 7)}
_CELL_LENGTH = 200
_MIN_ARTICLES = 2


def read(tree: HtmlElement) -> Source | None:
    """The text of a page that holds a law, line by line, or None where the page holds none.

    Args:
        tree: The page's parsed element tree; it is not changed.
    """
    lines = _Flattener().flatten(tree)
    if article_count("\n".join(words for words, _ in lines)) < _MIN_ARTICLES:
        return None
    writer = SourceWriter()
    for words, heading in lines:
        writer.line(words, Hint(heading=heading))
    return writer.source()


class _Flattener:
    """Collects the lines of a page; iterative, since old pages nest unclosed elements by the thousand."""

    def __init__(self) -> None:
        self._lines: list[tuple[str, int]] = []
        self._words: list[str] = []
        self._heading = 0

    def flatten(self, tree: HtmlElement) -> list[tuple[str, int]]:
        """The lines with the depth of the heading that they stand in, 0 for none; empty ones are paragraph breaks."""
        todo: list[tuple[HtmlElement, bool]] = [(tree, False)]
        while todo:
            element, leaving = todo.pop()
            if leaving:
                self._leave(element)
                continue
            if not isinstance(element.tag, str) or element.tag in _DROPPED:
                self._words.append(element.tail or "")
                continue
            if element.tag == "br":
                self._end()
                self._words.append(element.tail or "")
                continue
            if element.tag == "tr" and (row := _row(element)) is not None:
                self._end()
                self._lines.append((row, 0))
                self._words.append(element.tail or "")
                continue
            if element.tag in _BLOCKS:
                self._end()
                self._heading = _HEADINGS.get(element.tag, self._heading)
            if element.tag == "pre":
                for line in element.text_content().split("\n"):
                    self._words.append(line)
                    self._end()
                self._words.append(element.tail or "")
                continue
            self._words.append(element.text or "")
            todo.append((element, True))
            todo.extend((child, False) for child in reversed(element))
        self._end()
        return self._lines

    def _leave(self, element: HtmlElement) -> None:
        if element.tag in _BLOCKS:
            self._end()
            if element.tag in _HEADINGS:
                self._heading = 0
            if element.tag in ("p", "table", "li") or element.tag in _HEADINGS:
                self._lines.append(("", 0))
        self._words.append(element.tail or "")

    def _end(self) -> None:
        words = " ".join("".join(self._words).split())
        if words:
            self._lines.append((words, self._heading))
        self._words = []


def _row(row: HtmlElement) -> str | None:
    """A row of a table of data as one line; None for a row that only lays out the page."""
    cells = [cell for cell in row if cell.tag in ("td", "th")]
    if len(cells) < 2 or any(next(cell.iter("br", "p", "table", "li"), None) is not None for cell in cells):
        return None
    words = [re.sub(r"\s+", " ", cell.text_content()).strip() for cell in cells]
    return " | ".join(words) if all(len(one) <= _CELL_LENGTH for one in words) else None
