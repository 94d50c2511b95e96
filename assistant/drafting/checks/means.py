"""Rules on means: people and money mentioned, budgets that can be read."""

from collections.abc import Iterator

from assistant.amounts import amount, says_none
from assistant.drafting.checks.mentioned import mentioned
from assistant.drafting.checks.outline import Outline, is_given
from assistant.drafting.checks.rules import Hit, judged, plural
from assistant.drafting.checks.words import find
from assistant.drafting.records import Budget, Check, PlanNode

_HUMAN_FIELDS = ("responsable", "responsable_administratif", "service")


def means(outline: Outline) -> Iterator[Check]:
    """The rules on means."""
    if not outline.plan.nodes:
        return
    people = [node for node in outline.plan.nodes if any(is_given(getattr(node, name)) for name in _HUMAN_FIELDS)]
    yield mentioned(outline, "moyens.humains", "means_human", people, "moyens humains")
    paid = [node for node in outline.plan.nodes if any(is_given(one.montant) for one in node.budget)]
    yield mentioned(outline, "moyens.financiers", "means_financial", paid, "moyens financiers")
    given = [
        (node, one)
        for node in outline.plan.nodes
        for one in node.budget
        if is_given(one.montant) or is_given(one.commentaire)
    ]
    if given:
        hits: list[Hit] = [(node, f"« {one.montant} »") for node, one in given if not _readable(one)]
        told = ("budget illisible", "budgets illisibles")
        yield judged(
            outline, "moyens.budgets", hits, told, f"{plural(len(given), 'budget lisible', 'budgets lisibles')}."
        )


def has_budget(node: PlanNode) -> bool:
    """Whether a line says what it costs, were it nothing, or who pays."""
    return any(is_given(one.montant) or says_none(one.montant) or is_given(one.source) for one in node.budget)


def _readable(budget: Budget) -> bool:
    said = " ".join(one for one in (budget.montant, budget.source, budget.commentaire) if is_given(one))
    figures = any(map(str.isdigit, budget.montant))
    return amount(budget.montant) is not None or says_none(said) or find(said, "budget_words") is not None or figures
