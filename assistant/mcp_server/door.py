"""The door of the server over HTTP: whom a key lets in, how long a request may take, what is noted of it."""

import asyncio
import time
import uuid
from datetime import UTC, datetime

from mcp.server.auth.middleware.bearer_auth import AuthenticatedUser
from mcp.server.auth.provider import AccessToken
from starlette.datastructures import Headers
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.access import Role
from assistant.api.audit import Audit, AuditLine
from assistant.api.keys import Key, Keys
from ingest.errors import PstError

PATH = "/mcp"
BODY = 1_000_000
_GONE = 499
_ANONYMOUS = "anonyme"


class Door:
    """Tells who sends a request, and turns away a key that opens nothing.

    Args:
        app: What stands behind the door.
        keys: The keys.
        default: The rights of requests without a key; None where they are turned away as soon as there is a key.
        audit: Where requests are noted, or None.
        seconds: How long a client may take to send a request.
    """

    def __init__(
        self, app: ASGIApp, keys: Keys, default: Role | None, audit: Audit | None = None, seconds: float = 60
    ) -> None:
        self._app, self._keys, self._default = app, keys, default
        self._audit, self._seconds = audit, seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or let it in."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began, status = time.perf_counter(), _GONE

        async def answer(message: Message) -> None:
            nonlocal status
            status = message.get("status", status)
            await send(message)

        key, refused = None, None
        try:
            key, refused = await self._refused(scope)
        except PstError:
            refused = "Les clés ne peuvent pas être lues ; personne n'entre. Prévenez qui administre le serveur."
        try:
            if refused is not None:
                headers = {"WWW-Authenticate": "Bearer", "Connection": "close"}
                await JSONResponse({"error": refused}, 401, headers)(scope, receive, answer)
                return
            try:
                async with asyncio.timeout(self._seconds):
                    body = await _received(receive)
            except TimeoutError:
                told = {"error": "L'envoi a pris trop de temps."}
                await JSONResponse(told, 408, {"Connection": "close"})(scope, receive, answer)
                return
            await self._app(scope, body, answer)
        finally:
            self._note(scope["method"], key, status, time.perf_counter() - began)

    def _note(self, method: str, key: Key | None, status: int, seconds: float) -> None:
        if self._audit is None:
            return
        line = AuditLine(
            at=datetime.now(UTC).isoformat(timespec="seconds"),
            request=uuid.uuid4().hex,
            label=key.label if key is not None else _ANONYMOUS,
            role=(key.role if key is not None else self._default or Role.CITIZEN).value,
            method=method if method in ("GET", "POST", "DELETE") else "autre",
            route=PATH,
            status=status,
            ms=round(seconds * 1000, 1),
            count=None,
        )
        self._audit.note(line)

    async def _refused(self, scope: Scope) -> tuple[Key | None, str | None]:
        """Who sends a request, and why they may not; both None for those who need no key."""
        scheme, _, secret = Headers(scope=scope).get("authorization", "").partition(" ")
        secret = secret.strip()
        if not scheme:
            if self._default is None and len(await asyncio.to_thread(self._keys.every)):
                return None, "Une clé est nécessaire : « Authorization: Bearer pst-… »."
            return None, None
        key = await asyncio.to_thread(self._keys.holder, secret) if scheme.lower() == "bearer" else None
        if key is None:
            return None, "Cette clé n'ouvre rien : inconnue, expirée ou révoquée."
        # The protocol's session belongs to the key that began it: another one cannot go on with it.
        scope["user"] = AuthenticatedUser(AccessToken(token=key.id, client_id=key.id, scopes=[key.role.value]))
        return key, None


async def _received(receive: Receive) -> Receive:
    """Wait for a request's body; what is too large is left to the protocol to refuse.

    Returns:
        What gives it again, and then what comes after it.
    """
    came: list[Message] = []
    size, more = 0, True
    while more and size <= BODY:
        message = await receive()
        came.append(message)
        size += len(message.get("body", b""))
        more = bool(message.get("more_body", False))
    came.reverse()

    async def again() -> Message:
        return came.pop() if came else await receive()

    return again
