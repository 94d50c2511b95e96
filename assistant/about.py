"""What the application says of itself: its sources, how fresh they are, its versions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version

from assistant.kinds import kind_name
from assistant.settings import Settings
from assistant.summary import DocumentSummary


@dataclass(frozen=True, slots=True)
class Source:
    """A document as the page lists it.

    Attributes:
        name: Whose it is, or its title.
        kind: What it is, with its years: « PST 2025-2030 ».
        added: When it was read last.
        internal: Whether it is for the staff alone.
    """

    name: str
    kind: str
    added: datetime
    internal: bool


def name_of(document: DocumentSummary) -> str:
    """What a document is called in lists: its owner, else its file; a legal note by its title."""
    return document.title if document.note else document.organisation or document.file


def kind_of(document: DocumentSummary) -> str:
    """What a document is, with its years."""
    kind = kind_name(document.kind, note=document.note, draft=document.draft)
    if document.period:
        kind += f" {document.period.start}-{document.period.end}"
    elif document.term:
        kind += f", mandature {document.term.start}-{document.term.end}"
    return kind


def sources(documents: Sequence[DocumentSummary]) -> tuple[Source, ...]:
    """The documents by name, the legal notes last."""
    ordered = sorted(documents, key=lambda one: (one.note, name_of(one).casefold(), kind_of(one)))
    return tuple(Source(name_of(one), kind_of(one), one.ingested_at, one.visibility != "public") for one in ordered)


def versions(settings: Settings) -> dict[str, str]:
    """The versions and the models of the installation, by what they are called."""
    choice = settings.model_choice
    return {
        "Assistant PST": _version("pst-assistant"),
        "Streamlit": _version("streamlit"),
        "Recherche": "modèle embarqué (multilingual-e5-small)"
        if settings.embeddings == "embedded"
        else settings.embeddings,
        "Modèle de langue": choice.name if choice else "aucun",
    }


def days(count: int) -> str:
    """A length of time in French: « 12 mois », « 90 jours »."""
    if count % 365 == 0:
        return f"{count // 365 * 12} mois"
    return f"{count} jour{'s' if count > 1 else ''}"


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "inconnue"
