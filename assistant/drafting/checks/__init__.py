"""The checks of a plan: a draft, or an existing PST whose quality is reviewed.

Each module holds one family of rules; `checks.yaml` has their labels, severities and remedies, `docs/checks.md` tells
users what they look at and how often they cry wolf. Law articles are those of the project's domain notes.
"""

from collections.abc import Mapping

from assistant.drafting.checks.completeness import completeness
from assistant.drafting.checks.coverage import coverage
from assistant.drafting.checks.deadlines import deadlines
from assistant.drafting.checks.duplicates import duplicates
from assistant.drafting.checks.followup import followup
from assistant.drafting.checks.invention import invention
from assistant.drafting.checks.leftover import leftover
from assistant.drafting.checks.means import means
from assistant.drafting.checks.outline import Outline
from assistant.drafting.checks.precedents import precedents
from assistant.drafting.checks.registers import registers
from assistant.drafting.checks.rules import Family
from assistant.drafting.checks.structure import structure
from assistant.drafting.checks.vagueness import vagueness
from assistant.drafting.records import Check, Plan

FAMILIES: tuple[Family, ...] = (
    structure, registers, coverage, leftover, invention, precedents, deadlines, means, followup, duplicates, vagueness,
    completeness,
)  # fmt: skip


def run_checks(plan: Plan, *, texts: Mapping[str, str] | None = None) -> tuple[Check, ...]:
    """Hold every rule against a plan.

    Args:
        plan: A draft, or a plan that was read.
        texts: The stored texts of documents by id: those of the precedents, so that their quotes are verified; that of
            the declaration, so that a draft's facts are sought in all of it; that of an existing plan, so that what
            stands around its lines (evaluation, publication…) is read too.

    Returns:
        One check for each rule that has an object in the plan, met or not, in a fixed order.
    """
    outline = Outline(plan, texts)
    return tuple(check for family in FAMILIES for check in family(outline))
