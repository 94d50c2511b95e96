"""The Chroma server that holds the vectors, where the settings name one: its client, and whose collections are whose.

A collection bears the name of its snapshot, after what tells this library from the others that the server may hold.
"""

import logging
import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from uuid import uuid4

from ingest.errors import LibraryError

if TYPE_CHECKING:
    from chromadb.api import ClientAPI

_LOG = logging.getLogger(__name__)
_IDENTITY = "chroma.id"
_SECONDS = 60.0
_GREETING_SECONDS = 10.0
_PAGE = 500


@dataclass(frozen=True, slots=True)
class ChromaServer:
    """A Chroma server; nothing printed of it tells the token.

    Attributes:
        url: Its address, `http://host:8000`.
        token: What the proxy before it wants to see of who asks (`Authorization: Bearer …`); "" for nothing. Chroma's
            own server knows none since its version 1.

    Raises:
        ValueError: If the address is none.
    """

    url: str
    token: str = field(default="", repr=False)

    def __post_init__(self) -> None:
        try:
            parts = urlsplit(self.url)
            _ = parts.port
        except ValueError:
            parts = None
        bare = parts is not None and not (parts.path.strip("/") or parts.query or parts.username)
        if parts is None or parts.scheme not in ("http", "https") or not parts.hostname or not bare:
            raise ValueError("donnez l'adresse du serveur Chroma seule : « http://machine:8000 »")


def client_of(server: ChromaServer) -> "ClientAPI":
    """The client of a server, one a process.

    Raises:
        LibraryError: If the server does not answer.
    """
    with told(server):
        return _client(server)


@contextmanager
def told(server: ChromaServer) -> Iterator[None]:
    """Tell the faults of a server in French.

    Raises:
        LibraryError: If it does not answer, refuses, or fails; not where a collection is missing.
    """
    import httpx
    from chromadb.errors import AuthorizationError, ChromaAuthError, ChromaError, NotFoundError

    try:
        yield
    except NotFoundError:
        raise
    except (ChromaAuthError, AuthorizationError) as error:
        raise _refused(server) from error
    except (httpx.HTTPError, ChromaError, ValueError) as error:
        if re.search(r"\b40[13]\b|unauthori[sz]ed|forbidden", str(error), re.IGNORECASE):
            raise _refused(server) from error
        raise LibraryError(
            f"Le serveur Chroma « {server.url} » ne répond pas comme il devrait ({type(error).__name__}).",
            "Vérifiez qu'il fonctionne, et le réglage PST_CHROMA.",
        ) from error


def collection_name(folder: Path) -> str:
    """The name of a snapshot's collection, which a server keeps among those of others."""
    return f"{_prefix(folder.parent)}{folder.name}"


def sweep(folder: Path, server: ChromaServer | None) -> None:
    """Delete the collections of snapshots that are no longer there: swept ones, and those of a build that crashed.

    Args:
        folder: The folder of the snapshots; its writer's lock is held.
        server: The server, or None for none.

    Raises:
        LibraryError: If it does not answer.
    """
    if server is None:
        return
    client, prefix = client_of(server), _prefix(folder)
    with told(server):
        for name in _every(lambda start: [one.name for one in client.list_collections(_PAGE, start)]):
            snapshot = name.removeprefix(prefix)
            kept = (folder / snapshot).is_dir() or any(folder.glob(f"*/{snapshot}"))
            if name.startswith(prefix) and not kept:
                client.delete_collection(name)


def sweep_later(folder: Path, server: ChromaServer | None) -> None:
    """The same after a new library is published, or was given up: what could not be deleted is by the next writer."""
    try:
        sweep(folder, server)
    except LibraryError as error:
        _LOG.warning("Collections of former snapshots are still on the Chroma server: %s", error)


def _every(page: Callable[[int], list[str]]) -> list[str]:
    found: list[str] = []
    while names := page(len(found)):
        found += names
    return found


@lru_cache(maxsize=4)
def _client(server: ChromaServer) -> "ClientAPI":
    import chromadb
    import httpx
    from chromadb.config import Settings

    parts = urlsplit(server.url)
    secure = parts.scheme == "https"
    headers = {"Authorization": f"Bearer {server.token}"} if server.token else {}
    # Chroma's client asks as it is made, and would wait for ever: a server that accepts and says nothing is told first.
    httpx.get(
        f"{server.url.rstrip('/')}/api/v2/heartbeat", headers=headers, timeout=_GREETING_SECONDS
    ).raise_for_status()
    client = chromadb.HttpClient(
        host=parts.hostname or "",
        port=parts.port or (443 if secure else 80),
        ssl=secure,
        headers=headers or None,
        settings=Settings(anonymized_telemetry=False),
    )
    session = getattr(getattr(client, "_server", None), "_session", None)
    if isinstance(session, httpx.Client):  # it would wait for ever
        session.timeout = httpx.Timeout(_SECONDS, connect=5.0)
    return client


def _prefix(folder: Path) -> str:
    return f"pst-{_identity(folder)}-"


def _identity(folder: Path) -> str:
    """What tells a library from the others: drawn once, kept beside its snapshots."""
    path = folder / _IDENTITY
    with suppress(FileExistsError), path.open("x", encoding="ascii") as file:
        file.write(uuid4().hex[:12])
    for _ in range(50):  # another process is writing it
        if known := path.read_text(encoding="ascii").strip():
            return known
        time.sleep(0.02)
    raise LibraryError(f"« {path} » est vide.", "Effacez ce fichier, puis relancez « pst ingest ».")


def _refused(server: ChromaServer) -> LibraryError:
    return LibraryError(f"Le serveur Chroma « {server.url} » refuse l'accès.", "Vérifiez le réglage PST_CHROMA_TOKEN.")
