"""Changes to a tree that keep it one: another level, another parent. Ids and reading order stay as they are."""

from collections.abc import Sequence
from dataclasses import replace

from ingest.errors import CorrectionError
from ingest.nouns import called, noun
from ingest.records import Level, Node
from ingest.volets import kind_of_volet

_RANK = {
    Level.VOLET: 0, Level.LIVRE: 0, Level.TITRE: 1, Level.CHAPITRE: 2, Level.SECTION: 3, Level.AXE: 3,
    Level.OS: 4, Level.INTENTION: 4, Level.OO: 5, Level.OBJECTIF: 5, Level.ACTION: 6, Level.ARTICLE: 6,
    Level.SOUS_ACTION: 7, Level.PARAGRAPHE: 7, Level.PASSAGE: 100,
}  # fmt: skip
_LAW = frozenset({Level.LIVRE, Level.TITRE, Level.CHAPITRE, Level.ARTICLE, Level.PARAGRAPHE})
_NESTING = frozenset({Level.SECTION, Level.SOUS_ACTION, Level.PARAGRAPHE, Level.PASSAGE, Level.TITRE, Level.CHAPITRE})


def may_hold(parent: Level | None, child: Level) -> bool:
    """Whether an element of one level may stand below one of another (None: at the top)."""
    if parent is None:
        return True
    return _RANK[parent] < _RANK[child] or (parent is child and child in _NESTING)


def _holds(parent: Node, child: Level) -> bool:
    """Whether a node may hold a level: the heading of a law's annex is a passage, and holds its articles."""
    return may_hold(parent.level, child) or _is_annex_of(parent, child)


def _is_annex_of(node: Node, child: Level) -> bool:
    return node.level is Level.PASSAGE and node.kind == "titre" and child in _LAW


def relevel(nodes: Sequence[Node], node_id: str, level: Level) -> tuple[Node, ...]:
    """Give a node another level, and the tree around it the shape that follows in reading order.

    The node hangs below the nearest element before it that may hold it. Raised (an action that is an OO), it takes
    what follows it and ranks below it, up to the next element of its rank. Lowered, or made a passage, it leaves those
    of its children that it can no longer hold to the nearest element above that can.

    Args:
        nodes: The tree, in reading order.
        node_id: The node.
        level: Its level from now on.

    Raises:
        CorrectionError: If it has that level already.
    """
    tree = {node.id: node for node in nodes}
    node = tree[node_id]
    if node.level is level:
        raise CorrectionError(f"{called(node)} est déjà de niveau « {noun(level)} ».")
    raised = _RANK[level] < _RANK[node.level]
    order = list(tree)
    position = order.index(node_id)
    below = _subtree(tree, node_id)
    above = (tree[one] for one in order[:position] if one not in below)
    before = [one for one in above if one.level is not Level.PASSAGE or _is_annex_of(one, level)]
    climbed = _climb(tree, before[-1].id if before else None, level)
    parent = node.parent if level is Level.PASSAGE else climbed[-1]
    chain = {*climbed[:-1], *_left(tree, node, parent)}
    tree[node_id] = replace(node, level=level, parent=parent, kind=_kind(level, node.text))
    if raised:
        _adopt(tree, order[position + 1 :], node_id, parent, chain)
    for child in [one for one in tree.values() if one.parent == node_id and not _holds(tree[node_id], one.level)]:
        tree[child.id] = replace(child, parent=_climb(tree, parent, child.level)[-1])
    return tuple(tree.values())


def reparent(nodes: Sequence[Node], node_id: str, parent_id: str | None) -> tuple[Node, ...]:
    """Hang a node, with all that it holds, below another one.

    Args:
        nodes: The tree, in reading order.
        node_id: The node.
        parent_id: Its parent from now on, or None for the top.

    Raises:
        CorrectionError: If the result would be no tree, or the parent's level cannot hold the node's.
    """
    tree = {node.id: node for node in nodes}
    node = tree[node_id]
    if node.parent == parent_id:
        raise CorrectionError(f"{called(node)} est déjà à cette place.")
    if parent_id is not None:
        parent = tree[parent_id]
        if parent_id in _subtree(tree, node_id):
            raise CorrectionError(f"{called(node)} ne peut pas être rangé sous lui-même ni sous ce qu'il contient.")
        if not _holds(parent, node.level):
            raise CorrectionError(
                f"{called(node)} ({noun(node.level)}) ne peut pas être sous {called(parent)} ({noun(parent.level)}).",
                "Corrigez d'abord le niveau de l'un des deux.",
            )
    tree[node_id] = replace(node, parent=parent_id)
    return tuple(tree.values())


def _left(tree: dict[str, Node], node: Node, parent: str | None) -> list[str]:
    """The ancestors that a node leaves for another parent; of a tree that it never was part of, only the prose."""
    above: list[str] = []
    one = node.parent
    while one is not None and one != parent:
        above.append(one)
        one = tree[one].parent
    return above if one == parent else [one for one in above if tree[one].level is Level.PASSAGE]


def _adopt(tree: dict[str, Node], after: list[str], node_id: str, parent: str | None, chain: set[str | None]) -> None:
    """Hang below a raised node what follows it and was left, so far, to what stood before it."""
    level = tree[node_id].level
    above = _climb(tree, parent, Level.VOLET)
    for one in after:
        follower = tree[one]
        prose = follower.level is Level.PASSAGE
        if not prose and _RANK[follower.level] <= _RANK[level]:
            return
        # Prose at the parent's own rank (a conclusion) stays there.
        if one not in above and (follower.parent in chain or (follower.parent == parent and not prose)):
            tree[one] = replace(follower, parent=node_id)


def _climb(tree: dict[str, Node], start: str | None, level: Level) -> list[str | None]:
    """The nodes passed from a place upwards until one may hold a level; the last is that one, or None for the top."""
    passed: list[str | None] = []
    one = start
    while one is not None:
        passed.append(one)
        holder = tree[one]
        ranked = holder.level is not Level.PASSAGE and may_hold(holder.level, level) and holder.level is not level
        if ranked or _is_annex_of(holder, level):
            return passed
        one = tree[one].parent
    return [*passed, None]


def _subtree(tree: dict[str, Node], node_id: str) -> set[str]:
    """A node's id with those of all that it holds."""
    held = {node_id}
    grown = True
    while grown:
        more = {node.id for node in tree.values() if node.parent in held} - held
        held |= more
        grown = bool(more)
    return held


def _kind(level: Level, words: str) -> str | None:
    """A volet's kind by its words, `autre` where they do not tell; other levels have none."""
    if level is not Level.VOLET:
        return None
    return kind_of_volet(words)
