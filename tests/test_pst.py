"""Plans in many layouts become the tree that a reader sees; text that only looks like a plan stays prose.

The expected trees were written by reading the plans, apart from the code.
"""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.document import parse_source
from ingest.readers import read
from ingest.records import Document, DocumentKind, Level
from tests.conftest import FILES
from tests.plans import STYLES, check_records, expected_tree, lost_words, parsed, plan_items, prose, tree, written

CODES = """\
Programme stratégique transversal 2024-2030 du CPAS de Hannut

VOLET EXTERNE

OS 1 : Être un CPAS proche de ses usagers
OO 1.1 : Simplifier les démarches au guichet
A 1.1.1 : Rédiger un guide d'accueil en langage clair
A 1.1.2 : Ouvrir une permanence le mercredi après-midi
OO 1.2 : Aller vers les personnes isolées
A 1.2.1 : Organiser une tournée de visites à domicile

OS 2 : Être un CPAS qui lutte contre le mal-logement
OO 2.1 : Augmenter l'offre de logements de transit
A 2.1.1 : Rénover le bâtiment de la rue Neuve
"""
CODES_TREE = """\
volet externe VOLET EXTERNE
  os 1 Être un CPAS proche de ses usagers
    oo 1.1 Simplifier les démarches au guichet
      action 1.1.1 Rédiger un guide d'accueil en langage clair
      action 1.1.2 Ouvrir une permanence le mercredi après-midi
    oo 1.2 Aller vers les personnes isolées
      action 1.2.1 Organiser une tournée de visites à domicile
  os 2 Être un CPAS qui lutte contre le mal-logement
    oo 2.1 Augmenter l'offre de logements de transit
      action 2.1.1 Rénover le bâtiment de la rue Neuve"""

DEGREES = """\
PROGRAMME STRATEGIQUE TRANSVERSAL DU CPAS DE FLOREFFE

Volet interne : l'administration

Objectif stratégique n° 1 : Être un employeur attentif

Objectif opérationnel n° 1.1 : Former les agents

Actions :
- Établir un plan de formation
- Désigner un référent par service

Objectif opérationnel n° 1.2 : Prévenir l'absentéisme

Action :
- Mener des entretiens de retour

Objectif stratégique n° 2 – Être un CPAS numérique

Objectif opérationnel n° 2.1 – Dématérialiser les dossiers

Actions :
- Acquérir un logiciel de gestion documentaire
"""
DEGREES_TREE = """\
volet interne Volet interne : l'administration
  os 1 Être un employeur attentif
    oo 1.1 Former les agents
      action Établir un plan de formation
      action Désigner un référent par service
    oo 1.2 Prévenir l'absentéisme
      action Mener des entretiens de retour
  os 2 Être un CPAS numérique
    oo 2.1 Dématérialiser les dossiers
      action Acquérir un logiciel de gestion documentaire"""

DENSE = """\
PST du CPAS de Rochefort
O.S.1 Être un CPAS accueillant
O.O.1.1 Réaménager l'accueil
• Installer un guichet adapté aux fauteuils roulants
• Former le personnel d'accueil
O.O.1.2 Faire connaître les services
• Éditer un dépliant et le distribuer
dans toutes les boîtes
O.S.2 Être un CPAS solidaire
O.O.2.1 Développer l'aide alimentaire
• Ouvrir une épicerie sociale
"""
DENSE_TREE = """\
os 1 Être un CPAS accueillant
  oo 1.1 Réaménager l'accueil
    action Installer un guichet adapté aux fauteuils roulants
    action Former le personnel d'accueil
  oo 1.2 Faire connaître les services
    action Éditer un dépliant et le distribuer dans toutes les boîtes
os 2 Être un CPAS solidaire
  oo 2.1 Développer l'aide alimentaire
    action Ouvrir une épicerie sociale"""

