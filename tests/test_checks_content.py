"""What a plan says: means, synergies, evaluation, publication, duplicates, vague actions, fields."""

from typing import Any

import pytest

from assistant.drafting.records import Budget, Indicator
from tests.checked import GOOD, checks

FIRST = "Engager un animateur à mi-temps"
SECOND = "Financer le mobilier par un subside de 12.000 €"


@pytest.mark.parametrize(
    ("rule", "line", "other"),
    [
        ("moyens.humains", FIRST, "Choisir un animateur"),
        ("moyens.financiers", SECOND, "Choisir le mobilier"),
        ("synergies.support", "Regrouper le service informatique avec celui de la commune", "Changer de serveur"),
        ("suivi.mi_mandat", "une évaluation à mi-mandat et ", ""),
        ("suivi.fin", "et une évaluation finale ", ""),
        ("suivi.publication", "Publier le programme sur le site internet", "Imprimer une affiche"),
    ],
)
def test_what_has_to_be_mentioned(rule: str, line: str, other: str) -> None:
    assert checks(GOOD)[rule].ok
    found = checks(GOOD.replace(line, other), texts={})
    assert not found[rule].ok
    assert "n'a pas été relu" in found[rule].detail
    assert "Rien n'en parle" in checks(GOOD.replace(line, other), texts={"plan.txt": "Préambule."})[rule].detail


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("suivi.mi_mandat", "Le programme sera évalué à mi-mandat."),
        ("suivi.mi_mandat", "Nous évaluerons ce plan ensemble en 2027."),
        ("suivi.fin", "Une évaluation terminale est présentée au conseil."),
        ("suivi.publication", "Le document est publié sur le site du CPAS."),
        ("synergies.commune", "Un comité de concertation suit les synergies."),
        ("moyens.financiers", "Les moyens financiers sont ceux du budget 2025."),
    ],
)
def test_the_text_around_the_lines_counts(rule: str, said: str) -> None:
    bare = "OS 1 | Être un CPAS ouvert\n  OO 1.1 | Ouvrir\n    A 1.1.1 | Poser une rampe"
    assert not checks(bare)[rule].ok
    found = checks(bare, texts={"plan.txt": f"Introduction\n{said}\nSuite"})[rule]
    assert found.ok
    assert said.split()[0] in found.detail


@pytest.mark.parametrize(
    ("said", "ok"),
    [
        ("Renforcer les synergies", True),
        ("Renforcer les synergies avec l'administration communale", True),
        ("Chercher des synergies avec les associations locales", False),
        ("Mettre en commun le service du personnel", True),
        ("Créer un guichet avec la Ville", True),
        ("Le Centre public d'action sociale", False),
    ],
)
def test_synergies_are_those_of_commune_and_cpas(said: str, ok: bool) -> None:
    tree = f"OS 1 | Être un CPAS ouvert\n  OO 1.1 | Ouvrir\n    A 1.1.1 | {said}"
    assert checks(tree)["synergies.commune"].ok is ok


def test_staff_appraisals_are_no_evaluation_of_the_plan() -> None:
    tree = "OS 1 | Être un CPAS ouvert\n  OO 1.1 | Ouvrir\n    A 1.1.1 | Réformer l'évaluation annuelle des agents"
    assert not checks(tree)["suivi.mi_mandat"].ok


@pytest.mark.parametrize(
    ("amount", "ok"), [("12.000 €", True), ("Néant", True), ("fonds propres", True), ("??? à voir", False)]
)
def test_budgets_can_be_read(amount: str, ok: bool) -> None:
    found = checks(GOOD, {"n3": {"budget": (Budget(montant="5 €"),)}, "n4": {"budget": (Budget(montant=amount),)}})
    assert found["moyens.budgets"].ok is ok


def test_duplicates_under_one_objective_and_under_several() -> None:
    same = checks(GOOD.replace(SECOND, "Engager une animatrice, un animateur à mi-temps !"))
    assert same["doublons.partage"].ok
    shared = checks(GOOD.replace("Publier le programme sur le site internet", f"{FIRST}."))
    assert not shared["doublons.partage"].ok
    assert shared["doublons.partage"].severity == "conseil"
    assert "Action partagée ?" in shared["doublons.partage"].remedy
    twice = checks(GOOD.replace(SECOND, f"{FIRST} ;"))
    assert twice["doublons.objectif"].nodes == ("n9", "n10")


@pytest.mark.parametrize(
    "other",
    [
        "Engager deux animateurs à mi-temps",
        "Engager 3 animateurs à mi-temps",
        "Engager un animateur",
        "Action à définir avec le service concerné",
    ],
)
def test_near_is_not_same(other: str) -> None:
    found = checks(GOOD.replace(FIRST, "Engager 2 animateurs à mi-temps").replace(SECOND, other))
    assert found["doublons.objectif"].ok
    twice = GOOD.replace(FIRST, "Action à définir avec le service").replace(SECOND, "Action à définir avec le service")
    assert checks(twice)["doublons.objectif"].ok, "what holds a place is no duplicate"


