"""Vectors read from disk as they are needed."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vectorstore.matrix import open_matrix, save_matrix


@given(rows=st.integers(1, 40), columns=st.integers(1, 9), keys=st.lists(st.text(max_size=9), max_size=5))
def test_the_matrix_is_what_was_saved(
    tmp_path_factory: pytest.TempPathFactory, rows: int, columns: int, keys: list[str]
) -> None:
    path = tmp_path_factory.mktemp("matrix") / "vectors.npz"
    saved = np.arange(rows * columns, dtype=np.float32).reshape(rows, columns)
    save_matrix(path, np.array(keys, dtype=str), saved)
    matrix = open_matrix(path)
    assert matrix is not None
    assert isinstance(matrix, np.memmap)
    assert matrix.ctypes.data % 64 == 0  # else numpy copies it for every product
    assert np.array_equal(matrix, saved)
    with np.load(path) as stored:
        assert stored["keys"].tolist() == np.array(keys, dtype=str).tolist()
        assert np.array_equal(stored["vectors"], saved)


@given(keys=st.lists(st.text(max_size=9), max_size=5))
def test_a_file_of_an_earlier_version_is_read_all_the_same(
    tmp_path_factory: pytest.TempPathFactory, keys: list[str]
) -> None:
    path = tmp_path_factory.mktemp("matrix") / "vectors.npz"
    saved = np.arange(12, dtype=np.float32).reshape(4, 3)
    np.savez(path, keys=np.array(keys, dtype=str), vectors=saved)
    matrix = open_matrix(path)
    assert matrix is not None
    assert matrix.flags.aligned
    assert np.array_equal(matrix, saved)


def test_a_matrix_without_rows_is_written(tmp_path: Path) -> None:
    save_matrix(tmp_path / "vectors.npz", np.array([], dtype=str), np.zeros((0, 4), dtype=np.float32))
    with np.load(tmp_path / "vectors.npz") as stored:
        assert stored["vectors"].shape == (0, 4)


def test_what_cannot_be_mapped_is_none(tmp_path: Path) -> None:
    path = tmp_path / "vectors.npz"
    assert open_matrix(path) is None
    path.write_bytes(b"PK\x03\x04 no archive")
    assert open_matrix(path) is None
    np.savez_compressed(path, vectors=np.ones((2, 2), dtype=np.float32))
    assert open_matrix(path) is None
    np.savez(path, vectors=np.ones((2, 2), dtype=np.float64))
    assert open_matrix(path) is None
    np.savez(path, vectors=np.zeros((0, 4), dtype=np.float32))
    assert open_matrix(path) is None
