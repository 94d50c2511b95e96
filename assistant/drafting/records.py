"""A plan as staff keep it: every line with its fields, and where each comes from.

One record serves the drafts that the product writes and the plans that it has read (`assistant.drafting.reading`):
checks, exports, evaluations and comparisons work on it. It is the JSON of `pst draft`; the shape is the contract's, the
fields those of iA.PST (see `docs/drafting.md`).
"""

from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, PlainSerializer

from assistant.answer import Citation, Frozen
from ingest.records import Level, Period

A_DEFINIR = "à définir"
"""What an unknown field holds: never a guess."""


class Origin(StrEnum):
    """Where a line comes from."""

    DPS = "dps"
    """The declaration's own commitment, worded for its level."""
    METHOD = "méthode"
    """The method or the law asks for it; the declaration does not say it."""
    PRECEDENT = "précédent"
    """Inspired by another organisation's plan, which is cited."""
    MODEL = "modèle"
    """Worded by a language model from the declaration, and verified."""
    AGENT = "agent"
    """Written or accepted by a member of the staff."""
    PLAN = "plan"
    """Read from an existing plan."""


def _several(value: object) -> object:
    return () if value in (A_DEFINIR, None, "") else value


def _or_unknown(value: tuple[object, ...]) -> object:
    return list(value) if value else A_DEFINIR


_READ, _WRITTEN = BeforeValidator(_several), PlainSerializer(_or_unknown)
"""An empty list is written « à définir », and read back."""


class DpsItem(Frozen):
    """One commitment of a declaration.

    Attributes:
        id: `D01`, `D02`… in reading order.
        text: Its very words, from `start` to `end` of the declaration's stored text (characters).
        axis: The heading that it stands under, or "".
        node: The id of the element that holds it.
        heads: The words that introduce it without being part of it, such as the item that a list belongs to, or "".
        rank: What the heading or the label over it says that it is: `sought` (« Objectif général »), `done` (« Nos
            engagements »), or "".
        topic: The bullet that it completes, when that bullet only names a matter (« Tuteur énergie : »), or "".
        beside: What its row says of it in other columns, label and value (« Échéance : 2026 »), or "".
    """

    id: str
    text: str
    axis: str
    node: str
    start: int
    end: int
    line: int
    heads: str = ""
    rank: Literal["sought", "done", ""] = ""
    topic: str = ""
    beside: str = ""


class ItemRef(Frozen):
    """A commitment as a line of the draft names it."""

    id: str
    text: str
    axis: str


class Indicator(Frozen):
    """A result indicator; `suggestion` when its label is the product's proposal and not the source's."""

    libelle: str = A_DEFINIR
    cible: str = A_DEFINIR
    atteint: str = A_DEFINIR
    annee: str = A_DEFINIR
    suggestion: bool = False


class Budget(Frozen):
    """A budget line: who pays, in which year, how much; amounts as the source writes them."""

    source: str = A_DEFINIR
    annee: str = A_DEFINIR
    montant: str = A_DEFINIR
    commentaire: str = ""


class PlanNode(Frozen):
    """One line of a plan.

    Attributes:
        id: Unique in the plan; it stays when the line is renamed or moved.
        parent: The id of the line above, or None.
        level: `volet`, `section`, `os`, `oo`, `action` or `sous_action`.
        kind: `interne`, `externe` or `commun` for a volet.
        proposal: True for what the declaration does not itself say.
        origin: Where the line comes from.
        dps_items: The commitments that it carries out.
        precedents: The verified quotes that it is inspired by.
        inspired_by: The organisations that it is inspired by, as said in « proposition, inspirée de … ».
        suggestions: The names of the fields whose value the product proposes (`odd`, `categorie`…).
        autres: What a plan says besides, label and value, so that nothing is lost.
    """

    id: str
    parent: str | None
    level: Level
    text: str
    number: str = ""
    kind: str | None = None
    proposal: bool = False
    origin: Origin = Origin.PLAN
    dps_items: tuple[ItemRef, ...] = ()
    precedents: tuple[Citation, ...] = ()
    inspired_by: tuple[str, ...] = ()
    responsable: str = A_DEFINIR
    responsable_mandataire: str = A_DEFINIR
    responsable_administratif: str = A_DEFINIR
    service: str = A_DEFINIR
    echeance: str = A_DEFINIR
    indicateur: Annotated[tuple[Indicator, ...], _READ, _WRITTEN] = ()
    budget: Annotated[tuple[Budget, ...], _READ, _WRITTEN] = ()
    partenaires: Annotated[tuple[str, ...], _READ, _WRITTEN] = ()
    odd: Annotated[tuple[int, ...], _READ, _WRITTEN] = ()
    categorie: str = A_DEFINIR
    priorite: str = A_DEFINIR
    plan: str = A_DEFINIR
    etat: str = A_DEFINIR
    date_debut: str = A_DEFINIR
    progression: str = A_DEFINIR
    sante: str = A_DEFINIR
    constat: str = A_DEFINIR
    commentaire: str = ""
    details: str = ""
    suggestions: tuple[str, ...] = ()
    autres: tuple[tuple[str, str], ...] = ()


class Coverage(Frozen):
    """The lines that carry out one commitment."""

    dps_item: str
    nodes: tuple[str, ...]


Severity = Literal["erreur", "avertissement", "conseil"]


class Check(Frozen):
    """One rule held against a plan.

    Attributes:
        id: The rule's stable name, `structure.os_sans_oo`.
        label: What it asks, in French.
        severity: How bad it is where it is not met.
        ok: Whether it is met.
        detail: What was found, where, and how to mend it; for a rule that is met, on what grounds.
        nodes: The ids of the lines concerned.
        remedy: How to mend it.
    """

    id: str
    label: str
    severity: Severity
    ok: bool
    detail: str
    nodes: tuple[str, ...] = ()
    remedy: str = ""


class Plan(Frozen):
    """A plan or the draft of one.

    Attributes:
        source: The id or the name of the document that it comes from.
        organisation: Whose it is, as the document itself says, or None.
        kind: `brouillon` for a draft, `pst` for an existing plan.
        items: The declaration's commitments; none for a plan that was read.
        model: The language model that helped, or None.
    """

    version: Literal[1] = 1
    source: str
    title: str = ""
    organisation: str | None = None
    period: Period | None = None
    kind: Literal["brouillon", "pst"] = "brouillon"
    nodes: tuple[PlanNode, ...] = ()
    items: tuple[DpsItem, ...] = ()
    coverage: tuple[Coverage, ...] = ()
    checks: tuple[Check, ...] = ()
    model: str | None = None

    def children(self, parent: str | None) -> tuple[PlanNode, ...]:
        """The lines right below a line, in order; those at the top for None."""
        return tuple(one for one in self.nodes if one.parent == parent)

    def node(self, name: str) -> PlanNode:
        """A line by its id.

        Raises:
            KeyError: If there is none.
        """
        return next((one for one in self.nodes if one.id == name), None) or _missing(name)

    def under(self, name: str) -> tuple[PlanNode, ...]:
        """Every line below a line, at any depth, in order."""
        inside = {name}
        found = []
        for one in self.nodes:
            if one.parent in inside:
                inside.add(one.id)
                found.append(one)
        return tuple(found)

    def as_json(self) -> dict[str, Any]:
        """The plan as plain data, in the contract's shape."""
        return self.model_dump(mode="json")


def _missing(name: str) -> PlanNode:
    raise KeyError(name)
