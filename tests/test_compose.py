"""Answers made of quotes."""

from dataclasses import replace

import pytest

from assistant.census import Census
from assistant.citations import Citations
from assistant.compose import count, counts, join, listing, restriction
from assistant.question import understand
from assistant.relevance import Relevance
from assistant.rows import Row
from ingest.records import Document, Level
from tests.fakes import FakeLibrary
from tests.samples import MARK, andenne, check_french, dps, nameless

LIBRARY = FakeLibrary(andenne(), dps())


def rows(text: str, *documents: Document) -> list[Row]:
    library = FakeLibrary(*documents) if documents else LIBRARY
    return list(Census(library, Relevance(library)).find(understand(text, "agent", library.documents)).rows)


@pytest.mark.parametrize(
    ("number", "level", "words"),
    [
        (0, Level.ACTION, "0 action"),
        (1, Level.ACTION, "1 action"),
        (2, Level.ACTION, "2 actions"),
        (1, Level.OS, "1 objectif stratégique"),
        (12, Level.OO, "12 objectifs opérationnels"),
        (3, Level.SOUS_ACTION, "3 sous-actions"),
    ],
)
def test_a_count_agrees(number: int, level: Level, words: str) -> None:
    assert count(number, level) == words


def test_a_list_of_words_ends_with_and() -> None:
    assert join(["a"]) == "a"
    assert join(["a", "b"]) == "a et b"
    assert join(["a", "b", "c"]) == "a, b et c"


def test_a_listing_counts_and_shows_every_row_once_by_document() -> None:
    found, sources = rows("Quelles actions sur le logement ?"), Citations()
    text = listing(found, "le logement", [], sources)
    assert "1 action, 2 intentions et 1 objectif" in text.split("\n")[0]
    assert "2 documents" in text.split("\n")[0]
    shown = [line for line in text.split("\n") if line.startswith("- ")]
    assert len(shown) == len(found) == len(sources)
    for row, line, source in zip(found, shown, sources.list(), strict=True):
        assert f"« {row.node.text} »" in line
        assert f"[{source.n}]" in line
        assert source.node == row.node.id
    assert text.index("d'Andenne") < text.index("tablettes" if "tablettes" in text else "transit") < text.index("Huy")
    assert "Huy" in text.split("transit")[1].split("locataires")[0]
    check_french(text)


@pytest.mark.parametrize("most", [1, 2, 3, 4])
def test_rows_that_are_too_many_are_counted_and_said_to_be_left_out(most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    found = rows("Quelles actions sur le logement ?")
    assert len(found) == 4
    monkeypatch.setattr("assistant.compose.MAX_CITED", most)
    sources = Citations()
    text = listing(found, "le logement", [], sources)
    assert "1 action, 2 intentions et 1 objectif" in text.split("\n")[0]
    assert len(sources) == len([line for line in text.split("\n") if line.startswith("- ")]) == most
    assert ("sans être cité" in text) == (most < 4)


def test_rows_stand_under_the_objective_that_they_carry_out() -> None:
    text = listing(rows("Liste des actions d'Andenne"), "", [], Citations())
    for heading in ("OO 1.1 : Former le personnel", "OO 2.1 : Soutenir les jeunes", "OO 2.2 : Lutter"):
        assert text.count(heading) == 1
    assert text.index("OO 2.1") < text.index("maison de quartier") < text.index("OO 2.2") < text.index("tablettes")


def test_documents_that_hold_nothing_are_named() -> None:
    text = listing(rows("Quelles actions sur la jeunesse ?"), "la jeunesse", [dps(), nameless()], Citations())
    last = text.split("\n")[-1]
    assert "Huy" in last
    assert "solidaire-pst.txt" in last
    assert "la jeunesse" in last


def test_words_that_look_like_marks_or_links_stay_words() -> None:
    sources = Citations()
    text = listing(rows("Liste des actions", nameless()), "", [], sources)
    assert {int(mark) for mark in MARK.findall(text)} == {1, 2}
    assert "](http" not in text.replace("\\](http", "")
    assert "[3]" in sources.list()[0].quote


def test_in_a_comparison_they_are_sources_too() -> None:
    every, sources = rows("Liste des actions d'Andenne"), Citations()
    text = listing(every[:2], "la formation", [], sources, near=every[2:3], cite_near=True)
    assert text.split("### Peut-être aussi")[1].count("» [3]") == 1
    assert len(sources) == 3


def test_rows_that_may_answer_stand_apart_and_are_not_counted() -> None:
    every, sources = rows("Liste des actions d'Andenne"), Citations()
    text = listing(every[:2], "la formation", [], sources, near=every[2:3])
    assert text.startswith("**2 actions** portent sur la formation, dans 1 document.")
    head, tail = text.split("### Peut-être aussi")
    assert (head.count("» ["), tail.count("» ["), tail.count("» (ligne ")) == (2, 0, 1)
    assert len(sources) == 2
    assert "ne sont pas comptés" in tail
    check_french(text)


def test_one_row_is_told_in_the_singular() -> None:
    text = listing(rows("Liste des actions d'Andenne")[:1], "la formation", [], Citations())
    assert text.startswith("**1 action** porte sur la formation, dans 1 document.")


def test_many_silent_documents_are_counted_rather_than_named() -> None:
    silent = [replace(nameless(), id=str(number)) for number in range(20)]
    text = listing(rows("Quelles actions sur la jeunesse ?"), "la jeunesse", silent, Citations())
    assert text.split("\n")[-1] == "Rien trouvé sur la jeunesse dans les 20 autres documents consultés."


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Liste des actions du volet interne d'Andenne", " dans le volet interne"),
        ("Les actions de l'OO 2.1 d'Andenne", " sous « OO 2.1 : Soutenir les jeunes »"),
        ("Liste des actions d'Andenne", ""),
    ],
)
def test_what_restricts_a_listing_is_said(question: str, said: str) -> None:
    asked = understand(question, "agent", LIBRARY.documents)
    assert restriction(Census(LIBRARY, Relevance(LIBRARY)).find(asked), asked.volet) == said


def test_nodes_are_counted_by_level() -> None:
    found = rows("Quelles actions sur le logement ?")
    assert counts([row.node for row in found]) == "1 action, 2 intentions et 1 objectif"
