"""Where the content of a web page stands: the place that the page names, else the one that an extractor finds."""

import trafilatura
from lxml import html as lxml_html
from lxml.html import HtmlElement

from ingest.folding import fold_spaces

_MIN_SHARE = 0.25
_COVERED = 0.8
_MIN_WORDS = 3


def main_of(tree: HtmlElement) -> HtmlElement:
    """The smallest element that holds the content.

    Args:
        tree: A page without furniture.
    """
    body = tree.find("body") if tree.find("body") is not None else tree
    total = len(body.text_content().split()) or 1
    articles = body.xpath(".//article[not(ancestor::article)]")
    named = body.xpath(".//main | .//*[@role='main']") + (articles if len(articles) == 1 else [])
    large = [one for one in named if len(one.text_content().split()) >= _MIN_SHARE * total]
    if large:
        return min(large, key=lambda one: len(one.text_content()))
    return _extracted(body)


def _extracted(body: HtmlElement) -> HtmlElement:
    """The smallest element around most of what the extractor keeps."""
    text = trafilatura.extract(
        lxml_html.tostring(body, encoding="unicode"),
        include_comments=False,
        include_tables=True,
        favor_recall=True,
        deduplicate=False,
    )
    kept = {line for line in map(fold_spaces, (text or "").split("\n")) if len(line.split()) >= _MIN_WORDS}
    if not kept:
        return body
    place = body
    while True:
        inner = [child for child in place if isinstance(child.tag, str) and _share(child, kept) >= _COVERED]
        if len(inner) != 1 or inner[0].tag in ("ul", "ol", "table", "p", "tbody"):
            return place
        place = inner[0]


def _share(element: HtmlElement, kept: set[str]) -> float:
    """How much of what was kept an element holds."""
    words = fold_spaces(element.text_content()).replace(" ", "")
    return sum(line.lstrip("-*• ").replace(" ", "") in words for line in kept) / len(kept)
