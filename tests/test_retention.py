"""What is too old is erased at every start and each day, though nobody opens a page."""

import threading
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from assistant import retention
from assistant.administration.feedback import Feedback, Verdict
from assistant.administration.journal import Journal
from assistant.api.audit import Audit, AuditLine
from assistant.conversations import Conversations
from assistant.notebook import Notebook
from assistant.settings import Settings
from tests.stores import rows
from tests.test_conversations import turn

LONG_AGO = datetime.now(UTC) - timedelta(days=400)


def old(settings: Settings) -> None:
    """Something of more than a year ago in every store."""
    name = Conversations(settings.conversations).create()
    Conversations(settings.conversations).append(name, turn("un"))
    Notebook(settings.conversations).keep("anne", name, "un")
    Feedback(settings.feedback).record(name, 0, Verdict.GOOD)
    Journal(settings.journal, 90).note("un", "liste", "refused", "extractive", 1.0, "agent")
    audit = Audit(settings.api_audit, 90)
    audit.note(
        AuditLine(
            at=datetime.now(UTC).isoformat(), request="a", label="b", role="agent", method="GET", route="/", status=200,
            ms=1.0, count=None,
        )
    )  # fmt: skip
    audit.close()
    written, stamped = f"{LONG_AGO:%Y-%m-%d %H:%M:%S}", LONG_AGO.isoformat(timespec="seconds")
    rows(settings.conversations, "UPDATE conversations SET created_at = ?", (written,))
    rows(settings.conversations, "UPDATE turns SET asked_at = ?", (written,))
    rows(settings.feedback, "UPDATE opinions SET given_at = ?", (stamped,))
    rows(settings.journal, "UPDATE questions SET asked_at = ?", (stamped,))
    rows(settings.api_audit, "UPDATE api_requests SET at = ?", (stamped,))


def left(settings: Settings) -> dict[str, int]:
    return {
        table: rows(place, f"SELECT COUNT(*) FROM {table}")[0][0]
        for place, table in (
            (settings.conversations, "conversations"),
            (settings.conversations, "turns"),
            (settings.conversations, "notebook"),
            (settings.feedback, "opinions"),
            (settings.journal, "questions"),
            (settings.api_audit, "api_requests"),
        )
    }


def test_what_is_too_old_is_erased_in_every_store(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path)
    old(settings)
    assert set(left(settings).values()) == {1}
    retention.purge(Settings(home=tmp_path, conversation_days=500, journal_days=500))
    assert set(left(settings).values()) == {1}
    retention.purge(settings)
    assert set(left(settings).values()) == {0}


def test_no_store_is_made(tmp_path: Path) -> None:
    retention.purge(Settings(home=tmp_path / "vide"))
    assert not (tmp_path / "vide").exists()


def test_a_store_that_fails_leaves_the_others_purged(tmp_path: Path) -> None:
    from ingest.errors import PstError

    settings = Settings(home=tmp_path)
    old(settings)
    assert isinstance(settings.conversations, Path)
    settings.conversations.write_bytes(b"ceci n'est pas une base" * 100)
    for one in tmp_path.glob("conversations.sqlite-*"):
        one.unlink()
    with pytest.raises(PstError, match="conversations"):
        retention.purge(settings)
    assert rows(settings.feedback, "SELECT COUNT(*) FROM opinions") == [(0,)]


def test_it_is_done_again_and_again_though_nobody_comes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[Settings] = []
    stop = threading.Event()

    def purge(settings: Settings) -> None:
        done.append(settings)
        raise OSError("disque plein")  # it goes on

    monkeypatch.setattr(retention, "purge", purge)
    monkeypatch.setattr(retention, "_started", threading.Lock())
    before = set(threading.enumerate())
    retention.keep_purging(Settings(home=tmp_path), seconds=0.01, stop=stop)
    retention.keep_purging(Settings(home=tmp_path), seconds=0.01, stop=stop)
    assert [one.name for one in set(threading.enumerate()) - before] == ["pst-retention"]
    deadline = time.monotonic() + 10
    while len(done) < 3 and time.monotonic() < deadline:
        time.sleep(0.01)
    stop.set()
    assert len(done) >= 3