NUMBERS_AND_BULLETS = """\
PLAN STRATÉGIQUE TRANSVERSAL

Volet interne

1. Être un employeur attentif
1.1. Former les agents
- Établir un plan de formation
- Désigner un référent par service
1.2. Prévenir l'absentéisme
- Mener des entretiens de retour
2. Être un CPAS numérique
2.1. Dématérialiser les dossiers
- Acquérir un logiciel

Volet externe

3. Être un CPAS solidaire
3.1. Développer l'aide alimentaire
- Ouvrir une épicerie sociale
"""
NUMBERS_AND_BULLETS_TREE = """\
volet interne Volet interne
  os 1 Être un employeur attentif
    oo 1.1 Former les agents
      action Établir un plan de formation
      action Désigner un référent par service
    oo 1.2 Prévenir l'absentéisme
      action Mener des entretiens de retour
  os 2 Être un CPAS numérique
    oo 2.1 Dématérialiser les dossiers
      action Acquérir un logiciel
volet externe Volet externe
  os 3 Être un CPAS solidaire
    oo 3.1 Développer l'aide alimentaire
      action Ouvrir une épicerie sociale"""

BARE_NUMBERS = """\
Programme stratégique transversal

Volet externe

1 Être un CPAS solidaire
1.1 Développer l'aide alimentaire
1.1.1 Ouvrir une épicerie sociale
1.1.2 Organiser une collecte annuelle
1.2 Soutenir les familles
1.2.1 Créer un espace de rencontre
2 Être un CPAS durable
2.1 Isoler les bâtiments
2.1.1 Remplacer les châssis
"""
BARE_NUMBERS_TREE = """\
volet externe Volet externe
  os 1 Être un CPAS solidaire
    oo 1.1 Développer l'aide alimentaire
      action 1.1.1 Ouvrir une épicerie sociale
      action 1.1.2 Organiser une collecte annuelle
    oo 1.2 Soutenir les familles
      action 1.2.1 Créer un espace de rencontre
  os 2 Être un CPAS durable
    oo 2.1 Isoler les bâtiments
      action 2.1.1 Remplacer les châssis"""

NO_VOLET_NO_LABEL = """\
Programme stratégique transversal 2024-2030

Le présent programme traduit la déclaration de politique sociale.

1. Être un CPAS solidaire
1.1. Développer l'aide alimentaire
1.1.1. Ouvrir une épicerie sociale
1.2. Soutenir les familles
1.2.1. Créer un espace de rencontre
"""
NO_VOLET_NO_LABEL_TREE = """\
os 1 Être un CPAS solidaire
  oo 1.1 Développer l'aide alimentaire
    action 1.1.1 Ouvrir une épicerie sociale
  oo 1.2 Soutenir les familles
    action 1.2.1 Créer un espace de rencontre"""

UNEVEN_HEADINGS = """\
# PST 2019-2024 du CPAS de Walcourt

## Volet interne

# Objectif stratégique 1 : Être un employeur attentif

#### Objectif opérationnel 1.1 : Former les agents

##### Actions

- Établir un plan de formation
- Désigner un référent

## Objectif opérationnel 1.2 : Prévenir l'absentéisme

- Mener des entretiens de retour

### Objectif stratégique 2 : Être un CPAS numérique

### Objectif opérationnel 2.1 : Dématérialiser les dossiers

- Acquérir un logiciel
"""
UNEVEN_HEADINGS_TREE = """\
volet interne Volet interne
  os 1 Être un employeur attentif
    oo 1.1 Former les agents
      action Établir un plan de formation
      action Désigner un référent
    oo 1.2 Prévenir l'absentéisme
      action Mener des entretiens de retour
  os 2 Être un CPAS numérique
    oo 2.1 Dématérialiser les dossiers
      action Acquérir un logiciel"""

