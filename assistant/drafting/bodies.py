"""Which body a plan speaks for: « Être un CPAS qui… », « Être une commune qui… »."""

import re
from collections import Counter
from functools import cache

from ingest.folding import fold_spaces
from ingest.records import Document, Level
from ingest.vocabulary import load

CPAS = "CPAS"


def being(document: Document | None) -> str:
    """How a strategic objective of a plan begins: « Être un CPAS qui », « Être une ville qui ».

    The plan's own objectives say it first; then the name of whose plan it is. A plan of both, or of nobody named, is
    taken for a centre's.

    Args:
        document: The plan, or None where there is none.
    """
    body = _body(document) if document is not None else CPAS
    return f"Être {'un' if body == CPAS else 'une'} {body} qui"


def _body(document: Document) -> str:
    own = Counter(
        match.group(1)
        for node in document.nodes
        if node.level is Level.OS and (match := _opening().match(fold_spaces(node.text)))
    )
    if own:
        said = own.most_common(1)[0][0]
        return said if said in _communes() else CPAS
    organisation = document.identity.organisation
    named = fold_spaces(f"{document.identity.title} {organisation.quote if organisation else ''}")
    held = next((one for one in _communes() if _holds(named, one)), None)
    return held if held is not None and not any(_holds(named, one) for one in _centres()) else CPAS


def _holds(folded: str, words: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(words)}(?!\w)", folded) is not None


@cache
def _communes() -> tuple[str, ...]:
    """« commune », « ville »: what a commune's plan may call it in one word."""
    return tuple(fold_spaces(one) for one in load("labels")["organisation"]["communes"] if " " not in one)


@cache
def _centres() -> tuple[str, ...]:
    return tuple(fold_spaces(one) for one in load("labels")["organisation"]["bodies"])


@cache
def _opening() -> re.Pattern[str]:
    """« Être une commune… », « Une ville qui… »."""
    names = "|".join(map(re.escape, (*_communes(), *_centres())))
    return re.compile(rf"(?:etre )?une? ({names})(?!\w)")
