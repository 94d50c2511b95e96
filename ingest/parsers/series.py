"""Numbers in a series: whether one follows another."""

_ROMAN = (
    "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X",
    "XI", "XII", "XIII", "XIV", "XV", "XVI", "XVII", "XVIII", "XIX", "XX",
)  # fmt: skip


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
    if first in _ROMAN and second in _ROMAN and (len(first) > 1 or len(second) > 1 or first == "I"):
        return _ROMAN.index(second) == _ROMAN.index(first) + 1
    return len(first) == len(second) == 1 and ord(second) == ord(first) + 1
