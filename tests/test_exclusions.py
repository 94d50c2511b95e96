"""What a question leaves out, and what only looks so."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.exclusions import apart, find_excluded, without
from assistant.topics import find_clauses
from ingest.records import Level


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("donne les objectifs (pas les intentions)", (Level.INTENTION,)),
        ("Les objectifs, pas les actions.", (Level.ACTION,)),
        ("les actions et non les objectifs stratégiques", (Level.OS,)),
        ("tout sauf les sous-actions", (Level.SOUS_ACTION,)),
    ],
)
def test_elements_are_left_out(text: str, levels: tuple[Level, ...]) -> None:
    excluded = find_excluded(text)
    assert excluded.levels == levels
    assert excluded.clauses == ()


def test_a_volet_is_left_out() -> None:
    assert find_excluded("les actions hors volet interne").volets == ("interne",)


@pytest.mark.parametrize(
    ("text", "theme"),
    [
        ("le logement hors logement d'urgence", "logement-urgence"),
        ("les aînés, à l'exception des maisons de repos", "maisons-repos"),
        ("l'énergie, mais rien sur la mobilité", "mobilite"),
        ("les jeunes (pas la petite enfance)", "petite-enfance"),
    ],
)
def test_subjects_are_left_out(text: str, theme: str) -> None:
    excluded = find_excluded(text)
    assert [topic.concept for clause in excluded.clauses for topic in clause.topics] == [theme]


def test_a_partner_is_left_out_by_its_word() -> None:
    (clause,) = find_excluded("portées par le CPAS seul, sans la Ville").clauses
    assert clause.words == ("ville",)


@pytest.mark.parametrize(
    "text",
    [
        "les gens qui n'ont pas de logement",
        "les personnes sans emploi",
        "je ne sais pas les remplir",
        "c'est la même chose ou pas ?",
        "mettre les logements hors d'eau",
        "pas de chauffage chez nous",
        "",
    ],
)
def test_a_lack_is_no_exclusion(text: str) -> None:
    assert find_excluded(text).spans == ()


def test_what_follows_an_element_left_out_is_wanted() -> None:
    text = "les actions et non les objectifs pour la mobilité"
    assert "mobilité" in without(text, find_excluded(text))


@given(st.text(max_size=120))
def test_nothing_moves(text: str) -> None:
    excluded = find_excluded(text)
    assert len(without(text, excluded)) == len(text)
    assert all(0 <= start < end <= len(text) for start, end in excluded.spans)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("les actions hors volet interne concernent le logement", "concernent le logement"),
        ("les actions hors logement sont pilotées par le PCS", "sont pilotées par le PCS"),
        ("les objectifs sauf ceux sur le logement qui concernent la jeunesse", "qui concernent la jeunesse"),
    ],
)
def test_a_verb_ends_what_is_left_out(text: str, left: str) -> None:
    assert without(text, find_excluded(text)).endswith(left)


def test_neither_nor_leaves_out_both() -> None:
    excluded = find_excluded("les actions qui ne concernent ni le logement ni l'énergie")
    assert {topic.concept for clause in excluded.clauses for topic in clause.topics} >= {"logement", "energie"}


@pytest.mark.parametrize(
    ("text", "theme"),
    [
        ("le volet interne, en laissant de côté ce qui touche à l'énergie", "energie"),
        ("les jeunes, le sport mis à part", "sport"),
        ("Mobilité exceptée, que prévoit-on ?", "mobilite"),
        ("les aînés (maisons de repos non comprises)", "maisons-repos"),
        ("l'emploi en faisant abstraction de la mobilité", "mobilite"),
        ("tout en excluant le logement", "logement"),
    ],
)
def test_other_ways_of_leaving_out(text: str, theme: str) -> None:
    excluded = find_excluded(text)
    assert theme in [topic.concept for clause in excluded.clauses for topic in clause.topics]
    assert not find_clauses(without(text, excluded)) or theme not in [
        topic.concept for clause in find_clauses(without(text, excluded)) for topic in clause.topics
    ]


@pytest.mark.parametrize("text", ["les jeunes à part entière", "c'est hors de question", "les coûts compris"])
def test_what_only_looks_like_one_of_them(text: str) -> None:
    assert find_excluded(text).clauses == ()


def test_a_part_of_the_theme_asked_for_is_left_out_by_its_words() -> None:
    wanted = find_clauses("acheter un immeuble")
    (out,) = apart(find_clauses("les rénovations"), wanted)
    assert (out.topics, out.words) == ((), ("rénovations",))
    (whole,) = apart(find_clauses("le sport"), wanted)
    assert [topic.concept for topic in whole.topics] == ["sport"]


@pytest.mark.parametrize(
    "text",
    [
        "je n'ai encore ni le budget ni le responsable",
        "elle oublie le gaz",
        "on ne trouve ni les dates ni les montants",
    ],
)
def test_what_somebody_has_not_or_forgets_is_left_out_of_nothing(text: str) -> None:
    assert find_excluded(text).clauses == ()


@pytest.mark.parametrize(
    "text",
    [
        "les actions, ni le logement ni l'énergie",
        "Oublie le logement, le reste",
        "je ne veux ni le logement ni la crèche",
    ],
)
def test_what_is_not_wanted_is_left_out(text: str) -> None:
    assert find_excluded(text).clauses
