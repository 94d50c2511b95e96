"""Who carries an action stands at the end of its line, where several lines say it."""

import pytest
from hypothesis import given, settings

from ingest.layout import blocks
from ingest.parsers.bearers import bearers
from ingest.records import Level
from tests.plans import check_records, parsed, rough_texts, tree

OTHERS = "\n- Acheter un bus (Ville)\n- Louer un studio (CPAS)\n- Planter des arbres (Ville)\n"


def found(text: str) -> list[tuple[str, str]]:
    """The words and the bearer of each line that has one."""
    seen = blocks(text)
    return [(text[seen[index].start : end].strip("*"), bearer) for index, (end, bearer) in bearers(text, seen).items()]


@pytest.mark.parametrize(
    ("line", "words", "bearer"),
    [
        ("- Ouvrir une crèche (CPAS)", "Ouvrir une crèche", "CPAS"),
        ("- Ouvrir une crèche (C.P.A.S.)", "Ouvrir une crèche", "C.P.A.S."),
        ("- Ouvrir une crèche [commun]", "Ouvrir une crèche", "commun"),
        ("- Ouvrir une crèche (ville)", "Ouvrir une crèche", "ville"),
        ("- Ouvrir une crèche (Ville et CPAS)", "Ouvrir une crèche", "Ville et CPAS"),
        ("- Ouvrir une crèche (Ville/CPAS)", "Ouvrir une crèche", "Ville/CPAS"),
        ("- Ouvrir une crèche (CPAS);", "Ouvrir une crèche", "CPAS"),
        ("- Ouvrir une crèche (CPAS).", "Ouvrir une crèche", "CPAS"),
        ("- **Ouvrir une crèche (CPAS)**", "Ouvrir une crèche", "CPAS"),
        ("- Ouvrir une crèche (bébés) (CPAS)", "Ouvrir une crèche (bébés)", "CPAS"),
        ("- Ouvrir une crèche\n  communale (CPAS)", "Ouvrir une crèche\n  communale", "CPAS"),
    ],
)
def test_a_bearer_is_told_from_the_words_of_its_line(line: str, words: str, bearer: str) -> None:
    assert found(line + OTHERS)[0] == (words, bearer)
    assert len(found(line + OTHERS)) == 4


@pytest.mark.parametrize(
    "line",
    [
        "- Ouvrir une crèche",
        "- Ouvrir une crèche (trois par an)",
        "- Ouvrir une crèche (CCCA)",
        "- Ouvrir (CPAS) une crèche",
        "- Ouvrir une crèche, CPAS",
        "- Ouvrir une crèche (CPAS de Huy)",
        "- (CPAS)",
    ],
)
def test_other_brackets_belong_to_the_sentence(line: str) -> None:
    assert len(found(line + OTHERS)) == 3


def test_one_line_or_two_are_no_habit_of_the_document() -> None:
    assert found("- Ouvrir une crèche (CPAS)\n- Louer un studio (CPAS)\n- Planter des arbres\n") == []


@given(rough_texts())
@settings(max_examples=100)
def test_words_are_left_before_every_bearer(text: str) -> None:
    text = text.replace("(parenthèse)", "(CPAS)")
    seen = blocks(text)
    for index, (end, bearer) in bearers(text, seen).items():
        assert seen[index].start < end < seen[index].end
        assert bearer in " ".join(text[end : seen[index].end].split())


def test_an_action_keeps_its_bearer_as_an_attribute() -> None:
    document = parsed(
        f"PST\n\nOS 1 : Être ouvert (CPAS)\n\nOO 1.1 : Former\n{OTHERS}- Former les agents (trois par an)\n"
    )
    check_records(document)
    assert (
        tree(document)
        == """\
os 1 Être ouvert
  oo 1.1 Former
    action Acheter un bus
    action Louer un studio
    action Planter des arbres
    action Former les agents (trois par an)"""
    )
    carried = [node for node in document.nodes if node.level in (Level.OS, Level.ACTION)]
    bearer = [dict(node.attributes).get("porteur") for node in carried]
    assert bearer == ["CPAS", "Ville", "CPAS", "Ville", None]
