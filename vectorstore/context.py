"""The words that a node is indexed and read with: its own, under the path that leads to it."""

from ingest.nouns import noun
from ingest.records import Document, DocumentKind, Level, Node

LEVEL_NAMES = {level: noun(level)[0].upper() + noun(level)[1:] for level in Level}
"""How an element is named before its number: « Action 3 », « OO 2.3 »."""
_BARE = frozenset({Level.VOLET, Level.SECTION, Level.PASSAGE})
_CITED = frozenset({Level.ARTICLE, Level.PARAGRAPHE})
_DIVISIONS = frozenset({"partie", "section", "sous-section"})


def label(node: Node) -> str:
    """A node's name: « OS 3 : Être un CPAS qui facilite la mise à l'emploi », « § 2 : Le programme comprend… »."""
    if node.level in _CITED:
        return f"{citation((node,))} : {node.text}" if node.text else citation((node,))
    if node.kind in _DIVISIONS:
        return f"{node.kind.capitalize()} {node.number} : {node.text}".removesuffix(" : ")
    if node.level in _BARE:
        return f"{node.number} {node.text}" if node.number else node.text
    name = LEVEL_NAMES[node.level] + (f" {node.number}" if node.number else "")
    return f"{name} : {node.text}" if node.text else f"{name} (sans intitulé)"


def citation(path: tuple[Node, ...]) -> str:
    """How lawyers name an element: « Article 27ter, § 2, 1° ».

    Args:
        path: The article and what leads from it to the element; other levels are left out.
    """
    cited = [node for node in path if node.level in _CITED]
    names = (f"Article {node.number or ''}".strip() if node.level is Level.ARTICLE else node.number for node in cited)
    return ", ".join(name for name in names if name)


def organisation_name(document: Document) -> str:
    """How a document's owner is called in texts; a document that names none is called by its file."""
    if document.is_note:
        return "Note juridique"
    if document.identity.kind is DocumentKind.LOI:
        return "Législation"
    organisation = document.identity.organisation
    return organisation.value if organisation else f"CPAS non nommé ({document.file})"


def breadcrumb(document: Document, node: Node) -> tuple[str, ...]:
    """The names of a node's ancestors, from the top down; the article and the § of a law are one name."""
    return _path(document.ancestors(node))


def _path(nodes: tuple[Node, ...]) -> tuple[str, ...]:
    cited = citation(nodes)
    return (*(label(node) for node in nodes if node.level not in _CITED), *([cited] if cited else []))


def header(document: Document, node: Node) -> str:
    """The path that gives a node its context: owner, document, ancestors; for a law, « Article 60, § 7 » as well."""
    organisation = document.identity.organisation
    owner = [organisation.value] if organisation else []
    path = _path((*document.ancestors(node), node)) if node.level in _CITED else breadcrumb(document, node)
    priorities = [one.dps_priority.label for one in (*document.ancestors(node), node) if one.dps_priority]
    return " › ".join([*owner, document.identity.title, *path, *priorities])


def embedded_text(document: Document, node: Node) -> str:
    """What the embedding model reads for a node: owner, nearest subject above, own words.

    The whole path reads no better once BM25 has it (see docs/decisions) and doubles the ingestion's cost.
    """
    organisation = document.identity.organisation
    subjects = [one for one in document.ancestors(node) if one.level is not Level.VOLET and one.text]
    parts = [
        organisation.value if organisation else "",
        subjects[-1].text if subjects else "",
        node.text,
        node.dps_priority.label if node.dps_priority else "",
    ]
    return " › ".join(part for part in parts if part) or document.identity.title
