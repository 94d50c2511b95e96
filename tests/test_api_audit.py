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


def test_metrics_may_be_open(tmp_path: Path) -> None:
    with serving(installed(tmp_path, api_metrics_open=True)) as server, server.client(None) as client:
        assert client.get("/metrics").status_code == 200
        assert client.get("/audit").status_code == 401


@pytest.mark.parametrize("module", ["fastapi", "uvicorn", "limits", "prometheus_client", "starlette"])
def test_the_command_line_does_not_wait_for_the_api(module: str) -> None:
    code = f"import sys; import assistant.cli; sys.exit({module!r} in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
