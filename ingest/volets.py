"""The kinds of volets, by the words that name them."""

import re
from collections.abc import Collection, Mapping
from functools import lru_cache
from types import MappingProxyType

from ingest.folding import fold
from ingest.vocabulary import load


@lru_cache(maxsize=1)
def volet_kinds() -> Mapping[str, str]:
    """The kind that each folded name means: `internes` → `interne`; in the vocabulary's order."""
    kinds = load("labels")["volet_kinds"].items()
    return MappingProxyType({fold(name): str(kind) for kind, names in kinds for name in names})


def volet_kind(words: Collection[str]) -> str | None:
    """The kind of volet that folded words name, or None."""
    return next((kind for name, kind in volet_kinds().items() if name in words), None)


def kind_of_volet(title: str) -> str:
    """The kind of the volet that has a title; `autre` where its words do not tell."""
    return volet_kind(re.findall(r"[a-z0-9]+", fold(title))) or "autre"
