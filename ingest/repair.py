"""Undo in a plain text what pages and scanners did to it: furniture, cut words, ligatures, export marks.

Lines keep their numbers: what goes leaves an empty line; a word cut at the end of a line is made whole on that line.
"""

import re
from collections import Counter
from dataclasses import replace
from itertools import pairwise

from ingest.announce import announces, is_unfinished
from ingest.folding import fold
from ingest.source import Hint, Source
from ingest.vocabulary import load

_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
_PAGE = re.compile(
    r"[\s\-–—|\[(]*(?P<word>page|p\.)?\s*(?P<page>\d{1,3})\s*(?P<of>(?:/|sur|de)\s*\d{1,3})?[\s\-–—|\])]*",
    re.IGNORECASE,
)
_PAGE_INSIDE = re.compile(r"\bpage\s*\d+|\b\d+\s*/\s*\d+\s*$|\s{3,}\d+\s*$", re.IGNORECASE)
_CUT = re.compile(r"(?P<head>[^\W\d_]{2,})(?P<mark>-|\u00ad)\s*$")
_TAIL = re.compile(r"(?P<marks>\s*(?:#+\s+)?)(?P<tail>[a-zà-ÿœ][^\s]*)\s?")
_ANCHOR = re.compile(r"\s*\{#[^}\s]*\}")
_LINK = re.compile(r"\[([^\]\[]*)\]\(#[^)\s]*\)")
_IMAGE = re.compile(r"!\[[^\]]*\](?:\[[^\]]*\]|\([^)]*\))")
_DEFINITION = re.compile(r"^\[[^\]]+\]:\s*<?data:.*$")
_ESCAPE = re.compile(r"\\([!\"#$%&'()*+,\-./:;<=>?@\[\]^_`{|}~])")
_SENTENCE_END = re.compile(r"[.;:!?…»)]\s*$")
_MIN_REPEATS = 3
_MAX_RUNNING = 100
_MIN_PAGES, _MAX_STEP, _MIN_PAGE_LINES = 2, 12, 3
_NEAR = 2


def repaired(source: Source) -> Source:
    """A plain text without the traces of pages.

    Args:
        source: A text as it was read, without hints.

    Returns:
        The same number of lines; those that go on with a sentence across a page have a hint that says so.
    """
    lines = [line.translate(_LIGATURES) for line in source.text.split("\n")]
    gone, heads = _furniture(lines)
    lines = ["" if index in gone else line for index, line in enumerate(lines)]
    joined = _across(lines, gone)
    _mend(lines)
    hints = {index + 1: Hint(whole=False, joined=True) for index in joined}
    hints |= {index + 1: Hint(outside=True) for index in heads}
    text = "\n".join(line.replace("\u00ad", "") for line in lines)
    return source if text == source.text else replace(source, text=text, hints={**source.hints, **hints})


def without_export_marks(text: str) -> str:
    """A Markdown text without what word processors' exports leave in it: anchors, inner links, images, escapes."""
    lines = []
    for line in text.split("\n"):
        bare = _DEFINITION.sub("", _IMAGE.sub("", line))
        lines.append(_ESCAPE.sub(r"\1", _LINK.sub(r"\1", _ANCHOR.sub("", bare))))
    return "\n".join(lines)


def _furniture(lines: list[str]) -> tuple[set[int], set[int]]:
    """The lines that pages repeat with the pages' numbers, and the first of each: it may say who the document is."""
    numbered = _page_numbers(lines)
    filled = [index for index, line in enumerate(lines) if line.strip()]
    rank = {index: position for position, index in enumerate(filled)}
    masks: dict[str, list[int]] = {}
    for index in filled:
        if index not in numbered and len(lines[index]) <= _MAX_RUNNING:
            masks.setdefault(re.sub(r"\d+", "#", fold(lines[index]).strip()), []).append(index)
    positions = {rank[index] for index in numbered}
    found = set(numbered)
    heads: set[int] = set()
    for mask, where in masks.items():
        words = lines[where[0]].strip()
        if len(where) < _MIN_REPEATS or announces(words) or re.match(r"[-–—•*#|]", words) or words.endswith(":"):
            continue
        inside = "#" in mask and sum(bool(_PAGE_INSIDE.search(lines[index])) for index in where) == len(where)
        beside = sum(any(rank[index] + step in positions for step in range(-_NEAR, _NEAR + 1)) for index in where)
        if inside or 2 * beside > len(where):
            found.update(where[1:])
            heads.add(where[0])
    return found, heads


def _page_numbers(lines: list[str]) -> set[int]:
    """Lines with nothing but a page's number, at least two of them, going up as pages do.

    Figures of a table that was pasted as text also stand alone; they jump, or come closer than pages are long.
    """
    found: list[tuple[int, int]] = []
    bare = 0
    for index, line in enumerate(lines):
        match = _PAGE.fullmatch(line.strip()) if line.strip() else None
        if match is None:
            continue
        page = int(match.group("page"))
        if not found or 0 < page - found[-1][1] <= _MAX_STEP:
            found.append((index, page))
            bare += match.group("word") is None and match.group("of") is None
    if len(found) < _MIN_PAGES:
        return set()
    near = sum(second[0] - first[0] < _MIN_PAGE_LINES for first, second in pairwise(found))
    return set() if bare == len(found) and 2 * near >= len(found) else {index for index, _ in found}


def _across(lines: list[str], gone: set[int]) -> list[int]:
    """The lines that go on with a sentence from above furniture that was taken out."""
    found: list[int] = []
    last: int | None = None
    cut = False
    for index, line in enumerate(lines):
        if index in gone:
            cut = True
        elif line.strip():
            unfinished = last is not None and not _SENTENCE_END.search(lines[last])
            goes_on = unfinished and last is not None and (line.strip()[0].islower() or is_unfinished(lines[last]))
            if cut and goes_on:
                found.append(index)
            last, cut = index, False
    return found


def _mend(lines: list[str]) -> None:
    """Make the words whole that a line's end cut, in place."""
    words = Counter(re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)+", fold("\n".join(lines))))
    prefixes = tuple(fold(prefix) for prefix in load("labels")["hyphenated_prefixes"])
    for index, line in enumerate(lines):
        match = _CUT.search(line)
        below = next((other for other in range(index + 1, min(index + 6, len(lines))) if lines[other].strip()), None)
        tail = _TAIL.match(lines[below]) if match is not None and below is not None else None
        if match is None or tail is None or below is None or _marks(line) != tail.group("marks").strip():
            continue
        head, rest = match.group("head"), tail.group("tail")
        whole = fold(f"{head}-{rest}").rstrip(".,;:!?)")
        keep = match.group("mark") == "-" and (words[whole] > 0 or fold(head) in prefixes)
        lines[index] = line[: match.end("head")] + ("-" if keep else "") + rest
        remains = lines[below][tail.end() :]
        lines[below] = tail.group("marks") + remains if remains.strip() else ""


def _marks(line: str) -> str:
    match = re.match(r"\s*(#+)\s", line)
    return match.group(1) if match else ""
