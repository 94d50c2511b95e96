"""Rules on what the law wants of the plan's life: synergies, support services, evaluation, publication."""

from collections.abc import Iterator
from functools import partial

from assistant.drafting.checks.mentioned import mentioned
from assistant.drafting.checks.outline import Outline, said
from assistant.drafting.checks.rules import check, enumerated, plural
from assistant.drafting.checks.words import find
from assistant.drafting.records import Check, PlanNode
from ingest.records import Level, Period


def followup(outline: Outline) -> Iterator[Check]:
    """The rules on synergies and on how the plan is followed up."""
    if not outline.at(Level.OS, Level.OO, Level.ACTION):
        return
    yield _synergies(outline)
    yield _support(outline)
    yield mentioned(outline, "suivi.mi_mandat", "evaluation_mid", is_said=partial(_is_midterm, outline.plan.period))
    yield mentioned(outline, "suivi.fin", "evaluation_end")
    yield mentioned(outline, "suivi.publication", "publication")


def _synergies(outline: Outline) -> Check:
    """Synergies, with commune or CPAS where the line says with whom."""
    shared = {node.id for node in _sharing(outline)}
    held = [node for node, text in said(outline.plan.nodes) if node.id in shared or _is_synergy(text)]
    if held:
        named = enumerated([outline.name(node) for node in held], len(held))
        return check("synergies.commune", True, f"{plural(len(held), 'ligne')} : {named}.", (node.id for node in held))
    return mentioned(outline, "synergies.commune", "synergies", is_said=_is_synergy)


def _is_synergy(text: str) -> bool:
    if find(text, "synergies"):
        return True
    return bool(find(text, "synergy")) and (not find(text, "with_whom") or bool(find(text, "commune")))


def synergies_of(node: PlanNode) -> bool:
    """Whether a line is about synergies of commune and CPAS."""
    return any(_is_synergy(text) for _, text in said([node]))


def _support(outline: Outline) -> Check:
    """Support services by that name, or one of them said to be shared in the same line."""
    held = _sharing(outline)
    if held:
        named = enumerated([outline.name(node) for node in held], len(held))
        return check("synergies.support", True, f"{plural(len(held), 'ligne')} : {named}.", (node.id for node in held))
    return mentioned(outline, "synergies.support", "support")


def _sharing(outline: Outline) -> list[PlanNode]:
    held = []
    for node in outline.plan.nodes:
        text = " · ".join([node.text, *node.partenaires])
        above = [one.text for one in outline.above(node)]
        service = find(text, "support_services") is not None
        if find(text, "support") or (service and (find(text, "shared") or any(map(_is_synergy, above)))):
            held.append(node)
    return held


def _is_midterm(period: Period | None, line: str) -> bool:
    """« Évaluation à mi-mandat », or an evaluation in the year in the middle of the term."""
    if find(line, "evaluation_mid"):
        return True
    middle = str((period.start + period.end) // 2) if period else ""
    return bool(middle) and middle in line and find(line, "evaluates") is not None
