"""Legal notes are prose: statements with their origin, and never an element of a plan."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ingest.layout import clean
from ingest.parsers.note import is_statement, origin, state_of, without_origin
from ingest.records import DeclaredKind, Document, DocumentKind, Level
from tests.samples import ANDENNE, NOTE, andenne, note, parsed


def test_a_statement_keeps_its_origin_in_its_words_and_in_its_attributes() -> None:
    statements = [node for node in note().nodes if is_statement(node)]
    assert [dict(node.attributes) for node in statements[:2]] == [
        {"source": "décret du 01/01/2018, art. 7bis", "date": "texte de 2018"},
        {"source": "circulaire, annexe III, a)", "date": "03/02/2025"},
    ]
    assert all(node.text.endswith(f"date : {dict(node.attributes)['date']})") for node in statements)


def test_each_statement_is_one_passage_under_its_heading() -> None:
    document = note()
    found = [
        (document.by_id[node.parent].text, node.text) for node in document.nodes if is_statement(node) and node.parent
    ]
    headings, expected = "", []
    for line in NOTE.splitlines():
        headings = line.removeprefix("## ") if line.startswith("## ") else headings
        expected += [(headings, line.removeprefix("- "))] if line.startswith("- ") else []
    assert found == expected


def test_no_line_of_a_note_is_an_element_of_a_plan() -> None:
    assert Level.OS in {node.level for node in andenne().nodes}
    document = parsed(ANDENNE, "andenne-pst.txt", kind=DeclaredKind.NOTE)
    assert {node.level for node in document.nodes} == {Level.PASSAGE}
    assert {node.kind for node in document.nodes} <= {None, "titre"}


def test_a_note_is_of_no_organisation_and_no_period() -> None:
    identity = note().identity
    assert (identity.kind, identity.organisation, identity.period) == (DocumentKind.AUTRE, None, None)
    assert identity.title == "Le comité de suivi (CODIR)"
    assert state_of(note()) == "2025-02-03"
    evidence = dict(identity.dates)["etat_des_sources"]
    assert note().text[evidence.start : evidence.end] == evidence.quote
    assert state_of(parsed("# Une note\n\n- Un énoncé.", "n.md", kind=DeclaredKind.NOTE)) is None


def test_an_empty_note_is_told() -> None:
    assert parsed("\n", "n.md", kind=DeclaredKind.NOTE).warnings


_WORDS = st.text(st.characters(categories=["L", "N", "Zs"], include_characters="(),.:'«»§"), min_size=1).map(str.strip)


@example(words="0", source="0", date="0)")
@given(words=_WORDS.filter(bool), source=_WORDS.filter(bool), date=_WORDS.filter(bool))
def test_an_origin_is_read_whatever_its_words(words: str, source: str, date: str) -> None:
    statement = f"{words} (Source : {source} ; date : {date})"
    found = dict(origin(statement))
    assert statement.endswith(f"{found['source']} ; date : {found['date']})")
    assert found["date"] == date
    assert statement.startswith(without_origin(statement))


@pytest.mark.parametrize(
    "words", ["", "Sans origine.", "(Source : sans date)", "(Source : x ; date : y) puis autre chose", "date : 2018)"]
)
def test_without_an_origin_there_is_none(words: str) -> None:
    assert origin(words) == ()
    assert without_origin(words) == words


def test_the_notes_of_the_corpus_are_read_whole(notes: tuple[Document, ...]) -> None:
    assert notes
    for document in notes:
        lines = [line.removeprefix("- ") for line in document.text.splitlines() if line.startswith("- ")]
        assert [node.text for node in document.nodes if is_statement(node)] == lines
        assert all(clean(document.quote(node)) == node.text for node in document.nodes)
        assert document.is_note
        assert state_of(document)
        assert re.match(r"# ", document.text)


def test_the_notes_of_the_corpus_tell_one_day_of_research_after_all_their_sources(notes: tuple[Document, ...]) -> None:
    (state,) = {state_of(document) for document in notes}
    written = [
        "-".join(reversed(one.split("/")))
        for document in notes
        for one in re.findall(r"\d{2}/\d{2}/\d{4}", document.text)
    ]
    assert written
    assert max(written) <= str(state)
