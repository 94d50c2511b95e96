"""The library's documents as the staff's list shows them, and its health with remedies that the page offers."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from assistant.kinds import kind_name
from assistant.summary import DocumentSummary
from ingest.folding import fold
from ingest.quality import Verdict
from prompts import text
from vectorstore.doctor import Finding

_STATES = {
    Verdict.UNDERSTOOD: ("compris", "Bien compris"),
    Verdict.TO_CHECK: ("a_verifier", "À vérifier"),
    Verdict.UNKNOWN: ("non_reconnu", "Structure non reconnue"),
}
_UNKNOWN = ("non_reconnu", "Non évalué")
_NOTHING = "aucun élément"


@dataclass(frozen=True, slots=True)
class Row:
    """One document of the list, in French.

    Attributes:
        name: What it is called: its organisation, else its title or its file.
        kind: « PST », « Projet de PST », « Note juridique ».
        period: Its years, or those of the term of office, or "".
        state: How well it was understood: `compris`, `a_verifier` or `non_reconnu`.
        verdict: The same in words.
        visibility: Who may read it, or "" where all may.
    """

    id: str
    name: str
    file: str
    kind: str
    organisation: str
    period: str
    state: str
    verdict: str
    counts: str
    visibility: str


def row(document: DocumentSummary) -> Row:
    """A document as the list shows it."""
    quality = document.quality
    state, verdict = _STATES[Verdict(quality.verdict)] if quality else _UNKNOWN
    years = f"{document.period.start}-{document.period.end}" if document.period else ""
    if not years and document.term:
        years = f"mandature {document.term.start}-{document.term.end}"
    return Row(
        id=document.id,
        name=(document.title if document.note else document.organisation) or document.title or document.file,
        file=document.file,
        kind=kind_name(document.kind, note=document.note, draft=document.draft),
        organisation=document.organisation or "",
        period=years,
        state=state,
        verdict=verdict,
        counts="" if quality is None or quality.counts == _NOTHING else quality.counts,
        visibility="" if document.visibility == "public" else document.visibility.capitalize(),
    )


def rows(documents: Iterable[DocumentSummary], sought: str = "", state: str = "") -> tuple[Row, ...]:
    """The rows of some documents, by organisation then kind.

    Args:
        documents: The library's documents.
        sought: Words that the rows shown hold, each somewhere; accents and case do not count.
        state: The state that the rows shown have; "" for any.
    """
    wanted = fold(sought).split()
    found = [row(one) for one in documents]
    kept = [one for one in found if (not state or one.state == state) and all(word in _said(one) for word in wanted)]
    return tuple(sorted(kept, key=lambda one: (fold(one.organisation or "~"), one.kind, one.period, one.id)))


def tally(documents: Sequence[DocumentSummary]) -> Mapping[str, int]:
    """How many documents there are of each state, in the order in which lists show them."""
    found = [row(one).state for one in documents]
    return {state: found.count(state) for state in ("compris", "a_verifier", "non_reconnu")}


def remedied(finding: Finding) -> str:
    """What to do about a finding from the page; what the doctor says where the page offers nothing."""
    return "" if finding.ok else _remedies().get(finding.id, finding.remedy)


@cache
def _remedies() -> Mapping[str, str]:
    pairs = (line.partition(":") for line in text("bibliotheque_remedes").splitlines() if line.strip())
    return MappingProxyType({name.strip(): remedy.strip() for name, _, remedy in pairs})


def _said(one: Row) -> str:
    return fold(" ".join((one.name, one.file, one.kind, one.organisation, one.period, one.verdict, one.visibility)))
