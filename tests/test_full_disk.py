"""A disk that is full is told in one French line; what there was stays, and no half file."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from ingest.disk import DiskFullError, full, is_full
from ingest.errors import LibraryError

ROOT = Path(__file__).parent.parent


def run(folder: Path, *, limit: bool) -> list[dict[str, Any]]:
    command = [sys.executable, "-m", "tests.full_disk", str(folder)]
    if limit:
        command.append("--limit")
    else:
        shell = 'mount -t tmpfs -o size=16m tmpfs "$0" && exec "$@"'
        command = ["unshare", "-m", "sh", "-c", shell, str(folder), *command]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=250)
    if not limit and "Operation not permitted" in done.stderr:
        pytest.skip("no mount namespaces here")
    assert done.returncode == 0, done.stderr[-2000:]
    told: list[dict[str, Any]] = json.loads(done.stdout)
    return told


@pytest.mark.skipif(sys.platform != "linux", reason="needs Linux")
@pytest.mark.parametrize("limit", [False, True], ids=["tmpfs", "RLIMIT_FSIZE"])
def test_a_full_disk_is_told_and_leaves_everything_as_it_was(tmp_path: Path, limit: bool) -> None:
    if not limit and os.geteuid() != 0:
        pytest.skip("needs root")
    told = run(tmp_path, limit=limit)
    operations = {one["operation"] for one in told}
    assert operations == {"ingest", "correct", "remove", "conversation", "draft", "export", "backup"}
    before: dict[str, Any] = {"documents": ["hannut.txt"], "turns": 0, "export": True}
    refused = set()
    for one in told:
        assert one["reading"] == "", one  # people go on reading
        state = {name: one[name] for name in before}
        if not one["said"]:
            before = state  # there was room enough
            continue
        refused.add(one["operation"])
        assert one["said"].startswith("Il n'y a plus de place sur le disque"), one
        assert "Libérez de la place" in one["said"]
        assert state == before, one
        # A folder that is empty; vectors that were computed, which the next publication takes up and erases.
        assert set(one["left"]) <= {"home/corrections", "home/library/vecteurs.journal"}, one
    assert refused == operations


def test_every_library_s_way_to_say_it_is_known() -> None:
    for error in (
        OSError(28, "No space left on device"),
        OSError(122, "Disk quota exceeded"),
        OSError(27, "File too large"),
        RuntimeError("error returned from database: (code: 13) database or disk is full"),
        RuntimeError("failed to write: No space left on device (os error 28)"),
    ):
        assert is_full(error)
        wrapped = ValueError("Could not connect to tenant")
        wrapped.__cause__ = error
        assert is_full(wrapped)
    assert not is_full(OSError(13, "Permission denied"))
    assert not is_full(LibraryError("La bibliothèque est vide."))


def test_the_error_says_where_and_what_to_do(tmp_path: Path) -> None:
    error = full(tmp_path)
    assert isinstance(error, DiskFullError)
    assert error.exit_code == 1
    for words in ("plus de place sur le disque", str(tmp_path), "Mo", "Libérez de la place"):
        assert words in str(error)
