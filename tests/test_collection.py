"""Paths become files to read: folders walked, hidden files passed over, declared terms read, errors in French."""

from pathlib import Path

import pytest

from ingest.collection import collect, declared_of
from ingest.errors import UnreadableFileError
from ingest.records import Declared, DeclaredKind, Period
from tests.conftest import CORPUS, FILES, NOTES


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("b.txt", "a.md", "sous/c.TXT", ".cache/x.txt", ".secret.txt", "son.mp3"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("PST", encoding="utf-8")
    return tmp_path


def test_a_folder_is_walked_in_order_and_hidden_files_are_passed_over(folder: Path) -> None:
    found = collect([folder])
    assert [source.path.relative_to(folder).as_posix() for source in found.sources] == ["a.md", "b.txt", "sous/c.TXT"]
    assert [path.name for path in found.skipped] == ["son.mp3"]


def test_a_file_named_twice_is_taken_once(folder: Path) -> None:
    found = collect([folder / "b.txt", folder, folder / "sous" / ".." / "b.txt"])
    assert [source.path.name for source in found.sources] == ["b.txt", "a.md", "c.TXT"]


def test_a_file_given_by_name_is_taken_whatever_its_format(folder: Path) -> None:
    assert [source.path.name for source in collect([folder / "son.mp3"]).sources] == ["son.mp3"]


def test_the_reference_corpus_declares_its_terms_and_its_notes() -> None:
    found = collect([CORPUS])
    declared = {source.path.name: source.declared for source in found.sources}
    assert sorted(declared) == sorted([*FILES, *(path.name for path in NOTES)])
    assert {declared[name] for name in FILES} == {Declared(term=Period(2018, 2024))}
    assert {declared[path.name] for path in NOTES} == {Declared(kind=DeclaredKind.NOTE)}
    assert found.skipped == ()


def test_a_declared_term_is_the_one_of_the_file(folder: Path) -> None:
    (folder / "manifest.yaml").write_text(
        "documents:\n  b.txt: {term: 2018–2024}\n  a.md: {what: rien}\n  c.txt: {term: bientôt}\n", encoding="utf-8"
    )
    assert declared_of(folder / "b.txt") == Declared(Period(2018, 2024))
    assert declared_of(folder / "a.md") == Declared()
    assert declared_of(folder / "c.txt") == Declared()
    assert "manifest.yaml" not in {path.name for path in collect([folder]).skipped}


def test_a_declared_kind_is_the_one_of_the_file(folder: Path) -> None:
    (folder / "manifest.yaml").write_text(
        "documents:\n  b.txt: {kind: note, term: 2018-2024}\n  a.md: {kind: roman}\n  c.txt: {kind: [note]}\n",
        encoding="utf-8",
    )
    assert declared_of(folder / "b.txt") == Declared(Period(2018, 2024), DeclaredKind.NOTE)
    assert declared_of(folder / "a.md") == Declared()
    assert declared_of(folder / "c.txt") == Declared()
    assert declared_of(folder / "sous" / "c.TXT") == Declared()


@pytest.mark.parametrize(
    "content",
    [b"[", b"documents: 3", b"documents:\n  b.txt: 2018-2024\n  a.md:\n", b"- a\n- b", b"", b"documents: \xff\xfe"],
)
def test_a_bad_manifest_is_told_in_french(folder: Path, content: bytes) -> None:
    (folder / "manifest.yaml").write_bytes(content)
    with pytest.raises(UnreadableFileError, match=r"manifeste .* mal formé"):
        collect([folder])


def test_what_is_not_there_is_told_in_french(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="n'existe pas"):
        collect([tmp_path / "absent.txt"])
    with pytest.raises(UnreadableFileError, match="ne contient aucun document"):
        collect([tmp_path])
