"""One document of the library as lists show it."""

from datetime import datetime

from pydantic import Field

from assistant.answer import Frozen
from ingest.records import Document
from vectorstore.snapshot import Entry, Quality


class PeriodModel(Frozen):
    """A span of whole years, both included."""

    start: int
    end: int


class DocumentSummary(Frozen):
    """One document of the library, as `pst documents` prints it.

    Attributes:
        organisation: Null unless the document itself names it; `organisation_evidence` is the words that do.
        dates: ISO dates by name (`adoption`, `dps_adoption`).
        term: The term of office that the supplier declared, when the document states no period.
        nodes: The number of nodes.
        warnings: What the reader and the quality report warn of.
        draft: Whether it is a plan that calls itself a draft: no answer counts it unless asked.
        verdict: How well the document was understood, with its counts, on one line.
        quality: The same in its parts, for lists; no JSON has it. Null where nothing has assessed the document yet.
        note: Whether it is a legal note, which explains the rules and is no organisation's document.
    """

    id: str
    file: str
    kind: str
    title: str
    organisation: str | None
    organisation_evidence: str | None
    period: PeriodModel | None
    dates: dict[str, str]
    term: PeriodModel | None
    nodes: int
    visibility: str
    sha256: str
    ingested_at: datetime
    warnings: tuple[str, ...]
    note: bool = False
    draft: bool = False
    verdict: str = ""
    quality: Quality | None = Field(default=None, exclude=True)


def summary(document: Document, entry: Entry) -> DocumentSummary:
    """What a list shows of a document.

    Args:
        document: The document.
        entry: The library's record of it.
    """
    return DocumentSummary(
        id=document.id,
        file=document.file,
        kind=document.identity.kind.value,
        title=document.identity.title,
        organisation=document.identity.organisation.value if document.identity.organisation else None,
        organisation_evidence=document.identity.organisation.quote if document.identity.organisation else None,
        period=_period(document.identity.period),
        dates={name: evidence.value for name, evidence in document.identity.dates},
        term=_period(document.term),
        nodes=len(document.nodes),
        visibility=entry.visibility,
        sha256=document.sha256,
        ingested_at=entry.ingested_at,
        warnings=_warnings(document, entry),
        note=document.is_note,
        draft=document.is_draft,
        verdict=_verdict(entry),
        quality=entry.quality,
    )


def _warnings(document: Document, entry: Entry) -> tuple[str, ...]:
    """The reader's warnings and what the quality report found, each once."""
    return tuple(dict.fromkeys((*document.warnings, *(entry.quality.reasons if entry.quality else ()))))


def _verdict(entry: Entry) -> str:
    return f"{entry.quality.line} ({entry.quality.counts})" if entry.quality else ""


def _period(period: object) -> PeriodModel | None:
    return PeriodModel.model_validate(period, from_attributes=True) if period else None
