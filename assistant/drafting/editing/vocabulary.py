"""The words that fields are filled with: iA.PST's categories as far as the thesaurus knows them, the seventeen ODD."""

from functools import cache

from ingest.vocabulary import load


@cache
def categories() -> tuple[str, ...]:
    """The categories that the thesaurus's concepts have, in alphabetical order."""
    found = {str(one) for concept in load("thesaurus")["concepts"] for one in concept.get("categories", ())}
    return tuple(sorted(found))


@cache
def goals() -> tuple[str, ...]:
    """The names of the sustainable development goals, the first one first."""
    return tuple(map(str, load("exports")["odd"]))
