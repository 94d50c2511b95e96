"""One request to one web server and its answer, cut when the time is over, whatever it waits for."""

import contextlib
import http.client
import socket
import ssl
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from threading import Timer
from typing import Self

from urllib3 import HTTPResponse
from urllib3.connection import HTTPConnection
from urllib3.exceptions import HTTPError, ReadTimeoutError
from urllib3.exceptions import SSLError as WrappedSSLError

from ingest.errors import PstError, UnreadableFileError

_CHUNK = 1 << 16
_CERTIFICATE = (ssl.SSLCertVerificationError, ssl.CertificateError)


@dataclass(frozen=True, slots=True)
class Times:
    """How long a fetch may take, in seconds: to connect, between two reads, and in all."""

    connect: float = 10
    read: float = 20
    total: float = 120


class Transfer:
    """A request and its answer. Use it as a context manager: what goes wrong inside is told in French.

    Args:
        connections: Connections to try in turn, one an address of the site, not yet open.
        url: The address that the user gave, for messages.
        deadline: When the fetch must be over, by the monotonic clock.
        times: How long each step may take.
    """

    def __init__(self, connections: Sequence[HTTPConnection], url: str, deadline: float, times: Times) -> None:
        self._connections = connections
        self._url = url
        self._times = times
        self._socket: socket.socket | None = None
        self._response: HTTPResponse | None = None
        self._late = False
        self._deadline = deadline
        self._timer = Timer(max(0.0, deadline - time.monotonic()), self._cut)
        self._timer.daemon = True

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        self._timer.cancel()
        if self._response is not None:
            self._response.close()
        for connection in self._connections:
            connection.close()
        expected = isinstance(error, HTTPError | OSError | http.client.HTTPException | ValueError)
        if self._late or (expected and not isinstance(error, PstError)):
            raise self._told(error) from error

    def get(self, path: str, headers: Mapping[str, str]) -> HTTPResponse:
        """Send the request and wait for the head of the answer."""
        connection = self._open()
        connection.timeout = self._times.read
        connection.request("GET", path, headers=headers, preload_content=False, decode_content=True)
        self._response = connection.getresponse()
        return self._response

    def chunks(self, response: HTTPResponse) -> Iterator[bytes]:
        """The body, decompressed, piece by piece."""
        while chunk := response.read(_CHUNK):
            yield chunk

    def _open(self) -> HTTPConnection:
        for rank, connection in enumerate(self._connections, start=1):
            try:
                connection.connect()
            except (HTTPError, OSError):
                # A site with two addresses may answer at one only: IPv6 without a route is the usual case.
                if rank == len(self._connections) or self._late:
                    raise
                continue
            self._socket = connection.sock
            self._expire_if_late()
            return connection
        raise OSError("no address")

    def _expire_if_late(self) -> None:
        if time.monotonic() >= self._deadline:
            self._cut()

    def _cut(self) -> None:
        self._late = True
        if self._socket is not None:
            with contextlib.suppress(OSError):  # Python's own TLS shutdown would pull the rug from under a reader.
                socket.socket.shutdown(self._socket, socket.SHUT_RDWR)

    def _told(self, error: BaseException | None) -> UnreadableFileError:
        url, causes = self._url, _causes(error)
        # urllib3 counts a connection that was refused among those that timed out.
        slow = any(isinstance(one, TimeoutError | ReadTimeoutError) for one in causes)
        if self._late or slow:
            return UnreadableFileError(
                f"« {url} » n'a pas répondu à temps (limite : {self._times.total:g} secondes).",
                "Réessayez plus tard, ou téléchargez le document et donnez le fichier.",
            )
        if any(isinstance(one, _CERTIFICATE) for one in causes):
            return UnreadableFileError(
                f"« {url} » présente un certificat qui n'est pas valable : rien ne prouve que c'est le bon site.",
                "Vérifiez l'adresse ; sinon téléchargez le document dans un navigateur et donnez le fichier.",
            )
        if any(isinstance(one, ssl.SSLError | WrappedSSLError) for one in causes):
            return UnreadableFileError(
                f"« {url} » : la connexion sécurisée a échoué.", "Vérifiez l'adresse (https), ou donnez le fichier."
            )
        if self._socket is None:
            return UnreadableFileError(
                f"« {url} » : le site ne répond pas.", "Vérifiez l'adresse et la connexion au réseau."
            )
        return UnreadableFileError(
            f"« {url} » a envoyé une réponse abîmée ou incomplète.",
            "Réessayez plus tard, ou téléchargez le document et donnez le fichier.",
        )


def _causes(error: BaseException | None) -> list[BaseException]:
    found: list[BaseException] = []
    while error is not None and error not in found:
        found.append(error)
        error = error.__cause__ or error.__context__
    return found
