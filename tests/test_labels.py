"""Labels are found at the start of a line, with their number and the place of their title."""

import pytest

from ingest.layout import blocks
from ingest.parsers.labels import (
    Label,
    is_back_matter,
    is_navigation,
    match_label,
    match_priority,
    match_section,
    match_synonym,
    match_volet,
)
from ingest.records import Level

PLAN = frozenset({Level.OS, Level.OO, Level.ACTION, Level.SOUS_ACTION})
DECLARATION = frozenset({Level.AXE, Level.INTENTION, Level.OBJECTIF})


def found(line: str, levels: frozenset[Level] = PLAN) -> Label | None:
    return match_label(line, blocks(line)[0], levels)


@pytest.mark.parametrize(
    ("line", "level", "number", "title"),
    [
        ("Objectif stratégique : Être ouvert", Level.OS, None, "Être ouvert"),
        ("**Objectif Stratégique** : Être ouvert", Level.OS, None, "Être ouvert"),
        ("OBJECTIF STRATEGIQUE N° 3 – Être ouvert", Level.OS, "3", "Être ouvert"),
        ("Objectif stratégique n°3. Être ouvert", Level.OS, "3", "Être ouvert"),
        ("Objectif  stratégique\u00a03\u00a0: Être ouvert", Level.OS, "3", "Être ouvert"),
        ("Objectif stratégique II : Être ouvert", Level.OS, "II", "Être ouvert"),
        ("OS 3 Être ouvert", Level.OS, "3", "Être ouvert"),
        ("OS3 : Être ouvert", Level.OS, "3", "Être ouvert"),
        ("OS.3 : Être ouvert", Level.OS, "3", "Être ouvert"),
        ("O.S. 3   Être ouvert", Level.OS, "3", "Être ouvert"),
        ("O.S.3 - Être ouvert", Level.OS, "3", "Être ouvert"),
        ("O.S 3 : Être ouvert", Level.OS, "3", "Être ouvert"),
        ("OO 1.1 : mettre en place", Level.OO, "1.1", "mettre en place"),
        ("O.O.1.1 Mettre en place", Level.OO, "1.1", "Mettre en place"),
        ("Objectif opérationnel 3.1 : (re)mettre à l’emploi", Level.OO, "3.1", "(re)mettre à l’emploi"),
        ("Action 1.1.1 : Former", Level.ACTION, "1.1.1", "Former"),
        ("- Action 4 – Former", Level.ACTION, "4", "Former"),
        ("Fiche-action 12 : Former", Level.ACTION, "12", "Former"),
        ("A 1.1.1 : Former", Level.ACTION, "1.1.1", "Former"),
        ("A.1.1.1 Former", Level.ACTION, "1.1.1", "Former"),
        ("A2 : Former", Level.ACTION, "2", "Former"),
        ("Sous-action 1.1.1.1 : Former", Level.SOUS_ACTION, "1.1.1.1", "Former"),
        ("0S 3 : Être ouvert", Level.OS, "3", "Être ouvert"),
        ("Ob jectif stratégique 3 : Être ouvert", Level.OS, "3", "Être ouvert"),
        ("0bjectif opérationne1 3.1 : Former", Level.OO, "3.1", "Former"),
        ("Objectif stratégique A : Être ouvert", Level.OS, "A", "Être ouvert"),
        ("OO A.1 : Former", Level.OO, "A.1", "Former"),
        ("OO 1.a Former", Level.OO, "1.a", "Former"),
        ("OS I.2 : Être ouvert", Level.OS, "I.2", "Être ouvert"),
        ("OO 1. 2 : Former", Level.OO, "1.2", "Former"),
    ],
)
def test_a_label_gives_its_level_number_and_title(line: str, level: Level, number: str | None, title: str) -> None:
    label = found(line)
    assert label is not None
    assert (label.level, label.number, line[label.start : label.end].strip("* ")) == (level, number, title)
    assert not label.plural


@pytest.mark.parametrize(
    ("line", "level", "plural"),
    [
        ("Actions :", Level.ACTION, True),
        ("**Actions :**", Level.ACTION, True),
        ("ACTIONS", Level.ACTION, True),
        ("Nos actions", Level.ACTION, True),
        ("Nos actions :", Level.ACTION, True),
        ("Les actions prévues :", Level.ACTION, True),
        ("Actions à mener", Level.ACTION, True),
        ("Action :", Level.ACTION, False),
        ("Objectifs opérationnels :", Level.OO, True),
        ("Sous-actions", Level.SOUS_ACTION, True),
        ("Sous-action :", Level.SOUS_ACTION, False),
        ("OS", Level.OS, False),
        ("O.S. :", Level.OS, False),
        ("Objectif stratégique 4 :", Level.OS, False),
    ],
)
def test_a_label_may_stand_alone(line: str, level: Level, plural: bool) -> None:
    label = found(line)
    assert label is not None
    assert (label.level, label.plural) == (level, plural)
    assert not line[label.start : label.end].strip("* ")


@pytest.mark.parametrize(
    "line",
    [
        "Objectifs stratégiques & opérationnels",
        "L’objectif stratégique se définit sur le registre de l'être",
        "15 Objectifs opérationnels",
        "Action sociale de proximité",
        "Actions et projets",
        "Osons l'avenir",
        "Os de poulet",
        "OO : objectif opérationnel",
        "A l'accueil : former",
        "A 10-15 personnes",
    ],
)
def test_a_sentence_has_no_label(line: str) -> None:
    assert found(line) is None


