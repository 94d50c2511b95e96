"""A theme's phrases as the staff want them, as a change to the packaged thesaurus."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.administration.editing import check, edited, phrases, slug, without
from ingest.additions import LISTS, Additions, merged
from ingest.errors import SettingsError

OWN: dict[str, Any] = {"id": "foret", "label": "la forêt", "terms": ["arbre", "chêne"], "questions": ["mes sapins"]}
WORDS = st.sampled_from(["arbre", "chêne", "sapin", "garde forestier", "bois mort", "mes sapins", "sentier balisé"])
WANTED = st.fixed_dictionaries(
    {name: st.lists(WORDS, unique=True, min_size=int(name == "terms"), max_size=5) for name in LISTS}
)


@given(WANTED)
def test_what_is_wanted_is_what_the_thesaurus_then_holds(wanted: dict[str, list[str]]) -> None:
    additions = edited(Additions(), OWN, "foret", "", wanted)
    (entry,) = merged({"concepts": [OWN]}, additions)["concepts"]
    assert {name: set(entry.get(name) or ()) for name in LISTS} == {name: set(wanted[name]) for name in LISTS}
    assert entry["label"] == "la forêt"
    assert merged({"concepts": [OWN]}, without(additions, "foret"))["concepts"] == [OWN]


@given(WANTED)
def test_editing_twice_is_editing_once(wanted: dict[str, list[str]]) -> None:
    once = edited(Additions(), OWN, "foret", "", wanted)
    assert edited(once, OWN, "foret", "", wanted) == once


def test_a_theme_left_as_it_was_is_no_addition() -> None:
    same = {name: OWN.get(name, []) for name in LISTS}
    assert edited(Additions(), OWN, "foret", "", same) == Additions()


def test_a_theme_of_their_own() -> None:
    additions = edited(Additions(), None, "ruralite", "la ruralité", {"terms": ["monde rural"]})
    entries = merged({"concepts": [OWN]}, additions)["concepts"]
    assert [one["id"] for one in entries] == ["foret", "ruralite"]
    assert entries[1]["terms"] == ["monde rural"]


@pytest.mark.parametrize(
    ("label", "terms", "told"),
    [
        ("", ["monde rural"], "pas de nom"),
        ("la ruralité", [], "aucun mot"),
        ("la ruralité", ["…"], "ne dit rien"),
        ("la ruralité", ["?!"], "ne dit rien"),
        ("la ruralité", ["mot " * 30], "trop long"),
        ("la ruralité" * 20, ["monde rural"], "trop long"),
    ],
)
def test_phrases_that_cannot_be_used_are_told(label: str, terms: list[str], told: str) -> None:
    with pytest.raises(SettingsError, match=told):
        check(label, {"terms": terms})


def test_words_of_any_question_are_no_theme() -> None:
    with pytest.raises(SettingsError, match="toutes les questions"):
        check(None, {"terms": ["combien"]})
    check(None, {"terms": ["arbre"], "false_friends": ["combien"]})


@pytest.mark.parametrize(
    ("typed", "found"),
    [(" a \n\n b  c\na", ("a", "b c")), ("a ; b", ("a", "b")), ("0-2,5 ans", ("0-2,5 ans",)), ("", ())],
)
def test_one_phrase_a_line(typed: str, found: tuple[str, ...]) -> None:
    assert phrases(typed) == found


@given(st.text(max_size=60), st.lists(st.sampled_from(["theme", "la-foret", "foret"])))
def test_an_id_is_free_and_well_formed(label: str, taken: list[str]) -> None:
    name = slug(label, taken)
    assert name not in taken
    assert Additions.model_validate({"concepts": {name: {}}})
    assert name.replace("-", "").isascii()


def test_the_article_is_no_part_of_an_id() -> None:
    assert slug("la petite enfance", []) == "petite-enfance"
    assert slug("l'énergie", ["energie"]) == "energie-2"
