"""What a question names outright: an element by its number, a kind of document."""

import re

from ingest.folding import fold_spaces
from ingest.records import DocumentKind, Level

_NODE = re.compile(
    r"\b(objectif\w*\s+strategique\w*|objectif\w*\s+operationnel\w*|o\.?s\.?|o\.?o\.?|axe)\s*(?:n\s?[o°]\s*)?(\d+(?:\.\d+)*)"
)
_KIND = re.compile(
    r"\b(pst|programme strategique transversal|dps|declaration de politique sociale)\s+(?:du cpas\s+)?(?:de|d'|du|a)\b"
)


def find_number(folded: str) -> tuple[Level, str] | None:
    """The level and the number of the element that a folded question names: « OS 4 »."""
    match = _NODE.search(folded)
    if match is None:
        return None
    words = match.group(1)
    if words.startswith("axe"):
        return Level.AXE, match.group(2)
    strategic = "strat" in words or words.replace(".", "") == "os"
    return (Level.OS if strategic else Level.OO), match.group(2)


def find_kind(text: str) -> DocumentKind | None:
    """The kind of document that a question names together with an organisation: « le PST de Durbuy »."""
    match = _KIND.search(fold_spaces(text))
    if match is None:
        return None
    return DocumentKind.DPS if match.group(1).startswith("d") else DocumentKind.PST
