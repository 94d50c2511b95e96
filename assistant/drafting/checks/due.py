"""What a deadline says: « 2027 », « fin 2027 », « 31/12/2027 », « T3 2026 », « mi-2026 », « permanent »."""

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal

from assistant.phrases import blank
from ingest.dates import DATE, MONTH, MONTHS, day
from ingest.folding import fold_spaces
from ingest.vocabulary import load

Sort = Literal["date", "continu", "relatif", "inconnu", "illisible"]

_YEAR = r"(?P<year>20\d\d)(?!\d)"
_OF = r"(?:\s+de)?(?:\s+l'annee)?[\s/-]*"
_SHORT = re.compile(r"(?<!\d)(\d{1,2})[./-](\d{1,2})[./-](\d\d)(?!\d)")
_PARTS = {"trimestre": 3, "t": 3, "quadrimestre": 4, "semestre": 6, "s": 6, "q": 3}
_PART = re.compile(
    rf"(?<!\w)(?:(?P<short>[tsq])\s?(?P<a>[1-4])|(?P<b>[1-4]|premier|deuxieme|second|troisieme|quatrieme|dernier)"
    rf"\s*(?:er|ere|e|eme|nd)?\s*(?P<long>trimestre|semestre|quadrimestre)"
    rf"|(?P<long2>trimestre|semestre|quadrimestre)\s+(?P<c>[1-4])){_OF}{_YEAR}"
    rf"|{_YEAR.replace('year', 'year2')}\s*[-/]?\s*(?P<short2>[tsq])\s?(?P<d>[1-4])(?!\w)"
)
_RANKS = {"premier": 1, "deuxieme": 2, "second": 2, "troisieme": 3, "quatrieme": 4}
_MONTHLY = re.compile(
    rf"(?<!\w)(?P<name>{MONTH})\.?{_OF}{_YEAR}"
    rf"|(?<![\d/])(?P<number>0?[1-9]|1[0-2])\s?/\s?{_YEAR.replace('year', 'year2')}"
    rf"|(?<!\d){_YEAR.replace('year', 'year3')}-(?P<iso>0[1-9]|1[0-2])(?![\d-])"
)
_EDGE = re.compile(rf"(?<!\w)(?P<edge>debut|mi|milieu|courant|fin|avant){_OF}{_YEAR}")
_BARE = re.compile(rf"(?<![\d.,]){_YEAR}(?!\s?(?:€|eur))")
_OPEN = re.compile(r"(?<!\w)(?:des|a partir d[eu]|depuis)\s+(?:\w+\s+){0,3}?$")


@dataclass(frozen=True, slots=True)
class Due:
    """A deadline that was read.

    Attributes:
        sort: `date`; `continu` for what never ends; `relatif` for « fin de mandature », « court terme »; `inconnu` for
            « à définir »; `illisible` for anything else.
        first: The first day that it may mean, where it is a date.
        last: The last day that it may mean; None too for « dès 2026 », which says no end.
    """

    sort: Sort
    first: date | None = None
    last: date | None = None


def read_due(text: str) -> Due:
    """A deadline's words as days.

    Of several dates the earliest and the latest count. A year alone runs to its 31 December, « mi-2026 » to 31 August.

    Args:
        text: The field as the plan writes it.
    """
    folded = fold_spaces(text).strip(" .;:")
    spans = list(_spans(folded))
    if any(one is None for one in spans):
        return Due("illisible")
    days = [one for one in spans if one is not None]
    if days:
        ends = [last for _, last in days if last is not None]
        return Due("date", min(first for first, _ in days), max(ends) if len(ends) == len(days) else None)
    for sort, name in _SORTS:
        if _words(name).search(folded):
            return Due(sort)
    return Due("illisible" if folded and not _words("undefined").fullmatch(folded) else "inconnu")


_SORTS: tuple[tuple[Sort, str], ...] = (("continu", "permanent"), ("relatif", "relative"), ("inconnu", "undefined"))

_Days = tuple[date, date | None]


def _spans(folded: str) -> Iterator[_Days | None]:
    """The days of each date of a text; None for a date that no calendar has."""
    readers = (
        (re.compile(DATE), _of_day), (_SHORT, _of_short), (_PART, _of_part), (_MONTHLY, _of_month),
        (_season(), _of_season), (_EDGE, _of_edge), (_BARE, _of_year),
    )  # fmt: skip
    for pattern, read in readers:
        matches = list(pattern.finditer(folded))
        for match in matches:
            days = read(match)
            yield (days[0], None) if days and _OPEN.search(folded[: match.start()]) else days
        folded = blank(folded, [match.span() for match in matches])


def _of_day(match: re.Match[str]) -> _Days | None:
    found = day(match.group(0))
    return (found, found) if found else None


def _of_short(match: re.Match[str]) -> _Days | None:
    try:
        found = date(2000 + int(match.group(3)), int(match.group(2)), int(match.group(1)))
    except ValueError:
        return None
    return found, found


def _of_part(match: re.Match[str]) -> _Days | None:
    group = match.groupdict()
    kind = group["short"] or group["long"] or group["long2"] or group["short2"]
    length = _PARTS[kind]
    said = group["a"] or group["b"] or group["c"] or group["d"]
    rank = 12 // length if said == "dernier" else _RANKS.get(said) or int(said)
    year = int(group["year"] or group["year2"])
    return _months(year, length * (rank - 1) + 1, length * rank) if length * rank <= 12 else None


def _of_month(match: re.Match[str]) -> _Days | None:
    group = match.groupdict()
    month = MONTHS[group["name"]] if group["name"] else int(group["number"] or group["iso"])
    return _months(int(group["year"] or group["year2"] or group["year3"]), month, month)


def _of_season(match: re.Match[str]) -> _Days | None:
    month = int(load("checks")["seasons"][match.group("season")])
    return _months(int(match.group("year")), max(1, month - 2), month)


def _of_edge(match: re.Match[str]) -> _Days | None:
    year, edge = int(match.group("year")), match.group("edge")
    if edge == "avant":
        return _months(year - 1, 1, 12)
    first, last = {"debut": (1, 4), "mi": (5, 8), "milieu": (5, 8), "fin": (10, 12)}.get(edge, (1, 12))
    return _months(year, first, last)


def _of_year(match: re.Match[str]) -> _Days | None:
    return _months(int(match.group("year")), 1, 12)


def _months(year: int, first: int, last: int) -> _Days:
    return date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1])


@cache
def _season() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?P<season>{'|'.join(load('checks')['seasons'])}){_OF}{_YEAR}")


def _words(name: str) -> re.Pattern[str]:
    from assistant.drafting.checks.words import pattern

    return pattern(name)
