"""Who carries an action of a joint plan, where its title ends by saying so: « … [commun] », « … (Ville et CPAS) »."""

import re
from dataclasses import dataclass
from functools import lru_cache

from ingest.folding import fold
from ingest.vocabulary import load


@dataclass(frozen=True, slots=True)
class Owner:
    """The mark of an owner.

    Attributes:
        name: The owner, as the document writes it.
        start: Where the mark starts: the title ends there.
    """

    name: str
    start: int


def trailing_owner(words: str) -> Owner | None:
    """The owner that a title ends with, in brackets, or None.

    Square brackets may hold one owner or several; round ones count only when nothing but owners stands in them.
    """
    match = _pattern().search(fold(words))
    if match is None or not words[: match.start()].strip():
        return None
    return Owner(words[match.start("owners") : match.end("owners")].strip(), match.start())


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    names = sorted((fold(name) for name in load("columns")["owners"]), key=len, reverse=True)
    one = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in names)
    several = rf"(?P<owners>(?:{one})(?:\s*(?:[-/+&,;]|\bet\b)\s*(?:{one}))*)"
    return re.compile(rf"\s*[\[(]\s*{several}\s*[\])][\s.;]*$")
