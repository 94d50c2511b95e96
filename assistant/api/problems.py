"""What goes wrong, as clients are told: in French, in the shape that they know, and never with a stack trace.

The product's own routes speak problem details (RFC 9457); those of `/v1` speak as OpenAI does.
"""

import logging
from collections.abc import Mapping
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse

from assistant.access import AccessError, Role
from assistant.answer import Frozen
from assistant.api.work import RETRY_S, BusyError, TooLongError
from assistant.drafting.errors import DraftError
from assistant.drafting.export import ExportError
from ingest.errors import (
    LibraryError,
    ModelError,
    PstError,
    SettingsError,
    UnknownDocumentError,
    UnreadableFileError,
)

LOG = logging.getLogger("pst.api")
OPENAI = "/v1/"
_STATUS: tuple[tuple[type[PstError], int], ...] = (
    (AccessError, 403),
    (UnknownDocumentError, 404),
    (UnreadableFileError, 422),
    (DraftError, 422),
    (ExportError, 422),
    (BusyError, 503),
    (TooLongError, 504),
    (LibraryError, 503),
    (ModelError, 503),
    (SettingsError, 503),
)
_FOR_ALL = (BusyError, TooLongError, LibraryError, ModelError)
"""The service's own faults whose words are meant for whoever asks; those of a store name servers and settings."""
_TITLES = {
    400: "Demande mal formée",
    401: "Clé absente ou inconnue",
    403: "Accès refusé",
    404: "Introuvable",
    405: "Méthode non admise",
    406: "Format non disponible",
    408: "Envoi trop lent",
    413: "Demande trop volumineuse",
    415: "Type de contenu non admis",
    421: "Nom de serveur inconnu",
    422: "Demande impossible à satisfaire",
    429: "Trop de demandes",
    500: "Panne du service",
    503: "Service indisponible",
    504: "Délai dépassé",
}
_TYPES = {
    400: "invalid_request_error",
    401: "authentication_error",
    403: "permission_error",
    404: "invalid_request_error",
    429: "rate_limit_error",
}


class RefusedError(HTTPException):
    """A request that is refused, in French words of ours."""


HIDDEN = "La panne a été notée dans le journal du service."


class FieldProblem(Frozen):
    """A part of a request that is wrong.

    Attributes:
        champ: Where it is: `body.messages.0.content`.
        message: What is wrong with it.
    """

    champ: str
    message: str


class Problem(Frozen):
    """What went wrong (RFC 9457).

    Attributes:
        title: The kind of problem.
        detail: What happened, and what to do about it.
        request_id: The request's id, to be given to whoever looks after the service.
        errors: The parts of the request that are wrong.
    """

    type: str = "about:blank"
    title: str
    status: int
    detail: str
    request_id: str = ""
    errors: tuple[FieldProblem, ...] = ()


class OpenAIFault(Frozen):
    """What went wrong, as OpenAI's clients read it."""

    message: str
    type: str
    param: str | None = None
    code: str | None = None


class OpenAIError(Frozen):
    """An error as OpenAI's clients read it."""

    error: OpenAIFault


def status_of(error: PstError) -> int:
    """The HTTP status of an error; a store that cannot be used raises the plain kind, and may be back soon."""
    known = next((status for kind, status in _STATUS if isinstance(error, kind)), 500)
    return 503 if type(error) is PstError else known


def told_of(error: PstError, role: Role) -> str:
    """What a caller is told of an error: of the service's own faults, only administrators hear servers and paths."""
    if status_of(error) < 500 or role.may(Role.ADMINISTRATOR):
        return str(error)
    told = isinstance(error, _FOR_ALL) and "/" not in str(error) and "\\" not in str(error)
    return str(error) if told else HIDDEN


def note_fault(request_id: str, error: PstError) -> None:
    """Write a fault of the service in its log, with the words that strangers are not told; they hold no question.

    Args:
        request_id: The request's id, which its answer bears too.
        error: The error; nothing is written of one that is the caller's.
    """
    if status_of(error) >= 500:
        LOG.warning("%s %s: %s", request_id, type(error).__name__, error)


def problem(
    request: Request,
    status: int,
    detail: str,
    *,
    errors: tuple[FieldProblem, ...] = (),
    code: str | None = None,
    headers: Mapping[str, str] | None = None,
) -> JSONResponse:
    """The answer that tells a problem, in the shape of the route that was asked.

    Args:
        request: The request.
        status: The HTTP status.
        detail: What happened and what to do, in French.
        errors: The parts of the request that are wrong.
        code: OpenAI's name for it.
        headers: Headers to add.
    """
    own = dict(headers or {})
    if status == 503:
        own.setdefault("Retry-After", str(RETRY_S))
    if status == 401:
        own.setdefault("WWW-Authenticate", "Bearer")
    if request.scope["path"].startswith(OPENAI):
        content = openai_error(status, detail, param=errors[0].champ if errors else None, code=code)
        return JSONResponse(content, status, own)
    told = Problem(
        title=_TITLES.get(status, "Erreur"),
        status=status,
        detail=detail,
        request_id=getattr(request.state, "request_id", ""),
        errors=errors,
    )
    return JSONResponse(told.model_dump(mode="json"), status, own, media_type="application/problem+json")


def openai_error(status: int, detail: str, param: str | None = None, code: str | None = None) -> dict[str, Any]:
    """An error in OpenAI's shape."""
    kind = _TYPES.get(status, "server_error" if status >= 500 else "invalid_request_error")
    fault = OpenAIFault(message=detail, type=kind, param=param, code=code)
    return OpenAIError(error=fault).model_dump(mode="json")
