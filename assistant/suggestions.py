"""Questions to begin with, made from what the library really holds: every one of them has an answer."""

from collections import Counter
from collections.abc import Sequence

from assistant.answer import Audience
from assistant.drafting.subjects import subjects
from assistant.notices import is_law, of
from ingest.records import Document, Level
from ingest.themes import thesaurus
from ingest.vocabulary import load
from prompts import text

_LEVELS = (Level.ACTION, Level.OO, Level.OBJECTIF, Level.INTENTION)
_FEWEST = 3
"""A theme with fewer elements makes a poor example."""
_MOST = 4
_PUBLIC = "externe"
_NOBODY = "\0"
"""Stands for an organisation where no document names one: its questions are left out."""


def suggestions(documents: Sequence[Document], audience: Audience) -> tuple[str, ...]:
    """A few questions for who opens the page.

    Args:
        documents: The library's documents, legal notes left out.
        audience: Who asks.

    Returns:
        Questions on the themes and the organisations that are most spoken of; the usual examples where there are none.
    """
    plans = [one for one in documents if not is_law(one) and not one.is_draft]
    themes = _themes(plans)
    usual = tuple(text(f"exemples_{audience}").splitlines())
    if not themes:
        return usual
    owners = list(dict.fromkeys(one.identity.organisation.value for one in plans if one.identity.organisation))
    values = {"theme": themes[0], "cpas": of(owners[0]) if owners else _NOBODY}
    if audience == "agent":
        values |= {"autre": themes[1 % len(themes)], "tiers": themes[2 % len(themes)]}
    lines = text(f"suggestions_{audience}", **values).splitlines()
    return tuple(dict.fromkeys(line for line in lines if _NOBODY not in line))[:_MOST]


def _themes(documents: Sequence[Document]) -> list[str]:
    """The names of the themes that most documents speak of, and most often."""
    spread: Counter[str] = Counter()
    often: Counter[str] = Counter()
    for document in documents:
        held = Counter(theme for node in document.nodes if node.level in _LEVELS for theme in node.themes)
        often.update(held)
        spread.update(held.keys())
    names = {one.id: one.label for one in thesaurus().concepts.values()}
    public = {theme for one in subjects().values() if one.volet == _PUBLIC for theme in one.themes}
    common = set(load("subjects")["common"])
    found = [one for one in often if often[one] >= _FEWEST and one in names and one in public - common]
    return [names[one] for one in sorted(found, key=lambda one: (-spread[one], -often[one], one))]
