"""Whether a document is a law, and what a law says of itself: its title, its date, the date of its version."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from ingest.dates import DATE, MONTH, day
from ingest.folding import fold
from ingest.layout import Block
from ingest.numerals import key
from ingest.parsers.law_lines import ARTICLE_RANK, PARAGRAPH_RANK, openings
from ingest.records import Evidence
from ingest.vocabulary import load

_CANDIDATE = re.compile(r"^[\s#*_>]*(?:\[\d{0,2}\s*)?(?:A(?:rt|RT)|§)", re.MULTILINE)
_TITLE_BLOCKS = 25
_TITLE_LENGTH = 900
_EDGE = 6000
_MIN_ARTICLES = 3
_BODY_SHARE = 0.6
_CUE_DISTANCE = 60
_MAX_GAP = 6000


@dataclass(frozen=True, slots=True)
class Statute:
    """A document recognised as a law.

    Attributes:
        title: The block that names the act, or None where the document is an extract without a title.
        evidence: The words that show it to be a law, in French.
    """

    title: Block | None
    evidence: str


def article_count(text: str) -> int:
    """How many different articles open on lines of a text."""
    return len({number for number, _, paragraph in _opened(text) if not paragraph})


def recognise(text: str, body: list[Block], named: Block | None) -> Statute | None:
    """Recognise a law by its title and its articles; a plan that quotes articles is none.

    Args:
        text: The source text.
        body: Its layout blocks without page furniture.
        named: The first block that names another kind of document, if one does.
    """
    opened = list(_opened(text))
    articles = {number for number, _, paragraph in opened if not paragraph}
    if not articles:
        return None
    many = len(articles) >= _MIN_ARTICLES
    title = next(
        (one for one in body[:_TITLE_BLOCKS] if is_title(one.text) and (many or _stands_alone(text, one))), None
    )
    if named is not None and (title is None or named.start < title.start):
        return None
    if title is not None:
        return Statute(title, title.text)
    first = opened[0][1]
    share = (len(text) - first) / max(1, len(text))
    label = text[first : first + 40].split("\n")[0].strip()
    begins = bool(body) and first <= body[0].end and len(opened) > 1
    if begins or (many and share >= _BODY_SHARE and _dense(opened, len(text))):
        return Statute(None, f"{len(articles)} article(s), dès « {label} »")
    return None


def _stands_alone(text: str, block: Block) -> bool:
    """Whether a title is dated, or starts its line: « - Statut du personnel » is an entry of a plan's list."""
    before = text[text.rfind("\n", 0, block.start) + 1 : block.start]
    starts = not before.strip(" \t\u00a0#*_>") and not block.text.startswith("|")
    return starts or re.search(DATE, fold(block.text)) is not None


def _opened(text: str) -> Iterator[tuple[str, int, bool]]:
    """The articles and the § that open on lines: number, place, and whether it is a §."""
    for match in _CANDIDATE.finditer(text):
        start, end = match.start(), text.find("\n", match.end())
        line = text[start : end if end >= 0 else len(text)]
        for opening in openings(line, fold(line), 0, len(line)):
            if opening.rank in (ARTICLE_RANK, PARAGRAPH_RANK):
                yield key(opening.number), start + opening.start, opening.rank == PARAGRAPH_RANK


def _dense(opened: list[tuple[str, int, bool]], length: int) -> bool:
    """Whether articles follow each other closely up to the end, as in a law and unlike in a page that quotes some."""
    places = [place for _, place, _ in opened]
    gaps = [below - above for above, below in zip(places, [*places[1:], length], strict=True)]
    return max(gaps) <= max(_MAX_GAP, length // 3) and sum(gaps) / len(gaps) <= _MAX_GAP


@lru_cache(maxsize=1)
def _natures() -> str:
    return "|".join(sorted((re.escape(fold(name)) for name in load("law")["natures"]), key=len, reverse=True))


@lru_cache(maxsize=1)
def _title() -> re.Pattern[str]:
    prefixes = "|".join(
        sorted((re.escape(fold(name)) for name in load("law")["title_prefixes"]), key=len, reverse=True)
    )
    stamp = rf"\W*(?:\d{{1,2}}\s?(?:er)?\s+(?:{MONTH})\s+\d{{4}}[\s.*_]*(?:-[\s*_]*)?)?"
    return re.compile(rf"{stamp}[\s\[*_]*(?:(?:{prefixes})\s*)*(?P<nature>{_natures()})(?![a-z'-])")


def is_title(words: str) -> bool:
    """Whether a block's words are an act's title: « 8 JUILLET 1976. - Loi organique… », « Décret du … »."""
    return (
        len(words) <= _TITLE_LENGTH
        and not words.rstrip().endswith((";", ","))
        and _title().match(fold(words)) is not None
    )


def dates(text: str, statute: Statute) -> tuple[tuple[str, Evidence], ...]:
    """The day of the act (`promulgation`) and of the version that the document gives (`version`).

    Args:
        text: The source text.
        statute: The law that the document was recognised as.
    """
    promulgation = _promulgation(text, statute.title) or _signed(text)
    found = (("promulgation", promulgation), ("version", _version(text)))
    return tuple((name, evidence) for name, evidence in found if evidence is not None)


def _evidence(text: str, start: int, end: int, date: str) -> Evidence | None:
    found = day(date)
    return Evidence(found.isoformat(), text[start:end], start, end) if found else None


def _promulgation(text: str, title: Block | None) -> Evidence | None:
    """The date in an act's own title, not that of an act which it carries out or amends."""
    if title is None:
        return None
    start = text.rfind("\n", 0, title.start) + 1
    folded = fold(text[start : title.end])
    own = _title().match(folded)
    if own is None:
        return None
    for match in re.finditer(rf"(?P<date>{DATE})", folded):
        if match.start() < own.start("nature") or not re.search(
            rf"(?<![a-z])(?:{_natures()})(?![a-z])", folded[own.end() : match.start()]
        ):
            return _evidence(text, start + match.start(), start + match.end(), match.group("date"))
    return None


def _signed(text: str) -> Evidence | None:
    """The day on which the act was signed, from its last lines."""
    start = max(0, len(text) - _EDGE)
    signed = rf"^\W*(?:donne a |fait a )?[a-z][a-z' -]{{2,30}}, le (?P<date>{DATE})\W*$"
    match = re.search(signed, fold(text[start:]), re.MULTILINE)
    return (
        _evidence(text, start + match.start("date"), start + match.end("date"), match.group("date")) if match else None
    )


def _version(text: str) -> Evidence | None:
    cues = "|".join(re.escape(fold(cue)) for cue in load("law")["version"])
    pattern = re.compile(
        rf"(?<![a-z])(?:{cues})s?(?![a-z])[^;\n]{{0,{_CUE_DISTANCE}}}?(?<![a-z])(?:au|le|:)\s*(?:le\s+|au\s+)?(?P<date>{DATE})"
    )
    for start, part in ((0, text[:_EDGE]), (max(0, len(text) - _EDGE), text[-_EDGE:])):
        match = pattern.search(fold(part))
        if match:
            return _evidence(text, start + match.start(), start + match.end(), match.group("date"))
    return None
