"""Searches give real nodes ranked between 0 and 1, within the documents asked for; documents answer to their names."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.settings import Settings
from ingest.errors import LibraryError, UnknownDocumentError
from ingest.records import Level
from tests.conftest import CORPUS
from tests.shelves import HANNUT, HUY, plan, publish, shelf_in, two_plans
from vectorstore.embeddings import EmbeddedE5
from vectorstore.library import Hit, Library
from vectorstore.nearest import joined
from vectorstore.shelf import Shelf


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    library = publish(shelf_in(tmp_path_factory.mktemp("shelf")), two_plans())
    yield library
    library.close()


@pytest.fixture(scope="module")
def real(home: Path) -> Iterator[Library]:
    library = Shelf(Settings(home=home, corpus=CORPUS).library, EmbeddedE5()).open()
    yield library
    library.close()


def check(hits: list[Hit], k: int) -> None:
    assert len(hits) <= k
    assert len({hit.node.id for hit in hits}) == len(hits)
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    for hit in hits:
        assert 0 <= hit.score <= 1 + 1e-9
        assert hit.lexical >= 0
        assert -1 - 1e-6 <= hit.dense <= 1 + 1e-6
        assert hit.document.by_id[hit.node.id] is hit.node


@given(question=st.text(max_size=80), k=st.integers(0, 30))
@settings(max_examples=60, deadline=None)
def test_any_question_is_searched(small: Library, question: str, k: int) -> None:
    check(small.search(question, k), k)


@given(
    words=st.lists(st.sampled_from(["accueil", "formation", "mercredi", "OS 1", "zythologue", "guichet"]), max_size=4),
    documents=st.sampled_from([None, [], ["huy.txt"], ["hannut.txt", "huy.txt"], ["absent.txt"]]),
)
@settings(max_examples=40, deadline=None)
def test_a_search_stays_in_the_documents_asked_for(
    small: Library, words: list[str], documents: list[str] | None
) -> None:
    hits = small.search(" ".join(words), 20, documents)
    check(hits, 20)
    assert documents is None or {hit.document.id for hit in hits} <= set(documents)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("zythologue", "Former un zythologue assermenté"),
        ("visites au domicile", "Organiser une tournée de visites à domicile"),
        ("OO 1.2", "Aller vers les personnes isolées"),
    ],
)
def test_the_best_hit_holds_the_rare_word(small: Library, question: str, words: str) -> None:
    assert small.search(question, 1)[0].node.text == words


def test_terms_may_be_given_apart_from_the_question(small: Library) -> None:
    (hit, *_) = small.search("que faire ?", 3, terms=["zythologu"])
    assert "zythologue" in hit.node.text
    assert hit.lexical > 0


def test_pairs_stand_in_the_order_of_the_documents(small: Library) -> None:
    assert [node for _, node in small.pairs] == [node for document in small.documents for node in document.nodes]
    for document, node in small.pairs:
        assert small.pair(node.id) == (document, node)


@pytest.mark.parametrize("name", ["hannut.txt", "hannut", "/ailleurs/hannut.txt", "./hannut.txt"])
def test_a_document_answers_to_its_names(small: Library, name: str) -> None:
    assert small.document(name).id == "hannut.txt"


@pytest.mark.parametrize("name", ["", "absent", "Hannut.pdf", "hannut.txt.bak", "..", "/"])
def test_an_unknown_document_is_told_with_those_that_are_known(small: Library, name: str) -> None:
    with pytest.raises(UnknownDocumentError, match="n'est pas dans la bibliothèque") as caught:
        small.document(name)
    assert "hannut.txt, huy.txt" in caught.value.remedy


def test_a_name_of_two_documents_is_not_chosen_between(tmp_path: Path) -> None:
    first, second = plan(HANNUT, "plan.txt"), plan(HUY, "plan.md")
    library = publish(shelf_in(tmp_path), [first, second])
    assert library.document("plan.md").id == "plan.md"
    with pytest.raises(UnknownDocumentError, match="désigne plusieurs documents") as caught:
        library.document("plan")
    assert "plan.txt" in caught.value.remedy
    assert "plan.md" in caught.value.remedy
    library.close()


@given(
    seed=st.integers(0, 10_000),
    most=st.integers(1, 12),
    levels=st.integers(1, 6),
    only=st.none() | st.sets(st.sampled_from(["hannut.txt", "huy.txt"])),
)
@settings(max_examples=80, deadline=None)
def test_the_best_by_words_are_those_of_a_plain_sort(
    small: Library, seed: int, most: int, levels: int, only: set[str] | None
) -> None:
    scores = np.random.default_rng(seed).integers(0, levels, len(small.pairs)).astype(np.float32)
    runs = None if only is None else joined([run for name, run in small.runs.items() if name in only])
    plain: dict[str, float] = {}
    for at in sorted(range(len(scores)), key=lambda at: -scores[at]):
        document, node = small.pairs[at]
        if scores[at] > 0 and len(plain) < most and (only is None or document.id in only):
            plain[node.id] = float(scores[at])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("vectorstore.library._CANDIDATES", most)
        assert list(small._best(scores, runs).items()) == list(plain.items())


@pytest.mark.parametrize("documents", [None, ["huy.txt"], []])
def test_without_a_matrix_chroma_finds_the_same(tmp_path: Path, documents: list[str] | None) -> None:
    library = publish(shelf_in(tmp_path), two_plans())
    exact = library.search("former les agents au guichet", 20, documents)
    vars(library)["vectors"] = None
    kept = library.search("former les agents au guichet", 20, documents)
    assert [hit.node.id for hit in kept] == [hit.node.id for hit in exact]
    assert [hit.dense for hit in kept] == pytest.approx([hit.dense for hit in exact], abs=1e-5)
    library.close()


@pytest.mark.parametrize("missing", ["bm25", "chroma"])
def test_a_missing_index_is_told_in_french(tmp_path: Path, missing: str) -> None:
    shelf = shelf_in(tmp_path)
    publish(shelf, two_plans()).close()
    assert shelf.current is not None
    library = shelf.open()
    (shelf.current / missing).rename(tmp_path / "perdu")
    with pytest.raises(LibraryError, match="absent ou abîmé"):
        library.search("guichet")
    library.close()


def test_the_real_library_holds_every_node_once(real: Library) -> None:
    assert real.dense.count() == len(real.pairs) == len({node.id for _, node in real.pairs})


@pytest.mark.parametrize(
    ("question", "document", "words"),
    [
        ("je n'arrive plus à payer mon chauffage", None, ("énergie", "énergétique", "compteur", "chauffage")),
        ("aide pour les jeunes", "durbuy-pst.txt", ("jeunes", "jeunesse", "Été solidaire")),
        ("lutte contre les violences dans le couple", None, ("violence conjugale",)),
        ("formation du personnel", "home-sacre-coeur-pst.txt", ("formation",)),
    ],
)
def test_real_questions_find_real_actions(
    real: Library, question: str, document: str | None, words: tuple[str, ...]
) -> None:
    hits = real.search(question, 5, [document] if document else None)
    check(hits, 5)
    assert any(word in hit.node.text for hit in hits for word in words)
    assert document is None or {hit.document.id for hit in hits} == {document}


def test_a_node_finds_itself_by_its_own_words(real: Library) -> None:
    actions = [node for _, node in real.pairs if node.level is Level.ACTION and len(node.text) > 60]
    for node in actions[::60]:
        assert node.text in {hit.node.text for hit in real.search(node.text, 3)}
