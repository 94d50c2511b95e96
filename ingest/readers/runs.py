"""What a Word paragraph says and how it looks: words without deletions, notes and hidden text; bold, size, boxes."""

from collections.abc import Iterator
from dataclasses import dataclass

from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from ingest.readers.word_styles import WordStyles, own_flag, own_size

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


def runs(paragraph: BaseOxmlElement, styles: WordStyles) -> list[Run]:
    """The runs of a `w:p` that its reader sees."""
    bold, size, hidden = styles.flag(paragraph, "w:b"), styles.size(paragraph), styles.flag(paragraph, "w:vanish")
    found = []
    for element in _elements(paragraph):
        own = element.find(qn("w:rPr"))
        vanish = own_flag(own, "w:vanish")
        if hidden if vanish is None else vanish:
            continue
        text = "".join(_words(element))
        if text:
            weight = own_flag(own, "w:b")
            found.append(Run(text, bold if weight is None else weight, own_size(own) or size))
    return found


def boxes(paragraph: BaseOxmlElement) -> list[BaseOxmlElement]:
    """The contents of the text boxes that hang on a `w:p`, each once."""
    found = []
    for box in paragraph.iter(qn("w:txbxContent")):
        above = list(box.iterancestors())
        # An older copy of the box stands beside it for older programs; a box in a box comes with the outer one.
        inner = any(one.tag == qn("w:txbxContent") for one in above[: above.index(paragraph)])
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
