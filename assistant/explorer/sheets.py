"""Elements of plans as tables to download: one row an element, each with its citation."""

from collections.abc import Iterable

from assistant.explorer import naming, reading
from ingest.records import Document, Node

HEADERS = (
    "Organisation", "Document", "Statut", "Niveau", "Numéro", "Intitulé", "Place dans le plan", "Champs", "Citation",
    "Fichier", "Page", "Ligne",
)  # fmt: skip
WIDTHS = dict.fromkeys(("Intitulé", "Place dans le plan", "Champs", "Citation", "Thème"), 60)
"""The columns that hold sentences (see `assistant.tables.as_xlsx`)."""
_ADOPTED, _DRAFT = "plan", "projet"

Row = tuple[str, ...]


def rows(pairs: Iterable[tuple[Document, Node]]) -> list[Row]:
    """Elements as rows under `HEADERS`; the citation is the element's own words, verbatim."""
    return [_row(document, node) for document, node in pairs]


def _row(document: Document, node: Node) -> Row:
    cited = reading.citation(document, node)
    return (
        naming.organisation(document),
        document.identity.title,
        _DRAFT if document.is_draft else _ADOPTED if document.identity.kind.value == "pst" else naming.kind(document),
        naming.level(node).removesuffix(f" {node.number}"),
        node.number or "",
        naming.title(node),
        " › ".join(reading.path(document, node)),
        " | ".join(f"{name} : {value}" for name, value in naming.fields(node)),
        " ".join(cited.quote.split()) if cited else "",
        document.file,
        "" if node.page is None else str(node.page),
        str(node.line),
    )
