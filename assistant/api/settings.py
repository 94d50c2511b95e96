"""The settings of the HTTP API, a part of the one settings object (`PST_API_…`)."""

from ipaddress import ip_address
from urllib.parse import urlsplit

from pydantic import Field, field_validator
from pydantic_settings import BaseSettings

LOCAL_NAMES = ("localhost", "127.0.0.1", "::1")


class ApiSettings(BaseSettings):
    """What an installation can choose of its API.

    Attributes:
        api_host: The address that the server listens on.
        api_port: Its port.
        api_hosts: Other names by which the server may be called (the `Host` header), separated by commas.
        api_origins: The web pages that a browser may call it from (CORS), separated by commas; none by default.
        api_proxies: The addresses of the proxies whose `X-Forwarded-For` is believed, separated by commas.
        api_public_url: The address of the application, put before the links of the sources.
        api_anonymous: Whether requests without a key are answered, from the public documents alone. Unset: only on
            this machine itself and as long as there is no key.
        api_metrics_open: Whether `/metrics` needs no key.
        api_per_minute: How many requests a key may make in a minute; 0 sets no limit.
        api_anonymous_per_minute: The same for an address without a key, whatever key it tries.
        api_upload_mb: How large an uploaded file may be.
        api_workers: How many requests are worked on at once; `api_waiting`, how many more may wait.
        api_seconds: How long one request may take in all.
        api_body_seconds: How long a client may take to send a request.
    """

    api_host: str = Field(default="127.0.0.1", min_length=1, max_length=255)
    api_port: int = Field(default=8502, ge=1, le=65535)
    api_hosts: str = Field(default="", max_length=2000)
    api_origins: str = Field(default="", max_length=2000)
    api_proxies: str = Field(default="", max_length=2000)
    api_public_url: str = Field(default="", max_length=500)
    api_anonymous: bool | None = None
    api_metrics_open: bool = False
    api_per_minute: int = Field(default=60, ge=0, le=100_000)
    api_anonymous_per_minute: int = Field(default=20, ge=0, le=100_000)
    api_upload_mb: int = Field(default=50, ge=1, le=200)
    api_workers: int = Field(default=4, ge=1, le=64)
    api_waiting: int = Field(default=16, ge=0, le=1000)
    api_seconds: float = Field(default=300, ge=1, le=7200)
    api_body_seconds: float = Field(default=60, ge=0.1, le=3600)

    @field_validator("api_origins")
    @classmethod
    def _whole_origins(cls, value: str) -> str:
        for one in listed(value):
            parts = urlsplit(one)
            if parts.scheme not in ("http", "https") or not parts.netloc or one != f"{parts.scheme}://{parts.netloc}":
                raise ValueError(f"« {one} » n'est pas l'origine d'une page : https://exemple.be, sans rien après")
        return value

    @field_validator("api_public_url")
    @classmethod
    def _web_address(cls, value: str) -> str:
        parts = urlsplit(value)
        if value and (parts.scheme not in ("http", "https") or not parts.netloc or parts.query or parts.fragment):
            raise ValueError(f"« {value} » n'est pas une adresse web (https://…)")
        return value.rstrip("/")

    @property
    def api_local(self) -> bool:
        """Whether only this machine can reach the server."""
        return is_local(self.api_host)

    @property
    def api_names(self) -> frozenset[str]:
        """The names by which the server may be called, in lower case."""
        return frozenset(one.lower() for one in (*LOCAL_NAMES, self.api_host, *listed(self.api_hosts)))


def listed(text: str) -> tuple[str, ...]:
    """The parts of a setting that holds several, separated by commas."""
    return tuple(part.strip() for part in text.split(",") if part.strip())


def is_local(host: str) -> bool:
    """Whether a host is this machine's own address, which no other machine reaches."""
    if host in LOCAL_NAMES:
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
