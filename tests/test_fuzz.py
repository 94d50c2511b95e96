"""Thousands of damaged files: each becomes a sound document or an error that says what to do, and none gets in by half.

A longer run, with other files: `make fuzz SEED=… COUNT=…`.
"""

import sys
from pathlib import Path

import pytest

from assistant.ingestion import ingest
from ingest.document import read_data
from ingest.errors import UnreadableFileError
from ingest.quotas import Limits
from tests.fuzz.harness import case, check, run
from tests.fuzz.mutations import mutate
from tests.fuzz.originals import originals
from tests.shelves import shelf_in

SEED = 2026
COUNT = 5_000
BATCH = 96
FIRST_OF_BATCH = 100_000
SEEDS = sorted((Path(__file__).parent / "fuzz" / "seeds").iterdir())

needs_signals = pytest.mark.skipif(sys.platform == "win32", reason="no alarm signal on this system")


@needs_signals
@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.name)
def test_what_was_found_once_stays_mended(path: Path) -> None:
    assert check(path.name, path.read_bytes()) is None


@needs_signals
@pytest.mark.parametrize("number", range(len(originals())), ids=lambda number: originals()[number][0])
def test_the_files_that_are_damaged_can_be_read_whole(number: int) -> None:
    name, data = originals()[number]
    try:
        assert read_data(data, name, name).nodes
    except UnreadableFileError as error:
        if "Tesseract" not in str(error):
            raise


def test_the_same_number_makes_the_same_file() -> None:
    assert [case(number, SEED) for number in range(50)] == [case(number, SEED) for number in range(50)]
    assert sum(case(number, SEED)[1] == case(number, SEED + 1)[1] for number in range(50)) < 10


@needs_signals
@pytest.mark.timeout(1200)
def test_damaged_files_become_sound_documents_or_errors() -> None:
    failures = list(run(COUNT, SEED))
    assert [(one.number, one.name, one.what) for one in failures] == []


@pytest.mark.timeout(600)
def test_damaged_files_never_get_in_by_half(tmp_path: Path) -> None:
    """One batch through the sandbox into a library: what it holds is what can be read, whole, and what it held."""
    shelf = shelf_in(tmp_path / "library")
    sound = tmp_path / "sain.txt"
    sound.write_bytes(originals()[0][1])
    ingest(shelf, [sound], lambda *_: None)
    before = shelf.open().documents
    folder = tmp_path / "abîmés"
    folder.mkdir()
    for number in range(FIRST_OF_BATCH, FIRST_OF_BATCH + BATCH):
        name, data = case(number, SEED)
        (folder / f"{number}-{name}").write_bytes(data)
    report = ingest(shelf, [folder], lambda *_: None, limits=Limits(seconds=60))
    library = shelf.open()
    assert set(before) <= set(library.documents)
    assert len(library.documents) == 1 + len(report.added)
    assert library.dense.count() == len(library.pairs)
    assert len(report.added) + len(report.failed) == BATCH
    assert len(report.added) > BATCH / 4
    assert report.failed
    for document in library.documents[:: len(library.documents) // 12]:
        if document.id != sound.name:
            path = folder / document.file
            assert document == read_data(path.read_bytes(), document.file, document.id)


def test_every_way_of_damaging_leaves_bytes() -> None:
    from random import Random

    for name, data in originals():
        for number in range(30):
            _, damaged = mutate(name, data, Random(number))
            assert isinstance(damaged, bytes)
