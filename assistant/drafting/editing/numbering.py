"""The numbers of a plan's lines: OS 1, OO 1.1, action 1.1.1, counted through the volets."""

from collections.abc import Sequence

from assistant.drafting.records import PlanNode
from ingest.records import Level

_UNNUMBERED = frozenset({Level.VOLET, Level.SECTION})


def numbered(nodes: Sequence[PlanNode]) -> tuple[PlanNode, ...]:
    """The lines with their numbers.

    Args:
        nodes: The lines in reading order, each after the one above it.

    Returns:
        The same lines; strategic objectives are counted through the volets, every other line below the one above it.
        Volets and sections have none of their own and keep what they have.
    """
    counts: dict[tuple[bool, str | None], int] = {}
    numbers: dict[str, str] = {}
    found = []
    for one in nodes:
        if one.level in _UNNUMBERED:
            found.append(one)
            continue
        strategic = one.level is Level.OS
        group = (strategic, None if strategic else one.parent)
        counts[group] = counts.get(group, 0) + 1
        above = numbers.get(one.parent or "", "")
        number = f"{above}.{counts[group]}" if above and not strategic else str(counts[group])
        numbers[one.id] = number
        found.append(one.model_copy(update={"number": number}))
    return tuple(found)
