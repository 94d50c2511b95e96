"""The real API on loopback for tests: a small library with an internal document, a key for each role."""

import atexit
import json
import shutil
import socket
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import httpx
import uvicorn
from openai import OpenAI

from assistant.access import Role
from assistant.api.keys import Keys
from assistant.api.server import config_of
from assistant.service import Assistant
from assistant.settings import Settings
from tests.samples import ANDENNE, DPS
from tests.test_leaks import SECRET

ROLES = (Role.CITIZEN, Role.STAFF, Role.ADMINISTRATOR)


@cache
def _made(internal: bool) -> Path:
    home = Path(tempfile.mkdtemp(prefix="pst-api-")) / "home"
    atexit.register(shutil.rmtree, home.parent, ignore_errors=True)
    sources = home.parent / "documents"
    sources.mkdir()
    service = Assistant(Settings(home=home))
    for name, words in (("andenne", ANDENNE), ("huy", DPS)):
        (sources / f"{name}.txt").write_text(words, encoding="utf-8")
    service.ingest([sources])
    if internal:
        (sources / "secret.txt").write_text(SECRET, encoding="utf-8")
        service.ingest([sources / "secret.txt"], internal=True)
    return home


def installed(folder: Path, *, internal: bool = True, **settings: object) -> Assistant:
    """An installation of the test's own: Andenne's plan, Huy's declaration and, unless told otherwise, a secret one."""
    shutil.copytree(_made(internal), folder / "home")
    usual = {"api_per_minute": 0, "api_anonymous_per_minute": 0}
    return Assistant(Settings(home=folder / "home", **{**usual, **settings}))


@dataclass(frozen=True)
class Server:
    """A server that runs.

    Attributes:
        keys: A key by role.
    """

    url: str
    service: Assistant
    keys: dict[Role, str] = field(default_factory=dict)

    def client(self, role: Role | None = Role.STAFF, **options: object) -> httpx.Client:
        headers = {"Authorization": f"Bearer {self.keys[role]}"} if role is not None else {}
        return httpx.Client(base_url=self.url, headers=headers, timeout=30, **options)

    def openai(self, role: Role = Role.STAFF, **options: object) -> OpenAI:
        return OpenAI(base_url=f"{self.url}/v1", api_key=self.keys[role], max_retries=0, timeout=30, **options)


@contextmanager
def serving(service: Assistant, *, keys: bool = True) -> Iterator[Server]:
    """Run the API of an installation."""
    made = {}
    if keys:
        store = Keys(service.settings.api_keys)
        made = {role: store.create(f"clé {role.value}", role)[1] for role in ROLES}
    config = config_of(service)
    config.timeout_graceful_shutdown = 5
    server = uvicorn.Server(config)
    listening = socket.create_server(("127.0.0.1", 0))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    until = time.monotonic() + 20
    while not server.started and time.monotonic() < until:
        time.sleep(0.01)
    assert server.started
    try:
        yield Server(f"http://127.0.0.1:{listening.getsockname()[1]}", service, made)
    finally:
        server.should_exit = True
        thread.join(20)
        listening.close()
        assert not thread.is_alive()


def asked(question: str, model: str = "pst-agent", **more: object) -> dict[str, object]:
    """The body of a question."""
    return {"model": model, "messages": [{"role": "user", "content": question}], **more}


def chunks(text: str) -> list[dict[str, object]]:
    """The JSON events of a stream; it ends as it should."""
    lines = [line for line in text.split("\n") if line.startswith("data: ")]
    assert lines[-1] == "data: [DONE]"
    return [json.loads(line.removeprefix("data: ")) for line in lines[:-1]]


def ended(link: socket.socket) -> bool:
    """Whether the server hangs up within some seconds, though its client still sends."""
    until = time.monotonic() + 4
    link.settimeout(0.2)
    while time.monotonic() < until:
        try:
            link.sendall(b" ")
            if not link.recv(4096):
                return True
        except TimeoutError:
            continue
        except OSError:
            return True
    return False
