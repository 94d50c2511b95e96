"""How well a document was understood: counts, confidence, its own claims, what was left over, what is odd.

The secretary who supplied the document reads it: every finding says where to look.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from ingest.claims import Bound, Claim, count_for, find_claims
from ingest.gaps import Finding, Gap, find_gaps
from ingest.leftovers import Leftover, Why, leftovers
from ingest.nouns import called, counted, noun, ranges
from ingest.records import Corrected, Document, DocumentKind, Level, Node

REPORT = "1"
"""Raised when the report comes to say other things of the same tree: verdicts kept of older reports are made anew."""

DOUBT = 0.6
"""Below this confidence a node is doubtful: it is marked in the tree and listed in the report."""

_BOUNDS = {Bound.EXACT: "", Bound.AT_LEAST: "au moins ", Bound.ABOUT: "environ ", Bound.AT_MOST: "au plus "}
_MAX_REASONS = 5
_CORE = frozenset({Level.OS, Level.OO, Level.ACTION, Level.AXE, Level.INTENTION, Level.OBJECTIF, Level.ARTICLE})
_DECLARED = frozenset({Level.INTENTION, Level.OBJECTIF})
_GAPS = {
    Gap.MISSING: ("numéro sauté", "numéros sautés"),
    Gap.TWICE: ("numéro en double", "numéros en double"),
    Gap.MISPLACED: ("numéro qui ne va pas avec son parent", "numéros qui ne vont pas avec leur parent"),
    Gap.EMPTY: ("objectif sans contenu", "objectifs sans contenu"),
    Gap.UNTITLED: ("élément sans intitulé", "éléments sans intitulé"),
    Gap.LONG: ("action de plus de 100 mots", "actions de plus de 100 mots"),
}


class Verdict(StrEnum):
    """How well a document was understood."""

    UNDERSTOOD = "bien_compris"
    TO_CHECK = "a_verifier"
    UNKNOWN = "non_reconnue"


@dataclass(frozen=True, slots=True)
class LevelQuality:
    """One level of a tree: how many nodes, how sure on average, how many doubtful."""

    level: Level
    count: int
    confidence: float
    doubtful: int


@dataclass(frozen=True, slots=True)
class CheckedClaim:
    """A claim against the tree.

    Attributes:
        claim: What the document announces.
        found: What the tree holds, or None where it has nothing to compare with.
    """

    claim: Claim
    found: int | None

    @property
    def agrees(self) -> bool:
        """Whether the tree bears the claim out, or cannot speak of it."""
        return self.found is None or self.claim.agrees(self.found)

    @property
    def difference(self) -> int:
        """How many more the tree holds than announced."""
        return 0 if self.found is None else self.found - self.claim.number

    @property
    def label(self) -> str:
        """The claim in French: « 26 actions annoncées, 27 reconnues »."""
        claim, found = self.claim, self.found
        feminine = claim.level in (Level.ACTION, Level.SOUS_ACTION, Level.INTENTION, Level.SECTION)
        ending = ("e" if feminine else "") + "s"
        told = f"{_BOUNDS[claim.bound]}{counted(claim.number, claim.level)} annoncé{ending}"
        one = ending if (found or 0) > 1 else ending[:-1]
        return f"{told}, " + ("rien à comparer dans l'arbre" if found is None else f"{found} reconnu{one}")


@dataclass(frozen=True, slots=True)
class Doubt:
    """A node that the parser is not sure of, with the signals that it went by."""

    node: str
    label: str
    line: int
    confidence: float
    reason: str


@dataclass(frozen=True, slots=True)
class QualityReport:
    """What was understood of a document and what was not.

    Attributes:
        levels: The levels of the tree, prose included.
        confidence: The mean over the elements, prose aside; None where there is none.
        missing: What the document does not say of itself (organisation, period), in French.
        corrections: The staff's corrections; those with `void` found nothing to correct.
        reasons: Why the verdict is what it is, in French, most telling first.
    """

    document: str
    levels: tuple[LevelQuality, ...]
    confidence: float | None
    claims: tuple[CheckedClaim, ...]
    doubts: tuple[Doubt, ...]
    findings: tuple[Finding, ...]
    leftovers: tuple[Leftover, ...]
    missing: tuple[str, ...]
    corrections: tuple[Corrected, ...]
    warnings: tuple[str, ...]
    verdict: Verdict
    reasons: tuple[str, ...]

    @property
    def line(self) -> str:
        """The verdict on one line: « À vérifier : 26 actions annoncées, 27 reconnues (ligne 6) »."""
        if self.verdict is Verdict.UNDERSTOOD:
            return "Bien compris"
        rest = len(self.reasons) - _MAX_REASONS
        more = [f"et {rest} autre{'s' if rest > 1 else ''} point{'s' if rest > 1 else ''}"] if rest > 0 else []
        head = "À vérifier" if self.verdict is Verdict.TO_CHECK else "Structure non reconnue"
        return f"{head} : {' ; '.join([*self.reasons[:_MAX_REASONS], *more])}"

    @property
    def counts(self) -> str:
        """The elements in one French phrase: « 4 OS, 12 OO, 37 actions »."""
        told = [counted(one.count, one.level) for one in self.levels if one.level is not Level.PASSAGE]
        return ", ".join(told) or "aucun élément"


def is_doubtful(node: Node) -> bool:
    """Whether a node's level or parent was inferred from weak signals."""
    return node.confidence < DOUBT


