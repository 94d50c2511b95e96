import pytest

from assistant.drafting.checks import run_checks
from assistant.drafting.checks.words import is_doing, opening
from assistant.drafting.records import Plan, PlanNode
from ingest.records import Level
from tests.checked import GOOD, checks


@pytest.mark.parametrize(
    "text",
    [
        "Être une commune qui protège",
        "Un CPAS qui écoute",
        "Devenir un employeur attentif",
        "Etre un C.P.A.S. ouvert",
        "CPAS : Être proche",
    ],
)
def test_strategic_objectives_say_what_to_be(text: str) -> None:
    assert checks(GOOD.replace("Être un CPAS qui lutte contre l'isolement", text))["registres.os"].ok


@pytest.mark.parametrize("text", ["Optimaliser l'organisation", "L'humain au cœur", "Bien-être au travail"])
def test_other_strategic_objectives_are_told(text: str) -> None:
    found = checks(GOOD.replace("Être un CPAS qui lutte contre l'isolement", text))["registres.os"]
    assert found.detail.startswith("1 OS sur 2")
    assert found.nodes == ("n7",)


@pytest.mark.parametrize(
    "text",
    [
        "(re)mettre à l'emploi",
        "Se doter d'un guichet",
        "S'ouvrir au quartier",
        "Mieux accueillir",
        "Ne pas laisser seul",
        "Ville : rénover",
    ],
)
def test_infinitives(text: str) -> None:
    assert is_doing(opening(text))


@pytest.mark.parametrize(
    "text", ["Désignation d'un délégué", "Nouveau siège – déménagement", "La Ville recrute", "Dossier unique"]
)
def test_operational_objectives_without_infinitive(text: str) -> None:
    assert checks(GOOD.replace("Ouvrir une maison de quartier", text))["registres.oo"].nodes == ("n8",)


def test_being_is_no_register_for_an_objective_that_does() -> None:
    found = checks(GOOD.replace("Ouvrir une maison de quartier", "Être de bons voisins"))["registres.oo"]
    assert "registre d'un OS" in found.detail


def test_an_action_says_how() -> None:
    assert checks(GOOD.replace("Engager un animateur à mi-temps", "Animation"))["registres.action"].nodes == ("n9",)
    assert not checks(GOOD.replace("Engager un animateur à mi-temps", "Être un CPAS présent"))["registres.action"].ok
    assert checks(GOOD.replace("Engager un animateur à mi-temps", "Être présent aux distributions"))[
        "registres.action"
    ].ok


def test_an_action_that_repeats_its_objective() -> None:
    found = checks(GOOD.replace("Engager un animateur à mi-temps", "Ouverture d'une maison du quartier"))
    assert "redit OO 2.1" in found["registres.reformulation"].detail
    longer = checks(
        GOOD.replace("Engager un animateur à mi-temps", "Ouvrir la maison de quartier trois soirs par semaine")
    )
    assert longer["registres.reformulation"].ok


def test_an_objective_that_repeats_its_strategic_one() -> None:
    found = checks(GOOD.replace("Ouvrir une maison de quartier", "Lutter contre l'isolement"))
    assert found["registres.oo_repete_os"].nodes == ("n8",)


def test_a_head_above_the_list_says_what_to_be_once_for_all() -> None:
    tree = GOOD.replace("Être un CPAS qui lutte contre l'isolement", "Accentue son action sociale")
    assert not checks(tree, texts={"plan.txt": "Pour nous :"})["registres.os"].ok
    assert checks(tree, texts={"plan.txt": "Il s'agit D'ÊTRE un CPAS qui"})["registres.os"].ok
    doing = GOOD.replace("Être un CPAS qui lutte contre l'isolement", "Accentuer son action sociale")
    assert not checks(doing, texts={"plan.txt": "Il s'agit D'ÊTRE un CPAS qui"})["registres.os"].ok


def test_a_draft_does_not_speak_in_the_first_person() -> None:
    def told(text: str) -> bool:
        nodes = (
            PlanNode(id="oo", parent=None, level=Level.OO, text="Soutenir les jeunes"),
            PlanNode(id="a", parent="oo", level=Level.ACTION, text=text),
        )
        checks = run_checks(Plan(source="dps.txt", kind="brouillon", nodes=nodes))
        return next(one.ok for one in checks if one.id == "registres.personne")

    assert told("Ouvrir un guichet « chez nous »")
    assert not told("Nous ouvrirons un guichet")
    assert not told("Il s'engage à ouvrir un guichet")
