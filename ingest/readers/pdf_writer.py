"""Pages to a source: one paragraph a line, with what the print says of it."""

import itertools
from collections.abc import Sequence
from dataclasses import replace

from ingest.announce import announces
from ingest.folding import fold_spaces
from ingest.readers.furniture import without_furniture
from ingest.readers.grid import write_grid
from ingest.readers.headings import body_style, depths, stands_out
from ingest.readers.hyphens import Speller
from ingest.readers.marks import without_doubled_mark
from ingest.readers.misreads import mended
from ingest.readers.paragraphs import Paragraph, paragraphs
from ingest.readers.pdf_layout import lines_of
from ingest.readers.printed import Box, Grid, Page, Style
from ingest.readers.sheets import joined_tables
from ingest.readers.toc import is_entry, listed
from ingest.source import Hint, SourceWriter

_CHARACTER = 0.5
_GAP = 0.9
_MAX_ASIDE = 0.2
_SMALL = 0.87


def write_pages(pages: Sequence[Page], writer: SourceWriter) -> None:
    """Add the text of printed pages.

    Args:
        pages: All pages of a document, in order.
        writer: The source under construction.
    """
    speller = Speller(
        " ".join(word.text for word in line)
        for page in pages
        for _, line in itertools.groupby(page.words, key=lambda word: round(word.base))
    )
    bare, repeated = without_furniture(pages)
    for words in repeated:
        writer.outside(words, page=1)
    writer.blank()
    recognised = frozenset(page.number for page in pages if page.recognised)
    found = paragraphs(mended(lines_of(bare, speller), recognised), speller)
    entries = [one.last if not one.last.grid and is_entry(one.last) else None for one in found]
    contents = listed(entries, [one.text for one in found], len(pages), _plain(found, recognised))
    found = joined_tables([one for place, one in enumerate(found) if place not in contents])
    texts = [one for one in found if not one.first.grid]
    body = body_style(texts)
    depth = dict(zip(map(id, texts), depths(texts, body), strict=True))
    asides, notes = _asides(texts, body), _notes(texts, body)
    for one in found:
        if one.first.grid is not None:
            _write_grid(one.first.grid, writer)
        else:
            _write(one, depth[id(one)], body, one.frame in asides or id(one) in notes, writer)


def _plain(found: Sequence[Paragraph], recognised: frozenset[int]) -> set[int]:
    """The places of body text on recognised pages."""
    if not recognised:
        return set()
    body = body_style([one for one in found if not one.first.grid])
    return {
        place
        for place, one in enumerate(found)
        if one.page in recognised and not one.first.grid and not stands_out(one, body)
    }


def _write(one: Paragraph, depth: int, body: Style, aside: bool, writer: SourceWriter) -> None:
    if one.gap > _GAP * one.style.size or depth:
        writer.blank()
    hint = Hint(heading=0 if aside else depth, bold=stands_out(one, body), page=one.page, outside=aside)
    indent = 0 if one.first.centred else round(max(0.0, one.first.indent) / (_CHARACTER * max(body.size, 1)))
    writer.line(without_doubled_mark(one.text), hint, indent=indent)


def _asides(texts: Sequence[Paragraph], body: Style) -> set[Box | None]:
    """Frames around something beside the text: figures to remember. Plans that frame their parts have none."""
    held: dict[Box, list[Paragraph]] = {}
    for one in texts:
        if one.frame is not None:
            held.setdefault(one.frame, []).append(one)
    found = {
        frame
        for frame, inside in held.items()
        if sum(len(one.lines) for one in inside) > 1
        and not all(stands_out(one, body) for one in inside)
        and not any(announces(one.text) for one in inside)
    }
    total = sum(len(one.text) for one in texts)
    share = sum(len(one.text) for frame in found for one in held[frame])
    return {*found} if share <= _MAX_ASIDE * total else set()


def _notes(texts: Sequence[Paragraph], body: Style) -> set[int]:
    """Paragraphs in small letters: footnotes, captions. A document with many has its text set in two sizes."""
    small = [one for one in texts if one.style.size < _SMALL * body.size]
    few = sum(len(one.text) for one in small) <= _MAX_ASIDE * sum(len(one.text) for one in texts)
    return {id(one) for one in small} if few else set()


def _write_grid(grid: Grid, writer: SourceWriter) -> None:
    """Add a table, each of its elements with the page of its own row."""
    before = writer.lines
    write_grid(writer, grid.cells, grid.pages[0], grid.bands)
    if len(set(grid.pages)) == 1:
        return
    flat = [fold_spaces(" ".join(row)) for row in grid.cells]
    for line in range(before + 1, writer.lines + 1):
        hint, words = writer.hint(line), fold_spaces(writer.words(line))
        row = next((place for place, cells in enumerate(flat) if words and words in cells), None)
        if row is not None and hint.page is not None:
            writer.amend(line, replace(hint, page=grid.pages[row]))
