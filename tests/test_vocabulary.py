"""The editable vocabulary is whole: every file reads, names are unique, nothing that a file names is missing."""

import re
from collections import Counter
from importlib.resources import files

import pytest

from ingest.records import DocumentKind, Level
from ingest.vocabulary import load

NAMES = sorted(
    file.name.removesuffix(".yaml") for file in files("ingest.vocabulary").iterdir() if file.name.endswith(".yaml")
)


@pytest.mark.parametrize("name", NAMES)
def test_a_file_is_a_mapping_that_is_read_once(name: str) -> None:
    assert load(name)
    assert load(name) is load(name)


def test_a_missing_file_is_an_error() -> None:
    with pytest.raises(FileNotFoundError):
        load("absent")


def test_labels_name_known_levels_and_kinds() -> None:
    labels = load("labels")
    assert set(labels["levels"]) <= set(Level)
    assert set(labels["kinds"]) <= set(DocumentKind)
    assert set(labels["volet_kinds"]) == {"commun", "interne", "externe"}


def test_no_label_stands_for_two_levels() -> None:
    words = Counter(word.lower() for words in load("labels")["levels"].values() for word in words)
    assert [word for word, count in words.items() if count > 1] == []


def test_communes_are_named_once_in_order_with_their_capital() -> None:
    communes = load("communes")["communes"]
    assert len(communes) == len(set(communes)) >= 261
    assert all(name[0].isupper() for name in communes)


def test_concepts_have_an_id_a_label_and_terms() -> None:
    concepts = load("thesaurus")["concepts"]
    identifiers = [concept["id"] for concept in concepts]
    assert len(identifiers) == len(set(identifiers))
    for concept in concepts:
        assert re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", concept["id"])
        assert concept["label"]
        assert concept["terms"]
        assert set(concept.get("odd", ())) <= set(range(1, 18))
        # YAML reads « non », « 60 » or « 12-18 » as something else than words unless quoted.
        for key in ("terms", "weak", "questions", "false_friends", "categories"):
            assert all(isinstance(word, str) and word.strip() for word in concept.get(key, ())), concept["id"]


def test_no_concept_lists_the_same_term_twice() -> None:
    for concept in load("thesaurus")["concepts"]:
        counts = Counter(str(term) for term in concept["terms"])
        assert [term for term, count in counts.items() if count > 1] == [], concept["id"]


def test_acronyms_have_their_words() -> None:
    for name, expansions in load("acronyms").items():
        assert isinstance(name, str)
        assert expansions
        assert all(isinstance(words, str) for words in expansions), name


def test_no_word_has_two_stems() -> None:
    words = Counter(word for words in load("stems")["stems"].values() for word in words)
    assert [word for word, count in words.items() if count > 1] == []


def test_parts_of_themes_name_known_themes_in_words_that_are_words() -> None:
    known = {concept["id"] for concept in load("thesaurus")["concepts"]}
    narrower = load("narrower")
    assert set(narrower) <= known
    for concept, groups in narrower.items():
        assert all(isinstance(word, str) and word.strip() for group in groups for word in group), concept


def test_listings_speak_of_known_themes_and_levels() -> None:
    known = {concept["id"] for concept in load("thesaurus")["concepts"]}
    listings = load("listings")
    for key in ("covers", "akin"):
        assert {name for one, others in listings[key].items() for name in (one, *others)} <= known, key
    assert {name for pair in listings["twins"].items() for name in pair} <= known
    assert set(listings["transversal"]) | set(listings["internal"]) <= known
    assert set(listings["levels"]) == set(listings["meant"])
    assert {level for levels in listings["meant"].values() for level in levels} <= set(Level)
    assert set(listings["states"]) == set(listings["state_values"])
