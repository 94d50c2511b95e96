"""Vectors that are computed already, while the snapshot that they are for is being built.

To embed a large library takes hours. Each batch is appended here as it comes, so that an ingestion that is killed does
not begin again: the next one reads what is whole and computes the rest. There are no words in it, and it is erased once
a snapshot is published; until then it may hold vectors of documents that the library never took.
"""

import struct
import zlib
from collections.abc import Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

_NAME, _ANEW = "vecteurs.journal", "vecteurs-refaits.journal"
_HEAD = struct.Struct("<32sII")
"""Of a record: the content hash, how many numbers follow, and the CRC of all of these."""
_MOST = 1 << 16
"""More numbers than any vector has: a head that says so is damaged."""

Vectors = Mapping[str, NDArray[np.float32]]


class Journal:
    """The journal of a shelf.

    Args:
        folder: The folder of the snapshots; the writer's lock is held.
        anew: Whether the vectors are computed again though some are known: those of a plain ingestion do not count
            then.
    """

    def __init__(self, folder: Path, *, anew: bool = False) -> None:
        self._file = folder / (_ANEW if anew else _NAME)
        self._others = tuple(folder / name for name in (_NAME, _ANEW))

    def read(self) -> dict[str, NDArray[np.float32]]:
        """The vectors by content hash; what is damaged, and all behind it, is cut off."""
        try:
            content = self._file.read_bytes()
        except OSError:
            return {}
        found: dict[str, NDArray[np.float32]] = {}
        at = 0
        while at + _HEAD.size <= len(content):
            key, size, crc = _HEAD.unpack_from(content, at)
            end = at + _HEAD.size + 4 * size
            numbers = content[at + _HEAD.size : end]
            if size > _MOST or end > len(content) or _crc(key, numbers) != crc:
                break
            found[key.hex()] = np.frombuffer(numbers, dtype="<f4").astype(np.float32)
            at = end
        if at < len(content):
            with self._file.open("r+b") as file:
                file.truncate(at)
        return found

    def add(self, batch: Vectors) -> None:
        """Append some vectors by their content hash, 64 hexadecimal digits."""
        records = []
        for name, vector in batch.items():
            key, numbers = bytes.fromhex(name), vector.astype("<f4").tobytes()
            records.append(_HEAD.pack(key, vector.size, _crc(key, numbers)) + numbers)
        with self._file.open("ab") as file:
            file.write(b"".join(records))

    def erase(self) -> None:
        """Forget everything."""
        for one in self._others:
            one.unlink(missing_ok=True)


def _crc(key: bytes, numbers: bytes) -> int:
    return zlib.crc32(numbers, zlib.crc32(key))
