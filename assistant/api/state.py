"""What one server holds: the assistant, who may enter, the threads, the figures."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Annotated

from fastapi import Depends, Request

from assistant.access import Role, require
from assistant.api.audit import Audit
from assistant.api.callers import Caller, Door, caller_of
from assistant.api.keys import Keys
from assistant.api.memory import Memory
from assistant.api.metrics import Metrics
from assistant.api.pulse import Pulse
from assistant.api.throttle import Throttle
from assistant.api.work import Work
from assistant.service import Assistant
from assistant.settings import Settings

_SUBMISSIONS = 8


@dataclass(frozen=True, slots=True)
class Api:
    """What the routes use; one for each application.

    Attributes:
        submissions: The room for files that clients submit: each is held in memory until it is worked on.
    """

    settings: Settings
    service: Assistant
    door: Door
    throttle: Throttle
    work: Work
    audit: Audit
    metrics: Metrics
    memory: Memory
    pulse: Pulse
    submissions: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(_SUBMISSIONS))

    def close(self) -> None:
        """Write what waits, and stop what still runs: the first is short, the second may be cut off from outside."""
        self.audit.close()
        self.work.close()


def open_api(service: Assistant) -> Api:
    """What a server holds, made from the installation's settings.

    Args:
        service: The assistant, with full rights.

    Raises:
        PstError: If the installation's home cannot be written.
    """
    settings = service.settings
    work = Work(settings.api_workers, settings.api_waiting, settings.api_seconds)
    return Api(
        settings,
        service,
        Door(settings, Keys(settings.api_keys)),
        Throttle(settings.api_per_minute, settings.api_anonymous_per_minute),
        work,
        Audit(settings.api_audit, settings.journal_days),
        Metrics(lambda: work.load),
        Memory(),
        Pulse(service),
    )


def api_of(request: Request) -> Api:
    """What the request's server holds."""
    found: Api = request.app.state.api
    return found


def _caller_with(role: Role) -> Callable[[Request], Caller]:
    """Gives who calls, and refuses (`AccessError`) whose key has not the rights of a role."""

    def caller(request: Request) -> Caller:
        found = caller_of(request)
        require(found.role, role)
        return found

    return caller


Held = Annotated[Api, Depends(api_of)]
Called = Annotated[Caller, Depends(caller_of)]
CalledByStaff = Annotated[Caller, Depends(_caller_with(Role.STAFF))]
CalledByAdministrator = Annotated[Caller, Depends(_caller_with(Role.ADMINISTRATOR))]


def counted(request: Request, count: int) -> None:
    """Say how many sources or rows an answer has, for the audit."""
    request.state.count = count
