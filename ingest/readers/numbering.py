"""Word's automatic list marks: the file holds only counters, the reader sees « 1.2. »."""

from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from ingest.folding import fold_spaces
from ingest.readers.counters import shown
from ingest.readers.word_styles import WordStyles
from ingest.vocabulary import load

_MAX_DEPTH = 8


class Numbering:
    """Counts list items as Word does (ECMA-376 part 1, 17.9).

    Args:
        document: The document, whose paragraphs are asked for in order.
        styles: Its styles.
    """

    def __init__(self, document: WordDocument, styles: WordStyles) -> None:
        self._styles = styles
        self._abstract: dict[str, BaseOxmlElement] = {}
        self._lists: dict[str, str] = {}
        self._counters: dict[str, list[int]] = {}
        try:
            root = document.part.numbering_part.element
        except (KeyError, NotImplementedError):
            return
        for element in root.iterfind(qn("w:abstractNum")):
            self._abstract[element.get(qn("w:abstractNumId"))] = element
        for element in root.iterfind(qn("w:num")):
            link = element.find(qn("w:abstractNumId"))
            if link is not None:
                self._lists[element.get(qn("w:numId"))] = link.get(qn("w:val"))

    def mark(self, paragraph: BaseOxmlElement, *, numbers_alone: bool = False) -> tuple[str, int]:
        """The mark that Word shows before a paragraph, and its depth; ("", 0) for none.

        Args:
            paragraph: The paragraph, each asked for once.
            numbers_alone: Whether an empty paragraph shows its number, as in the first column of a table.
        """
        number, depth = self._properties(paragraph)
        if number == "0" or not (numbers_alone or any((one.text or "").strip() for one in paragraph.iter(qn("w:t")))):
            return "", 0
        if not number:
            return _styled(self._styles.names(paragraph))
        level = self._level(number, depth)
        if level is None:
            return "•", depth
        kind = _value(level, "w:numFmt") or "decimal"
        if kind == "bullet":
            return "•", depth
        if kind == "none":
            return "", 0
        counters = self._counters.setdefault(self._lists.get(number, number), [])
        while len(counters) <= depth:
            counters.append(self._start(number, len(counters)) - 1)
        counters[depth] += 1
        del counters[depth + 1 :]
        text = _value(level, "w:lvlText") or f"%{depth + 1}."
        for rank in range(depth + 1):
            text = text.replace(
                f"%{rank + 1}", self._shown(number, rank, counters[rank], kind if rank == depth else "")
            )
        return text, depth

    def left(self, paragraph: BaseOxmlElement) -> int:
        """A paragraph's distance from the margin in twentieths of a point: its own, or its list's or style's.

        That of a list is its first level's: the depth of `mark` comes on top.
        """
        own = _left(paragraph.find(qn("w:pPr")))
        if own is not None:
            return own
        number, _ = self._properties(paragraph)
        level = self._level(number, 0) if number and number != "0" else None
        holders = [level.find(qn("w:pPr"))] if level is not None else []
        holders += [style.find(qn("w:pPr")) for style in self._styles.chain(paragraph)]
        return next((left for holder in holders if (left := _left(holder)) is not None), 0)

    def _properties(self, paragraph: BaseOxmlElement) -> tuple[str, int]:
        """The list and the level of a paragraph, its own or its style's."""
        holders = [paragraph.find(qn("w:pPr")), *(style.find(qn("w:pPr")) for style in self._styles.chain(paragraph))]
        number, depth = "", None
        for holder in holders:
            properties = holder.find(qn("w:numPr")) if holder is not None else None
            if properties is None:
                continue
            number = number or _value(properties, "w:numId")
            level = _value(properties, "w:ilvl")
            depth = int(level) if depth is None and level.isdigit() else depth
        return number, min(depth or 0, _MAX_DEPTH)

    def _level(self, number: str, depth: int) -> BaseOxmlElement | None:
        abstract = self._abstract.get(self._lists.get(number, ""))
        if abstract is None:
            return None
        levels = abstract.iterfind(qn("w:lvl"))
        return next((level for level in levels if level.get(qn("w:ilvl")) == str(depth)), None)

    def _start(self, number: str, depth: int) -> int:
        level = self._level(number, depth)
        start = _value(level, "w:start") if level is not None else ""
        return int(start) if start.isdigit() else 1

    def _shown(self, number: str, depth: int, value: int, kind: str) -> str:
        level = self._level(number, depth)
        return shown(value, kind or (_value(level, "w:numFmt") if level is not None else "decimal"))


def _styled(names: list[str]) -> tuple[str, int]:
    """The mark that a list style's name tells where no list is defined: « Liste à puces 2 »."""
    for name in map(fold_spaces, names):
        for words in load("columns")["list_styles"]:
            rest = name.removeprefix(fold_spaces(words)).strip()
            if name.startswith(fold_spaces(words)) and (not rest or rest.isdigit()):
                return "•", min(max(0, int(rest or 1) - 1), _MAX_DEPTH)
    return "", 0


def _left(properties: BaseOxmlElement | None) -> int | None:
    indent = properties.find(qn("w:ind")) if properties is not None else None
    value = (indent.get(qn("w:left")) or indent.get(qn("w:start")) or "") if indent is not None else ""
    return int(value) if value.lstrip("-").isdigit() else None


def _value(element: BaseOxmlElement, name: str) -> str:
    child = element.find(qn(name))
    return str(child.get(qn("w:val")) or "") if child is not None else ""
