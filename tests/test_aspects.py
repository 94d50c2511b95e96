"""What the records of a listing must be about."""

import pytest

from assistant.aspects import Need, needs
from assistant.question import understand
from tests.fakes import FakeLibrary
from tests.samples import andenne, dps

LIBRARY = FakeLibrary(andenne(), dps())


def asked(text: str) -> list[Need]:
    question = understand(text, "agent", LIBRARY.documents)
    return needs(question, question.wanted)


def themes(text: str) -> list[list[set[str | None]]]:
    """By need, by group: the themes that suffice."""
    return [[{one.concept for one in group} for group in need.groups] for need in asked(text)]


def test_listed_themes_each_suffice_and_linked_ones_go_together() -> None:
    assert themes("culture sport") == [[{"culture"}], [{"sport"}]]
    assert themes("Quelles actions sur la culture et le sport ?") == [[{"culture"}], [{"sport"}]]
    assert themes("Quelles actions de formation du personnel en informatique ?") == [
        [{"formation-personnel"}, {"informatique"}]
    ]


def test_whom_a_service_is_for_is_no_subject_beside_one() -> None:
    assert themes("Quelles actions sur le logement des ménages ?") == [[{"logement"}]]


def test_inside_and_outside_are_told_apart() -> None:
    assert themes("Quelles actions d'informatique pour les citoyens ?") == [[{"inclusion-numerique"}]]
    assert themes("Quelles actions d'informatique ?") == [[{"informatique"}]]


@pytest.mark.parametrize(
    ("question", "part"),
    [
        ("Quelles actions sur les crèches ?", True),
        ("Quelles actions sur la petite enfance ?", False),
        ("Qui crée un site internet ?", True),
        ("Quelles actions de communication externe ?", False),
        ("Quelles actions sur les conférences de presse ?", True),
    ],
)
def test_a_word_of_a_part_asks_for_the_part(question: str, part: bool) -> None:
    assert {bool(one.part) for need in asked(question) for one in need.aspects} == {part}


def test_what_stands_before_a_colon_only_says_where_to_look() -> None:
    (need,) = asked("RH : qui revoit l'organigramme ?")
    assert all(one.part for one in need.aspects)


@pytest.mark.parametrize(
    ("question", "narrowing"),
    [
        ("Qui donne une prime de jeunesse ?", True),
        ("Quelle est la problématique du logement ?", False),
        ("Qui améliore l'accès au logement ?", False),
        ("Qui veut développer le logement ?", False),
    ],
)
def test_only_a_concrete_noun_before_a_theme_narrows_it(question: str, narrowing: bool) -> None:
    assert any(one.narrowing for need in asked(question) for one in need.aspects) is narrowing


def test_words_beside_a_theme_count_where_they_are_nouns() -> None:
    minor = [need for need in asked("Quelles actions sur la jeunesse et les zeppelins ?") if need.minor]
    assert len(minor) == 1
    assert not [need for need in asked("Quelles actions sur la jeunesse, joliment ?") if need.minor]


def test_the_staff_a_measure_is_for_is_no_subject_beside_one() -> None:
    assert themes("Burn-out : que prévoient les CPAS pour leur propre personnel ?") == [[{"bien-etre-travail"}]]


def test_examples_between_brackets_stay_the_words_that_they_are() -> None:
    (*_, example) = asked("Quelles actions d'aide alimentaire (colis, potager) ?")
    assert example.groups[0][0].part


def test_what_is_done_is_no_subject_beside_what_it_is_done_to() -> None:
    (need,) = asked("Qui prévoit de signer ou publier des zeppelins ?")
    assert [one.words for one in need.aspects] == [("zeppelin",)]
