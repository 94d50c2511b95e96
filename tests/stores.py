"""Where stores are kept, for tests: a SQLite file, and a database of a real PostgreSQL server that is started once."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from assistant import postgresql as connections
from assistant.database import Database, Value
from assistant.places import Place, Server

PASSWORD = "mot de passe/très@secret"
_QUOTED = "mot%20de%20passe%2Ftr%C3%A8s%40secret"
_USERS = ("postgres", "nobody")


@dataclass(frozen=True, slots=True)
class Cluster:
    """A server that runs; `folder` holds its files."""

    folder: Path
    port: int
    programs: Path

    def run(self, program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        return _run([str(self.programs / program), *arguments], self.folder)

    def address(self, base: str, password: str = _QUOTED) -> str:
        return f"postgresql://pst:{password}@127.0.0.1:{self.port}/{base}"

    def base(self) -> Server:
        """The database, emptied: what was in it is gone."""
        import psycopg

        with closing(psycopg.connect(self.address("postgres"), autocommit=True)) as connection:
            connection.execute("DROP SCHEMA IF EXISTS pst CASCADE")
        return Server(self.address("postgres"))

    def start(self) -> None:
        options = f"-c listen_addresses=127.0.0.1 -c port={self.port} -c unix_socket_directories= -c fsync=off"
        self.run(
            "pg_ctl", "-D", str(self.folder / "data"), "-l", str(self.folder / "log"), "-o", options, "-w", "start"
        )

    def stop(self) -> None:
        self.run("pg_ctl", "-D", str(self.folder / "data"), "-m", "immediate", "-w", "stop")


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """A PostgreSQL server of the tests' own."""
    found = shutil.which("initdb") or next(iter(sorted(map(str, Path("/usr/lib/postgresql").glob("*/bin/initdb")))), "")
    if not found:
        missing = "no PostgreSQL server (Debian's package postgresql)"
        if os.environ.get("CI") == "true":
            pytest.fail(missing)
        pytest.skip(missing)
    folder = Path(tempfile.mkdtemp(prefix="pst-postgresql-"))
    try:
        made = Cluster(folder, free_port(), Path(found).resolve().parent)
        (folder / "password").write_text(PASSWORD, encoding="utf-8")
        if os.geteuid() == 0:  # the server refuses to run as root
            owner = pwd.getpwnam(_user())
            for one in (folder, folder / "password"):
                os.chown(one, owner.pw_uid, owner.pw_gid)
        access = ("--auth=scram-sha-256", f"--pwfile={folder / 'password'}")
        made.run("initdb", "-D", str(folder / "data"), "-U", "pst", "-E", "UTF8", "--locale=C.UTF-8", "-N", *access)
        made.start()
        try:
            yield made
        finally:
            connections.close()
            made.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(params=["sqlite", "postgresql"])
def new_place(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[], Place]]:
    """Gives a new empty place for a store at each call."""
    if request.param == "sqlite":
        yield lambda: tmp_path_factory.mktemp("store") / "sous" / "essai.sqlite"
        return
    base: Callable[[], Place] = request.getfixturevalue("cluster").base
    yield base
    connections.close()


@pytest.fixture
def place(new_place: Callable[[], Place]) -> Place:
    """An empty place for a store."""
    return new_place()


@pytest.fixture
def base(cluster: Cluster) -> Iterator[Server]:
    """An empty PostgreSQL database."""
    yield cluster.base()
    connections.close()


def rows(place: Place, statement: str, values: Sequence[Value] = ()) -> list[Any]:
    """What a statement finds in a store; none where it changes some."""
    with Database(place, "CREATE TABLE IF NOT EXISTS essai (un TEXT)", "l'essai").connection() as connection:
        found = connection.execute(statement, values)
        return found.fetchall() if statement.startswith("SELECT") else []


def free_port() -> int:
    """A port that nobody listens on."""
    with closing(socket.socket()) as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _user() -> str:
    known = {one.pw_name for one in pwd.getpwall()}
    return next(name for name in _USERS if name in known)


def _run(command: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    who: dict[str, Any] = {"cwd": folder, "stdin": subprocess.DEVNULL}
    if os.geteuid() == 0:
        owner = pwd.getpwnam(_user())
        who |= {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []}
    with (folder / "output").open("w+b") as output:  # a pipe would stay open in the server
        done = subprocess.run(command, stdout=output, stderr=output, check=False, **who)
        output.seek(0)
        told = output.read().decode(errors="replace")
    assert done.returncode == 0, told
    return subprocess.CompletedProcess(command, 0, told)
