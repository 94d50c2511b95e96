"""All that a plan says of one of its elements: where it stands, its sheet, what it holds, what is beside it."""

from collections.abc import Sequence
from functools import lru_cache

from assistant.citations import Citations, readable
from assistant.notices import document_name
from ingest.nouns import full_noun
from ingest.records import Document, Level, Node
from ingest.vocabulary import load

_ABOVE = frozenset({Level.VOLET, Level.SECTION, Level.OS, Level.OO, Level.AXE, Level.INTENTION, Level.ACTION})
_MAX_SIBLINGS = 6
_MAX_CHILDREN = 40


def detail(pairs: Sequence[tuple[Document, Node]], citations: Citations) -> str:
    """The details of some elements, each statement with its source.

    Args:
        pairs: The elements with their documents.
        citations: The answer's sources.
    """
    return "\n\n".join(_element(document, node, citations) for document, node in pairs)


def field_label(key: str) -> str:
    """How a field of a sheet is called: « Échéance »."""
    return _labels().get(key, key.replace("_", " ")).capitalize()


@lru_cache(maxsize=1)
def _labels() -> dict[str, str]:
    return {key: names[0] for key, names in load("columns")["fields"].items()}


def _element(document: Document, node: Node, citations: Citations) -> str:
    name = full_noun(node.level).capitalize() + (f" {node.number}" if node.number else "")
    lines = [f"**{name}** — {document_name(document)}", ""]
    words = readable(document.quote(node))
    mark = _mark(citations, document, node)
    lines.append(f"- « {words} »{mark}" if node.text else f"- Sans intitulé dans le document : « {words} »{mark}")
    above = [one for one in document.ancestors(node) if one.level in _ABOVE and one.text]
    lines += [f"- {_called(one)} : « {readable(document.quote(one))} »" for one in reversed(above)]
    lines += [f"- {field_label(key)} : {value}{mark}" for key, value in node.attributes]
    if node.dps_priority:
        place = (node.dps_priority.start, node.dps_priority.end)
        shown = readable(document.text[slice(*place)])
        lines.append(f"- Mention sous le titre : « {shown} »{_mark(citations, document, node, place)}")
    below = document.children.get(node.id, ())
    lines += _listed(document, below, "Ce qu'il en est dit", citations, prose=True)
    lines += _listed(document, below, "Ce qui en relève", citations)
    if not below and above:
        beside = [one for one in document.children.get(above[-1].id, ()) if one.level is node.level and one is not node]
        lines += _listed(document, beside[:_MAX_SIBLINGS], f"Sous le même élément ({_called(above[-1])})", citations)
    return "\n".join(lines)


def _listed(
    document: Document, nodes: Sequence[Node], title: str, citations: Citations, *, prose: bool = False
) -> list[str]:
    chosen = [one for one in nodes if (one.level is Level.PASSAGE) is prose and one.text][:_MAX_CHILDREN]
    if not chosen:
        return []
    rows = [f"- « {readable(document.quote(one))} »{_mark(citations, document, one)}" for one in chosen]
    return ["", f"{title} :", "", *rows]


def _called(node: Node) -> str:
    return full_noun(node.level).capitalize() + (f" {node.number}" if node.number else "")


def _mark(citations: Citations, document: Document, node: Node, place: tuple[int, int] | None = None) -> str:
    number = citations.add(document, node, place)
    return f" [{number}]" if number is not None else ""
