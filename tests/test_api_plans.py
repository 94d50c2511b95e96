"""Drafts and checks over the API: a document's id or a file in, a plan out, in the format that is wanted."""

import io
import json
import zipfile
from collections.abc import Callable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.api.formats import MEDIA, Format, accepted
from assistant.api.work import Work
from assistant.drafting.records import Plan
from tests.api_server import Server, installed, serving
from tests.samples import ANDENNE, DPS

STARTS = {
    Format.DOCX: b"PK",
    Format.ODT: b"PK",
    Format.XLSX: b"PK",
    Format.PDF: b"%PDF",
    Format.XML: b"<?xml",
    Format.MD: b"",
}
PLAN = {"document": "andenne.txt"}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(installed(tmp_path_factory.mktemp("plans"))) as found:
        yield found


def test_a_draft_of_a_document_of_the_library(server: Server) -> None:
    with server.client() as client:
        response = client.post("/drafts", json={"document": "huy.txt"})
        assert response.status_code == 200
        plan = Plan.model_validate(response.json())
        assert (plan.source, plan.organisation, plan.kind) == ("huy.txt", "Huy", "brouillon")
        assert plan.checks
        again = client.post("/checks", files={"file": ("projet.json", response.content)}).json()
        assert [one["id"] for one in again["checks"]] == [one.id for one in plan.checks]


def test_a_plan_in_every_format(server: Server) -> None:
    with server.client() as client:
        for form, start in STARTS.items():
            options = {"params": {"format": form}} if form is not Format.MD else {"headers": {"Accept": MEDIA[form]}}
            sent = {"files": {"file": ("ma dps.txt", DPS.encode())}} if form is Format.DOCX else {"json": PLAN}
            response = client.post("/drafts" if "files" in sent else "/checks", **sent, **options)
            assert response.status_code == 200, (form, response.text[:300])
            assert response.headers["content-type"].startswith(MEDIA[form])
            assert response.headers["content-disposition"].endswith(f'.{form}"')
            assert response.content.startswith(start)
            assert len(response.content) > 300
        assert client.get("/documents").text.count('"id"') == 3  # nothing of it is kept


def test_a_file_is_made_in_one_piece_of_work(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[object] = []
    start = Work.start

    def noted(self: Work, use: Callable[..., object]) -> object:
        begun.append(use)
        return start(self, use)

    monkeypatch.setattr(Work, "start", noted)
    with server.client() as client:
        for path in ("/drafts", "/checks"):
            response = client.post(path, params={"format": "md"}, files={"file": ("dps.txt", DPS.encode())})
            assert response.status_code == 200
    assert len(begun) == 2


def test_checks_of_a_plan(server: Server) -> None:
    with server.client() as client:
        for body in ({"json": {"document": "andenne.txt"}}, {"files": {"file": ("plan.txt", ANDENNE.encode())}}):
            found = client.post("/checks", **body).json()
            assert found["kind"] == "pst"
            assert {"id", "label", "severity", "ok", "detail"} <= set(found["checks"][0])


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("/drafts", {"json": {"document": "absent.txt"}}, 404),
        ("/drafts", {"json": {"document": "andenne.txt"}}, 422),
        ("/drafts", {"json": {"doc": "huy.txt"}}, 422),
        ("/drafts", {"json": [1]}, 422),
        ("/drafts", {"content": b"{", "headers": {"Content-Type": "application/json"}}, 422),
        ("/drafts", {"content": b"x", "headers": {"Content-Type": "multipart/form-data"}}, 400),
        ("/drafts", {"content": b"x"}, 415),
        ("/drafts", {"files": {"autre": (None, "x")}}, 422),
        ("/drafts", {"files": {"file": ("x.txt", b"")}}, 422),
        ("/drafts", {"files": {"file": ("x.pdf", b"%PDF-1.7 rien")}}, 422),
        ("/checks", {"files": {"file": ("x.json", b"[]")}}, 422),
        ("/checks", {"json": {"document": "huy.txt"}, "params": {"format": "gif"}}, 422),
        ("/drafts", {"json": {"document": "huy.txt"}, "headers": {"Accept": "image/png"}}, 406),
    ],
)
def test_what_cannot_be_done_is_told_in_french(server: Server, path: str, body: dict[str, object], status: int) -> None:
    with server.client() as client:
        response = client.post(path, **body)
    assert (response.status_code, response.headers["content-type"]) == (status, "application/problem+json"), (
        response.text
    )
    told = response.json()
    assert told["status"] == status
    assert told["request_id"] == response.headers["X-Request-ID"]


def test_a_file_of_a_bomb_is_refused(server: Server) -> None:
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * 60_000_000)
    with server.client() as client:
        response = client.post("/drafts", files={"file": ("x.docx", bomb.getvalue())})
    assert response.status_code == 422


@given(st.text(max_size=60))
def test_any_accept_header_is_read(header: str) -> None:
    assert accepted(header) in (*Format, None)


@pytest.mark.parametrize(
    ("header", "form"),
    [
        ("", Format.JSON),
        ("*/*", Format.JSON),
        ("application/pdf", Format.PDF),
        ("text/html, application/pdf;q=0.5, */*;q=0.1", Format.PDF),
        ("application/pdf;q=0.2, application/json;q=0.8", Format.JSON),
        ("text/*", Format.MD),
        ("image/png", None),
        ("application/pdf;q=0", None),
    ],
)
def test_the_format_that_is_liked_best(header: str, form: Format | None) -> None:
    assert accepted(header) == form


def test_json_of_a_draft_is_the_command_lines(server: Server) -> None:
    with server.client() as client:
        found = client.post("/drafts", json={"document": "huy.txt"}).json()
    assert json.dumps(found, sort_keys=True) == json.dumps(server.service.draft("huy.txt").as_json(), sort_keys=True)
