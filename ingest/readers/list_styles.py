"""The marks of OpenDocument lists and headings: the file holds only their styles, the reader sees « 1.2. »."""

from ingest.readers.counters import shown
from ingest.readers.opendocument import Element, attribute, qname, short

_NUMBER = "text:list-level-style-number"
_OUTLINE = "text:outline-level-style"
_FORMATS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_BULLET = "•"


class ListStyles:
    """Counts list items and numbered headings as OpenDocument does (part 3, 16.30 and 19.880).

    Args:
        content: The root of the document's content.
        styles: The root of its styles, or None.
    """

    def __init__(self, content: Element, styles: Element | None) -> None:
        self._levels: dict[tuple[str, int], Element] = {}
        self._outline: dict[int, Element] = {}
        self._counters: dict[str, list[int]] = {}
        self._headings: list[int] = []
        for root in (styles, content):
            if root is None:
                continue
            for style in root.iter(qname("text:list-style")):
                for level in style:
                    depth = attribute(level, "text:level")
                    if depth.isdigit():
                        self._levels[(attribute(style, "style:name"), int(depth) - 1)] = level
            for level in root.iter(qname(_OUTLINE)):
                if attribute(level, "text:level").isdigit():
                    self._outline[int(attribute(level, "text:level"))] = level

    def start(self, element: Element, style: str, depth: int) -> None:
        """Start a list: it counts anew unless it says that it goes on.

        Args:
            element: The `text:list`.
            style: Its style, its own or the list's above.
            depth: Its depth, from 0.
        """
        goes_on = attribute(element, "text:continue-numbering") == "true" or attribute(element, "text:continue-list")
        counters = self._counters.setdefault(style, [])
        if not goes_on:
            del counters[depth:]

    def mark(self, item: Element, style: str, depth: int) -> str:
        """The mark of the next item of a list."""
        level = self._levels.get((style, depth))
        if level is None or short(level) != _NUMBER or not attribute(level, "style:num-format"):
            return _BULLET
        counters = self._counters.setdefault(style, [])
        while len(counters) <= depth:
            counters.append(_start(self._levels.get((style, len(counters)))) - 1)
        value = attribute(item, "text:start-value")
        counters[depth] = int(value) if value.isdigit() else counters[depth] + 1
        del counters[depth + 1 :]
        return self._text(level, counters, [self._levels.get((style, rank)) for rank in range(depth + 1)])

    def outline(self, heading: Element, depth: int) -> str:
        """The number of a heading that the outline numbers, "" for none."""
        if attribute(heading, "text:is-list-header") == "true":
            return ""
        while len(self._headings) < depth:
            self._headings.append(_start(self._outline.get(len(self._headings) + 1)) - 1)
        self._headings[depth - 1] += 1
        del self._headings[depth:]
        level = self._outline.get(depth)
        if level is None or not attribute(level, "style:num-format"):
            return ""
        return self._text(level, self._headings, [self._outline.get(rank) for rank in range(1, depth + 1)])

    def _text(self, level: Element, counters: list[int], levels: list[Element | None]) -> str:
        count = attribute(level, "text:display-levels", "1")
        first = max(0, len(levels) - (int(count) if count.isdigit() else 1))
        numbers = [
            shown(counters[rank], _FORMATS.get(attribute(one, "style:num-format"), "decimal"))
            for rank, one in enumerate(levels)
            if rank >= first and one is not None and attribute(one, "style:num-format")
        ]
        return (
            f"{attribute(level, 'style:num-prefix')}{'.'.join(numbers)}{attribute(level, 'style:num-suffix')}".strip()
        )


def _start(level: Element | None) -> int:
    value = attribute(level, "text:start-value") if level is not None else ""
    return int(value) if value.isdigit() else 1
