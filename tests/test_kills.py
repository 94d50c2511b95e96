"""Writers that are killed at any moment leave the library before or after, and nothing of what was removed."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import kills
from vectorstore.shelf import Shelf


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """In memory where there is such a place: bringing files to a disk takes longer than all the rest."""
    if not Path("/dev/shm").is_dir():
        yield tmp_path
        return
    made = Path(tempfile.mkdtemp(dir="/dev/shm"))
    yield made
    shutil.rmtree(made)


@pytest.mark.timeout(900)
def test_killed_writers_leave_a_whole_library(folder: Path) -> None:
    tally = kills.campaign(14, 11, folder)
    assert tally.wrong == []
    assert {state for _, state in tally.fell} == {"before", "after"}


def test_the_harness_sees_what_a_careless_writer_leaves(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Shelf, "_tidy", lambda _: None)
    monkeypatch.setattr(kills, "_CALLS", ("rmdir",))
    monkeypatch.setattr(kills, "OPERATIONS", {"remove": kills.OPERATIONS["remove"]})
    assert kills.campaign(3, 1, folder).wrong
