"""Programmes stratégiques transversaux: volets, sections, OS, OO, actions and sub-actions.

Levels come from the labels where the plan has labels, and from the nesting of its lists elsewhere.
"""

import re

from ingest.folding import fold
from ingest.layout import Block
from ingest.parsers.builder import Draft, TreeBuilder
from ingest.parsers.labels import Label, is_back_matter, is_navigation, match_label, match_priority, match_volet
from ingest.parsers.outline import Outline
from ingest.parsers.prose import ProseWriter
from ingest.records import Level, Node
from ingest.tables import column_of
from ingest.vocabulary import load

LEVELS = frozenset({Level.OS, Level.OO, Level.ACTION, Level.SOUS_ACTION})
_RANK = {Level.VOLET: 0, Level.SECTION: 1, Level.OS: 2, Level.OO: 3, Level.ACTION: 4, Level.SOUS_ACTION: 5}
_AXIS = frozenset({Level.AXE})
_MAX_SECTION_WORDS = 12
_BOLD_DEPTH = 7
_ROMAN = re.compile(r"[IVX]+(?:\.(?:[IVX]+|\d+))*")
_BEING = re.compile(r"etre\b")
_FIELD = re.compile(r"(?P<name>[^.:;()]{2,40}):\s")
_PLAN_TITLE = re.compile(r"objectifs?\s+strategiques?\b.{0,20}\boperationnels?\b")


def parse(document: str, text: str, blocks: list[Block]) -> tuple[Node, ...]:
    """Turn the blocks of a plan, or of a page about a plan, into its tree.

    Args:
        document: The document's id.
        text: The source text.
        blocks: Its layout blocks.

    Returns:
        The nodes in reading order; prose becomes `passage` nodes, page furniture is left out.
    """
    return _PlanParser(document, text, blocks).parse()


