"""The signals of a block say what it looks like and what it says itself; those of a document what they say together."""

import pytest
from hypothesis import given, settings

from ingest.layout import blocks
from ingest.parsers.signals import Profile, Signals, observe
from ingest.records import Level
from ingest.source import Hint
from tests.plans import rough_texts


def seen(text: str, hints: dict[int, Hint] | None = None) -> tuple[list[Signals], Profile]:
    return observe(text, blocks(text, hints))


def one(line: str, hint: Hint | None = None) -> Signals:
    (found,), _ = seen(line, {1: hint} if hint else None)
    return found


@given(rough_texts())
@settings(max_examples=200)
def test_every_block_is_seen_once_and_in_order(text: str) -> None:
    found, profile = seen(text)
    assert [signal.block for signal in found] == blocks(text)
    assert [signal.index for signal in found] == list(range(len(found)))
    assert -1 <= profile.first <= profile.last < max(len(found), 1)
    assert sum(profile.labelled.values()) == sum(signal.level is not None for signal in found)


@pytest.mark.parametrize(
    ("line", "level"),
    [
        ("Objectif stratégique 1 : Être ouvert", Level.OS),
        ("OO 1.1 – Former", Level.OO),
        ("- Action 4 : Former", Level.ACTION),
        ("Sous-action 1.1.1.1 : Former", Level.SOUS_ACTION),
        ("## Volet interne", Level.VOLET),
        ("Former les agents", None),
        ("1.1 Former les agents", None),
        ("Actions :", None),
    ],
)
def test_the_level_is_what_the_line_says_itself(line: str, level: Level | None) -> None:
    assert one(line).level is level


def test_a_column_gives_a_level_a_number_and_no_doubt() -> None:
    signal = one("Former les agents", Hint(level=Level.OO, number="1.2"))
    assert signal.given is signal.level is Level.OO
    assert signal.label is not None
    assert signal.label.number == "1.2"
    volet = one("La vie ensemble", Hint(level=Level.VOLET, kind="externe"))
    assert (volet.volet, volet.level, volet.given) == ("externe", Level.VOLET, None)


def test_a_header_announces_a_list_and_is_no_element() -> None:
    signal = one("Actions :")
    assert (signal.announces, signal.level) == (Level.ACTION, None)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Le Centre agit. Il le fait chaque jour.", True),
        ("- Le Centre agit. Il le fait chaque jour.", False),
        ("Former les agents", False),
        ("Les agents sont formés.", True),
        ("- Former les agents.", False),
        ("- " + "mot " * 45, True),
    ],
)
def test_sentences_are_told_from_titles_and_items(line: str, expected: bool) -> None:
    assert one(line).prose is expected


@pytest.mark.parametrize(
    ("line", "short"),
    [("Former les agents", True), ("Former les agents.", False), ("Former ;", False), ("mot " * 13, False)],
)
def test_a_title_is_short_and_ends_no_sentence(line: str, short: bool) -> None:
    assert one(line).short is short


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Être un CPAS ouvert", "being"),
        ("Former les agents", "infinitive"),
        ("la suite d'une phrase", "lower"),
        ("## Le logement", "section"),
        ("Axe 1 – Le logement", "section"),
        ("Pilote : le service social", "field"),
        ("Annexe 1 : les abréviations", "back_matter"),
        ("OBJECTIFS STRATÉGIQUES ET OPÉRATIONNELS", "plan_title"),
        ("Former | 2025 | le DG", "row"),
    ],
)
def test_a_line_has_its_signal_and_a_plain_one_has_none(line: str, name: str) -> None:
    assert getattr(one(line), name) is True
    assert getattr(one("Une salle de réunion"), name) is False


def test_the_word_axe_heads_a_part_with_its_number_and_title() -> None:
    part = one("AXE 2 : LE LOGEMENT").part
    assert part is not None
    assert (part.level, part.number) == (Level.SECTION, "2")
    assert one("AXE 2 : LE LOGEMENT").level is None


def test_a_priority_gives_its_number() -> None:
    priority = one("Priorité 2 de la DPS : Les jeunes").priority
    assert priority is not None
    assert priority.number == "2"


def test_headings_and_lists_are_seen_with_what_stands_around_them() -> None:
    found, _ = seen("## Le logement\n\nOO 1.1 : Loger\n\nActions :\n\nBâtir\n\nLouer\n")
    assert [signal.block.text for signal in found if signal.leads and signal.section] == ["Le logement"]
    assert [signal.block.text for signal in found if signal.bare] == ["Bâtir", "Louer"]


def test_the_profile_counts_labels_and_says_where_they_start_and_end() -> None:
    found, profile = seen("PST\n\nOS 1 : Être\n\nOO 1.1 : Loger\n\nOO 1.2 : Aider\n\nActions :\n\n- Bâtir\n\nFin.\n")
    assert (profile.labelled[Level.OS], profile.labelled[Level.OO], profile.labelled[Level.ACTION]) == (1, 2, 0)
    assert found[profile.first].block.text == "OS 1 : Être"
    assert found[profile.last].block.text == "Actions :"
    assert profile.depths == {1: Level.OS, 2: Level.OO}
    assert not profile.silent


def test_a_depth_that_two_levels_share_says_nothing() -> None:
    _, profile = seen("OS 1 : Être\n\nOO 1 : Loger\n\nOO 1.1 : Aider\n")
    assert profile.depths == {2: Level.OO}


def test_a_document_without_labels_is_silent() -> None:
    _, profile = seen("1. Être\n\n1.1 Loger\n\n2. Être\n\n2.1 Aider\n")
    assert profile.silent
    assert profile.numbered
    assert (profile.first, profile.last, profile.depths) == (-1, -1, {})


def test_numbers_that_restart_are_not_nested() -> None:
    _, profile = seen("1. Être\n\n1. Loger\n\n2. Aider\n\n2. Être\n\n1. Former\n")
    assert not profile.numbered