def report(document: Document) -> QualityReport:
    """Say how well a document was understood.

    Args:
        document: The parsed document, with its corrections.

    Returns:
        The report; it is computed from the document alone.
    """
    claims = tuple(CheckedClaim(claim, count_for(document, claim)) for claim in find_claims(document))
    doubts = tuple(_doubts(document))
    findings = find_gaps(document)
    rest = leftovers(document)
    reasons = tuple(_reasons(document, claims, doubts, findings, rest))
    elements = [node.confidence for node in document.nodes if node.level is not Level.PASSAGE]
    return QualityReport(
        document=document.id,
        levels=tuple(_levels(document)),
        confidence=sum(elements) / len(elements) if elements else None,
        claims=claims,
        doubts=doubts,
        findings=findings,
        leftovers=rest,
        missing=tuple(_missing(document)),
        corrections=document.corrections,
        warnings=document.warnings,
        verdict=_verdict(document, reasons),
        reasons=reasons,
    )


def _levels(document: Document) -> Iterator[LevelQuality]:
    for level in Level:
        nodes = [node for node in document.nodes if node.level is level]
        if nodes:
            mean = sum(node.confidence for node in nodes) / len(nodes)
            yield LevelQuality(level, len(nodes), mean, sum(map(is_doubtful, nodes)))


def _doubts(document: Document) -> Iterator[Doubt]:
    for node in document.nodes:
        if is_doubtful(node):
            yield Doubt(node.id, called(node), node.line, node.confidence, node.reason)


def _missing(document: Document) -> Iterator[str]:
    if document.is_note or document.identity.kind is DocumentKind.LOI:
        return
    if document.identity.kind is DocumentKind.AUTRE:
        yield "type de document non reconnu"
    if document.identity.organisation is None:
        yield "organisation non nommée"
    if document.identity.period is None:
        yield "période non indiquée"


def _verdict(document: Document, reasons: tuple[str, ...]) -> Verdict:
    if not _has_structure(document):
        return Verdict.UNKNOWN
    return Verdict.TO_CHECK if reasons else Verdict.UNDERSTOOD


def _has_structure(document: Document) -> bool:
    """Whether the tree has what its kind of document has: a note is prose."""
    return document.is_note or any(node.level in _CORE for node in document.nodes)


def _reasons(
    document: Document,
    claims: tuple[CheckedClaim, ...],
    doubts: tuple[Doubt, ...],
    findings: tuple[Finding, ...],
    rest: tuple[Leftover, ...],
) -> Iterator[str]:
    if not _has_structure(document):
        yield "aucun objectif, action, axe ni article trouvé" if document.nodes else "aucun contenu trouvé"
    yield from _absent(document)
    told = {(one.claim.level, one.claim.number, one.claim.scope): one for one in reversed(claims) if not one.agrees}
    yield from (f"{one.label} (ligne {one.claim.line})" for one in sorted(told.values(), key=_start))
    elements = [one.line for one in doubts if document.by_id[one.node].level is not Level.PASSAGE]
    if elements:
        yield f"{_many(len(elements), 'élément douteux', 'éléments douteux')} ({_lines(elements)})"
    yield from _odd(findings)
    for left in rest:
        if left.why is Why.UNKNOWN:
            yield f"{_many(len(left.lines), 'ligne non reprise', 'lignes non reprises')} ({_lines(left.lines)})"
    void = sum(bool(one.void) for one in document.corrections)
    if void:
        yield _many(void, "correction sans objet", "corrections sans objet")
    yield from document.warnings


def _start(one: CheckedClaim) -> int:
    return one.claim.start


def _absent(document: Document) -> Iterator[str]:
    """The levels that a document of its kind has, and its tree has not; an overview page may well stop at the OS."""
    levels = {node.level for node in document.nodes}
    if document.identity.kind is DocumentKind.PST and levels & _CORE:
        for level in (Level.OS, Level.OO, Level.ACTION):
            if level not in levels:
                yield f"aucun{'e' if level is Level.ACTION else ''} {noun(level)} dans l'arbre"
    if document.identity.kind is DocumentKind.DPS and Level.AXE in levels and not levels & _DECLARED:
        yield "aucune intention ni objectif dans l'arbre"


def _odd(findings: tuple[Finding, ...]) -> Iterator[str]:
    for gap, (singular, plural) in _GAPS.items():
        found = [finding for finding in findings if finding.gap is gap]
        if len(found) == 1:
            yield f"{found[0].label} (ligne {found[0].line})"
        elif found:
            yield f"{_many(len(found), singular, plural)} ({_lines(finding.line for finding in found)})"


def _many(number: int, one: str, many: str) -> str:
    return f"{number} {many if number > 1 else one}"


def _lines(numbers: Iterable[int]) -> str:
    """Places in a sentence: « lignes 3-5 et 9 », the first ones of a long list."""
    every = tuple(sorted(set(numbers)))
    shown = ranges(every).split(", ")
    more = "…" if len(shown) > _MAX_REASONS else ""
    return f"{'lignes' if len(every) > 1 else 'ligne'} {', '.join(shown[:_MAX_REASONS])}{more}"
