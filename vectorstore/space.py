"""The space that vectors live in: a question is compared with documents only in the space that these were put in."""

from dataclasses import dataclass
from typing import Protocol

from pydantic import BaseModel, ConfigDict

from ingest.errors import LibraryError

REBUILD = "pst ingest --rebuild"


@dataclass(frozen=True, slots=True)
class Prompts:
    """What a model wants to read before a question and before a document, such as E5's `query: ` and `passage: `."""

    query: str = ""
    document: str = ""


class EmbeddingModel(Protocol):
    """A LangChain `Embeddings` that says what it is. Vectors are unit length.

    Attributes:
        name: What tells it from any other model; known without loading it.
        prompts: What it puts before texts. Asking may load the model.
        dimension: Its vectors' length. Asking may load the model.
    """

    @property
    def name(self) -> str: ...  # noqa: D102

    @property
    def prompts(self) -> Prompts: ...  # noqa: D102

    @property
    def dimension(self) -> int: ...  # noqa: D102

    def embed_documents(self, texts: list[str]) -> list[list[float]]: ...  # noqa: D102

    def embed_query(self, text: str) -> list[float]: ...  # noqa: D102


class Space(BaseModel):
    """What a library's vectors were made with.

    Attributes:
        model: The embedding model's name.
        dimension: Its vectors' length.
        query_prompt: What it read before each question. `document_prompt`: before each document.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    model: str
    dimension: int
    query_prompt: str = ""
    document_prompt: str = ""

    @property
    def prompts(self) -> Prompts:
        """Both prompts."""
        return Prompts(self.query_prompt, self.document_prompt)

    def named(self) -> str:
        """The space in words: « intfloat/multilingual-e5-base (768 dimensions, « query: » devant les questions…) »."""
        return f"{self.model} ({self.dimension} dimensions, {_told(self.prompts)})"


def space_of(model: EmbeddingModel) -> Space:
    """The space of a model; loads the model where that is needed to know it."""
    prompts = model.prompts
    return Space(
        model=model.name, dimension=model.dimension, query_prompt=prompts.query, document_prompt=prompts.document
    )


def is_space_of(built: Space, model: EmbeddingModel) -> bool:
    """Whether a model still makes vectors of a space, as far as its name and its prompts tell.

    The dimension follows from the name; it is compared when a vector is at hand, since asking may load the model.
    """
    return built.model == model.name and built.prompts == model.prompts


def refuse_other(built: Space, model: EmbeddingModel, length: int | None = None) -> None:
    """Refuse a model that is not the one that a library was built with.

    Args:
        built: The library's space.
        model: The model of the current settings.
        length: The length of one of its vectors, where one has been made.

    Raises:
        LibraryError: If they differ: what the library was built with, what the setting is, what to do.
    """
    if built.model != model.name:
        current = model.name
    elif built.prompts != model.prompts:
        current = f"{model.name} ({_told(model.prompts)})"
    elif length not in (None, built.dimension):
        current = f"{model.name} ({length} dimensions)"
    else:
        return
    raise LibraryError(
        f"La bibliothèque a été construite avec le modèle {built.named()}, alors que le réglage actuel est {current}.",
        f"Remettez l'ancien réglage (PST_EMBEDDINGS, PST_QUERY_PROMPT, PST_DOCUMENT_PROMPT), ou reconstruisez la "
        f"bibliothèque avec « {REBUILD} ».",
    )


def _told(prompts: Prompts) -> str:
    told = [
        f"« {prompt.strip()} » devant {where}"
        for prompt, where in ((prompts.query, "les questions"), (prompts.document, "les documents"))
        if prompt
    ]
    return " et ".join(told) or "sans préfixe"
