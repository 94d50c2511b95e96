"""The years that each plan covers: what is over, what runs, what is to come."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from assistant.explorer import naming
from ingest.records import Document, Period


class State(StrEnum):
    """Where a plan stands in time; its last year is still its own."""

    OVER = "terminé"
    RUNNING = "en cours"
    COMING = "à venir"
    UNKNOWN = "période inconnue"


@dataclass(frozen=True, slots=True)
class Span:
    """The years of a plan.

    Attributes:
        period: From its first to its last year, or None where nobody says.
        said: Who says so, in French: the document itself, whoever supplied it, or the staff who corrected it.
    """

    document: Document
    organisation: str
    period: Period | None
    said: str
    state: State


def span(document: Document, today: date) -> Span:
    """The years of a plan, by its own words, else by the term of office that its supplier declared.

    Staff may correct either; what was read before the correction tells.

    Args:
        document: The plan.
        today: The day to reckon from.
    """
    own, declared, read = document.identity.period, document.term, document.parsed
    period = own or declared
    said = "dans le document" if own else "déclarée à l’ajout du document" if declared else "nulle part"
    if read is not None and period is not None and period != (read.identity.period if own else read.term):
        said = "corrigée par le personnel"
    return Span(document, naming.organisation(document), period, said, state_of(period, today))


def state_of(period: Period | None, today: date) -> State:
    """Where years stand in time."""
    if period is None:
        return State.UNKNOWN
    if period.end < today.year:
        return State.OVER
    return State.COMING if period.start > today.year else State.RUNNING


def spans(documents: Iterable[Document], today: date) -> tuple[Span, ...]:
    """The years of some plans, by organisation, each organisation's plans from the earliest on."""
    found = [span(one, today) for one in sorted(documents, key=naming.order)]
    ranks = {name: at for at, name in enumerate(dict.fromkeys(one.organisation for one in found))}
    return tuple(
        sorted(
            found, key=lambda one: (ranks[one.organisation], one.period.start if one.period else 9999, one.document.id)
        )
    )
