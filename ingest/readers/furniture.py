"""What pages repeat in their margins: running headers and footers, page numbers."""

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from ingest.announce import announces
from ingest.folding import fold_spaces
from ingest.readers.printed import Page, Word
from ingest.readers.rows import rows
from ingest.readers.ruling import lattices

_MARGIN = 0.16
_ROWS = 5
_GAP = 2.5
_OFTEN = 3
_NEAR = 12.0
_ALIKE = 88
_MAX_COMPARED = 400
_PAGE_NUMBER = re.compile(
    r"(?:p(?:age|\.)?\s*)?[-–—|•]?\s*(?:\d{1,3}|[ivxl]{1,6})\s*[-–—|•]?(?:\s*(?:/|sur|de)\s*\d{1,4})?\s*[-–—|•]?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Segment:
    """Words side by side in a margin.

    Attributes:
        rank: The row that they stand in, counted from the edge of the page.
        shape: Their text, its figures aside.
        framed: Whether they stand in a table.
        words: Where it stands; a line may have put some of the page's own words together.
    """

    page: int
    head: bool
    rank: int
    top: float
    text: str
    shape: str
    framed: bool
    words: tuple[Word, ...]


def without_furniture(pages: Sequence[Page]) -> tuple[list[Page], list[str]]:
    """The pages without what they repeat.

    Args:
        pages: All pages of a document.

    Returns:
        The pages, and what they repeated, each once: some plans name their owner nowhere else.
    """
    segments = [segment for page in pages for segment in _segments(page)]
    kinds = _kinds(segments)
    often = _OFTEN if len(pages) >= 2 * _OFTEN else 2
    repeated = {kind for kind, count in _pages_of(segments, kinds).items() if count >= often}
    dropped: list[_Segment] = []
    by_number = {page.number: page for page in pages}
    for _, group in itertools.groupby(segments, key=lambda segment: segment.page):
        own = list(group)
        for head in (True, False):
            dropped += _dropped([one for one in own if one.head is head], kinds, repeated)
    dropped = _without_titles(dropped, segments, pages)
    gone = {id(word) for segment in dropped for word in _real(by_number[segment.page], segment.words)}
    said: dict[str, str] = {}
    left_out = set(map(id, dropped))
    kept_texts = {segment.text for segment in segments if id(segment) not in left_out}
    for segment in dropped:
        if kinds[id(segment)] in repeated and not _is_page_number(segment.text) and segment.text not in kept_texts:
            said.setdefault(kinds[id(segment)][1], _without_number(segment.text))
    kept = [replace(page, words=tuple(word for word in page.words if id(word) not in gone)) for page in pages]
    return kept, list(dict.fromkeys(said.values()))


def _segments(page: Page) -> Iterable[_Segment]:
    """The words in the margins of a page, row by row from its edges; those of tables that go on inside are none."""
    high, low = _MARGIN * page.height, (1 - _MARGIN) * page.height
    tables = [one.box for one in lattices(page.rules) if one.count > 1]
    tall = [box for box in tables if box.bottom > high and box.top < low]
    lines = rows([word for word in page.words if not any(box.holds(word.box) for box in tall)], page.number)
    for head in (True, False):
        for rank, line in enumerate((lines if head else lines[::-1])[:_ROWS]):
            middle = (line.box.top + line.box.bottom) / 2
            if (middle if head else page.height - middle) > _MARGIN * page.height:
                break
            part: list[Word] = []
            for word in (*line.words, None):
                if word is None or (part and word.box.x0 - part[-1].box.x1 > _GAP * max(line.size, 6)):
                    text = " ".join(one.text for one in part)
                    shape = re.sub(r"\d+", "#", fold_spaces(text))
                    framed = any(box.holds(one.box) for one in part for box in tables)
                    yield _Segment(page.number, head, rank, line.box.top, text, shape, framed, tuple(part))
                    part = []
                if word is not None:
                    part.append(word)


def _real(page: Page, part: Sequence[Word]) -> tuple[Word, ...]:
    """The page's own words of a segment: a line may have put some together."""
    own = set(map(id, page.words))
    joined = [word.box for word in part if id(word) not in own]
    return (*part, *(word for word in page.words if any(box.holds(word.box, 0.1) for box in joined)))


def _kinds(segments: list[_Segment]) -> dict[int, tuple[bool, str, int]]:
    """For each segment the kind that it is of: one margin, one shape, one height."""
    counts = Counter(segment.shape for segment in segments)
    common = [shape for shape, count in counts.most_common(_MAX_COMPARED) if count > 1]
    names: dict[str, str] = {}
    for shape in counts:
        # Recognised letters differ from page to page.
        near = next((one for one in common if one != shape and fuzz.ratio(one, shape) >= _ALIKE), shape)
        names[shape] = shape if counts[shape] > 1 or len(counts) > _MAX_COMPARED else near
    return {id(segment): (segment.head, names[segment.shape], round(segment.top / _NEAR)) for segment in segments}


def _pages_of(segments: list[_Segment], kinds: dict[int, tuple[bool, str, int]]) -> Counter[tuple[bool, str, int]]:
    """On how many pages each kind stands; heights that differ by a hair count together."""
    exact: dict[tuple[bool, str, int], set[int]] = {}
    for segment in segments:
        head, shape, height = kinds[id(segment)]
        for near in (height - 1, height, height + 1):
            exact.setdefault((head, shape, near), set()).add(segment.page)
    return Counter({kind: len(pages) for kind, pages in exact.items()})


def _dropped(
    segments: list[_Segment],
    kinds: dict[int, tuple[bool, str, int]],
    repeated: set[tuple[bool, str, int]],
) -> list[_Segment]:
    """The furniture of one margin: rows from the edge on, up to the first that no page repeats."""
    dropped: list[_Segment] = []
    for rank in range(_ROWS):
        row = [segment for segment in segments if segment.rank == rank]
        furniture = [one for one in row if kinds[id(one)] in repeated and _is_telling(one)]
        numbered = len(row) == 1 and not row[0].framed and _is_page_number(row[0].text)
        if not furniture and not numbered:
            break
        # « 2. Le diagnostic | PST 2024-2030 »: what changes beside what is repeated goes with it.
        dropped += row
    return dropped


def _is_telling(segment: _Segment) -> bool:
    """Whether it means something that a segment is repeated: figures of a table come again by chance."""
    return not segment.framed or any(letter.isalpha() for letter in segment.shape)


def _without_titles(dropped: list[_Segment], segments: list[_Segment], pages: Sequence[Page]) -> list[_Segment]:
    """Furniture without the titles among it: sheets repeat their objective, and may say it nowhere else."""
    gone = set(map(id, dropped))
    left = {segment.shape for segment in segments if id(segment) not in gone}
    first: set[str] = set()
    kept: list[_Segment] = []
    texts: list[str] | None = None
    for segment in dropped:
        if announces(segment.text) and segment.shape not in left and segment.text not in first:
            texts = texts if texts is not None else [_flat(page) for page in pages]
            said = sum(text.count(fold_spaces(segment.text)) for text in texts)
            if said == sum(one.text == segment.text for one in dropped):
                first.add(segment.text)
                continue
        kept.append(segment)
    return kept


def _flat(page: Page) -> str:
    return fold_spaces(" ".join(word.text for word in page.words))


def _is_page_number(text: str) -> bool:
    return bool(_PAGE_NUMBER.fullmatch(text.strip()))


def _without_number(text: str) -> str:
    """A header's words without the page number at their end."""
    number = r"(?:^|\s)[-–—|]?\s*(?:page\s+)?\d{1,3}(?:\s*(?:/|sur|de)\s*\d{1,4})?\s*$"
    return re.sub(number, "", text, flags=re.IGNORECASE).strip() or text
