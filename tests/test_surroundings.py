"""What stands around a block tells of it: words used as labels, headers of lists, what headings lead to."""

from dataclasses import replace

import pytest

from ingest.layout import blocks
from ingest.parsers.labels import Label, match_label, match_volet
from ingest.parsers.signals import PLAN_LEVELS, observe
from ingest.parsers.surroundings import add_synonyms, announced, bare, leading, repeated
from ingest.records import Level


def labelled(text: str) -> list[Label | None]:
    return [match_label(text, block, PLAN_LEVELS) for block in blocks(text)]


def with_synonyms(text: str) -> list[tuple[str, str | None] | None]:
    labels = labelled(text)
    add_synonyms(text, blocks(text), labels)
    return [(label.level.value, label.number) if label else None for label in labels]


def words(text: str, indexes: set[int]) -> list[str]:
    return [blocks(text)[index].text for index in sorted(indexes)]


def test_a_word_used_again_with_numbers_labels_the_level_that_has_no_usual_label() -> None:
    assert with_synonyms("Enjeu 1 : Loger\n\nEnjeu 2 : Former\n") == [("os", "1"), ("os", "2")]
    assert with_synonyms("Projet 1.1 : Loger\n\nProjet 1.2 : Former\n") == [("oo", "1.1"), ("oo", "1.2")]


def test_it_labels_the_next_level_where_the_first_has_its_usual_label() -> None:
    text = "OO 1 : Loger\n\nProjet 1.1 : Bâtir\n\nOO 2 : Former\n\nProjet 2.1 : Apprendre\n"
    assert with_synonyms(text) == [("oo", "1"), ("action", "1.1"), ("oo", "2"), ("action", "2.1")]


@pytest.mark.parametrize(
    "text",
    [
        "Projet 1.1 : Loger\n\nLe reste\n",
        "Le projet 1.1 loge.\n\nLe projet 1.2 forme.\n",
        "Projet de ville\n\nProjet de vie\n",
        "OS 1 : Être\n\nEnjeu 1 : Loger\n\nOS 2 : Être\n\nEnjeu 2 : Former\n",
    ],
)
def test_a_word_once_without_number_or_for_a_taken_level_stays_a_word(text: str) -> None:
    assert with_synonyms(text) == [(label.level.value, label.number) if label else None for label in labelled(text)]


def test_two_such_words_take_a_level_each() -> None:
    text = "".join(f"Mesure 1.{n} : Loger\n\nTâche 1.{n}.1 : Bâtir\n\n" for n in (1, 2))
    assert with_synonyms(text) == [("oo", "1.1"), ("action", "1.1.1"), ("oo", "1.2"), ("action", "1.2.1")]


def test_under_labelled_objectives_they_take_the_two_levels_below() -> None:
    text = "OO 1 : Aider\n\nOO 2 : Loger\n\n" + "".join(
        f"Projet 2.{n} : Loger\n\nTâche 2.{n}.1 : Bâtir\n\n" for n in (1, 2)
    )
    assert with_synonyms(text)[2:4] == [("action", "2.1"), ("sous_action", "2.1.1")]


def test_headers_that_come_again_are_told() -> None:
    text = "Ce qui existe déjà :\n\n- une ludothèque\n\nCe qui existe déjà\n\n- une plaine\n\nLe reste\n"
    assert words(text, repeated(blocks(text), labelled(text))) == ["Ce qui existe déjà :", "Ce qui existe déjà"]


def test_items_numbers_and_labels_that_come_again_are_no_such_headers() -> None:
    text = "- Former\n\n- Former\n\n1. Loger\n\n1. Loger\n\nActions :\n\nActions :\n"
    assert repeated(blocks(text), labelled(text)) == set()


def test_an_objective_may_be_named_twice() -> None:
    twice = "Former les agents\n\nun\n\nFormer les agents\n\ndeux\n"
    assert repeated(blocks(twice), labelled(twice)) == set()
    again = f"{twice}\nFormer les agents\n"
    assert len(repeated(blocks(again), labelled(again))) == 3


