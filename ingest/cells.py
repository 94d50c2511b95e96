"""The words of a table's cells: items, crosses, empty marks, totals."""

import re
from functools import lru_cache

from ingest.folding import fold_spaces
from ingest.vocabulary import load

_MARK = re.compile(r"^\s*(?:[-–—•●▪◦➢*·□■✓\ue000-\uf8ff]|o(?=\s))\s*(?=\S)")
_NUMBER = re.compile(r"^\s*(?:\d{1,2}[.)]|[a-z]\))\s+(?=\S)")
_EMPTY = re.compile(r"[\s\-–—_./\\…]*")
_INFINITIVE = re.compile(r"(?:s'|se\s+|ne\s+pas\s+)?\w{2,}(?:er|ir|oir|re)$")
_GOES_ON = re.compile(
    r"(?:,|\b(?:de|d'|du|des|le|la|les|l'|et|ou|à|au|aux|en|pour|par|avec|sur|un|une))$", re.IGNORECASE
)
_MIN_ITEMS = 2


def flat(words: str) -> str:
    """Words on one line, with single spaces."""
    return " ".join(words.split())


def is_empty(cell: str) -> bool:
    """Whether a cell says nothing: blank, or only dashes and dots."""
    return _EMPTY.fullmatch(cell) is not None


def is_cross(cell: str) -> bool:
    """Whether a cell is a cross, which says what its column's header says."""
    return fold_spaces(cell) in _folded("crosses")


def is_nothing(cell: str) -> bool:
    """Whether a cell says in words that there is no element."""
    return fold_spaces(cell).strip(" .") in _folded("nothing")


def is_total(cell: str) -> bool:
    """Whether a cell heads a row that adds up what stands above."""
    folded = fold_spaces(cell)
    return any(re.match(rf"{re.escape(word)}(?![a-z-])", folded) for word in _folded("totals"))


@lru_cache(maxsize=8)
def _folded(name: str) -> frozenset[str]:
    return frozenset(fold_spaces(word) for word in load("columns")[name])


def joined(cell: str) -> str:
    """A cell's paragraphs and items on one line, set apart by « ; »; a sentence that a line end cuts stays whole."""
    pieces: list[str] = []
    for line in cell.split("\n"):
        words = flat(_MARK.sub("", line))
        if is_empty(words):
            continue
        goes_on = bool(pieces) and not _MARK.match(line) and (words[0].islower() or _GOES_ON.search(pieces[-1]))
        if goes_on:
            pieces[-1] += f" {words}"
        else:
            pieces.append(words)
    return " ; ".join([piece.rstrip(" ;") for piece in pieces[:-1]] + pieces[-1:])


def unmarked(line: str) -> str:
    """A line without its bullet."""
    return _MARK.sub("", line)


def elements_of(cell: str) -> list[str]:
    """The elements that a cell lists.

    Args:
        cell: A cell of a column of actions, its lines as they stand.

    Returns:
        One text for each bullet, each number, or each line that starts with an infinitive; else the whole cell.
    """
    lines = [line for line in cell.split("\n") if not is_empty(line)]
    marked = [bool(_MARK.match(line) or _NUMBER.match(line)) for line in lines]
    if sum(marked) >= _MIN_ITEMS and marked[0]:
        starts = marked
    elif len(lines) >= _MIN_ITEMS and all(map(_is_infinitive, lines)):
        starts = [True] * len(lines)
    else:
        starts = [True] + [False] * (len(lines) - 1)
    pieces: list[str] = []
    for line, start in zip(lines, starts, strict=True):
        words = flat(_MARK.sub("", line))
        words = _NUMBER.sub("", words) if sum(marked) >= _MIN_ITEMS else words
        if start:
            pieces.append(words)
        else:
            pieces[-1] += f" {words}"
    return pieces


def _is_infinitive(line: str) -> bool:
    words = line.split()
    if len(words) < _MIN_ITEMS or not words[0][0].isupper():
        return False
    folded = fold_spaces(line).split()
    return bool(_INFINITIVE.match(folded[0]) or _INFINITIVE.match(" ".join(folded[:2])))
