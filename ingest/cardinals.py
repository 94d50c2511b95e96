"""French numbers in words: « trente-sept », « quatre-vingt-dix-sept », « nonante-sept », up to the hundreds."""

from functools import lru_cache

_UNITS = (
    "", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze", "treize",
    "quatorze", "quinze", "seize", "dix sept", "dix huit", "dix neuf",
)  # fmt: skip
_TENS = {20: "vingt", 30: "trente", 40: "quarante", 50: "cinquante", 60: "soixante", 70: "septante", 90: "nonante"}
_WORDS = "|".join(
    sorted({*" ".join(_UNITS).split(), "une", *_TENS.values(), "vingts", "cent", "cents"}, key=len, reverse=True)
)
_MOST = 8
"""More words than a number has (« neuf cent quatre-vingt-dix-neuf » has six): a page of them is no number."""
WORDS = rf"(?:{_WORDS})(?:(?:\s?-\s?|\s)(?:et(?:\s?-\s?|\s))?(?:{_WORDS})){{0,{_MOST - 1}}}"
"""A pattern for a run of number words in folded text; `value` says which number it is, if it is one."""


@lru_cache(maxsize=1)
def _values() -> dict[str, int]:
    return {words: number for number in range(2, 1000) for words in spelled(number)}


def value(words: str) -> int | None:
    """The number that folded words spell, from 2 to 999, or None.

    « Un » alone is None: it is the article far more often than the number.
    """
    return _values().get(" ".join(words.replace("-", " ").split()).replace("une", "un"))


def spelled(number: int) -> set[str]:
    """The ways to write a number from 1 to 999: folded, spaces for hyphens, as in France and as in Belgium."""
    hundreds, rest = divmod(number, 100)
    if not hundreds:
        return _below_hundred(number)
    head = "cent" if hundreds == 1 else f"{_UNITS[hundreds]} cent"
    if not rest:
        return {head, f"{head}s"} if hundreds > 1 else {head}
    return {f"{head} {words}" for words in _below_hundred(rest)}


def _below_hundred(number: int) -> set[str]:
    if number < len(_UNITS):
        return {_UNITS[number]}
    found = set()
    tens, unit = divmod(number, 10)
    if tens * 10 in _TENS:
        found.add(_joined(_TENS[tens * 10], unit))
    if 70 <= number < 80:
        found |= {_joined("soixante", number - 60), f"soixante {_UNITS[number - 60]}"}
    if 80 <= number < 100:
        rest = number - 80
        found |= {f"quatre vingt {_UNITS[rest]}"} if rest else {"quatre vingt", "quatre vingts"}
    return found


def _joined(tens: str, unit: int) -> str:
    """« vingt et un », « vingt deux », « soixante et onze »."""
    if not unit:
        return tens
    return f"{tens} et {_UNITS[unit]}" if unit in (1, 11) else f"{tens} {_UNITS[unit]}"
