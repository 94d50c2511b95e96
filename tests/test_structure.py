"""Answers about the plans themselves: counts, numbered elements."""

import re
from collections import Counter
from typing import Any

import pytest

from assistant.citations import Citations
from assistant.intent import find_unit
from assistant.question import Question, understand
from assistant.structure import counted, describe, find_numbered, plans, structure
from ingest.records import Document, Level
from tests.fakes import FakeLibrary
from tests.samples import MARK, andenne, check_french, dps, nameless, parsed
from vectorstore import library

COLUMNS = {
    "Volets": "volet", "Axes": "axe", "OS": "os", "OO": "oo", "Actions": "action", "Sous-actions": "sous_action",
    "Intentions": "intention", "Objectifs": "objectif",
}  # fmt: skip


def asked(text: str, *documents: Document) -> Question:
    return understand(text, "agent", documents)


def table(text: str) -> list[dict[str, str]]:
    """The rows of a Markdown table, by column."""
    lines = [line.strip("| ").split(" | ") for line in text.split("\n") if line.startswith("| ")]
    return [dict(zip(lines[0], row, strict=True)) for row in lines[1:]]


def test_the_table_counts_what_the_gold_trees_count(documents: dict[str, Document], gold: dict[str, Any]) -> None:
    chosen = list(documents.values())
    rows = table(structure(chosen, asked("Quelle est la structure des plans ?", *chosen), Citations()))
    assert len(rows) == len(chosen)
    for document, row in zip(chosen, rows, strict=True):
        numbers = {COLUMNS[name]: int(cell) for name, cell in row.items() if name in COLUMNS and cell != "—"}
        expected = gold[document.file]["counts"]
        assert numbers == {level: number for level, number in expected.items() if number and level in COLUMNS.values()}


def test_a_volet_restricts_the_table(documents: dict[str, Document], gold: dict[str, Any]) -> None:
    durbuy = documents["durbuy-pst.txt"]
    question = asked("Combien d'OS dans le volet externe de Durbuy ?", durbuy)
    (row,) = table(structure([durbuy], question, Citations()))
    nodes = {node["line"]: node for node in gold["durbuy-pst.txt"]["nodes"]}

    def volet(node: dict[str, Any]) -> str | None:
        while node["parent"] is not None:
            node = nodes[node["parent"]]
        return str(node.get("kind"))

    expected = Counter(node["level"] for node in nodes.values() if volet(node) == "externe")
    assert {COLUMNS[name]: int(cell) for name, cell in row.items() if name in COLUMNS} == expected


def test_each_volet_is_cited_with_what_it_holds() -> None:
    sources = Citations()
    text = structure([andenne()], asked("Quelle est la structure du PST ?"), sources)
    assert "administration » [1] : 1 objectif stratégique, 1 objectif opérationnel, 2 actions" in text
    assert "2 objectifs opérationnels, 4 actions" in text
    assert {int(mark) for mark in MARK.findall(text)} == {one.n for one in sources.list()}
    check_french(text)


def test_a_plan_without_volets_is_cited_by_its_objectives() -> None:
    plan = parsed("PST du CPAS de Huy\nOS 1 : Être juste\n- Agir\nOS 2 : Être là\n", "huy.txt")
    sources = Citations()
    text = structure([plan], asked("structure"), sources)
    assert [one.quote for one in sources.list()] == ["Être juste", "Être là"]
    assert "1 action" in text


def test_prose_has_no_structure() -> None:
    prose = parsed("Rapport annuel\n\nLe conseil se réunit chaque mois.\n", "rapport.txt")
    assert plans([prose, andenne()]) == [andenne()]


def test_what_a_document_announces_of_itself_stands_beside_the_count() -> None:
    assert "« Le PST se compose de 2 volets. »" in structure([andenne()], asked("structure"), Citations())
    assert "annonce" not in structure([dps()], asked("structure"), Citations())


