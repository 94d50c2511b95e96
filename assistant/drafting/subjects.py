"""Which subject a commitment is on, so that a draft has few objectives and each in its natural volet.

A subject gathers themes of the thesaurus. A commitment's own words decide first, then the heading that it stands under,
then the commitments around it; what is too small to stand alone joins the subject nearest to it (`subjects.yaml`).
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from assistant.drafting.records import DpsItem
from assistant.drafting.wording.conjugation import opening_infinitive
from ingest.folding import fold_spaces
from ingest.french import tokens
from ingest.themes import thesaurus, words
from ingest.vocabulary import load

_OWN, _WEAK, _HEADING, _AROUND, _BESIDE = 2.0, 0.5, 1.4, 0.8, 0.8
_INTERNAL = 2.5
"""What a word of the agents' or of the house's side weighs."""
_LEAD = 3.0
"""What an objective's own words weigh beside those of each thing done for it."""
_ASIDE = 0.5
"""What a word after « avec », a comma or a bracket weighs beside one before."""
_MIN_ITEMS = 2
"""A subject with fewer commitments joins another."""
MAX_SUBJECTS = 8
"""More strategic objectives than this are no strategy."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What a strategic objective is on.

    Attributes:
        id: Its name in `subjects.yaml`.
        os: What stands after « Être un CPAS qui ».
        oo: An operational objective for actions that no commitment heads.
        volet: `interne` or `externe`.
        themes: Concepts of the thesaurus.
        near: The subjects that may take it in.
    """

    id: str
    os: str
    oo: str
    volet: str
    themes: frozenset[str]
    near: tuple[str, ...]


@cache
def subjects() -> Mapping[str, Subject]:
    """The subjects by id, in the order of the vocabulary."""
    found = load("subjects")["subjects"]
    return {
        one["id"]: Subject(
            one["id"], one["os"], one["oo"], one["volet"], frozenset(one["themes"]), tuple(one.get("near", ()))
        )
        for one in found
    }


@lru_cache(maxsize=20_000)
def themes_of(text: str) -> Mapping[str, float]:
    """The themes that a text speaks of, by concept: 1 for each sure mention, less for a weak one."""
    weights: dict[str, float] = {}
    for one in thesaurus().mentions(words(text)):
        weights[one.concept] = max(weights.get(one.concept, 0.0), 1.0 if one.strong else _WEAK / _OWN)
    return weights


def sure_themes(text: str) -> frozenset[str]:
    """The themes that a text is on beyond argument."""
    return frozenset(name for name, strength in themes_of(text).items() if strength >= 1)


def subjects_of(items: Sequence[DpsItem]) -> dict[str, str]:
    """The subject of each commitment, by the commitment's id.

    Args:
        items: The commitments, in reading order.
    """
    scores = _led(items, [_scores(one) for one in items])
    best = [_best(own) for own in scores]
    found = {}
    for one, own in zip(items, scores, strict=True):
        total = dict(own)
        for same, weight in ((_same_paragraph, _BESIDE), (_same_axis, _AROUND)):
            around = Counter(
                name for other, name in zip(items, best, strict=True) if name is not None and same(one, other)
            )
            for name, count in around.items():
                total[name] = total.get(name, 0.0) + weight * count / max(around.values())
        found[one.id] = _best(total) or str(load("subjects")["default"])
    return _joined(found)


def _same_paragraph(one: DpsItem, other: DpsItem) -> bool:
    return one.node == other.node and one.id != other.id


def _same_axis(one: DpsItem, other: DpsItem) -> bool:
    return bool(one.axis) and one.axis == other.axis


def _led(items: Sequence[DpsItem], scores: Sequence[dict[str, float]]) -> list[dict[str, float]]:
    """Where the declaration itself says what is done for which objective, an objective and its own share one score."""
    groups: list[list[int]] = []
    lead: dict[str, int] = {}
    for place, one in enumerate(items):
        if one.rank == "done" and one.axis in lead:
            groups[lead[one.axis]].append(place)
        else:
            groups.append([place])
            if one.rank == "sought":
                lead[one.axis] = len(groups) - 1
    found: list[dict[str, float]] = [{}] * len(items)
    for group in groups:
        weights = [_LEAD if len(group) > 1 and place == group[0] else 1.0 for place in group]
        shared: dict[str, float] = {}
        for place, weight in zip(group, weights, strict=True):
            for name, score in scores[place].items():
                shared[name] = shared.get(name, 0.0) + score * weight / sum(weights)
        for place in group:
            found[place] = shared
    return found


