"""The editable vocabulary: YAML files that staff can change without touching code."""

from functools import cache
from importlib.resources import files
from typing import Any

import yaml

# Each process that parses reads the word lists: libyaml, where it is there, takes a tenth of the time.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@cache
def load(name: str) -> dict[str, Any]:
    """Read one vocabulary file.

    Args:
        name: The file's name without its extension: `labels`, `thesaurus`, `acronyms`, `communes`.

    Returns:
        The file's mapping.
    """
    loaded = yaml.load(files(__name__).joinpath(f"{name}.yaml").read_text(encoding="utf-8"), Loader=_LOADER)
    return dict(loaded)
