"""The benchmark of latency: its libraries are sound, its questions real, its page whole."""

import json
from pathlib import Path

import numpy as np
import pytest

from bench import latency
from bench.latency_page import section
from bench.models import Turned
from bench.questions import questions
from bench.report import marks
from bench.versions import parsed, versions
from ingest.layout import clean
from ingest.records import Document
from vectorstore.embeddings import EmbeddedE5


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> list[Document]:
    return parsed(tmp_path_factory.mktemp("base"), 3)


def test_versions_are_sound_documents_of_their_own(base: list[Document]) -> None:
    found = list(versions(base, 8))
    assert found[:3] == base
    assert len({one.id for one in found}) == len({one.sha256 for one in found}) == 8
    ids = [node.id for one in found for node in one.nodes]
    assert len(set(ids)) == len(ids)
    for rank, one in enumerate(found):
        origin = base[rank % 3]
        assert len(one.text) == len(origin.text)
        assert [node.level for node in one.nodes] == [node.level for node in origin.nodes]
        for node in one.nodes:
            assert clean(one.text[node.start : node.end]) == node.text
            assert node.parent is None or node.parent in one.by_id
        proof = one.identity.organisation
        assert proof is not None
        assert one.text[proof.start : proof.end] == proof.quote
    changed = sum(a.text != b.text for a, b in zip(found[3].nodes, base[0].nodes, strict=True))
    assert changed > 0.7 * len(base[0].nodes)


def test_a_series_of_versions_is_the_same_each_time(base: list[Document]) -> None:
    assert list(versions(base, 7)) == list(versions(base, 7))


def test_documents_can_be_cut_short(tmp_path: Path) -> None:
    for one in parsed(tmp_path, 2, most=10):
        assert len(one.nodes) == 10
        assert all(node.parent is None or node.parent in one.by_id for node in one.nodes)


def test_made_up_vectors_lie_where_the_model_s_do() -> None:
    real = EmbeddedE5()
    known = ["Créer un service de taxi social", "Isoler les bâtiments du CPAS"]
    turned = Turned(real, known)
    texts = ["Créer un service de taxi social en soirée", "Isoler les bâtiments du CPAS à mi-mandat"]
    vectors, own = np.array(turned.embed_documents(texts)), np.array(real.embed_documents(known))
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1)
    assert np.diag(vectors @ own.T) == pytest.approx([0.95, 0.95], abs=0.03)
    assert np.array_equal(vectors, np.array(turned.embed_documents(texts)))
    assert turned.embed_query("taxi") == real.embed_query("taxi")
    assert turned.embed_documents([]) == []


def test_questions_are_put_to_the_organisations_of_the_library(tmp_path: Path) -> None:
    rows = [
        {"question": "Que fait DURBUY pour les jeunes ?", "cpas": ["Durbuy"], "kind": "listing"},
        {"question": "Compare Durbuy et Trooz", "cpas": ["Durbuy", "Trooz"], "kind": "comparison"},
        {"question": "et chez ceux de la Semois ?", "cpas": ["Bouillon"], "kind": "factual"},
        {"question": "Qui parle du climat ?", "cpas": [], "kind": "listing", "audience": "citoyen"},
    ]
    file = tmp_path / "cases.jsonl"
    file.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    found = questions(["Huy", "Namur", "Ath"], [file])
    assert [one["question"] for one in found] == [
        "Que fait Huy pour les jeunes ?",
        "Compare Namur et Ath",
        "Qui parle du climat ?",
    ]
    assert [one["audience"] for one in found] == ["agent", "agent", "citoyen"]


def test_the_development_cases_give_questions_enough() -> None:
    found = questions(["Huy"])
    assert len(found) >= 40 + 5
    assert {one["kind"] for one in found[:40]} >= {"listing", "factual", "comparison", "service", "unanswerable"}


def test_two_documents_are_measured_and_reported(tmp_path: Path) -> None:
    page, figures = tmp_path / "benchmarks.md", tmp_path / "latency.json"
    options = ["--sizes", "2", "--questions", "4", "--repeats", "1", "--base", "2", "--nodes", "20"]
    homes = ["--homes", str(tmp_path / "homes"), "--page", str(page), "--results", str(figures)]
    assert latency.main([*options, *homes]) == 0
    results = json.loads(figures.read_text(encoding="utf-8"))
    (run,) = results["runs"]
    assert (run["built"]["documents"], run["built"]["nodes"]) == (2, 40)
    for side in ("product", "plain"):
        (one,) = run[side]
        assert len(one["answers"]) == 4
        assert min(one[name] for name in ("first", "wall", "cpu", "peak")) > 0
        assert all(answer["ms"] > 0 for answer in one["answers"])
    assert all(answer["status"] == "retrieved" for answer in run["plain"][0]["answers"])
    text = page.read_text(encoding="utf-8")
    start, end = marks("bench-latency")
    assert text.count(start) == text.count(end) == 1
    assert section(results).strip() in text
    assert str(tmp_path) not in text
    for title in ("## Latency", "### Warm answers", "### Start and memory", "By stage", "at most 20 elements"):
        assert title in text
    for part in text.split("\n\n| ")[1:]:
        rows = [row for row in f"| {part}".split("\n\n")[0].splitlines() if row.startswith("|")]
        assert len({row.count("|") for row in rows}) == 1, rows
