"""Restrictions that a question puts on the fields of tables and sheets."""

from dataclasses import replace

import pytest

from assistant.catalogue import Catalogue
from assistant.constraints import find_constraints
from assistant.fields import Constraint, Field, restrict
from ingest.records import Document, Level
from tests.fakes import FakeLibrary
from tests.samples import andenne, nameless

FIELDS = (
    (("porteur", "CPAS"), ("echeance", "30/06/2026"), ("etat", "En cours")),
    (("porteur", "Ville et CPAS"), ("echeance", "2027"), ("etat", "Terminé"), ("budget", "12.000 €")),
    (("porteur", "Ville"), ("etat", "Annulé"), ("budget", "À définir")),
    (("pilote", "Service social"), ("echeance", "2026-2028"), ("etat", "À agender"), ("partenaires", "ONE ; Forem")),
)


def with_fields() -> Document:
    document = andenne()
    actions = iter(FIELDS)
    nodes = tuple(
        replace(node, attributes=next(actions, ())) if node.level is Level.ACTION else node for node in document.nodes
    )
    return replace(document, nodes=nodes)


CATALOGUE = Catalogue(FakeLibrary(with_fields(), nameless()))
ACTIONS = [node.id for _, node in CATALOGUE.pairs if node.level is Level.ACTION][: len(FIELDS)]


def kept(question: str) -> list[int]:
    rows, _ = restrict(find_constraints(question), CATALOGUE, CATALOGUE.at({Level.ACTION}))
    names = {node.id for _, node in CATALOGUE.rows(rows)}
    return [rank for rank, name in enumerate(ACTIONS) if name in names]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Quelles actions sont portées par le CPAS seul ?", [0]),
        ("Quelles actions sont portées par le CPAS, sans la Ville ?", [0]),
        ("Actions portées par le CPAS", [0, 1]),
        ("Actions dont la Ville est porteur", [1, 2]),
        ("Actions dont la Ville est le seul porteur", [2]),
        ("Les actions que pilote le service social", [3]),
        ("Quelles actions le service social pilote-t-il ?", [3]),
        ("Actions confiées au service social", [3]),
        ("Quelles actions sont terminées ?", [1]),
        ("Les actions en cours", [0]),
        ("actions abandonnées", [2]),
        ("Lesquelles sont encore à agender ?", [3]),
        ("Actions dont l'échéance est 2026", [0, 3]),
        ("Actions à terminer d'ici 2026", [0]),
        ("échéance à partir de 2027", [1, 3]),
        ("Quelles actions ont un budget ?", [1]),
        ("Actions en partenariat avec le Forem", [3]),
        ("Quelles actions ne sont pas terminées ?", [0, 2, 3]),
        ("Les actions qui ne sont pas encore terminées", [0, 2, 3]),
        ("Les actions non terminées", [0, 2, 3]),
        ("Toutes les actions sauf celles qui sont en cours", [1, 2, 3]),
        ("Actions terminées ou en cours", [0, 1]),
        ("Actions ni terminées ni annulées", [0, 3]),
        ("Actions terminées ou non", [0, 1, 2, 3]),
        ("Actions qui ne sont pas portées par la Ville", [0, 3]),
        ("échéance après 2027", [3]),
        ("échéance au-delà de 2026", [1, 3]),
        ("échéance avant 2027", [0]),
        ("échéance entre 2026 et 2027", [0, 1, 3]),
        ("Actions dont l'échéance est 2026 ou 2027", [0, 1, 3]),
        ("Actions avec un budget de plus de 10.000 €", [1]),
        ("Actions au budget inférieur à 20 000 euros", [1]),
        ("Actions avec un budget d'au moins 12.000 €", [1]),
        ("Actions sans budget", [0, 2, 3]),
        ("Actions portées par la Ville et le CPAS", [1]),
        ("Les actions du service social", [3]),
        ("Les actions du CPAS", [0, 1, 2, 3]),
        ("Les actions du service des sports", [0, 1, 2, 3]),
        ("Actions portées par le service social du CPAS", [3]),
    ],
)
def test_fields_restrict(question: str, expected: list[int]) -> None:
    assert kept(question) == expected


@pytest.mark.parametrize(
    "question",
    [
        "Quelles actions portent sur la jeunesse ?",
        "Quelles actions dans les différents CPAS ?",
        "Que prévoit le PST 2025-2030 ?",
        "Qui porte des repas à domicile ?",
        "Quels cours de français ?",
    ],
)
def test_other_questions_restrict_nothing(question: str) -> None:
    assert find_constraints(question) == []


def test_the_words_are_the_question_s_own() -> None:
    found: list[Constraint] = find_constraints("Quelles actions TERMINÉES ?")
    assert [one.words for one in found] == ["TERMINÉES"]


@pytest.mark.parametrize("words", ["assorties d'une échéance", "avec une échéance", "qui ont un délai"])
def test_a_field_that_is_filled_in_is_a_restriction(words: str) -> None:
    (found,) = find_constraints(f"Dresse la liste des actions {words}")
    assert found.field is Field.YEAR
    assert found.test("rentrée 2026")
    assert not found.missing


def test_so_is_one_that_is_not() -> None:
    (found,) = find_constraints("Quelles actions sont sans échéance ?")
    assert (found.field, found.missing) == (Field.YEAR, True)


def test_states_are_read_as_exports_write_them() -> None:
    (constraint,) = find_constraints("les actions non commencées")
    assert constraint.test("NON_COMMENCE")
    assert not constraint.test("EN_COURS")


def test_a_state_is_kept_without_those_that_are_ruled_out() -> None:
    found = find_constraints("au statut « non commencé » (ni en attente, ni abandonnées, ni à problème)")

    def fits(value: str) -> bool:
        return all(one.test(value) is not one.denied for one in found)

    assert fits("NON_COMMENCE")
    assert not any(map(fits, ("EN_ATTENTE", "ABANDONNE", "PROBLEME", "EN_COURS")))
