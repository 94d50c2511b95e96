"""Where a connection to a web site may go: public addresses, usual ports, never the machine's own network.

A name is resolved once, each of its addresses is checked, and the connection goes to the address that was checked:
a name that changes its mind in between (DNS rebinding) changes nothing. Behind a proxy the names are the proxy's to
resolve; what is known of them here is checked all the same (docs/decisions/0013-untrusted-files.md).
"""

import re
import socket
import ssl
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.request import proxy_bypass

from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.util import Url, make_headers, parse_url

from ingest.addresses import Address, is_public, parse_addresses
from ingest.errors import UnreadableFileError

PORTS = {"http": 80, "https": 443}
_PRIVATE_NAME = re.compile(r"localhost|.*\.(?:localhost|local|internal|lan|home\.arpa|intranet)|[^.]+", re.IGNORECASE)

Resolver = Callable[[str, int], list[str]]
"""Gives the addresses of a name, for a port."""


@dataclass(frozen=True, slots=True)
class Route:
    """How an address is reached.

    Attributes:
        connections: To try in turn, not yet open.
        path: What to ask for.
        headers: What a proxy wants to be told.
    """

    connections: tuple[HTTPConnection, ...]
    path: str
    headers: Mapping[str, str] = field(default_factory=dict)


def system_resolver(host: str, port: int) -> list[str]:
    """The system's own name service."""
    return [str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


@dataclass(frozen=True, slots=True)
class Router:
    """Finds the way to an address; see `ingest.web.Fetcher` for the attributes."""

    _resolve: Resolver
    _proxies: Callable[[], Mapping[str, str]]
    _tls: ssl.SSLContext | None
    _seconds: float
    _trusted: frozenset[tuple[str, int]]

    def route(self, target: Url, url: str) -> Route:
        """The way to an address: connections, not yet open, to what was checked.

        Raises:
            UnreadableFileError: If it may not be gone.
        """
        assert target.host is not None
        assert target.scheme is not None
        host, port = target.host.strip("[]"), target.port or PORTS[target.scheme]
        proxy = self._proxy(target.scheme, host)
        addresses = self._addresses(host, port, behind_proxy=proxy is not None)
        trusted = bool(addresses) and all((str(address), port) in self._trusted for address in addresses)
        if not trusted and (
            not all(map(is_public, addresses)) or (proxy is not None and _PRIVATE_NAME.fullmatch(host))
        ):
            raise _private(host, url)
        if not trusted and port != PORTS[target.scheme]:
            raise UnreadableFileError(
                f"« {url} » mène au port {port} : seuls les ports habituels des sites (80 et 443) sont admis.",
                "Enregistrez la page depuis un navigateur et donnez le fichier.",
            )
        if proxy is not None:
            return self._through(proxy, target, host, port)
        return Route(
            tuple(self._direct(target.scheme, str(address), host, port) for address in addresses), target.request_uri
        )

    def _direct(self, scheme: str, address: str, host: str, port: int) -> HTTPConnection:
        if scheme == "http":
            return HTTPConnection(address, port, timeout=self._seconds)
        return HTTPSConnection(address, port, timeout=self._seconds, ssl_context=self._context(), server_hostname=host)

    def _through(self, proxy: Url, target: Url, host: str, port: int) -> Route:
        address = (proxy.host or "").strip("[]")
        at = proxy.port or 80
        login = make_headers(proxy_basic_auth=proxy.auth) if proxy.auth else {}
        if target.scheme == "http":
            return Route((HTTPConnection(address, at, timeout=self._seconds),), target.url, login)
        connection = HTTPSConnection(address, at, timeout=self._seconds, ssl_context=self._context())
        connection.set_tunnel(host, port, login)
        return Route((connection,), target.request_uri)

    def _context(self) -> ssl.SSLContext:
        return self._tls or ssl.create_default_context()

    def _proxy(self, scheme: str, host: str) -> Url | None:
        place = self._proxies().get(scheme)
        if not place or proxy_bypass(host):
            return None
        return parse_url(place if "://" in place else f"http://{place}")

    def _addresses(self, host: str, port: int, *, behind_proxy: bool) -> list[Address]:
        try:
            found = parse_addresses(self._resolve(host, port), host)
        except OSError as error:
            if behind_proxy:
                return []
            raise UnreadableFileError(
                f"Le site « {host} » est introuvable.",
                "Vérifiez l'adresse et la connexion au réseau.",
            ) from error
        if not found and not behind_proxy:
            raise UnreadableFileError(f"Le site « {host} » est introuvable.", "Vérifiez l'adresse.")
        return found


def _private(host: str, url: str) -> UnreadableFileError:
    return UnreadableFileError(
        f"« {url} » mène à une adresse privée ou locale ({host}), qui n'est pas admise.",
        "Donnez l'adresse d'un site public, ou enregistrez la page et donnez le fichier.",
    )
