"""The library speaks LangChain: documents with verbatim words, and where they stand."""

from collections.abc import Iterator

import pytest
from langchain_core.documents import Document
from langchain_core.embeddings import Embeddings
from langchain_core.runnables import RunnableLambda

from tests.shelves import publish, shelf_in, two_plans
from vectorstore.embeddings import EmbeddedE5
from vectorstore.library import Library
from vectorstore.retriever import PlanRetriever, as_embeddings


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    library = publish(shelf_in(tmp_path_factory.mktemp("shelf")), two_plans())
    yield library
    library.close()


def test_hits_become_documents_with_their_place(library: Library) -> None:
    found = PlanRetriever(library=library, k=3).invoke("un guide pour l'accueil")
    assert len(found) == 3
    best = found[0]
    assert best.page_content == "Rédiger un guide d'accueil en langage clair"
    source = library.document(best.metadata["document"])
    assert source.text[best.metadata["start"] : best.metadata["end"]] == best.page_content
    assert source.text.split("\n")[best.metadata["line"] - 1].endswith(best.page_content)
    assert best.metadata["organisation"] == "Hannut"
    assert best.metadata["level"] == "action"
    assert best.metadata["breadcrumb"][-1] == "OO 1.1 : Simplifier les démarches au guichet"
    assert best.id is not None
    assert library.pair(best.id)[0].id == "hannut.txt"


def test_scores_fall_and_documents_are_those_asked_for(library: Library) -> None:
    found = PlanRetriever(library=library, k=20, documents=("huy.txt",)).invoke("former les agents au guichet")
    assert {one.metadata["document"] for one in found} == {"huy.txt"}
    scores = [one.metadata["score"] for one in found]
    assert scores == sorted(scores, reverse=True)


async def _ask(retriever: PlanRetriever) -> int:
    return len(await retriever.ainvoke("formation"))


def _contents(found: list[Document]) -> list[str]:
    return [one.page_content for one in found]


def test_it_works_in_a_chain_and_in_async_code(library: Library) -> None:
    import asyncio

    retriever = PlanRetriever(library=library, k=2)
    chain = retriever | RunnableLambda(_contents)
    assert len(chain.invoke("formation")) == 2
    assert asyncio.run(_ask(retriever)) == 2


def test_an_empty_question_is_no_error(library: Library) -> None:
    assert isinstance(PlanRetriever(library=library).invoke(""), list)


def test_the_models_serve_what_asks_for_embeddings() -> None:
    model = EmbeddedE5()
    embeddings = as_embeddings(model)
    assert isinstance(embeddings, Embeddings)
    assert as_embeddings(embeddings) is embeddings  # type: ignore[arg-type]
    assert embeddings.embed_query("formation") == model.embed_query("formation")
    assert embeddings.embed_documents(["formation"]) == model.embed_documents(["formation"])
