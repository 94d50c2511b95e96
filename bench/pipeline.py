"""The plain way to answer from documents: LangChain's recursive splitter and its Chroma store, at usual settings."""

import hashlib
import shutil
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from chromadb.api.collection_configuration import CreateCollectionConfiguration
from langchain_chroma import Chroma
from langchain_text_splitters import RecursiveCharacterTextSplitter

from vectorstore.retriever import as_embeddings
from vectorstore.space import EmbeddingModel

CHUNK, OVERLAP = 1000, 200
_STAMP = "made-of.txt"
SPACE: CreateCollectionConfiguration = {"hnsw": {"space": "cosine"}}


def splitter() -> RecursiveCharacterTextSplitter:
    """The splitter; it notes where in the text each chunk starts."""
    return RecursiveCharacterTextSplitter(chunk_size=CHUNK, chunk_overlap=OVERLAP, add_start_index=True)


@dataclass(frozen=True, slots=True)
class Chunk:
    """A piece of a document's text, in the shape in which citations are scored."""

    document: str
    line: int
    quote: str
    start: int

    @property
    def end(self) -> int:
        """One past its last character."""
        return self.start + len(self.quote)


def open_store(embeddings: EmbeddingModel, folder: Path) -> Chroma:
    """A store that was built before."""
    return Chroma(
        embedding_function=as_embeddings(embeddings), persist_directory=str(folder), collection_configuration=SPACE
    )


class Pipeline:
    """Chunks in a store, retrieved by the similarity of their vectors.

    Args:
        store: The store.
        texts: The documents' texts, by id.
    """

    def __init__(self, store: Chroma, texts: Mapping[str, str]) -> None:
        self._store = store
        self._texts = texts

    @classmethod
    def of(cls, texts: Mapping[str, str], embeddings: EmbeddingModel, folder: Path) -> Self:
        """Split the texts, embed the chunks, store them; a store of the same texts that is there already is opened.

        Args:
            texts: The documents' texts, by id.
            embeddings: The model.
            folder: Where the store is written. It must stay as long as the process lives.
        """
        stamp, made_of = folder / _STAMP, _digest(texts, embeddings.name)
        model = as_embeddings(embeddings)
        if not stamp.exists() or stamp.read_text(encoding="ascii") != made_of:
            shutil.rmtree(folder, ignore_errors=True)
            chunks = splitter().create_documents(list(texts.values()), [{"source": name} for name in texts])
            store = Chroma.from_documents(chunks, model, persist_directory=str(folder), collection_configuration=SPACE)
            stamp.write_text(made_of, encoding="ascii")
        else:
            store = open_store(embeddings, folder)
        return cls(store, texts)

    def retrieve(self, question: str, k: int) -> list[Chunk]:
        """The k chunks nearest to a question, as the LangChain retriever of the store gives them."""
        found = self._store.as_retriever(search_kwargs={"k": k}).invoke(question)
        return [self._chunk(one.metadata["source"], one.metadata["start_index"], one.page_content) for one in found]

    def _chunk(self, document: str, start: int, quote: str) -> Chunk:
        return Chunk(document, self._texts[document].count("\n", 0, start) + 1, quote, start)


def merged(chunks: Iterable[Chunk], texts: Mapping[str, str]) -> list[Chunk]:
    """Chunks that overlap or touch made one: what a passage cut by the splitter is found in.

    Args:
        chunks: Retrieved chunks.
        texts: The documents' texts, by id.
    """
    found: list[Chunk] = []
    for chunk in sorted(set(chunks), key=lambda one: (one.document, one.start)):
        last = found[-1] if found else None
        text = texts[chunk.document]
        if last and last.document == chunk.document and not text[last.end : chunk.start].strip():
            end = max(last.end, chunk.end)
            found[-1] = Chunk(last.document, last.line, text[last.start : end], last.start)
        else:
            found.append(chunk)
    return found


def texts_of(documents: Sequence[tuple[str, str]]) -> dict[str, str]:
    """Texts by id, those without a word left out: there is nothing to split."""
    return {name: text for name, text in documents if text.strip()}


def _digest(texts: Mapping[str, str], model: str) -> str:
    digest = hashlib.sha256(model.encode())
    for name, text in sorted(texts.items()):
        digest.update(f"\x1f{name}\x1f{text}".encode())
    return digest.hexdigest()
