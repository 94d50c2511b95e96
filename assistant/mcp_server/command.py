"""`pst mcp`: the server over the standard input and output, or over HTTP."""

from contextlib import suppress
from importlib.util import find_spec
from typing import TYPE_CHECKING

from assistant.access import Role
from ingest.errors import SettingsError

if TYPE_CHECKING:
    from assistant.service import Assistant


def run_mcp(service: "Assistant", *, http: bool, host: str, port: int, names: tuple[str, ...], role: str | None) -> int:
    """Serve until the client leaves, or until interrupted.

    Args:
        service: The assistant, with full rights.
        http: Whether to serve over HTTP.
        host: The address to listen on.
        port: Its port; 0 for a free one.
        names: Other names by which the HTTP server may be called.
        role: The rights chosen for whoever has no key, or None: staff's for the parent of this process, which may read
            the library's files anyway; a citizen's over HTTP, until there are keys.

    Raises:
        PstError: If the package is not there, or the server cannot be opened so.
    """
    check_package()
    from assistant.mcp_server.asked import Desk
    from assistant.presence import present

    chosen = Role(role) if role is not None else None
    desk = Desk(service, chosen or Role.STAFF)
    with suppress(KeyboardInterrupt), present(service.settings.home):
        if http:
            from assistant.mcp_server.serving import serve

            serve(desk, chosen, host, port, names)
        else:
            from assistant.mcp_server.server import Server

            Server(desk).run("stdio")
    return 0


def check_package() -> None:
    """Make sure that the protocol's package is there.

    Raises:
        SettingsError: If it is not.
    """
    try:
        there = find_spec("mcp") is not None and find_spec("mcp.server.mcpserver") is not None
    except (ImportError, ValueError):
        there = False
    if not there:
        raise SettingsError(
            "Le serveur MCP demande le paquet Python « mcp » (version 2.3 ou plus), qui n'est pas installé.",
            "Installez-le : pip install 'pst-assistant[mcp]', ou dans le dossier du projet : pip install '.[mcp]'.",
        )
