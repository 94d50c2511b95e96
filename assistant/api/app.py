"""The application: the routes, the guard before them, and how what goes wrong is told."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import Depends, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.middleware.cors import CORSMiddleware
from fastapi.responses import JSONResponse
from fastapi.security import HTTPBearer
from starlette.exceptions import HTTPException

from assistant.api import chat, health, library, plans
from assistant.api.callers import caller_of
from assistant.api.guard import Guard
from assistant.api.openapi import describe
from assistant.api.problems import OPENAI, FieldProblem, RefusedError, note_fault, problem, status_of, told_of
from assistant.api.settings import listed
from assistant.api.state import open_api
from assistant.service import Assistant
from ingest.errors import PstError

_TOLD = {
    400: "La demande est mal formée.",
    404: "Cette adresse n'existe pas.",
    405: "Cette adresse ne se demande pas ainsi.",
}
_KINDS = {
    "missing": "manque",
    "json_invalid": "n'est pas du JSON valable",
    "string_too_long": "est trop long",
    "too_long": "est trop long",
    "string_too_short": "est vide",
    "too_short": "est vide",
    "extra_forbidden": "n'existe pas",
}


def create_app(service: Assistant) -> FastAPI:
    """The API of an installation.

    Args:
        service: The assistant, with full rights; each caller's are taken from it.

    Raises:
        PstError: If the installation's home cannot be written.
    """
    api = open_api(service)

    @asynccontextmanager
    async def life(_: FastAPI) -> AsyncIterator[None]:
        warming = asyncio.create_task(api.pulse.findings())  # the first question need not wait for the library
        try:
            yield
        finally:
            warming.cancel()
            await asyncio.to_thread(api.close)

    app = FastAPI(
        title="Assistant PST",
        lifespan=life,
        docs_url=None,  # its pages would be loaded from afar
        redoc_url=None,
        redirect_slashes=False,
        dependencies=[Depends(HTTPBearer(auto_error=False, description="Une clé de « pst key create »."))],
    )
    app.state.api = api
    for router in (chat.router, library.router, plans.router, health.router):
        app.include_router(router)
    app.add_middleware(Guard, api=api)
    origins = listed(service.settings.api_origins)
    if origins:
        app.add_middleware(
            CORSMiddleware,
            allow_origins=origins,
            allow_methods=["GET", "POST"],
            allow_headers=["*"],  # OpenAI's client for browsers adds a dozen of its own
            expose_headers=["X-Request-ID", "Retry-After"],
        )
    app.add_exception_handler(PstError, _expected)
    app.add_exception_handler(HTTPException, _refused)
    app.add_exception_handler(RequestValidationError, _malformed)
    describe(app)
    return app


def _expected(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, PstError)
    note_fault(request.state.request_id, error)
    return problem(request, status_of(error), told_of(error, caller_of(request).role))


def _refused(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    own = isinstance(error, RefusedError)  # else the framework says it, in English
    told = str(error.detail) if own else _TOLD.get(error.status_code, "La demande ne peut pas être satisfaite.")
    return problem(request, error.status_code, told, headers=error.headers)


def _malformed(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    wrong = tuple(
        FieldProblem(
            champ=".".join(str(part) for part in one["loc"])[:200], message=_KINDS.get(one["type"], "n'est pas valable")
        )
        for one in error.errors()[:20]
    )
    told = " ; ".join(f"« {one.champ} » {one.message}" for one in wrong[:5]) or "La demande est mal formée."
    return problem(request, 400 if request.scope["path"].startswith(OPENAI) else 422, f"{told}.", errors=wrong)
