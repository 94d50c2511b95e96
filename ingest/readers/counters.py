"""The numbers of lists as they are printed: « 3 », « c », « iii »."""

_ROMAN = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_MAX_ROMAN = 399
_LETTERS = 26


def shown(value: int, kind: str) -> str:
    """A number as a list writes it.

    Args:
        value: The number; there are no letters and no Roman numerals for those below 1.
        kind: Its format, by Word's name: `decimal`, `lowerLetter`, `upperRoman`…
    """
    if kind in ("lowerLetter", "upperLetter") and value > 0:
        text = ""
        while value:
            value, rest = divmod(value - 1, _LETTERS)
            text = chr(ord("a") + rest) + text
    elif kind in ("lowerRoman", "upperRoman") and 0 < value <= _MAX_ROMAN:
        text = ""
        for size, letters in _ROMAN:
            text += letters * (value // size)
            value %= size
    else:
        return f"{value:02d}" if kind == "decimalZero" else str(value)
    return text.upper() if kind.startswith("upper") else text
