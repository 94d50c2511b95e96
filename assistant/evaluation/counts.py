"""Whether the number that an answer gives is the right one."""

import re

from assistant.evaluation.cases import Case
from ingest.cardinals import WORDS, value
from ingest.folding import fold_spaces

_HOW_MANY = re.compile(r"\bcombien\b|\bnombre de\b")
_FIGURES = re.compile(r"(?<![\w§.,/])(?<!§ )(?<!art\. )(?<!article )\d+(?:[ .]\d{3})*(?![\w/]|[.,]\d)")
_SPELLED = re.compile(rf"\b{WORDS}\b")
_MARK = re.compile(r"\[\d+\]")
"""The number of a source is no number that the answer gives."""


def exact_count(case: Case, text: str, total: int | None, related: int) -> bool | None:
    """Whether an answer counts right.

    Args:
        case: The case.
        text: The answer's text.
        total: The number of matches that the answer gives.
        related: How many of the case's related passages the answer cites.

    Returns:
        None where the case has nothing to count. With a number to give (the case's `count`, else the numbers of the
        first answer point that has one, where the question asks how many): for a listing whether `total` is that
        number, for another kind whether the text states it. For any other listing: whether `total` counts all the
        gold, and beyond it only related passages that are cited.
    """
    if case.expected_behaviour != "answer":
        return None
    wanted = _wanted(case)
    if case.kind == "listing":
        if len(wanted) == 1:
            return total in wanted
        return total is not None and len(case.gold) <= total <= len(case.gold) + related if case.gold else None
    return wanted <= numbers(_MARK.sub(" ", text)) if wanted else None


def numbers(text: str) -> set[int]:
    """The whole numbers of a text, in figures (« 1 250 », « 22 ») or in words (« quarante-deux »)."""
    folded = fold_spaces(text)
    figures = {int(re.sub(r"\D", "", found)) for found in _FIGURES.findall(folded)}
    return figures | {number for words in _SPELLED.findall(folded) if (number := value(words)) is not None}


def _wanted(case: Case) -> set[int]:
    if case.count is not None:
        return {case.count}
    if not _HOW_MANY.search(fold_spaces(case.question)):
        return set()
    return next((found for point in case.answer_points if (found := numbers(point))), set())
