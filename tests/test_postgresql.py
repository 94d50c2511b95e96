"""The stores in a real PostgreSQL database: faults told in French, several first starts, a server that comes back."""

import logging
import subprocess
import sys
import traceback
from pathlib import Path

import pytest

from assistant import postgresql
from assistant.administration.feedback import Feedback, Verdict
from assistant.conversations import Conversations
from assistant.database import Database
from assistant.notebook import Notebook
from assistant.places import Place, Server
from assistant.settings import Settings
from ingest.errors import PstError, SettingsError
from tests.stores import PASSWORD, Cluster, rows
from tests.test_conversations import turn

_START = """
import sys
from assistant.drafting.workspace.database import Workspace
from assistant.notebook import Notebook
from assistant.places import Server
sys.stdin.readline()
place = Server(sys.argv[1])
Notebook(place), Workspace(place)
"""


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (("mot%20de%20passe", "mot-secret"), "refuse ce compte ou son mot de passe"),
        (("/postgres", "/absente"), "n'existe pas sur ce serveur"),
        (("127.0.0.1:", "127.0.0.1:1"), "ne répond pas|n'est pas une adresse"),
        (("%20de", "%zz"), "n'est pas une adresse"),
    ],
)
def test_a_database_that_cannot_be_opened_is_told_in_french_without_its_password(
    cluster: Cluster, change: tuple[str, str], words: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    server = Server(cluster.address("postgres").replace(*change))
    with pytest.raises(SettingsError, match=words) as caught:
        Conversations(server)
    told = "".join(traceback.format_exception(caught.value)) + caplog.text + repr(server) + str(server)
    for secret in ("mot-secret", "tr%C3%A8s", "très@", "%zz"):
        assert secret not in told


def test_a_missing_driver_is_told(base: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    postgresql.close()
    monkeypatch.setitem(sys.modules, "psycopg_pool", None)
    with pytest.raises(SettingsError, match=r"n'est pas installé.*pst-assistant\[postgresql\]"):
        Conversations(base)


@pytest.mark.parametrize(
    "address",
    ["sqlite:///x", "postgresql://machine", "postgresql://a:mot/secret@h/base", "mot-secret", "postgresql://h:mot/b"],
)
def test_a_setting_that_is_no_address_is_told_without_its_password(address: str) -> None:
    with pytest.raises(ValueError, match="postgresql://compte:mot-de-passe@machine/base") as caught:
        Settings(database=address)  # type: ignore[arg-type]
    assert address not in "".join(traceback.format_exception(caught.value))


def test_settings_never_print_what_is_secret(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path, database="postgresql://u:mot-secret@h/b", chroma_token="jeton")  # type: ignore[arg-type]
    assert settings.conversations == settings.drafts == Server("postgresql://u:mot-secret@h/b")
    told = f"{settings!r} {settings} {settings.conversations!r} {settings.conversations} {settings.model_dump()}"
    assert "mot-secret" not in told
    assert "jeton" not in told
    assert Settings(home=tmp_path).conversations == tmp_path / "conversations.sqlite"
    assert settings.with_model("none").drafts == settings.drafts


def test_several_processes_may_start_first(base: Server) -> None:
    command = [sys.executable, "-c", _START, base.url]
    started = [subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(5)]
    for one in started:
        assert one.stdin is not None
        one.stdin.write("\n")
        one.stdin.flush()
    for one in started:
        _, told = one.communicate(timeout=120)
        assert one.returncode == 0, told
    assert len(rows(base, "SELECT store FROM schema_versions")) == 4
    assert rows(base, "SELECT DISTINCT table_schema FROM information_schema.tables WHERE table_name = 'turns'") == [
        ("pst",)
    ]


def test_a_server_that_comes_back_is_used_again(cluster: Cluster, base: Server) -> None:
    conversations = Conversations(base)
    one = conversations.create()
    cluster.stop()
    with pytest.raises(PstError, match=r"ne répond pas|Impossible de lire") as caught:
        conversations.create()
    assert PASSWORD not in str(caught.value)
    cluster.start()
    conversations.append(one, turn("encore là ?"))
    assert len(Conversations(base).turns(one)) == 1


def test_texts_that_postgresql_would_refuse_are_kept_without_what_it_refuses(place: Place) -> None:
    feedback = Feedback(place)
    feedback.record("c\0d", 0, Verdict.BAD, [], "a\0b % ? 'c' \\d")
    (found,) = feedback.latest()
    assert found.comment.replace("\0", "") == "ab % ? 'c' \\d"
    Notebook(place).keep("anne", Conversations(place).create(), "50 % des \0 actions ?")


def test_names_are_sorted_alike(place: Place) -> None:
    feedback = Feedback(place)
    names = ["b", "é", "a", "Z", "_", "A", "z"]
    for name in names:
        feedback.record(name, 0, Verdict.GOOD)
    moments = {one.given_at for one in feedback.latest()}
    if len(moments) == 1:  # of the same second
        assert [one.conversation for one in feedback.latest()] == sorted(names)


def test_tables_follow_the_versions_of_the_product(place: Place) -> None:
    first = "CREATE TABLE IF NOT EXISTS mots (mot TEXT PRIMARY KEY) STRICT"
    steps = ["ALTER TABLE mots ADD COLUMN langue TEXT NOT NULL DEFAULT 'fr'", "UPDATE mots SET langue = 'wa'"]
    with Database(place, first, "les mots").connection() as connection:
        connection.execute("INSERT INTO mots VALUES ('oui')")
    with Database(place, first, "les mots", steps=steps[:1]).connection() as connection:
        assert connection.execute("SELECT mot, langue FROM mots").fetchall() == [("oui", "fr")]
    for _ in range(2):  # each step is taken once
        with Database(place, first, "les mots", steps=steps).connection() as connection:
            assert connection.execute("SELECT langue FROM mots").fetchall() == [("wa",)]
            assert connection.columns("mots") == ("mot", "langue")
    with pytest.raises(PstError, match="version plus récente"):
        Database(place, first, "les mots")


def test_a_step_that_fails_leaves_the_tables_as_they_were(place: Place) -> None:
    first = "CREATE TABLE IF NOT EXISTS mots (mot TEXT PRIMARY KEY) STRICT"
    with pytest.raises(PstError, match="les mots"):
        Database(
            place,
            first,
            "les mots",
            steps=["ALTER TABLE mots ADD COLUMN a TEXT; ALTER TABLE absente ADD COLUMN b TEXT"],
        )
    with Database(place, first, "les mots").connection() as connection:
        assert connection.columns("mots") == ("mot",)
