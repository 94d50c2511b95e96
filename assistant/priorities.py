"""Restrictions on how urgent plans call a record: « en priorité haute », « de faible priorité »."""

import re
from collections.abc import Callable, Iterator
from functools import cache

from assistant.fields import Constraint, Field
from assistant.phrases import alternatives
from ingest.folding import fold_spaces
from ingest.vocabulary import load


def find_priorities(folded: str) -> Iterator[Constraint]:
    """Find the degrees of priority that a question asks for.

    Args:
        folded: The folded question.
    """
    for name in load("listings")["priorities"]:
        for match in _asked(name).finditer(folded):
            yield Constraint(Field.PRIORITY, match.group(0), match.span(), _test(name))


@cache
def _asked(name: str) -> re.Pattern[str]:
    said = alternatives(load("listings")["priorities"][name]["asked"])
    before = r"(?:(?:en|de|d'|a|avec|dont|classees?|marquees?|mise?s?)\s+)*(?:une\s+|la\s+)?"
    head = rf"(?<![\w'-])(?:(?:qui\s+)?(?:sont|est|ont|a)\s+)?{before}"
    link = r"(?:\s*[:=]?\s*|\s+(?:est|dite?|jugee?)\s+|\s+la\s+plus\s+)"
    return re.compile(rf"{head}(?:priorites?(?!\w){link}(?:{said})|(?:{said})\s+priorites?(?!\w))")


def _test(name: str) -> Callable[[str], bool]:
    says = re.compile(rf"(?:{alternatives(load('listings')['priorities'][name]['says'])})")
    return lambda value: says.match(fold_spaces(value).strip(" .:")) is not None
