"""What stands below a heading, by its words: commitments, none, or what its sentences say.

The names of headings are in `ingest/vocabulary/commitments.yaml`.
"""

import re
from functools import lru_cache
from typing import Literal

from assistant.drafting.commitments.patterns import choices
from assistant.drafting.commitments.texts import plain
from ingest.vocabulary import load

Role = Literal["on", "off", "prose", "neutral"]
Rank = Literal["sought", "done", ""]

_ROLES: tuple[Role, ...] = ("off", "prose", "on")


@lru_cache(maxsize=512)
def role_of(heading: str) -> Role:
    """What stands below a heading, by the words that it starts with: commitments, none, or what its sentences say."""
    start = _without_determiners(heading)
    if re.search(rf"(?<!\w)(?:{_names('off_within')})(?!\w)", start):
        return "off"
    sizes = {role: match.end() for role in _ROLES if (match := re.match(rf"(?:{_names(role)})(?![\w-])", start))}
    role: Role = next(iter(sizes), "neutral")
    if role != "off":
        return role
    done = re.match(rf"(?:{_names('done')})(?![\w-])", start)
    if done is not None and done.end() > sizes["off"]:  # « Réalisations prévues »
        return "on"
    # « Constats et engagements » holds both: its sentences tell. « Bilan énergétique » is a theme, « Bilan 2018 » none.
    others = rf"(?:nos |les )?(?:{_names('on')}|{_names('done')})(?![\w-])"
    both = re.match(rf"\s?(?:,|et|&|/)\s{others}", start[sizes["off"] :])
    alone = re.match(rf"(?:{_names('off_alone')})\s(?:{_names('theme_ends')})", start)
    return "neutral" if both or alone else "off"


@lru_cache(maxsize=512)
def rank_of(heading: str) -> Rank:
    """Whether a heading, or a label, announces what is sought or what will be done for it; "" when it tells neither."""
    start = _without_determiners(heading)
    lengths: dict[Rank, int] = {}
    for rank in ("sought", "done"):
        match = re.match(rf"(?:{_names(rank)})(?![\w-])", start)
        lengths[rank] = match.end() if match else 0
    best = max(lengths, key=lambda rank: lengths[rank])
    return best if lengths[best] else ""


def is_role_name(line: str) -> bool:
    """Whether a line says no more than the role of what follows: « Constats : », « Nos objectifs et projets »."""
    names = "|".join(map(_names, ("off", "prose", "on")))
    return bool(re.fullmatch(rf"(?:{names})(?: et (?:\w+ )?\w+)?\W*", _without_determiners(line)))


def _without_determiners(heading: str) -> str:
    before = choices(load("commitments")["headings"]["before"])
    return re.sub(rf"^[\W\d]*(?:[ivx]+[.)] )?(?:(?:{before})(?:(?<=')|\s)\s*)*", "", plain(heading))


def _names(role: str) -> str:
    return choices(load("commitments")["headings"][role])


def is_aside(words: str) -> bool:
    """Whether a line is labelled as none of the commitments: « Situation : … », « Pour mémoire : … »."""
    label, colon, _ = words.partition(":")
    return bool(colon) and role_of(label) == "off" and is_role_name(label)
