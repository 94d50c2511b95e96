"""The verb of a noun of action by its ending: « doublement » → doubler, « fixation » → fixer, « reliure » has none."""

import unicodedata
from functools import cache, lru_cache

from assistant.drafting.wording.conjugation import infinitives
from assistant.drafting.wording.pieces import table, words

_LEAST = 5
"""Letters of the shortest verb that is told by a noun's ending: « page » is no « per »."""


def bare(text: str) -> str:
    """A text in lower case without its accents, letter for letter: « Déménagement » → « demenagement »."""
    return "".join(unicodedata.normalize("NFD", letter)[0] for letter in text.lower())


@lru_cache(maxsize=4096)
def verb_of(noun: str) -> str | None:
    """The verb that a noun ending in -ation, -ement, -age… tells the doing of; None where no known verb fits.

    Nouns of things that end alike (« logement », « association ») are in the vocabulary's `not_actions`. A noun typed
    without its accents finds its verb all the same.
    """
    plain = bare(noun)
    if plain in _things():
        return None
    for end, others in _endings():
        if not plain.endswith(end):
            continue
        for other in others:
            verb = _by_letters().get(plain[: -len(end)] + other)
            if verb is not None and len(verb) >= _LEAST:
                return verb
    return None


@cache
def _endings() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The ends of nouns and those of their verbs, the longest first."""
    told: dict[str, list[str]] = table()["derived"]
    return tuple((end, tuple(told[end])) for end in sorted(told, key=len, reverse=True))


@cache
def _things() -> frozenset[str]:
    return frozenset(bare(one) for one in words("not_actions"))


@cache
def _by_letters() -> dict[str, str]:
    """Every verb by its letters without accents; what may be two verbs is left out."""
    found: dict[str, set[str]] = {}
    for verb in infinitives():
        found.setdefault(bare(verb), set()).add(verb)
    return {letters: min(every) for letters, every in found.items() if len(every) == 1}
