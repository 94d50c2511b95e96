"""Dates as French texts write them: « 1er mai 1984 », « 18-10-1992 », « 07/09/2018 », « 2018-09-07 »."""

import re
from datetime import date

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("janvier", "janv"), ("fevrier", "fevr"), ("mars",), ("avril", "avr"), ("mai",), ("juin",),
            ("juillet", "juil"), ("aout",), ("septembre", "sept"), ("octobre", "oct"), ("novembre", "nov"),
            ("decembre", "dec"),
        ),
        start=1,
    )
    for name in names
}  # fmt: skip
MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
DATE = (
    rf"(?<!\d)(?:\d{{1,2}}\s?(?:er)?(?:\s+(?:{MONTH})\.?\s+|\s?[./-]\s?(?:\d{{1,2}}|{MONTH})\s?[./-]\s?)(?:1[89]|20)\d\d"
    r"|(?:1[89]|20)\d\d-\d\d-\d\d)(?!\d)"
)
"""A date in folded text, without a capturing group."""

_FIELDS = re.compile(rf"\d+|{MONTH}")


def day(folded: str) -> date | None:
    """The day that a folded match of `DATE` names, or None where the calendar has no such day."""
    fields = _FIELDS.findall(folded)
    if len(fields) != 3:
        return None
    if len(fields[0]) == 4:
        fields.reverse()
    number, month, year = fields
    try:
        return date(int(year), MONTHS.get(month) or int(month), int(number))
    except ValueError:
        return None
