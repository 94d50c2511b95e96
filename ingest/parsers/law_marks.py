"""Amending marks of legal texts: who changed, inserted or repealed the words beside them, and since when.

Justel prints « <L 1992-08-05/40, art. 2, 003; En vigueur : 18-10-1992> » or « [1 … ]1 » with a note below the
article, Wallex « ( … – Décret du 28 mai 2020, art. 5) », others « [Décret du 19/07/2018 — en vigueur le …] ».
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from ingest.dates import DATE, day
from ingest.folding import fold
from ingest.vocabulary import load

REPEALED, INSERTED, REPLACED, AMENDED = "abrogé", "inséré", "remplacé", "modifié"
_PRECEDENCE = (REPEALED, REPLACED, INSERTED, AMENDED)
_BRACKETED = re.compile(r"<[^<>]{3,400}>|\[[^\[\]]{3,400}\]|\([^()]{3,400}\)")
_OPENING = re.compile(r"[\s*_]*\[\d{1,2}(?:\s+|(?=[^\d\]]))")
_CLOSING = re.compile(r"\s*\]\d{1,2}\s*[.;]?[\s*_]*$")
_NUMBERED = re.compile(r"(?P<open>\[)(?P<first>\d{1,2})(?![\d\]])|\](?P<last>\d{1,2})(?!\d)")
_IN_FORCE = re.compile(
    rf"[\s;,.(-]*(?:et\s+)?(?:entree?\s+)?en\s+vigueur\s*:?\s*(?:le\s+|au\s+)?(?P<date>{DATE})?.*$", re.DOTALL
)
_WORDLESS = re.compile(r"[\W_]*")
_CONNECTOR = r"(?:par\s+)?(?:(?:la|les?)\s+|l')?"
_TAIL_LENGTH = 260
_CLOSING_LENGTH = 12


@dataclass(frozen=True, slots=True)
class Mark:
    """One amending mark.

    Attributes:
        state: `abrogé`, `inséré`, `remplacé` or `modifié`.
        act: The act that made the change, as printed, or "".
        in_force: The day since when, as an ISO date, or "".
    """

    state: str
    act: str = ""
    in_force: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """The words of an element between the marks around them.

    Attributes:
        start: First character of the words.
        end: One past the last; equal to `start` where there are only marks.
        marks: The marks beside and inside the words.
        void: Whether the element has lost its words: « (abrogé) », « [1 ...]1 ».
    """

    start: int
    end: int
    marks: tuple[Mark, ...]
    void: bool


@lru_cache(maxsize=1)
def _verbs() -> tuple[tuple[str, re.Pattern[str]], ...]:
    found = []
    for state, verbs in load("law")["states"].items():
        words = "|".join(re.escape(fold(verb)) for verb in verbs)
        found.append((state, re.compile(rf"\W*(?:(?:est|sont|a ete)\s+)?(?:{words})e?s?(?![a-z])\s*{_CONNECTOR}")))
    return tuple(found)


@lru_cache(maxsize=1)
def _acts() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """An act with its date at the start of a mark; the same at its end, before a parenthesis."""
    law = load("law")
    names = sorted((fold(name) for name in (*law["natures"], *law["abbreviations"])), key=len, reverse=True)
    act = rf"(?:{'|'.join(map(re.escape, names))})(?![a-z])[^<>()\[\];]{{0,80}}?{DATE}"
    return re.compile(rf"\W*{act}"), re.compile(rf"\s-\s?(?P<act>{act}[^<>()]{{0,80}}?)\s*\)[\s.;]*$", re.DOTALL)


def read(text: str, folded: str, start: int, end: int, bracket: str) -> Mark | None:
    """The mark that stands in a pair of brackets, or None where the brackets hold words of the text.

    Args:
        text: The source text.
        folded: The same, folded.
        start: First character inside the brackets.
        end: One past the last.
        bracket: The opening bracket; parentheses hold a mark only when they say what was done.
    """
    content = folded[start:end]
    in_force = _IN_FORCE.search(content)
    stop = in_force.start() if in_force else len(content)
    for state, verb in _verbs():
        match = verb.match(content)
        if match and (match.end() == len(content) or "par" in match.group() or bracket != "("):
            return Mark(
                state, text[start + match.end() : start + max(stop, match.end())].strip(" ;,.-–—\n"), _since(in_force)
            )
    named = _acts()[0].match(content)
    if bracket == "(" or not (named or (in_force and bracket == "<")):
        return None
    return Mark(AMENDED, text[start : start + stop].strip(" ;,.-–—\n"), _since(in_force))


def _since(match: re.Match[str] | None) -> str:
    found = day(match.group("date")) if match and match.group("date") else None
    return found.isoformat() if found else ""


def spans(text: str, folded: str, start: int, end: int) -> list[tuple[int, int, Mark]]:
    """The marks in brackets between two offsets, in reading order."""
    found = []
    for match in _BRACKETED.finditer(folded, start, end):
        mark = read(text, folded, match.start() + 1, match.end() - 1, match.group()[0])
        if mark is not None:
            found.append((match.start(), match.end(), mark))
    return found


def after(folded: str, start: int, end: int) -> re.Match[str] | None:
    """The mark « – Décret du …, art. 5) » that ends a span, its act in the group `act`."""
    return _acts()[1].search(folded, max(start, end - _TAIL_LENGTH), end)


def words(text: str, folded: str, start: int, end: int) -> Words:
    """Take the marks off both ends of an element; one without words of its own keeps what is printed for them.

    Args:
        text: The source text.
        folded: The same, folded.
        start: First character after the element's label.
        end: One past the element's last character.
    """
    start, end = _strip(text, start, end)
    inner = spans(text, folded, start, end)
    found = [mark for _, _, mark in inner]
    first, last = start, end
    if tail := after(folded, start, end):
        found.append(Mark(AMENDED, text[tail.start("act") : tail.end("act")].strip()))
        first, last = start + text.startswith("(", start), tail.start()
    first, last, repealed = _peel(text, first, last, inner)
    own = folded[first:last]
    if not _WORDLESS.fullmatch(own):
        return Words(first, last, tuple(found), repealed or _says_repealed(own))
    if own.strip(" .…()[]") == "" and (".." in own or "…" in own):
        return Words(start, end, tuple(found), True)
    return Words(start, start, tuple(found), False)


def _peel(text: str, start: int, end: int, inner: list[tuple[int, int, Mark]]) -> tuple[int, int, bool]:
    """The span without the brackets and marks at its edges, and whether the last of these repeals it.

    A repeal that is all that is printed stays: it is what the element says.
    """
    starts = {a: (b, mark) for a, b, mark in inner}
    ends = {b: (a, mark) for a, b, mark in inner}
    repealed = False
    while True:
        start, end = _strip(text, start, end)
        if match := _CLOSING.search(text, max(start, end - _CLOSING_LENGTH), end):
            end = match.start()
        elif match := _OPENING.match(text, start, end):
            start = match.end()
        elif end in ends and (ends[end][0] > start or ends[end][1].state != REPEALED):
            end, mark = ends[end]
            repealed = repealed or mark.state == REPEALED
        elif start in starts and starts[start][0] < end:
            start = starts[start][0]
        else:
            return start, max(start, end), repealed


def _says_repealed(own: str) -> bool:
    """Whether an element's words say that it is repealed, and nothing else."""
    verb = next(pattern for state, pattern in _verbs() if state == REPEALED).match(own)
    return (
        verb is not None
        and not own.endswith(":")
        and ("par " in verb.group() or not own[verb.end() :].strip(" .;()[]*_"))
    )


