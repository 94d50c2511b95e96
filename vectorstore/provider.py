"""The embedding models of LangChain's providers: a local Ollama, Mistral, any server that speaks OpenAI's protocol."""

from collections.abc import Callable
from functools import cached_property
from threading import RLock
from typing import TypeVar

from langchain_core.embeddings import Embeddings

from ingest.errors import ModelError
from vectorstore.choice import PROVIDERS, Choice
from vectorstore.space import Prompts
from vectorstore.vectors import unit

_MAX_CHARACTERS = 8000
"""Servers refuse longer texts than their model reads; no node of a plan comes near."""
_EMPTY = "…"
"""What stands for an empty text: servers refuse one."""
_T = TypeVar("_T")


class ProviderEmbeddings(Embeddings):
    """A provider's model; its package is imported and its server asked at the first text.

    Args:
        choice: The provider and the model.
        prompts: What to put before texts; a provider's model has no prompts of its own.
    """

    def __init__(self, choice: Choice, prompts: Prompts) -> None:
        self._choice = choice
        self.prompts = prompts
        self._lock = RLock()

    @property
    def name(self) -> str:
        """`provider:model`."""
        return f"{self._choice.source}:{self._choice.model}"

    @cached_property
    def dimension(self) -> int:
        """The vectors' length, as one vector shows."""
        return len(self.embed_query("CPAS"))

    @cached_property
    def _model(self) -> Embeddings:
        package = PROVIDERS[self._choice.source]
        try:
            from langchain.embeddings import init_embeddings

            return init_embeddings(self._choice.model, provider=self._choice.source)
        except ImportError as error:
            raise ModelError(
                f"Le modèle « {self.name} » (réglage PST_EMBEDDINGS) demande le paquet Python {package}, "
                f"qui n'est pas installé.",
                f"Installez-le : pip install {package}.",
            ) from error
        except Exception as error:  # each provider has its own errors
            raise ModelError(
                f"Le modèle « {self.name} » (réglage PST_EMBEDDINGS) ne peut pas être préparé "
                f"({type(error).__name__}).",
                f"Vérifiez les réglages que demande {package} : clé d'accès, adresse du serveur.",
            ) from error

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """One unit vector for each passage."""
        if not texts:
            return []
        read = [self._readable(self.prompts.document, text) for text in texts]
        return unit(self._asked(lambda: self._loaded().embed_documents(read)), len(texts), self.name)

    def embed_query(self, text: str) -> list[float]:
        """The unit vector of a question."""
        read = self._readable(self.prompts.query, text)
        return unit([self._asked(lambda: self._loaded().embed_query(read))], 1, self.name)[0]

    def _loaded(self) -> Embeddings:
        with self._lock:
            return self._model

    def _asked(self, ask: Callable[[], _T]) -> _T:
        """What the server answers; the error does not repeat its message, which may hold a part of a key."""
        try:
            return ask()
        except ModelError:
            raise
        except Exception as error:  # each provider has its own errors
            raise ModelError(
                f"Le modèle « {self.name} » n'a pas répondu ({type(error).__name__}).",
                "Vérifiez que son serveur est joignable et connaît ce modèle, et la clé d'accès s'il en faut une.",
            ) from error

    @staticmethod
    def _readable(prompt: str, text: str) -> str:
        return (prompt + text)[:_MAX_CHARACTERS].strip() or _EMPTY
