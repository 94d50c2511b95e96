"""What is computed is not computed again: the journal keeps it, believes nothing that is damaged, and is erased."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from tests.fakes import BagEmbeddings
from tests.shelves import HANNUT, plan, publish, shelf_in, two_plans
from vectorstore.journal import Journal

KEYS = st.binary(min_size=32, max_size=32).map(bytes.hex)
VECTORS = st.lists(st.floats(-1, 1, width=32), min_size=1, max_size=9).map(
    lambda numbers: np.array(numbers, dtype=np.float32)
)
BATCHES = st.lists(st.dictionaries(KEYS, VECTORS, max_size=4), max_size=4)
FRESH = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
KILLED = """
import os, sys
from pathlib import Path
from tests.fakes import BagEmbeddings
from tests.shelves import publish, shelf_in, two_plans
from vectorstore import snapshot

class Killed(BagEmbeddings):
    def embed_documents(self, texts):
        if self.embedded:
            os.kill(os.getpid(), 9)
        return super().embed_documents(texts)

snapshot.STEP = 4
publish(shelf_in(Path(sys.argv[1]), Killed()), two_plans())
"""


def same(found: dict[str, NDArray[np.float32]], wanted: dict[str, NDArray[np.float32]]) -> bool:
    return found.keys() == wanted.keys() and all(np.array_equal(found[key], wanted[key]) for key in wanted)


def merged(batches: list[dict[str, NDArray[np.float32]]]) -> dict[str, NDArray[np.float32]]:
    return {key: vector for batch in batches for key, vector in batch.items()}


@given(batches=BATCHES)
@FRESH
def test_what_is_added_is_read(tmp_path: Path, batches: list[dict[str, NDArray[np.float32]]]) -> None:
    journal = Journal(tmp_path)
    journal.erase()
    for batch in batches:
        journal.add(batch)
    assert same(Journal(tmp_path).read(), merged(batches))
    journal.erase()
    assert list(tmp_path.iterdir()) == []


@given(batches=BATCHES, share=st.floats(0, 1), more=st.dictionaries(KEYS, VECTORS, min_size=1, max_size=3))
@FRESH
def test_a_torn_end_is_cut_off_and_written_over(
    tmp_path: Path, batches: list[dict[str, NDArray[np.float32]]], share: float, more: dict[str, NDArray[np.float32]]
) -> None:
    journal = Journal(tmp_path)
    journal.erase()
    journal.add(merged(batches))
    (file,) = tmp_path.iterdir()
    content = file.read_bytes()
    file.write_bytes(content[: int(share * len(content))])
    whole = journal.read()
    assert all(np.array_equal(vector, merged(batches)[key]) for key, vector in whole.items())
    journal.add(more)
    assert same(journal.read(), {**whole, **more})


@given(at=st.integers(0, 10_000), bit=st.integers(0, 7))
@FRESH
def test_a_flipped_bit_ends_what_is_believed(tmp_path: Path, at: int, bit: int) -> None:
    journal = Journal(tmp_path)
    journal.erase()
    kept = {f"{rank:064x}": np.full(5, rank / 9, dtype=np.float32) for rank in range(8)}
    journal.add(kept)
    (file,) = tmp_path.iterdir()
    content = bytearray(file.read_bytes())
    content[at % len(content)] ^= 1 << bit
    file.write_bytes(content)
    found = journal.read()
    assert len(found) == at % len(content) * len(kept) // len(content)
    assert all(np.array_equal(vector, kept[key]) for key, vector in found.items())


def test_a_killed_ingestion_does_not_begin_again(tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, "-c", KILLED, str(tmp_path)], check=False, timeout=120)
    assert done.returncode == -9
    known = len(Journal(tmp_path).read())
    assert known > 0
    again = BagEmbeddings()
    library = publish(shelf_in(tmp_path, again), two_plans())
    assert len(again.embedded) == len(library.pairs) - known
    assert library.search("zythologue")[0].node.text == "Former un zythologue assermenté"
    library.close()
    assert not list(tmp_path.glob("*.journal"))


@pytest.mark.parametrize("fail_after", [1, 2])
def test_nothing_of_an_interrupted_ingestion_outlives_the_next_one(tmp_path: Path, fail_after: int) -> None:
    with pytest.raises(MemoryError):
        publish(shelf_in(tmp_path, BagEmbeddings(fail_after)), two_plans())
    publish(shelf_in(tmp_path), [plan(HANNUT, "hannut.txt")]).close()
    assert not list(tmp_path.glob("*.journal"))


def test_vectors_that_are_computed_anew_are_kept_apart(tmp_path: Path) -> None:
    Journal(tmp_path).add({"00" * 32: np.ones(3, dtype=np.float32)})
    assert Journal(tmp_path, anew=True).read() == {}
    Journal(tmp_path, anew=True).erase()
    assert Journal(tmp_path).read() == {}
