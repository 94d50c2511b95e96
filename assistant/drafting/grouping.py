"""Which commitments are objectives and which are actions, and under which objective an action stands.

A declaration that tells intentions from objectives says so itself; elsewhere the verb tells what is sought from what is
done. An action stands under the objective nearest to it in meaning within its subject; where none shares a theme or a
heading with it, under an objective of the method's.
"""

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from assistant.drafting.commitments.patterns import any_of
from assistant.drafting.commitments.texts import plain
from assistant.drafting.records import DpsItem
from assistant.drafting.subjects import begins_with_verb, families, is_concrete, sure_themes
from assistant.drafting.wording.rewording import infinitive_of, supported_of
from ingest.folding import fold_spaces
from ingest.records import Document, Level

Embed = Callable[[list[str]], list[list[float]]]
"""One unit vector for each text."""
_SAME_THEME, _SAME_HEADING, _SAME_NODE, _SAME_FAMILY, _SAME_AXIS = 0.06, 0.06, 0.08, 0.02, 0.01
_TOLD = 0.03
"""What an axis adds where the declaration itself tells intentions from objectives."""
_MIN_KIN = 0.03
"""Without a common theme or heading, nearness alone proves nothing: E5's cosines are all high."""
_MAX_ACTIONS = 9
_MAX_TOGETHER = 4
"""A paragraph that holds no more commitments than this holds them together."""


@dataclass(slots=True)
class Objective:
    """An operational objective in the making.

    Attributes:
        items: The commitments that it is made of; none for one of the method's.
        actions: The commitments that are its actions.
        heading: The declaration's own heading over its actions, or "".
    """

    items: list[DpsItem] = field(default_factory=list)
    actions: list[DpsItem] = field(default_factory=list)
    heading: str = ""


def objectives(
    items: Sequence[DpsItem],
    subject_of: Mapping[str, str],
    words_of: Mapping[str, str],
    document: Document,
    embed: Embed,
) -> dict[str, list[Objective]]:
    """The objectives of each subject with their actions, in reading order.

    Args:
        items: The commitments.
        subject_of: The subject of each, by id.
        words_of: The infinitive of each, by id.
        document: The declaration.
        embed: The embedding model.
    """
    if not items:
        return {}
    vectors = dict(zip((one.id for one in items), _unit(embed([words_of[one.id] for one in items])), strict=True))
    themes = {one.id: sure_themes(one.text) for one in items}
    levels = {node.id: node.level for node in document.nodes}
    told = _telling_axes(items, levels)
    held = Counter(one.node for one in items)
    parents = parents_of(items)
    leads = {one.id for one in items if one.id not in parents and _leads(one, told, words_of[one.id], levels)}
    leads |= set(parents.values()) - set(parents)
    found: dict[str, list[Objective]] = {}
    for name in dict.fromkeys(subject_of[one.id] for one in items):
        mine = [one for one in items if subject_of[one.id] == name]
        heads = [Objective([one]) for one in mine if one.id in leads]
        own: dict[str, Objective] = {}
        for one in mine:
            if one.id in leads:
                continue
            above = next((head for head in heads if head.items[0].id == parents.get(one.id)), None)
            best, kin = (above, 1.0) if above else _nearest(one, heads, vectors, themes, told, held)
            full = best is not None and above is None and len(best.actions) >= _MAX_ACTIONS
            if best is None or kin < _MIN_KIN or full:
                best = own.setdefault(one.heads, Objective(heading=one.heads))
            best.actions.append(one)
        found[name] = [*heads, *_alone(own)]
    return found


def parents_of(items: Sequence[DpsItem]) -> dict[str, str]:
    """For each commitment that stands in a list below another, the one above it, by id."""
    found: dict[str, str] = {}
    above: list[tuple[str, str, str]] = []  # axis, folded words and id of those before
    for one in items:
        heads = fold_spaces(one.heads)
        mine = (name for axis, said, name in reversed(above) if axis == one.axis and f"{heads} ".startswith(f"{said} "))
        if heads and (name := next(mine, None)) is not None:
            found[one.id] = name
        said = fold_spaces(one.text).rstrip(" .;:,")
        if len(said.split()) > 1:
            above.append((one.axis, said, one.id))
    return found


def _alone(own: Mapping[str, Objective]) -> list[Objective]:
    """The objectives of actions that none leads: one a heading that reads as one, and one for the others."""
    kept = [one for heading, one in own.items() if len(one.actions) > 1 and headed(heading)]
    rest = [action for one in own.values() if one not in kept for action in one.actions]
    return [*kept, *([Objective(actions=rest)] if rest else [])]


def headed(heading: str) -> str:
    """A declaration's heading as an infinitive; "" where it has none."""
    if not heading or any_of("pointing").search(plain(heading)):
        return ""  # « Les projets suivants seront menés » names none
    found = infinitive_of(heading) or supported_of(heading)
    return found.text if found is not None and begins_with_verb(found.text) else ""


def _telling_axes(items: Sequence[DpsItem], levels: Mapping[str, Level]) -> frozenset[str]:
    """The axes in which the declaration itself tells intentions from objectives."""
    held: dict[str, set[Level | str | None]] = {}
    for one in items:
        told = held.setdefault(one.axis, set())
        told.add(one.rank)
        if not one.heads:  # what stands under a heading of its own is lower for that reason only
            told.add(levels.get(one.node))
    pairs = ({Level.INTENTION, Level.OBJECTIF}, {"sought", "done"})
    return frozenset(axis for axis, told in held.items() if any(pair <= told for pair in pairs))


def _leads(item: DpsItem, told: Collection[str], words: str, levels: Mapping[str, Level]) -> bool:
    """Whether a commitment says what is sought: an intention, or a verb that does; a bare noun never leads."""
    if item.axis in told:
        return item.rank == "sought" if item.rank else levels.get(item.node) is Level.INTENTION
    return begins_with_verb(words) and not is_concrete(words)


def _nearest(
    item: DpsItem,
    heads: Sequence[Objective],
    vectors: Mapping[str, NDArray[np.float32]],
    themes: Mapping[str, frozenset[str]],
    told: Collection[str],
    held: Mapping[str, int],
) -> tuple[Objective | None, float]:
    """The objective nearest to an action, and what they have in common besides nearness."""
    best: tuple[float, float, Objective | None] = (-1.0, 0.0, None)
    for one in heads:
        head = one.items[0]
        kin = (
            _SAME_THEME * bool(themes[item.id] & themes[head.id])
            + _SAME_HEADING * (bool(item.heads) and item.heads == head.heads)
            + _SAME_NODE * (item.node == head.node and held[item.node] <= _MAX_TOGETHER)
            + _SAME_FAMILY * bool(families(themes[item.id]) & families(themes[head.id]))
            + (_TOLD if item.axis in told else _SAME_AXIS) * (item.axis == head.axis)
        )
        score = float(vectors[item.id] @ vectors[head.id]) + kin
        if score > best[0]:
            best = (score, kin, one)
    return best[2], best[1]


def _unit(rows: list[list[float]]) -> NDArray[np.float32]:
    found = np.asarray(rows, dtype=np.float32)
    lengths = np.linalg.norm(found, axis=1, keepdims=True)
    unit: NDArray[np.float32] = (found / np.maximum(lengths, 1e-9)).astype(np.float32)
    return unit
