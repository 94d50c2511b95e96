"""A call: whose rights it has, and how it stops."""

import asyncio
from threading import Event
from types import SimpleNamespace
from typing import Any, cast

import pytest
from mcp.server.auth.middleware.bearer_auth import AuthenticatedUser
from mcp.server.auth.provider import AccessToken
from mcp.server.mcpserver import Context

from assistant.access import Role
from assistant.mcp_server.asked import Asked, Desk, StoppedError, role_of
from assistant.service import Assistant
from ingest.errors import PstError


def desk() -> Desk:
    service = SimpleNamespace(seen_by=lambda role: SimpleNamespace(role=role))
    return Desk(cast(Assistant, service), Role.CITIZEN)


def context(told: list[str]) -> "Context[Any, Any]":
    async def report_progress(_: float, message: str) -> None:
        told.append(message)

    fake = SimpleNamespace(request_context=SimpleNamespace(request=None), report_progress=report_progress)
    return cast("Context[Any, Any]", fake)


def test_the_client_is_told_of_the_progress() -> None:
    told: list[str] = []

    def use(asked: Asked) -> Role:
        asked.told("un")
        asked.told("deux")
        return asked.service.role

    assert asyncio.run(desk().run(context(told), use)) is Role.CITIZEN
    assert told == ["un", "deux"]


def test_work_that_nobody_waits_for_stops_at_its_next_step() -> None:
    began, stopped = Event(), Event()

    def use(asked: Asked) -> None:
        began.set()
        try:
            while True:
                asked.told("encore")
                asked.stop.wait(0.01)
        except StoppedError:
            stopped.set()
            raise

    async def cancelled() -> None:
        task = asyncio.create_task(desk().run(context([]), use))
        await asyncio.to_thread(began.wait, 5)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    asyncio.run(cancelled())
    assert stopped.wait(5)


def test_whose_rights() -> None:
    user = AuthenticatedUser(AccessToken(token="1", client_id="1", scopes=["agent"]))
    assert role_of(SimpleNamespace(scope={"user": user}), Role.CITIZEN) is Role.STAFF
    assert role_of(SimpleNamespace(scope={}), Role.CITIZEN) is Role.CITIZEN
    assert role_of(SimpleNamespace(scope={"user": "agent"}), Role.CITIZEN) is Role.CITIZEN
    assert role_of(None, Role.STAFF) is Role.STAFF
    with pytest.raises(PstError):
        role_of(None, None)
