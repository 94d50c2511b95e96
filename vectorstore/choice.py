"""What a setting names: the embedded model, a sentence-transformers model, or a LangChain provider's.

Nothing heavy is imported here: the settings check their values with it.
"""

from dataclasses import dataclass

EMBEDDED = "embedded"
NONE = "none"
SENTENCE_TRANSFORMERS = "sentence-transformers"

PROVIDERS = {
    "azure_ai": "langchain-azure-ai",
    "azure_openai": "langchain-openai",
    "bedrock": "langchain-aws",
    "cohere": "langchain-cohere",
    "google_genai": "langchain-google-genai",
    "google_vertexai": "langchain-google-vertexai",
    "huggingface": "langchain-huggingface",
    "mistralai": "langchain-mistralai",
    "ollama": "langchain-ollama",
    "openai": "langchain-openai",
}
"""The providers that LangChain's `init_embeddings` knows, each with the package that it needs."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A model, as a setting names it.

    Attributes:
        source: `embedded`, `sentence-transformers`, or the name of a provider.
        model: The model's name or directory; "" for the embedded one.
    """

    source: str
    model: str = ""


def embeddings_choice(value: str) -> Choice:
    """The embedding model that `PST_EMBEDDINGS` names.

    Raises:
        ValueError: If it names none, said in French.
    """
    if value.strip() == EMBEDDED:
        return Choice(EMBEDDED)
    source, _, model = (part.strip() for part in value.partition(":"))
    if not model or source not in (SENTENCE_TRANSFORMERS, *PROVIDERS):
        raise ValueError(
            f"« {value} » n'est pas pris en charge ; valeurs admises : {EMBEDDED}, {SENTENCE_TRANSFORMERS}:NOM ou "
            f"DOSSIER, ou FOURNISSEUR:MODÈLE avec un fournisseur parmi {', '.join(PROVIDERS)}"
        )
    return Choice(source, model)


def reranker_choice(value: str) -> Choice | None:
    """The reranker that `PST_RERANKER` names, or None for none.

    Raises:
        ValueError: If the value is not supported, said in French.
    """
    if value.strip() == NONE:
        return None
    source, _, model = (part.strip() for part in value.partition(":"))
    if not model or source != SENTENCE_TRANSFORMERS:
        raise ValueError(
            f"« {value} » n'est pas pris en charge ; valeurs admises : {NONE}, {SENTENCE_TRANSFORMERS}:NOM ou DOSSIER"
        )
    return Choice(source, model)
