"""The server: its tools, resources and prompts, whatever it is served over."""

from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pydantic_core
from mcp.server.context import CallNext, HandlerResult, ServerRequestContext
from mcp.server.mcpserver import Context, MCPServer
from mcp.server.mcpserver.exceptions import ToolError, UnexpectedToolError
from mcp.types import CallToolResult, InputRequiredResult, TextContent, ToolAnnotations
from pydantic import ValidationError

from assistant.access import Role
from assistant.mcp_server import descriptions, prompting
from assistant.mcp_server.asked import Desk, role_of
from assistant.mcp_server.drafting import DraftingTools
from assistant.mcp_server.failing import told, unknown_arguments, wrong_arguments
from assistant.mcp_server.reading import ReadingTools
from assistant.mcp_server.resources import add_resources
from ingest.errors import PstError

NAME = "pst"
_STAFF_ONLY = frozenset({"draft", "check"})


class Server(MCPServer[Any]):
    """The server.

    Args:
        desk: Where calls are worked on.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            NAME,
            title="Assistant PST",
            instructions=descriptions.INSTRUCTIONS,
            version=version("pst-assistant"),
            log_level="WARNING",
            subscriptions=False,
        )
        self._desk = desk
        self._arguments: dict[str, tuple[str, ...]] = {}
        reading, drafting = ReadingTools(desk), DraftingTools(desk)
        self._add(reading.documents, "Documents de la bibliothèque", descriptions.DOCUMENTS)
        self._add(reading.search, "Rechercher", descriptions.SEARCH)
        self._add(reading.census, "Recenser", descriptions.CENSUS)
        self._add(reading.ask, "Demander", descriptions.ASK)
        self._add(reading.tree, "Arbre d'un document", descriptions.TREE)
        self._add(drafting.draft, "Rédiger un projet", descriptions.DRAFT)
        self._add(drafting.check, "Vérifier un plan", descriptions.CHECK)
        add_resources(self, desk)
        prompting.add_prompts(self)
        self.middleware.append(self._only_usable)

    def _add(self, function: Callable[..., Any], title: str, description: str) -> None:
        """Add a tool. None writes anything; none goes out on the network but to the installation's own model."""
        notes = ToolAnnotations(
            title=title, read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
        )
        self.add_tool(function, title=title, description=description, annotations=notes, structured_output=True)

    async def _only_usable(self, ctx: ServerRequestContext[Any, Any], call_next: CallNext) -> HandlerResult:
        """Leave out of the list of tools those that who asks may not use; the tools refuse them besides."""
        result = await call_next(ctx)
        if ctx.method != "tools/list" or role_of(ctx.request, self._desk.role).may(Role.STAFF):
            return result
        plain = result if isinstance(result, dict) else pydantic_core.to_jsonable_python(result, by_alias=True)
        assert isinstance(plain, dict)
        return {**plain, "tools": [one for one in plain["tools"] if one["name"] not in _STAFF_ONLY]}

    async def call_tool(
        self, name: str, arguments: dict[str, Any], context: Context[Any, Any] | None = None
    ) -> CallToolResult | InputRequiredResult:
        """Call a tool; what fails is said in French, the text block is the structured result on one line."""
        try:
            await self._check_names(name, arguments)
            result = await super().call_tool(name, arguments, context)
        except UnexpectedToolError as error:
            cause = error.__cause__ or error
            kind = ToolError if isinstance(cause, PstError) else UnexpectedToolError
            raise kind(told(cause, self._places)) from cause
        except ToolError as error:
            if isinstance(error.__cause__, ValidationError):
                raise ToolError(str(wrong_arguments(name, error.__cause__))) from error.__cause__
            raise
        if isinstance(result, CallToolResult) and result.structured_content is not None:
            text = pydantic_core.to_json(result.structured_content).decode()
            result = result.model_copy(update={"content": [TextContent(type="text", text=text)]})
        return result

    async def _check_names(self, name: str, arguments: dict[str, Any]) -> None:
        """Refuse a tool and arguments that there are not: left unsaid, an ill-named limit would limit nothing."""
        if not self._arguments:
            self._arguments = {
                one.name: tuple(one.input_schema.get("properties", {})) for one in await self.list_tools()
            }
        known = self._arguments.get(name)
        if known is None:
            raise ToolError(f"Il n'y a pas d'outil « {name[:60]} ». Outils : {', '.join(self._arguments)}.")
        if strange := set(arguments) - set(known):
            raise ToolError(str(unknown_arguments(name, strange, known)))

    @property
    def _places(self) -> tuple[Path, ...]:
        settings = self._desk.service.settings
        return (settings.home, settings.corpus, Path.cwd(), Path.home())
