"""The rows of an answer: one a cited element, with the fields that its plan gives it."""

from collections.abc import Callable
from dataclasses import dataclass, fields

from assistant.answer import Answer, Citation
from ingest.nouns import noun
from ingest.records import Document, Level, Node

_FIELDS = ("responsable", "echeance", "indicateur", "budget", "partenaires", "etat")
_ABOVE = {"volet": Level.VOLET, "os": Level.OS, "oo": Level.OO}


@dataclass(frozen=True, slots=True)
class Row:
    """One cited element.

    Attributes:
        n: The number of its citation in the answer.
        organisation: Whose document it is; its file where it names nobody.
        text: The very words that are cited.
        volet: The volet that it stands in, or ""; `os` and `oo` likewise.
        place: Where to find it: « fichier x.txt, page 3, ligne 42 ».
    """

    n: int
    organisation: str
    document: str
    level: str
    number: str
    text: str
    volet: str
    os: str
    oo: str
    responsable: str
    echeance: str
    indicateur: str
    budget: str
    partenaires: str
    etat: str
    place: str


HEADERS = {
    "n": "Source", "organisation": "CPAS ou commune", "document": "Document", "level": "Niveau", "number": "Numéro",
    "text": "Intitulé", "volet": "Volet", "os": "Objectif stratégique", "oo": "Objectif opérationnel",
    "responsable": "Responsable", "echeance": "Échéance", "indicateur": "Indicateur", "budget": "Budget",
    "partenaires": "Partenaires", "etat": "État", "place": "Référence",
}  # fmt: skip
"""The names of the columns, as staff read them."""


def rows_of(answer: Answer, document_of: Callable[[str], Document | None]) -> tuple[Row, ...]:
    """The cited elements of an answer, in the order of its citations.

    Args:
        answer: The answer.
        document_of: Gives a document by its id, None for one that has left the library: its row keeps what is cited.
    """
    documents = {name: document_of(name) for name in dict.fromkeys(one.document for one in answer.citations)}
    return tuple(_row(one, documents[one.document]) for one in answer.citations)


def columns(rows: tuple[Row, ...]) -> tuple[str, ...]:
    """The names of the fields that at least one row has."""
    return tuple(one.name for one in fields(Row) if any(getattr(row, one.name) for row in rows))


def _row(citation: Citation, document: Document | None) -> Row:
    node = next((one for one in document.nodes if one.id == citation.node), None) if document is not None else None
    said = dict(node.attributes) if node is not None else {}
    above = _above(document, node) if document is not None and node is not None else {}
    place = [f"fichier {document.file}"] if document is not None else []
    place += [f"page {citation.page}"] if citation.page is not None else []
    return Row(
        n=citation.n,
        organisation=citation.organisation or (document.file if document is not None else ""),
        document=citation.title,
        level=_named(citation.level),
        number=(node.number or "") if node is not None else "",
        text=" ".join(citation.quote.split()),
        volet=above.get("volet", ""),
        os=above.get("os", ""),
        oo=above.get("oo", ""),
        place=", ".join([*place, f"ligne {citation.line}"]),
        **{name: " ".join(said.get(name, "").split()) for name in _FIELDS},
    )


def _above(document: Document, node: Node) -> dict[str, str]:
    levels = {level: name for name, level in _ABOVE.items()}
    return {
        levels[one.level]: " ".join(filter(None, (one.number, " ".join(one.text.split()))))
        for one in document.ancestors(node)
        if one.level in levels
    }


def _named(level: str) -> str:
    name = noun(Level(level))
    return name[:1].upper() + name[1:]
