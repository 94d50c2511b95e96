"""Fetches one page or document from a public web site, within limits of size and time.

Redirects are followed by hand, each hop checked like the first; where a connection may go is `ingest.route`'s to say.
"""

import re
import ssl
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import urljoin
from urllib.request import getproxies

from urllib3 import HTTPResponse
from urllib3.exceptions import LocationParseError
from urllib3.util import Url, parse_url

from ingest.errors import UnreadableFileError
from ingest.limits import MAX_BYTES
from ingest.media import file_of
from ingest.route import PORTS, Resolver, Router, system_resolver
from ingest.transfer import Times, Transfer

_MAX_REDIRECTS = 5
_MAX_URL = 2000
_MAX_HEADER = 500
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_NOT_MODIFIED = 304
_HEADERS = {
    "User-Agent": "assistant-pst/1",
    "Accept": "text/html,application/pdf,application/vnd.oasis.opendocument.text,*/*;q=0.5",
    "Accept-Language": "fr",
    "Accept-Encoding": "gzip",
}


@dataclass(frozen=True, slots=True)
class Page:
    """What an address gave.

    Attributes:
        url: The address that was asked for.
        final_url: The address that answered, after redirects.
        name: A file name with the suffix of what was found.
        data: Its bytes.
        etag: The server's mark of this version, or "". `modified` likewise, its date.
    """

    url: str
    final_url: str
    name: str
    data: bytes
    etag: str = ""
    modified: str = ""


def is_url(place: str) -> bool:
    """Whether a place named by the user is a web address, or tries to be one, rather than a path."""
    return re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*://", place) is not None


class Fetcher:
    """Fetches from the public web.

    Args:
        resolve: Gives the addresses of a name.
        proxies: Proxies by scheme; those of the environment by default.
        tls: The certificates that are trusted; the system's by default.
        times: How long a fetch may take.
        max_bytes: How much it may bring, once decompressed.
        trusted: Addresses and ports that are let through besides the public ones. It has no setting: it is there
            for tests, which serve pages from their own machine.
    """

    def __init__(
        self,
        resolve: Resolver = system_resolver,
        proxies: Callable[[], Mapping[str, str]] = getproxies,
        tls: ssl.SSLContext | None = None,
        times: Times | None = None,
        max_bytes: int = MAX_BYTES,
        trusted: frozenset[tuple[str, int]] = frozenset(),
    ) -> None:
        self._times = times or Times()
        self._router = Router(resolve, proxies, tls, self._times.connect, trusted)
        self._max_bytes = max_bytes

    def fetch(self, url: str, etag: str = "", modified: str = "") -> Page | None:
        """Fetch a page.

        Args:
            url: Its address.
            etag: The mark of the version that is already here, if any.
            modified: Its date, as the server gave it.

        Returns:
            The page, or None if the version that is already here is the current one.

        Raises:
            UnreadableFileError: If it cannot be had, may not be, or is nothing that can be read.
        """
        deadline = time.monotonic() + self._times.total
        conditions = {"If-None-Match": etag, "If-Modified-Since": modified}
        current = url
        for _ in range(_MAX_REDIRECTS + 1):
            target = self._checked(current, url)
            route = self._router.route(target, url)
            with Transfer(route.connections, url, deadline, self._times) as transfer:
                headers = {name: value for name, value in conditions.items() if value}
                response = transfer.get(
                    route.path, {**_HEADERS, "Host": target.netloc or "", **route.headers, **headers}
                )
                if response.status == _NOT_MODIFIED and headers:
                    return None
                location = response.headers.get("Location")
                if response.status not in _REDIRECTS or location is None:
                    return self._page(url, target, response, transfer)
            current = _joined(target.url, location)
        raise UnreadableFileError(
            f"« {url} » renvoie sans fin d'une adresse à l'autre.",
            "Ouvrez-la dans un navigateur et copiez la dernière.",
        )

    def _page(self, url: str, target: Url, response: HTTPResponse, transfer: Transfer) -> Page:
        if response.status != 200:
            raise _refused(url, response.status)
        length = response.headers.get("Content-Length", "")
        if length.isdecimal() and int(length) > self._max_bytes:
            raise self._too_large(url)
        data = bytearray()
        for chunk in transfer.chunks(response):
            data += chunk
            if len(data) > self._max_bytes:
                raise self._too_large(url)
        name, content = file_of(bytes(data), target.url, response.headers.get("Content-Type", ""))
        marks = (response.headers.get(name, "")[:_MAX_HEADER] for name in ("ETag", "Last-Modified"))
        return Page(url, target.url, name, content, *marks)

    def _checked(self, place: str, url: str) -> Url:
        """An address that may be asked, taken apart.

        Raises:
            UnreadableFileError: If it may not.
        """
        try:
            target = parse_url(place)._replace(fragment=None)
        except LocationParseError as error:
            raise UnreadableFileError(f"« {url} » n'est pas une adresse valable.", "Vérifiez-la.") from error
        if target.scheme not in PORTS or not target.host or len(place) > _MAX_URL:
            raise UnreadableFileError(
                f"« {url[:200]} » n'est pas une adresse de page (http ou https).", "Copiez-la depuis un navigateur."
            )
        if target.auth:
            raise UnreadableFileError(
                f"L'adresse de « {target.host} » contient un mot de passe.", "Donnez-la sans identifiant."
            )
        return target

    def _too_large(self, url: str) -> UnreadableFileError:
        return UnreadableFileError(
            f"« {url} » dépasse la taille admise ({self._max_bytes // 1_000_000} Mo).",
            "Téléchargez-le et n'en donnez que le plan.",
        )


def _joined(base: str, location: str) -> str:
    try:
        return urljoin(base, location)
    except ValueError:  # Told as an address that is not valid.
        return location


def _refused(url: str, status: int) -> UnreadableFileError:
    if status in (404, 410):
        return UnreadableFileError(f"« {url} » n'existe pas ({status}).", "Vérifiez l'adresse dans un navigateur.")
    if status in (401, 403, 407):
        return UnreadableFileError(
            f"« {url} » n'est pas accessible sans autorisation ({status}).",
            "Téléchargez le document dans un navigateur et donnez le fichier.",
        )
    return UnreadableFileError(
        f"« {url} » a répondu par une erreur ({status}).", "Réessayez plus tard, ou donnez le fichier."
    )
