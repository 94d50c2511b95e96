"""Accordions and tabs: which buttons open which parts of a page."""

import re
from collections.abc import Iterator
from functools import lru_cache

from lxml.html import HtmlElement

from ingest.folding import fold
from ingest.vocabulary import load

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_OPENERS = frozenset({"button", "a", "div", "span", "p", *_HEADINGS})
_TOGGLES = frozenset({"collapse", "tab", "pill", "accordion"})
_POINTERS = ("aria-controls", "data-bs-target", "data-target", "href")


def panels(tree: HtmlElement) -> Iterator[HtmlElement]:
    """The parts of a page that a button or a summary opens, with all that stands inside them."""
    for element in tree.iter():
        if is_opener(element) and (panel := panel_of(element)) is not None:
            yield panel


def is_opener(element: HtmlElement) -> bool:
    """Whether an element opens and closes another one."""
    if element.tag not in _OPENERS:
        return False
    if element.tag in _HEADINGS and any(is_opener(inside) for inside in element):
        return False
    if "aria-expanded" in element.attrib or element.get("role") == "tab":
        return True
    if {element.get("data-bs-toggle", ""), element.get("data-toggle", "")} & _TOGGLES:
        return True
    return element.tag in ("button", "a") and bool(_panels().search(_names(element)))


def panel_of(element: HtmlElement) -> HtmlElement | None:
    """What an opener opens: what it points to, else what stands next to it."""
    root = element.getroottree().getroot()
    for name in _POINTERS:
        key = element.get(name, "").lstrip("#").strip()
        if key.isprintable() and key and (name != "href" or element.get(name, "").startswith("#")):
            found = root.xpath("//*[@id=$key]", key=key)
            if found and found[0] is not element:
                return found[0]
    below = element
    while below is not None and below.tag not in ("body", "main"):
        following = below.getnext()
        if following is not None:
            return following if isinstance(following.tag, str) and not is_opener(following) else None
        above = below.getparent()
        if above is None or _words(above) != _words(element):
            return None  # The element says more than its button does: nothing beside it belongs to the button.
        below = above
    return None


def _names(element: HtmlElement) -> str:
    return re.sub(r"[\s_]+", "-", f" {fold(element.get('class', ''))} ")


def _words(element: HtmlElement) -> list[str]:
    return str(element.text_content()).split()


@lru_cache(maxsize=1)
def _panels() -> re.Pattern[str]:
    words = "|".join(map(re.escape, load("webpage")["panels"]))
    return re.compile(rf"-(?:{words})(?=-)")
