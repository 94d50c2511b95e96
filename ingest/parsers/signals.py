"""What can be seen of each block before anything is decided: the signals that `evidence` weighs."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from ingest.folding import fold
from ingest.layout import Block
from ingest.parsers.labels import (
    Label,
    PriorityMark,
    is_back_matter,
    match_label,
    match_priority,
    match_section,
    match_synonym,
    match_volet,
)
from ingest.records import Level
from ingest.vocabulary import load

PLAN_LEVELS = frozenset({Level.OS, Level.OO, Level.ACTION, Level.SOUS_ACTION})
_OBJECTIVES = (Level.OS, Level.OO)
_MAX_TITLE_WORDS = 12
_LONG = 40
_MAX_DEPTH = 9
_MIN_SYNONYMS = 2
_MIN_REPEATED = 3
_ROMAN = re.compile(r"[IVX]+(?:\.(?:[IVX]+|\d+))*")
_PLAN_TITLE = re.compile(r"objectifs?\s+strategiques?\b.{0,20}\boperationnels?\b")
_FIELD = re.compile(r"(?P<name>[^.:;()]{2,40}?)\s?:\s")
_SENTENCES = re.compile(r"[.!?]\s+[A-ZÀ-Ý]")
_BEING = re.compile(r"etre\b|d.etre\b")

Form = tuple[str | int, ...]
"""How a block looks: blocks of one form tend to be of one level."""


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
    """

    labelled: Counter[Level]
    depths: dict[int, Level]
    numbered: bool
    first: int
    last: int

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
    _add_synonyms(text, blocks, labels)
    repeated = _repeated(blocks, labels)
    volets = [_given_volet(block) for block in blocks]
    announced = [_announced(label) for label in labels]
    leading = _leading(blocks, labels, volets)
    bare = _bare(blocks, labels, volets, announced)
    found = [
        _signals(
            text,
            index,
            block,
            labels[index],
            volets[index],
            announced[index],
            index in leading,
            index in bare,
            index in repeated,
        )
        for index, block in enumerate(blocks)
    ]
    return found, _profile(found)


def _signals(
    text: str,
    index: int,
    block: Block,
    label: Label | None,
    volet: str | None,
    announces: Level | None,
    leads: bool,
    bare: bool,
    repeated: bool,
) -> Signals:
    folded = fold(block.text)
    words = folded.split()
    mark = mark_of(block)
    part = match_section(text, block) if short_words(words) and " | " not in block.text and label is None else None
    short = len(words) <= _MAX_TITLE_WORDS and not block.text.endswith((".", ";"))
    sentences = bool(_SENTENCES.search(block.text)) or (not short and block.text.endswith("."))
    prose = len(words) > _LONG or (sentences and not (block.bullet or block.number))
    return Signals(
        index=index,
        block=block,
        mark=mark,
        form=_form(block, mark, label),
        label=label,
        given=block.level if block.level in PLAN_LEVELS else None,
        volet=volet,
        announces=announces,
        priority=match_priority(text, block),
        being=bool(_BEING.match(folded)),
        infinitive=_is_infinitive(words),
        prose=prose,
        short=short,
        lower=block.text[:1].islower(),
        leads=leads,
        section=part is not None or _can_head(block, short, mark),
        part=part,
        field=_is_field(folded),
        back_matter=is_back_matter(block),
        plan_title=short and bool(_PLAN_TITLE.search(folded)),
        bare=bare,
        repeated=repeated,
        row=" | " in block.text,
    )


def short_words(words: Sequence[str]) -> bool:
    """Whether words are few enough for a title."""
    return len(words) <= 2 * _MAX_TITLE_WORDS


def mark_of(block: Block) -> str:
    """The most telling mark of a block."""
    if block.bullet:
        return "puce"
    if block.heading:
        return "titre"
    if block.bold and not block.number:
        return "gras"
    if not block.number:
        return "texte"
    if _ROMAN.fullmatch(block.number):
        return "romain"
    return "decimal" if block.number[0].isdigit() else "lettre"


def _form(block: Block, mark: str, label: Label | None) -> Form:
    if label is not None:
        return ("libellé", label.level.value)
    if mark == "puce":
        return (mark, block.bullet, block.indent)
    if mark == "titre":
        return (mark, block.heading, block.depth)
    if mark in ("gras", "texte"):
        return (mark, block.indent, int(block.text.isupper()))
    return (mark, block.depth, block.indent, int(block.bold))


def _given(block: Block) -> Label | None:
    """The level that a table's column or an export's field gives a block."""
    if block.level is None or block.level not in PLAN_LEVELS:
        return None
    return Label(block.level, block.number or None, block.start, block.end, plural=False)


