"""What a Word paragraph says and how it looks: words without deletions, notes and hidden text; bold, size, boxes."""

from collections.abc import Iterator
from dataclasses import dataclass

from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.styles.style import BaseStyle, ParagraphStyle
from docx.text.paragraph import Paragraph

_INSIDE = frozenset(
    map(
        qn,
        (
            "w:hyperlink",
            "w:ins",
            "w:moveTo",
            "w:smartTag",
            "w:sdt",
            "w:sdtContent",
            "w:fldSimple",
            "w:dir",
            "w:bdo",
            "w:customXml",
        ),
    )
)
_OFF = ("0", "false", "off", "none")
_SIGNS = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-", qn("w:softHyphen"): ""}
_TEXT = qn("w:t")
_RUN = qn("w:r")
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


@dataclass(frozen=True, slots=True)
class Run:
    """A run of a paragraph.

    Attributes:
        size: Its size in points, 0 where neither it nor its style says.
    """

    text: str
    bold: bool
    size: float


def runs(paragraph: Paragraph) -> list[Run]:
    """The runs of a paragraph that its reader sees."""
    style = paragraph.style
    bold, size, hidden = _flag(style, "w:b"), _size(style), _flag(style, "w:vanish")
    found = []
    for element in _elements(paragraph._p):
        own = element.find(qn("w:rPr"))
        vanish = _own_flag(own, "w:vanish")
        if hidden if vanish is None else vanish:
            continue
        text = "".join(_words(element))
        if text:
            weight, points = _own_flag(own, "w:b"), _own_size(own)
            found.append(Run(text, bold if weight is None else weight, points or size))
    return found


def chain(style: BaseStyle | None) -> Iterator[BaseStyle]:
    """A style and those that it is based on."""
    seen = 0
    while style is not None and seen < 20:
        yield style
        style, seen = (style.base_style if isinstance(style, ParagraphStyle) else None), seen + 1


def boxes(paragraph: Paragraph) -> list[BaseOxmlElement]:
    """The contents of the text boxes that hang on a paragraph, each once."""
    found = []
    for box in paragraph._p.iter(qn("w:txbxContent")):
        above = list(box.iterancestors())
        # An older copy of the box stands beside it for older programs; a box in a box comes with the outer one.
        inner = any(one.tag == qn("w:txbxContent") for one in above[: above.index(paragraph._p)])
        if not inner and not any(one.tag == _FALLBACK for one in above):
            found.append(box)
    return found


def _elements(parent: BaseOxmlElement) -> Iterator[BaseOxmlElement]:
    for child in parent:
        if child.tag == _RUN:
            yield child
        elif child.tag in _INSIDE:
            yield from _elements(child)


def _words(run: BaseOxmlElement) -> Iterator[str]:
    for child in run:
        if child.tag == _TEXT:
            yield child.text or ""
        elif child.tag in _SIGNS:
            yield _SIGNS[child.tag]


def _flag(style: BaseStyle | None, name: str) -> bool:
    return next((flag for one in chain(style) if (flag := _own_flag(_properties(one), name)) is not None), False)


def _size(style: BaseStyle | None) -> float:
    return next((size for one in chain(style) if (size := _own_size(_properties(one)))), 0.0)


def _properties(style: BaseStyle) -> BaseOxmlElement | None:
    found: BaseOxmlElement | None = style.element.find(qn("w:rPr"))
    return found


def _own_flag(properties: BaseOxmlElement | None, name: str) -> bool | None:
    element = properties.find(qn(name)) if properties is not None else None
    return None if element is None else element.get(qn("w:val"), "1") not in _OFF


def _own_size(properties: BaseOxmlElement | None) -> float:
    element = properties.find(qn("w:sz")) if properties is not None else None
    value = element.get(qn("w:val"), "") if element is not None else ""
    return int(value) / 2 if value.isdigit() else 0.0
