"""The OpenAPI document: examples that fit their schemas, French words, and a server that does as it says."""

from collections.abc import Iterator
from typing import Any

import jsonschema
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from assistant.access import Role
from assistant.api import chat, health, library, plans
from assistant.api.app import create_app
from assistant.service import Assistant
from assistant.settings import Settings
from tests.api_server import Server, installed, serving

CHECKS = [
    schemathesis.checks.not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
    response_headers_conformance,
]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(installed(tmp_path_factory.mktemp("openapi"))) as found:
        yield found


@pytest.fixture(scope="module")
def document(server: Server) -> dict[str, Any]:
    with server.client(None) as client:
        return client.get("/openapi.json").json()


@pytest.fixture(scope="module")
def api(document: dict[str, Any]) -> schemathesis.BaseSchema:
    return schemathesis.openapi.from_dict(document)


ROUTES = [
    (method, route.path)
    for router in (chat.router, library.router, plans.router, health.router)
    for route in router.routes
    for method in sorted(route.methods)
]


def operations(document: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            yield f"{method} {path}", operation


def test_every_example_fits_its_schema(document: dict[str, Any]) -> None:
    seen = 0
    for name, operation in operations(document):
        bodies = [operation["requestBody"]["content"]] if "requestBody" in operation else []
        for content in (*bodies, operation["responses"]["200"]["content"]):
            examples = [
                (media, one["value"]) for media in content.values() for one in media.get("examples", {}).values()
            ]
            assert examples, name
            for media, value in examples:
                whole = {**media["schema"], "components": document["components"]}
                jsonschema.Draft202012Validator(whole).validate(value)
                seen += 1
    assert seen >= 18


def test_the_contract_s_paths_are_there_and_told_in_french(document: dict[str, Any]) -> None:
    wanted = {
        "/v1/models", "/v1/chat/completions", "/search", "/documents", "/documents/{document}", "/trees/{document}",
        "/drafts", "/checks", "/health", "/metrics",
    }  # fmt: skip
    assert wanted <= set(document["paths"])
    for name, operation in operations(document):
        assert operation["summary"], name
        assert operation["description"][0].isupper() or operation["description"][0] in "«2", name
    assert "HTTPBearer" in document["components"]["securitySchemes"]


@pytest.mark.parametrize(("method", "path"), ROUTES)
def test_the_server_does_as_it_says(server: Server, api: schemathesis.BaseSchema, method: str, path: str) -> None:
    headers = {"Authorization": f"Bearer {server.keys[Role.ADMINISTRATOR]}"}

    @settings(
        max_examples=6,
        derandomize=True,
        deadline=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=api[path][method].as_strategy())
    def asked(case: schemathesis.Case) -> None:
        case.call_and_validate(base_url=server.url, headers=headers, checks=CHECKS, timeout=30)

    asked()


def test_an_empty_library_is_told(tmp_path_factory: pytest.TempPathFactory) -> None:
    service = Assistant(Settings(home=tmp_path_factory.mktemp("empty"), api_anonymous=True))
    assert create_app(service).openapi()["info"]["title"] == "Assistant PST"
    with serving(service) as server, server.client(Role.ADMINISTRATOR) as client:
        health = client.get("/health")
        assert health.status_code == 503
        assert "pst ingest" in health.json()["findings"][0]["remedy"]
        assert client.get("/documents").json() == {"documents": []}
        for path, body in (
            ("/search", {"query": "x"}),
            ("/drafts", {"document": "x"}),
            ("/v1/chat/completions", {"model": "pst-agent", "messages": [{"role": "user", "content": "Quoi ?"}]}),
        ):
            response = client.post(path, json=body)
            assert response.status_code == 503
            assert "vide" in response.text
