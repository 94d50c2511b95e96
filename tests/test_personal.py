"""What is kept about a person is found in every store, handed over, and erased from the files."""

import json
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from assistant import personal, privacy_commands
from assistant.access import Role
from assistant.administration.feedback import Feedback, Verdict
from assistant.administration.journal import Journal
from assistant.conversations import Conversations
from assistant.drafting.workspace.records import Work
from assistant.drafting.workspace.store import Drafts
from assistant.drafting.workspace.versions import Versions
from assistant.notebook import Notebook, key_of
from assistant.personal import held
from assistant.personal_record import record, write
from assistant.places import Server
from assistant.scrubbing import scrub
from assistant.settings import Settings
from ingest.disk import DiskFullError
from ingest.errors import PstError
from tests.samples import check_french
from tests.stores import Cluster
from tests.test_conversations import turn

NAME = "Zénobie Quatremains"
ANNE, BOB = "clef-du-navigateur-d-anne-1234567", "compte:bob@cpas.be"
KINDS = ("conversations", "opinions", "questions", "drafts", "titled")


def filled(settings: Settings) -> dict[str, str]:
    """Stores in which Anne wrote a name, and Bob something else."""
    conversations, notebook = Conversations(settings.conversations), Notebook(settings.conversations)
    feedback, journal = Feedback(settings.feedback), Journal(settings.journal, 90)
    drafts, versions = Drafts(settings.drafts), Versions(settings.drafts)
    ids: dict[str, str] = {}
    for owner, asked in ((ANNE, f"Que fait-on pour {NAME} ?"), (BOB, "Quelles actions visent le logement ?")):
        name = ids[owner] = conversations.create(Role.STAFF)
        conversations.append(name, turn(asked))
        notebook.keep(owner, name, asked)
        feedback.record(name, 0, Verdict.BAD, ["autre"], f"Réponse à « {asked} »", owner)
        journal.note(asked, "liste", "refused", "extractive", 1.0, "agent")
        draft = ids[f"{owner} projet"] = drafts.create(owner, f"Projet. {asked}", Work())
        versions.keep(draft, f"Version. {asked}")
    return ids


def counts(settings: Settings, person: personal.Person) -> tuple[int, ...]:
    found = held(settings, person)
    return tuple(len(getattr(found, kind)) for kind in KINDS)


@pytest.fixture(params=["sqlite", "postgresql"])
def settings(request: pytest.FixtureRequest, tmp_path: Path) -> Settings:
    if request.param == "sqlite":
        return Settings(home=tmp_path / "home")
    base: Server = request.getfixturevalue("base")
    return Settings(home=tmp_path / "home", database=base.url)


def test_a_person_is_found_in_each_way(settings: Settings) -> None:
    ids = filled(settings)
    assert counts(settings, personal.browser(ANNE)) == (1, 1, 1, 1, 0)
    assert counts(settings, personal.browser(key_of(ANNE))) == (1, 1, 1, 1, 0)
    assert counts(settings, personal.account("Bob@cpas.be ")) == (1, 1, 1, 1, 0)
    assert counts(settings, personal.account(key_of(BOB))) == (1, 1, 1, 1, 0)
    assert counts(settings, personal.conversation(f"https://pst.be/?c={ids[BOB]}&r=1")) == (1, 1, 1, 0, 0)
    assert counts(settings, personal.words("zenobie  QUATREMAINS")) == (1, 1, 1, 0, 1)
    for nobody in (personal.browser("personne"), personal.account("bob"), personal.words("Personne")):
        assert not held(settings, nobody)


def test_what_is_erased_is_gone_and_what_is_others_stays(settings: Settings) -> None:
    ids = filled(settings)
    assert personal.erase(settings, held(settings, personal.words(NAME)))
    assert not held(settings, personal.words(NAME))
    assert counts(settings, personal.account("bob@cpas.be")) == (1, 1, 1, 1, 0)
    (draft,) = Drafts(settings.drafts).mine(ANNE)
    assert (draft.id, draft.title) == (ids[f"{ANNE} projet"], personal.ERASED)
    assert Drafts(settings.drafts).open(draft.id).work == Work()
    assert personal.erase(settings, held(settings, personal.browser(ANNE)))
    assert Drafts(settings.drafts).mine(ANNE) == ()
    assert counts(settings, personal.account("bob@cpas.be")) == (1, 1, 1, 1, 0)


def test_no_byte_of_it_stays_in_the_files(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path)
    filled(settings)

    def holding() -> list[str]:
        marks = (NAME.encode(), "Quatremains".encode("utf-16-le"), b"Quatremains")
        return [one.name for one in tmp_path.rglob("*") if one.is_file() and any(m in one.read_bytes() for m in marks)]

    assert holding()
    open_elsewhere = Notebook(settings.conversations).of(ANNE)
    assert open_elsewhere
    assert personal.erase(settings, held(settings, personal.words(NAME)))
    assert holding() == []


def test_no_byte_of_it_stays_in_the_tables_of_the_database(base: Server, cluster: Cluster, tmp_path: Path) -> None:
    import psycopg

    settings = Settings(home=tmp_path, database=base.url)
    filled(settings)

    def holding() -> bool:
        with psycopg.connect(base.url, autocommit=True) as connection:
            connection.execute("CHECKPOINT")
        return any(
            b"Quatremains" in one.read_bytes() for one in (cluster.folder / "data/base").rglob("*") if one.is_file()
        )

    assert holding()
    assert personal.erase(settings, held(settings, personal.words(NAME)))
    assert not holding()


