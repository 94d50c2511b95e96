"""Programmes stratégiques transversaux: volets, sections, OS, OO, actions and sub-actions.

What each block is comes from `decoder`, which weighs all signals of the whole document; here the tree is built.
"""

import re

from ingest.entries import FREE, is_todo, key_of, told
from ingest.folding import fold
from ingest.layout import Block
from ingest.parsers.bearers import bearers
from ingest.parsers.builder import Draft, TreeBuilder
from ingest.parsers.decoder import Choice, decode
from ingest.parsers.labels import is_navigation
from ingest.parsers.prose import ProseWriter
from ingest.parsers.signals import Profile, Signals, observe
from ingest.parsers.state import RANK, Role
from ingest.records import Level, Node
from ingest.tables import column_of
from ingest.vocabulary import load

_BEARER = "porteur"
_FIELDS = re.compile(r"(\s+[–—|-]\s+|\s*[;|]\s+(?=[^;:|]{2,40}:\s))")
_PARTS = {"budget": "budget", "indicateur": "indicator"}


def parse(document: str, text: str, blocks: list[Block]) -> tuple[Node, ...]:
    """Turn the blocks of a plan, or of a page about a plan, into its tree.

    Args:
        document: The document's id.
        text: The source text.
        blocks: Its layout blocks.

    Returns:
        The nodes in reading order; prose becomes `passage` nodes, page furniture is left out.
    """
    signals, profile = observe(text, [block for block in blocks if not is_navigation(block)])
    return _TreeWriter(document, text, signals, profile).write(decode(signals, profile))


class _TreeWriter:
    def __init__(self, document: str, text: str, signals: list[Signals], profile: Profile) -> None:
        self._text = text
        self._signals = signals
        self._profile = profile
        self._builder = TreeBuilder(document, text)
        self._bearers = bearers(text, [seen.block for seen in signals])
        self._prose = ProseWriter(self._builder)
        self._open: dict[Level, Draft] = {}
        self._sections: list[Draft] = []
        self._inside = False
        self._by_line: dict[int, Draft] = {}
        self._last: Draft | None = None

    def write(self, choices: list[Choice]) -> tuple[Node, ...]:
        for seen, choice in zip(self._signals, choices, strict=True):
            if choice.role.level is not None:
                self._add(seen, choice, choice.role.level)
            else:
                self._add_rest(seen, choice)
        return self._builder.build()

    def _add(self, seen: Signals, choice: Choice, level: Level) -> None:
        block, label = seen.block, seen.part if level is Level.SECTION else seen.label
        if seen.given is not None and self._is_open(block, seen.given):
            return
        self._inside = True
        if level is Level.SECTION:
            parent = self._parent_section(block)
        else:
            self._close_from(level)
            parent = self._by_line.get(block.parent or 0) or self._innermost(level)
        headed = level in (Level.VOLET, Level.SECTION)
        end, bearer = self._bearers.get(seen.index, (block.end, "")) if not headed else (block.end, "")
        if headed:
            end -= len(_trailing_colon(self._text[block.start : block.end]))
        draft = self._builder.add(
            level,
            block,
            parent,
            start=label.start if label is not None else None,
            end=end,
            number=(label.number if label is not None else None) or block.number,
            kind=seen.volet,
            attributes=(*block.attributes, *([(_BEARER, bearer)] if bearer else [])),
            confidence=choice.confidence,
            reason=choice.reason,
        )
        self._open[level] = self._by_line[block.line] = self._last = draft
        if level is Level.VOLET:
            self._sections.clear()
        elif level is Level.SECTION:
            self._sections.append(draft)

    def _add_rest(self, seen: Signals, choice: Choice) -> None:
        block, target = seen.block, self._innermost()
        if choice.role is Role.ANNOUNCE:
            self._inside = True
        elif choice.role is Role.PRIORITY and seen.priority is not None and target is not None:
            self._builder.prioritise(target, block, seen.priority.number, seen.priority.start)
        elif choice.role is Role.TITLE and target is not None:
            self._builder.title(target, block)
        elif choice.role is Role.FIELD and self._last is not None:
            self._add_field(block, target)
        elif choice.role is Role.HEADING or not self._inside:
            if choice.role is Role.HEADING:
                self._inside = False
                self._open.clear()
            self._prose.add(block, None, self._following(seen))
        else:
            self._add_prose(seen)

    def _add_field(self, block: Block, target: Draft | None) -> None:
        assert self._last is not None
        if not block.attributes and is_todo(block.text):
            return  # « à définir : service, budget » says nothing of the plan.
        for name, value in block.attributes or _fields(block):
            self._builder.attribute(self._last, name, value)
        self._prose.add(block, target)

    def _add_prose(self, seen: Signals) -> None:
        more = seen.index < self._profile.last
        if seen.ends:
            self._inside = False
            self._open.clear()
        listing_only = Level.OO not in self._open and Level.ACTION not in self._open
        parent = None if listing_only and not more else self._innermost(Level.ACTION)
        self._prose.add(seen.block, parent, self._following(seen))

    def _is_open(self, block: Block, level: Level) -> bool:
        """Whether a sheet or a table names again the element that it stands under."""
        draft = self._open.get(level)
        if draft is None or (block.number and block.number != draft.node.number):
            return False
        return fold(draft.node.text) == fold(block.text)

    def _following(self, seen: Signals) -> Block | None:
        index = seen.index + 1
        return self._signals[index].block if index < len(self._signals) else None

    def _close_from(self, level: Level) -> None:
        for other in [one for one in self._open if RANK[one] >= RANK[level]]:
            del self._open[other]

    def _innermost(self, above: Level | None = None) -> Draft | None:
        ranks = [level for level in self._open if above is None or RANK[level] < RANK[above]]
        return self._open[max(ranks, key=RANK.__getitem__)] if ranks else None

    def _parent_section(self, block: Block) -> Draft | None:
        self._close_from(Level.SECTION)
        while self._sections and not _is_below(block, self._sections[-1]):
            self._sections.pop()
        return self._sections[-1] if self._sections else self._open.get(Level.VOLET)


def _fields(block: Block) -> list[tuple[str, str]]:
    """The names and values of « Pilote : le service social – Échéance : 2026 »."""
    found: list[tuple[str, str]] = []
    pieces = _FIELDS.split(block.text)
    for separator, part in zip(["", *pieces[1::2]], pieces[::2], strict=True):
        name, _, value = part.partition(":")
        key = key_of(name) or column_of(name)
        if key and not (found and (found[-1][0] in FREE or _is_part(found[-1][0], name))):
            found.append((key, value.strip()))
        elif found:  # « Budget : 5.000 € ; subside : oui » goes on with the value
            found[-1] = (found[-1][0], f"{found[-1][1]}{separator}{part.rstrip()}")
    return [pair for key, value in found for pair in told(key, value)]


def _is_part(field: str, name: str) -> bool:
    """Whether a name is that of a part of the field before it: « 5.000 € – commentaire : sous réserve »."""
    parts = load("exports")[_PARTS[field]].values() if field in _PARTS else ()
    return name.strip() in parts


def _is_below(block: Block, section: Draft) -> bool:
    number = section.node.number
    return bool(number and block.number and block.number.startswith(f"{number}."))


def _trailing_colon(raw: str) -> str:
    match = re.search(r"[\s*_:]*$", raw)
    return match.group(0) if match else ""
