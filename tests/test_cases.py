"""Case files are read whole or refused by the line."""

import json
from pathlib import Path

import pytest

from assistant.evaluation.cases import is_held_out, read_cases
from ingest.errors import CaseFileError
from ingest.records import Document
from tests.conftest import ROOT
from tests.scoring import A, case

OWN = sorted((ROOT / "evals").rglob("cases-*.jsonl"))


def test_cases_are_read_with_what_they_hold_besides(tmp_path: Path) -> None:
    file = tmp_path / "c.jsonl"
    row = {"id": "a", "question": "q", "kind": "listing", "gold": [A | {"occurrences": 2}], "must_not": ["x"]}
    file.write_text(json.dumps(row) + "\n\n", encoding="utf-8")
    (one,) = read_cases(file)
    assert (one.id, one.audience, one.expected_behaviour) == ("a", "agent", "answer")


def test_a_passage_of_a_document_without_lines_has_none(tmp_path: Path) -> None:
    file = tmp_path / "c.jsonl"
    row = {"question": "q", "kind": "factual", "gold": [A | {"line": None}]}
    file.write_text("\n" + json.dumps(row), encoding="utf-8")
    (one,) = read_cases(file)
    assert one.gold[0].line is None
    assert one.id == "ligne 2", "a case without a name has its line's"


@pytest.mark.parametrize(
    "broken",
    [
        "{",
        "{}",
        '{"id": "a", "question": "q"}',
        '{"id": "a", "question": "q", "kind": "listing", "gold": [{"doc": "x"}]}',
        '{"id": "a", "question": "q", "kind": "listing", "expected_behaviour": "rire"}',
        '{"id": "a", "question": "q", "kind": "listing", "audience": "maire"}',
    ],
)
def test_a_broken_case_is_named_by_its_line(broken: str, tmp_path: Path) -> None:
    file = tmp_path / "c.jsonl"
    file.write_text(f'{{"id": "a", "question": "q", "kind": "listing"}}\n{broken}\n', encoding="utf-8")
    with pytest.raises(CaseFileError, match=r"c\.jsonl.*ligne 2") as caught:
        read_cases(file)
    assert caught.value.exit_code == 2


def test_a_file_without_cases_is_told(tmp_path: Path) -> None:
    file = tmp_path / "c.jsonl"
    file.write_text("\n", encoding="utf-8")
    with pytest.raises(CaseFileError, match="aucun cas"):
        read_cases(file)
    for path in (tmp_path / "absent.jsonl", tmp_path):
        with pytest.raises(CaseFileError, match="ne peut pas être lu"):
            read_cases(path)


def test_a_case_is_the_same_until_its_content_changes() -> None:
    assert case(gold=[A]).digest == case(gold=[A]).digest
    assert len({case(gold=[A]).digest, case(gold=[]).digest, case(gold=[A], question="r").digest}) == 3


@pytest.mark.parametrize("file", OWN, ids=lambda path: str(path.relative_to(ROOT)))
def test_the_project_s_own_cases_are_of_the_format(
    file: Path, documents: dict[str, Document], notes: tuple[Document, ...]
) -> None:
    cases = read_cases(file)
    held = documents | {note.id: note for note in notes}
    assert len({one.id for one in cases}) == len(cases) > 0
    listed = file.parent / "library.json"
    names = [Path(one).name for one in json.loads(listed.read_text(encoding="utf-8"))] if listed.exists() else [*held]
    for one in cases:
        for passage in (*one.gold, *one.related):
            assert passage.doc in names
            if passage.line is not None and not listed.exists():
                assert passage.line <= len(held[passage.doc].text.split("\n"))


def test_the_project_has_cases_enough_and_half_of_them_aside() -> None:
    sizes = {file: len(read_cases(file)) for file in OWN}
    assert sum(sizes.values()) >= 150
    assert sum(size for file, size in sizes.items() if is_held_out(file)) >= 100
