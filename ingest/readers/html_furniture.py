"""A web page without what stands around its content: menus, banners, share links, copies that are hidden."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from lxml.html import HtmlElement

from ingest.folding import fold, fold_spaces
from ingest.readers.html_panels import panels
from ingest.vocabulary import load

_UNREAD = (
    "script", "style", "noscript", "template", "iframe", "svg", "canvas", "object", "video", "audio", "input",
    "select", "textarea", "nav", "aside", "head", "menu", "dialog"
)  # fmt: skip
_ROLES = frozenset(
    {
        "navigation", "banner", "contentinfo", "search", "complementary", "dialog", "alertdialog", "menu", "menubar",
        "toolbar", "tooltip", "presentation-footer"
    }
)  # fmt: skip
_KEPT = frozenset({"html", "body", "main", "article"})
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_RULE = re.compile(r"\.([\w-]+)\s*\{[^{}]*display\s*:\s*none", re.IGNORECASE)
_MOST = 0.6
_COPY = 0.7


def strip(tree: HtmlElement) -> None:
    """Take everything that is no content out of a page.

    What a button opens is content, though it is hidden until then; what is hidden without a button is dropped.

    Args:
        tree: The page; it is changed.
    """
    hiding = frozenset(_RULE.findall(" ".join(style.text or "" for style in tree.iter("style")))) | _hiding()
    total = len(_text(tree.find("body") if tree.find("body") is not None else tree)) or 1
    for element in list(tree.iter()):
        comment = not isinstance(element.tag, str)
        if comment or (element.tag not in _KEPT and (_is_unread(element) or _is_named(element, total))):
            _drop(element)
    opened = set(panels(tree))
    hidden = [one for one in tree.iter() if one.tag not in _KEPT and _is_hidden(one, hiding)]
    for element in hidden:
        if element not in opened:
            _drop(element)
    # Copies of what is kept, not of one another.
    said = Counter(_said(tree))
    for element in hidden:
        if element not in opened or tree not in element.iterancestors():
            continue
        inside = Counter(_said(element))
        around = Counter(fold_spaces(_text(above)) for above in element.iterancestors("li", "p", "td"))
        if _is_copy(inside, said, around):
            _drop(element)
            said -= inside


def _is_unread(element: HtmlElement) -> bool:
    if element.tag in _UNREAD or element.get("role", "") in _ROLES:
        return True
    if element.tag in ("header", "footer"):
        inside = any(above.tag in ("article", "main", "section") for above in element.iterancestors())
        return element.tag == "footer" or not inside
    return False


def _is_named(element: HtmlElement, total: int) -> bool:
    """Whether an element's class, id or label says that it is furniture; never the one that holds most of the page."""
    names = " ".join(element.get(name, "") for name in ("class", "id", "aria-label"))
    if not names or not _furniture().search(re.sub(r"[\s_]+", "-", f" {fold(names)} ")):
        return False
    return len(_text(element)) < _MOST * total and element.find(".//main") is None


def _is_hidden(element: HtmlElement, hiding: frozenset[str]) -> bool:
    if not isinstance(element.tag, str):
        return False
    if "hidden" in element.attrib or element.get("aria-hidden") == "true":
        return True
    if _HIDDEN_STYLE.search(element.get("style", "")):
        return True
    return bool(hiding & set(element.get("class", "").split()))


def _said(element: HtmlElement) -> Iterator[str]:
    """What the paragraphs, items and cells of an element say, it included."""
    return (words for item in element.iter("li", "p", "td") if (words := fold_spaces(_text(item))))


def _is_copy(inside: Counter[str], said: Counter[str], around: Counter[str]) -> bool:
    """Whether what a hidden element says stands elsewhere on the page too: a version for printing, for phones.

    Args:
        inside: What it says, each with how often.
        said: What the page says with it.
        around: What the items and cells say that it stands in.
    """
    again = sum(count for words, count in inside.items() if said[words] - around[words] > count)
    return bool(inside) and again >= _COPY * inside.total()


def _drop(element: HtmlElement) -> None:
    if element.getparent() is not None:
        element.drop_tree()


def _text(element: HtmlElement) -> str:
    return " ".join(element.text_content().split()) if isinstance(element.tag, str) else ""


@lru_cache(maxsize=1)
def _hiding() -> frozenset[str]:
    return frozenset(load("webpage")["hiding"])


@lru_cache(maxsize=1)
def _furniture() -> re.Pattern[str]:
    words = "|".join(re.escape(fold(word)) for word in load("webpage")["furniture"])
    return re.compile(rf"-(?:{words})(?=-)")
