"""A plan's tree as one piece of HTML: each branch a native disclosure, which opens at once and by the keyboard."""

from collections.abc import Iterable
from dataclasses import dataclass

from assistant.explorer import naming
from assistant.explorer.outline import Branch
from assistant.explorer.words import Words
from ingest.records import Document, Level, Node
from ui.explorer.anchors import anchor
from ui.explorer.cards import actions, detail, marked_text, text


@dataclass(frozen=True, slots=True)
class Shown:
    """How a tree is drawn.

    Attributes:
        document: The plan.
        open_to: How many levels are open, from the top.
        opened: The ids of the branches that are open besides.
        here: The id of the element that was asked for, or None.
        sought: The words that were looked for, to be marked.
    """

    document: Document
    open_to: int
    opened: frozenset[str] = frozenset()
    here: str | None = None
    sought: Words | None = None


def tree(branches: Iterable[Branch], shown: Shown, loose: Iterable[Node] = ()) -> str:
    """The tree of a plan.

    Args:
        branches: Its branches.
        shown: How to draw them.
        loose: The texts that stand under no element.
    """
    items = "".join(_item(one, shown, 0) for one in branches)
    rest = "".join(_prose(one) for one in loose)
    other = (
        f'<details class="pst-branch"><summary><span class="pst-level">Textes</span> '
        f"hors de l’arborescence</summary>{rest}</details>"
        if rest
        else ""
    )
    return f'<ul class="pst-tree">{items}</ul>{other}'


def _item(branch: Branch, shown: Shown, depth: int) -> str:
    node, document = branch.node, shown.document
    is_open = (depth < shown.open_to and bool(branch.children)) or node.id in shown.opened
    kind = f" ({node.kind})" if node.level is Level.VOLET and node.kind else ""
    below = naming.levels_in_words(branch.below)
    head = (
        f'<span class="pst-level">{text(naming.level(node) + kind)}</span> '
        f"{marked_text(naming.title(node), shown.sought)}"
        + (f' <span class="pst-below">{text(below)}</span>' if below else "")
    )
    inner = "".join(_item(one, shown, depth + 1) for one in branch.children)
    prose = "".join(_prose(one, shown.sought) for one in branch.prose)
    body = f'<div class="pst-told">{prose}{detail(document, node, shown.sought)}{actions(node)}</div>'
    if inner:
        about = f'<details class="pst-about"><summary>Champs et source</summary>{body}</details>'
        body = f"{about}<ul>{inner}</ul>"
    marks = " pst-here" if node.id == shown.here else ""
    marks += "" if branch.fits else " pst-above"
    return (
        f'<li><details class="pst-branch pst-{node.level.value}{marks}" id="{anchor(node.id)}"'
        f"{' open' if is_open else ''}><summary>{head}</summary>{body}</details></li>"
    )


def _prose(node: Node, sought: Words | None = None) -> str:
    here = f' id="{anchor(node.id)}"'
    return f'<p class="pst-prose"{here}>{marked_text(naming.title(node), sought)}</p>'
