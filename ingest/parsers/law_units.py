"""The paragraphs of a legal text: lines joined, furniture and tables of contents left out, inline lists cut up."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from ingest.folding import fold
from ingest.layout import Block
from ingest.parsers.law_lines import ANNEX_RANK, ARTICLE_RANK, DASH_RANK, Opening, closings, joiners, openings
from ingest.vocabulary import load

_RULE = re.compile(r"\s*(?:[-_*=—–]\s*){3,}$")
_INLINE = re.compile(r"[:;](?P<gap>\s*)(?=(?P<number>\d{1,2})\s?°\s*[^\s,;.])")
_MIN_LINES = 5
_WIDEST = 0.95
_QUOTE_LINES = 400
_TITLE_LENGTH = 250
_CONTENTS_ENTRIES = 3
_CONTENTS_SHARE = 0.75
_KEY_LETTERS = 24
_LAST_WORD = 24
_CLOSING_LENGTH = 40


@dataclass(frozen=True, slots=True)
class Unit:
    """One paragraph.

    Attributes:
        start: First character, label included.
        end: One past the last.
        line: First line, from 1; `end_line` is the last.
        page: The page that it stands on, if known.
        openings: What it opens, from the outside in.
        quoted: Whether it stands in a text that an amending act quotes.
        ends_text: Whether it is furniture that stands after the text.
    """

    start: int
    end: int
    line: int
    end_line: int
    page: int | None = None
    openings: tuple[Opening, ...] = ()
    quoted: bool = False
    ends_text: bool = False

    @property
    def own(self) -> int:
        """Where the words after the labels start."""
        return self.openings[-1].end if self.openings else self.start


def units(text: str, folded: str, blocks: list[Block]) -> list[Unit]:
    """The paragraphs of a legal text in reading order.

    Args:
        text: The source text.
        folded: The same, folded.
        blocks: Its layout blocks: lines without a block are left out; they tell whole paragraphs and pages.
    """
    found = _titled(text, _joined(text, folded, blocks))
    kept = [unit for unit in found if unit.ends_text or not _furniture(folded, unit)]
    return [part for unit in _without_contents(folded, kept) for part in _enumerated(text, folded, unit)]


def _joined(text: str, folded: str, blocks: list[Block]) -> list[Unit]:
    lines = text.split("\n")
    pages: dict[int, int | None] = {}
    whole: set[int] = set()
    for block in blocks:
        for number in range(block.line, block.end_line + 1):
            pages[number] = block.page
            if block.whole:
                whole.add(number)
    width = _width([line for number, line in enumerate(lines, start=1) if number in pages and number not in whole])
    found: list[Unit] = []
    offset, adjacent, quoted_until = 0, False, 0
    for number, raw in enumerate(lines, start=1):
        start, end = offset + len(raw) - len(raw.lstrip()), offset + len(raw.rstrip())
        offset += len(raw) + 1
        if number not in pages or _RULE.match(raw):
            adjacent = False
            continue
        opened = openings(text, folded, start, end)
        quoted = number <= quoted_until
        if not quoted and found and text[start] in "«“" and text[found[-1].end - 1] == ":":
            quoted_until = _quote_end(lines, number)
            quoted = number <= quoted_until
        together = adjacent and number not in whole and (number - 1) not in whole
        if (
            together
            and found[-1].quoted == quoted
            and not _breaks(text, folded, found[-1], start, opened, width, lines)
        ):
            found[-1] = replace(found[-1], end=end, end_line=number)
        else:
            found.append(
                Unit(
                    start,
                    end,
                    number,
                    number,
                    pages[number],
                    () if quoted else opened,
                    quoted,
                    _ends_text(folded[start:end]),
                )
            )
        adjacent = True
    return found


def _width(lines: list[str]) -> int:
    """The width that the text is wrapped at; that of its longest paragraphs where it is not wrapped."""
    lengths = sorted(len(line.strip()) for line in lines)
    return lengths[int(len(lengths) * _WIDEST)] if len(lengths) >= _MIN_LINES else 10**6


def _breaks(
    text: str, folded: str, unit: Unit, start: int, opened: tuple[Opening, ...], width: int, lines: list[str]
) -> bool:
    """Whether a line starts a paragraph of its own rather than going on with the one above."""
    above = lines[unit.end_line - 1].strip()
    last = re.split(r"[\s(']", folded[max(unit.start, unit.end - _LAST_WORD) : unit.end])[-1]
    dangling = not last or last in joiners() or _unclosed(text, unit)
    if opened:
        listed = opened[0].rank == ARTICLE_RANK and above.endswith(",") and not unit.openings
        return not (dangling or listed) or opened[0].rank in _divisions()
    if dangling:
        return False
    words = lines[unit.end_line].strip()
    room = len(above) + 1 + len(words.split(maxsplit=1)[0]) <= width
    if words[0] in ",;)":
        return False
    if above.endswith((".", ":", ";")) and closings().match(fold(words[:_CLOSING_LENGTH])):
        return True
    if words[0].islower():
        return above.endswith((":", ";")) and room
    if unit.openings and unit.openings[-1].rank in _divisions() and above.isupper() and words.isupper():
        return False
    return room or above.endswith((":", ";", "]", ">"))


def _unclosed(text: str, unit: Unit) -> bool:
    last = text.rfind("<", max(unit.start, unit.end - 300), unit.end)
    return last >= 0 and text.find(">", last, unit.end) < 0


def _quote_end(lines: list[str], number: int) -> int:
    """The last line of a quotation that starts on a line, or 0 where it does not close."""
    depth = 0
    for index in range(number, min(number + _QUOTE_LINES, len(lines) + 1)):
        line = lines[index - 1]
        depth += line.count("«") + line.count("“") - line.count("»") - line.count("”")
        if depth <= 0:
            return index
    return 0


def _titled(text: str, found: list[Unit]) -> list[Unit]:
    """Give divisions whose line is a bare number the title on the line below."""
    merged: list[Unit] = []
    for unit in found:
        above = merged[-1] if merged else None
        bare = (
            above is not None and above.openings and above.own >= above.end and above.openings[0].rank in _divisions()
        )
        if (
            above is not None
            and bare
            and not unit.openings
            and not unit.quoted
            and unit.end - unit.start <= _TITLE_LENGTH
        ):
            opening = replace(above.openings[-1], end=unit.start)
            merged[-1] = replace(above, end=unit.end, end_line=unit.end_line, openings=(*above.openings[:-1], opening))
        else:
            merged.append(unit)
    return merged


def _letters(folded: str) -> str:
    return re.sub(r"[^a-z]", "", folded)


@lru_cache(maxsize=1)
def _vocabulary() -> tuple[frozenset[str], frozenset[str]]:
    law, labels = load("law"), load("labels")
    furniture = frozenset(_letters(fold(line)) for line in (*law["furniture"], *labels["navigation"]))
    return furniture, frozenset(_letters(fold(line)) for line in law["ends"])


@lru_cache(maxsize=1)
def _divisions() -> frozenset[str]:
    return frozenset(map(fold, load("law")["divisions"])) | {ANNEX_RANK}


def _furniture(folded: str, unit: Unit) -> bool:
    parts = [_letters(part) for part in folded[unit.start : unit.end].split("|")]
    return not unit.openings and all(not part or part in _vocabulary()[0] for part in parts) and any(parts)


def _ends_text(folded: str) -> bool:
    return _letters(folded.split("|")[0]) in _vocabulary()[1]


def _key(folded: str, unit: Unit) -> tuple[str, str, str]:
    opening = unit.openings[0]
    return (
        opening.rank,
        fold(opening.number),
        _letters(folded[opening.end : min(unit.end, opening.end + 200)])[:_KEY_LETTERS],
    )


def _without_contents(folded: str, found: list[Unit]) -> list[Unit]:
    """Leave out the runs of titles that only announce, or repeat, those over the articles."""
    ranks = [*map(fold, load("law")["divisions"])]
    keys = [
        _key(folded, unit) if unit.openings and unit.openings[0].rank in (*_divisions(), ARTICLE_RANK) else None
        for unit in found
    ]
    total: dict[tuple[str, str, str], int] = {}
    for key in keys:
        if key is not None:
            total[key] = total.get(key, 0) + 1
    kept: list[Unit] = []
    index = 0
    while index < len(found):
        first = last = index
        inside: dict[tuple[str, str, str], int] = {}
        while last < len(found) and (key := keys[last]) is not None and not (last > first and key == keys[first]):
            inside[key] = inside.get(key, 0) + 1
            last += 1
        entries = [key for key in keys[first:last] if key is not None and (key[2] or key[0] != ARTICLE_RANK)]
        repeated = [key for key in set(entries) if total[key] >= 2 * inside[key]]
        unique = any(key[0] == ARTICLE_RANK and key not in repeated for key in entries)
        levels = [ranks.index(key[0]) for key in entries if key[0] in ranks]
        flat = any(below <= above for above, below in pairwise(levels))
        within = keys[first : max(first, last - 1)]
        bare = any(key is not None and key[0] == ARTICLE_RANK and not key[2] for key in within)
        least = _CONTENTS_ENTRIES - bare  # Articles without a word between titles are another sign.
        announced = flat and not unique and len(repeated) >= max(least, _CONTENTS_SHARE * len(set(entries)))
        last = max(last, index + 1)
        if announced:  # What stays is no longer repeated elsewhere: one copy of each title is kept.
            for key, count in inside.items():
                total[key] -= count
        else:
            kept += found[index:last]
        index = last
    return kept


def _enumerated(text: str, folded: str, unit: Unit) -> list[Unit]:
    """Cut up a paragraph that holds a whole list: « on entend par : 1° … ; 2° … »."""
    if unit.quoted or (unit.openings and unit.openings[-1].rank in (*_divisions(), DASH_RANK)):
        return [unit]
    last = unit.openings[-1] if unit.openings else None
    expected = int(re.sub(r"\D.*", "", last.number)) + 1 if last and last.rank == "numero" else 1
    cuts: list[int] = []
    for match in _INLINE.finditer(folded, unit.own, unit.end):
        if int(match.group("number")) == expected and (expected > 1 or match.group()[0] == ":"):
            cuts.append(match.end())
            expected += 1
    if not cuts or (len(cuts) < 2 and not (last and last.rank == "numero")):
        return [unit]
    parts = [replace(unit, end=unit.start + len(text[unit.start : cuts[0]].rstrip()))]
    for start, end in zip(cuts, [*cuts[1:], unit.end], strict=True):
        line = unit.line + text.count("\n", unit.start, start)
        stop = start + len(text[start:end].rstrip())
        parts.append(Unit(start, stop, line, unit.end_line, unit.page, openings(text, folded, start, stop)))
    return parts
