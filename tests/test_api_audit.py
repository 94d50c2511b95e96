"""The audit and the figures of the API: who asked what kind of thing and how it went, never a word of it."""

import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from assistant.access import Role
from assistant.api.audit import Audit, AuditLine
from tests.api_server import asked, installed, serving


def line(at: datetime, status: int = 200) -> AuditLine:
    return AuditLine(
        at=at.isoformat(timespec="seconds"), request="a", label="x", role="agent", method="GET", route="/documents",
        status=status, ms=1.5, count=None,
    )  # fmt: skip


def test_requests_are_noted_without_a_word(tmp_path: Path) -> None:
    service = installed(tmp_path)
    with serving(service) as server:
        with server.client() as client:
            client.post("/v1/chat/completions", json=asked("Qui prête des tablettes zinzolines ?"))
            client.get("/trees/andenne.txt")
            client.get("/search?query=zinzolin")
            assert client.get("/audit").status_code == 403
        with server.client(Role.ADMINISTRATOR) as client:
            lines = client.get("/audit").json()["requests"]
            figures = client.get("/metrics").text
    by_route = {one["route"]: one for one in lines}
    assert {"/v1/chat/completions", "/trees/{document}", "/search"} <= set(by_route)
    chat = by_route["/v1/chat/completions"]
    assert (chat["label"], chat["role"], chat["status"]) == ("clé agent", "agent", 200)
    assert chat["ms"] > 0
    assert by_route["/trees/{document}"]["count"] > 5
    assert 'pst_requests_total{method="GET",route="/search",status="200"} 1.0' in figures
    assert "pst_answers_total" in figures
    kept = b"".join(one.read_bytes() for one in service.settings.home.glob("api-audit*"))
    for word in (b"zinzolin", b"andenne", *(key.encode() for key in server.keys.values())):
        assert word not in kept.lower()
        assert word.decode() not in figures.lower()


def test_what_is_too_old_is_erased(tmp_path: Path) -> None:
    place, now = tmp_path / "audit.sqlite", datetime.now(UTC)
    audit = Audit(place, 30)
    for days in (40, 31, 29, 0):
        audit.note(line(now - timedelta(days=days), 200 + days))
    assert len(audit.last()) == 4
    audit.close()
    again = Audit(place, 30)
    assert [one.status for one in again.last()] == [200, 229]
    again.close()
    none = Audit(place, 0)
    none.note(line(now))
    assert none.last() == ()
    none.close()
    assert not (tmp_path / "other.sqlite").exists()
    nothing = Audit(tmp_path / "other.sqlite", 0)
    nothing.note(line(now))
    nothing.close()
    assert not (tmp_path / "other.sqlite").exists()


def test_probes_and_those_who_are_turned_away_fill_no_log(tmp_path: Path) -> None:
    with serving(installed(tmp_path, api_anonymous_per_minute=2)) as server:
        with server.client(None) as stranger:
            for path in ("/health/live", "/health", "/openapi.json"):
                assert stranger.get(path).status_code == 200
            assert stranger.get("/documents", headers={"Host": "ailleurs.example"}).status_code == 421
            assert [stranger.get("/documents").status_code for _ in range(5)] == [401, 401, 429, 429, 429]
        with server.client(Role.ADMINISTRATOR) as client:
            assert 'status="429"} 3.0' in client.get("/metrics").text
            noted = client.get("/audit").json()["requests"]
    assert [one["status"] for one in noted] == [401, 401]


def test_metrics_are_for_administrators_however_they_are_written(tmp_path: Path) -> None:
    with serving(installed(tmp_path)) as server:
        for path in ("/metrics", "/metrics/", "/metrics%0A", "/metrics%0a%0A", "//metrics", "/METRICS", "/%6detrics"):
            for role in (Role.CITIZEN, Role.STAFF):
                with server.client(role) as client:
                    assert client.get(path).status_code in (403, 404), path
        with server.client(Role.ADMINISTRATOR) as client:
            assert client.get("/metrics").status_code == 200


def test_metrics_may_be_open(tmp_path: Path) -> None:
    with serving(installed(tmp_path, api_metrics_open=True)) as server, server.client(None) as client:
        assert client.get("/metrics").status_code == 200
        assert client.get("/audit").status_code == 401


@pytest.mark.parametrize("module", ["fastapi", "uvicorn", "limits", "prometheus_client", "starlette"])
def test_the_command_line_does_not_wait_for_the_api(module: str) -> None:
    code = f"import sys; import assistant.cli; sys.exit({module!r} in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
