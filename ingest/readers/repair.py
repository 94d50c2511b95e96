"""Undo in a plain text what pages and scanners did to it: furniture, cut words, ligatures, export marks.

Lines keep their numbers: what goes leaves an empty line; a word cut at the end of a line is made whole on that line.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.announce import announces, is_unfinished
from ingest.readers.glyphs import LIGATURES
from ingest.readers.hyphens import Speller, without_soft
from ingest.readers.marks import mark_of
from ingest.readers.pagination import Pagination, pagination
from ingest.source import Hint, Source

_CUT = re.compile(r"[^\W\d_]{2}[-\u00ad]$")
_TAIL = re.compile(r"(?P<marks>\s*(?:#+\s+)?)(?P<tail>[a-zà-ÿœ][^\s]*)\s?")
_HEADING = re.compile(r"\s*(#+)\s")
# No part runs over the start of another match: that took minutes on lines made for it.
_ANCHOR = re.compile(r"(?<!\s)\s*\{#[^{}\s]*\}|<a\s+(?:id|name)=\"[^\"<>]*\"\s*(?:/>|>\s*</a>)", re.IGNORECASE)
_ENTRY = re.compile(r"\s*(?:(?:[-*+]|\d+[.)])\s*)?\[(?:\\.|[^\]\[\\])*\]\(#[^()\s]*\)\s*")
_ROW = re.compile(r"\s*\|.*\|\s*")
_LINK = re.compile(r"\[([^\]\[]*)\]\(#[^()\s]*\)")
_IMAGE = re.compile(r"!\[[^\]\[]*\](?:\[[^\]\[]*\]|\([^()]*(?:\([^()]*\)[^()]*)?\))")
_DEFINITION = re.compile(r"^\[[^\]]+\]:\s*<?data:.*$")
_ESCAPE = re.compile(r"\\([!\"#$%&'()*+,\-./:;<=>?@\[\]^_`{|}~])")
_SENTENCE_END = re.compile(r"[.;:!?…»)]\s*$")
_LOOK_BELOW = 5
_MIN_CONTENTS = 3


def repaired(source: Source) -> Source:
    """A plain text without the traces of pages.

    Args:
        source: A text as it was read, without hints.

    Returns:
        The same number of lines; those that go on with a sentence across a page have a hint that says so.
    """
    lines = [line.translate(LIGATURES) for line in source.text.split("\n")]
    pages = pagination(lines)
    sentences = list(_across(lines, pages.lines))
    heads = _heads(pages, sentences)
    lines = ["" if index in pages.lines and index not in heads else line for index, line in enumerate(lines)]
    _mend(lines)
    # A sentence that goes on over a header that stays would go on with the header.
    joined = [below for above, below in sentences if not any(above < head < below for head in heads)]
    hints = {index + 1: Hint(whole=False, joined=True) for index in joined}
    hints |= {index + 1: Hint(outside=True) for index in heads}
    text = without_soft("\n".join(lines))
    return source if text == source.text else replace(source, text=text, hints={**source.hints, **hints})


def without_export_marks(text: str) -> str:
    """A Markdown text without what word processors' exports leave in it: anchors, inner links, images, escapes.

    Lines that are only inner links, three or more in a row, are a table of contents: they go too. The bars inside the
    cells of a table keep their escapes.
    """
    lines = text.split("\n")
    for first, last in _runs([_ENTRY.fullmatch(line) is not None for line in lines]):
        if last - first >= _MIN_CONTENTS:
            lines[first:last] = [""] * (last - first)
    return "\n".join(map(_bare, lines))


def _bare(line: str) -> str:
    bare = _LINK.sub(r"\1", _ANCHOR.sub("", _DEFINITION.sub("", _IMAGE.sub("", line))))
    return _ESCAPE.sub(_unescaped, bare) if _ROW.fullmatch(bare) else _ESCAPE.sub(r"\1", bare)


def _unescaped(match: re.Match[str]) -> str:
    return match[0] if match[1] == "|" else match[1]


def _runs(flags: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """The runs of what is true: first place, one past the last."""
    first = None
    for place, flag in enumerate([*flags, False]):
        if flag and first is None:
            first = place
        elif not flag and first is not None:
            yield first, place
            first = None


def _across(lines: Sequence[str], pages: frozenset[int]) -> Iterator[tuple[int, int]]:
    """The lines that end in the middle of a sentence above what pages left, each with the one that goes on below."""
    last: int | None = None
    cut = False
    for index, line in enumerate(lines):
        if index in pages:
            cut = True
        elif line.strip():
            if cut and last is not None and _goes_on(lines[last], line):
                yield last, index
            last, cut = index, False


def _goes_on(above: str, below: str) -> bool:
    """Whether a sentence of running text goes on below; items, headings, rows and labelled lines start anew."""
    words = below.strip()
    if _SENTENCE_END.search(above) or above.lstrip()[0] in "#|" or words[0] in "#|" or mark_of(words):
        return False
    return not announces(words) and (words[0].islower() or is_unfinished(above))


def _heads(pages: Pagination, sentences: Sequence[tuple[int, int]]) -> set[int]:
    """Of each running line the one to keep, for it may say who the document is: the first that cuts no sentence."""
    cut = {index for above, below in sentences for index in range(above + 1, below)}
    return {next((index for index in where if index not in cut), where[0]) for where in pages.running}


def _mend(lines: list[str]) -> None:
    """Make the words whole that a line's end cut, in place."""
    if not any(_CUT.search(line.rstrip()[-3:]) for line in lines):
        return
    speller = Speller(lines)
    for index in range(len(lines)):
        while _mended(lines, index, speller):
            pass


def _mended(lines: list[str], index: int, speller: Speller) -> bool:
    """Bring up the rest of the word that a line ends in the middle of; False where it does not."""
    line = lines[index].rstrip()
    below = next((at for at in range(index + 1, min(index + 1 + _LOOK_BELOW, len(lines))) if lines[at].strip()), None)
    if below is None or not _CUT.search(line[-3:]):
        return False
    tail = _TAIL.match(lines[below])
    if tail is None or _heading(line) != tail.group("marks").strip() or not speller.cuts(line, tail.group("tail")):
        return False
    lines[index] = speller.joined(line, tail.group("tail"))
    rest = lines[below][tail.end() :]
    lines[below] = tail.group("marks") + rest if rest.strip() else ""
    return True


def _heading(line: str) -> str:
    match = _HEADING.match(line)
    return match.group(1) if match else ""