BARE_ACTIONS = """\
Programme stratégique transversal du CPAS de Gesves

Objectif stratégique 1 : Être un CPAS solidaire

Objectif opérationnel 1.1 : Développer l'aide alimentaire

Actions

Ouvrir une épicerie sociale
Organiser une collecte annuelle

Objectif opérationnel 1.2 : Soutenir les familles
Actions
Créer un espace de rencontre
Financer des stages d'été
Objectif stratégique 2 : Être un CPAS moderne
"""
BARE_ACTIONS_TREE = """\
os 1 Être un CPAS solidaire
  oo 1.1 Développer l'aide alimentaire
    action Ouvrir une épicerie sociale
    action Organiser une collecte annuelle
  oo 1.2 Soutenir les familles
    action Créer un espace de rencontre
    action Financer des stages d'été
os 2 Être un CPAS moderne"""

SUB_ACTIONS = """\
Programme stratégique transversal du CPAS de Gesves

Volet externe

Objectif stratégique 1 : Être un CPAS solidaire
Objectif opérationnel 1.1 : Développer l'aide alimentaire
Actions :
- Ouvrir une épicerie sociale
  o trouver un local
  o engager un gérant
- Organiser une collecte annuelle

Objectif opérationnel 1.2 : Soutenir les familles
Actions :
1) Créer un espace de rencontre
\t- aménager la salle
\t- recruter une animatrice
2) Financer des stages d'été

Objectif opérationnel 1.3 : Loger
Action 1.3.1 : Acheter une maison
Sous-actions :
- visiter des biens
- demander un subside
Action 1.3.2 : Louer un studio
Sous-action 1.3.2.1 : Signer le bail
"""
SUB_ACTIONS_TREE = """\
volet externe Volet externe
  os 1 Être un CPAS solidaire
    oo 1.1 Développer l'aide alimentaire
      action Ouvrir une épicerie sociale
        sous_action trouver un local
        sous_action engager un gérant
      action Organiser une collecte annuelle
    oo 1.2 Soutenir les familles
      action 1 Créer un espace de rencontre
        sous_action aménager la salle
        sous_action recruter une animatrice
      action 2 Financer des stages d'été
    oo 1.3 Loger
      action 1.3.1 Acheter une maison
        sous_action visiter des biens
        sous_action demander un subside
      action 1.3.2 Louer un studio
        sous_action 1.3.2.1 Signer le bail"""

VALUES_FIRST = """\
P.S.T. 2025-2030

PRÉALABLES

1. Déclaration de politique sociale adoptée le 12 février 2025
2. État des lieux

NOS VALEURS

1. Humanité
2. Respect
3. Équité

OBJECTIFS STRATÉGIQUES ET OPÉRATIONNELS

VOLET EXTERNE

1. Garantir un service de qualité
\t1. Créer une identité forte
\t\t• Définir des modèles de courrier
\t2. Informer la population
\t\t• Repenser le site internet

VOLET INTERNE

2. Valoriser les talents
\t1. Développer le tutorat
\t\t• Rédiger un référentiel
"""
VALUES_FIRST_TREE = """\
volet externe VOLET EXTERNE
  os 1 Garantir un service de qualité
    oo 1 Créer une identité forte
      action Définir des modèles de courrier
    oo 2 Informer la population
      action Repenser le site internet
volet interne VOLET INTERNE
  os 2 Valoriser les talents
    oo 1 Développer le tutorat
      action Rédiger un référentiel"""

TITLE_BELOW = """\
PST du CPAS de Gesves

## Objectif stratégique 1

**Être un CPAS solidaire**

### Objectif opérationnel 1.1

#### Développer l'aide alimentaire

Actions :

- Ouvrir une épicerie sociale

Objectif opérationnel 1.2 :
Soutenir les familles

- Créer un espace de rencontre

Objectif stratégique 2 :
Priorité 4 de la DPS : Les aînés

Objectif opérationnel : Maintenir à domicile

Actions :
- Livrer des repas
"""
TITLE_BELOW_TREE = """\
os 1 Être un CPAS solidaire
  oo 1.1 Développer l'aide alimentaire
    action Ouvrir une épicerie sociale
  oo 1.2 Soutenir les familles
    action Créer un espace de rencontre
os 2
  oo Maintenir à domicile
    action Livrer des repas"""

