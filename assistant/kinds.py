"""What kinds of documents are called, everywhere that a reader sees one."""

from types import MappingProxyType

KINDS = MappingProxyType(
    {
        "pst": "PST",
        "dps": "DPS",
        "loi": "Texte légal",
        "bilan": "Bilan",
        "page": "Page web",
        "autre": "Autre document",
    }
)
"""The French name of each `ingest.records.DocumentKind`, by its value."""
NOTE = "Note juridique"


def kind_name(kind: str, *, note: bool = False, draft: bool = False) -> str:
    """What a document is: « PST », « Projet de PST », « Note juridique ».

    Args:
        kind: The value of its kind.
        note: Whether it is a legal note, whatever its kind.
        draft: Whether it is a plan that calls itself a draft.
    """
    name = NOTE if note else KINDS.get(kind, KINDS["autre"])
    return f"Projet de {name}" if draft else name
