"""What can be seen of each block before anything is decided: the signals that `evidence` weighs."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.folding import fold
from ingest.layout import Block
from ingest.parsers.fieldlines import field_lines
from ingest.parsers.labels import (
    Label,
    PriorityMark,
    is_back_matter,
    match_label,
    match_priority,
    match_section,
    match_volet,
    names_kind,
)
from ingest.parsers.shapes import (
    MAX_TITLE_WORDS,
    Form,
    can_head,
    form_of,
    is_being,
    is_infinitive,
    mark_of,
)
from ingest.parsers.surroundings import add_styles, add_synonyms, announced, bare, leading, repeated
from ingest.records import DocumentKind, Level

PLAN_LEVELS = frozenset({Level.OS, Level.OO, Level.ACTION, Level.SOUS_ACTION})
_LONG = 40
_MIN_SYNONYMS = 2
_TITLE_BLOCKS = 12
_PLAN_TITLE = re.compile(r"objectifs?\s+strategiques?\b.{0,20}\boperationnels?\b")
_SENTENCES = re.compile(r"[.!?]\s+[A-ZÀ-Ý]")


@dataclass(frozen=True, slots=True)
class Signals:
    """The signals of one block.

    Attributes:
        mark: `titre`, `gras`, `romain`, `decimal`, `lettre`, `puce` or `texte`.
        form: See `Form`.
        label: The label that it starts with. `given` is the level that a table or an export gives it.
        volet: The kind of volet that it opens, or None.
        announces: The level of the list that it heads (« Actions : »), or None.
        being: Whether it starts with « Être » (what an OS does); `infinitive` likewise (an OO, an action).
        prose: Whether it reads as sentences rather than as a title or an item.
        lower: Whether it starts with a small letter.
        leads: Whether labelled structure stands below it before the next heading as high.
        section: Whether it can head a part of the plan; `part` is the label that says so.
        field: Whether it is a field of an action's sheet (« Pilote : … »).
        bare: Whether it stands in a list of actions that has no bullets at all.
        repeated: Whether the document has the same header again and again (« Ce qui existe déjà »).
        row: Whether it is a row of a table that is no table of objectives.
        ends: Whether it stands apart (below a rule, in italics) after the last labelled element.
    """

    index: int
    block: Block
    mark: str
    form: Form
    label: Label | None
    given: Level | None
    volet: str | None
    announces: Level | None
    priority: PriorityMark | None
    being: bool
    infinitive: bool
    prose: bool
    short: bool
    lower: bool
    leads: bool
    section: bool
    part: Label | None
    field: bool
    back_matter: bool
    plan_title: bool
    bare: bool = False
    repeated: bool = False
    row: bool = False
    ends: bool = False

    @property
    def marked(self) -> bool:
        """Whether it is an item of a list."""
        return bool(self.block.bullet or self.block.number)

    @property
    def level(self) -> Level | None:
        """The level that the document itself says, or None."""
        if self.volet is not None:
            return Level.VOLET
        return self.label.level if self.label is not None and self.announces is None else None


@dataclass(frozen=True, slots=True)
class Profile:
    """What the signals of all blocks together say of the document.

    Attributes:
        labelled: How many elements of each level have a label or a level of their own.
        depths: The level that numbers of each depth have where a label says it.
        numbered: Whether titles are numbered one in the other: 1, 1.1, 1.2, 2, 2.1…
        first: The first labelled block; `last` the last one; -1 where there is none.
        named: Whether its first lines call it a plan.
    """

    labelled: Counter[Level]
    depths: dict[int, Level]
    numbered: bool
    first: int
    last: int
    named: bool = True

    @property
    def silent(self) -> bool:
        """Whether no objective has a label."""
        return not self.labelled[Level.OS] and not self.labelled[Level.OO]


def observe(text: str, blocks: Sequence[Block]) -> tuple[list[Signals], Profile]:
    """The signals of every block, and of the document.

    Args:
        text: The source text.
        blocks: Its blocks, without the furniture of pages.
    """
    labels = [_given(block) or match_label(text, block, PLAN_LEVELS) for block in blocks]
    add_styles(blocks, labels)
    add_synonyms(text, blocks, labels)
    volets = [_given_volet(block) for block in blocks]
    lists = [announced(label) for label in labels]
    leads = leading(blocks, labels, volets)
    without_bullets = bare(blocks, labels, volets, lists)
    again = repeated(blocks, labels)
    named = field_lines(blocks, labels)
    found = [
        _signals(
            text, block, labels[index], volets[index], lists[index],
            index=index, leads=index in leads, bare=index in without_bullets, repeated=index in again,
            field=index in named,
        )
        for index, block in enumerate(blocks)
    ]  # fmt: skip
    profile = _profile(found)
    return [replace(one, ends=_ends(one, profile)) for one in found], profile


def _ends(one: Signals, profile: Profile) -> bool:
    return not profile.silent and one.index > profile.last and (one.block.after_rule or one.block.italic)


def _signals(
    text: str,
    block: Block,
    label: Label | None,
    volet: str | None,
    announces: Level | None,
    *,
    index: int,
    leads: bool,
    bare: bool,
    repeated: bool,
    field: bool,
) -> Signals:
    folded = fold(block.text)
    words = folded.split()
    mark = mark_of(block)
    part = match_section(text, block) if short_words(words) and " | " not in block.text and label is None else None
    short = len(words) <= MAX_TITLE_WORDS and not block.text.endswith((".", ";"))
    sentences = bool(_SENTENCES.search(block.text)) or (not short and block.text.endswith("."))
    prose = len(words) > _LONG or (sentences and not (block.bullet or block.number))
    return Signals(
        index=index,
        block=block,
        mark=mark,
        form=form_of(block, mark, label),
        label=label,
        given=block.level if block.level in PLAN_LEVELS else None,
        volet=volet,
        announces=announces,
        priority=match_priority(text, block),
        being=is_being(folded),
        infinitive=is_infinitive(words),
        prose=prose,
        short=short,
        lower=block.text[:1].islower(),
        leads=leads,
        section=part is not None or can_head(block, short, mark),
        part=part,
        field=field,
        back_matter=is_back_matter(block),
        plan_title=short and bool(_PLAN_TITLE.search(folded)),
        bare=bare,
        repeated=repeated,
        row=" | " in block.text,
    )


def short_words(words: Sequence[str]) -> bool:
    """Whether words are few enough for a title."""
    return len(words) <= 2 * MAX_TITLE_WORDS


def _given(block: Block) -> Label | None:
    """The level that a table's column or an export's field gives a block."""
    if block.level is None or block.level not in PLAN_LEVELS:
        return None
    return Label(block.level, block.number or None, block.start, block.end, plural=False)


def _given_volet(block: Block) -> str | None:
    if block.level is not None:
        return block.kind if block.level is Level.VOLET else None
    return match_volet(block)


def _profile(found: Sequence[Signals]) -> Profile:
    labelled = Counter(one.level for one in found if one.level is not None)
    votes: dict[int, Counter[Level]] = {}
    for one in found:
        number = (one.label.number if one.label else None) or one.block.number
        if one.level in PLAN_LEVELS and number and number[0].isdigit():
            assert one.level is not None
            votes.setdefault(number.count(".") + 1, Counter())[one.level] += 1
    depths = {depth: count.most_common(1)[0][0] for depth, count in votes.items() if len(count) == 1}
    marks = [one.index for one in found if one.level is not None or one.announces is not None]
    numbers = {one.block.number for one in found if one.mark != "puce"}
    numbered = sum(f"{number}.1" in numbers for number in numbers if number.isdigit()) >= _MIN_SYNONYMS
    named = any(names_kind(one.block) is DocumentKind.PST for one in found[:_TITLE_BLOCKS])
    return Profile(labelled, depths, numbered, marks[0] if marks else -1, marks[-1] if marks else -1, named)
