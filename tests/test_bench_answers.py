"""The benchmark of answers: chunks are scored fairly, every file has its tables, cases set aside are not told."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.evaluation.metrics import METRICS
from bench import answers
from bench.answers_page import section
from bench.pipeline import CHUNK, OVERLAP, Chunk, Pipeline, merged, splitter, texts_of
from bench.report import marks
from tests.conftest import ROOT
from tests.fakes import BagEmbeddings
from tests.scoring import case, gold

TEXT = "\n".join(f"ligne {number} : " + "mot " * (number % 40) for number in range(1, 200))


def chunk(start: int, end: int, document: str = "a.txt") -> Chunk:
    return Chunk(document, TEXT.count("\n", 0, start) + 1, TEXT[start:end], start)


@given(st.lists(st.tuples(st.integers(0, 900), st.integers(1, 120)), max_size=12))
def test_merged_chunks_cover_the_same_words_and_never_touch(spans: list[tuple[int, int]]) -> None:
    chunks = [chunk(start, start + length) for start, length in spans]
    found = merged(chunks, {"a.txt": TEXT})
    covered = {place for one in chunks for place in range(one.start, one.end)}
    after = [place for one in found for place in range(one.start, one.end)]
    assert len(after) == len(set(after))
    assert covered <= set(after)
    assert not "".join(TEXT[place] for place in set(after) - covered).strip(), "only white space is added"
    assert all(TEXT[one.start : one.end] == one.quote for one in found)
    assert all(one.line == TEXT.count("\n", 0, one.start) + 1 for one in found)
    ends = {one.start for one in found}
    assert not any(one.end in ends for one in found)


def test_chunks_of_two_documents_are_not_merged() -> None:
    found = merged([chunk(0, 10), chunk(10, 20, "b.txt"), chunk(10, 20)], {"a.txt": TEXT, "b.txt": TEXT})
    assert [(one.document, one.start, one.end) for one in found] == [("a.txt", 0, 20), ("b.txt", 10, 20)]


def test_a_passage_that_the_splitter_cut_is_found_in_its_parts() -> None:
    line = TEXT.split("\n")[49]
    start = TEXT.index(line)
    asked = case(gold=[gold("a.txt", 50, line)])
    halves = [chunk(start - 30, start + 8), chunk(start + 8, start + len(line) + 5)]
    assert answers.score_chunks(asked, halves, {"a.txt": TEXT}).recall == 1.0
    for half in halves:
        assert answers.score_chunks(asked, [half], {"a.txt": TEXT}).recall == 0.0


def test_a_chunk_is_right_when_it_holds_one_passage_and_the_pipeline_always_answers() -> None:
    asked = case(gold=[gold("a.txt", 3, "ligne 3")], false_friends=[gold("a.txt", 90, "ligne 90")])
    far = TEXT.index("ligne 90")
    found = answers.score_chunks(asked, [chunk(0, 300), chunk(far, far + 50)], {"a.txt": TEXT})
    assert (found.recall, found.precision, found.false_friends, found.exact_count) == (1.0, 0.5, 1, None)
    assert found.behaviour
    silent = case("unanswerable", expected_behaviour="abstain")
    assert not answers.score_chunks(silent, [chunk(0, 300)], {"a.txt": TEXT}).behaviour


def test_the_plain_pipeline_retrieves_its_chunks_with_their_place(tmp_path: Path) -> None:
    texts = {"a.txt": TEXT, "b.txt": "Créer un service de taxi social pour les aînés isolés.", "vide.txt": " \n"}
    texts = texts_of(list(texts.items()))
    assert "vide.txt" not in texts
    model = BagEmbeddings()
    first = Pipeline.of(texts, model, tmp_path / "plain")
    embedded = len(model.embedded)
    assert embedded == sum(len(splitter().split_text(text)) for text in texts.values())
    (nearest, *rest) = first.retrieve("un taxi social pour les aînés", 4)
    assert (nearest.document, nearest.line) == ("b.txt", 1)
    assert len(rest) == 3
    for one in (nearest, *rest):
        assert texts[one.document][one.start : one.end] == one.quote
        assert len(one.quote) <= CHUNK
    again = Pipeline.of(texts, model, tmp_path / "plain")
    assert len(model.embedded) == embedded, "a store of the same texts is opened, not made anew"
    assert again.retrieve("un taxi social pour les aînés", 1) == [nearest]
    assert OVERLAP < CHUNK


@pytest.fixture(scope="module")
def measured(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, Any], str]:
    """A run over two small files on a library of two documents: the figures and the page."""
    folder = tmp_path_factory.mktemp("answers")
    library = ["corpus/trooz-dps-2018-2024.txt", "corpus/sprimont-pst-page.txt"]
    (folder / "library.json").write_text(json.dumps(library), encoding="utf-8")
    rows = [json.loads(line) for line in (ROOT / "evals" / "cases-dev.jsonl").read_text(encoding="utf-8").splitlines()]
    answerable = [row for row in rows if row["cpas"] in (["Trooz"], ["Sprimont"]) and row["gold"]]
    rows = [*answerable[:5], *(row for row in rows if row["kind"] == "unanswerable")][:8]
    for name in ("cases-dev.jsonl", "cases-held-out.jsonl"):
        (folder / name).write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    files = [str(folder / name) for name in ("cases-dev.jsonl", "cases-held-out.jsonl")]
    page, figures = folder / "benchmarks.md", folder / "answers.json"
    assert answers.main([*files, "--page", str(page), "--results", str(figures)]) == 0
    return json.loads(figures.read_text(encoding="utf-8")), page.read_text(encoding="utf-8")


def test_both_sides_are_measured_on_every_file(measured: tuple[dict[str, Any], str]) -> None:
    results, _ = measured
    files = results["files"]
    assert [one["held_out"] for one in files] == [False, True]
    for one in files:
        product, plain = one["product"], one["plain"]
        assert list(plain) == ["4", "10", "20"]
        for side in (product, *plain.values()):
            assert side["total"]["cases"] == 8
            assert set(METRICS) <= set(side["total"])
        recalls = [scores["total"]["recall"] for scores in plain.values()]
        assert recalls == sorted(recalls), "more chunks never find less"
        assert plain["4"]["total"]["refusal_recall"] == 0.0
        assert set(one["difference"]["4"]) == set(METRICS)


def test_of_cases_set_aside_only_totals_are_written(measured: tuple[dict[str, Any], str]) -> None:
    files = measured[0]["files"]
    assert [len(one["cases"]) for one in files] == [8, 0]
    assert '"question"' not in json.dumps(measured[0])


def test_the_page_is_whole(measured: tuple[dict[str, Any], str]) -> None:
    results, text = measured
    start, end = marks("bench-answers")
    assert text.count(start) == text.count(end) == 1
    assert section(results).strip() in text
    for one in results["files"]:
        assert f"### `{one['file']}`" in text
    for words in ("never refuses", "set aside", "k=20"):
        assert words in text
    for part in text.split("\n\n| ")[1:]:
        rows = [row for row in f"| {part}".split("\n\n")[0].splitlines() if row.startswith("|")]
        assert len(rows) >= 3
        assert len({row.count("|") for row in rows}) == 1, rows


def test_the_project_s_own_files_are_measured_by_default() -> None:
    names = [path.relative_to(ROOT).as_posix() for path in answers.default_cases() if path.is_relative_to(ROOT)]
    assert {path.relative_to(ROOT).as_posix() for path in (ROOT / "evals").rglob("cases-*.jsonl")} <= set(names)