@pytest.mark.parametrize(
    ("line", "level"),
    [
        ("Actions :", Level.ACTION),
        ("Action :", Level.ACTION),
        ("Objectifs opérationnels", Level.OO),
        ("Sous-actions :", Level.SOUS_ACTION),
        ("Objectif stratégique 2 :", None),
        ("Objectif stratégique :", None),
        ("Action 1 : Former", None),
        ("Former", None),
    ],
)
def test_a_header_names_the_level_of_its_list(line: str, level: Level | None) -> None:
    (label,) = labelled(line)
    assert announced(label) is level


def led(text: str) -> list[str]:
    found = blocks(text)
    return words(text, leading(found, labelled(text), [match_volet(block) for block in found]))


def test_a_heading_leads_to_the_labels_below_it() -> None:
    assert "Le logement" in led("## Le logement\n\nOS 1 : Être ouvert\n")
    assert "Le logement" in led("## Le logement\n\nUne phrase.\n\n### OS 1 : Être ouvert\n")


@pytest.mark.parametrize(
    "text",
    [
        "## Le logement\n\n## Le reste\n\nOS 1 : Être ouvert\n",
        "## Le logement\n\n# Le reste\n\nOS 1 : Être ouvert\n",
        "## Le logement\n\nVolet externe\n\nOS 1 : Être ouvert\n",
        "## Le logement\n\nUne phrase.\n",
    ],
)
def test_a_heading_does_not_lead_past_another_as_high_nor_past_a_volet(text: str) -> None:
    assert "Le logement" not in led(text)


def bare_lines(text: str) -> list[str]:
    found, labels = blocks(text), labelled(text)
    return words(
        text, bare(found, labels, [match_volet(block) for block in found], [announced(label) for label in labels])
    )


def test_lines_without_bullets_are_a_list_where_none_has_one() -> None:
    assert bare_lines("Actions :\n\nFormer\n\nLoger\n\nOO 1.2 : Aider\n\nUne phrase.\n") == ["Former", "Loger"]


@pytest.mark.parametrize(
    "text", ["Actions :\n\n- Former\n\nLoger\n", "Actions :\n\n1. Former\n\nLoger\n", "Former\n\nLoger\n"]
)
def test_lines_beside_bullets_or_without_a_header_are_none(text: str) -> None:
    assert bare_lines(text) == []


@pytest.mark.parametrize("after", ["## Le suivi", "**Le suivi**", "Volet interne", "---\n\nFin"])
def test_such_a_list_ends_where_a_title_or_a_rule_stands(after: str) -> None:
    assert bare_lines(f"Actions :\n\nFormer\n\n{after}\n\nLoger\n") == ["Former"]


def styled(*lines: tuple[str, str]) -> list[Level | None]:
    text = "\n\n".join(words for _, words in lines)
    found = [replace(block, style=style) for block, (style, _) in zip(blocks(text), lines, strict=True)]
    return [one.label.level if one.label else None for one in observe(text, found)[0]]


def test_styles_named_after_levels_are_labels() -> None:
    assert styled(
        ("Objectif stratégique", "Un CPAS ouvert"),
        ("PST_OO", "Accueillir"),
        ("Corps", "Le guichet est au premier."),
        ("Action", "Engager un agent"),
        ("Objectif stratégique", "Un CPAS durable"),
        ("PST_OO", "Isoler"),
        ("Action 2", "Poser des panneaux"),
    ) == [Level.OS, Level.OO, None, None, Level.OS, Level.OO, None]


def test_printed_labels_come_before_styles() -> None:
    lines = [("", "Objectif stratégique 1"), ("OS", "Un CPAS ouvert"), ("", "Objectif stratégique 2"), ("OS", "Durer")]
    assert styled(*lines) == [Level.OS, None, Level.OS, None]
