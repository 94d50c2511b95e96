"""What every request passes first (its host, key, pace and size), and what every answer bears and leaves behind.

It stands before anything reads the request's body: who may not enter sends nothing.
"""

import asyncio
import re
import time
import traceback
import uuid
from datetime import UTC, datetime

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.access import Role
from assistant.api.audit import AuditLine
from assistant.api.callers import NOBODY, Caller
from assistant.api.problems import HIDDEN, LOG, RefusedError, note_fault, problem, status_of, told_of
from assistant.api.state import Api
from assistant.api.work import GoneError
from ingest.errors import PstError

MAX_BODY = 2_000_000
"""A conversation of a chat client; files have a limit of their own."""

_UPLOADS = frozenset({"/drafts", "/checks"})
_OPEN = frozenset({"/health/live", "/openapi.json"})
_ASIDE = frozenset({"/health", "/health/ready"})
_METRICS = "/metrics"
_PROBES = _OPEN | _ASIDE | {_METRICS}
_TURNED_AWAY = frozenset({421, 429})
_ID = re.compile(r"[\w.-]{1,64}", re.ASCII)
_GONE = 499
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Cache-Control": "no-store",
}


class Guard:
    """The middleware.

    Args:
        app: What answers.
        api: What the server holds.
    """

    def __init__(self, app: ASGIApp, api: Api) -> None:
        self._app, self._api = app, api

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or answer it here."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        head = scope["method"] == "HEAD"
        scope["path"] = scope["path"].rstrip("/") or "/"
        scope["method"] = "GET" if head else scope["method"]
        given = headers.get("x-request-id", "")
        state = scope.setdefault("state", {})
        state |= {"request_id": given if _ID.fullmatch(given) else uuid.uuid4().hex, "caller": NOBODY, "count": None}
        body = _Body(receive, self._largest(scope["path"]), self._api.settings.api_body_seconds)
        announced = "transfer-encoding" in headers or headers.get("content-length", "0") != "0"
        answered = _Answered(send, state["request_id"], body if announced else None, head=head)
        began = time.perf_counter()
        try:
            await self._pass(scope, headers, body, answered)
        except (ClientDisconnect, GoneError):
            answered.status = _GONE
        except Exception as error:
            # Its words may hold what was asked: the log has its kind and its place.
            LOG.error(
                "%s %s\n%s",
                state["request_id"],
                type(error).__name__,
                "".join(traceback.format_tb(error.__traceback__)),
            )
            if answered.status == 0:
                await problem(Request(scope), 500, HIDDEN)(scope, receive, answered)
        finally:
            self._note(scope, answered.status or _GONE, time.perf_counter() - began)

    async def _pass(self, scope: Scope, headers: Headers, body: "_Body", send: "_Answered") -> None:
        refusal = (
            self._misnamed(scope, headers) or await self._stranger(scope, headers) or _too_large(scope, headers, body)
        )
        if refusal is not None:
            await refusal(scope, body, send)
        else:
            await self._app(scope, body, send)

    def _misnamed(self, scope: Scope, headers: Headers) -> JSONResponse | None:
        """The refusal of a request for another server: a page elsewhere may have a browser of this network send it."""
        name = headers.get("host", "").lower()
        name = name.partition("]")[0].lstrip("[") if name.startswith("[") else name.partition(":")[0]
        if name in self._api.settings.api_names:
            return None
        return problem(
            Request(scope), 421, "Ce serveur n'est pas connu sous ce nom. Son gestionnaire l'ajoute à PST_API_HOSTS."
        )

    async def _stranger(self, scope: Scope, headers: Headers) -> JSONResponse | None:
        """The refusal of a request without a key that opens, or that comes too soon; finds who calls otherwise."""
        path, request = scope["path"], Request(scope)
        free = (
            path in _OPEN or scope["method"] == "OPTIONS" or (path == _METRICS and self._api.settings.api_metrics_open)
        )
        if free or (path in _ASIDE and "authorization" not in headers):
            return None
        try:
            caller = await self._api.door.caller(headers)
        except PstError as error:
            note_fault(scope["state"]["request_id"], error)
            return problem(request, status_of(error), told_of(error, Role.CITIZEN))
        address = scope["client"][0] if scope.get("client") else ""
        key = caller.key if caller is not None else ""
        wait = self._api.throttle.wait_of(key or address, key=bool(key))
        if wait:
            told = f"Trop de demandes en une minute. Réessayez dans {wait} s."
            return problem(request, 429, told, headers={"Retry-After": str(wait)}, code="rate_limit_exceeded")
        if caller is None:
            told = "Il faut une clé valable : « Authorization: Bearer pst-… ». Demandez-la à qui gère l'assistant."
            return problem(request, 401, told, code="invalid_api_key")
        scope["state"]["caller"] = caller
        return None

    def _largest(self, path: str) -> int:
        return self._api.settings.api_upload_mb * 1_000_000 + 10_000 if path in _UPLOADS else MAX_BODY

    def _note(self, scope: Scope, status: int, seconds: float) -> None:
        state, caller = scope["state"], scope["state"]["caller"]
        assert isinstance(caller, Caller)
        route = getattr(scope.get("route"), "path", None) or "autre"
        method = scope["method"] if scope["method"] in ("GET", "POST", "OPTIONS") else "autre"
        ms = round(seconds * 1000, 1)
        self._api.metrics.request(method, route, status, seconds)
        LOG.info("%s %s %s %d %.0f ms %s", state["request_id"], method, route, status, ms, caller.label)
        if scope["path"] in _PROBES or status in _TURNED_AWAY or method == "OPTIONS":
            return  # the figures count them; noted, they would push the requests of people out, and fill a disk
        self._api.audit.note(
            AuditLine(
                at=datetime.now(UTC).isoformat(timespec="seconds"),
                request=state["request_id"],
                label=caller.label,
                role=caller.role.value,
                method=method,
                route=route,
                status=status,
                ms=ms,
                count=state["count"],
            )
        )