def _given_volet(block: Block) -> str | None:
    if block.level is not None:
        return block.kind if block.level is Level.VOLET else None
    return match_volet(block)


def _add_synonyms(text: str, blocks: Sequence[Block], labels: list[Label | None]) -> None:
    """Take « Projet 1.2 » for a label where the document has no usual one for its level, and has several of it."""
    found = {index: match_synonym(text, block) for index, block in enumerate(blocks) if labels[index] is None}
    used = Counter(label.level for label in labels if label is not None and not label.plural)
    for levels in {one[1] for one in found.values() if one is not None}:
        members = [(index, one[0]) for index, one in found.items() if one is not None and one[1] == levels]
        free = next((level for level in levels if used[level] < 2), None)
        if free is not None and len(members) >= _MIN_SYNONYMS:
            used[free] += len(members)
            for index, label in members:
                labels[index] = replace(label, level=free)


def _repeated(blocks: Sequence[Block], labels: Sequence[Label | None]) -> set[int]:
    where: dict[str, list[int]] = {}
    for index, block in enumerate(blocks):
        if (
            labels[index] is None
            and not (block.bullet or block.number or block.level)
            and len(block.text.split()) <= _MAX_TITLE_WORDS
        ):
            where.setdefault(fold(block.text).rstrip(" :."), []).append(index)
    return {
        index
        for words, found in where.items()
        if len(found) >= (_MIN_REPEATED if _is_infinitive(words.split()) or _BEING.match(words) else _MIN_SYNONYMS)
        for index in found
    }


def _announced(label: Label | None) -> Level | None:
    """The level of the list that a label without a title heads; « OS 2 : » alone is an OS to be titled below."""
    if label is None or label.number or label.start < label.end:
        return None
    return label.level if label.plural or label.level in (Level.ACTION, Level.SOUS_ACTION) else None


def _leading(blocks: Sequence[Block], labels: Sequence[Label | None], volets: Sequence[str | None]) -> set[int]:
    """The headings with a labelled element below them before the next heading as high."""
    found: set[int] = set()
    beyond = len(blocks)
    label = volet = beyond
    headings = [beyond] * (_MAX_DEPTH + 1)
    for index in range(len(blocks) - 1, -1, -1):
        block = blocks[index]
        barrier = min(headings[1 : (block.heading or _MAX_DEPTH) + 1])
        if label < volet and label <= barrier and label < beyond:
            found.add(index)
        if volets[index] is not None:
            volet = index
        elif labels[index] is not None:
            label = index
        if block.heading and not block.bullet:
            headings[block.heading] = index
    return found


def _bare(
    blocks: Sequence[Block],
    labels: Sequence[Label | None],
    volets: Sequence[str | None],
    announced: Sequence[Level | None],
) -> set[int]:
    """After « Actions : », lines without a bullet are actions only where none of them has one."""
    found: set[int] = set()
    for header, level in enumerate(announced):
        if level is None:
            continue
        run: list[int] = []
        for index in range(header + 1, len(blocks)):
            block = blocks[index]
            if labels[index] or volets[index] or block.after_rule or block.heading or (block.bold and not block.bullet):
                break
            run.append(index)
        if not any(blocks[index].bullet or blocks[index].number for index in run):
            found.update(run)
    return found


def _can_head(block: Block, short: bool, mark: str) -> bool:
    if block.bullet or (block.italic and not block.bold):
        return False
    return bool(block.heading) or (short and (block.bold or mark == "romain"))


def _is_field(folded: str) -> bool:
    name = _FIELD.match(folded)
    return name is not None and name.group("name").strip() in _fields()


@lru_cache(maxsize=1)
def _fields() -> frozenset[str]:
    return frozenset(fold(field) for field in load("labels")["fields"])


@lru_cache(maxsize=1)
def _verb_endings() -> tuple[tuple[str, ...], frozenset[str]]:
    vocabulary = load("labels")["infinitives"]
    return tuple(vocabulary["endings"]), frozenset(fold(word) for word in vocabulary["except"])


def _is_infinitive(words: list[str]) -> bool:
    """Whether the first word looks like an infinitive; « s'assurer », « (re)mettre » count."""
    if not words:
        return False
    first = re.sub(r"^(?:s.|se\s)", "", words[0].strip("«»\"'()")).strip("'’")
    endings, but = _verb_endings()
    return len(first) > 3 and first.endswith(endings) and first not in but


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
    return Profile(labelled, depths, numbered, marks[0] if marks else -1, marks[-1] if marks else -1)
