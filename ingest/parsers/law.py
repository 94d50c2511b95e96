"""Legal texts: divisions, articles, paragraphs « § », items « 1° » and « a) », with their amending marks."""

import re
from dataclasses import dataclass, field, replace
from functools import lru_cache

from ingest.folding import fold
from ingest.layout import Block, clean
from ingest.parsers import law_marks
from ingest.parsers.builder import Draft, TreeBuilder
from ingest.parsers.law_items import ItemStack
from ingest.parsers.law_lines import (
    ANNEX_RANK,
    ARTICLE_RANK,
    DASH_RANK,
    ITEM_RANKS,
    NOTE_RANK,
    PARAGRAPH_RANK,
    Opening,
    closings,
)
from ingest.parsers.law_marks import Mark, Words
from ingest.parsers.law_units import Unit, units
from ingest.parsers.prose import ProseWriter
from ingest.records import Level, Node
from ingest.vocabulary import load

_PLACE_AND_DAY = re.compile(r"[a-z][a-z' -]{2,30}, le \d{1,2}(?:er)? [a-z]+ \d{4}\W*$")


@dataclass(slots=True)
class _Marked:
    """A node with the marks that bear on it, until the notes below its article are read."""

    draft: Draft
    words: Words
    covering: frozenset[str]
    region: str = ""
    marks: list[Mark] = field(default_factory=list)


def parse(document: str, text: str, blocks: list[Block]) -> tuple[Node, ...]:
    """Turn a legal text into its tree.

    An article's text is its first alinéa; each further alinéa is a passage below it. A §, a 1° and an a) are
    `paragraphe`, each below the one that it details. A text without articles is prose.

    Args:
        document: The document's id.
        text: The source text.
        blocks: Its layout blocks.

    Returns:
        The nodes in reading order.
    """
    folded = fold(text)
    found = units(text, folded, blocks)
    builder = TreeBuilder(document, text)
    if any(opening.rank == ARTICLE_RANK for unit in found for opening in unit.openings):
        writer = _LawWriter(builder, text, folded)
        for unit, coming in zip(found, _coming(found), strict=True):
            writer.add(unit, coming if coming is not None and coming.rank in ITEM_RANKS else None, coming)
        writer.settle()
    else:
        prose = ProseWriter(builder)
        for index, block in enumerate(blocks):
            prose.add(block, None, blocks[index + 1] if index + 1 < len(blocks) else None)
    return builder.build()


def _coming(found: list[Unit]) -> list[Opening | None]:
    """For each paragraph, what opens next below it: an item is one of the same article and §."""
    coming: list[Opening | None] = []
    ahead: Opening | None = None
    for unit in reversed(found):
        coming.append(ahead)
        first = unit.openings[0] if unit.openings else None
        if first is not None and first.rank not in (DASH_RANK, NOTE_RANK):
            ahead = first
    return coming[::-1]


@lru_cache(maxsize=1)
def _levels() -> dict[str, tuple[int, Level]]:
    """The divisions by folded name, with their order from the largest and their level."""
    names = load("law")["divisions"].items()
    return {fold(name): (order, Level(level)) for order, (name, level) in enumerate(names)}


