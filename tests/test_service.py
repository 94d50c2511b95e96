"""The façade: one library, opened when needed, changed under its readers' feet."""

import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from assistant.access import Role
from assistant.service import Assistant
from assistant.settings import Settings
from ingest.errors import LibraryError, UnknownDocumentError
from ingest.records import Document
from tests.conftest import CORPUS, FILES
from tests.samples import ANDENNE, DPS, check_answer, written
from vectorstore.library import Hit, Library


@pytest.fixture
def empty(tmp_path: Path) -> Assistant:
    return Assistant(Settings(home=tmp_path / "home", corpus=tmp_path / "corpus"))


@pytest.fixture
def small(empty: Assistant, tmp_path: Path) -> Assistant:
    empty.ingest(written(tmp_path / "corpus", andenne=ANDENNE, huy=DPS))
    return empty


@pytest.fixture
def copied(home: Path, tmp_path: Path) -> Assistant:
    """The reference library, in a copy that may be changed."""
    shutil.copytree(home, tmp_path / "home")
    return Assistant(Settings(home=tmp_path / "home", corpus=CORPUS))


def test_documents_say_what_the_gold_says(assistant: Assistant, documents: dict[str, Document]) -> None:
    found = {one.id: one for one in assistant.documents()}
    assert sorted(found) == sorted(FILES)
    for name, one in found.items():
        identity = documents[name].identity
        assert (one.file, one.kind, one.title) == (name, identity.kind.value, identity.title)
        assert one.organisation == (identity.organisation.value if identity.organisation else None)
        assert one.nodes == len(documents[name].nodes)
        assert one.sha256 == documents[name].sha256
        if identity.organisation:
            assert one.organisation_evidence == identity.organisation.quote
            assert one.organisation_evidence in documents[name].text
    assert found["home-sacre-coeur-pst.txt"].organisation is None
    assert found["home-sacre-coeur-pst.txt"].organisation_evidence is None
    term = found["durbuy-pst.txt"].term
    assert found["durbuy-pst.txt"].period is None
    assert term is not None
    assert (term.start, term.end) == (2018, 2024)


def test_a_tree_is_the_parsed_document(assistant: Assistant, documents: dict[str, Document]) -> None:
    for name in ("durbuy-pst.txt", "durbuy-pst"):
        tree = assistant.tree(name)
        assert tree.text == documents["durbuy-pst.txt"].text
        assert [node.text for node in tree.nodes] == [node.text for node in documents["durbuy-pst.txt"].nodes]
    with pytest.raises(UnknownDocumentError, match=r"absent\.txt.*durbuy-pst\.txt"):
        assistant.tree("absent.txt")


def test_a_search_ranks_at_most_k_nodes(assistant: Assistant) -> None:
    hits = assistant.search("logement d'urgence", 5)
    assert len(hits) == 5
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert "logement" in hits[0].node.text.lower()


@pytest.mark.parametrize("text", ["", " ", "\udcff", "🎈" * 300, "(((", '"'])
def test_a_search_for_anything_answers(text: str, assistant: Assistant) -> None:
    assert len(assistant.search(text, 3)) <= 3


def test_a_source_opens_in_its_surroundings(assistant: Assistant, documents: dict[str, Document]) -> None:
    for question in ("Quelles actions visent la jeunesse ?", "OS 4 du volet externe de Durbuy"):
        for citation in assistant.ask(question).citations:
            view = assistant.source(citation)
            text = documents[citation.document].text
            assert view.quote == citation.quote
            assert view.before + view.quote + view.after in text
            assert text.startswith(view.before + view.quote) is view.starts_document
            assert text.endswith(view.quote + view.after) is view.ends_document
            assert len(view.before) < 1000


def test_a_source_that_has_changed_is_told(small: Assistant, tmp_path: Path) -> None:
    citation = small.ask("Qui prête des tablettes à Andenne ?").citations[0]
    written(tmp_path / "corpus", andenne="Une ligne de plus\n" + ANDENNE)
    small.ingest([tmp_path / "corpus"])
    with pytest.raises(LibraryError, match="a changé"):
        small.source(citation)
    small.remove("andenne")
    with pytest.raises(UnknownDocumentError):
        small.source(citation)


def test_an_empty_library_says_so(empty: Assistant) -> None:
    assert empty.documents() == ()
    for use in (lambda: empty.ask("Quoi ?"), lambda: empty.search("x"), lambda: empty.tree("x")):
        with pytest.raises(LibraryError, match=r"vide.*pst ingest"):
            use()


