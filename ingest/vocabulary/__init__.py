"""The editable vocabulary: YAML files that staff can change without touching code.

What the staff of an installation add to the thesaurus lives in a file of their own, under its home, never here.
"""

import os
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

ADDITIONS = "PST_THESAURUS_FILE"
"""Names the file of the staff's additions in the environment of processes that parse."""

# Each process that parses reads the word lists: libyaml, where it is there, takes a tenth of the time.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_additions: list[Path] = [Path(os.environ[ADDITIONS])] if os.environ.get(ADDITIONS) else []


@cache
def load(name: str) -> dict[str, Any]:
    """Read one vocabulary file; the thesaurus with what the staff added to it.

    Args:
        name: The file's name without its extension: `labels`, `thesaurus`, `acronyms`, `communes`.

    Returns:
        The file's mapping.

    Raises:
        SettingsError: If the staff's additions cannot be read.
    """
    loaded = packaged(name)
    if name == "thesaurus" and _additions:
        from ingest.additions import merged, read

        return merged(loaded, read(_additions[0]))
    return loaded


def packaged(name: str) -> dict[str, Any]:
    """Read one vocabulary file as it ships; see `load`."""
    loaded = yaml.load(files(__name__).joinpath(f"{name}.yaml").read_text(encoding="utf-8"), Loader=_LOADER)
    return dict(loaded)


def use_additions(path: Path | None) -> None:
    """Say which file holds the staff's additions to the thesaurus, from the next reading on; it need not exist.

    Args:
        path: The file, or None for none.
    """
    before = additions_data()
    _additions[:] = [path.absolute()] if path else []
    if additions_data() != before:
        load.cache_clear()


def additions() -> Path | None:
    """The file of the staff's additions, where one was named."""
    return _additions[0] if _additions else None


def additions_data() -> bytes:
    """The bytes of the staff's additions; nothing where there are none."""
    try:
        return _additions[0].read_bytes() if _additions else b""
    except OSError:
        return b""
