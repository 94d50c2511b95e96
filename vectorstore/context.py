"""The words that a node is indexed and read with: its own, under the path that leads to it."""

from ingest.records import Document, Level, Node

LEVEL_NAMES = {
    Level.VOLET: "Volet",
    Level.SECTION: "Section",
    Level.OS: "OS",
    Level.OO: "OO",
    Level.ACTION: "Action",
    Level.SOUS_ACTION: "Sous-action",
    Level.AXE: "Axe",
    Level.INTENTION: "Intention",
    Level.OBJECTIF: "Objectif",
    Level.LIVRE: "Livre",
    Level.TITRE: "Titre",
    Level.CHAPITRE: "Chapitre",
    Level.ARTICLE: "Article",
    Level.PARAGRAPHE: "Paragraphe",
    Level.PASSAGE: "Passage",
}
_BARE = frozenset({Level.VOLET, Level.SECTION, Level.PASSAGE})


def label(node: Node) -> str:
    """A node's name in a path: « OS 3 : Être un CPAS qui facilite la mise à l'emploi »."""
    if node.level in _BARE:
        return f"{node.number} {node.text}" if node.number else node.text
    name = LEVEL_NAMES[node.level] + (f" {node.number}" if node.number else "")
    return f"{name} : {node.text}" if node.text else f"{name} (sans intitulé)"


def organisation_name(document: Document) -> str:
    """How a document's owner is called in texts; a document that names none is called by its file."""
    organisation = document.identity.organisation
    return organisation.value if organisation else f"CPAS non nommé ({document.file})"


def breadcrumb(document: Document, node: Node) -> tuple[str, ...]:
    """The names of a node's ancestors, from the top down."""
    return tuple(label(ancestor) for ancestor in document.ancestors(node))


def header(document: Document, node: Node) -> str:
    """The path that gives a node its context: owner, document, ancestors."""
    organisation = document.identity.organisation
    owner = [organisation.value] if organisation else []
    priorities = [one.dps_priority.label for one in (*document.ancestors(node), node) if one.dps_priority]
    return " › ".join([*owner, document.identity.title, *breadcrumb(document, node), *priorities])


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