def test_one_word_of_difference_may_be_the_subject() -> None:
    tree = GOOD.replace(FIRST, "Créer des actions en faveur des personnes âgées")
    assert checks(tree.replace(SECOND, "Créer des actions en faveur des personnes étrangères"))["doublons.objectif"].ok


@pytest.mark.parametrize(
    "text",
    [
        "Améliorer la communication",
        "Poursuivre les efforts en matière de logement",
        "Réfléchir à l'accueil",
        "Renforcer les liens",
        "Rester attentif aux besoins",
        "Veiller à l'équité",
        "Optimisation des processus",
        "Mener une réflexion sur la mobilité",
        "Améliorer la qualité de vie en avant-plan",
    ],
)
def test_vague_actions(text: str) -> None:
    assert checks(GOOD.replace(FIRST, text))["actions.vagues"].nodes == ("n9",)


@pytest.mark.parametrize(
    "text",
    [
        "Améliorer la communication par une lettre mensuelle",
        "Améliorer l'accueil en formant les agents",
        "Améliorer l'accueil via un guichet unique",
        "Renforcer l'équipe de 2 agents",
        "Améliorer l'accueil grâce à une signalétique",
        "Développer le projet Recycl'up à Huy",
        "Améliorer l'accueil : horaires élargis, guichet unique",
        "Créer un potager",
        "Poursuivre les permanences du jeudi",
        "Améliorer le site internet",
        "Réfléchir à l'accueil en réunissant les usagers",
    ],
)
def test_a_how_makes_an_action_concrete(text: str) -> None:
    assert checks(GOOD.replace(FIRST, text))["actions.vagues"].ok


def test_sub_actions_say_how() -> None:
    tree = GOOD.replace(
        f"      A 2.1.1 | {FIRST}", "      A 2.1.1 | Améliorer la communication\n        SA | Éditer un journal"
    )
    assert checks(tree)["actions.vagues"].ok


_FULL: dict[str, Any] = {
    "echeance": "2026",
    "responsable": "DG",
    "responsable_mandataire": "Présidente",
    "service": "Social",
    "indicateur": (Indicator(libelle="Nombre d'agents", cible="10"),),
    "budget": (Budget(montant="1.000 €"),),
}


def test_fields_are_counted() -> None:
    fields = dict.fromkeys(("n2", "n9"), _FULL)  # The OO's fields hold for its three actions.
    found = checks(GOOD, fields)
    for field in ("echeance", "responsable", "mandataire", "service", "indicateur", "budget"):
        one = found[f"champs.{field}"]
        assert (one.ok, one.severity, one.nodes) == (False, "conseil", ("n10",))
        assert one.detail.startswith("Rempli pour 4 sur 5 actions (80 %)")
    assert found["champs.indicateur_chiffre"].ok


def test_what_is_to_be_defined_is_fine_in_a_draft() -> None:
    found = checks(GOOD, {"n9": _FULL}, kind="brouillon")
    assert found["champs.budget"].ok
    assert found["champs.budget"].detail == "« À définir » pour 4 sur 5 actions."
    assert "Rempli pour aucune des 5 actions" in checks(GOOD)["champs.budget"].detail


def test_no_cost_is_a_budget_that_was_filled_in() -> None:
    found = checks(GOOD, {"n9": {"budget": (Budget(montant="Néant"),)}, "n10": {"budget": (Budget(montant="?"),)}})
    assert "n9" not in found["champs.budget"].nodes
    assert "n10" in found["champs.budget"].nodes


def test_place_holders_are_told() -> None:
    tree = GOOD.replace(FIRST, "Action à définir avec le service concerné")
    assert checks(tree, kind="brouillon")["champs.actions"].ok
    assert not checks(tree)["champs.actions"].ok
    assert "champs.actions" not in checks(GOOD)


@pytest.mark.parametrize(
    ("label", "ok"),
    [
        ("Nombre de visites", False),
        ("Nombre de visites : 100", True),
        ("Convention signée", True),
        ("huit stages", True),
    ],
)
def test_a_measure_needs_a_value(label: str, ok: bool) -> None:
    assert checks(GOOD, {"n9": {"indicateur": (Indicator(libelle=label),)}})["champs.indicateur_chiffre"].ok is ok


def test_goals_are_seventeen() -> None:
    assert checks(GOOD, {"n9": {"odd": (1, 17)}})["champs.odd"].ok
    assert checks(GOOD, {"n9": {"odd": (0, 18)}})["champs.odd"].nodes == ("n9",)
