"""Numbers in a series: whether one follows another."""

import re

from ingest.numerals import roman

_ROMAN = re.compile(r"[IVX]{1,6}")


def goes_on(number: str, following: str) -> bool:
    """Whether a number follows another in a series: 2 after 1, 1.3 after 1.2, III after II, b after a.

    Args:
        number: A number as it is printed, or "".
        following: The one that may follow it.
    """
    before, after = number.split("."), following.split(".")
    if not number or not following or len(before) != len(after) or before[:-1] != after[:-1]:
        return False
    first, second = before[-1], after[-1]
    if first.isdigit() and second.isdigit():
        return int(second) == int(first) + 1
    if _ROMAN.fullmatch(first) and _ROMAN.fullmatch(second) and (len(first) > 1 or len(second) > 1 or first == "I"):
        return roman(second.lower()) == roman(first.lower()) + 1
    return len(first) == len(second) == 1 and ord(second) == ord(first) + 1
