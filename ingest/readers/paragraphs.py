"""Lines to paragraphs: which line goes on with the one above, and which starts anew."""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from statistics import median

from ingest.announce import announces, is_unfinished
from ingest.entries import entry_of
from ingest.readers.hyphens import Speller, without_soft
from ingest.readers.marks import has_bullet, is_only_mark, mark_of
from ingest.readers.printed import Box, Style
from ingest.readers.rows import Line

_LABELLED = re.compile(r"(?:OS|OO|O\.S\.|O\.O\.|A|AC|SA)\s?\d{1,3}(?:[.-]\d{1,3})*\b|(?:Fiche|Action|Axe|Objectif)\b")
_SENTENCE_END = re.compile(r"[.;:!?…][»”\"\s)]*$")
_LOOSE = 1.35
_SAME_SIZE = 0.6
_MEASURED = 0.15
_MIN_CAPITALS = 8
_INDENT = 0.7
_SPACE = 0.25


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, heading or list item.

    Attributes:
        lines: The lines that it was put together from.
        text: Its words, bullet or number first; words cut at line ends are whole.
    """

    lines: tuple[Line, ...]
    text: str
    style: Style
    page: int = 0
    frame: Box | None = None
    gap: float = field(default=0.0)

    @property
    def first(self) -> Line:
        """Its first line."""
        return self.lines[0]

    @property
    def last(self) -> Line:
        """Its last line."""
        return self.lines[-1]


def paragraphs(lines: Sequence[Line], speller: Speller) -> list[Paragraph]:
    """The paragraphs of lines in reading order.

    Args:
        lines: Lines without page furniture or tables; those of a column stand together.
        speller: Decides on cut words.
    """
    leading = _leading(lines)
    found: list[Paragraph] = []
    for line in lines:
        above = found[-1] if found else None
        if above is not None and _goes_on(above, line, leading):
            text = speller.joined(above.text, line.text)
            letters = (above.style, line.style)
            style = letters[0] if not is_only_mark(above.text) else letters[1]
            found[-1] = replace(above, lines=(*above.lines, line), text=text, style=style)
        else:
            same = above is not None and (above.last.page, above.last.column) == (line.page, line.column)
            gap = line.box.top - above.last.box.bottom if above is not None and same else 0.0
            found.append(Paragraph((line,), line.text, line.style, line.page, line.frame, gap))
    return [replace(one, text=without_soft(one.text)) for one in found]


def _leading(lines: Sequence[Line]) -> dict[float, float]:
    """How far lines of a size stand apart, from baseline to baseline: the usual distance for each size."""
    steps: dict[float, list[float]] = {}
    for above, line in itertools.pairwise(lines):
        step = line.base - above.base
        if (above.page, above.column, above.size) == (line.page, line.column, line.size) and (
            0.8 * line.size < step < 2.2 * line.size
        ):
            steps.setdefault(line.size, []).append(step)
    # The usual one is the smallest that is common: items of lists may stand wider apart than lines.
    return {size: sorted(some)[len(some) // 4] for size, some in steps.items() if len(some) > 3} | {
        0.0: median([some for group in steps.values() for some in group] or [0.0])
    }


def _goes_on(above: Paragraph, line: Line, leading: dict[float, float]) -> bool:
    last = above.last
    if above.frame != line.frame or last.grid or line.grid:
        return False
    same_column = (last.page, last.column) == (line.page, line.column)
    if is_only_mark(above.text):
        return not mark_of(line.text) and (not same_column or line.base - last.base < 2.5 * line.size)
    if not _alike(above, line):
        return False
    cut = bool(re.search(r"\w[-‐\u00ad]$", above.text)) and line.text[:1].islower()
    if same_column and line.base - last.base > _LOOSE * max(leading.get(line.size, 0), 1.15 * line.size):
        return cut and line.base - last.base < 2.2 * line.size
    if cut:
        return True
    if _starts_anew(above, line):
        return False
    if not same_column:
        return _turns(above, line)
    if _ends_early(above, line):
        return above.text.endswith(",") and line.text[:1].islower()
    lower = line.text[:1].islower() and not _SENTENCE_END.search(above.text)
    return lower or not _is_indented(above, line)


def _alike(above: Paragraph, line: Line) -> bool:
    """Whether a line is set as the paragraph above it is; a few words may be emphasised."""
    last = above.last
    middle = line.text[:1].islower() and not _SENTENCE_END.search(above.text)
    step = abs(last.size - line.size)
    # A recognised line without tall letters measures less; a sentence in its middle tells that it is the same.
    if step > _SAME_SIZE and (not middle or step > _MEASURED * last.size or last.style.bold != line.style.bold):
        return False
    # « LES POLITIQUES » over « de Chièvres » is one title in two sorts of letters.
    mixed = middle and not _ends_early(above, line)
    if last.style.caps != line.style.caps and not mixed and min(_letters(last), _letters(line)) >= _MIN_CAPITALS:
        return False
    short = min(len(last.text), len(line.text)) <= 30
    if (last.style.bold, last.style.caps) == (line.style.bold, line.style.caps):
        return True
    if last.style.bold != line.style.bold:
        # « **Objectif** : réduire… »: the bold ends in the line above or begins in this one.
        return len(above.lines) > 1 and above.lines[-2].style.bold != last.style.bold and not last.style.bold
    return short or not line.style.bold


def _is_open(text: str) -> bool:
    """Whether a sentence cannot end with what a line ends with."""
    return text.endswith((",", "/")) or is_unfinished(text)


def _letters(line: Line) -> int:
    return sum(letter.isalpha() for letter in line.text)


def _starts_anew(above: Paragraph, line: Line) -> bool:
    """Whether a line's first sign says that it opens an item or a part of its own."""
    text = line.text
    if has_bullet(text):
        return True
    full = not _SENTENCE_END.search(above.text) and not _ends_early(above, line)
    flush = abs(line.box.x0 - above.last.box.x0) < 0.5 * line.size
    hanging = len(above.lines) > 1 or _hangs(above)
    # « … d'ici fin » over « 2026 – au plus tard »: a sentence goes on, flush with the line above.
    inside = full and flush and hanging and not (mark_of(above.text) and not _hangs(above))
    if mark_of(text):
        return not inside or (bool(mark_of(above.text)) and abs(line.box.x0 - above.first.box.x0) < 1)
    if announces(text) or _LABELLED.match(text) or (text[:1].isupper() and entry_of(text) is not None):
        return not (full and _is_open(above.text))
    return False


