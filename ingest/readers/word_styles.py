"""The styles of a Word document, each with those that it is based on, looked up once."""

from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

_OFF = ("0", "false", "off", "none")
_MAX_CHAIN = 20


class WordStyles:
    """What paragraphs take from their styles.

    Args:
        document: The document.
    """

    def __init__(self, document: WordDocument) -> None:
        self._styles: dict[str, BaseOxmlElement] = {}
        self._default = ""
        self._chains: dict[str, tuple[BaseOxmlElement, ...]] = {}
        self._looks: dict[tuple[str, str], float] = {}
        for style in document.styles.element.iterfind(qn("w:style")):
            name = style.get(qn("w:styleId"), "")
            self._styles[name] = style
            if style.get(qn("w:type")) == "paragraph" and style.get(qn("w:default")) in ("1", "true", "on"):
                self._default = name

    def chain(self, paragraph: BaseOxmlElement) -> tuple[BaseOxmlElement, ...]:
        """The style of a `w:p`, then those that it is based on."""
        name = self._id(paragraph)
        if name not in self._chains:
            found: list[BaseOxmlElement] = []
            follow = name
            while follow in self._styles and len(found) < _MAX_CHAIN:
                found.append(self._styles[follow])
                follow = _value(found[-1], "w:basedOn")
            self._chains[name] = tuple(found)
        return self._chains[name]

    def names(self, paragraph: BaseOxmlElement) -> list[str]:
        """The names of a paragraph's style and of those that it is based on, as their authors wrote them."""
        return [_value(style, "w:name") for style in self.chain(paragraph)]

    def is_default(self, paragraph: BaseOxmlElement) -> bool:
        """Whether a paragraph has the style of running text."""
        return self._id(paragraph) == self._default

    def flag(self, paragraph: BaseOxmlElement, name: str) -> bool:
        """A yes or no of the style's characters: `w:b`, `w:vanish`."""
        key = (self._id(paragraph), name)
        if key not in self._looks:
            flags = (own_flag(style.find(qn("w:rPr")), name) for style in self.chain(paragraph))
            self._looks[key] = float(next((flag for flag in flags if flag is not None), False))
        return bool(self._looks[key])

    def size(self, paragraph: BaseOxmlElement) -> float:
        """The size of the style's characters in points, 0 where it says none."""
        key = (self._id(paragraph), "w:sz")
        if key not in self._looks:
            sizes = (own_size(style.find(qn("w:rPr"))) for style in self.chain(paragraph))
            self._looks[key] = next((size for size in sizes if size), 0.0)
        return self._looks[key]

    def _id(self, paragraph: BaseOxmlElement) -> str:
        properties = paragraph.find(qn("w:pPr"))
        name = _value(properties, "w:pStyle") if properties is not None else ""
        return name if name in self._styles else self._default


def own_flag(properties: BaseOxmlElement | None, name: str) -> bool | None:
    """A yes or no among the properties of characters, or None."""
    element = properties.find(qn(name)) if properties is not None else None
    return None if element is None else element.get(qn("w:val"), "1") not in _OFF


def own_size(properties: BaseOxmlElement | None) -> float:
    """The size in points among the properties of characters, 0 for none."""
    value = _value(properties, "w:sz") if properties is not None else ""
    return int(value) / 2 if value.isdigit() else 0.0


def _value(element: BaseOxmlElement, name: str) -> str:
    child = element.find(qn(name))
    return str(child.get(qn("w:val")) or "") if child is not None else ""
