"""Putting additions to the thesaurus in place, and taking them back."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.administration import additions
from ingest.additions import Additions, Change, ConceptChange, dump
from ingest.errors import SettingsError


@pytest.fixture(autouse=True)
def clean() -> Iterator[None]:
    yield
    additions.reload(None)


def adding(*phrases: str) -> str:
    return dump(Additions(concepts={"jeunesse": ConceptChange(terms=Change(add=phrases))}))


@given(st.lists(st.sampled_from(["a", "b", "c", "d"]), min_size=1, max_size=6))
def test_undoing_walks_back_through_every_version(words: list[str]) -> None:
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:
        file = Path(folder) / "thesaurus.yaml"
        for word in words:
            additions.install(file, adding(word))
        for word in reversed(words):
            assert file.read_text(encoding="utf-8") == adding(word)
            additions.restore(file)
        assert not file.exists()
        with pytest.raises(SettingsError, match="rien n'est à annuler"):
            additions.restore(file)


def test_what_is_damaged_is_not_installed(tmp_path: Path) -> None:
    file = tmp_path / "thesaurus.yaml"
    additions.install(file, adding("kermesse"))
    with pytest.raises(SettingsError):
        additions.install(file, "concepts: [")
    assert file.read_text(encoding="utf-8") == adding("kermesse")
    assert len(additions.versions(file)) == 1


def test_old_versions_are_forgotten(tmp_path: Path) -> None:
    file = tmp_path / "thesaurus.yaml"
    for number in range(40):
        additions.install(file, adding(f"mot {number}"))
    assert len(additions.versions(file)) == 30
    additions.restore(file)
    assert "mot 38" in file.read_text(encoding="utf-8")


def test_what_was_computed_from_the_words_of_before_is_computed_anew(tmp_path: Path) -> None:
    from assistant.topics import find_clauses

    file = tmp_path / "thesaurus.yaml"
    question = "Quelles actions pour la zumbathèque ?"
    assert "jeunesse" not in str(find_clauses(question))
    additions.install(file, adding("zumbathèque"))
    additions.reload(file)
    assert "jeunesse" in str(find_clauses(question))
