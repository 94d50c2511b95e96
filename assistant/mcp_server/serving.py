"""The server over HTTP: at the door, the API's keys; inside, the protocol's own checks of Host and Origin."""

import socket

import click
import uvicorn
from mcp.server.transport_security import TransportSecuritySettings
from starlette.types import ASGIApp

from assistant.access import Role
from assistant.api.audit import Audit
from assistant.api.keys import Keys
from assistant.api.patience import MAX_CONNECTIONS, PatientProtocol
from assistant.api.settings import is_local
from assistant.mcp_server.asked import Desk
from assistant.mcp_server.door import BODY, PATH, Door
from assistant.mcp_server.server import Server
from ingest.errors import SettingsError

_LOCAL = ("127.0.0.1", "localhost", "[::1]")
_DRAIN_S = 3


def serve(desk: Desk, role: Role | None, host: str, port: int, names: tuple[str, ...]) -> None:
    """Serve over HTTP until interrupted.

    Args:
        desk: Where calls are worked on.
        role: The rights chosen for requests without a key, or None where none were.
        host: The address to listen on.
        port: Its port; 0 for a free one.
        names: Other names by which the server may be called.

    Raises:
        SettingsError: If strangers would have the rights of staff, or the address cannot be listened on.
    """
    local = is_local(host)
    if not local and role is not None and role.may(Role.STAFF):
        raise SettingsError(
            "Sur un réseau, personne n'a les droits d'un agent sans clé.",
            "Retirez --role, et créez des clés avec « pst key create ».",
        )
    if not local and role is None and not _keys(desk).every():
        raise SettingsError(
            "Sur un réseau, le serveur MCP demande des clés, et il n'y en a aucune.",
            "Créez-en une avec « pst key create », ou ouvrez les documents publics à tous avec « --role citoyen ».",
        )
    desk.role = role or Role.CITIZEN
    app: ASGIApp = Server(desk).streamable_http_app(
        streamable_http_path=PATH,
        host=host,
        max_request_body_size=BODY,
        transport_security=_security(host, names),
    )
    listening = _listen(host, port)
    audit = Audit(desk.service.settings.api_audit, desk.service.settings.journal_days)
    shown = f"[{host}]" if ":" in host else host
    click.echo(f"Serveur MCP : http://{shown}:{listening.getsockname()[1]}{PATH} (Ctrl+C pour l'arrêter)", err=True)
    config = uvicorn.Config(
        Door(app, _keys(desk), role, audit, desk.service.settings.api_body_seconds),
        http=PatientProtocol,
        ws="none",
        access_log=False,
        log_level="warning",
        limit_concurrency=MAX_CONNECTIONS,
        timeout_graceful_shutdown=_DRAIN_S,
    )
    try:
        uvicorn.Server(config).run(sockets=[listening])
    finally:
        audit.close()


def _keys(desk: Desk) -> Keys:
    return Keys(desk.service.settings.api_keys)


def _security(host: str, names: tuple[str, ...]) -> TransportSecuritySettings:
    """Which names the server answers to, and which pages may call it: a foreign site's name leads to nothing."""
    every = dict.fromkeys((*_LOCAL, *((host,) if ":" not in host else ()), *names))
    hosts = [pattern for one in every for pattern in (one, f"{one}:*")]
    local = [f"http://{one}{port}" for one in _LOCAL for port in ("", ":*")]
    return TransportSecuritySettings(
        enable_dns_rebinding_protection=True,
        allowed_hosts=hosts,
        allowed_origins=[*local, *(f"https://{one}" for one in names)],
    )


def _listen(host: str, port: int) -> socket.socket:
    try:
        return socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except OSError as error:
        raise SettingsError(
            f"L'adresse {host}:{port} ne peut pas être écoutée ({error.strerror}).",
            "Un autre programme la tient peut-être : donnez un autre port avec --port.",
        ) from error
