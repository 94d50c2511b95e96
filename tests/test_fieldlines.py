"""Field lines of any plan: sure by their names, by the lines beside them, or by coming again and again."""

from tests.plans import parsed, tree

PLAN = """Programme stratégique transversal du CPAS de Hannut

Objectif stratégique 1 : Être un CPAS ouvert

Objectif opérationnel 1.1 : Former les agents

Catégorie : ressources humaines

Responsable administratif : la directrice

Point de départ : un agent sur deux

Échéance : 2027

à définir : budget, service

Actions :

- Rédiger un guide

Objectif opérationnel 1.2 : Ouvrir un guichet

Aucune action : à définir

Objectif stratégique 2 : Être un CPAS durable

Objectif opérationnel 2.1 : Isoler les bâtiments

Budget : 5.000 € – source : Wallonie – commentaire : sous réserve

Actions :

- Remplacer les châssis
"""


def test_fields_under_an_objective_end_nothing() -> None:
    assert tree(parsed(PLAN)).split("\n") == [
        "os 1 Être un CPAS ouvert",
        "  oo 1.1 Former les agents",
        "    action Rédiger un guide",
        "  oo 1.2 Ouvrir un guichet",
        "os 2 Être un CPAS durable",
        "  oo 2.1 Isoler les bâtiments",
        "    action Remplacer les châssis",
    ]


def test_fields_are_those_of_the_element_above() -> None:
    held = {node.number: dict(node.attributes) for node in parsed(PLAN).nodes if node.number}
    assert held["1.1"] == {
        "categorie": "ressources humaines",
        "responsable_administratif": "la directrice",
        "echeance": "2027",
    }
    assert held["2.1"] == {"budget": "5.000 € – source : Wallonie – commentaire : sous réserve"}


def test_a_word_of_titles_alone_is_no_field() -> None:
    text = (
        "Programme stratégique transversal\n\nOS 1 : Être un CPAS ouvert\n\nOO 1.1 : Former\n\nPlan : écrire un plan\n"
    )
    held = {node.number: node.attributes for node in parsed(text).nodes if node.number}
    assert held["1.1"] == ()
