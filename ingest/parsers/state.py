"""Where a reading of a plan has got to: the open elements, and what each form has meant so far."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from ingest.parsers.shapes import Form
from ingest.parsers.signals import Signals
from ingest.records import Level

RANK = {Level.VOLET: 0, Level.SECTION: 1, Level.OS: 2, Level.OO: 3, Level.ACTION: 4, Level.SOUS_ACTION: 5}


class Role(StrEnum):
    """What a block is in a plan: an element of a level, or one of the rest."""

    VOLET = "volet"
    SECTION = "section"
    OS = "os"
    OO = "oo"
    ACTION = "action"
    SOUS_ACTION = "sous_action"
    PROSE = "prose"
    HEADING = "titre"
    TITLE = "intitulé"
    ANNOUNCE = "annonce"
    FIELD = "champ"
    PRIORITY = "priorité"

    @property
    def level(self) -> Level | None:
        """The level of the element, or None for the rest."""
        return _LEVELS.get(self)


_LEVELS = {Role(level.value): level for level in RANK}


@dataclass(frozen=True, slots=True)
class Entry:
    """An open element."""

    level: Level
    form: Form
    number: str
    indent: int
    marked: bool
    said: bool
    titled: bool
    heading: int = 0
    colon: bool = False
    lower: bool = False
    children: int = 0


@dataclass(frozen=True, slots=True)
class State:
    """One reading of the blocks so far.

    Attributes:
        stack: The open elements, from the top down.
        inside: Whether the plan has begun and has not ended; `closed` whether a part after it has begun.
        announced: The level of the list that a header named, and the form of its items once one was seen.
        ledger: The level that each form had last.
        last: The role of the block before; `heading` the number of the last heading of prose.
        titled: Whether a title « Objectifs stratégiques et opérationnels » stands just above.
        broken: Whether a heading that is no element stands between the open objective and here.
    """

    stack: tuple[Entry, ...] = ()
    inside: bool = False
    closed: bool = False
    announced: tuple[Level, Form | None] | None = None
    ledger: Mapping[Form, Level] = field(default_factory=dict)
    last: Role | None = None
    heading: str = ""
    titled: bool = False
    broken: bool = False

    @property
    def key(self) -> tuple[object, ...]:
        """Readings of one key go on alike: the best of them is enough."""
        return (
            self.stack,
            self.inside,
            self.closed,
            self.announced,
            frozenset(self.ledger.items()),
            self.last,
            self.heading,
            self.titled,
            self.broken,
        )

    def open(self, level: Level) -> Entry | None:
        """The open element of a level."""
        return next((entry for entry in reversed(self.stack) if entry.level is level), None)

    def above(self, level: Level) -> Entry | None:
        """The open element that an element of a level would stand under."""
        return next((entry for entry in reversed(self.stack) if RANK[entry.level] < RANK[level]), None)

    def closing(self, level: Level) -> Iterator[Entry]:
        """The open elements that an element of a level would close."""
        return (entry for entry in self.stack if RANK[entry.level] >= RANK[level])

    def step(self, seen: Signals, role: Role) -> "State":
        """The reading with one more block."""
        level = role.level
        if level is not None:
            return self._element(seen, level)
        if role is Role.ANNOUNCE:
            assert seen.announces is not None
            inside = self.inside or seen.announces in (Level.OS, Level.OO)
            return replace(self, announced=(seen.announces, None), inside=inside, last=role, broken=False)
        if role is Role.TITLE:
            stack = (*self.stack[:-1], replace(self.stack[-1], titled=True))
            return replace(self, stack=stack, last=role)
        if role is Role.HEADING:
            closed = self.closed or self.inside
            return replace(
                self,
                stack=(),
                inside=False,
                closed=closed,
                announced=None,
                last=role,
                heading=seen.block.number or self.heading,
                titled=seen.plan_title,
            )
        if role is Role.PROSE and seen.ends and self.inside:
            return replace(self, stack=(), inside=False, closed=True, announced=None, last=role, titled=False)
        broken = self.broken or (self.inside and role is Role.PROSE and seen.section and not seen.marked)
        titled = self.titled and role is not Role.PROSE
        if (self.last, self.broken, self.titled) == (role, broken, titled):
            return self
        return replace(self, last=role, broken=broken, titled=titled)

    def _element(self, seen: Signals, level: Level) -> "State":
        number = (seen.label.number if seen.label else None) or seen.block.number
        said = seen.level is level
        entry = Entry(
            level=level,
            form=seen.form,
            number=number,
            indent=seen.block.indent,
            marked=seen.marked,
            said=said,
            titled=not (seen.label is not None and seen.label.start == seen.label.end),
            heading=seen.block.heading,
            colon=seen.block.text.endswith(":"),
            lower=seen.lower,
        )
        kept = [one for one in self.stack if RANK[one.level] < RANK[level]]
        if kept:
            kept[-1] = replace(kept[-1], children=kept[-1].children + 1) if kept[-1].children < 2 else kept[-1]
        announced = self.announced
        if announced is not None:
            if level is announced[0] and not said:
                announced = announced if announced[1] else (level, seen.form)
            elif RANK[level] <= RANK[announced[0]]:
                announced = None
        ledger = self.ledger
        if not said and ledger.get(seen.form) is not level:
            ledger = {**ledger, seen.form: level}
        return replace(
            self,
            stack=(*kept, entry),
            inside=True,
            closed=False,
            announced=announced,
            ledger=ledger,
            last=Role(level.value),
            titled=False,
            broken=self.broken and RANK[level] > RANK[Level.OO],
        )
