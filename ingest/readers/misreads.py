"""Numbers that recognition misread, put right by their neighbours: « 11, 12, L3 » above « 1.4 » are 1.1 to 1.3."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.readers.rows import Line

_DIGITS = str.maketrans({"L": "1", "l": "1", "I": "1", "i": "1", "|": "1", "!": "1", "]": "1", "O": "0", "o": "0",
                         "S": "5", "Z": "2", "z": "2", "B": "8", "g": "9"})  # fmt: skip
_STROKES = str.maketrans({"L": "I", "l": "I", "1": "I", "|": "I", "T": "I", "!": "I", "i": "I"})
_NUMBER = re.compile(r"[\dLlIi|!\]OoSZzBg]{1,3}(?:[.,][\dLlIi|!\]OoSZzBg]{1,3}){0,3}[.)]?")
_WHOLE = re.compile(r"\d{1,2}(?:\.\d{1,2}){1,3}\.?")
_ROMAN = re.compile(r"[IVXLlT1|!i]{1,5}\.")
_ROUNDS = str.maketrans({"0": "O", "o": "O", "Q": "O", "5": "S"})
_LABELS = frozenset({"OO", "OS"})
_ROMANS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_LEVEL = 0.6

Number = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Start:
    """A line that starts with what may be a number."""

    place: int
    word: str
    indent: float
    size: float
    number: Number | None

    @property
    def figures(self) -> str:
        """Its figures, without what stands between them."""
        return re.sub(r"\D", "", self.word.translate(_DIGITS))

    def beside(self, other: "_Start") -> bool:
        """Whether both stand as far in."""
        return abs(self.indent - other.indent) <= _LEVEL * self.size


def mended(lines: Sequence[Line], recognised: frozenset[int]) -> list[Line]:
    """Lines with the misread numbers at their starts put right.

    A number is changed only into the one that its neighbours call for, and only where its figures are alike.

    Args:
        lines: Lines in reading order.
        recognised: The pages that were recognised; others are left as they are.
    """
    starts = [start for place, line in enumerate(lines) if line.page in recognised and (start := _start(place, line))]
    changed: dict[int, str] = {}
    last: Number | None = None
    for index, start in enumerate(starts):
        after = next((one for one in starts[index + 1 :] if one.beside(start)), None)
        number = start.number or _called_for(start, last, after)
        if number is not None and start.number is None:
            changed[start.place] = ".".join(map(str, number))
        last = number or last
    changed |= _romans(lines, recognised) | _labels(lines, recognised)
    return [_renumbered(line, changed[place]) if place in changed else line for place, line in enumerate(lines)]


def _start(place: int, line: Line) -> _Start | None:
    if len(line.words) < 2 or not _NUMBER.fullmatch(line.words[0].text):
        return None
    word = line.words[0].text
    if not any(sign.isdigit() or sign in "LlI|" for sign in word):
        return None
    number = tuple(map(int, word.rstrip(".").split("."))) if _WHOLE.fullmatch(word) else None
    return _Start(place, word, line.box.x0, line.size, number)


def _called_for(start: _Start, last: Number | None, after: _Start | None) -> Number | None:
    """The number that a line's neighbours call for: the next after the last one, or the one before the next."""
    figures = start.figures
    if len(figures) < 2 or len(start.word) < 2:
        return None
    if last:
        up = [(*last[:depth], last[depth] + 1) for depth in range(1, len(last))]
        for number in ((*last, 1), *reversed(up), (last[0] + 1, 1), (last[0] + 1, 1, 1)):
            if "".join(map(str, number)) == figures:
                return number
    if after is None:
        return None
    following = after.number
    if following and last and last[: len(following) - 1] == following[:-1]:
        return None  # The list has begun above.
    if following is None and after.figures == f"{figures[:-1]}2" and figures.endswith("1") and len(figures) == 2:
        return (int(figures[0]), 1)
    if following and following[-1] == 2 and len(figures) == len(following) == 2 and figures[0] == str(following[0]):
        return (*following[:-1], 1)
    if following and following[-1] > 1:
        before = (*following[:-1], following[-1] - 1)
        return before if "".join(map(str, before)) == figures else None
    return None


def _romans(lines: Sequence[Line], recognised: frozenset[int]) -> dict[int, str]:
    """Roman numbers of headings, counted from the first one on."""
    changed: dict[int, str] = {}
    reached = 0
    for place, line in enumerate(lines):
        word = line.words[0].text if len(line.words) > 1 else ""
        if line.page not in recognised or not _ROMAN.fullmatch(word):
            continue
        read = word.rstrip(".")
        wanted = _ROMANS[reached] if reached < len(_ROMANS) else ""
        if read == wanted:
            reached += 1
        elif wanted and read.translate(_STROKES) == wanted and reached:
            changed[place] = f"{wanted}."
            reached += 1
    return changed


def _labels(lines: Sequence[Line], recognised: frozenset[int]) -> dict[int, str]:
    """« 00 1.1 » is « OO 1.1 », « 0S 3 » is « OS 3 »."""
    return {
        place: label
        for place, line in enumerate(lines)
        if line.page in recognised
        and len(line.words) > 2
        and (label := line.words[0].text.translate(_ROUNDS)) in _LABELS
        and re.fullmatch(r"\d{1,3}(?:\.\d{1,3})*[.:)]?", line.words[1].text)
    }


def _renumbered(line: Line, number: str) -> Line:
    return replace(line, words=(replace(line.words[0], text=number), *line.words[1:]))
