"""A real Chroma server for tests, started from the package that the product needs anyway."""

import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.stores import free_port
from vectorstore.chroma import ChromaServer, client_of, collection_name


@dataclass
class Running:
    """A server that runs, and can be stopped and started again."""

    folder: Path
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None

    @property
    def server(self) -> ChromaServer:
        return ChromaServer(f"http://127.0.0.1:{self.port}")

    def start(self) -> None:
        from urllib.error import URLError
        from urllib.request import urlopen

        program = Path(sys.executable).with_name("chroma")
        command = [str(program), "run", "--path", str(self.folder), "--host", "127.0.0.1", "--port", str(self.port)]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        until = time.monotonic() + 60
        while True:
            try:
                with urlopen(f"http://127.0.0.1:{self.port}/api/v2/heartbeat", timeout=2):
                    return
            except (URLError, OSError):
                assert time.monotonic() < until
                time.sleep(0.1)

    def stop(self) -> None:
        if self.process is not None:
            self.process.terminate()
            self.process.wait(timeout=30)
            self.process = None

    def wipe(self) -> None:
        """Start it again on an empty disk."""
        self.stop()
        shutil.rmtree(self.folder)
        self.start()

    def collections(self, library: Path) -> set[str]:
        """The snapshots of a library that it has collections of."""
        prefix = collection_name(library / "x").removesuffix("x")
        names = [one.name for one in client_of(self.server).list_collections()]
        return {name.removeprefix(prefix) for name in names if name.startswith(prefix)}


@pytest.fixture(scope="module")
def chroma(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    running = Running(tmp_path_factory.mktemp("chroma-server") / "data")
    running.start()
    yield running
    running.stop()
