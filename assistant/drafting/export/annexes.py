"""The annexes of a printed plan: coverage, the declaration's commitments, the passages of other plans, the checks."""

from collections.abc import Iterator, Sequence

from assistant.drafting.export.blocks import (
    Block,
    Cell,
    Heading,
    PageBreak,
    Paragraph,
    Run,
    Table,
    cell,
    paragraph,
    printable,
)
from assistant.drafting.export.wording import UNVERIFIED, Quoted, anchor, code, reference
from assistant.drafting.records import Check, Plan, PlanNode
from ingest.nouns import shortened
from ingest.vocabulary import load

_SHORT = 120
_STATES = {"verified": "vérifié mot à mot", "repaired": "vérifié, espaces ou ponctuation rétablis d'après la source"}
_RESULTS = {"erreur": "Erreur", "avertissement": "Avertissement", "conseil": "Conseil"}
_OK = "Conforme"


def annexes(plan: Plan, quoted: Sequence[Quoted]) -> Iterator[Block]:
    """The annexes that a plan has something for.

    Args:
        plan: The plan.
        quoted: The passages of other plans that it cites.
    """
    if not (plan.items or quoted or plan.checks):
        return
    yield PageBreak()
    yield Heading(1, _words("annexes"), "annexes")
    if plan.items:
        yield Heading(2, _words("coverage"), "annexe-a")
        yield _coverage(plan)
        yield Heading(2, _words("commitments"), "annexe-b")
        yield _commitments(plan)
    if quoted:
        yield Heading(2, _words("precedents"), "annexe-c")
        yield _precedents(quoted, plan)
    if plan.checks:
        yield Heading(2, _words("checks"), "annexe-d")
        yield _checks(plan)


def _words(key: str) -> str:
    return str(load("exports")["words"][key])


def _coverage(plan: Plan) -> Table:
    known = {node.id: node for node in plan.nodes}
    held = {one.dps_item: one.nodes for one in plan.coverage}
    rows = []
    for item in plan.items:
        lines = [known[name] for name in held.get(item.id, ()) if name in known]
        carried = tuple(_link(node, plan) for node in lines) or cell(
            Run("aucune ligne : engagement non repris", "strong")
        )
        rows.append(
            (cell(Run(item.id, target=f"dps-{item.id}")), cell(shortened(printable(item.text), _SHORT)), carried)
        )
    return Table("Engagements et lignes", ("N°", "Engagement de la DPS", "Lignes du plan"), tuple(rows), (9, 43, 48))


def _link(node: PlanNode, plan: Plan) -> Paragraph:
    return paragraph(Run(reference(node), target=anchor(node, plan)))


def _commitments(plan: Plan) -> Table:
    rows = []
    for item in plan.items:
        said: list[Run] = [Run("« "), Run(printable(item.text), "quote"), Run(" »")]
        if printable(item.heads):
            said.append(Run(f" (sous : {printable(item.heads)})", "note"))
        place = printable(item.axis) or "–"
        first: Cell = (paragraph(Run(item.id, "strong"), anchor=f"dps-{item.id}"),)
        rows.append((first, cell(*said), cell(place), cell(str(item.line))))
    return Table(
        "Engagements mot à mot", ("N°", "Texte de la DPS", "Sous le titre", "Ligne"), tuple(rows), (9, 55, 26, 10)
    )


def _precedents(quoted: Sequence[Quoted], plan: Plan) -> Table:
    rows = []
    for one in quoted:
        citation = one.citation
        place = " › ".join(printable(part) for part in citation.breadcrumb if printable(part))
        page = f", page {citation.page}" if citation.page is not None else ""
        whose = f"{printable(citation.organisation)} – " if citation.organisation else ""
        source: Cell = (
            paragraph(f"{whose}{printable(citation.title)}"),
            paragraph(Run(f"{printable(citation.document)}, ligne {citation.line}{page}", "note"), style="note"),
            *([paragraph(Run(place, "note"), style="note")] if place else []),
        )
        said: Cell = (
            paragraph("« ", Run(printable(citation.quote), "quote"), " »"),
            paragraph(Run(_STATES.get(citation.state, UNVERIFIED), "note"), style="note"),
        )
        used = tuple(paragraph(Run(code(node) or reference(node), target=anchor(node, plan))) for node in one.lines)
        rows.append(((paragraph(Run(one.name, "strong"), anchor=f"source-{one.name}"),), said, source, used))
    return Table("Passages cités", ("N°", "Passage", "Source", "Lignes du plan"), tuple(rows), (7, 40, 36, 17))


def _checks(plan: Plan) -> Table:
    severities = list(_RESULTS)
    ranked = sorted(plan.checks, key=lambda one: (one.ok, severities.index(one.severity)))
    return Table(
        "Contrôles",
        ("Résultat", "Règle", "Constat"),
        tuple((cell(Run(result(one), "strong")), cell(printable(one.label)), _found(one)) for one in ranked),
        (16, 36, 48),
    )


def result(check: Check) -> str:
    """« Conforme », or how bad it is that a rule is not met."""
    return _OK if check.ok else _RESULTS[check.severity]


def _found(check: Check) -> Cell:
    found = [paragraph(printable(check.detail) or "–")]
    if not check.ok and printable(check.remedy):
        found.append(paragraph(Run("À faire : ", "strong"), Run(printable(check.remedy))))
    return tuple(found)