def test_a_store_that_somebody_holds_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import sqlite3

    monkeypatch.setattr("assistant.scrubbing._WAIT_SECONDS", 0.1)
    settings = Settings(home=tmp_path)
    filled(settings)
    assert isinstance(settings.journal, Path)
    reader = sqlite3.connect(settings.journal)
    try:
        reader.execute("BEGIN")
        assert reader.execute("SELECT question FROM questions").fetchall()
        assert not scrub(settings.journal)
    finally:
        reader.close()
    assert scrub(settings.journal)


def test_what_can_never_be_cleaned_is_told(tmp_path: Path, base: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    import sqlite3

    damaged = tmp_path / "abîmé.sqlite"
    damaged.write_bytes(b"ceci n'est pas une base " * 400)
    with pytest.raises(PstError, match="abîmé"):
        scrub(damaged)
    with pytest.raises(PstError, match="PostgreSQL"):
        scrub(Server(f"{base.url}-absente"))
    full = sqlite3.OperationalError("database or disk is full")
    full.sqlite_errorcode = sqlite3.SQLITE_FULL
    monkeypatch.setattr("assistant.scrubbing.sqlite3.connect", lambda *_, **__: (_ for _ in ()).throw(full))
    with pytest.raises(DiskFullError):
        scrub(tmp_path / "pleine.sqlite")


def test_the_export_holds_everything_and_nothing_of_others(settings: Settings) -> None:
    ids = filled(settings)
    Feedback(settings.feedback).record(ids[ANNE], 0, Verdict.GOOD, (), "Avis d'un tiers", "tiers")
    data = record(settings, held(settings, personal.browser(ANNE)))
    (one,) = data["conversations"]
    assert one["identifiant"] == ids[ANNE]
    assert one["échanges"][0]["question"] == f"Que fait-on pour {NAME} ?"
    assert one["échanges"][0]["tel_que_conservé"]["answer"]["citations"][0]["quote"]
    assert [given["commentaire"] for given in data["avis"]] == [f"Réponse à « Que fait-on pour {NAME} ? »"]
    assert len(data["questions_sans_réponse"]) == len(data["projets_de_plan"]) == 1
    assert data["projets_de_plan"][0]["contenu_des_versions"][0]["contenu"] == Work().model_dump(mode="json")
    whole = json.dumps(data, ensure_ascii=False)
    assert "logement" not in whole
    assert "tiers" not in whole
    explained = data.pop("explications")
    assert set(data) - set(explained) == {"exporté_le"}
    for words in explained.values():
        check_french(words)


def test_a_file_is_private_and_never_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "personne.json"
    write(path, {"é": 1})
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    with pytest.raises(PstError, match="existe déjà"):
        write(path, {})
    assert json.loads(path.read_text(encoding="utf-8")) == {"é": 1}
    with pytest.raises(PstError, match="ne peut pas être écrit"):
        write(tmp_path / "absent" / "a.json", {})


@pytest.mark.parametrize("way", [personal.account, personal.browser, personal.conversation, personal.words])
def test_nobody_is_not_everybody(way: Callable[[str], personal.Person], tmp_path: Path) -> None:
    for empty in ("", "  "):
        with pytest.raises(PstError):
            way(empty)


def test_looking_makes_no_store(tmp_path: Path) -> None:
    assert not held(Settings(home=tmp_path / "vide"), personal.words(NAME))
    assert not (tmp_path / "vide").exists()


def test_an_exchange_of_another_version_is_found_and_erased(tmp_path: Path) -> None:
    from tests.stores import rows

    settings = Settings(home=tmp_path)
    name = Conversations(settings.conversations).create()
    old = json.dumps({"question": f"Pour {NAME} ?", "autre": 1}, ensure_ascii=False)
    for words in (old, "pas du JSON", "[]"):
        rows(settings.conversations, "INSERT INTO turns (conversation, turn) VALUES (?, ?)", (name, words))
    found = held(settings, personal.words(NAME))
    assert [one.id for one in found.conversations] == [name]
    assert NAME in json.dumps(record(settings, found), ensure_ascii=False)


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
    settings = Settings(home=tmp_path / "home")
    filled(settings)
    monkeypatch.setattr("assistant.settings.load_settings", lambda: settings)
    return lambda *arguments: CliRunner().invoke(
        privacy_commands.privacy, arguments, standalone_mode=False, catch_exceptions=True
    )


def test_the_commands_ask_before_they_erase(run: Callable[..., Any], tmp_path: Path) -> None:
    told = run("erase", "--mot", "quatremains")
    assert told.return_value == 0
    assert "1 conversations" in told.output
    assert NAME in told.output
    assert "--oui" in told.output
    file = tmp_path / "export.json"
    assert "Écrit" in run("export", "--mot", "quatremains", "-o", str(file)).output
    assert NAME in file.read_text(encoding="utf-8")
    assert "existe déjà" in str(run("export", "--mot", "quatremains", "-o", str(file)).exception)
    assert "sauvegardes" in run("erase", "--mot", "quatremains", "--oui").output
    assert "Rien n'est conservé" in run("erase", "--mot", "quatremains", "--oui").output
    assert json.loads(run("erase", "--compte", "bob@cpas.be", "--json").output)["conversations"] == 1
    assert json.loads(run("purge", "--json").output) == {"files_cleaned": True}


def test_who_is_said_in_one_way(run: Callable[..., Any]) -> None:
    for arguments in ((), ("--mot", "a b c", "--compte", "b")):
        assert "une seule façon" in str(run("erase", *arguments).exception)
