"""The term of office that a question is about, and the limits that it sets and no answer reads."""

import re
from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from assistant.intent import has_any
from ingest.folding import fold, fold_spaces
from ingest.records import Document, Period
from ingest.vocabulary import load

_YEARS = re.compile(r"\b((?:19|20)\d\d)\s*(?:-|/|a|au?)\s*((?:19|20)\d\d)\b")
_TERM, _ELECTION, _MONTH = 6, 2024, 12
"""Communal terms last six years; councils are installed in the winter after the elections (2018, 2024)."""
_LONG = 4
"""Fewer years than this are a schedule, and no term of office."""


def find_period(text: str, today: date) -> Period | None:
    """The term of office that a question names: « 2019-2024 », « la mandature précédente ».

    Args:
        text: The question.
        today: The day from which « actuelle » counts.
    """
    folded = fold_spaces(text)
    match = _YEARS.search(folded)
    if match and int(match.group(2)) - int(match.group(1)) >= _LONG:
        return Period(int(match.group(1)), int(match.group(2)))
    months = (today.year - _ELECTION) * 12 + today.month - _MONTH
    rank = months // (12 * _TERM)
    for name, step in (("previous", -1), ("next", 1), ("current", 0)):
        if has_any(folded, load("questions")["terms_of_office"][name]):
            start = _ELECTION + (rank + step) * _TERM
            return Period(start, start + _TERM)
    return None


def of_period(documents: Iterable[Document], period: Period) -> list[Document]:
    """The documents of a term of office: those whose years lie within it, a year more or less at the start."""
    return [
        one
        for one in documents
        if (own := one.term or one.identity.period) and period.start - 1 <= own.start and own.end <= period.end
        and own.end > period.start + 1
    ]  # fmt: skip


def find_unparsed(text: str) -> tuple[str, ...]:
    """The limits that a question sets and that nothing reads: « d'ici 2026 », « plus de 10.000 € »."""
    folded = fold(text)
    return tuple(
        dict.fromkeys(" ".join(text[slice(*match.span())].split()) for match in _constraints().finditer(folded))
    )


@lru_cache(maxsize=1)
def _constraints() -> re.Pattern[str]:
    return re.compile("|".join(rf"(?<!\w){one}(?!\w)" for one in load("questions")["constraints"]))
