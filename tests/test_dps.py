"""Declarations in several layouts become axes, intentions and objectives; what stands around them stays prose.

The expected trees were written by reading the declarations, apart from the code.
"""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.records import Document, DocumentKind, Level
from tests.plans import check_records, lost_words, parsed, prose, tree

DASHES = """\
DÉCLARATION DE POLITIQUE SOCIALE 2024-2030
CPAS de Gesves

Introduction

Le conseil présente ses priorités.

Axe 1 – Le logement

Intentions générales :
- Lutter contre le mal-logement
- Prévenir les expulsions
  locatives

Objectifs :
1. Créer deux logements de transit
2. Renforcer la permanence logement

Axe 2 – L'énergie

Intention : Réduire la précarité énergétique

Objectif : Désigner un tuteur énergie

Volet budgétaire

Le budget reste équilibré.
"""
DASHES_TREE = """\
axe 1 Le logement
  intention Lutter contre le mal-logement
  intention Prévenir les expulsions locatives
  objectif 1 Créer deux logements de transit
  objectif 2 Renforcer la permanence logement
axe 2 L'énergie
  intention Réduire la précarité énergétique
  objectif Désigner un tuteur énergie"""

HEADINGS = """\
# Déclaration de politique sociale du CPAS de Gesves

## Axe stratégique 1 : Le logement

Le logement est cher.

### Intentions

* Lutter contre le mal-logement

### Objectifs

* Créer deux logements de transit

## Axe stratégique 2 : L'énergie

### Objectifs

Désigner un tuteur énergie

Isoler les logements

## Budget

Le budget reste équilibré.
"""
HEADINGS_TREE = """\
axe 1 Le logement
  intention Lutter contre le mal-logement
  objectif Créer deux logements de transit
axe 2 L'énergie
  objectif Désigner un tuteur énergie
  objectif Isoler les logements"""

TIGHT = """\
DECLARATION DE POLITIQUE SOCIALE
AXE 1 : L'ACCUEIL
Intentions :
-Mieux informer.
Jouer un rôle de facilitateur
-Former les agents
Objectifs:
-Ouvrir un guichet
AXE 2 : LA SANTE
Objectifs
•Créer un relais santé
"""
TIGHT_TREE = """\
axe 1 L'ACCUEIL
  intention Mieux informer.
  intention Jouer un rôle de facilitateur
  intention Former les agents
  objectif Ouvrir un guichet
axe 2 LA SANTE
  objectif Créer un relais santé"""

DECLARATIONS = {
    "tirets": (DASHES, DASHES_TREE),
    "titres Markdown": (HEADINGS, HEADINGS_TREE),
    "serrée": (TIGHT, TIGHT_TREE),
}


@pytest.mark.parametrize("name", DECLARATIONS)
def test_a_declaration_reads_as_its_tree(name: str) -> None:
    text, expected = DECLARATIONS[name]
    document = parsed(text)
    assert document.identity.kind is DocumentKind.DPS
    assert tree(document) == expected
    check_records(document)
    assert not lost_words(document)


@pytest.mark.parametrize("name", DECLARATIONS)
def test_what_follows_a_rule_is_no_objective(name: str) -> None:
    text, expected = DECLARATIONS[name]
    document = parsed(f"{text}\n---\n\nFait à Gesves, le 5 mars 2025.\n")
    assert tree(document) == expected
    assert prose(document)[-1] == "Fait à Gesves, le 5 mars 2025."


def test_the_budget_after_the_axes_is_prose_under_its_heading() -> None:
    document = parsed(DASHES)
    budget = next(node for node in document.nodes if node.text == "Le budget reste équilibré.")
    assert [one.text for one in document.ancestors(budget)] == ["Volet budgétaire"]


def test_prose_between_an_axis_and_its_lists_stays_in_the_axis() -> None:
    document = parsed(HEADINGS)
    remark = next(node for node in document.nodes if node.text == "Le logement est cher.")
    assert [one.level for one in document.ancestors(remark)] == [Level.AXE]


def test_findings_between_the_lists_do_not_end_the_axis() -> None:
    text = """\
# Déclaration de politique sociale

## Axe 1 : Le logement

### Constats

- Les loyers augmentent

### Intentions

- Lutter contre le mal-logement

Constats de terrain

Le parc social de la commune est trop petit.

### Objectifs

- Créer deux logements
"""
    document = parsed(text)
    assert tree(document).splitlines()[1:] == [
        "  intention Lutter contre le mal-logement",
        "  objectif Créer deux logements",
    ]
    assert "Les loyers augmentent" in prose(document)
    assert not lost_words(document)


def test_a_declaration_in_prose_is_all_prose() -> None:
    document = parsed(
        "Déclaration de politique sociale\n\n1. Le logement\n\nNous voulons des logements de transit.\n\n"
        "- Créer deux logements\n\n2. L'énergie\n\nLes objectifs du CPAS restent les mêmes : isoler.\n"
    )
    assert tree(document) == ""
    assert not lost_words(document)
    housing = next(node for node in document.nodes if node.text == "Créer deux logements")
    assert [one.text for one in document.ancestors(housing)] == ["Le logement"]


def test_the_reference_declaration_loses_no_word(documents: dict[str, Document]) -> None:
    assert not lost_words(documents["trooz-dps-2018-2024.txt"])


_WORDS = ("Lutter contre le mal-logement", "Former les agents.", "Créer un relais santé", "Mieux informer le public ;")


@given(
    st.lists(
        st.tuples(st.lists(st.sampled_from(_WORDS), max_size=3), st.lists(st.sampled_from(_WORDS), max_size=3)),
        min_size=1,
        max_size=4,
    ),
    st.sampled_from(["- ", "-", "• ", "* ", "\t- ", "o "]),
    st.sampled_from(["Axe {n} : {t}", "AXE {n} – {t}", "## Axe stratégique {n} : {t}", "**Axe {n}. {t}**"]),
    st.sampled_from(["", "\n"]),
)
@settings(max_examples=60, deadline=None)
def test_a_written_declaration_reads_back(
    axes: list[tuple[list[str], list[str]]], bullet: str, label: str, gap: str
) -> None:
    lines = ["Déclaration de politique sociale", ""]
    expected = []
    for number, (intentions, objectives) in enumerate(axes, start=1):
        lines += [gap + label.format(n=number, t="Le bien-être"), gap + "Intentions :"]
        lines += [bullet + text for text in intentions] + [gap + "Objectifs :"] + [bullet + text for text in objectives]
        expected += [f"axe {number} Le bien-être"]
        expected += [f"  intention {text}" for text in intentions] + [f"  objectif {text}" for text in objectives]
    document = parsed("\n".join(lines))
    assert tree(document) == "\n".join(expected)
    assert not lost_words(document)