LISTS_OF_OBJECTIVES = """\
PST du CPAS de Gesves

Objectif stratégique 1 : Être un CPAS solidaire

Objectifs opérationnels :
- Développer l'aide alimentaire
- Soutenir les familles

Objectif stratégique 2 : Être un CPAS moderne

Actions :
- Acheter un serveur
  - comparer les offres
- Former les agents
"""
LISTS_OF_OBJECTIVES_TREE = """\
os 1 Être un CPAS solidaire
  oo Développer l'aide alimentaire
  oo Soutenir les familles
os 2 Être un CPAS moderne
  action Acheter un serveur
    sous_action comparer les offres
  action Former les agents"""

ROMAN = """\
P.S.T.

OBJECTIFS STRATÉGIQUES ET OPÉRATIONNELS

I. Être un CPAS solidaire
1. Développer l'aide alimentaire
- Ouvrir une épicerie sociale
2. Soutenir les familles
- Créer un espace de rencontre
II. Être un CPAS durable
1. Isoler les bâtiments
- Remplacer les châssis
"""
ROMAN_TREE = """\
os I Être un CPAS solidaire
  oo 1 Développer l'aide alimentaire
    action Ouvrir une épicerie sociale
  oo 2 Soutenir les familles
    action Créer un espace de rencontre
os II Être un CPAS durable
  oo 1 Isoler les bâtiments
    action Remplacer les châssis"""

SECTIONS = """\
# PROGRAMME STRATÉGIQUE TRANSVERSAL

## PARTIE I : LE VOLET INTERNE

### I.1 Les ressources humaines

Objectif stratégique : Être un employeur attentif

Objectif opérationnel : Former les agents

Actions :

- Établir un plan de formation

### I.2 Les finances

#### I.2.1 Le budget

Objectif stratégique : Être un CPAS en équilibre

Objectif opérationnel : Anticiper les dépenses
"""
SECTIONS_TREE = """\
volet interne PARTIE I : LE VOLET INTERNE
  section I.1 Les ressources humaines
    os Être un employeur attentif
      oo Former les agents
        action Établir un plan de formation
  section I.2 Les finances
    section I.2.1 Le budget
      os Être un CPAS en équilibre
        oo Anticiper les dépenses"""

NUMBERED_LABELS = """\
P.S.T. 2019-2024

1. VOLET INTERNE

1.1 OS : Être un CPAS moderne

1.1.1 OO : Moderniser l'accueil

1.1.1.1 Repeindre la salle d'attente

2. VOLET EXTERNE

2.1 OS : Être un CPAS ouvert

2.1.1 OO : Ouvrir le mercredi

2.1.1.1 Adapter les horaires
"""
NUMBERED_LABELS_TREE = """\
volet interne 1 VOLET INTERNE
  os 1.1 Être un CPAS moderne
    oo 1.1.1 Moderniser l'accueil
      action 1.1.1.1 Repeindre la salle d'attente
volet externe 2 VOLET EXTERNE
  os 2.1 Être un CPAS ouvert
    oo 2.1.1 Ouvrir le mercredi
      action 2.1.1.1 Adapter les horaires"""

SHEETS = """\
PST du CPAS de Gesves

Objectif stratégique 1 : Être un CPAS solidaire

Objectif opérationnel 1.1 : Développer l'aide alimentaire

Fiche-action 1.1.1 : Ouvrir une épicerie sociale
Pilote : le service social
Échéance : décembre 2026
Budget : 12.000 €

Fiche-action 1.1.2 : Organiser une collecte
- Pilote : le service jeunesse
- Indicateurs : nombre de bénéficiaires

Objectif opérationnel 1.2 : Soutenir les familles

Actions :
- Créer un espace de rencontre
  Responsable : le directeur général
- Financer des stages
"""
SHEETS_TREE = """\
os 1 Être un CPAS solidaire
  oo 1.1 Développer l'aide alimentaire
    action 1.1.1 Ouvrir une épicerie sociale
    action 1.1.2 Organiser une collecte
  oo 1.2 Soutenir les familles
    action Créer un espace de rencontre
    action Financer des stages"""

