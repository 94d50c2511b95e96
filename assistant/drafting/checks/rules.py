"""The rules by name: what each asks, how bad it is where it is not met, how to mend it (`checks.yaml`)."""

from collections.abc import Callable, Iterable, Iterator

from assistant.drafting.checks.outline import Outline
from assistant.drafting.records import Check, PlanNode, Severity
from ingest.vocabulary import load

Family = Callable[[Outline], Iterator[Check]]
"""What holds a family of rules against a plan; a rule without an object in the plan gives no check."""

Hit = tuple[PlanNode, str]
"""A line that breaks a rule, and what is to be said of it, or ""."""

EXAMPLES = 3
"""So many lines are named in a detail; the others are counted."""


def check(rule: str, ok: bool, detail: str, nodes: Iterable[str] = (), severity: Severity | None = None) -> Check:
    """A rule's verdict.

    Args:
        rule: Its id in `checks.yaml`.
        ok: Whether it is met.
        detail: What was found and where; for a rule that is met, on what grounds. In French.
        nodes: The ids of the lines concerned.
        severity: Where it is not the vocabulary's.
    """
    words = load("checks")["rules"][rule]
    return Check(
        id=rule,
        label=words["label"],
        severity=severity or words["severity"],
        ok=ok,
        detail=detail,
        nodes=tuple(dict.fromkeys(nodes)),
        remedy="" if ok else words["remedy"],
    )


def judged(outline: Outline, rule: str, hits: list[Hit], told: str | tuple[str, str], grounds: str) -> Check:
    """A rule's verdict from the lines that break it.

    Args:
        outline: The plan.
        rule: Its id.
        hits: The lines that break it, in reading order.
        told: What they do, after their number: « OS sans aucun OO »; for one and for several where that differs.
        grounds: What is said where there are none.
    """
    if not hits:
        return check(rule, True, grounds)
    words = told if isinstance(told, str) else told[len(hits) > 1]
    return check(rule, False, f"{len(hits)} {words} : {listed(outline, hits)}.", (node.id for node, _ in hits))


def listed(outline: Outline, hits: list[Hit]) -> str:
    """Lines by name, a few of them, the others counted."""
    named = [f"{outline.name(node)}{f' ({note})' if note else ''}" for node, note in hits[:EXAMPLES]]
    return enumerated(named, len(hits))


def enumerated(named: list[str], total: int | None = None) -> str:
    """Some names in a sentence: « a », « a et b », « a, b, c et 4 autres »."""
    rest = (total if total is not None else len(named)) - len(named[:EXAMPLES])
    shown = named[:EXAMPLES]
    if rest > 0:
        return f"{', '.join(shown)} et {rest} {'autres' if rest > 1 else 'autre'}"
    return " et ".join([", ".join(shown[:-1]), shown[-1]]) if len(shown) > 1 else "".join(shown)


def plural(count: int, one: str, several: str | None = None) -> str:
    """A count with its noun: « 1 action », « 2 actions »."""
    return f"{count} {one if count < 2 else several or one + 's'}"
