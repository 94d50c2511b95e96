"""One call: with whose rights, in which thread, and how far it is."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from threading import Event
from typing import Any, TypeVar

from mcp.server.auth.middleware.bearer_auth import AuthenticatedUser
from mcp.server.mcpserver import Context

from assistant.access import Role
from assistant.api.work import Running, Work
from assistant.mcp_server.paging import Pager
from assistant.service import Assistant
from ingest.errors import PstError

_T = TypeVar("_T")
_LOOK_S = 1.0
_THREADS, _WAITING, _SECONDS = 4, 16, 300.0
Progress = Callable[[str], None]


class StoppedError(Exception):
    """Nobody waits for the result any more."""


@dataclass(frozen=True)
class Asked:
    """A call, as the thread that works on it sees it.

    Attributes:
        service: The assistant, with the rights of who calls.
        stop: Set when nobody waits for the result any more.
        told: To be told in French of what is being done; it raises `StoppedError` once nobody waits.
        pager: The results that are kept for the next page.
    """

    service: Assistant
    stop: Event
    told: Progress
    pager: Pager

    def result(self, tool: str, arguments: Mapping[str, object], make: Callable[[], _T]) -> tuple[str, _T]:
        """What a tool computes, kept for the next page under all that it depends on."""
        folder = self.service.shelf.current
        facts = [f"{name}={value}" for name, value in sorted(arguments.items())]
        side = "agent" if self.service.role.may(Role.STAFF) else "citoyen"
        return self.pager.result([tool, side, folder.name if folder else "", *facts], make)


@dataclass
class Desk:
    """Where calls are worked on.

    Attributes:
        service: The assistant, with full rights.
        role: The rights of who calls without a key; None where a key is needed.
    """

    service: Assistant
    role: Role | None
    work: Work = field(default_factory=lambda: Work(_THREADS, _WAITING, _SECONDS))
    pager: Pager = field(default_factory=Pager)

    async def run(self, context: "Context[Any, Any]", use: Callable[[Asked], _T]) -> _T:
        """Work on a call in a thread; a client that cancels it stops the work at its next step.

        Raises:
            PstError: If it fails, takes too long, or too much else is being worked on.
        """
        service = self.service.seen_by(role_of(context.request_context.request, self.role))

        def work(stop: Event, tell: Progress) -> _T:
            def told(words: str) -> None:
                if stop.is_set():
                    raise StoppedError
                tell(words)

            return use(Asked(service, stop, told, self.pager))

        running = self.work.start(work)
        try:
            await _follow(running, context)
            return running.result.result()
        finally:
            running.abandon()


async def _follow(running: Running[_T], context: "Context[Any, Any]") -> None:
    """Tell the client of the progress until the work is over."""
    steps = 0
    while True:
        try:
            async with asyncio.timeout(_LOOK_S):  # `wait_for` may swallow a cancellation
                words = await running.told.get()
        except TimeoutError:
            running.check_time()
            continue
        if words is None:
            return
        steps += 1
        await context.report_progress(steps, message=words)


def role_of(request: object, default: Role | None) -> Role:
    """The rights of who sends a request: their key's, or else what callers without one have.

    Args:
        request: The HTTP request, or None where the client is this process's own parent.
        default: The rights of callers without a key, or None.

    Raises:
        PstError: If there is neither; the door (`assistant.mcp_server.door`) lets no such request in.
    """
    user = getattr(request, "scope", {}).get("user")
    if isinstance(user, AuthenticatedUser):
        return Role(user.scopes[0])
    if default is None:
        raise PstError("Une clé est nécessaire.", "Créez-en une avec « pst key create ».")
    return default
