"""Long results in pages: a cursor names the result and the place, and what was computed is kept for the next page."""

import hashlib
from collections import OrderedDict
from collections.abc import Callable, Sequence
from threading import Lock
from typing import Any, TypeVar, cast

from ingest.errors import PstError

_KEPT = 32
_T = TypeVar("_T")


class CursorError(PstError):
    """A cursor that is none of this result's."""


class Pager:
    """Keeps the last results, and cuts them into pages; safe to share between threads."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, Any] = OrderedDict()
        self._lock = Lock()

    def result(self, key: Sequence[str], make: Callable[[], _T]) -> tuple[str, _T]:
        """A result, computed unless it is kept.

        Args:
            key: All that it depends on: the tool, its arguments, the reader's role, the library's snapshot.
            make: Computes it.

        Returns:
            Its name, which `page` needs, and the result.
        """
        name = hashlib.sha256("\0".join(key).encode(errors="replace")).hexdigest()[:16]
        with self._lock:
            if name in self._kept:
                self._kept.move_to_end(name)
                return name, cast(_T, self._kept[name])
        made = make()
        with self._lock:
            self._kept[name] = made
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        return name, made

    @staticmethod
    def page(name: str, items: Sequence[_T], cursor: str | None, limit: int) -> tuple[tuple[_T, ...], str | None]:
        """One page.

        Args:
            name: The result's name.
            items: All of its items.
            cursor: Where the page before ended, or None for the first one.
            limit: How many items at most.

        Returns:
            The page's items, and the next page's cursor or None.

        Raises:
            CursorError: If the cursor is another result's: other arguments, or the library has changed.
        """
        start = 0
        if cursor is not None:
            owner, _, place = cursor.partition(".")
            if owner != name or not place.isascii() or not place.isdigit() or not 0 < int(place[:9]) < len(items):
                raise CursorError(
                    "Ce curseur ne vaut pas pour cette demande : d'autres arguments, ou la bibliothèque a changé.",
                    "Redonnez les mêmes arguments, ou recommencez sans curseur.",
                )
            start = int(place)
        end = start + limit
        return tuple(items[start:end]), f"{name}.{end}" if end < len(items) else None
