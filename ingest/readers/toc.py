"""Printed tables of contents: entries with leader dots, or with a page number at the far end of their line."""

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from ingest.contents import has_leaders, heads_contents
from ingest.readers.rows import Line

_FAR = 2.0
_MIN_RUN = 4


def is_entry(line: Line) -> bool:
    """Whether a line looks like an entry: leader dots, or a number far from the words before it."""
    if has_leaders(line.text):
        return True
    if len(line.words) < 2 or not re.fullmatch(r"\d{1,4}|[ivx]{1,5}", line.words[-1].text):
        return False
    return line.words[-1].box.x0 - line.words[-2].box.x1 > _FAR * line.size


def listed(
    entries: Sequence[Line | None], texts: Sequence[str], pages: int, loose: AbstractSet[int] = frozenset()
) -> set[int]:
    """The places of what belongs to a table of contents, its title among it.

    Args:
        entries: For each paragraph its last line, where that looks like an entry.
        texts: The words of each paragraph.
        pages: How many pages the document has: no entry points further.
        loose: The places of body text on recognised pages, whose dots were read as anything: below the title, all.
    """
    found: set[int] = set()
    start = 0

    def is_listed(place: int) -> bool:
        # An entry on two lines: the first has no number, the second goes on with its sentence.
        return entries[place] is not None or (
            place + 1 < len(entries) and entries[place + 1] is not None and texts[place + 1][:1].islower()
        )

    while start < len(entries):
        end = start
        while end < len(entries) and is_listed(end):
            end += 1
        run = range(start, end)
        dotted = [place for place in run if has_leaders(texts[place])]
        numbers = [int(text) for place in run if (text := texts[place].split()[-1]).isdigit()]
        rising = numbers == sorted(numbers) and max(numbers, default=0) <= pages + _MIN_RUN
        taken = list(run) if len(run) >= _MIN_RUN and (dotted or rising) else dotted
        found.update(taken)
        if taken and start and heads_contents(texts[start - 1]):
            found.add(start - 1)
        start = end + 1
    for place, text in enumerate(texts):
        if place + 1 in loose and heads_contents(text):
            last = place + 1
            while last in loose or last in found:
                last += 1
            found.update(range(place, last))
    return found
