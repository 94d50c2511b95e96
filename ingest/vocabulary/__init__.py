"""The editable vocabulary: YAML files that staff can change without touching code."""

from functools import lru_cache
from importlib.resources import files
from typing import Any

import yaml


@lru_cache(maxsize=8)
def load(name: str) -> dict[str, Any]:
    """Read one vocabulary file.

    Args:
        name: The file's name without its extension: `labels`, `thesaurus`, `acronyms`, `communes`.

    Returns:
        The file's mapping.
    """
    loaded = yaml.safe_load(files(__name__).joinpath(f"{name}.yaml").read_text(encoding="utf-8"))
    return dict(loaded)
