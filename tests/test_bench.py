"""The benchmark of ingestion: its documents are read as what they are, its figures add up, its page is whole."""

import json
import time
from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from bench import ingest
from bench.documents import WRITERS, edit, write_alike, write_mixed
from bench.models import HashedWords
from bench.report import END, START, section, update
from bench.stopwatch import Stopwatch
from bench.variation import Variation, reworded
from ingest.document import read_document
from ingest.records import DocumentKind, Level
from vectorstore.context import embedded_text

_COUNTED = (Level.VOLET, Level.OS, Level.OO, Level.ACTION)


def _counts(levels: list[Level]) -> Counter[Level]:
    """A sub-action is an action where a format has no lists in lists."""
    return Counter(Level.ACTION if level is Level.SOUS_ACTION else level for level in levels)


@pytest.mark.parametrize("suffix", WRITERS)
def test_a_document_of_every_format_is_read_as_the_plan_that_it_holds(suffix: str, tmp_path: Path) -> None:
    for written in write_alike(tmp_path, 2, suffix)[1:]:
        document = read_document(written.path, written.path.name)
        expected = _counts([one.level for root in written.plan.elements for one in root.walk()])
        found = _counts([node.level for node in document.nodes])
        assert {level: found[level] for level in _COUNTED} == {level: expected[level] for level in _COUNTED}
        assert document.identity.organisation is not None
        assert document.identity.organisation.value == written.plan.organisation
        assert document.identity.period is not None
        assert (document.identity.period.start, document.identity.period.end) == written.plan.years


@pytest.mark.parametrize("suffix", ["docx", "pdf", "txt", "html", "odt", "md"])
def test_a_declaration_is_read_as_what_it_holds(suffix: str, tmp_path: Path) -> None:
    plan = next(one for one in Variation().plans(8) if one.kind is DocumentKind.DPS)
    path = tmp_path / f"declaration.{suffix}"
    WRITERS[suffix](plan, path)
    document = read_document(path, path.name)
    assert document.identity.kind is DocumentKind.DPS
    expected = Counter(one.level for root in plan.elements for one in root.walk())
    found = Counter(node.level for node in document.nodes if node.level in expected)
    assert expected - found == Counter()
    assert (found - expected).total() <= 3, "an item over two lines of a page may be taken for two"


def test_no_two_texts_of_a_series_are_embedded_alike(tmp_path: Path) -> None:
    documents = [read_document(one.path, one.path.name) for one in write_mixed(tmp_path, 6, ("txt", "xml"))]
    texts = [embedded_text(document, node) for document in documents for node in document.nodes]
    assert len(set(texts)) == len(texts) > 300
    assert {document.identity.kind for document in documents} == {DocumentKind.PST, DocumentKind.DPS}


def test_a_series_of_plans_is_the_same_each_time() -> None:
    assert Variation(3).plans(8) == Variation(3).plans(8)
    assert Variation(3).plans(8) != Variation(4).plans(8)
    assert Variation(3).plans(8)[:4] == Variation(3).plans(4)


def test_an_edit_changes_one_element(tmp_path: Path) -> None:
    for plan in Variation().plans(8):
        texts = [[one.text for root in each.elements for one in root.walk()] for each in (plan, reworded(plan, 1))]
        assert sum(before != after for before, after in zip(*texts, strict=True)) == 1
    (written,) = write_alike(tmp_path, 1, "txt")
    before = written.path.read_text(encoding="utf-8").splitlines()
    edit(written)
    after = written.path.read_text(encoding="utf-8").splitlines()
    assert sum(old != new for old, new in zip(before, after, strict=True)) == 1


def test_the_stand_in_gives_each_text_a_vector_of_its_own() -> None:
    texts = ["aider les jeunes", "les jeunes aider", "aider les aînés", ""]
    vectors = np.array(HashedWords().embed_documents(texts))
    assert vectors.shape == (4, HashedWords.dimension)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1)
    assert np.array_equal(vectors[0], HashedWords().embed_query(texts[0]))
    near, far = vectors[0] @ vectors[1], vectors[0] @ vectors[2]
    assert far < near < 0.999


