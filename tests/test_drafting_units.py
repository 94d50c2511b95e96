"""The elements of a declaration: what heads, what is listed, what follows."""

from assistant.drafting.commitments.units import Unit, is_group, is_heading, is_noun_of_action, units_of
from ingest.document import read_data
from tests.plans import parsed

_TEXT = """CPAS de Gesves
Déclaration de politique sociale 2025-2030

Axe 1. Les aînés

1.1. Maintien à domicile
1.1.1. Extension des aides ménagères
1.2. Accès aux soins

Axe 2. Le logement

Constats :

- Les loyers augmentent

2.1. Isoler nos logements
"""


def _units() -> dict[str, Unit]:
    return {" ".join(unit.words.split()): unit for unit in units_of(parsed(_TEXT))}


def test_headings_are_told_from_elements() -> None:
    units = _units()
    assert is_heading(units["Les aînés"])
    assert is_heading(units["Constats :"])
    assert not is_heading(units["Accès aux soins"])
    assert not is_heading(units["Isoler nos logements"])


def test_a_title_heads_the_numbers_below_it() -> None:
    units = _units()
    assert is_group(units["Maintien à domicile"])
    assert not is_group(units["Accès aux soins"])


def test_elements_know_their_marks() -> None:
    units = _units()
    assert units["Les loyers augmentent"].bullet
    assert units["Accès aux soins"].marked
    assert units["Extension des aides ménagères"].number == "1.1.1"


def test_a_noun_of_action_has_an_object() -> None:
    assert is_noun_of_action("Renforcement de la cellule énergie")
    assert not is_noun_of_action("Accueil et information")


def test_a_roman_title_above_numbers_that_go_on_heads_a_part() -> None:
    text = (
        "CPAS de Gesves\nDéclaration de politique sociale 2025-2030\n\nI. Aider chacun\n\n"
        "1. Nous ouvrirons une antenne.\n\nII. Le budget\n\n2. La dotation suivra l'index.\n"
    )
    found = {unit.words: is_heading(unit) for unit in units_of(parsed(text))}
    assert found["Aider chacun"]
    assert found["Le budget"]
    assert not found["Nous ouvrirons une antenne."]


def test_a_short_cell_that_heads_its_row_is_no_heading() -> None:
    text = (
        "CPAS de Gesves\nDéclaration de politique sociale 2025-2030\n\nLogement\n\n"
        "Projet\tPartenaires\tÉchéance\tBudget\nAménagement de deux logements\tAIS\t2027\t310.000 €\n"
        "Achat d'une maison\tSPW\t2028\t400.000 €\nCréation d'un potager\tPCS\t2026\t3.000 €\n"
    )
    found = {unit.words: is_heading(unit) for unit in units_of(read_data(text.encode(), "dps.txt", "dps.txt"))}
    assert found["Logement"]
    assert not found["Achat d'une maison"]


def test_what_only_announces_a_list_heads_no_part() -> None:
    text = (
        "CPAS de Gesves\nDéclaration de politique sociale 2025-2030\n\n1. Accueil\n\n"
        "Objectif général : garantir un accueil digne.\nNos engagements :\n• ouvrir une antenne ;\n• former.\n"
    )
    found = {unit.words: unit.is_main for unit in units_of(parsed(text))}
    assert found["Accueil"]
    assert not found["Nos engagements :"]
