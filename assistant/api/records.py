"""What the product's own routes take and give."""

from typing import Annotated, Any

from pydantic import Field, StringConstraints

from assistant.answer import Frozen
from assistant.api.audit import AuditLine
from assistant.drafting.records import Check
from assistant.summary import DocumentSummary, PeriodModel
from vectorstore.context import breadcrumb
from vectorstore.library import Hit

LONGEST_QUERY = 2000
Query = Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_QUERY)]
Rank = Annotated[int, Field(ge=1, le=1000)]


class Search(Frozen):
    """What to look for, and how many results are wanted."""

    query: Query = Field(description="Les mots cherchés, en français.")
    k: Rank = Field(default=10, description="Nombre de résultats.")


class Found(Frozen):
    """One element that was found, as `pst search --json` prints it."""

    document: str
    organisation: str | None
    breadcrumb: tuple[str, ...]
    node: str
    level: str
    text: str
    line: int
    start: int
    end: int
    score: float
    lexical: float
    dense: float


class SearchResults(Frozen):
    """What was found, the best first."""

    results: tuple[Found, ...]


class Documents(Frozen):
    """The documents that the caller may read."""

    documents: tuple[DocumentSummary, ...]


class DocumentPage(Frozen):
    """One document; its text where it was asked for."""

    document: DocumentSummary
    text: str | None = None


class Priority(Frozen):
    """The priority of a declaration that is printed under an element."""

    number: str
    label: str | None


class Reference(Frozen):
    """A reference to another element, in an element's words."""

    quote: str
    target: str | None


class TreeNode(Frozen):
    """One element of a document, as `pst tree --json` prints it."""

    id: str
    parent: str | None
    level: str
    kind: str | None
    number: str | None
    text: str
    start: int
    end: int
    line: int
    end_line: int
    page: int | None
    dps_priority: Priority | None
    attributes: dict[str, Any]
    themes: tuple[str, ...]
    references: tuple[Reference, ...]
    confidence: float
    reason: str
    doubtful: bool


class Tree(Frozen):
    """A document's typed tree."""

    document: str
    kind: str
    organisation: str | None
    period: PeriodModel | None
    nodes: tuple[TreeNode, ...]


class Given(Frozen):
    """A document of the library."""

    document: str = Field(min_length=1, max_length=300, description="L'identifiant d'un document de la bibliothèque.")


class Checked(Frozen):
    """A plan's checks, as `pst check --json` prints them."""

    source: str
    organisation: str | None
    period: PeriodModel | None
    kind: str
    checks: tuple[Check, ...]


class Live(Frozen):
    """Whether the server answers."""

    status: str


class HealthFinding(Frozen):
    """One check of the service's health."""

    id: str
    label: str
    ok: bool
    detail: str
    remedy: str = ""


class Health(Frozen):
    """Whether questions can be answered; what was looked at, for administrators alone."""

    status: str
    ready: bool
    findings: tuple[HealthFinding, ...] = ()


class AuditLog(Frozen):
    """The last requests, the newest first."""

    requests: tuple[AuditLine, ...]


def found(hit: Hit) -> Found:
    """A hit of a search, as it is given."""
    organisation = hit.document.identity.organisation
    return Found(
        document=hit.document.id,
        organisation=organisation.value if organisation else None,
        breadcrumb=tuple(breadcrumb(hit.document, hit.node)),
        node=hit.node.id,
        level=hit.node.level.value,
        text=hit.node.text,
        line=hit.node.line,
        start=hit.node.start,
        end=hit.node.end,
        score=round(hit.score, 4),
        lexical=round(hit.lexical, 4),
        dense=round(hit.dense, 4),
    )
