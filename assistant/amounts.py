"""Limits on amounts of money: « un budget de plus de 50.000 € », and what a field says in figures."""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from assistant.fields import Constraint, Field
from assistant.phrases import listed
from ingest.folding import fold
from ingest.vocabulary import load

_FIGURES = r"\d{1,3}(?:[\s.']\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?"
_UNIT = r"(?:(?P<times>k|m|mille|millions?)\s*(?:d'|de\s+)?)?(?P<unit>€|euros?|eur)?(?!\w)"
_AMOUNT = re.compile(rf"(?<![\d.,])(?P<figures>{_FIGURES})\s*{_UNIT}")
_TIMES = {"k": 1_000, "mille": 1_000, "m": 1_000_000, "million": 1_000_000, "millions": 1_000_000}
_MONEY = 1_000
"""Below, a number without a currency counts something else: « plus de trois partenaires »."""
_ASIDE = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_ADDED = re.compile(r"[+;]")


def find_limits(folded: str) -> Iterator[Constraint]:
    """The limits that a question sets on budgets, if it speaks of one.

    Args:
        folded: The question, folded.
    """
    if not re.search(listed("cost_words"), folded):
        return
    for match in _AMOUNT.finditer(folded):
        if not match.group("unit") and _value(match) < _MONEY:
            continue
        for name in load("listings")["amounts"]:
            before = re.search(rf"(?:{listed('amounts', name)})\s*(?:les?\s+|d'|de\s+)?$", folded[: match.start()])
            if before:
                span = (before.start(), match.end())
                yield Constraint(Field.BUDGET, folded[slice(*span)], span, _test(name, _value(match)))
                break


def amount(value: str) -> float | None:
    """What a budget comes to, or None where it says no figure.

    What is added up is summed (« 8.000 € ; 4.000 € »), what stands in brackets only explains (« dont 2.000 € »); of
    several other figures the highest counts.
    """
    folded = _ASIDE.sub(" ", fold(value)).strip()
    alone = _AMOUNT.fullmatch(folded)
    found = [_value(alone)] if alone else [_value(one) for one in _AMOUNT.finditer(folded) if one.group("unit")]
    if not found:
        return None
    return sum(found) if _ADDED.search(folded) else max(found)


def says_none(value: str) -> bool:
    """Whether a budget says that nothing is spent: « Sans coût supplémentaire »."""
    return _none().match(fold(value).strip()) is not None or amount(value) == 0


def _value(match: re.Match[str]) -> float:
    figures = re.sub(r"[\s.'](?=\d{3}(?!\d))", "", match.group("figures"))
    return float(figures.replace(",", ".")) * _TIMES.get(match.group("times") or "", 1)


def _test(name: str, limit: float) -> Callable[[str], bool]:
    def test(value: str) -> bool:
        found = amount(value)
        if found is None:
            return False
        return {"least": found >= limit, "most": found <= limit, "more": found > limit, "less": found < limit}[name]

    return test


@lru_cache(maxsize=1)
def _none() -> re.Pattern[str]:
    return re.compile(listed("spends_nothing"))
