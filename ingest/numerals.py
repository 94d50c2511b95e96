"""The numbers of legal texts: « 1er », « 27ter », « L1123-27 », « 4/1 », « IIbis », « § 2 », as patterns and as keys.

All patterns are for folded text (see `ingest.folding`) and hold no capturing group.
"""

import re

from ingest.folding import fold

_DECADE = (
    r"(?:(?:un|duo|ter|quater|quin|quinquies|sex|sexies|septies?|octo|octies|novo|novies)?(?:decies|vicies|tricies))"
)
LATIN = rf"(?:{_DECADE}|bis|ter|quater|quinquies|sexies|septies|octies|novies|nonies)(?![a-z])"
_TAIL = rf"(?:[-/.]\d+)*(?:\s?{LATIN})?(?:[-/]\d+)?"
_PLAIN = rf"\d+(?:\s?(?:er|re|ere)(?![a-z]))?{_TAIL}"
ARTICLE = rf"(?:(?:[adlr]\.?\s?)?(?:[ivx]+[.-])?{_PLAIN}|premier(?![a-z])|unique(?![a-z])|[ivx]+(?![\w']))"
PARAGRAPH = rf"\d+(?:\s?(?:er|re)(?![a-z]))?(?:[/-]\d+)?(?:\s?{LATIN})?(?:/\d+)?"
DIVISION = (
    rf"(?:premiere?|unique|preliminaire|[ivxlc]+(?:er|re)?|\d+(?:er|re|e)?|[a-h])(?:\s?{LATIN})?(?:/\d+)?(?![\w'])"
)
ORDINALS = ("premiere", "deuxieme", "troisieme", "quatrieme", "cinquieme", "sixieme", "septieme", "huitieme")
ITEM = rf"(?:\d{{1,3}}(?:\s?°|o(?=\s))(?:\s?{LATIN}|/\d+)?|(?:\d{{1,3}}|[a-z]{{1,2}})(?:/\d+|{LATIN})?\))"

_ORDINAL = re.compile(r"(?<=\d)\s?(?:er|re|ere)(?![a-z])")
_ROMAN = re.compile(rf"([ivxlc]+?)(?:er|re)?(?={LATIN}|[^a-z]|$)")
_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


def key(number: str) -> str:
    """What two ways of printing one number have in common: « 1er » and « 1 », « 27 ter » and « 27ter »."""
    folded = _ORDINAL.sub("", fold(number))
    compact = re.sub(r"^([adlr])\.(?=\d)", r"\1", re.sub(r"[\s§]+", "", folded))
    if compact in ("premier", "premiere"):
        return "1"
    if compact in ORDINALS:
        return str(ORDINALS.index(compact) + 1)
    return re.sub(r"^(\d+)o$", r"\1°", compact)


def division_key(number: str) -> str:
    """The key of a division's number, Roman or Arabic: « Ier », « I » and « 1er » are one."""
    plain = key(number)
    match = _ROMAN.match(plain)
    return f"{roman(match.group(1))}{plain[match.end() :]}" if match else plain


def roman(numeral: str) -> int:
    """The value of a Roman numeral in small letters."""
    values = [_VALUES[letter] for letter in numeral]
    return sum(
        -value if any(later > value for later in values[index + 1 :]) else value for index, value in enumerate(values)
    )