def _hangs(above: Paragraph) -> bool:
    """Whether the lines below the first one stand further in than it."""
    return len(above.lines) > 1 and above.last.box.x0 > above.first.box.x0 + 0.4 * above.last.size


def _ends_early(above: Paragraph, line: Line) -> bool:
    """Whether the line above had room for the first word below: it was ended on purpose."""
    last = above.last
    # A line of an indented item may leave as much room on its right as on its left: it is not centred by that.
    flush = abs(line.box.x0 - last.box.x0) < 0.5 * line.size
    centred = all(one.centred for one in above.lines) and (line.centred or not flush)
    free = last.free if centred else last.right - last.box.x1
    first = line.words[0].box.width if line.words else 0.0
    return free > first + 2 * _SPACE * line.size + 1.5


def _is_indented(above: Paragraph, line: Line) -> bool:
    """Whether a line starts further in than its paragraph, as first lines do."""
    if line.centred or above.last.centred:
        return False
    usual = above.last.box.x0 if len(above.lines) > 1 else None
    if usual is None:
        # A second line may stand in under a bullet or a number, or out under a first line that stands in.
        mark = mark_of(above.text)
        return not mark and line.box.x0 > above.first.box.x0 + 3 * line.size
    return line.box.x0 > usual + _INDENT * line.size


def _turns(above: Paragraph, line: Line) -> bool:
    """Whether a paragraph goes on at the top of the next column or page."""
    if _SENTENCE_END.search(above.text):
        return False
    lower = line.text[:1].islower() or line.text[:1] in "(,;«"
    if lower:
        return True
    return _is_open(above.text) and not _ends_early(above, line)
