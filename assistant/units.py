"""Which records a question lists: actions, objectives, intentions; which it excludes."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

import numpy as np

from assistant.catalogue import Catalogue, Mask
from assistant.phrases import Span, alternatives, blank, listed
from ingest.folding import fold
from ingest.records import DocumentKind, Level
from ingest.vocabulary import load

UNITS = frozenset({Level.ACTION, Level.INTENTION, Level.OBJECTIF})
LEADS = frozenset({Level.OS, Level.OO})
_JOINED = re.compile(
    r"[\s,/&()-]*(?:(?:et|ou|ainsi que|puis|des?|d'|les?|l'|combien|quel\w*|nombre|la|liste|de|sont)[\s,/'()]*)*"
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """The levels that a question lists.

    Attributes:
        levels: What it names; empty where it names none, or things of no level (« mesures »).
        excluded: The levels that it rules out (« pas les intentions »).
    """

    levels: frozenset[Level]
    excluded: frozenset[Level]

    @property
    def first(self) -> Level | None:
        """The level to count by, or None."""
        return next((level for level in Level if level in self.levels), None)


def find_wanted(text: str, subject: str, spans: Iterable[Span] = (), excluded: Iterable[Level] = ()) -> Wanted:
    """The levels that a question names.

    Args:
        text: The question.
        subject: The question without what it leaves out.
        spans: What of it names an element of a plan (« l'axe 2 ») rather than what is listed.
        excluded: The levels that it was understood to leave out.
    """
    negation = rf"{listed('ruled_out')}\s+(?:pas\s+)?(?:de\s+|d'|les?\s+|la\s+|l'|des\s+|aux?\s+)?(?:{_names()})"
    negated = re.finditer(negation, blank(fold(text), spans))
    out = frozenset(excluded) | {level for match in negated if (level := _level(match))}
    folded = blank(fold(subject), [*spans, *(match.span() for match in re.finditer(negation, fold(subject)))])
    found: list[tuple[Level, int, int]] = []
    for match in re.finditer(_names(), folded):
        level = _level(match)
        if level is None or (found and not _JOINED.fullmatch(folded[found[-1][2] : match.start()])):
            continue
        found.append((level, *match.span()))
    return Wanted(frozenset(level for level, _, _ in found), out)


@cache
def _names() -> str:
    levels = load("listings")["levels"]
    plural = {"objectif": ["objectifs"], "action": ["action", "actions"], "volet": ["volets"], "axe": ["axes"]}
    groups = [rf"(?P<{name}_>(?<![\w-])(?:{alternatives(plural.get(name, words))}))" for name, words in levels.items()
              if name != "section"]  # fmt: skip
    return "|".join(groups)


def _level(match: re.Match[str]) -> Level | None:
    name = next((key for key, value in match.groupdict().items() if value), None)
    return Level(name[:-1]) if name else None


def unit_mask(catalogue: Catalogue, wanted: Wanted, *, themed: bool) -> Mask:
    """The records that a listing is made of.

    The unit is the action; the item of a DPS, or an objective without actions, stands for one where a theme is
    asked for. Where all the actions are asked for, only they are meant in a plan that has some.

    Args:
        catalogue: The library's nodes.
        wanted: The levels that the question names.
        themed: Whether it asks for a theme.
    """
    named = wanted.levels - {Level.ACTION}
    rows = _named_mask(catalogue, named)
    if not named or Level.ACTION in wanted.levels:
        rows |= _default_mask(catalogue, strict=Level.ACTION in wanted.levels and not themed)
    return rows & ~catalogue.at(wanted.excluded) if wanted.excluded else rows


def _named_mask(catalogue: Catalogue, named: frozenset[Level]) -> Mask:
    rows = catalogue.at(named)
    if Level.OBJECTIF in named:  # in a plan, « objectifs » are the OS and the OO
        plain = catalogue.of({one.id for one in catalogue.documents if one.identity.kind is not DocumentKind.DPS})
        rows |= catalogue.at(LEADS) & plain
    return rows


def _default_mask(catalogue: Catalogue, *, strict: bool) -> Mask:
    rows = catalogue.at(UNITS)
    leads = catalogue.at(LEADS) & catalogue.bare
    if strict:
        leads &= ~acting(catalogue)
    return rows | leads


def acting(catalogue: Catalogue) -> Mask:
    """The nodes of the documents that hold an action."""
    held = np.zeros(len(catalogue.documents), dtype=bool)
    held[catalogue.owner[catalogue.at({Level.ACTION})]] = True
    return np.asarray(held[catalogue.owner])
