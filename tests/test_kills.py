"""Writers that are killed at any moment leave the library before or after, and nothing of what was removed."""

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from unittest import mock

import pytest

from tests.conftest import ROOT
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


def _apart(campaign: str, folder: Path) -> dict[str, list[str]]:
    """What a campaign comes to in a process of its own, of one thread: this one may have others and their locks."""
    code = f"import pathlib, sys\nfrom tests import test_kills\ntest_kills.{campaign}(pathlib.Path(sys.argv[1]))"
    run = subprocess.run(
        [sys.executable, "-c", code, str(folder)], cwd=ROOT, stdin=subprocess.DEVNULL, capture_output=True, text=True
    )
    assert run.returncode == 0, run.stderr[-2000:]
    told: dict[str, list[str]] = json.loads(run.stdout)
    return told


def careful(folder: Path) -> None:
    """The product, as it is."""
    _say(campaign(14, 11, folder))


def careless(folder: Path) -> None:
    """A removal that leaves the folder of before, killed where it would have gone."""
    with (
        mock.patch.object(Shelf, "_tidy", return_value=None),
        mock.patch.object(campaigns, "CALLS", ("rmdir",)),
        mock.patch.object(campaigns, "OPERATIONS", {"remove": OPERATIONS["remove"]}),
    ):
        _say(campaign(3, 1, folder))


def _say(tally: Tally) -> None:
    json.dump({"wrong": tally.wrong, "found": sorted({state for _, state in tally.fell})}, sys.stdout)


def test_killed_writers_leave_a_whole_library(folder: Path) -> None:
    assert _apart("careful", folder) == {"wrong": [], "found": ["after", "before"]}


def test_the_harness_sees_what_a_careless_writer_leaves(folder: Path) -> None:
    assert _apart("careless", folder)["wrong"]
