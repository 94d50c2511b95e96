"""The benchmark of scale: sound plans, totals that are checked for good, a whole page."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from assistant.service import Assistant
from assistant.settings import Settings
from bench import process, scale_asking, scale_library, scale_plans
from bench.scale_count import WrongTotalError, check
from bench.scale_page import section
from bench.scale_plans import FIELDS, first_nodes, plans
from bench.scale_questions import CENSUS, KINDS, counted
from ingest.layout import clean
from ingest.records import Document, Level
from vectorstore.embeddings import EmbeddedE5

_FEW = 8


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = tmp_path_factory.mktemp("scale")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(scale_plans, "PLANS", _FEW)
        plans(found)
    return found


@pytest.fixture(scope="module")
def home(folder: Path) -> Path:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(EmbeddedE5, "embed_documents", EmbeddedE5.embed_documents)  # put back at the end
        patch.setattr(scale_library, "_elements", lambda: ["Aider les jeunes", "Rénover des logements"])
        patch.setattr(scale_library, "watch_publishing", lambda watch: None)
        built = scale_library.build(folder, 900)
    assert built["documents"] == len(list(first_nodes(plans(folder), 900))) + 11
    return folder / "900"


def test_plans_are_sound_documents_of_communes_and_cpas(folder: Path) -> None:
    found = plans(folder)
    assert len(found) == len({one.id for one in found}) == len({one.sha256 for one in found}) == _FEW
    owners = [one.identity.organisation.value for one in found if one.identity.organisation]
    assert len(owners) == _FEW
    assert len(set(owners)) == _FEW // 4
    assert {str(one.identity.period) for one in found} == {"2019-2024", "2025-2030"}
    ids = [node.id for one in found for node in one.nodes]
    assert len(set(ids)) == len(ids)
    for one in found:
        assert 100 < len(one.nodes) < 500
        for node in one.nodes:
            assert node.parent is None or node.parent in one.by_id
            assert clean(one.text[node.start : node.end]) == node.text or node.level is not Level.ACTION
            assert all(value in FIELDS[name] for name, value in node.attributes)


def test_a_library_has_exactly_the_elements_asked_for(folder: Path) -> None:
    for wanted in (1, 250, 251, 900):
        found = list(first_nodes(plans(folder), wanted))
        assert sum(len(one.nodes) for one in found) == wanted
        assert all(node.parent is None or node.parent in one.by_id for one in found for node in one.nodes)


def test_totals_are_checked_and_a_wrong_one_is_told(home: Path) -> None:
    service = Assistant(Settings(home=home, embeddings="embedded"))
    library = service.library()
    assert library is not None
    names = [one.identity.organisation.value for one in library.plans if one.identity.organisation]
    asked = counted(list(dict.fromkeys(names)))
    totals = check(service, library, asked)
    assert len(totals) == len({one.question for one in asked})
    first = next(one for one in asked if one.test is not None)
    with pytest.raises(WrongTotalError, match="instead of 0"):
        check(service, library, [replace(first, test=_never)])


def _never(document: Document, node: object) -> bool:
    return False


@pytest.mark.parametrize("clients", [1, 3])
def test_a_measurement_tells_time_and_memory(home: Path, clients: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scale_asking, "searched", lambda: ["logement", "jeunes"])
    found: dict[str, Any] = scale_asking.measure(home, "search", clients, 5.0)
    assert len(found["ms"]) == clients * 2 * 3
    assert 0 < found["opened"] < found["first"]
    assert found["peak"] >= found["resident"] > 0


def test_clients_are_shared_out_among_processes(home: Path) -> None:
    found = process.run("bench.scale_workers", [str(home), "search", "4", "2", "2"]).said
    assert len(found["ms"]) >= 4
    assert min(found["ms"]) > 0


def test_the_page_tells_every_size_and_request() -> None:
    one = {"ms": [1.0, 2.0, 300.0], "load": 0.5, "opened": 1.0, "first": 2.0, "resident": 2**30, "warm": 2**30}
    asked = {f"{kind}-{number}": {**one, "peak": 2**31, "checked": {}} for kind in KINDS for number in (1, 8)}
    asked[f"{CENSUS}-1"]["checked"] = {"Combien ?": 3}
    built = {
        "documents": 4, "seconds": 9.0, "stages": {"lexical": 1.0, "dense": 2.0}, "peak": 2**30,
        "disk": {"chroma": 2**20, "vectors.npz": 2**21},
    }  # fmt: skip
    results = {
        "command": "x", "load": [0.1, 0.2], "disturbed": False, "clients": [1, 8], "seconds": 5.0,
        "machine": dict.fromkeys(("date", "cores", "memory", "system", "python", "libraries"), "m"),
        "model": {"texts": 256, "characters": 25_600, "seconds": 8.0},
        "workers": {"processes": 2, "clients": 8, "asked": {"search": {"ms": [10.0] * 20, "held": 2**30}}},
        "runs": [{"size": size, "built": built, "asked": asked} for size in (1000, 250_000)],
    }  # fmt: skip
    page = section(json.loads(json.dumps(results)))
    p50, p95, p99 = np.percentile([1.0, 2.0, 300.0], [50, 95, 99])
    for size in (1000, 250_000):
        for kind in KINDS:
            assert f"| {size} | {kind} | 8 | {p50:.0f} | {p95:.0f} | {p99:.0f} | 3 | 0.5 |" in page
    assert "| search | 10 | 10 | 10 | 0.6 | 4.0 | 1024 |" in page
    assert "32 elements a second" in page
    assert "1, 1 questions" in page
