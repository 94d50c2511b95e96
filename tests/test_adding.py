"""What is put aside of an upload goes where its job cannot start."""

import io
from pathlib import Path
from types import SimpleNamespace

import pytest

from assistant.administration.tasks import Add, Task
from assistant.administration.uploads import put_aside
from ui.library import adding


@pytest.fixture
def page(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    page = SimpleNamespace(session_state={"upload-round": 0}, rerun=lambda: None)
    monkeypatch.setattr(adding, "st", page)
    return page


def put(folder: Path) -> Add:
    return Add(folder=put_aside(folder, [("a.txt", io.BytesIO(b"1"))]))


@pytest.mark.parametrize("started", [True, False])
def test_files_stay_aside_only_for_a_job(
    started: bool, page: SimpleNamespace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(adding.work, "start", lambda _: started)
    task, other = put(tmp_path), put(tmp_path)
    adding._start(task, tmp_path)
    adding._start(Add(corpus=True), tmp_path)
    assert {one.name for one in tmp_path.iterdir()} == ({task.folder, other.folder} if started else {other.folder})
    assert (page.session_state["upload-round"] > 0) == started  # the form is emptied only then


def test_a_fault_at_the_start_leaves_nothing_aside(
    page: SimpleNamespace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: Task) -> bool:
        raise OSError("disk full")

    monkeypatch.setattr(adding.work, "start", fail)
    with pytest.raises(OSError, match="disk full"):
        adding._start(put(tmp_path), tmp_path)
    assert list(tmp_path.iterdir()) == []