class _PlanParser:
    def __init__(self, document: str, text: str, blocks: list[Block]) -> None:
        self._text = text
        self._blocks = [block for block in blocks if not is_navigation(block)]
        self._labels = [_given(block) or match_label(text, block, LEVELS) for block in self._blocks]
        self._volets = [_given_volet(block) for block in self._blocks]
        self._builder = TreeBuilder(document, text)
        self._prose = ProseWriter(self._builder)
        self._open: dict[Level, Draft] = {}
        self._sections: list[Draft] = []
        self._started = False
        self._anchors = {label.level for label in self._labels if label is not None}
        self._unlabelled = not self._anchors & {Level.OS, Level.OO}
        marks = [index for index, one in enumerate(zip(self._labels, self._volets, strict=True)) if any(one)]
        self._last_mark = max(marks, default=-1)
        self._announced: Level | None = None
        self._sheet: Draft | None = None
        self._being = 0
        self._bare: set[int] = set()
        self._outline = Outline(self._blocks, {i for i in range(len(self._blocks)) if self._is_structural(i)})

    def parse(self) -> tuple[Node, ...]:
        for index, block in enumerate(self._blocks):
            label, volet = self._labels[index], self._volets[index]
            if volet is not None:
                self._add_volet(block, volet)
            elif label is not None:
                self._add_labelled(index, block, label)
            elif _PLAN_TITLE.search(fold(block.text)) and len(block.text.split()) <= _MAX_SECTION_WORDS:
                self._started = True
                self._prose.add(block, None, self._following(index))
            elif not self._started and not self._opens_plan(block):
                self._prose.add(block, None, self._following(index))
            elif is_back_matter(block) or self._back_to_headings(index, block):
                self._open.clear()
                self._started = False
                self._prose.add(block, None, self._following(index))
            else:
                self._add_unlabelled(index, block)
        return self._builder.build()

    def _back_to_headings(self, index: int, block: Block) -> bool:
        """Whether a numbered line goes on with the headings from before the plan, not with its objectives."""
        above = self._open.get(Level.OS)
        objective = above is not None and block.number.isdigit() and above.node.number == str(int(block.number) - 1)
        return not objective and self._prose.continues_headings(block, self._following(index))

    def _is_structural(self, index: int) -> bool:
        block = self._blocks[index]
        return self._labels[index] is not None or self._volets[index] is not None or self._is_section(block)

    def _is_section(self, block: Block) -> bool:
        """A heading inside a plan; where no objective has a label, numbered ones are the objectives."""
        return not (block.number and self._unlabelled) and (is_section(block) or self._is_axis(block))

    def _is_axis(self, block: Block) -> bool:
        return not self._unlabelled and match_label(self._text, block, _AXIS) is not None

    def _opens_plan(self, block: Block) -> bool:
        """Whether the plan starts here: by an axis, or, without labels nor volets, by « 1. Être… »."""
        silent = self._unlabelled and not any(self._volets)
        being = silent and bool(_BEING.match(fold(block.text))) and (bool(block.number) or is_section(block))
        self._started = being or self._is_axis(block)
        return self._started

    def _following(self, index: int) -> Block | None:
        return self._blocks[index + 1] if index + 1 < len(self._blocks) else None

    def _close_below(self, level: Level) -> None:
        for other in [one for one in self._open if _RANK[one] >= _RANK[level]]:
            del self._open[other]

    def _innermost(self, above: Level | None = None) -> Draft | None:
        ranks = [level for level in self._open if above is None or _RANK[level] < _RANK[above]]
        return self._open[max(ranks, key=_RANK.__getitem__)] if ranks else None

    def _add_volet(self, block: Block, kind: str) -> None:
        self._started = True
        self._announced = None
        self._open.clear()
        self._sections.clear()
        end = block.end - len(_trailing_colon(self._text[block.start : block.end]))
        self._open[Level.VOLET] = self._builder.add(Level.VOLET, block, None, end=end, number=block.number, kind=kind)

    def _add_labelled(self, index: int, block: Block, label: Label) -> None:
        self._announced = None
        if not label.number and label.start == label.end:
            action = label.level in (Level.ACTION, Level.SOUS_ACTION)
            if action or label.plural:
                self._announced = label.level
                self._bare |= self._bare_actions(index) if action else set()
                self._started = self._started or not action
                return
        self._started = True
        if block.level is not None and self._is_open(block):
            return
        self._close_below(label.level)
        parent = self._innermost(label.level)
        number = label.number or block.number
        draft = self._builder.add(
            label.level, block, parent, start=label.start, number=number, attributes=block.attributes
        )
        self._open[label.level] = draft
        self._sheet = draft if label.level is Level.ACTION else None

    def _is_open(self, block: Block) -> bool:
        """Whether a sheet or a table names again the element that it stands under."""
        draft = self._open.get(block.level) if block.level is not None else None
        return draft is not None and fold(draft.node.text) == fold(block.text)

    def _bare_actions(self, header: int) -> set[int]:
        """After « Actions : », lines without a bullet are actions only where none of them has one."""
        run: list[int] = []
        for index in range(header + 1, len(self._blocks)):
            if self._is_structural(index) or self._blocks[index].after_rule:
                break
            run.append(index)
        marked = any(self._blocks[index].bullet or self._blocks[index].number for index in run)
        return set() if marked else set(run)

    def _add_unlabelled(self, index: int, block: Block) -> None:
        mark = match_priority(self._text, block)
        target = self._innermost()
        if mark is not None and target is not None:
            self._builder.prioritise(target, block, mark.number, mark.start)
        elif index in self._bare:
            self._add_item(block, self._announced or Level.ACTION)
        elif self._needs_title(target) and self._labels[index - 1] is not None and not _is_marked(block):
            assert target is not None
            self._builder.title(target, block)
        elif level := self._heading_level(block):
            self._add_item(block, level)
            self._anchors.add(level)
        elif self._is_section(block):
            self._add_section(block)
        elif self._is_field(block):
            name, value = block.text.split(":", 1)
            key = column_of(name)
            if key is not None and target is not None:
                self._builder.attribute(self._open[Level.ACTION], key, value.strip())
            self._prose.add(block, target)
        elif _is_marked(block):
            level = self._outline.level(index, self._anchor(), self._announced)
            self._add_item(block, level) if level else self._prose.add(block, self._innermost(Level.ACTION))
        elif self._needs_title(target):
            assert target is not None
            self._builder.title(target, block)
        else:
            self._add_prose(index, block)

    def _anchor(self) -> Level | None:
        """The innermost labelled level: what unlabelled items hang below."""
        if self._on_sheet():
            return Level.ACTION
        levels = [level for level in self._open if level in self._anchors and _RANK[level] <= _RANK[Level.OO]]
        return max(levels, key=_RANK.__getitem__, default=None)

    def _on_sheet(self) -> bool:
        """Whether an action with a label of its own is open: what follows tells of it."""
        return self._sheet is not None and self._sheet is self._open.get(Level.ACTION)

    def _heading_level(self, block: Block) -> Level | None:
        """Where no objective has a label nor a number: « Être… » heads an OS, a heading below it an OO."""
        if not self._unlabelled or _is_marked(block) or not is_section(block):
            return None
        depth = block.heading or _BOLD_DEPTH
        if _BEING.match(fold(block.text)):
            self._being = depth
            return Level.OS
        below = depth > self._being or depth == _BOLD_DEPTH
        return Level.OO if below and self._being and Level.OS in self._open else None

    def _is_field(self, block: Block) -> bool:
        """Whether a line is a field of the sheet of an action (« Pilote : … »)."""
        name = _FIELD.match(fold(block.text))
        if name is None or Level.ACTION not in self._open:
            return False
        return name.group("name").strip() in {fold(field) for field in load("labels")["fields"]}

    def _needs_title(self, target: Draft | None) -> bool:
        return target is not None and not target.node.text and target.node.level in (Level.OS, Level.OO)

    def _add_item(self, block: Block, level: Level) -> None:
        self._close_below(level)
        self._open[level] = self._builder.add(level, block, self._innermost(level), number=block.number)

    def _add_section(self, block: Block) -> None:
        self._announced = None
        self._close_below(Level.SECTION)
        while self._sections and not _is_below(block, self._sections[-1]):
            self._sections.pop()
        parent = self._sections[-1] if self._sections else self._open.get(Level.VOLET)
        end = block.end - len(_trailing_colon(self._text[block.start : block.end]))
        draft = self._builder.add(Level.SECTION, block, parent, end=end, number=block.number)
        self._sections.append(draft)
        self._open[Level.SECTION] = draft

    def _add_prose(self, index: int, block: Block) -> None:
        if block.after_rule or (block.italic and not self._has_more_plan(index)):
            self._open.clear()
        listing_only = Level.OO not in self._open and Level.ACTION not in self._open
        parent = None if listing_only and not self._has_more_plan(index) else self._innermost(Level.ACTION)
        self._prose.add(block, parent, self._following(index))

    def _has_more_plan(self, index: int) -> bool:
        return index < self._last_mark


def _given(block: Block) -> Label | None:
    """The level that a table's column or an export's field gives a block."""
    if block.level not in LEVELS:
        return None
    assert block.level is not None
    return Label(block.level, block.number or None, block.start, block.end, plural=False)


def _given_volet(block: Block) -> str | None:
    if block.level is not None:
        return block.kind if block.level is Level.VOLET else None
    return match_volet(block)


def _is_marked(block: Block) -> bool:
    return bool(block.bullet or block.number)


def is_section(block: Block) -> bool:
    """A heading inside a plan: marked as one, wholly bold, or a short line with a roman number."""
    if block.bullet or (block.italic and not block.bold):
        return False
    if block.heading:
        return True
    short = len(block.text.split()) <= _MAX_SECTION_WORDS and not block.text.endswith((".", ";"))
    return short and (block.bold or bool(block.number and _ROMAN.fullmatch(block.number)))


def _is_below(block: Block, section: Draft) -> bool:
    number = section.node.number
    return bool(number and block.number and block.number.startswith(f"{number}."))


def _trailing_colon(raw: str) -> str:
    match = re.search(r"[\s*_:]*$", raw)
    return match.group(0) if match else ""
