"""The one settings object: environment variables (`PST_…`) over one TOML file (`pst.toml`).

An unsupported value fails when the settings are read, not when they are first used.
"""

import os
import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr, ValidationError, ValidationInfo, field_validator, model_validator
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, TomlConfigSettingsSource

from assistant.access import Role, role_of, rules
from assistant.api.settings import ApiSettings
from assistant.generation.choice import NONE as NO_MODEL
from assistant.generation.choice import PROVIDERS, ModelChoice, model_choice
from assistant.generation.limits import ModelLimits
from assistant.places import Places, known_server
from ingest.errors import SettingsError
from ingest.quotas import MEMORY_MB, SECONDS, Limits
from ingest.vocabulary import use_additions
from vectorstore.choice import EMBEDDED, NONE, SENTENCE_TRANSFORMERS, embeddings_choice, reranker_choice
from vectorstore.chroma import ChromaServer

PROJECT = Path(__file__).resolve().parent.parent


class Settings(Places, ApiSettings):
    """Everything that an installation can choose; what concerns the API is in `ApiSettings`.

    Attributes:
        home: The folder that holds all that the product writes.
        database: The PostgreSQL database that holds conversations, opinions, the journal and drafts instead of files
            under `home`; `chroma`, the address of the Chroma server that holds the vectors, `chroma_token`, what opens
            it (docs/operations.md).
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
        journal_days: How many days the journal of the questions is kept; 0 keeps none.
        conversation_days: How many days a conversation is kept after its last exchange; 0 sets no limit.
        access: `local` for one machine without accounts, `oidc` where people log in (docs/access.md).
        staff: Who is staff once logged in: addresses, `@domain` or `claim=value`, separated by commas.
        administrators: Who is an administrator, likewise.
        session_hours: How long a login gives rights.
        contact: Whom to tell of a problem: an e-mail or a web address.
    """

    model_config = SettingsConfigDict(
        env_prefix="PST_", env_ignore_empty=True, frozen=True, extra="forbid", hide_input_in_errors=True
    )

    home: Path = Path("var")
    database: SecretStr = SecretStr("")
    chroma: str = Field(default="", max_length=500)
    chroma_token: SecretStr = SecretStr("")
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
    journal_days: int = Field(default=90, ge=0, le=3650)
    conversation_days: int = Field(default=365, ge=0, le=3650)
    access: Literal["local", "oidc"] = "local"
    staff: str = Field(default="", max_length=10_000)
    administrators: str = Field(default="", max_length=10_000)
    session_hours: float = Field(default=12, gt=0, le=720)
    contact: str = Field(default="", max_length=500)

    @field_validator("database")
    @classmethod
    def _known_database(cls, value: SecretStr) -> SecretStr:
        known_server(value.get_secret_value())
        return value

    @field_validator("chroma")
    @classmethod
    def _known_chroma(cls, value: str) -> str:
        if value:
            ChromaServer(value)
        return value

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

    @field_validator("staff", "administrators")
    @classmethod
    def _known_rules(cls, value: str) -> str:
        rules(value)
        return value

    @field_validator("contact")
    @classmethod
    def _reachable(cls, value: str) -> str:
        if not re.fullmatch(r"|[^@\s]+@[^@\s]+\.[^@\s]+|https?://[^\s\"'<>]+", value):
            raise ValueError(f"« {value} » n'est ni une adresse e-mail, ni une adresse web")
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

    @model_validator(mode="after")
    def _somebody_keeps_the_library(self) -> "Settings":
        if self.access == "oidc" and not (self.staff or self.administrators):
            raise ValueError("avec PST_ACCESS=oidc, PST_STAFF ou PST_ADMINISTRATORS dit qui est agent")
        return self

    def role_of(self, claims: Mapping[str, object]) -> Role:
        """The role of who logged in, by what the identity provider says of them."""
        return role_of(claims, rules(self.staff), rules(self.administrators))

    @property
    def chroma_server(self) -> ChromaServer | None:
        """The Chroma server that holds the vectors, or None where they are files of the library."""
        return ChromaServer(self.chroma, self.chroma_token.get_secret_value()) if self.chroma else None

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
    def limits(self) -> Limits:
        """What the parsing of one file may take."""
        return Limits(self.parse_seconds, self.parse_memory_mb)


def config_file() -> Path:
    """The settings' file, which need not exist."""
    return Path(os.environ.get("PST_CONFIG") or "pst.toml").absolute()


@lru_cache(maxsize=1)
def load_settings() -> Settings:
    """Read the settings once a process; the staff's additions to the thesaurus count from then on.

    Raises:
        SettingsError: If a setting is unknown or has an unsupported value, or the file cannot be read.
    """
    try:
        settings = Settings()
        if (settings.home / ".restauration").is_dir():  # one that was interrupted
            from assistant.restoration import finish

            finish(settings.home)
        use_additions(settings.thesaurus)
        return settings
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
