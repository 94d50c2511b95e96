"""The container files: what hardens them is there, and every setting that they name exists."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.settings import Settings

ROOT = Path(__file__).parent.parent
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
DOCKERFILE = re.sub(r"\\\n\s*", "", (ROOT / "Dockerfile").read_text(encoding="utf-8"))
LINES = [line for line in DOCKERFILE.splitlines() if line and not line.startswith("#")]
FINAL = LINES[max(at for at, line in enumerate(LINES) if line.startswith("FROM ")) :]
EXAMPLE = (ROOT / ".env.example").read_text(encoding="utf-8")
_TAG = re.compile(r"[\w./-]+:\d+\.\d+(\.\d+)?(-[\w.-]+)?")


@pytest.mark.parametrize("name", SERVICES)
def test_every_service_is_hardened(name: str) -> None:
    service = SERVICES[name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert "cap_add" not in service
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert int(service["user"].partition(":")[0]) > 0
    assert not {"privileged", "network_mode", "pid", "ipc", "devices"} & service.keys()
    assert any(one.startswith("/tmp:size=") for one in service["tmpfs"])
    limits = service["deploy"]["resources"]["limits"]
    assert limits.keys() == {"cpus", "memory", "pids"}
    assert service["restart"] == "unless-stopped"
    assert _TAG.fullmatch(service["image"])
    assert not any("docker.sock" in one for one in service.get("volumes", ()))


@pytest.mark.parametrize("name", SERVICES)
def test_every_service_says_how_it_is(name: str) -> None:
    test = SERVICES[name].get("healthcheck", {}).get("test")
    assert test is None or test[0] == "CMD"
    assert test or (name == "app" and any(line.startswith("HEALTHCHECK") for line in FINAL))


def test_only_what_people_use_is_published_and_to_this_machine_alone() -> None:
    published = {name: service["ports"] for name, service in SERVICES.items() if "ports" in service}
    assert published.keys() == {"app", "api"}
    assert all(one.startswith("${PST_PUBLISHED:-127.0.0.1}:") for ports in published.values() for one in ports)
    assert COMPOSE["networks"]["back"]["internal"] is True
    for name in ("chroma", "postgres"):
        assert SERVICES[name]["networks"] == ["back"]


def test_the_processes_share_one_home_and_wait_for_their_servers() -> None:
    for name in ("app", "api"):
        assert "home:/data" in SERVICES[name]["volumes"]
        assert SERVICES[name]["depends_on"].keys() == {"postgres", "chroma"}
        assert SERVICES[name]["environment"]["PST_HOME"] == "/data"


def test_settings_are_those_of_the_product() -> None:
    known = {f"PST_{name.upper()}" for name in Settings.model_fields}
    named = {key for name in ("app", "api") for key in SERVICES[name]["environment"] if key.startswith("PST_")}
    assert named <= known
    # The image holds its own corpus, and nothing that traces are sent with; the API's address is published as it is.
    own = {"PST_CORPUS", "PST_API_HOST", "PST_API_PORT", "PST_TRACING"}
    assert set(SERVICES["api"]["environment"]) & known == known - own
    assert {key for key in SERVICES["app"]["environment"] if key in known} == {
        key for key in known - own if not key.startswith("PST_API_")
    }
    used = set(re.findall(r"\$\{(\w+)", (ROOT / "compose.yaml").read_text(encoding="utf-8")))
    assert used == set(re.findall(r"^(\w+)=", EXAMPLE, re.MULTILINE))


def test_no_file_holds_a_secret() -> None:
    for name in ("POSTGRES_PASSWORD", "OPENAI_API_KEY", "MISTRAL_API_KEY"):
        assert re.search(rf"^{name}=$", EXAMPLE, re.MULTILINE)
    assert "${POSTGRES_PASSWORD:?" in SERVICES["postgres"]["environment"]["POSTGRES_PASSWORD"]
    assert "${POSTGRES_PASSWORD:?" in SERVICES["app"]["environment"]["PST_DATABASE"]
    assert not re.search(r"^(ENV|ARG).*(PASSWORD|TOKEN|SECRET|KEY)", DOCKERFILE, re.MULTILINE)
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    rules = [line for line in ignored if line and not line.startswith("#")]
    assert rules[0] == "*"
    assert rules.index(".streamlit/secrets.toml") > rules.index("!.streamlit")
    assert not {"!.env", "!.git", "!var", "!tests"} & set(rules)
    assert ".env" in (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()


def test_the_image_is_small_pinned_and_runs_as_nobody() -> None:
    bases = [line.split()[1] for line in LINES if line.startswith("FROM ")]
    assert len(bases) == 2
    assert all(_TAG.fullmatch(base) and "-slim-" in base for base in bases)
    users = [line.split()[1] for line in FINAL if line.startswith("USER ")]
    assert users == ["10001:10001"]
    after = FINAL[FINAL.index("USER 10001:10001") :]
    assert not any(line.startswith(("RUN", "COPY", "ADD")) for line in after)
    assert any(line.startswith("HEALTHCHECK") for line in FINAL)
    assert any("tesseract-ocr-fra" in line for line in FINAL)
    assert not any("pip install" in line or "gcc" in line for line in FINAL)
    assert "PST_HOME=/data" in DOCKERFILE
    # Not `streamlit run`: it says that the installation is in use, and erases what is too old before any visit.
    assert FINAL[-1] == 'CMD ["pst", "app"]'


def test_what_nobody_sets_is_the_product_s_default(monkeypatch: pytest.MonkeyPatch) -> None:
    for key, value in SERVICES["api"]["environment"].items():
        if ":-" in value:
            monkeypatch.setenv(key, value.partition(":-")[2].removesuffix("}"))
    monkeypatch.delenv("PST_CONFIG", raising=False)
    assert Settings(home=Path("var")).model_dump() == Settings.model_construct(home=Path("var")).model_dump()


def test_what_the_image_needs_goes_into_it() -> None:
    kept = {line[1:] for line in (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines() if line[:1] == "!"}
    assert {"app.py", "assistant", "ingest", "prompts", "ui", "vectorstore", "corpus", ".streamlit"} <= kept
    assert all((ROOT / one).exists() for one in kept)
