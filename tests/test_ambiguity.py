"""When it must be asked which CPAS, which element or which sense is meant, and when not."""

import pytest

from assistant.ambiguity import asked_of, elements, means_own, numbered, sense, which_element, which_owner
from assistant.demands import demands
from assistant.gate import Verdict
from assistant.question import Question, understand
from assistant.ranking import Passage
from tests.samples import andenne, dps

DOCUMENTS = (andenne(), dps())


def question(text: str) -> Question:
    return understand(text, "agent", DOCUMENTS)


@pytest.mark.parametrize("text", ["article 27 ?", "C'est quoi l'article 27 ?", "permanence ?", "guidance"])
def test_a_term_of_several_senses_is_asked_back(text: str) -> None:
    found = sense(question(text))
    assert found is not None
    assert len(found.choices) >= 2
    assert all(sense(question(choice)) is None for choice in found.choices)


@pytest.mark.parametrize(
    "text",
    [
        "Quels CPAS offrent des tickets article 27 ?",
        "Que dit l'article 27 de la loi organique ?",
        "Quelles actions portent sur la formation ?",
        "la permanence logement",
        "formation du personnel",
        "article 27 à Andenne",
    ],
)
def test_a_sense_that_the_question_settles_is_not(text: str) -> None:
    assert sense(question(text)) is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("C'est quoi l'objectif 3 ?", ("objectif", "3")),
        ("l'action n° 2.1.1", ("action", "2.1.1")),
        ("l'OO 2.1", ("oo", "2.1")),
        ("les 3 actions", None),
        ("l'objectif 2030", None),
        ("objectif 55 % de renouvelable", None),
        ("l'article 60", None),
    ],
)
def test_an_element_named_by_its_number(text: str, name: tuple[str, str] | None) -> None:
    assert numbered(question(text)) == name


def test_elements_of_several_documents_are_asked_back_unless_one_is_named() -> None:
    first, second = andenne(), dps()
    found = elements(("objectif", "1"), [first]) or elements(("os", "1"), [first])
    assert found
    twice = [*found, (second, found[0][1])]
    asked = which_element(question("C'est quoi l'objectif 1 ?"), twice)
    assert asked is not None
    assert any("Andenne" in choice for choice in asked.choices)
    assert which_element(question("C'est quoi l'objectif 1 d'Andenne ?"), twice) is None
    assert which_element(question("C'est quoi l'objectif 1 ?"), found) is None


@pytest.mark.parametrize(
    "text", ["Est-ce que mon CPAS livre des repas ?", "chez nous, y a une crèche ?", "Notre PST date de quand ?"]
)
def test_ones_own_organisation(text: str) -> None:
    assert means_own(question(text))


@pytest.mark.parametrize(
    "text", ["Chez nous à Andenne, qu'est-ce qui est prévu ?", "Quelles actions visent la jeunesse ?"]
)
def test_a_named_organisation_or_all_of_them_is_no_ones_own(text: str) -> None:
    assert not means_own(question(text))


@pytest.mark.parametrize(
    ("text", "again"),
    [
        ("Est-ce que mon CPAS livre des repas ?", "Est-ce que le CPAS de Huy livre des repas ?"),
        ("Notre PST, il date de quand ?", "Le PST de Huy, il date de quand ?"),
        ("chez nous y a une crèche", "À Huy y a une crèche ?"),
        ("À quelle heure ouvre l'épicerie ?", "À quelle heure ouvre l'épicerie (Huy) ?"),
    ],
)
def test_the_question_again_with_the_organisation(text: str, again: str) -> None:
    assert asked_of(text, "Huy") == again


def test_a_fact_that_differs_by_organisation_is_asked_back() -> None:
    text = "À quelle heure ouvre la maison de quartier ?"
    bearing = tuple(Passage(one, one.nodes[0], 1.0, 1.0) for one in DOCUMENTS)
    verdict = Verdict("horaire", 1.0, unmet=demands(text), bearing=bearing)
    assert which_owner(question(text), verdict, ("Andenne", "Huy")) == tuple(one.id for one in DOCUMENTS)
    assert which_owner(question(text), verdict, ("Andenne",)) is None
    assert which_owner(question(f"Andenne : {text}"), verdict, ("Andenne", "Huy")) is None
    one = Verdict("horaire", 1.0, unmet=demands(text), bearing=bearing[:1])
    assert which_owner(question(text), one, ("Andenne", "Huy")) is None


def test_a_fact_that_nobody_gives_is_refused_rather_than_asked_back() -> None:
    text = "Combien coûte la maison de quartier ?"
    bearing = tuple(Passage(one, one.nodes[0], 1.0, 1.0) for one in DOCUMENTS)
    unmet = Verdict("montant", 1.0, unmet=demands(text), bearing=bearing)
    met = Verdict(None, 1.0, met=demands(text), bearing=bearing)
    assert which_owner(question(text), unmet, ("Andenne", "Huy")) is None
    assert which_owner(question(text), met, ("Andenne", "Huy")) is not None


@pytest.mark.parametrize(
    "text",
    [
        "On déménage ou on reste dans nos vieux bureaux ?",
        "Je commence lundi chez vous, aurai-je un tuteur ?",
        "Il nous reste quoi à boucler d'ici la fin de l'année ?",
        "Notre nouvelle directrice a-t-elle un budget ?",
        "L'école du village sera-t-elle rénovée ?",
        "Où en est-on avec l'archivage ?",
    ],
)
def test_what_only_one_organisation_has_is_the_asker_s_own(text: str) -> None:
    assert means_own(question(text))


@pytest.mark.parametrize(
    "text",
    [
        "Quels CPAS veulent rénover leurs bureaux ?",
        "Nos écoles : que prévoient tous les programmes ?",
        "Je prépare une note pour notre directeur : qui a une épicerie sociale ?",
        "Nous cherchons des exemples pour nos équipes",
        "Que prévoient les plans pour nos aînés ?",
        "Notre service social, à Andenne, sera-t-il agrandi ?",
    ],
)
def test_other_possessives_name_no_organisation(text: str) -> None:
    assert not means_own(question(text))
