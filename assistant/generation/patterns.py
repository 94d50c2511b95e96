"""The regular expressions of `generation.yaml`, compiled once: what the checks of a model's sentences look for."""

import re
from functools import cache

from ingest.vocabulary import load


def says(name: str, folded: str) -> bool:
    """Whether a folded text holds one of the expressions of a list."""
    return any(pattern.search(folded) for pattern in patterns(name))


def said(name: str, folded: str) -> list[str]:
    """What the expressions of a list find in a folded text."""
    return [match.group(0) for pattern in patterns(name) for match in pattern.finditer(folded)]


@cache
def patterns(name: str) -> tuple[re.Pattern[str], ...]:
    """The expressions of a list."""
    return tuple(re.compile(str(one)) for one in load("generation")[name])
