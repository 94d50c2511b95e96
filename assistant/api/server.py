"""The web server that runs the API: patient with nobody, gone only when the answers under way are given."""

import logging
import socket
from contextlib import suppress
from typing import Any

import uvicorn

from assistant.api.app import create_app
from assistant.api.patience import MAX_CONNECTIONS, PatientProtocol
from assistant.api.settings import listed
from assistant.service import Assistant
from assistant.settings import Settings
from ingest.errors import PstError

_KEEP_ALIVE_S = 20
_GRACE_S = 20
_MAX_HEADERS = 32_768


def config_of(service: Assistant) -> uvicorn.Config:
    """How the server runs.

    Args:
        service: The assistant, with full rights.

    Raises:
        PstError: If the installation's home cannot be written.
    """
    settings = service.settings
    proxies = listed(settings.api_proxies)
    return uvicorn.Config(
        create_app(service),
        http=PatientProtocol,
        ws="none",
        lifespan="on",
        log_config=None,
        access_log=False,  # it would note the words that are looked for
        server_header=False,
        proxy_headers=bool(proxies),
        forwarded_allow_ips=list(proxies),
        limit_concurrency=MAX_CONNECTIONS,
        timeout_keep_alive=_KEEP_ALIVE_S,
        timeout_graceful_shutdown=_GRACE_S,
        h11_max_incomplete_event_size=_MAX_HEADERS,
    )


def listening(settings: Settings) -> socket.socket:
    """The socket that the server listens on.

    Raises:
        PstError: If the address is not this machine's, or its port is taken.
    """
    host, port = settings.api_host, settings.api_port
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        found = socket.create_server((host, port), family=family, backlog=128)
    except OSError as error:
        raise PstError(
            f"L'API ne peut pas écouter sur {host}:{port} ({error.strerror or error}).",
            "Choisissez un autre port : « pst serve --port … » ou PST_API_PORT.",
        ) from error
    found.set_inheritable(True)
    return found


def run(service: Assistant) -> None:
    """Run the API until it is stopped; what is being answered is answered first.

    Args:
        service: The assistant, with full rights.

    Raises:
        PstError: If it cannot listen, or the installation's home cannot be written.
    """
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    for name in ("httpx", "chromadb", "uvicorn.error"):
        logging.getLogger(name).setLevel(logging.WARNING)
    open_socket = listening(service.settings)
    config: Any = config_of(service)
    with open_socket, suppress(KeyboardInterrupt):  # raised again once all is answered
        uvicorn.Server(config).run(sockets=[open_socket])