class _Answered:
    """Sends an answer, with the headers that all bear; without its body where only its head is wanted."""

    def __init__(self, send: Send, request_id: str, body: "_Body | None", *, head: bool) -> None:
        self._send, self._id, self._body, self._head = send, request_id, body, head
        self.status = 0

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            headers = MutableHeaders(scope=message)
            headers["X-Request-ID"] = self._id
            if self._body is not None and not self._body.whole:
                headers["Connection"] = "close"  # nobody waits for the rest of what was not read
            for name, value in _HEADERS.items():
                headers.setdefault(name, value)
        elif self._head and message["type"] == "http.response.body":
            message = {**message, "body": b""}
        await self._send(message)


class _Body:
    """Receives a request's body, within a size and a time; `whole` once all of it came."""

    def __init__(self, receive: Receive, largest: int, seconds: float) -> None:
        self._receive, self.largest, self._seconds = receive, largest, seconds
        self._read, self._until, self.whole = 0, 0.0, False

    async def __call__(self) -> Message:
        if self.whole:
            return await self._receive()
        self._until = self._until or time.monotonic() + self._seconds
        try:
            message = await asyncio.wait_for(self._receive(), max(0.001, self._until - time.monotonic()))
        except TimeoutError:
            raise RefusedError(408, "L'envoi a pris trop de temps.", {"Connection": "close"}) from None
        self._read += len(message.get("body", b""))
        self.whole = not message.get("more_body", False)
        if self._read > self.largest:
            raise RefusedError(413, _size(self.largest), {"Connection": "close"})
        return message


def _too_large(scope: Scope, headers: Headers, body: _Body) -> JSONResponse | None:
    """The refusal of a body that says itself that it is too large."""
    length = headers.get("content-length", "0")
    if length.isdecimal() and int(length) <= body.largest:
        return None
    return problem(Request(scope), 413, _size(body.largest), headers={"Connection": "close"})


def _size(largest: int) -> str:
    return f"La demande est trop volumineuse : {largest // 1_000_000} Mo au plus."
