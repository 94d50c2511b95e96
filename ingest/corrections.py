"""What the staff correct of a document: its kind, its owner, its years; a node's level, title, parent.

Corrections are kept apart from the document and applied to what the parser makes of it, each time anew. A corrected
node keeps its id, so that citations and links to it live on.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from ingest.anchors import Anchor, find
from ingest.document import reread
from ingest.errors import CorrectionError
from ingest.folding import fold
from ingest.grafting import relevel, reparent
from ingest.nouns import called, noun, shortened
from ingest.organisation import commune_names
from ingest.records import (
    Corrected,
    Document,
    DocumentKind,
    Evidence,
    Identity,
    Level,
    Node,
    Parsed,
    Period,
    Visibility,
)
from ingest.retitling import CORRECTED_TITLE, retitle
from ingest.visibility import visibility_for
from ingest.vocabulary import load

_YEARS = re.compile(r"\s*(\d{4})\s*[-–/]\s*(\d{4})\s*")
_FIRST_YEAR, _LAST_YEAR, _MAX_YEARS = 2000, 2100, 12
_MAX_NAME = 120
_MAX_TITLE = 1000
_PLAN = (Level.VOLET, Level.SECTION, Level.OS, Level.OO, Level.ACTION, Level.SOUS_ACTION)
_LEVELS = {
    DocumentKind.DPS: (Level.VOLET, Level.SECTION, Level.AXE, Level.INTENTION, Level.OBJECTIF),
    DocumentKind.LOI: (
        Level.LIVRE, Level.TITRE, Level.CHAPITRE, Level.SECTION, Level.ARTICLE, Level.PARAGRAPHE,
    ),
}  # fmt: skip
_KINDS = {
    DocumentKind.PST: "PST", DocumentKind.DPS: "DPS", DocumentKind.LOI: "loi", DocumentKind.BILAN: "bilan",
    DocumentKind.PAGE: "page", DocumentKind.AUTRE: "autre",
}  # fmt: skip


class Subject(StrEnum):
    """What is corrected, under the names that the files of corrections use."""

    KIND = "type"
    ORGANISATION = "organisation"
    PERIOD = "periode"
    TERM = "mandature"
    VISIBILITY = "visibilite"
    LEVEL = "niveau"
    TITLE = "intitule"
    PARENT = "parent"


_NAMES = {
    Subject.PERIOD: "période", Subject.VISIBILITY: "visibilité", Subject.LEVEL: "niveau", Subject.TITLE: "intitulé",
}  # fmt: skip
ON_NODES = frozenset({Subject.LEVEL, Subject.TITLE, Subject.PARENT})


@dataclass(frozen=True, slots=True)
class Correction:
    """One correction.

    Attributes:
        number: Its number among the document's; it never changes.
        day: When it was made.
        value: The value from now on; for a parent "" (see `target`).
        node: What the corrected node is known by, where one is.
        target: What the new parent is known by; None for the top of the tree.
    """

    number: int
    day: date
    subject: Subject
    value: str = ""
    node: Anchor | None = None
    target: Anchor | None = None

    @property
    def label(self) -> str:
        """The correction in French: « OO 2.3 : niveau → action »."""
        if self.node is None:
            return f"{_NAMES.get(self.subject, self.subject.value)} → {self.value}"
        name = f"{noun(self.node.level)} {self.node.number or f'« {shortened(self.node.words)} »'}"
        if self.subject is Subject.PARENT:
            above = self.target
            place = f"{noun(above.level)} {above.number or f'« {shortened(above.words)} »'}" if above else "aucun"
            return f"{name} : parent → {place}"
        known = self.subject is Subject.LEVEL and _level_name(self.value) in set(Level)
        value = noun(Level(_level_name(self.value))) if known else f"« {shortened(self.value)} »"
        return f"{name} : {_NAMES[self.subject]} → {value}"


def original(document: Document) -> Document:
    """A document as it was read, before any correction."""
    before = document.parsed
    if before is None:
        return document if document.shown_to is None else replace(document, shown_to=None)
    return replace(
        document,
        identity=before.identity,
        nodes=before.nodes,
        term=before.term,
        corrections=(),
        parsed=None,
        shown_to=None,
    )


def apply(document: Document, corrections: Iterable[Correction]) -> Document:
    """Apply corrections to a document as it was read, whatever was applied to it before.

    Args:
        document: The document, corrected or not.
        corrections: All of its corrections; with none, the document is as it was read.

    Returns:
        The corrected document, whose tree is still one. A correction that finds no certain node, or that can no longer
        be made, is left out and says why in `Document.corrections`.
    """
    ordered = sorted(corrections, key=lambda correction: correction.number)
    before = original(document)
    base = result = as_read(before, ordered)
    done: list[Corrected] = []
    for one in ordered:
        try:
            result, node = _apply(base, result, one)
            done.append(Corrected(one.number, one.label, one.day.isoformat(), node))
        except CorrectionError as error:
            if one.subject is Subject.VISIBILITY:  # what was meant is not known: until it is, the staff alone read it
                result = replace(result, shown_to=Visibility.INTERNAL)
            done.append(Corrected(one.number, one.label, one.day.isoformat(), None, str(error)))
    if not done:
        return before
    return replace(result, corrections=tuple(done), parsed=Parsed(before.identity, before.nodes, before.term))


def as_read(document: Document, corrections: Iterable[Correction]) -> Document:
    """A document as it was read or, where its kind was corrected, as it reads as one of that kind.

    This is the tree that anchors are about. Another kind may have another parser (a DPS taken for a PST): the text is
    then parsed again, without what its format knew.
    """
    base = original(document)
    said = [_kind_name(one.value) for one in corrections if one.subject is Subject.KIND]
    kinds = [DocumentKind(name) for name in said if name in set(DocumentKind)]
    return replace(base, nodes=reread(base, kinds[-1])) if kinds else base


def _apply(base: Document, document: Document, correction: Correction) -> tuple[Document, str | None]:
    if correction.subject not in ON_NODES:
        return _apply_to_document(document, correction), None
    found = find(base, correction.node) if correction.node else None
    if found is None:
        raise CorrectionError("L'élément ne se retrouve plus dans le document.")
    node = document.by_id[found.id]
    if correction.subject is Subject.LEVEL:
        nodes = relevel(document.nodes, node.id, level_for(document, correction.value))
    elif correction.subject is Subject.PARENT:
        target = find(base, correction.target) if correction.target else None
        if correction.target is not None and target is None:
            raise CorrectionError("Le nouveau parent ne se retrouve plus dans le document.")
        nodes = reparent(document.nodes, node.id, target.id if target else None)
    else:
        nodes = _retitled(document, node, title_for(correction.value))
    reason = f"{_stamp(correction.day)} : {correction.label}"
    sure = correction.subject is not Subject.TITLE
    marked = tuple(
        replace(one, reason=reason, confidence=1.0 if sure else one.confidence) if one.id == node.id else one
        for one in nodes
    )
    return replace(document, nodes=marked), node.id


def _retitled(document: Document, node: Node, title: str) -> tuple[Node, ...]:
    if title == node.text or dict(node.attributes).get(CORRECTED_TITLE) == title:
        raise CorrectionError(f"{called(node)} a déjà cet intitulé.")
    changed = retitle(document.text, node, title)
    return tuple(changed if one.id == node.id else one for one in document.nodes)


def _apply_to_document(document: Document, correction: Correction) -> Document:
    identity, stamp = document.identity, _stamp(correction.day)
    if correction.subject is Subject.TERM:
        return replace(document, term=years_for(correction.value))
    if correction.subject is Subject.VISIBILITY:
        return replace(document, shown_to=visibility_for(correction.value))
    changed: Identity
    # A draft that is said to be a plan counts as one from now on; only a correction of its visibility publishes it.
    held = Visibility.INTERNAL if document.visibility is Visibility.INTERNAL else document.shown_to
    if correction.subject is Subject.KIND:
        changed = replace(identity, kind=kind_for(correction.value), kind_evidence=stamp)
    elif correction.subject is Subject.PERIOD:
        changed = replace(identity, period=years_for(correction.value), period_evidence=stamp)
    else:
        # The evidence is the staff's statement, not words of the document: it has no place in the text.
        changed = replace(identity, organisation=Evidence(owner_for(correction.value), stamp, 0, 0))
    return replace(document, identity=changed, shown_to=held)


def _stamp(day: date) -> str:
    return f"correction du personnel, {day:%d/%m/%Y}"


def kind_for(value: str) -> DocumentKind:
    """A document's kind by its name.

    Raises:
        CorrectionError: If there is none of that name.
    """
    try:
        return DocumentKind(_kind_name(value))
    except ValueError:
        raise CorrectionError(
            f"« {shortened(value)} » n'est pas un type de document.", f"Types admis : {', '.join(DocumentKind)}."
        ) from None


def _kind_name(value: str) -> str:
    return value.strip().lower()


def years_for(value: str) -> Period:
    """Years such as « 2025-2030 ».

    Raises:
        CorrectionError: If they are not two years in order.
    """
    match = _YEARS.fullmatch(value)
    start, end = (int(match.group(1)), int(match.group(2))) if match else (0, 0)
    if not (_FIRST_YEAR <= start < end <= _LAST_YEAR and end - start <= _MAX_YEARS):
        raise CorrectionError(f"« {shortened(value)} » n'est pas une période.", "Écrivez par exemple 2025-2030.")
    return Period(start, end)


def owner_for(value: str) -> str:
    """An organisation's name as the library keeps it: « Hannut » for « CPAS de Hannut ».

    Raises:
        CorrectionError: If it is empty, too long or no printable text.
    """
    name = " ".join(value.split())
    if not name or len(name) > _MAX_NAME or not name.isprintable():
        raise CorrectionError(
            "Le nom de l'organisation est vide ou trop long.", "Donnez par exemple « CPAS de Hannut »."
        )
    words = load("labels")["organisation"]
    bodies = "|".join(re.escape(fold(body)) for body in [*words["bodies"], *words["communes"]])
    match = re.fullmatch(rf"(?:{bodies})\s+(?:de\s+la\s+|de\s+l'|d'|du\s+|des\s+|de\s+)?(?P<name>.+)", fold(name))
    own = name[match.start("name") :] if match else name
    key = " ".join(re.sub(r"[-'\s]+", " ", fold(own)).replace("œ", "oe").split())
    known = commune_names()
    return next((known[one] for one in (key, f"le {key}", f"les {key}", f"la {key}") if one in known), own)


def _level_name(value: str) -> str:
    return fold(value.strip()).replace("-", "_")


def level_for(document: Document, value: str) -> Level:
    """A level by its name, where the document's kind has it.

    Raises:
        CorrectionError: If it has none of that name.
    """
    admitted = (*_LEVELS.get(document.identity.kind, _PLAN), Level.PASSAGE)
    name = _level_name(value)
    if name not in admitted:
        names = ", ".join(admitted)
        raise CorrectionError(
            f"« {shortened(value)} » n'est pas un niveau d'un document de type « {_KINDS[document.identity.kind]} ».",
            f"Niveaux admis : {names}.",
        )
    return Level(name)


def title_for(value: str) -> str:
    """A title, its spaces made plain.

    Raises:
        CorrectionError: If it is empty, too long or no printable text.
    """
    title = " ".join(value.split())
    if not title or len(title) > _MAX_TITLE or not title.isprintable():
        raise CorrectionError("L'intitulé est vide ou trop long.", "Donnez les mots du document.")
    return title
