"""What a commitment says of its own deadline, budget and partners; what is only suggested is named as such."""

import pytest

from assistant.drafting.details import suggested, with_details
from assistant.drafting.records import A_DEFINIR, PlanNode
from ingest.records import Level


def line(text: str, after: int = 2025) -> PlanNode:
    return with_details(PlanNode(id="n1", parent=None, level=Level.ACTION, text=text), [text], after=after)


@pytest.mark.parametrize(
    ("text", "deadline"),
    [
        ("Porter de 4 à 7 le nombre de logements d'ici 2028", "2028"),
        ("Mettre en conformité l'aile B avant fin 2027", "avant fin 2027"),
        ("Ouvrir une crèche avant 2027", "avant 2027"),
        ("Échéance : fin 2026", "fin 2026"),
        ("Échéance : 31/12/2026 ; Budget : 50 000", "31/12/2026"),
        ("Échéance : T4 2026", "T4 2026"),
        ("Rédiger un plan pour septembre 2026", "septembre 2026"),
        ("Créer deux logements (2029)", "2029"),
        ("Un médiateur sera engagé en 2027", "2027"),
        ("La demande d'agrément introduite en 2018 est à suivre", A_DEFINIR),
        ("Maintenir les articles 60 (15 en 2018 et 13 en 2019)", A_DEFINIR),
        ("Livrer le samedi à partir de 2026", A_DEFINIR),
        ("Former les agents", A_DEFINIR),
    ],
)
def test_a_deadline_is_copied_where_there_is_one(text: str, deadline: str) -> None:
    assert line(text).echeance == deadline


def test_a_beginning_is_no_deadline() -> None:
    assert line("Livrer le samedi à partir de 2026").date_debut == "2026"


def test_amounts_and_partners_stand_as_the_source_writes_them() -> None:
    found = line(
        "Acquérir un véhicule (coût estimé : 45.000 €), en partenariat avec la section locale de la Croix-Rouge."
    )
    assert [one.montant for one in found.budget] == ["45.000 €"]
    assert found.partenaires == ("la section locale de la Croix-Rouge",)


def test_what_is_not_said_is_to_be_defined() -> None:
    found = line("Former les agents")
    assert (found.budget, found.partenaires, found.responsable, found.service) == ((), (), A_DEFINIR, A_DEFINIR)


def test_suggestions_are_named_and_take_nothing_over() -> None:
    found = suggested(
        PlanNode(id="n1", parent=None, level=Level.OO, text="Former les agents", odd=(16,)), "Former les agents"
    )
    assert found.odd == (16,)
    assert set(found.suggestions) == {"indicateur", "categorie"}
    assert found.indicateur[0].suggestion
    assert found.indicateur[0].cible == A_DEFINIR


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("Consacrer 10.000 € par an à la jeunesse", ["10.000 € par an"]),
        ("Acquérir un minibus (45.000 €)", ["45.000 €"]),
        ("Proposer des repas à 5 €", []),
        ("Réduire le déficit de 120.000 €", []),
        ("Accorder une aide de 50 € par enfant", []),
        ("Échéance : 2026 ; Budget : 50 000", ["50 000"]),
    ],
)
def test_a_price_or_a_loss_is_no_budget(text: str, amounts: list[str]) -> None:
    assert [one.montant for one in line(text).budget] == amounts


@pytest.mark.parametrize(
    ("text", "partners"),
    [
        ("Créer, en partenariat avec l'AIS, dix logements de transit", ("l'AIS",)),
        ("Agir en collaboration avec les écoles pour lutter contre le décrochage", ("les écoles",)),
        ("Créer un relais en partenariat avec l'AIS, le Forem et la Province", ("l'AIS, le Forem et la Province",)),
    ],
)
def test_partners_end_where_the_thing_begins(text: str, partners: tuple[str, ...]) -> None:
    assert line(text).partenaires == partners


def test_the_cells_of_a_row_say_who_and_what_is_measured() -> None:
    found = line("Pilote : service social ; Indicateur : nombre de repas servis")
    assert found.service == "service social"
    assert [(one.libelle, one.suggestion) for one in found.indicateur] == [("nombre de repas servis", False)]
    assert line("Créer un guichet avec trois services : emploi, logement, énergie").service == A_DEFINIR
