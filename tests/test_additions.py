"""The staff's additions to the thesaurus, merged over the packaged one."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.administration.additions import reload
from ingest import vocabulary
from ingest.additions import LISTS, Additions, Change, ConceptChange, dump, merged, parse, read
from ingest.document import parser_version
from ingest.errors import SettingsError
from ingest.themes import thesaurus

PACKAGED = {"concepts": [{"id": "a", "label": "les arbres", "terms": ["arbre", "chêne"], "weak": ["vert"]}]}
WORDS = st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=12)
CHANGES = st.builds(
    Change, add=st.lists(WORDS, max_size=4).map(tuple), remove=st.lists(WORDS | st.just("chêne"), max_size=3).map(tuple)
)
ADDITIONS = st.builds(
    Additions,
    concepts=st.dictionaries(
        st.sampled_from(["a", "b", "c-2"]),
        st.builds(ConceptChange, label=WORDS | st.just(""), **dict.fromkeys(LISTS, CHANGES)),
        max_size=3,
    ),
)


@pytest.fixture
def clean() -> Iterator[None]:
    yield
    reload(None)


@given(ADDITIONS)
def test_what_is_written_is_read_back(additions: Additions) -> None:
    assert parse(dump(additions), "essai") == additions


@given(ADDITIONS)
def test_each_phrase_added_is_there_and_each_taken_out_is_not_unless_it_is_also_added(additions: Additions) -> None:
    entries = {one["id"]: one for one in merged(PACKAGED, additions)["concepts"]}
    for name, change in additions.concepts.items():
        if name not in entries:
            assert name != "a"
            assert not change.label
            continue
        for phrases in LISTS:
            held, one = entries[name].get(phrases) or [], getattr(change, phrases)
            assert set(one.add) <= set(held)
            assert not set(one.remove) - set(one.add) & set(held)
            assert len(held) == len(set(held))
    assert PACKAGED["concepts"][0]["terms"] == ["arbre", "chêne"]


@given(ADDITIONS)
def test_a_theme_that_nothing_changes_stays_as_it_is(additions: Additions) -> None:
    others = Additions(concepts={name: one for name, one in additions.concepts.items() if name != "a"})
    assert merged(PACKAGED, others)["concepts"][0] == PACKAGED["concepts"][0]


@pytest.mark.parametrize(
    "text",
    ["concepts: [", "- a", "concepts: {Bonjour le monde: {}}", "concepts: {a: {mots: [b]}}", "autre: 1", "\x00"],
)
def test_a_damaged_file_is_told_in_french_with_its_name(text: str, tmp_path: Path) -> None:
    file = tmp_path / "thesaurus.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError, match=r"thesaurus\.yaml.*Corrigez ce fichier"):
        read(file)


def test_no_file_adds_nothing(tmp_path: Path) -> None:
    assert read(tmp_path / "absent.yaml") == Additions()


@pytest.mark.usefixtures("clean")
def test_additions_count_in_the_thesaurus_and_in_the_version_of_the_reading(tmp_path: Path) -> None:
    file = tmp_path / "thesaurus.yaml"
    before = parser_version()
    vocabulary.use_additions(file)
    assert parser_version() == before
    file.write_text(dump(Additions(concepts={"jeunesse": ConceptChange(terms=Change(add=("kermesse du soir",)))})))
    reload(file)
    assert "jeunesse" in thesaurus().tag("Organiser une kermesse du soir")
    assert parser_version() != before
    reload(None)
    assert "jeunesse" not in thesaurus().tag("Organiser une kermesse du soir")
    assert parser_version() == before
