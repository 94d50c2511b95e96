"""The document that a question means by what it holds: « le tableau de bord où il est question de bassins d'orage »."""

import re
from dataclasses import dataclass

import numpy as np

from assistant.catalogue import Catalogue, Mask
from assistant.phrases import Span, listed
from ingest.folding import fold
from ingest.french import analyse, question_words

_END = re.compile(r"[,;:?!()\n«»]|\.(?:\s|$)|\s[–—-]\s")


@dataclass(frozen=True, slots=True)
class Meant:
    """Documents that a question means by what they hold.

    Attributes:
        span: Where it says so: these words name no subject.
        nodes: The nodes of these documents.
    """

    span: Span
    nodes: Mask


def find_meant(text: str, catalogue: Catalogue) -> Meant | None:
    """The documents that a question means by what they hold, or None where it names none so, or where all hold it.

    Args:
        text: The question, organisations made blank.
        catalogue: The library's nodes.
    """
    folded = fold(text)
    known = rf"(?<![\w'])(?:le|la|l'|du|au|ce|cet|cette|celui|mon|notre)\s*{listed('documents')}"
    for match in re.finditer(rf"{known}(?:\s+[\w']+){{0,4}}?\s+{listed('which_holds')}", folded):
        stop = _END.search(folded, match.end())
        end = stop.start() if stop else len(folded)
        if not re.search(listed("several"), folded[end:]):
            continue
        terms = {term for term in analyse(text[match.end() : end]) if term not in question_words()}
        named = _holding(terms, catalogue)
        if terms and named.any() and not named.all():
            return Meant((match.start(), end), named)
    return None


def _holding(terms: set[str], catalogue: Catalogue) -> Mask:
    """The nodes of the documents of which one node holds all of some words."""
    found: np.ndarray[tuple[int], np.dtype[np.bool_]] = np.ones(len(catalogue), dtype=bool)
    for term in terms:
        held = np.zeros(len(catalogue), dtype=bool)
        held[catalogue.with_term(term)] = True
        found &= held
    return catalogue.of({catalogue.documents[rank].id for rank in set(catalogue.owner[found].tolist())})