class _LawWriter:
    """Places the paragraphs of a legal text in its tree, one after the other."""

    def __init__(self, builder: TreeBuilder, text: str, folded: str) -> None:
        self._builder, self._text, self._folded = builder, text, folded
        self._annex: Draft | None = None
        self._divisions: list[tuple[int, Draft]] = []
        self._article: Draft | None = None
        self._paragraph: Draft | None = None
        self._items = ItemStack()
        self._bare: Draft | None = None
        self._closed = False
        self._marked: list[_Marked] = []
        self._notes: dict[str, Mark] = {}
        self._opened: frozenset[str] = frozenset()
        self._above: tuple[Unit, Draft | None] | None = None

    def add(self, unit: Unit, following: Opening | None, coming: Opening | None) -> None:
        """Add one paragraph.

        Args:
            unit: The paragraph.
            following: The next item in the same article and §, if any.
            coming: What opens next below it, whatever it is, dashes and notes apart.
        """
        rank = unit.openings[0].rank if unit.openings else ""
        if unit.ends_text:
            self._close()
        elif rank == NOTE_RANK:
            self._note(unit)
        elif rank in ("", DASH_RANK):
            self._alinea(unit, following, coming)
        else:
            self._open(unit)

    def settle(self) -> None:
        """Give the nodes of an article, or of a division's title, the marks that were found for them."""
        for index, one in enumerate(self._marked):
            marks = [*one.marks]
            for number, mark in self._notes.items():
                if number in one.covering:
                    marks.append(mark)
                elif index == 0:
                    marks.append(replace(mark, state=law_marks.AMENDED))
            fields = law_marks.attributes(tuple(marks), one.words.void, one.region)
            one.draft.node = replace(one.draft.node, attributes=fields)
        self._marked, self._notes, self._opened = [], {}, frozenset()

    def _open(self, unit: Unit) -> None:
        self._bare = None
        if unit.openings[0].rank not in (PARAGRAPH_RANK, *ITEM_RANKS):
            self.settle()
            self._closed = False
        draft: Draft | None = None
        for opening in unit.openings:
            last = opening is unit.openings[-1]
            words = self._words(opening.end, unit.end if last else opening.end)
            draft = self._place(unit, opening, words)
            if not last:  # Marks between two labels bear on the outer one.
                inner = unit.openings[unit.openings.index(opening) + 1].start
                words = replace(words, marks=self._words(opening.end, inner).marks)
            self._remember(draft, unit, words, opening.region)
            if last and words.start == words.end and opening.rank in (ARTICLE_RANK, PARAGRAPH_RANK, *ITEM_RANKS):
                self._bare = draft
        _, self._opened = law_marks.notes(self._text, unit.start, unit.end, self._opened)
        self._above = (unit, draft)

    def _place(self, unit: Unit, opening: Opening, words: Words) -> Draft:
        if opening.rank == ANNEX_RANK:
            self._divisions, self._article = [], None
            draft = self._node(Level.PASSAGE, unit, words, None, opening, kind="titre")
            self._annex = draft
        elif opening.rank in _levels():
            order, level = _levels()[opening.rank]
            while self._divisions and self._divisions[-1][0] >= order:
                self._divisions.pop()
            kind = opening.rank if level is Level.SECTION or opening.rank != level else None
            draft = self._node(level, unit, words, self._top(), opening, kind=kind)
            self._divisions.append((order, draft))
            self._article = None
        elif opening.rank == ARTICLE_RANK:
            draft = self._article = self._node(Level.ARTICLE, unit, words, self._top(), opening)
        elif opening.rank == PARAGRAPH_RANK:
            parent = self._article or self._top()
            draft = self._paragraph = self._node(Level.PARAGRAPHE, unit, words, parent, opening)
            self._items.clear()
            return draft
        else:
            parent = self._items.parent(opening, self._ending() == ":") or self._holder()
            draft = self._node(Level.PARAGRAPHE, unit, words, parent, opening)
            self._items.push(draft)
            return draft
        self._paragraph = None
        self._items.clear()
        return draft

    def _alinea(self, unit: Unit, following: Opening | None, coming: Opening | None) -> None:
        words = self._words(unit.own, unit.end)
        if self._closed or (not unit.openings and self._closes(unit, coming)):
            self._close()
            draft = self._node(Level.PASSAGE, unit, words, self._annex)
        elif self._bare is not None and not unit.openings and not unit.quoted:
            self._title(self._bare, unit, words)
            return
        else:
            draft = self._node(Level.PASSAGE, unit, words, self._attach(unit, following))
        self._remember(draft, unit, words)
        _, self._opened = law_marks.notes(self._text, unit.start, unit.end, self._opened)
        self._above, self._bare = (unit, draft.parent), None

    def _attach(self, unit: Unit, following: Opening | None) -> Draft | None:
        """What an alinéa, or an entry marked with a dash, belongs to."""
        if self._above is not None:
            above, parent = self._above
            listed = bool(unit.openings) and bool(above.openings) and above.openings[0].rank == DASH_RANK
            if listed or (unit.quoted and above.quoted):
                return parent
        if self._ending() not in (":", ";", ","):
            self._items.leave(following)
        return self._items.top or self._holder()

    def _ending(self) -> str:
        """The last character of the paragraph above."""
        return self._text[self._above[0].end - 1] if self._above else ""

    def _title(self, draft: Draft, unit: Unit, words: Words) -> None:
        """Give an article whose label stands alone on its line its first alinéa."""
        node = draft.node
        own = clean(self._text[words.start : words.end])
        draft.node = replace(node, text=own, start=words.start, end=words.end, end_line=unit.end_line)
        one = self._marked[-1]
        covering, self._opened = law_marks.notes(self._text, unit.start, unit.end, self._opened)
        one.words, one.covering = words, one.covering | covering
        one.marks += words.marks
        self._above, self._bare = (unit, draft), None

    def _note(self, unit: Unit) -> None:
        opening = unit.openings[0]
        angle = self._text.startswith("<", opening.end)
        close = self._folded.find(">", opening.end, unit.end) if angle else unit.end
        stop = close if close > 0 else unit.end
        mark = law_marks.read(self._text, self._folded, opening.end + angle, stop, "<")
        self._notes.setdefault(opening.number, mark or Mark(law_marks.AMENDED))

    def _words(self, start: int, end: int) -> Words:
        return law_marks.words(self._text, self._folded, start, end)

    def _node(
        self,
        level: Level,
        unit: Unit,
        words: Words,
        parent: Draft | None,
        opening: Opening | None = None,
        kind: str | None = None,
    ) -> Draft:
        bare = opening is not None and words.start == words.end
        start, end = (opening.start, opening.label_end) if opening and bare else (words.start, words.end)
        place = Block(text="", start=start, end=end, line=unit.line, end_line=unit.end_line, indent=0, page=unit.page)
        number = opening.number if opening else None
        label = clean(self._text[opening.start : opening.label_end]) if opening else ""
        reason = f"numéro « {label} » en tête de ligne" if label else "alinéa sans numéro"
        first = end if bare else start
        return self._builder.add(level, place, parent, start=first, number=number, kind=kind, reason=reason)

    def _remember(self, draft: Draft, unit: Unit, words: Words, region: str = "") -> None:
        covering, _ = law_marks.notes(self._text, unit.start, unit.end, self._opened)
        self._marked.append(_Marked(draft, words, covering, region, list(words.marks)))

    def _top(self) -> Draft | None:
        return self._divisions[-1][1] if self._divisions else self._annex

    def _holder(self) -> Draft | None:
        return self._paragraph or self._article or self._top()

    def _closes(self, unit: Unit, coming: Opening | None) -> bool:
        """Whether a paragraph is the first after the last article; « Fait à » in the midst of one is its words."""
        if self._article is None or unit.quoted or (coming is not None and coming.rank != ANNEX_RANK):
            return False
        words = self._folded[unit.start : unit.end]
        return closings().match(words) is not None or _PLACE_AND_DAY.match(words) is not None

    def _close(self) -> None:
        self.settle()
        self._closed = True
        self._divisions, self._article, self._paragraph, self._bare = [], None, None, None
        self._items.clear()
