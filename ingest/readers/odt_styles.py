"""What the styles of an OpenDocument text say of its paragraphs: bold, indent, outline level, hidden."""

from collections.abc import Iterator

from ingest.readers.opendocument import Element, attribute, qname, short, words

_CENTIMETRES = {"cm": 1.0, "mm": 0.1, "in": 2.54, "pt": 2.54 / 72, "pc": 2.54 / 6}
_CHARACTER = 0.32
"""The width of a character in centimetres, as the readers of other formats count it."""

_PLAIN = frozenset({"Standard", "Text_20_body", "Default_20_Paragraph_20_Style"})
_MAX_CHAIN = 20


class Styles:
    """The styles of a document.

    Args:
        content: The root of its content, which holds automatic styles.
        styles: The root of its styles, or None.
    """

    def __init__(self, content: Element, styles: Element | None) -> None:
        self._styles: dict[str, Element] = {}
        for root in (styles, content):
            for style in root.iter(qname("style:style")) if root is not None else ():
                self._styles[attribute(style, "style:name")] = style

    def name(self, element: Element) -> str:
        """The name of the style that the author chose, "" for running text."""
        for style in self._chain(_style_name(element)):
            name = attribute(style, "style:display-name") or attribute(style, "style:name").replace("_20_", " ")
            automatic = style.getparent()
            if automatic is None or short(automatic) != "office:automatic-styles":
                return "" if attribute(style, "style:name") in _PLAIN else name
        return ""

    def outline(self, element: Element) -> int:
        """The outline level that the style gives a paragraph, 0 for none."""
        levels = (attribute(style, "style:default-outline-level") for style in self._chain(_style_name(element)))
        found = next((level for level in levels if level), "")
        return int(found) if found.isdigit() else 0

    def indent(self, element: Element) -> int:
        """The left margin of a paragraph, in characters."""
        value = self._property(_style_name(element), "style:paragraph-properties", "fo:margin-left")
        unit = value[-2:]
        try:
            size = float(value[:-2]) * _CENTIMETRES[unit] if unit in _CENTIMETRES else 0.0
        except ValueError:
            return 0
        return max(0, min(int(size / _CHARACTER), 100))

    def is_bold(self, element: Element) -> bool:
        """Whether all the words of a paragraph are bold."""
        whole = words(element).strip()
        if not whole:
            return False
        own = self._weight(_style_name(element))
        light = [run for run, bold in self._runs(element, own) if not bold and run.strip()]
        return not light

    def is_hidden(self, element: Element) -> bool:
        """Whether a paragraph or a section is not shown."""
        if attribute(element, "text:display") == "none" or attribute(element, "text:is-hidden") == "true":
            return True
        if self._property(_style_name(element), "style:text-properties", "text:display") == "none":
            return True
        marks = element.iterfind(qname("text:hidden-paragraph"))
        return any(attribute(mark, "text:is-hidden") == "true" for mark in marks)

    def _runs(self, element: Element, bold: bool) -> Iterator[tuple[str, bool]]:
        yield element.text or "", bold
        for child in element:
            if short(child) in ("text:span", "text:a"):
                weight = self._property(_style_name(child), "style:text-properties", "fo:font-weight")
                yield from self._runs(child, _is_heavy(weight) if weight else bold)
            yield child.tail or "", bold

    def _weight(self, name: str) -> bool:
        return _is_heavy(self._property(name, "style:text-properties", "fo:font-weight"))

    def _property(self, name: str, group: str, prop: str) -> str:
        for style in self._chain(name):
            for properties in style.iterfind(qname(group)):
                if value := attribute(properties, prop):
                    return value
        return ""

    def _chain(self, name: str) -> Iterator[Element]:
        for _ in range(_MAX_CHAIN):
            style = self._styles.get(name)
            if style is None:
                return
            yield style
            name = attribute(style, "style:parent-style-name")


def _style_name(element: Element) -> str:
    return attribute(element, "text:style-name")


def _is_heavy(weight: str) -> bool:
    return weight == "bold" or (weight.isdigit() and int(weight) >= 600)
