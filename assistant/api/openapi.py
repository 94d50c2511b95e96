"""The OpenAPI document: what goes wrong in its own media type, examples, and a French description."""

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from pydantic.json_schema import models_json_schema

from assistant.api.examples import REQUESTS, RESPONSES
from assistant.api.problems import OPENAI, OpenAIError, Problem
from assistant.api.records import Given

_ABOUT = """L'assistant des plans stratégiques (PST) des CPAS et communes de Wallonie, pour d'autres programmes.

`/v1` parle le protocole d'OpenAI : tout client de dialogue s'y branche. Les autres adresses donnent la bibliothèque,
les projets de plans et les contrôles. Chaque clé a un rôle (citoyen, agent, administrateur) ; une clé de citoyen ne
voit que les documents publics. Guide : docs/api.md.
"""
_PROBLEM = "application/problem+json"
_JSON = "application/json"
_COMMON = (401, 413, 421, 429, 500, 503)
_BY_ROUTE = {
    "/v1/chat/completions": (400, 403, 404, 408, 504),
    "/v1/models/{model}": (404,),
    "/search": (400, 408, 422, 504),
    "/documents": (504,),
    "/documents/{document}": (404, 422, 504),
    "/trees/{document}": (404, 422, 504),
    "/drafts": (400, 403, 404, 406, 408, 415, 422, 504),
    "/checks": (400, 403, 404, 406, 408, 415, 422, 504),
    "/metrics": (403,),
    "/audit": (403, 422, 504),
}
_TITLES = {
    400: "Demande mal formée.",
    401: "Clé absente, inconnue, expirée ou révoquée.",
    403: "Ce rôle ne le permet pas.",
    404: "Introuvable, ou pas pour ce rôle.",
    406: "Aucun format demandé n'existe.",
    408: "Envoi trop lent.",
    413: "Demande trop volumineuse.",
    415: "Ni JSON, ni formulaire.",
    421: "Le serveur n'est pas connu sous ce nom (PST_API_HOSTS).",
    422: "Demande impossible à satisfaire.",
    429: "Trop de demandes : Retry-After dit quand revenir.",
    500: "Panne du service.",
    503: "Service occupé ou bibliothèque indisponible : Retry-After dit quand revenir.",
    504: "Le travail a pris trop de temps.",
}


def describe(app: FastAPI) -> None:
    """Have an application describe itself in full, once asked.

    Args:
        app: The application.
    """

    def document() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = _document(app)
        return app.openapi_schema

    app.openapi = document  # type: ignore[method-assign]


def _document(app: FastAPI) -> dict[str, Any]:
    found = get_openapi(title=app.title, version="1", description=_ABOUT, routes=app.routes)
    _, own = models_json_schema(
        [(one, "validation") for one in (Problem, OpenAIError, Given)], ref_template="#/components/schemas/{model}"
    )
    schemas = found["components"]["schemas"]
    schemas.update(own["$defs"])
    for name in ("HTTPValidationError", "ValidationError"):
        schemas.pop(name, None)
    for path, methods in found["paths"].items():
        for method, operation in methods.items():
            _fill(path, method, operation)
    return found


def _fill(path: str, method: str, operation: dict[str, Any]) -> None:
    responses = operation["responses"]
    responses.pop("422", None)
    openai = path.startswith(OPENAI)
    media, model = (_JSON, "OpenAIError") if openai else (_PROBLEM, "Problem")
    statuses = () if path == "/health/live" else (*_COMMON, *_BY_ROUTE.get(path, ()))
    for status in sorted(statuses):
        schema = {"$ref": f"#/components/schemas/{model}"}
        responses[str(status)] = {"description": _TITLES[status], "content": {media: {"schema": schema}}}
    if path in ("/health", "/health/ready"):
        responses["503"]["content"][_JSON] = {"schema": {"$ref": "#/components/schemas/Health"}}
    if path == "/metrics":
        responses["200"]["content"] = {"text/plain": {"schema": {"type": "string"}}}
    responses["200"]["description"] = "La réponse."
    asked, given = REQUESTS.get((method, path)), RESPONSES.get(path)
    if asked is not None:
        operation["requestBody"]["content"][_JSON]["examples"] = {"exemple": {"value": asked}}
    if given is not None:
        media = next(iter(responses["200"]["content"]))
        responses["200"]["content"][media]["examples"] = {"exemple": {"value": given}}