HEADINGS = """\
# PST du CPAS de Gesves

## Introduction

Le conseil présente son plan.

## Volet externe

### Être un CPAS solidaire

##### Développer l'aide alimentaire

- Ouvrir une épicerie sociale
- Organiser une collecte

#### Soutenir les familles

- Créer un espace de rencontre

### Être un CPAS durable

#### Isoler les bâtiments

- Remplacer les châssis

## Lexique

- PST : programme stratégique transversal
- OO : objectif opérationnel
"""
HEADINGS_TREE = """\
volet externe Volet externe
  os Être un CPAS solidaire
    oo Développer l'aide alimentaire
      action Ouvrir une épicerie sociale
      action Organiser une collecte
    oo Soutenir les familles
      action Créer un espace de rencontre
  os Être un CPAS durable
    oo Isoler les bâtiments
      action Remplacer les châssis"""

AXES = """\
Plan stratégique transversal de la Ville et du CPAS de Gesves

AXE 1 : SOLIDARITÉ

OS 1 : Être un CPAS solidaire

OO 1.1 : Développer l'aide alimentaire

- Ouvrir une épicerie sociale

AXE 2 : DURABILITÉ

OS 2 : Être un CPAS durable
"""
AXES_TREE = """\
section 1 SOLIDARITÉ
  os 1 Être un CPAS solidaire
    oo 1.1 Développer l'aide alimentaire
      action Ouvrir une épicerie sociale
section 2 DURABILITÉ
  os 2 Être un CPAS durable"""

CODES_ALONE = """\
PST

OS
Être un CPAS solidaire

OO
Développer l'aide alimentaire

Actions
1. Ouvrir une épicerie sociale
2. Organiser une collecte
"""
CODES_ALONE_TREE = """\
os Être un CPAS solidaire
  oo Développer l'aide alimentaire
    action 1 Ouvrir une épicerie sociale
    action 2 Organiser une collecte"""

TABLE = """\
PST du CPAS de Gesves

| OS | OO | Actions |
|----|----|---------|
| Être un CPAS solidaire | Développer l'aide alimentaire | Ouvrir une épicerie sociale |
| Être un CPAS durable | Isoler les bâtiments | Remplacer les châssis |
"""
TABLE_TREE = """\
os Être un CPAS solidaire
  oo Développer l'aide alimentaire
    action Ouvrir une épicerie sociale
os Être un CPAS durable
  oo Isoler les bâtiments
    action Remplacer les châssis"""

WRAPPED_CAPITALS = """\
PST du CPAS de Gesves

OBJECTIF STRATÉGIQUE 1 : ÊTRE UN CPAS QUI FACILITE
LA MISE À L'EMPLOI DE SES BÉNÉFICIAIRES

Objectif opérationnel 1.1 : Former

- Engager un formateur
"""
WRAPPED_CAPITALS_TREE = """\
os 1 ÊTRE UN CPAS QUI FACILITE LA MISE À L'EMPLOI DE SES BÉNÉFICIAIRES
  oo 1.1 Former
    action Engager un formateur"""