def test_the_claims_that_a_library_remembers_are_those_found(monkeypatch: pytest.MonkeyPatch) -> None:
    held = FakeLibrary(andenne(), dps())
    texts = [structure(held.plans, asked("structure"), Citations(), held.claims)]
    monkeypatch.setattr(library, "find_claims", lambda _: pytest.fail("looked for twice"))
    texts.append(structure(held.plans, asked("structure"), Citations(), held.claims))
    assert texts == [structure(held.plans, asked("structure"), Citations())] * 2


@pytest.mark.parametrize(
    ("level", "volet", "total"),
    [
        (Level.ACTION, None, 6),
        (Level.ACTION, "interne", 2),
        (Level.ACTION, "externe", 4),
        (Level.OO, None, 3),
        (Level.VOLET, None, 2),
        (Level.ACTION, "commun", 0),
    ],
)
def test_elements_are_counted(level: Level, volet: str | None, total: int) -> None:
    number, sentence = counted([andenne()], level, volet)
    assert number == total
    assert re.search(rf"\b{total}\b", sentence)
    assert "d'Andenne" in sentence
    assert (volet or "volet") in sentence if volet else "dans le volet" not in sentence


def test_counts_of_several_documents_add_up() -> None:
    assert counted([andenne(), nameless(), dps()], Level.ACTION, None)[0] == 8


def test_a_number_finds_its_elements_in_the_volet_named() -> None:
    chosen = [andenne(), nameless()]
    both = find_numbered(chosen, asked("l'OS 1", *chosen))
    assert [document.id for document, _ in both] == ["andenne-pst.txt", "solidaire-pst.txt"]
    assert [node.text for _, node in find_numbered(chosen, asked("OS 1 du volet externe"))] == [
        "Être un CPAS solidaire"
    ]
    assert find_numbered(chosen, asked("OS 9")) == []
    assert find_numbered(chosen, asked("les OS")) == []


def described(text: str) -> tuple[str, Citations]:
    question, sources = asked(text, andenne()), Citations()
    return describe(find_numbered([andenne()], question), find_unit(text, Level.OS), sources), sources


def test_an_element_is_shown_with_its_title_and_what_it_holds() -> None:
    text, sources = described("OO 2.1 d'Andenne")
    assert "« Soutenir les jeunes » [1]" in text
    assert "volet externe" in text
    assert [one.quote for one in sources.list()] == [
        "Soutenir les jeunes",
        "Ouvrir une maison de quartier",
        "Engager un éducateur de rue pour 25.000 euros en 2026",
    ]
    check_french(text)


def test_an_element_without_title_is_said_to_have_none() -> None:
    text, sources = described("Quel est l'intitulé de l'OS 2 d'Andenne ?")
    assert "pas d'intitulé" in text
    assert "Intitulé :" not in text
    assert "« Priorité 1 de la DPS : La jeunesse »" in text
    assert sources.list()[1].quote == "Priorité 1 de la DPS : La jeunesse"
    assert {int(mark) for mark in MARK.findall(text)} == {1, 2, 3, 4}


def test_the_level_asked_for_below_is_the_one_listed() -> None:
    text, sources = described("Quels sont les objectifs opérationnels de l'OS 2 ?")
    assert [one.level for one in sources.list()] == ["os", "os", "oo", "oo"]
    assert "Soutenir les jeunes" in text


def test_the_actions_of_an_objective_are_listed_through_its_oo() -> None:
    _, sources = described("Quelles sont les actions de l'OS 2 ?")
    assert [one.level for one in sources.list()] == ["os", "os", *["action"] * 4]


def test_a_declaration_that_knows_no_oo_says_what_it_has() -> None:
    total, sentence = counted([dps()], Level.OO, None)
    assert total == sum(node.level is Level.OBJECTIF for node in dps().nodes)
    assert "sans distinguer d'objectifs opérationnels" in sentence or total == 0