def test_a_declaration_has_words_of_its_own() -> None:
    assert found("AXE 2 : LE LOGEMENT") is None
    label = found("AXE 2 : LE LOGEMENT", DECLARATION)
    assert label is not None
    assert (label.level, label.number) == (Level.AXE, "2")
    objectives = found("Objectifs:", DECLARATION)
    assert objectives is not None
    assert (objectives.level, objectives.plural) == (Level.OBJECTIF, True)


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Volet interne", "interne"),
        ("VOLET EXTERNE : DÉVELOPPEMENT DES POLITIQUES", "externe"),
        ("Volet Commun : Mandataires & Administration- Tutelle", "commun"),
        ("## PARTIE I : LE VOILET INTERNE", "interne"),
        ("***PARTIE II : LE VOLET EXTERNE***", "externe"),
        ("2. VOLET EXTERNE", "externe"),
        ("Volet 1 : Volet interne", "interne"),
        ("Volet transversal", "commun"),
        ("## Volet budgétaire", "autre"),
        ("Le volet externe est centré sur les missions du CPAS.", None),
        ("Volet de la porte", None),
        ("- Volet interne", None),
        ("Le PST se compose de trois volets", None),
        ("Les volets interne et externe", None),
    ],
)
def test_a_volet_tells_its_kind(line: str, kind: str | None) -> None:
    assert match_volet(blocks(line)[0]) == kind


@pytest.mark.parametrize(
    ("line", "number", "label"),
    [
        ("Priorité 2 de la DPS : Les jeunes", "2", "Les jeunes"),
        ("**PRIORITÉ 12 DE LA DÉCLARATION DE POLITIQUE SOCIALE :** Les jeunes", "12", "Les jeunes"),
        ("Priorité 3 DPC - Les jeunes", "3", "Les jeunes"),
    ],
)
def test_a_priority_gives_its_number_and_words(line: str, number: str, label: str) -> None:
    mark = match_priority(line, blocks(line)[0])
    assert mark is not None
    assert (mark.number, line[mark.start :].strip("* ")) == (number, label)


@pytest.mark.parametrize("line", ["Priorité aux jeunes", "La priorité 2 de la DPS : x", "Priorité 2 : les jeunes"])
def test_other_priorities_are_prose(line: str) -> None:
    assert match_priority(line, blocks(line)[0]) is None


@pytest.mark.parametrize(
    "line", ["Accueil", "Aller au contenu. | Aller à la navigation", "Vous êtes ici : Accueil / Social / PST"]
)
def test_page_furniture_is_told(line: str) -> None:
    assert is_navigation(blocks(line)[0])


@pytest.mark.parametrize(
    "line", ["2. Accueil", "- Accueil", "## Accueil", "**Accueil**", "Accueil du public", "…", "|"]
)
def test_content_is_no_furniture(line: str) -> None:
    assert not is_navigation(blocks(line)[0])


@pytest.mark.parametrize(
    ("line", "after"),
    [
        ("Conclusion", True),
        ("Annexe 2 : budget", True),
        ("5. Lexique", True),
        ("Conclusions du diagnostic", False),
        ("Gouvernance", False),
        ("Suivi et évaluation du PST", True),
    ],
)
def test_what_stands_after_the_plan_is_told(line: str, after: bool) -> None:
    assert is_back_matter(blocks(line)[0]) is after


@pytest.mark.parametrize(
    ("line", "number", "title"),
    [
        ("Axe 1 – Le logement", "1", "Le logement"),
        ("AXE STRATÉGIQUE 2 : LE LOGEMENT", "2", "LE LOGEMENT"),
        ("## Axe I. Le logement", "I", "Le logement"),
        ("Thème A : Le logement", "A", "Le logement"),
        ("Thématique : Le logement", None, "Le logement"),
        ("**Domaine d'action 3 – Le logement**", "3", "Le logement"),
    ],
)
def test_a_part_above_the_objectives_is_told(line: str, number: str | None, title: str) -> None:
    label = match_section(line, blocks(line)[0])
    assert label is not None
    assert (label.level, label.number) == (Level.SECTION, number)
    assert line[label.start : label.end].strip("* ") == title


@pytest.mark.parametrize(
    "line",
    ["Axe 1", "Axes du plan", "- Axe 1 : Le logement", "Partie de cartes", "Politique sociale du logement",
     "L'axe 1 : non", "Le logement", "OS 1 : Être ouvert"],
)  # fmt: skip
def test_other_lines_head_no_part(line: str) -> None:
    assert match_section(line, blocks(line)[0]) is None


@pytest.mark.parametrize(
    ("line", "levels", "number"),
    [
        ("Enjeu 1 : Loger", (Level.OS,), "1"),
        ("Orientation stratégique n° 2 – Loger", (Level.OS,), "2"),
        ("Projet 1.2 : Loger", (Level.OO, Level.ACTION), "1.2"),
        ("MESURE 3. Loger", (Level.OO, Level.ACTION), "3"),
        ("- Tâche 4 : Loger", (Level.ACTION, Level.SOUS_ACTION), "4"),
        ("Fiche projet 12 : Loger", (Level.ACTION, Level.SOUS_ACTION), "12"),
    ],
)
def test_a_word_of_some_plans_counts_with_a_number(line: str, levels: tuple[Level, ...], number: str) -> None:
    synonym = match_synonym(line, blocks(line)[0])
    assert synonym is not None
    label, meanings = synonym
    assert (meanings, label.number) == (levels, number)
    assert line[label.start : label.end].endswith("Loger")


@pytest.mark.parametrize(
    "line",
    ["Projet de logement", "Projet : Loger", "Le projet 1.2 : Loger", "Projets 2025", "Former", "Action 1 : Former"],
)
def test_without_a_number_it_is_a_word(line: str) -> None:
    assert match_synonym(line, blocks(line)[0]) is None