PLANS = {
    "codes": (CODES, CODES_TREE),
    "libellés n°": (DEGREES, DEGREES_TREE),
    "codes pointés, sans lignes vides": (DENSE, DENSE_TREE),
    "numéros et puces": (NUMBERS_AND_BULLETS, NUMBERS_AND_BULLETS_TREE),
    "numéros seuls": (BARE_NUMBERS, BARE_NUMBERS_TREE),
    "ni volet ni libellé": (NO_VOLET_NO_LABEL, NO_VOLET_NO_LABEL_TREE),
    "titres Markdown inégaux": (UNEVEN_HEADINGS, UNEVEN_HEADINGS_TREE),
    "actions sans puce": (BARE_ACTIONS, BARE_ACTIONS_TREE),
    "sous-actions": (SUB_ACTIONS, SUB_ACTIONS_TREE),
    "valeurs avant le plan": (VALUES_FIRST, VALUES_FIRST_TREE),
    "titre sous le libellé": (TITLE_BELOW, TITLE_BELOW_TREE),
    "listes d'objectifs": (LISTS_OF_OBJECTIVES, LISTS_OF_OBJECTIVES_TREE),
    "chiffres romains": (ROMAN, ROMAN_TREE),
    "sections": (SECTIONS, SECTIONS_TREE),
    "libellés numérotés": (NUMBERED_LABELS, NUMBERED_LABELS_TREE),
    "fiches": (SHEETS, SHEETS_TREE),
    "titres Markdown sans libellé": (HEADINGS, HEADINGS_TREE),
    "axes": (AXES, AXES_TREE),
    "codes seuls sur leur ligne": (CODES_ALONE, CODES_ALONE_TREE),
    "titre en capitales coupé": (WRAPPED_CAPITALS, WRAPPED_CAPITALS_TREE),
}


@pytest.mark.parametrize("name", PLANS)
def test_a_plan_reads_as_its_tree(name: str) -> None:
    text, expected = PLANS[name]
    document = parsed(text)
    assert tree(document) == expected
    assert document.identity.kind is DocumentKind.PST
    check_records(document)
    assert not lost_words(document)


def test_a_table_reads_as_its_tree() -> None:
    document = parse_source(read(TABLE.encode(), "plan.md"), "plan.md", "plan.md", "0" * 64)
    assert tree(document) == TABLE_TREE
    check_records(document)


@pytest.mark.parametrize("name", PLANS)
def test_a_plan_reads_the_same_over_an_annex_and_a_signature(name: str) -> None:
    text, expected = PLANS[name]
    after = ["Annexe 1 : les abréviations", "AMO : aide en milieu ouvert", "Fait à Hannut, le 3 mars 2025."]
    document = parsed(f"{text}\n{after[0]}\n\n- {after[1]}\n\n---\n\n{after[2]}\n")
    assert tree(document) == expected
    assert prose(document)[-3:] == after


@pytest.mark.parametrize("name", PLANS)
def test_a_plan_reads_the_same_with_narrow_and_wide_spaces(name: str) -> None:
    text, expected = PLANS[name]
    assert tree(parsed(text.replace(" : ", "\u00a0: "))) == expected
    assert tree(parsed(text.replace("\n\n", "\n \u00a0\n\n"))) == expected


def test_fields_of_an_action_stay_with_it_and_are_no_actions() -> None:
    document = parsed(SHEETS)
    fields = {node.text.split(" :")[0]: document.ancestors(node)[-1] for node in document.nodes if " : " in node.text}
    assert fields["Échéance"].number == "1.1.1"
    assert fields["Indicateurs"].number == "1.1.2"
    assert fields["Responsable"].text == "Créer un espace de rencontre"


def test_values_and_introduction_stay_prose() -> None:
    words = prose(parsed(VALUES_FIRST))
    assert {"Humanité", "Respect", "Équité", "État des lieux"} <= set(words)


def test_a_priority_of_the_declaration_is_a_mark_not_an_objective() -> None:
    document = parsed(TITLE_BELOW)
    marked = [node for node in document.nodes if node.dps_priority]
    assert [(node.number, node.text) for node in marked] == [("2", "")]
    priority = marked[0].dps_priority
    assert priority is not None
    assert (priority.number, priority.label) == ("4", "Les aînés")


def test_sentences_about_objectives_are_no_objectives() -> None:
    text = """\
Programme stratégique transversal

Les objectifs stratégiques disent ce que le CPAS veut être.
Un objectif opérationnel dit ce qu'il veut faire : 15 objectifs opérationnels sont prévus.
Le volet externe est centré sur les missions du CPAS.
Actions et projets se complètent.

- Il fixe le cadre.
- Il induit une nouvelle culture.
"""
    document = parsed(text)
    assert tree(document) == ""
    assert len(prose(document)) >= 6
    assert not lost_words(document)