def test_stages_inside_each_other_add_up() -> None:
    watch = Stopwatch()
    inner = watch.timed("inner", lambda: time.sleep(0.02))
    outer = watch.timed("outer", lambda: (time.sleep(0.01), inner(), inner()))
    started = time.perf_counter()
    outer()
    elapsed = time.perf_counter() - started
    assert watch.seconds["inner"] >= 0.04
    assert 0.01 <= watch.seconds["outer"] < watch.seconds["inner"]
    assert sum(watch.seconds.values()) <= elapsed


def test_a_function_that_the_product_no_longer_has_is_not_measured_in_silence() -> None:
    with pytest.raises(AttributeError):
        Stopwatch().wrap(Variation, "gone", "stage")


def test_the_page_keeps_its_other_sections(tmp_path: Path) -> None:
    page = tmp_path / "benchmarks.md"
    update(page, "one")
    page.write_text("# Page\n\n" + page.read_text(encoding="utf-8") + "\n## Other\n", encoding="utf-8")
    update(page, r"two \1")
    text = page.read_text(encoding="utf-8")
    assert text.startswith("# Page\n")
    assert text.endswith("\n## Other\n")
    assert f"{START}\ntwo \\1\n{END}\n" in text
    assert "one" not in text


def test_two_documents_are_measured_and_reported(tmp_path: Path) -> None:
    page, figures = tmp_path / "benchmarks.md", tmp_path / "ingest.json"
    places = ["--page", str(page), "--results", str(figures)]
    options = ["--sizes", "2", "--real", "0", "--repeats", "1", "--alike", "1", "--formats", "txt"]
    assert ingest.main([*options, *places]) == 0
    results = json.loads(figures.read_text(encoding="utf-8"))
    text = page.read_text(encoding="utf-8")
    assert text.count(START) == text.count(END) == 1
    assert section(results).strip() in text
    assert str(tmp_path) not in text
    warning = "were edited while they were measured"
    assert warning in section({**results, "disturbed": True})
    assert warning not in section({**results, "disturbed": False})
    for table in text.split("\n\n| ")[1:]:
        rows = [row for row in f"| {table}".split("\n\n")[0].splitlines() if row.startswith("|")]
        assert len(rows) >= 3
        assert len({row.count("|") for row in rows}) == 1, rows
    for title in ("## Ingestion", "by format", "### Whole ingestions", "### Time by stage", "plain LangChain"):
        assert title in text
    for one in results["formats"].values():
        assert one["nodes"] >= one["written"] * 0.8 > 0
        assert min(one[key] for key in ("seconds", "bytes", "characters", "peak")) > 0
        assert all(one["reading"][stage] > 0 for stage in ("read", "layout", "parse", "themes"))
    runs = {one["what"]: one for one in results["runs"]}
    assert list(runs) == ["first", "plain", "unchanged", "changed"]
    for one in runs.values():
        assert one["failed"] == []
        assert min(one[key] for key in ("nodes", "wall", "cpu", "peak", "disk", "bytes")) > 0
    assert runs["first"]["embedded"] == runs["first"]["nodes"] == runs["unchanged"]["nodes"]
    assert (runs["unchanged"]["embedded"], runs["unchanged"]["changed"]) == (0, 0)
    assert runs["changed"]["changed"] == 1
    assert 1 <= runs["changed"]["embedded"] <= 3
    first = runs["first"]
    assert sum(first["publishing"].values()) == pytest.approx(first["wall"], rel=0.05)
    assert sum(first["reading"].values()) <= first["publishing"]["wait"] + 1
    assert [one["what"] for one in results["ratios"]] == ["first", "unchanged", "changed"]
    assert results["ratios"][0]["time"] == pytest.approx(first["wall"] / runs["plain"]["wall"])
