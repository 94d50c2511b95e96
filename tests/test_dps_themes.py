"""Declarations without labels are divided by headings of one form; under each stand its intentions."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.layout import Block, blocks
from ingest.parsers.dps_themes import Themes, find_themes, parse_themes
from ingest.records import Level
from tests.plans import RANK, check_records, lost_words, parsed, rough_texts, tree

TITLE = "Déclaration de politique sociale du CPAS de Gesves\n\n"
WORDS = ("Le Centre aide chacun à se loger.", "Il ouvre une permanence chaque semaine.")
NAMES = ("Le logement", "L'énergie", "L'emploi", "Les aînés")


def divided(heads: list[str], below: str) -> str:
    return TITLE + "".join(f"{head}\n\n{below}\n\n" for head in heads)


PARAGRAPHS = "\n\n".join(WORDS)
LAYOUTS = {
    "titres": [f"## {name}" for name in NAMES],
    "gras": [f"**{name}**" for name in NAMES],
    "chiffres romains": [f"{number}. {name}" for number, name in zip(("I", "II", "III", "IV"), NAMES, strict=True)],
    "numéros": [f"{number}. {name}" for number, name in enumerate(NAMES, start=1)],
    "lignes": list(NAMES),
}


def themes(text: str) -> tuple[Themes | None, list[str]]:
    seen: list[Block] = blocks(text)
    found = find_themes(seen)
    return found, [seen[index].text for index in sorted(found.heads)] if found else []


@pytest.mark.parametrize("layout", LAYOUTS)
def test_headings_of_one_form_are_the_themes(layout: str) -> None:
    found, heads = themes(divided(LAYOUTS[layout], PARAGRAPHS))
    assert found is not None
    assert heads[-4:] == list(NAMES)
    assert 0 < found.confidence < 1
    assert found.reason


@pytest.mark.parametrize("layout", LAYOUTS)
def test_paragraphs_under_a_theme_are_its_intentions(layout: str) -> None:
    document = parsed(divided(LAYOUTS[layout], PARAGRAPHS))
    check_records(document)
    assert not lost_words(document)
    axes = [node for node in document.nodes if node.level is Level.AXE]
    assert [node.text for node in axes] == list(NAMES)
    for axis in axes:
        below = document.children[axis.id]
        assert [(node.level, node.text) for node in below] == [(Level.INTENTION, words) for words in WORDS]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Une phrase. Une autre phrase.",
        TITLE + PARAGRAPHS,
        divided(["## Le logement", "## L'énergie"], PARAGRAPHS),
        "- un\n- deux\n- trois\n- quatre\n",
    ],
)
def test_a_text_that_nothing_divides_has_no_themes(text: str) -> None:
    assert find_themes(blocks(text)) is None


def test_items_of_a_list_are_intentions_too() -> None:
    document = parsed(divided(LAYOUTS["titres"], "- Ouvrir une permanence ;\n- Aider à payer la caution."))
    assert tree(document).split("\n")[:3] == [
        "axe Le logement",
        "  intention Ouvrir une permanence ;",
        "  intention Aider à payer la caution.",
    ]


def test_numbered_items_are_the_intentions_and_lists_below_them_the_objectives() -> None:
    below = "Constat : les loyers montent.\n\n1. Loger chacun\n\n- Ouvrir une permanence\n- Payer la caution"
    document = parsed(divided(LAYOUTS["titres"], below))
    assert tree(document).split("\n")[:4] == [
        "axe Le logement",
        "  intention 1 Loger chacun",
        "    objectif Ouvrir une permanence",
        "    objectif Payer la caution",
    ]
    assert "Constat : les loyers montent." in [node.text for node in document.nodes if node.level is Level.PASSAGE]


def test_introduction_and_conclusion_are_no_themes() -> None:
    heads = ["## Introduction", *LAYOUTS["titres"], "## Conclusion"]
    document = parsed(divided(heads, PARAGRAPHS))
    assert [node.text for node in document.nodes if node.level is Level.AXE] == list(NAMES)
    inside = [node.text for node in document.nodes if node.level is Level.INTENTION]
    assert len(inside) == len(NAMES) * len(WORDS)


def test_the_form_that_heads_most_of_the_text_wins() -> None:
    inner = "**Constat**\n\nLes loyers montent.\n\n**Volonté**\n\nLe Centre aide chacun à se loger."
    _, heads = themes(divided(LAYOUTS["chiffres romains"], inner))
    assert heads == list(NAMES)


def test_inferred_nodes_are_doubtful_and_say_why() -> None:
    document = parsed(divided(LAYOUTS["titres"], PARAGRAPHS))
    for node in document.nodes:
        if node.level is not Level.PASSAGE:
            assert 0 < node.confidence < 1
            assert node.reason


@given(rough_texts(), st.sampled_from(sorted(LAYOUTS)))
@settings(max_examples=100)
def test_any_text_with_themes_becomes_a_tree(rough: str, layout: str) -> None:
    text = divided(LAYOUTS[layout], PARAGRAPHS) + rough
    seen = blocks(text)
    found = find_themes(seen)
    assert found is not None
    assert found.heads
    assert not found.heads & found.ends
    nodes = parse_themes("dps", text, seen, found)
    levels = {node.id: node.level for node in nodes}
    assert len(levels) == len(nodes)
    heads = {seen[index].text.strip("_* ") for index in found.heads}
    assert {node.text.strip("_* ") for node in nodes if node.level is Level.AXE} <= heads
    for node in nodes:
        assert node.parent is None or RANK[levels[node.parent]] <= RANK[node.level]
        assert 0 <= node.confidence <= 1


def test_letters_in_a_series_number_intentions_and_initials_do_not() -> None:
    lettered = "A. Ouvrir une permanence.\n\nB. Aider à se loger.\n\nM. Dupont, président, le rappelle."
    document = parsed(divided(LAYOUTS["titres"], lettered))
    numbers = {node.text: node.number for node in document.nodes if node.level is Level.INTENTION}
    assert numbers == {
        "Ouvrir une permanence.": "A",
        "Aider à se loger.": "B",
        "M. Dupont, président, le rappelle.": None,
    }
