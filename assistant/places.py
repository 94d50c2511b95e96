"""Where an installation keeps what it writes: everything under one folder, or its stores in one PostgreSQL database."""

import re
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from pydantic import SecretStr


@dataclass(frozen=True, slots=True)
class Server:
    """A PostgreSQL database; nothing printed of it tells the password.

    Attributes:
        url: Its address, `postgresql://user:password@host/base`.
    """

    url: str = field(repr=False)

    def __str__(self) -> str:
        parts = urlsplit(self.url)
        where = parts.netloc.rpartition("@")[2]
        return f"{parts.path.strip('/')}{' sur ' if where else ''}{where}"


Place = Path | Server
"""Where a store is kept: a SQLite file of its own, or a database that all share."""

_FOLDERS = frozenset({"library", "corrections", "sources", "documents", "evals", "cas", "cache", "jobs"})
_FILES = re.compile(
    r"(conversations|opinions|journal|redactions|api-keys|api-audit)\.sqlite(-wal|-shm|-journal)?"
    r"|thesaurus\.yaml(\.new|\.avant)?"
)


def is_own(name: str) -> bool:
    """Whether what bears a name at the top of an installation's folder is the product's, not somebody else's."""
    return name in _FOLDERS or _FILES.fullmatch(name) is not None


class Places:
    """The files and folders of an installation.

    Attributes:
        home: The folder that holds all of them.
        database: The address of the PostgreSQL database that holds the stores instead, or "".
    """

    home: Path
    database: SecretStr

    @property
    def library(self) -> Path:
        """The folder of the library's snapshots."""
        return self.home / "library"

    @property
    def corrections(self) -> Path:
        """The folder of the staff's corrections."""
        return self.home / "corrections"

    @property
    def sources(self) -> Path:
        """The folder of the web pages that were fetched."""
        return self.home / "sources"

    @property
    def conversations(self) -> Place:
        """Where the conversations are."""
        return self._kept("conversations.sqlite")

    @property
    def feedback(self) -> Place:
        """Where is kept what readers think of answers."""
        return self._kept("opinions.sqlite")

    @property
    def journal(self) -> Place:
        """Where the journal of the questions is."""
        return self._kept("journal.sqlite")

    @property
    def drafts(self) -> Place:
        """Where the drafts of plans are."""
        return self._kept("redactions.sqlite")

    @property
    def api_keys(self) -> Place:
        """Where the keys of the API are."""
        return self._kept("api-keys.sqlite")

    @property
    def api_audit(self) -> Place:
        """Where the log of the API's requests is."""
        return self._kept("api-audit.sqlite")

    @property
    def uploads(self) -> Path:
        """The folder of the files that were added from the application."""
        return self.home / "documents"

    @property
    def thesaurus(self) -> Path:
        """The staff's additions to the thesaurus."""
        return self.home / "thesaurus.yaml"

    def _kept(self, file: str) -> Place:
        url = self.database.get_secret_value()
        return Server(url) if url else self.home / file


def known_server(url: str) -> str:
    """Check the address of a database, as far as it can be without asking it.

    Raises:
        ValueError: If it is none; what is said never tells the password.
    """
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        parts = None
    if url and (parts is None or parts.scheme not in ("postgresql", "postgres") or not parts.path.strip("/")):
        raise ValueError(
            "donnez une adresse « postgresql://compte:mot-de-passe@machine/base » ; dans le mot de passe, les signes "
            "« @ : / # ? % » s'écrivent %40 %3A %2F %23 %3F %25"
        )
    return url
