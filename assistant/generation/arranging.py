"""The grouping of a listing by subject: the model says which rows belong together, the rows stay as computed.

After its summary the model may write one line a group, « Sujet : [1] [4] ». Such lines are read, never shown as they
are: each row appears once, in its own words, with its own source; a title may hold nothing that its rows do not hold.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.generation.evidence import Source
from assistant.generation.hardfacts import hard_facts, holds
from assistant.screening import gives_orders
from ingest.french import analyse

MIN_ROWS, MAX_ROWS = 5, 20
"""A shorter listing is read at a glance; of a longer one, the model is not given every row."""
_MIN_PLACED = 0.75
"""The share of the rows that groups have to place; fewer, and the plans' own order says more."""
_MAX_TITLE = 70
_ROOT = 4
_OTHERS = "Autres"
_LINE = re.compile(
    r"^[\s#>*•–-]*(?:\d{1,2}[.)]\s*)?(?P<title>[^\[\]\n]+?)[\s*]*:[\s*]*(?P<marks>\[\d{1,3}\](?:[\s,;.etàou&-]*\[\d{1,3}\])*)[\s.*]*$",
    re.MULTILINE,
)
_MARK = re.compile(r"\[(\d{1,3})\]")
_ROW = re.compile(r"^- « .* » \[(\d+)\]$")


@dataclass(frozen=True, slots=True)
class Group:
    """Rows on one subject.

    Attributes:
        title: The subject.
        rows: The numbers of their sources.
    """

    title: str
    rows: tuple[int, ...]


def parted(written: str) -> tuple[str, tuple[Group, ...]]:
    """What a model wrote, parted into its sentences and the groups that it proposes.

    Args:
        written: The text, its marks in order.
    """
    groups = tuple(
        Group(" ".join(found.group("title").split()), tuple(map(int, _MARK.findall(found.group("marks")))))
        for found in _LINE.finditer(written)
    )
    return _LINE.sub("", written), groups


def sound(groups: Sequence[Group], sources: Sequence[Source]) -> tuple[Group, ...]:
    """The groups that may be shown: every row once, under a title that its rows bear out; none where too few are left.

    Args:
        groups: The groups as proposed.
        sources: The rows' sources.
    """
    by_number = {one.n: one for one in sources}
    left = dict.fromkeys(by_number)
    kept: list[Group] = []
    for group in groups:
        rows = tuple(one for one in dict.fromkeys(group.rows) if one in left)
        if rows and group.title not in {one.title for one in kept} and _fits(group.title, [by_number[n] for n in rows]):
            kept.append(Group(group.title, rows))
            for one in rows:
                del left[one]
    if len(kept) < 2 or 1 - len(left) / max(1, len(by_number)) < _MIN_PLACED:
        return ()
    return (*kept, Group(_OTHERS, tuple(left))) if left else tuple(kept)


def arranged(rows: str, groups: Sequence[Group], names: Mapping[int, str]) -> str:
    """The rows of a listing under the groups' titles instead of those of the plans.

    Args:
        rows: The listing's lines, as composed: headings, then rows « - « … » [n] », then what stands after them.
        groups: The groups, every row in one.
        names: The document that each row is from, where there are several.
    """
    lines = rows.split("\n")
    placed = {one for group in groups for one in group.rows}
    own = {int(found.group(1)): at for at, line in enumerate(lines) if (found := _ROW.match(line))}
    own = {number: at for number, at in own.items() if number in placed}
    if own.keys() != placed:
        return rows
    first = min(own.values())
    while first and not lines[first].startswith("### "):
        first -= 1
    out = lines[:first]
    for group in groups:
        out += [f"### {group.title} ({len(group.rows)})", ""]
        out += [lines[own[one]] + (f" — {names[one]}" if one in names else "") for one in group.rows]
        out.append("")
    return "\n".join(out + lines[max(own.values()) + 1 :]).replace("\n\n\n", "\n\n").rstrip()


def _fits(title: str, rows: Sequence[Source]) -> bool:
    """Whether a title is short, orders nothing, and has at least one word of its rows and no fact besides theirs."""
    evidence = "\n".join(one.text for one in rows)
    terms = frozenset(analyse(title))
    return (
        len(title) <= _MAX_TITLE
        and not gives_orders(title)
        and all(holds(evidence, fact) for fact in hard_facts(title))
        and any(_kin(term, held) for term in terms for one in rows for held in one.terms)
    )


def _kin(one: str, other: str) -> bool:
    """Whether two index terms are of one family: « formation » and « former » have different stems."""
    return one == other or (len(one) >= _ROOT and one[:_ROOT] == other[:_ROOT])