def test_numbered_chapters_about_the_method_are_no_objectives() -> None:
    document = parsed(
        "PST\n\n1. Cadre légal\n\n1.1 Le décret\n\nLe décret impose un PST.\n\n2. Méthode\n\nUn groupe.\n"
    )
    assert tree(document) == ""


@given(items=plan_items(), style=st.sampled_from(sorted(STYLES)), gap=st.sampled_from(["", "\n", "\n\n"]))
@settings(max_examples=150, deadline=None)
def test_a_written_plan_reads_back(items: tuple, style: str, gap: str) -> None:
    document = parsed(written(items, STYLES[style], gap))
    assert tree(document) == expected_tree(items, STYLES[style])
    assert prose(document) == ["Programme stratégique transversal du CPAS de Hannut"]
    assert not lost_words(document)


@pytest.mark.parametrize("name", [name for name in FILES if name.split(".")[0] != "trooz-dps-2018-2024"])
def test_the_reference_plans_lose_no_word(name: str, documents: dict[str, Document]) -> None:
    lost = lost_words(documents[name])
    if name == "sprimont-pst-page.txt":
        furniture = {"Outils personnels", "Navigation", "Menu de navigation", "Actions sur le document"}
        assert {rest for line, rest in lost.items() if not rest.startswith(("Aller", "Vous êtes ici"))} <= furniture
        assert len(lost) == 7
    else:
        assert not lost


def test_ids_stand_still_when_another_part_of_the_plan_changes() -> None:
    before = {node.id for node in parsed(DEGREES).nodes}
    changed = {node.id for node in parsed(DEGREES.replace("Acquérir", "Acheter")).nodes}
    assert len(before - changed) == 1
    assert len(changed - before) == 1


def test_actions_say_again_get_ids_of_their_own() -> None:
    document = parsed("PST\n\nOS 1 : Être\nOO 1.1 : Faire\n- Former les agents\n- Former les agents\n")
    actions = [node.id for node in document.nodes if node.level is Level.ACTION]
    assert len(set(actions)) == len(actions) == 2


def test_a_rule_inside_the_plan_closes_nothing() -> None:
    text = """\
Programme stratégique transversal

Objectif stratégique 1 : Être un CPAS ouvert

Objectif opérationnel 1.1 : Accueillir

- Engager un agent

---

Le conseil y tient.

- Ouvrir le samedi

Objectif opérationnel 1.2 : Informer

- Publier un dépliant
"""
    parents = {node.text: node.parent for node in parsed(text).nodes}
    assert parents["Ouvrir le samedi"] == parents["Engager un agent"] is not None


def test_fields_of_an_objective_stay_with_it() -> None:
    text = """\
Programme stratégique transversal

Objectif stratégique 1 : Être un CPAS ouvert

Objectif opérationnel 1.1 : Accueillir

Pilote : le service social

Actions :

- Engager un agent

Objectif opérationnel 1.2 : Informer

- Publier un dépliant
"""
    found = {node.text: dict(node.attributes) for node in parsed(text).nodes}
    assert found["Accueillir"] == {"pilote": "le service social"}
    assert found["Engager un agent"] == {}


def test_rows_of_a_table_with_the_same_words_and_other_numbers_are_kept() -> None:
    table = """\
# Programme stratégique transversal

| N° | Objectif opérationnel | Action |
|---|---|---|
| 1.1 | Former le personnel | Engager un formateur |
| 2.1 | Former le personnel | Acheter des tablettes |
"""
    document = parse_source(read(table.encode(), "plan.md"), "plan.md", "plan.md", "0" * 64)
    assert [node.text for node in document.nodes if node.level is Level.OO] == ["Former le personnel"] * 2
