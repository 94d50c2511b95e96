"""The one settings object: environment variables (`PST_…`) over one TOML file (`pst.toml`).

An unsupported value fails when the settings are read, not when they are first used.
"""

import os
from functools import lru_cache
from pathlib import Path
from typing import Literal

from pydantic import Field, ValidationError, ValidationInfo, field_validator, model_validator
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, TomlConfigSettingsSource

from assistant.generation.choice import NONE as NO_MODEL
from assistant.generation.choice import PROVIDERS, ModelChoice, model_choice
from assistant.generation.limits import ModelLimits
from ingest.errors import SettingsError
from ingest.quotas import MEMORY_MB, SECONDS, Limits
from vectorstore.choice import EMBEDDED, NONE, SENTENCE_TRANSFORMERS, embeddings_choice, reranker_choice

PROJECT = Path(__file__).resolve().parent.parent


class Settings(BaseSettings):
    """Everything that an installation can choose.

    Attributes:
        home: The folder that holds all that the product writes.
        model: The language model, `provider:name`, or `none`.
        model_url: The address of its server, where it is not its provider's usual one.
        model_seconds: How long the model may be silent; `model_total_seconds`, how long a whole answer may take.
        model_tokens: How many tokens an answer may have; `model_context`, how many the model reads, its answer
            included.
        model_parallel: How many questions the model is asked at once.
        model_grouping: Whether it groups the rows of listings by subject.
        remote_models: Whether a model outside the organisation's network may be asked, for words or for vectors.
        tracing: Who is told of a model's calls: `none`, `opentelemetry` or `langsmith` (docs/model.md).
        embeddings: The embedding model; `embedded` is the E5 model that ships with the product (docs/embeddings.md).
        query_prompt: What to put before questions, instead of the embedding model's own prompt; `document_prompt`,
            before documents.
        reranker: The model that reads the best hits again, or `none`.
        corpus: The folder that `pst ingest` reads when it is given no path.
        parse_seconds: How long the parsing of one file may take; a long scan needs more.
        parse_memory_mb: How much memory the process that parses may ask for, where the system can limit it.
    """

    model_config = SettingsConfigDict(env_prefix="PST_", env_ignore_empty=True, frozen=True, extra="forbid")

    home: Path = Path("var")
    model: str = NO_MODEL
    model_url: str | None = Field(default=None, max_length=500)
    model_seconds: float = Field(default=60, gt=0, le=3600)
    model_total_seconds: float = Field(default=180, gt=0, le=7200)
    model_tokens: int = Field(default=600, ge=32, le=8192)
    model_context: int = Field(default=8192, ge=1024, le=2_000_000)
    model_parallel: int = Field(default=2, ge=1, le=64)
    model_grouping: bool = False
    remote_models: bool = True
    tracing: Literal["none", "opentelemetry", "langsmith"] = "none"
    embeddings: str = EMBEDDED
    query_prompt: str | None = Field(default=None, max_length=2000)
    document_prompt: str | None = Field(default=None, max_length=2000)
    reranker: str = NONE
    corpus: Path = PROJECT / "corpus"
    parse_seconds: float = Field(default=SECONDS, ge=1, le=86_400)
    parse_memory_mb: int = Field(default=MEMORY_MB, ge=512, le=1_000_000)

    @field_validator("embeddings")
    @classmethod
    def _known_embeddings(cls, value: str) -> str:
        embeddings_choice(value)
        return value

    @field_validator("reranker")
    @classmethod
    def _known_reranker(cls, value: str) -> str:
        reranker_choice(value)
        return value

    @field_validator("query_prompt", "document_prompt")
    @classmethod
    def _prompt_of_a_chosen_model(cls, value: str | None, info: ValidationInfo) -> str | None:
        if value is not None and embeddings_choice(info.data.get("embeddings", "")).source == EMBEDDED:
            raise ValueError("le modèle embarqué met lui-même ses préfixes ; ce réglage est pour un autre modèle")
        return value

    @field_validator("model")
    @classmethod
    def _known_model(cls, value: str) -> str:
        model_choice(value)
        return value.strip()

    @model_validator(mode="after")
    def _only_models_that_are_allowed(self) -> "Settings":
        if self.remote_models:
            return self
        choice = self.model_choice
        if choice is not None and choice.remote:
            raise ValueError(
                f"PST_REMOTE_MODELS interdit les modèles hors de votre réseau ; « {choice.name} » : {choice.host}"
            )
        if _leaves_the_network(self.embeddings):
            raise ValueError(
                f"PST_REMOTE_MODELS interdit les modèles hors de votre réseau ; PST_EMBEDDINGS : « {self.embeddings} »"
            )
        return self

    @property
    def model_choice(self) -> ModelChoice | None:
        """The language model, or None for none."""
        return model_choice(self.model, self.model_url)

    @property
    def model_limits(self) -> ModelLimits:
        """What the language model may take."""
        return ModelLimits(
            silence_s=self.model_seconds,
            total_s=max(self.model_seconds, self.model_total_seconds),
            tokens=min(self.model_tokens, self.model_context // 2),
            context=self.model_context,
            parallel=self.model_parallel,
            grouping=self.model_grouping,
        )

    def with_model(self, name: str) -> "Settings":
        """The same settings with another language model, as `--model` asks.

        Raises:
            SettingsError: If it is not supported, or not allowed.
        """
        try:
            return Settings(**{**self.model_dump(), "model": name})
        except ValidationError as error:
            first = error.errors()[0]
            raise SettingsError(
                f"Le modèle de langue « {name} » ne peut pas être utilisé : {_reason(first['type'], first['msg'])}.",
                "Donnez-en un autre, ou --model none : les réponses citent.",
            ) from error

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Arguments win over the environment, the environment over the file."""
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls, config_file())

    @property
    def library(self) -> Path:
        """The folder of the library's snapshots."""
        return self.home / "library"

    @property
    def corrections(self) -> Path:
        """The folder of the staff's corrections."""
        return self.home / "corrections"

    @property
    def sources(self) -> Path:
        """The folder of the web pages that were fetched."""
        return self.home / "sources"

    @property
    def limits(self) -> Limits:
        """What the parsing of one file may take."""
        return Limits(self.parse_seconds, self.parse_memory_mb)

    @property
    def conversations(self) -> Path:
        """The SQLite file of the conversations."""
        return self.home / "conversations.sqlite"


def config_file() -> Path:
    """The settings' file, which need not exist."""
    return Path(os.environ.get("PST_CONFIG") or "pst.toml").absolute()


@lru_cache(maxsize=1)
def load_settings() -> Settings:
    """Read the settings once a process.

    Raises:
        SettingsError: If a setting is unknown or has an unsupported value, or the file cannot be read.
    """
    try:
        return Settings()
    except (OSError, ValueError) as error:
        if not isinstance(error, ValidationError):
            raise SettingsError(
                f"Le fichier de réglages « {config_file()} » ne peut pas être lu.", "Corrigez-le (format TOML, UTF-8)."
            ) from error
        first = error.errors()[0]
        name = ".".join(str(part) for part in first["loc"])
        if not name:
            raise SettingsError(
                f"Les réglages ne vont pas ensemble : {_reason(first['type'], first['msg'])}.",
                "Corrigez les variables PST_… ou le fichier pst.toml.",
            ) from error
        raise SettingsError(
            f"Le réglage « {name} » n'est pas valable : {_reason(first['type'], first['msg'])}.",
            f"Corrigez la variable PST_{name.upper()} ou le fichier pst.toml.",
        ) from error


def _reason(kind: str, message: str) -> str:
    if kind == "extra_forbidden":
        return "ce réglage n'existe pas"
    return message.removeprefix("Value error, ") if kind == "value_error" else "sa valeur n'est pas du bon type"


def _leaves_the_network(embeddings: str) -> bool:
    """Whether an embedding model is asked outside the organisation's network; an unknown provider counts as such."""
    choice = embeddings_choice(embeddings)
    if choice.source in (EMBEDDED, SENTENCE_TRANSFORMERS):
        return False
    provider = model_choice(f"{choice.source}:{choice.model}") if choice.source in PROVIDERS else None
    return provider is None or provider.remote
