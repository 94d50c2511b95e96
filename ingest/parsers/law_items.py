"""The open items of an enumeration: which « 1° », « a) » or « i) » the next one stands beside or below."""

import re
from dataclasses import dataclass

from ingest.folding import fold
from ingest.numerals import LATIN, roman
from ingest.parsers.builder import Draft
from ingest.parsers.law_lines import Opening

_LETTER, _ROMAN = "lettre", "romain"
_NUMERAL = re.compile(r"[ivx]+")


@dataclass(slots=True)
class _Item:
    rank: str
    value: int
    draft: Draft


class ItemStack:
    """The items that are open, from the outer to the inner one."""

    def __init__(self) -> None:
        self._items: list[_Item] = []
        self._next = ("", 0)

    @property
    def top(self) -> Draft | None:
        """The innermost open item."""
        return self._items[-1].draft if self._items else None

    def clear(self) -> None:
        """End the enumeration."""
        self._items = []

    def parent(self, opening: Opening, announced: bool) -> Draft | None:
        """The item that a new one stands below, None for the article or § itself; ends what it does not stand in.

        Args:
            opening: The new item.
            announced: Whether the line above ends with a colon.
        """
        rank, value = self._next = self._read(opening)
        level = next((index for index, item in enumerate(self._items) if item.rank == rank), None)
        nested = value == 1 and announced and level is not None and level < len(self._items) - 1
        if level is not None and not nested:
            del self._items[level:]
        return self.top

    def push(self, draft: Draft) -> None:
        """Open the item that `parent` was asked for last, below what it left."""
        self._items.append(_Item(*self._next, draft))

    def leave(self, following: Opening | None) -> None:
        """End the items that an alinéa does not stand in: those that the next item does not go on with."""
        while self._items:
            if following is not None:
                rank, value = self._read(following)
                if rank == self._items[-1].rank and value in (self._items[-1].value, self._items[-1].value + 1):
                    return
            self._items.pop()

    def _read(self, opening: Opening) -> tuple[str, int]:
        """An item's family and its rank in it; « i) » after « h) » is a letter, elsewhere a Roman numeral."""
        folded = re.sub(LATIN, "", fold(opening.number)).split("/")[0]
        digits = re.match(r"\d+", folded)
        if digits:
            return opening.rank, int(digits.group())
        letters = re.sub(r"[^a-z]", "", folded) or "a"
        value = ord(letters[0]) - ord("a") + 1 + 26 * (len(letters) - 1)
        if not _NUMERAL.fullmatch(letters):
            return _LETTER, value
        families = [item.rank for item in self._items]
        expected = [item.value + 1 for item in self._items if item.rank == _LETTER]
        if _ROMAN in families and roman(letters) > 1:
            return _ROMAN, roman(letters)
        return (_LETTER, value) if value in expected and len(letters) == 1 else (_ROMAN, roman(letters))
