"""The resources: a document's outline, and its text in parts."""

import math
from collections.abc import Callable
from typing import Any

from mcp.server.mcpserver import Context, MCPServer
from mcp.server.mcpserver.exceptions import ResourceError, ResourceNotFoundError

from assistant.answer import Frozen
from assistant.mcp_server import descriptions, shaping
from assistant.mcp_server.asked import Asked, Desk
from assistant.mcp_server.failing import told
from assistant.mcp_server.reading import outline
from assistant.mcp_server.results import MATERIAL, Id, Material, TreeResult, Words
from ingest.errors import LibraryError, PstError, UnknownDocumentError

_PART = 20_000
_DEPTH, _LINES = 3, 200
_JSON = "application/json"


class TextPart(Frozen):
    """A part of a document's text."""

    document: Id
    title: str
    part: int
    parts: int
    material: Material = MATERIAL
    text: Words


def add_resources(server: MCPServer[Any], desk: Desk) -> None:
    """Add the resources to a server.

    Args:
        server: The server.
        desk: Where calls are worked on.
    """

    @server.resource(
        "pst://document/{document}",
        name="document",
        title="Fiche et arbre d'un document",
        description=descriptions.DOCUMENT_RESOURCE,
        mime_type=_JSON,
    )
    async def document_outline(document: str, context: Context[Any, Any]) -> str:
        def use(asked: Asked) -> TreeResult:
            return outline(asked, document, None, _DEPTH, False, None, _LINES)

        return await _read(desk, context, use)

    @server.resource(
        "pst://document/{document}/text/{part}",
        name="text",
        title="Texte d'un document",
        description=descriptions.TEXT_RESOURCE,
        mime_type=_JSON,
    )
    async def document_text(document: str, part: str, context: Context[Any, Any]) -> str:
        return await _read(desk, context, lambda asked: _part(asked, document, part))


async def _read(desk: Desk, context: Context[Any, Any], use: Callable[[Asked], Frozen]) -> str:
    try:
        return (await desk.run(context, use)).model_dump_json()
    except PstError as error:
        settings = desk.service.settings
        kind = ResourceNotFoundError if isinstance(error, UnknownDocumentError) else ResourceError
        raise kind(told(error, (settings.home, settings.corpus))) from error


def _part(asked: Asked, name: str, part: str) -> TextPart:
    if asked.service.shelf.current is None:
        raise LibraryError("La bibliothèque est vide.", "Ajoutez des documents avec « pst ingest ».")
    document = asked.service.tree(name)
    parts = max(1, math.ceil(len(document.text) / _PART))
    if not part.isascii() or not part.isdigit() or not 1 <= int(part[:9]) <= parts:
        raise UnknownDocumentError(f"« {document.id} » n'a pas de partie « {part[:20]} ».", f"De 1 à {parts}.")
    start = (int(part) - 1) * _PART
    return TextPart(
        document=document.id,
        title=shaping.shortened(document.identity.title, shaping.NAME),
        part=int(part),
        parts=parts,
        text=document.text[start : start + _PART],
    )