def test_a_library_emptied_by_hand_says_so_too(small: Assistant) -> None:
    small.remove("andenne.txt")
    small.remove("huy.txt")
    assert small.documents() == ()
    with pytest.raises(LibraryError, match=r"vide.*pst ingest"):
        small.ask("Que prévoit le CPAS de Namur ?")
    assert small.search("logement") == []


def test_what_is_published_is_read_at_the_next_question(small: Assistant, tmp_path: Path) -> None:
    question = "Qui ouvre une maison de quartier ?"
    assert small.ask(question).status == "answered"
    assert Assistant(small.settings).remove("andenne.txt") == "andenne.txt"
    assert small.ask(question).status == "refused"
    small.ingest([tmp_path / "corpus" / "andenne.txt"])
    assert small.ask(question).status == "answered"


def test_a_removed_document_is_never_cited_again(copied: Assistant, documents: dict[str, Document]) -> None:
    questions = ["Quelles actions visent la jeunesse ?", "Je n'arrive plus à payer mon chauffage", "OS 1", "Liste"]
    assert any(one.document == "durbuy-pst.txt" for asked in questions for one in copied.ask(asked).citations)
    assert copied.remove("durbuy-pst.txt") == "durbuy-pst.txt"
    for question in questions:
        answer = copied.ask(question)
        check_answer(answer, documents)
        assert all(one.document != "durbuy-pst.txt" for one in answer.citations)
        assert "Durbuy" not in answer.model_dump_json(exclude={"question"})
    assert copied.ask("Que fait Durbuy pour les jeunes ?").status == "refused"
    assert all(hit.document.id != "durbuy-pst.txt" for hit in copied.search("Été solidaire", 50))
    with pytest.raises(UnknownDocumentError):
        copied.tree("durbuy-pst.txt")


def test_a_removed_document_leaves_no_word_on_disk(copied: Assistant) -> None:
    mark = b"Cerf-Volant"

    def holding() -> list[Path]:
        return [path for path in copied.settings.home.rglob("*") if path.is_file() and mark in path.read_bytes()]

    assert holding()
    copied.remove("durbuy-pst.txt")
    assert holding() == []


def test_many_threads_ask_at_once(assistant: Assistant, documents: dict[str, Document]) -> None:
    questions = ["Quelles actions visent la jeunesse ?", "Je n'arrive plus à payer mon chauffage", "OS 4 de Durbuy"] * 4
    expected = {question: assistant.ask(question) for question in set(questions)}
    fresh = Assistant(assistant.settings)
    with ThreadPoolExecutor(6) as pool:
        for question, answer in zip(questions, pool.map(fresh.ask, questions), strict=True):
            check_answer(answer, documents)
            assert answer.citations == expected[question].citations


@pytest.mark.parametrize("before", [True, False])
def test_an_answer_begun_while_a_library_is_published_is_finished_on_the_new_one(
    before: bool, small: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The old snapshot is erased under the reader, before or after its indexes were opened."""
    original, published = Library.search, list[str]()

    def search(library: Library, *given: Any, **named: Any) -> list[Hit]:  # noqa: ANN401
        if not published:
            published.append("huy.txt")
            if not before:
                original(library, "formation")
            Assistant(small.settings).remove("huy.txt")
        return original(library, *given, **named)

    small.documents()
    monkeypatch.setattr(Library, "search", search)
    answer = small.ask("Une maison de quartier sera-t-elle ouverte à Andenne ?")
    assert answer.status == "answered"
    assert published
    assert [one.id for one in small.documents()] == ["andenne.txt"]


def test_a_failure_of_its_own_is_not_tried_again(small: Assistant, monkeypatch: pytest.MonkeyPatch) -> None:
    calls = []

    def search(*_: object, **__: object) -> list[Hit]:
        calls.append(1)
        raise ZeroDivisionError

    monkeypatch.setattr(Library, "search", search)
    with pytest.raises(ZeroDivisionError):
        small.ask("Une maison de quartier sera-t-elle ouverte à Andenne ?")
    assert len(calls) == 1


def test_a_badly_encoded_question_is_a_question(assistant: Assistant) -> None:
    answer = assistant.ask("les jeunes \udcff")
    assert answer.model_dump_json()


def test_without_its_language_model_answers_are_quotes(tmp_path: Path) -> None:
    worded = Assistant(Settings(home=tmp_path, model="ollama:mistral"))
    plain = worded.extractive()
    assert plain.model is None
    assert plain.seen_by(Role.CITIZEN).model is None
    assert plain.shelf is worded.shelf
