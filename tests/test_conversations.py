"""The store of conversations: what is written is read again, by any thread, by a new process, in either place."""

import sqlite3
import stat
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from assistant.access import AccessError, Role
from assistant.answer import Answer, Citation, Turn
from assistant.conversations import Conversations
from assistant.places import Place
from ingest.errors import PstError
from tests.stores import rows


def turn(question: str) -> Turn:
    citation = Citation(
        n=1, document="d", title="PST « 2019 »", organisation=None, breadcrumb=("Volet", "OS 1"), node="x",
        level="action", quote="L’été\n  à l'école", start=3, end=19, line=2, page=None, state="verified",
    )  # fmt: skip
    answer = Answer(
        question=question, audience="agent", intent="liste", status="answered", mode="extractive", model=None,
        answer="Une action [1].", citations=(citation,), notices=("Période échue",), followups=(), total=1,
        understood="actions", timings_ms={"total": 1.5},
    )  # fmt: skip
    return Turn(question=question, answer=answer)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a" / "b" / "conversations.sqlite"


def test_turns_come_back_in_order_from_a_new_store(place: Place) -> None:
    store = Conversations(place)
    first, second = store.create(), store.create()
    for question in ("un", "deux", "trois"):
        store.append(first, turn(question))
    store.append(second, turn("autre"))
    assert Conversations(place).turns(first) == (turn("un"), turn("deux"), turn("trois"))
    assert Conversations(place).turns(second) == (turn("autre"),)


def test_an_id_is_long_and_never_the_same(place: Place) -> None:
    store = Conversations(place)
    ids = {store.create() for _ in range(50)}
    assert len(ids) == 50
    assert all(len(conversation) >= 20 for conversation in ids)


@pytest.mark.parametrize("unknown", ["", "inconnue", "'; DROP TABLE turns; --", "é" * 5000])
def test_an_unknown_id_is_an_empty_conversation_that_cannot_be_written(place: Place, unknown: str) -> None:
    store = Conversations(place)
    assert store.turns(unknown) == ()
    with pytest.raises(PstError, match="nouvelle conversation"):
        store.append(unknown, turn("un"))
    assert store.turns(unknown) == ()


def test_threads_write_the_same_conversation_and_lose_nothing(place: Place) -> None:
    store = Conversations(place)
    conversation = store.create()
    questions = [f"question {number}" for number in range(40)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda question: store.append(conversation, turn(question)), questions))
    assert sorted(one.question for one in store.turns(conversation)) == sorted(questions)


def test_the_file_is_in_wal_mode_and_private(path: Path) -> None:
    Conversations(path)
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_turn_of_another_version_is_told_in_french(place: Place) -> None:
    store = Conversations(place)
    conversation = store.create()
    rows(place, "INSERT INTO turns (conversation, turn) VALUES (?, ?)", (conversation, '{"question": "x"}'))
    with pytest.raises(PstError, match="autre version"):
        store.turns(conversation)


def test_a_damaged_file_is_told_in_french(path: Path) -> None:
    path.parent.mkdir(parents=True)
    path.write_bytes(b"ceci n'est pas une base de donnees" * 100)
    with pytest.raises(PstError, match=r"lire ou d'écrire les conversations .*conversations\.sqlite"):
        Conversations(path)


def test_a_folder_that_cannot_be_made_is_told_in_french(tmp_path: Path) -> None:
    (tmp_path / "fichier").write_text("")
    with pytest.raises(PstError, match="Impossible d'écrire les conversations"):
        Conversations(tmp_path / "fichier" / "conversations.sqlite")


def test_what_identifies_the_asker_is_never_written(path: Path) -> None:
    store = Conversations(path)
    conversation = store.create()
    store.append(conversation, turn("Mon registre national est 85.07.30-033.28, mon gsm 0472 12 34 56"))
    written = b"".join(one.read_bytes() for one in path.parent.iterdir())
    assert b"033.28" not in written
    assert b"0472" not in written
    assert "[numéro national masqué]" in store.turns(conversation)[0].answer.question


def test_a_conversation_of_staff_is_theirs_and_a_citizens_is_everybodys(place: Place) -> None:
    store = Conversations(place)
    theirs, open_to_all = store.create(Role.ADMINISTRATOR), store.create(Role.CITIZEN)
    store.append(theirs, turn("interne"), Role.STAFF)
    store.append(open_to_all, turn("publique"), Role.CITIZEN)
    for role in Role:
        assert store.turns(open_to_all, role) == (turn("publique"),)
    for role in (Role.STAFF, Role.ADMINISTRATOR):
        assert store.turns(theirs, role) == (turn("interne"),)
    for use in (
        lambda: store.turns(theirs, Role.CITIZEN),
        lambda: store.append(theirs, turn("intrus"), Role.CITIZEN),
    ):
        with pytest.raises(AccessError, match="tenue par un agent"):
            use()
    assert store.turns(theirs) == (turn("interne"),)


def test_a_citizens_conversation_that_staff_go_on_with_is_theirs(place: Place) -> None:
    store = Conversations(place)
    conversation = store.create(Role.CITIZEN)
    store.append(conversation, turn("publique"), Role.CITIZEN)
    store.append(conversation, turn("interne"), Role.STAFF)
    with pytest.raises(AccessError):
        store.turns(conversation, Role.CITIZEN)


def test_conversations_of_before_roles_are_those_of_staff(path: Path) -> None:
    path.parent.mkdir(parents=True)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE conversations (id TEXT PRIMARY KEY, created_at TEXT NOT NULL DEFAULT '2026')")
        connection.execute("INSERT INTO conversations (id) VALUES ('ancienne')")
    store = Conversations(path)
    with pytest.raises(AccessError):
        store.turns("ancienne", Role.CITIZEN)
    assert store.turns("ancienne", Role.STAFF) == ()


def test_a_conversation_is_kept_as_long_as_it_is_to_be(place: Place) -> None:
    store = Conversations(place)
    old, revived, fresh = (store.create() for _ in range(3))
    for one in (old, revived, fresh):
        store.append(one, turn(one))
    long_ago = f"{datetime.now(UTC) - timedelta(days=31):%Y-%m-%d %H:%M:%S}"
    rows(place, "UPDATE conversations SET created_at = ? WHERE id IN (?, ?)", (long_ago, old, revived))
    rows(place, "UPDATE turns SET asked_at = ? WHERE conversation IN (?, ?)", (long_ago, old, revived))
    store.append(revived, turn("suite"))
    assert len(Conversations(place).turns(old)) == 1
    kept = Conversations(place, days=30)
    assert kept.turns(old) == ()
    assert len(kept.turns(revived)) == 2
    assert len(kept.turns(fresh)) == 1
    if isinstance(place, Path):
        files = [file for file in place.parent.iterdir() if "wal" not in file.name]
        assert not [file for file in files if old.encode() in file.read_bytes()]
