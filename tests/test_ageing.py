"""What is too old is erased; a clock that jumps erases nothing at once."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant import ageing
from assistant.ageing import GRACE, JUMP, oldest
from assistant.conversations import Conversations
from assistant.database import Database
from tests.test_conversations import turn

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
DAY = timedelta(days=1)
SCHEMA = "CREATE TABLE IF NOT EXISTS things (id TEXT PRIMARY KEY) STRICT"


@pytest.fixture
def database(tmp_path: Path) -> Database:
    return Database(tmp_path / "choses.sqlite", SCHEMA, "les choses")


def test_days_are_counted_back_from_now_and_none_set_no_limit(database: Database) -> None:
    assert oldest(database, 30, NOW) == NOW - 30 * DAY
    assert oldest(database, 0, NOW) is None


def test_nothing_is_erased_for_a_week_after_a_jump_ahead(database: Database) -> None:
    oldest(database, 30, NOW)
    late = NOW + 70 * 365 * DAY
    assert oldest(database, 30, late) is None
    assert oldest(database, 30, late + DAY) is None
    assert oldest(database, 30, late + GRACE) == late + GRACE - 30 * DAY  # it has run on: the clock is right


def test_a_clock_set_right_again_is_believed(database: Database) -> None:
    oldest(database, 30, NOW)
    assert oldest(database, 30, NOW + 3650 * DAY) is None
    assert oldest(database, 30, NOW + DAY) == NOW - 29 * DAY


def test_a_clock_set_back_erases_less_and_never_more(database: Database) -> None:
    oldest(database, 30, NOW)
    assert oldest(database, 30, NOW - 3650 * DAY) == NOW - 3680 * DAY
    assert oldest(database, 30, NOW) is None  # ahead again by ten years: one cannot tell which was right


@given(st.lists(st.integers(1, JUMP.days), max_size=20))
def test_a_clock_that_runs_is_always_believed(steps: list[int]) -> None:
    seen = NOW
    for step in steps:
        now = seen + step * DAY
        assert ageing._jumped(now, seen.isoformat(), None) is None
        seen = now


def test_summer_time_changes_nothing(database: Database) -> None:
    before = datetime.fromisoformat("2026-10-25T02:59:00+02:00")
    after = datetime.fromisoformat("2026-10-25T02:00:00+01:00")  # the same hour, again
    assert oldest(database, 30, before) == before - 30 * DAY
    assert oldest(database, 30, after) == after - 30 * DAY


def test_conversations_survive_a_clock_that_jumps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "conversations.sqlite"
    store = Conversations(path, 365)
    kept = store.create()
    store.append(kept, turn("un"))

    class Later(datetime):
        @classmethod
        def now(cls, tz: object = None) -> datetime:  # type: ignore[override]
            return datetime(2099, 1, 1, tzinfo=UTC)

    monkeypatch.setattr(ageing, "datetime", Later)
    Conversations(path, 365).create()
    monkeypatch.undo()
    assert Conversations(path, 365).turns(kept) == (turn("un"),)
