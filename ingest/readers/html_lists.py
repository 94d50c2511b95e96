"""The bullets and numbers that a browser prints before the items of a list."""

import re

from lxml.html import HtmlElement

from ingest.readers.counters import shown

_STYLES = {
    "lower-alpha": "lowerLetter", "lower-latin": "lowerLetter", "a": "lowerLetter",
    "upper-alpha": "upperLetter", "upper-latin": "upperLetter", "A": "upperLetter",
    "lower-roman": "lowerRoman", "i": "lowerRoman", "upper-roman": "upperRoman", "I": "upperRoman",
    "decimal-leading-zero": "decimalZero",
}  # fmt: skip
_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([a-z-]+)", re.IGNORECASE)
_FILE = re.compile(r"\.(?:pdf|docx?|odt|xlsx?|ods|pptx?|zip)(?:[?#].*)?$|/at_download/", re.IGNORECASE)
_MORE_WORDS = 4


def marks_of(element: HtmlElement) -> dict[HtmlElement, str]:
    """For each item of a list what stands before it: « - », « 3. », « b. ».

    Args:
        element: A `ul` or `ol`.
    """
    items = [child for child in element if child.tag == "li"]
    if element.tag == "ul":
        return dict.fromkeys(items, "-")
    style = _STYLE.search(element.get("style", ""))
    kind = style.group(1).lower() if style else element.get("type", "1")
    step = -1 if "reversed" in element.attrib else 1
    number = _whole(element.get("start"), len(items) if step < 0 else 1)
    marks: dict[HtmlElement, str] = {}
    for item in items:
        number = _whole(item.get("value"), number)
        marks[item] = f"{shown(number, _STYLES.get(item.get('type', kind), 'decimal'))}."
        number += step
    return marks


def holds_only_lists(element: HtmlElement) -> bool:
    """Whether an item says nothing itself: editors wrap the list below an item in an item of its own."""
    found = False
    texts = [element.text]
    for child in element:
        texts.append(child.tail)
        if not isinstance(child.tag, str) or not child.text_content().strip():
            continue
        if child.tag not in ("ul", "ol") and not holds_only_lists(child):
            return False
        found = True
    return found and not any(text and text.strip() for text in texts)


def is_downloads(element: HtmlElement) -> bool:
    """Whether a list holds nothing but links to files."""
    items = [child for child in element if child.tag == "li"]
    links = [[link for link in item.iter("a") if _FILE.search(link.get("href", ""))] for item in items]
    return bool(items) and all(
        found and len(item.text_content().split()) <= len(found[0].text_content().split()) + _MORE_WORDS
        for item, found in zip(items, links, strict=True)
    )


def _whole(value: str | None, default: int) -> int:
    """A whole number as an attribute gives it; the default where it gives none."""
    return int(value) if value and re.fullmatch(r"-?\d{1,6}", value.strip()) else default