def _strip(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and (text[start].isspace() or text[start] in "*_"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in "*_"):
        end -= 1
    return start, end


def notes(text: str, start: int, end: int, opened: frozenset[str]) -> tuple[frozenset[str], frozenset[str]]:
    """The notes whose brackets « [1 … ]1 » cover a part of a span, and those still open after it."""
    covering = set(opened)
    still = set(opened)
    for match in _NUMBERED.finditer(text, start, end):
        if match.group("open"):
            covering.add(match.group("first"))
            still.add(match.group("first"))
        else:
            still.discard(match.group("last"))
    return frozenset(covering), frozenset(still)


def attributes(marks: tuple[Mark, ...], void: bool, region: str = "") -> tuple[tuple[str, str], ...]:
    """The fields that a node keeps of its marks.

    Args:
        marks: The marks that bear on the node.
        void: Whether the node has lost its words; only then is it repealed.
        region: The region that the text is for, where it says so.
    """
    states = {mark.state if mark.state != REPEALED else AMENDED for mark in marks}
    if void:
        states.add(REPEALED)
    acts = list(dict.fromkeys(mark.act for mark in marks if mark.act))
    since = max((mark.in_force for mark in marks), default="")
    fields = (
        ("etat", next((state for state in _PRECEDENCE if state in states), "")),
        ("modifie_par", " ; ".join(acts)),
        ("en_vigueur", since),
        ("region", region),
    )
    return tuple((name, value) for name, value in fields if value)
