"""Answers made of quotes."""

import pytest

from assistant.census import Census, Row
from assistant.citations import Citations
from assistant.compose import count, counts, join, listing, quoted, subject
from assistant.passages import Passage, Passages, query_terms
from assistant.question import understand
from assistant.relevance import Relevance
from ingest.records import Document, Level
from tests.fakes import FakeLibrary
from tests.samples import MARK, andenne, check_french, dps, nameless, parsed

LIBRARY = FakeLibrary(andenne(), dps())


def rows(text: str, *documents: Document) -> list[Row]:
    library = FakeLibrary(*documents) if documents else LIBRARY
    return Census(library, Relevance(library)).rows(understand(text, "agent", library.documents))


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


def test_nodes_are_counted_by_level() -> None:
    found = rows("Quelles actions sur le logement ?")
    assert counts([row.node for row in found]) == "1 action, 2 intentions et 1 objectif"
    assert subject(["jeunesse", "logement"]) == "la jeunesse et le logement"
    assert subject([]) == ""


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


def passages(text: str, *documents: Document) -> tuple[list[Passage], str, Citations]:
    library = FakeLibrary(*documents)
    relevance, sources = Relevance(library), Citations()
    question = understand(text, "agent", library.documents)
    found = Passages(library, relevance).find(question)
    return found, quoted(found, query_terms(question), relevance, sources), sources


def test_passages_are_quoted_by_document_with_their_place() -> None:
    found, text, sources = passages("un logement de transit ou d'urgence", andenne(), dps())
    assert len(sources) == len(found) >= 2
    assert "d'Andenne" in text
    assert "OO 2.2 : Lutter contre la fracture numérique" in text
    assert "« Ouvrir un logement de transit »" in text
    assert {int(mark) for mark in MARK.findall(text)} == {one.n for one in sources.list()}


def test_of_a_long_passage_only_the_sentences_that_answer_are_quoted() -> None:
    filler = "Le conseil se réunit souvent et délibère des affaires courantes du centre. " * 10
    text = f"PST du CPAS de Huy\n\n{filler}La piscine ouvre chaque samedi aux enfants. {filler}\n"
    _, shown, sources = passages("Quand ouvre la piscine ?", parsed(text, "huy.txt"))
    quote = sources.list()[0].quote
    assert "piscine ouvre chaque samedi" in quote
    assert len(quote) < 200
    assert quote in shown
