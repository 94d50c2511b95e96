"""The vectors of every node as one matrix, read from disk as they are needed."""

import io
import struct
from pathlib import Path
from zipfile import ZIP_STORED, BadZipFile, ZipFile, ZipInfo

import numpy as np
from numpy.lib import format as npy
from numpy.typing import NDArray

_LOCAL_HEADER = 30
_LENGTHS = struct.Struct("<26xHH")


_ALIGNED = 64
_PADDING = struct.Struct("<HH")
_PADDED = 0xD935
"""The id under which an entry of an archive holds nothing but room; Android's zipalign has made it known."""
_WIDE = 20
"""Bytes of the field that an entry of more than 2 GB has besides."""


def save_matrix(path: Path, keys: NDArray[np.str_], vectors: NDArray[np.float32]) -> None:
    """Write keys and a matrix as `numpy.savez` does, with the numbers where a processor wants them.

    Of a mapped matrix that begins elsewhere, numpy makes a copy for every product: 75 ms instead of 15 for 100,000
    vectors.

    Args:
        path: The file, a new one.
        keys: One a row.
        vectors: The matrix, as `vectors` in the file.
    """
    header = io.BytesIO()
    npy.write_array_header_1_0(header, npy.header_data_from_array_1_0(vectors))
    with ZipFile(path, "w", ZIP_STORED) as archive:
        with archive.open("keys.npy", "w", force_zip64=True) as file:
            npy.write_array(file, keys, allow_pickle=False)
        entry = ZipInfo("vectors.npy")
        assert archive.fp is not None
        before = archive.fp.tell() + _LOCAL_HEADER + len(entry.filename) + _WIDE + _PADDING.size + header.tell()
        room = -before % _ALIGNED
        entry.extra = _PADDING.pack(_PADDED, room) + bytes(room)
        with archive.open(entry, "w", force_zip64=True) as file:
            file.write(header.getvalue())
            file.write(np.ascontiguousarray(vectors).data.cast("B") if vectors.size else b"")


def open_matrix(path: Path, name: str = "vectors") -> NDArray[np.float32] | None:
    """A matrix stored in an `.npz` file, mapped into memory: 500 documents hold 100 MB of vectors, and cost nothing.

    Args:
        path: The file.
        name: The matrix's name in it.

    Returns:
        One row a node, in the order of the snapshot's nodes; None where the file cannot be read so.
    """
    try:
        with ZipFile(path) as archive:
            entry = archive.getinfo(f"{name}.npy")
            if entry.compress_type != ZIP_STORED:
                return None
        with path.open("rb") as file:
            file.seek(entry.header_offset)
            lengths = _LENGTHS.unpack(file.read(_LOCAL_HEADER))
            file.seek(entry.header_offset + _LOCAL_HEADER + sum(lengths))
            version = npy.read_magic(file)
            read = npy.read_array_header_1_0 if version == (1, 0) else npy.read_array_header_2_0
            shape, fortran, dtype = read(file)
            start = file.tell()
        if fortran or len(shape) != 2 or dtype != np.float32 or not shape[0]:
            return None
        mapped = np.memmap(path, dtype=dtype, mode="r", offset=start, shape=shape)
        return mapped if mapped.flags.aligned else np.array(mapped)  # as files of before `save_matrix` are
    except (OSError, KeyError, ValueError, BadZipFile, struct.error):
        return None
