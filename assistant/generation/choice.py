"""What `PST_MODEL` names: no language model, or a LangChain provider's, and where its server is.

Nothing heavy is imported here: the settings check their values with it.
"""

import ipaddress
import os
from dataclasses import dataclass
from urllib.parse import urlsplit

NONE = "none"


@dataclass(frozen=True, slots=True)
class Provider:
    """A provider that has been tried with the product.

    Attributes:
        package: The package that it needs; `extra` is the product's own extra that installs it.
        url_variables: The environment variables from which its package takes the server's address.
        default_url: The server that is asked when nothing names one.
        key_variable: The environment variable that holds the key, or "" where none is needed.
    """

    package: str
    extra: str
    url_variables: tuple[str, ...]
    default_url: str
    key_variable: str = ""


PROVIDERS = {
    "ollama": Provider("langchain-ollama", "ollama", ("OLLAMA_HOST",), "http://127.0.0.1:11434"),
    "mistralai": Provider(
        "langchain-mistralai", "mistralai", ("MISTRAL_BASE_URL",), "https://api.mistral.ai/v1", "MISTRAL_API_KEY"
    ),
    "openai": Provider(
        "langchain-openai", "openai", ("OPENAI_API_BASE", "OPENAI_BASE_URL"), "https://api.openai.com/v1",
        "OPENAI_API_KEY",
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ModelChoice:
    """A language model and its server.

    Attributes:
        provider: A key of `PROVIDERS`. `model` is the name that the provider knows.
        url: The server's address.
        stated: Whether a setting or a variable gives the address, rather than the provider's habit.
    """

    provider: str
    model: str
    url: str
    stated: bool

    @property
    def name(self) -> str:
        """`provider:model`, as the setting writes it."""
        return f"{self.provider}:{self.model}"

    @property
    def host(self) -> str:
        """The name or address of the machine that answers."""
        return urlsplit(self.url if "//" in self.url else f"http://{self.url}").hostname or ""

    @property
    def remote(self) -> bool:
        """Whether questions and passages leave the organisation's network for this model.

        Loopback and private addresses (RFC 1918, RFC 4193) do not; a name that is no address does, unless it has no
        dot (a machine of the local network) or ends as local names do (RFC 6762, RFC 8375).
        """
        host = self.host
        try:
            address = ipaddress.ip_address(host)
        except ValueError:
            local = host == "localhost" or "." not in host or host.endswith((".local", ".localhost", ".home.arpa"))
            return not local
        return not (address.is_loopback or address.is_private or address.is_link_local or address.is_unspecified)


def model_choice(value: str, url: str | None = None) -> ModelChoice | None:
    """The language model that a setting names, or None for none.

    Args:
        value: `none`, or `provider:model`.
        url: The server's address, where the settings give it.

    Raises:
        ValueError: If the value is not supported, said in French.
    """
    if value.strip().casefold() == NONE:
        return None
    source, _, model = (part.strip() for part in value.partition(":"))
    provider = PROVIDERS.get(source)
    if provider is None or not model:
        raise ValueError(
            f"« {value} » n'est pas pris en charge ; valeurs admises : {NONE}, ou FOURNISSEUR:MODÈLE avec un "
            f"fournisseur parmi {', '.join(PROVIDERS)}"
        )
    stated = url or next((os.environ[name] for name in provider.url_variables if os.environ.get(name)), None)
    return ModelChoice(source, model, stated or provider.default_url, stated is not None)
