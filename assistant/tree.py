"""A document's typed tree as it is printed: indented French lines, or the contract's JSON."""

from collections.abc import Iterator
from typing import Any

import click

from assistant.references import short_id
from ingest.nouns import counted
from ingest.quality import is_doubtful
from ingest.records import Document, Level, Node
from ingest.retitling import CORRECTED_TITLE
from vectorstore.context import LEVEL_NAMES, organisation_name

_DOUBT = "? "


def print_tree(document: Document, with_reasons: bool = False) -> None:
    """The tree, prose aside, its doubtful elements marked.

    Args:
        document: The document.
        with_reasons: Whether to say of each element its line, its id and what its level was inferred from.
    """
    click.echo(f"{document.identity.title} — {organisation_name(document)}")
    doubtful = 0
    for depth, node in _walk(document, None, 0):
        doubt = is_doubtful(node)
        doubtful += doubt
        click.echo(f"{_DOUBT if doubt else ''}{'  ' * depth}{_line(node)}")
        if with_reasons:
            about = f"ligne {node.line}, {short_id(node)}, confiance {node.confidence:.0%}".replace("%", " %")
            click.echo(f"{'  ' * depth}      ({about}{f' — {node.reason}' if node.reason else ''})")
        elif doubt and node.reason:
            click.echo(f"{'  ' * depth}      (ligne {node.line} — {node.reason})")
    if doubtful:
        verb = "sont marqués" if doubtful > 1 else "est marqué"
        elements = f"{doubtful} élément{'s' if doubtful > 1 else ''}"
        click.echo(
            f"\n{elements} {verb} « ? » : le niveau ou la place est une supposition. « --raisons » dit pourquoi."
        )
    prose = sum(node.level is Level.PASSAGE for node in document.nodes)
    if with_reasons and prose:
        click.echo(f"{counted(prose, Level.PASSAGE)} de prose : « pst tree … --json » les montre.")


def _walk(document: Document, parent: str | None, depth: int) -> Iterator[tuple[int, Node]]:
    """The elements from the top down, each below its parent wherever it stands in the text."""
    for node in document.children.get(parent, ()):
        if node.level is not Level.PASSAGE:
            yield depth, node
        yield from _walk(document, node.id, depth + 1)


def _line(node: Node) -> str:
    name = LEVEL_NAMES[node.level] + (f" {node.number}" if node.number else "")
    priority = f"  [Priorité {node.dps_priority.number} de la DPS]" if node.dps_priority else ""
    corrected = dict(node.attributes).get(CORRECTED_TITLE)
    title = f"  [intitulé corrigé : {corrected}]" if corrected else ""
    return f"{name} : {node.text or '(sans intitulé)'}{priority}{title}"


def tree_json(document: Document) -> dict[str, Any]:
    """A tree as the contract prints it."""
    identity = document.identity
    return {
        "document": document.id,
        "kind": identity.kind.value,
        "organisation": identity.organisation.value if identity.organisation else None,
        "period": {"start": identity.period.start, "end": identity.period.end} if identity.period else None,
        "nodes": [_node_json(node) for node in document.nodes],
    }


def _node_json(node: Node) -> dict[str, Any]:
    mark = node.dps_priority
    return {
        "id": node.id,
        "parent": node.parent,
        "level": node.level.value,
        "kind": node.kind,
        "number": node.number,
        "text": node.text,
        "start": node.start,
        "end": node.end,
        "line": node.line,
        "end_line": node.end_line,
        "page": node.page,
        "dps_priority": {"number": mark.number, "label": mark.label} if mark else None,
        "attributes": dict(node.attributes),
        "themes": node.themes,
        "references": [{"quote": one.quote, "target": one.target} for one in node.references],
        "confidence": round(node.confidence, 2),
        "reason": node.reason,
        "doubtful": is_doubtful(node),
    }
