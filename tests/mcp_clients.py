"""The official client, talking to a real `pst mcp` process; and the libraries that it serves."""

import os
import subprocess
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import jsonschema
from anyio.from_thread import BlockingPortal, start_blocking_portal
from mcp import Client, StdioServerParameters, stdio_client
from mcp.client.streamable_http import streamable_http_client
from mcp.shared._httpx_utils import create_mcp_http_client
from mcp.types import CallToolResult, TextContent

from assistant.access import Role
from assistant.mcp_server.asked import Desk
from assistant.mcp_server.server import Server
from assistant.service import Assistant
from assistant.settings import Settings

_T = TypeVar("_T")
COMMAND = [sys.executable, "-m", "assistant.cli", "mcp"]


@dataclass
class Session:
    """An open session, for tests that are not asynchronous."""

    client: Client
    portal: BlockingPortal
    schemas: Mapping[str, dict[str, Any]]

    def raw(self, tool: str, told: Callable[[str], None] = lambda _: None, **arguments: object) -> CallToolResult:
        async def progress(_: float, __: float | None, message: str | None) -> None:
            told(message or "")

        async def call() -> CallToolResult:
            return await self.client.call_tool(tool, arguments, progress_callback=progress)

        return self.portal.call(call)

    def call(self, tool: str, **arguments: object) -> dict[str, Any]:
        """The typed result, held against the schema that the server announced."""
        result = self.raw(tool, **arguments)
        assert not result.is_error, result.content
        assert result.structured_content is not None
        jsonschema.validate(result.structured_content, self.schemas[tool])
        return dict(result.structured_content)

    def error(self, tool: str, **arguments: object) -> str:
        result = self.raw(tool, **arguments)
        assert result.is_error, result.structured_content
        (block,) = result.content
        assert isinstance(block, TextContent)
        return block.text

    def run(self, use: Callable[[Client], Awaitable[_T]]) -> _T:
        """Do something asynchronous with the client."""

        async def call() -> _T:
            return await use(self.client)

        return self.portal.call(call)


@contextmanager
def opened(transport: Callable[[], Any], mode: str = "auto") -> Iterator[Session]:
    with start_blocking_portal() as portal:

        async def client() -> Client:
            return Client(transport(), mode=mode)

        with portal.wrap_async_context_manager(portal.call(client)) as entered:
            tools = portal.call(entered.list_tools).tools
            yield Session(entered, portal, {one.name: one.output_schema or {} for one in tools})


@contextmanager
def within(home: Path, role: Role) -> Iterator[Session]:
    """The same server in this process."""
    desk = Desk(Assistant(Settings(home=home)), role)
    try:
        with opened(lambda: Server(desk)) as one:
            yield one
    finally:
        desk.work.close()


@contextmanager
def over_stdio(home: Path, *options: str, mode: str = "auto") -> Iterator[Session]:
    parameters = StdioServerParameters(
        command=COMMAND[0], args=[*COMMAND[1:], *options], env={**os.environ, "PST_HOME": str(home)}
    )
    with (
        open(os.devnull, "w", encoding="utf-8") as nowhere,
        opened(lambda: stdio_client(parameters, nowhere), mode) as one,
    ):
        yield one


@contextmanager
def over_http(address: str, key: str | None = None, mode: str = "auto") -> Iterator[Session]:
    @asynccontextmanager
    async def transport() -> AsyncIterator[object]:
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        async with (
            create_mcp_http_client(headers) as http,
            streamable_http_client(address, http_client=http) as streams,
        ):
            yield streams

    with opened(transport, mode) as one:
        yield one


@contextmanager
def http_server(home: Path, *options: str, **environment: str) -> Iterator[str]:
    """A server on a free port; its address."""
    process = subprocess.Popen(
        [*COMMAND, "--http", "--port", "0", *options],
        env={**os.environ, "PST_HOME": str(home), **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stderr is not None
    assert process.stdout is not None
    try:
        line = process.stderr.readline()
        assert "http://" in line, line + process.stderr.read()
        yield line.split("http", 1)[1].split()[0].join(("http", ""))
    finally:
        process.terminate()
        out, _ = process.communicate(timeout=20)
        assert out == ""
