"""Restrictions on the year by which something is due: « d'ici 2026 », « après 2027 », « entre 2025 et 2026 »."""

import re
from collections.abc import Callable, Iterator
from datetime import date

from assistant.fields import Constraint, Field
from assistant.phrases import listed

_YEAR = r"20\d\d(?!\s*[-/]\s*20)(?!\d)"
_YEARS = re.compile(r"20\d\d")
_LINK = (
    r"(?:(?:au|le|la|les|de|d'|fin|en|mi|pour|courant|l'annee|debut|est|sont|se|situe\w*|tombe\w*|prevue?s?|fixee?s?|a|:|=)"
    r"[\s-]+)*"
)
_MORE = rf"(?:(?:\s*,\s*|\s+(?:et|ou|ou\s+bien)\s+)(?:en\s+|fin\s+|debut\s+|pour\s+)?{_YEAR})*"


def find_deadlines(folded: str) -> Iterator[Constraint]:
    """The restrictions of a question on years.

    A deadline is meant where the question says so; « en 2026 » may be said of anything.

    Args:
        folded: The question, folded.
    """
    spoken = "echea" in folded
    between = rf"{listed('between')}\s+{_LINK}(?:{_YEAR})\s+(?:et|a|au|jusqu'en)\s+{_LINK}(?:{_YEAR})"
    patterns = {"between": between, **{name: rf"{listed(name)}\s+{_LINK}(?:{_YEAR})" for name in _TESTS}}
    patterns["due"] = rf"{listed('due')}\s+{_LINK}(?:{_YEAR}){_MORE}"
    for name, pattern in patterns.items():
        for match in re.finditer(pattern, folded):
            years = [int(one) for one in _YEARS.findall(match.group(0))]
            yield Constraint(Field.YEAR, match.group(0), match.span(), _test(name, years), sure=spoken)


def find_overdue(folded: str, today: date) -> Iterator[Constraint]:
    """The restriction to what should be over: « l'échéance est dépassée ».

    Args:
        folded: The question, folded.
        today: The day to reckon from; a deadline that only says its year is over with it.
    """
    for match in re.finditer(listed("overdue"), folded):
        yield Constraint(Field.YEAR, match.group(0), match.span(), _over(today.year))


def _over(year: int) -> Callable[[str], bool]:
    def test(value: str) -> bool:
        years = [int(one) for one in _YEARS.findall(value)]
        return bool(years) and max(years) < year

    return test


_TESTS: dict[str, Callable[[list[int], int], bool]] = {
    "until": lambda years, limit: max(years) <= limit,
    "after": lambda years, limit: max(years) > limit,
    "from": lambda years, limit: max(years) >= limit,
    "before": lambda years, limit: max(years) < limit,
}


def _test(name: str, limits: list[int]) -> Callable[[str], bool]:
    def test(value: str) -> bool:
        years = [int(one) for one in _YEARS.findall(value)]
        if not years:
            return False
        if name in _TESTS:
            return _TESTS[name](years, limits[0])
        if name == "between":
            return any(min(limits) <= year <= max(limits) for year in years)
        return any(year in limits for year in years)

    return test
