"""Writers that are killed at any moment leave the library before or after, and nothing of what was removed."""

import multiprocessing
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from unittest import mock

import pytest

from tests.kills import campaign as campaigns
from tests.kills.campaign import Tally, campaign
from tests.kills.home import OPERATIONS
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


def _apart(run: Callable[..., Tally], *arguments: object) -> Tally:
    """What a campaign comes to in a new process, of one thread: this one may have others, with locks of theirs."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(run, arguments)


def test_killed_writers_leave_a_whole_library(folder: Path) -> None:
    tally = _apart(campaign, 14, 11, folder)
    assert tally.wrong == []
    assert {state for _, state in tally.fell} == {"before", "after"}


def _careless(folder: Path) -> Tally:
    """A campaign against a removal that leaves the folder of before, killed where it would have gone."""
    with (
        mock.patch.object(Shelf, "_tidy", return_value=None),
        mock.patch.object(campaigns, "CALLS", ("rmdir",)),
        mock.patch.object(campaigns, "OPERATIONS", {"remove": OPERATIONS["remove"]}),
    ):
        return campaign(3, 1, folder)


def test_the_harness_sees_what_a_careless_writer_leaves(folder: Path) -> None:
    assert _apart(_careless, folder).wrong
