"""The library as a LangChain retriever, for chains and tools of that world."""

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document as LangChainDocument
from langchain_core.embeddings import Embeddings
from langchain_core.retrievers import BaseRetriever

from vectorstore.context import breadcrumb
from vectorstore.library import Hit, Library
from vectorstore.space import EmbeddingModel


class PlanRetriever(BaseRetriever):
    """Nodes of plans as LangChain documents, best first.

    Attributes:
        library: The open library.
        k: How many nodes at most.
        documents: Ids of the documents to look into, or None for all.
    """

    library: Library
    k: int = 10
    documents: tuple[str, ...] | None = None

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun
    ) -> list[LangChainDocument]:
        return [as_langchain(hit) for hit in self.library.search(query, self.k, self.documents)]


def as_langchain(hit: Hit) -> LangChainDocument:
    """A hit in LangChain's shape: the node's verbatim words, and where they stand."""
    document, node = hit.document, hit.node
    organisation = document.identity.organisation
    return LangChainDocument(
        id=node.id,
        page_content=document.quote(node),
        metadata={
            "document": document.id,
            "organisation": organisation.value if organisation else "",
            "breadcrumb": list(breadcrumb(document, node)),
            "level": node.level.value,
            "line": node.line,
            "start": node.start,
            "end": node.end,
            "score": hit.score,
        },
    )


class _AsEmbeddings(Embeddings):
    def __init__(self, model: EmbeddingModel) -> None:
        self._model = model

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        return self._model.embed_documents(texts)

    def embed_query(self, text: str) -> list[float]:
        return self._model.embed_query(text)


def as_embeddings(model: EmbeddingModel) -> Embeddings:
    """A model of the product as LangChain's `Embeddings`."""
    return model if isinstance(model, Embeddings) else _AsEmbeddings(model)
