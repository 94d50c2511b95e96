"""One SQLite file of the installation: private, shared, and without traces of what was erased."""

import stat
from pathlib import Path

import pytest

from assistant.database import Database
from ingest.errors import PstError, SettingsError

_SCHEMA = "CREATE TABLE IF NOT EXISTS words (word TEXT NOT NULL) STRICT"


def test_a_block_is_one_transaction(tmp_path: Path) -> None:
    database = Database(tmp_path / "sous" / "mots.sqlite", _SCHEMA, "les mots")

    def halfway() -> None:
        with database.connection() as connection:
            connection.execute("INSERT INTO words VALUES ('un')")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        halfway()
    with database.connection() as connection:
        assert connection.execute("SELECT word FROM words").fetchall() == []


def test_what_is_erased_leaves_no_trace(tmp_path: Path) -> None:
    path = tmp_path / "mots.sqlite"
    database = Database(path, _SCHEMA, "les mots")
    with database.connection() as connection:
        connection.execute("INSERT INTO words VALUES ('confidentiel')")
    with database.connection() as connection:
        connection.execute("DELETE FROM words")
    with database.connection() as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert b"confidentiel" not in path.read_bytes()


def test_only_its_owner_reads_it(tmp_path: Path) -> None:
    path = tmp_path / "mots.sqlite"
    Database(path, _SCHEMA, "les mots")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_errors_say_what_where_and_what_to_do(tmp_path: Path) -> None:
    broken = tmp_path / "mots.sqlite"
    broken.write_bytes(b"pas une base de donnees du tout" * 100)
    with pytest.raises(SettingsError, match=r"les mots .*mots\.sqlite"):
        Database(broken, _SCHEMA, "les mots", SettingsError)
    (tmp_path / "fichier").write_text("")
    with pytest.raises(PstError, match="Impossible d'écrire les mots"):
        Database(tmp_path / "fichier" / "mots.sqlite", _SCHEMA, "les mots")
