"""Word's automatic list marks: the file holds only counters, the reader sees « 1.2. »."""

from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.text.paragraph import Paragraph

_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


class Numbering:
    """Counts list items as Word does (ECMA-376 part 1, 17.9).

    Args:
        document: The document, whose paragraphs are asked for in order.
    """

    def __init__(self, document: WordDocument) -> None:
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

    def mark(self, paragraph: Paragraph) -> tuple[str, int]:
        """The mark that Word shows before a paragraph, and its depth; ("", 0) for none."""
        number, depth = self._properties(paragraph)
        if not number or number == "0":
            return "", 0
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

    def _properties(self, paragraph: Paragraph) -> tuple[str, int]:
        """The list and the level of a paragraph, its own or its style's."""
        holders = [paragraph._p.pPr]
        style = paragraph.style
        while style is not None:
            holders.append(style.element.find(qn("w:pPr")))
            style = style.base_style
        number, depth = "", None
        for holder in holders:
            properties = holder.find(qn("w:numPr")) if holder is not None else None
            if properties is None:
                continue
            number = number or _value(properties, "w:numId")
            level = _value(properties, "w:ilvl")
            depth = int(level) if depth is None and level else depth
        return number, depth or 0

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
        kind = kind or (_value(level, "w:numFmt") if level is not None else "decimal")
        if kind in ("lowerLetter", "upperLetter"):
            letter = chr(ord("a") + (value - 1) % 26)
            return letter.upper() if kind == "upperLetter" else letter
        if kind in ("lowerRoman", "upperRoman"):
            roman = ""
            for size, letters in _ROMAN:
                roman += letters * (value // size)
                value %= size
            return roman if kind == "upperRoman" else roman.lower()
        return str(value)


def _value(element: BaseOxmlElement, name: str) -> str:
    child = element.find(qn(name))
    return str(child.get(qn("w:val")) or "") if child is not None else ""