def subject_of(text: str) -> str:
    """The subject of one text."""
    own = _weigh(themes_of(text), _OWN)
    _add_internal(own, text, _INTERNAL)
    return _best(own) or str(load("subjects")["default"])


def _scores(item: DpsItem) -> dict[str, float]:
    own: dict[str, float] = {}
    head, tail = _parted(item.text)
    for said, weight in ((f"{item.heads} {head}", _OWN), (tail, _OWN * _ASIDE), (item.axis, _HEADING)):
        for name, score in _weigh(themes_of(said), weight).items():
            own[name] = own.get(name, 0.0) + score
    _add_internal(own, head, _INTERNAL)
    _add_internal(own, tail, _INTERNAL * _ASIDE)
    return own


def _parted(text: str) -> tuple[str, str]:
    """What a commitment is on, and what it only says besides: with whom, for what, by which means."""
    flat = " ".join(text.split())
    match = _besides().search(flat, len(flat) // 4)
    return (flat[: match.start()], flat[match.start() :]) if match else (flat, "")


@cache
def _besides() -> re.Pattern[str]:
    words = "|".join(map(re.escape, load("subjects")["besides"]))
    return re.compile(rf"[,(;:]|(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)


def _weigh(themes: Mapping[str, float], weight: float) -> dict[str, float]:
    found: dict[str, float] = {}
    for name, subject in subjects().items():
        held = [strength for theme, strength in themes.items() if theme in subject.themes]
        if held:
            found[name] = weight * (max(held) + 0.25 * (sum(held) - max(held)))
    return found


def _add_internal(scores: dict[str, float], text: str, weight: float) -> None:
    said = fold_spaces(text)
    for name, listed in load("subjects")["internal"].items():
        if any(re.search(rf"\b{re.escape(str(one))}\b", said) for one in listed):
            scores[name] = scores.get(name, 0.0) + weight


def _best(scores: Mapping[str, float]) -> str | None:
    best = max(scores, key=lambda name: scores[name], default=None)
    return best if best is not None and scores[best] > 0 else None


def _joined(found: Mapping[str, str]) -> dict[str, str]:
    """Small subjects joined to their nearest, until each can stand and there are few."""
    now = dict(found)
    while True:
        sizes = Counter(now.values())
        small = [name for name in sizes if sizes[name] < _MIN_ITEMS]
        if not small and len(sizes) > MAX_SUBJECTS:
            small = [min(sizes, key=lambda name: sizes[name])]
        near = {name: [one for one in subjects()[name].near if one in sizes] for name in small}
        moves = {name: places[0] for name, places in near.items() if places}
        if not moves:
            return now
        first = min(moves, key=lambda name: sizes[name])
        now = {item: moves[first] if name == first else name for item, name in now.items()}


@cache
def _stems(group: str) -> tuple[tuple[str, ...], ...]:
    return tuple(
        sorted(
            (tuple(token.surface for token in tokens(str(one))) for one in load("subjects")[group]),
            key=len,
            reverse=True,
        )
    )


def is_concrete(infinitive: str) -> bool:
    """Whether an infinitive phrase says what is done rather than what is sought; figures make it so.

    Args:
        infinitive: « Créer un registre », « Favoriser l'accueil ».
    """
    said = tuple(token.surface for token in tokens(infinitive))
    for names, verdict in (("general", False), ("concrete", True)):
        if any(said[: len(stems)] == stems for stems in _stems(names) if stems):
            return verdict or _has_figure(infinitive)
    return _has_figure(infinitive)


def begins_with_verb(words: str) -> bool:
    """Whether a phrase begins with an infinitive."""
    return opening_infinitive(words) is not None


def _has_figure(text: str) -> bool:
    return re.search(r"\d", re.sub(r"(?i)\b(?:articles?|art\.?|§)\s*\d+(?:\s*§\s*\d+)?", "", text)) is not None


def families(themes: Iterable[str]) -> frozenset[str]:
    """The subjects that some themes belong to."""
    held = set(themes)
    return frozenset(name for name, subject in subjects().items() if subject.themes & held)
