"""One element in its document: its citation, and the passage around it."""

from dataclasses import dataclass

from assistant.answer import Citation
from assistant.citations import Citations
from assistant.explorer import naming
from ingest.nouns import shortened
from ingest.records import Document, Node
from ingest.vocabulary import load

_AROUND = 220
_ENOUGH = 140


@dataclass(frozen=True, slots=True)
class Passage:
    """An element's own words in the text around them.

    Attributes:
        before: What stands before, cut at a word; `opens` tells whether it reaches the document's beginning.
        quote: The element's own words, verbatim.
        after: What stands after; `closes` tells whether it reaches the document's end.
    """

    before: str
    quote: str
    after: str
    opens: bool
    closes: bool


def passage(document: Document, node: Node, around: int = _AROUND) -> Passage:
    """An element where it stands.

    Args:
        document: The element's document.
        node: The element.
        around: How many characters are shown on each side at most.
    """
    text = document.text
    first, last = max(0, node.start - around), min(len(text), node.end + around)
    before, after = text[first : node.start], text[node.end : last]
    if first:
        before = before.partition(" ")[2] or before
    if last < len(text):
        after = after.rpartition(" ")[0] or after
    return Passage(before, document.quote(node), after, first == 0, last == len(text))


def citation(document: Document, node: Node) -> Citation | None:
    """The verified citation of an element; None where its words do not stand in the source."""
    cited = Citations()
    return cited.list()[0] if cited.add(document, node) is not None else None


def place(document: Document, node: Node) -> str:
    """Where an element stands: « « PST de Huy », fichier huy.pdf, page 3, ligne 42 »."""
    parts = [f"« {document.identity.title} »", f"fichier {document.file}"]
    if node.page is not None:
        parts.append(f"page {node.page}")
    return ", ".join([*parts, f"ligne {node.line}"])


def path(document: Document, node: Node) -> tuple[str, ...]:
    """The elements above one, from the top down, as the page calls them."""
    return tuple(f"{naming.level(one)} : {naming.title(one)}" for one in document.ancestors(node))


def question(document: Document, node: Node) -> str:
    """The question that asks the assistant about an element."""
    texts = load("explorer")["questions"]
    owner = document.identity.organisation
    said = shortened(naming.title(node), _ENOUGH).rstrip("…. ")
    name = "owned" if owner else "nameless"
    return str(texts[name]).format(text=said, organisation=owner.value if owner else "", file=document.file)
