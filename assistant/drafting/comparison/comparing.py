"""Two terms' plans compared: which lines were kept, reworded, moved, dropped, which are new.

Lines are paired level by level, the strategic objectives first, one to one, by their words, by what stands under them
and by where they stand; their numbers count for nothing, so that a plan may be renumbered.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import Literal

import numpy as np

from assistant.answer import Frozen
from assistant.drafting.checks.outline import Outline, values
from assistant.drafting.comparison.pairing import Pair, Scores, best_pairs, likeness, same_words
from assistant.drafting.records import Plan, PlanNode
from ingest.records import Level, Period

LEVELS = (Level.VOLET, Level.SECTION, Level.OS, Level.OO, Level.ACTION, Level.SOUS_ACTION)
"""The levels compared, from the top down."""

_LEAST = 0.5
"""Two lines less alike than this are two subjects."""
_HELD = 0.6
"""So much of what stands under two objectives in common, and they are one that was renamed."""
_SAME_PLACE, _ELSEWHERE = 0.06, 0.97
"""A pair under paired lines gains the first; words of another level must be as alike as the second."""
_WORD = re.compile(r"(?:[\w’'-]+|[^\w\s])\s*")

Status = Literal["gardée", "modifiée", "abandonnée", "nouvelle"]
Edit = Literal["=", "-", "+"]


class Line(Frozen):
    """A line of one of the plans; `path` names the lines above it, from the top down."""

    id: str
    level: Level
    number: str
    text: str
    path: tuple[str, ...]


class Change(Frozen):
    """What became of a line.

    Attributes:
        status: `gardée` (same words), `modifiée` (same subject, other words), `abandonnée`, `nouvelle`.
        moved: Whether it stands under another line, or at another level, than before.
        old: The line in the older plan; None for a new one. `new` likewise.
        score: How alike the two are, from 0 to 1; 0 where there is only one.
        words: For a reworded line the words kept (`=`), left out (`-`) and put in (`+`), in order.
        fields: The fields that say something else than before: name, old value, new value.
    """

    status: Status
    moved: bool
    old: Line | None
    new: Line | None
    score: float
    words: tuple[tuple[Edit, str], ...] = ()
    fields: tuple[tuple[str, str, str], ...] = ()

    @property
    def level(self) -> Level:
        """The line's level, in the newer plan where it still stands."""
        line = self.new or self.old
        assert line is not None
        return line.level


class LevelCount(Frozen):
    """How many lines of a level were kept, reworded, moved (kept or reworded elsewhere), dropped, added."""

    level: Level
    kept: int
    changed: int
    moved: int
    dropped: int
    new: int


class Compared(Frozen):
    """One of the two plans, by name."""

    source: str
    title: str
    organisation: str | None
    period: Period | None


class Comparison(Frozen):
    """Two plans compared.

    Attributes:
        changes: In the newer plan's order, then the dropped lines in the older plan's.
        counts: By level, from the top down, for the levels that either plan has.
        score: How much of the older plan goes on: the mean of its lines' scores, from 0 to 1; 1 for an empty plan.
    """

    old: Compared
    new: Compared
    changes: tuple[Change, ...]
    counts: tuple[LevelCount, ...]
    score: float


def compare_plans(old: Plan, new: Plan) -> Comparison:
    """Compare two plans, usually of one organisation and two terms.

    Args:
        old: The older plan.
        new: The newer plan.
    """
    before, after = Outline(old), Outline(new)
    pairs: dict[str, tuple[str, float]] = {}
    for level in LEVELS:
        _pair_level(before, after, level, pairs)
    _pair_elsewhere(before, after, pairs)
    changes = tuple(_changes(before, after, pairs))
    lines = [one for one in changes if one.old is not None]
    return Comparison(
        old=_named(old),
        new=_named(new),
        changes=changes,
        counts=tuple(_counts(changes)),
        score=round(sum(one.score for one in lines) / len(lines), 4) if lines else 1.0,
    )


def _pair_level(before: Outline, after: Outline, level: Level, pairs: dict[str, tuple[str, float]]) -> None:
    """Pair the lines of a level; lines above them are paired already."""
    old, new = before.at(level), after.at(level)
    if not old or not new:
        return
    scores = likeness([one.text for one in old], [one.text for one in new])
    real = scores.copy()
    if level is Level.VOLET:
        alike = np.array([[one.kind is not None and one.kind == other.kind for other in new] for one in old])
        scores = np.where(alike, np.maximum(scores, 0.9), np.where(scores < 1, 0.0, scores))
    elif level is not Level.SOUS_ACTION:
        shared = _held_in_common(before, after, old, new)
        scores = np.where(shared >= _HELD, np.maximum(scores, 0.5 + shared / 2), scores)
    scores = np.where(scores >= _LEAST, scores + _SAME_PLACE * _places(old, new, pairs), 0.0)
    same = best_pairs(np.where(real >= 1, scores, 0.0), _LEAST)  # The same words are never given away for likenesses.
    scores[[row for row, _ in same], :] = 0.0
    scores[:, [column for _, column in same]] = 0.0
    for row, column in (*same, *best_pairs(scores, _LEAST)):
        pairs[old[row].id] = new[column].id, float(real[row, column])


def _held_in_common(before: Outline, after: Outline, old: Sequence[PlanNode], new: Sequence[PlanNode]) -> Scores:
    """The share of lines of the same words under two lines; 0 where either has fewer than two."""
    held = [[_held(outline, node) for node in nodes] for outline, nodes in ((before, old), (after, new))]
    scores = np.zeros((len(old), len(new)))
    for row, mine in enumerate(held[0]):
        for column, others in enumerate(held[1]):
            if (most := max(mine.total(), others.total())) > 1:
                scores[row, column] = (mine & others).total() / most
    return scores


def _held(outline: Outline, node: PlanNode) -> Counter[str]:
    return Counter(words for one in outline.under(node) if (words := same_words(one.text)))


def _places(
    old: Sequence[PlanNode],
    new: Sequence[PlanNode],
    pairs: dict[str, tuple[str, float]],
) -> Scores:
    """1 for lines whose parents are paired, a little more for the same number and rank: of equals, those are paired."""
    parents = [pairs.get(one.parent or "", ("", 0.0))[0] for one in old]
    scores = np.array([[float(mine == (other.parent or "")) for other in new] for mine in parents])
    ranks = [{node.id: place for place, node in enumerate(nodes)} for nodes in (old, new)]
    for row, one in enumerate(old):
        for column, other in enumerate(new):
            near = 1 - abs(ranks[0][one.id] / len(old) - ranks[1][other.id] / len(new))
            scores[row, column] += 0.05 * near + 0.02 * (bool(one.number) and one.number == other.number)
    return scores


def _pair_elsewhere(before: Outline, after: Outline, pairs: dict[str, tuple[str, float]]) -> None:
    """Pair what is left over and stands at another level: an action that became an objective."""
    paired = {new for new, _ in pairs.values()}
    old = [one for one in before.at(*LEVELS[2:]) if one.id not in pairs and one.text.strip()]
    new = [one for one in after.at(*LEVELS[2:]) if one.id not in paired and one.text.strip()]
    scores = likeness([one.text for one in old], [one.text for one in new])
    for row, column in best_pairs(scores, _ELSEWHERE) if old and new else list[Pair]():
        pairs[old[row].id] = new[column].id, float(scores[row, column])


def _changes(before: Outline, after: Outline, pairs: dict[str, tuple[str, float]]) -> Iterator[Change]:
    origins = {new: (old, score) for old, (new, score) in pairs.items()}
    for node in after.at(*LEVELS):
        if node.id not in origins:
            yield Change(status="nouvelle", moved=False, old=None, new=_line(after, node), score=0.0)
            continue
        name, score = origins[node.id]
        was = before.by_id[name]
        same = same_words(was.text) == same_words(node.text)
        parent = pairs.get(was.parent or "", ("", 0.0))[0]
        yield Change(
            status="gardée" if same else "modifiée",
            moved=was.level is not node.level or parent != (node.parent or ""),
            old=_line(before, was),
            new=_line(after, node),
            score=1.0 if same else round(score, 4),
            words=() if same else tuple(word_edits(was.text, node.text)),
            fields=tuple(_fields(was, node)),
        )
    for node in before.at(*LEVELS):
        if node.id not in pairs:
            yield Change(status="abandonnée", moved=False, old=_line(before, node), new=None, score=0.0)


def word_edits(old: str, new: str) -> Iterator[tuple[Edit, str]]:
    """The words of two texts that are kept, left out and put in, in reading order."""
    mine, others = _WORD.findall(" ".join(old.split())), _WORD.findall(" ".join(new.split()))
    bare = [[word.strip() for word in words] for words in (mine, others)]
    for kind, a, b, c, d in SequenceMatcher(None, bare[0], bare[1], autojunk=False).get_opcodes():
        if kind == "equal":
            yield "=", "".join(others[c:d])
            continue
        if b > a:
            yield "-", "".join(mine[a:b])
        if d > c:
            yield "+", "".join(others[c:d])


def _fields(old: PlanNode, new: PlanNode) -> Iterator[tuple[str, str, str]]:
    before, after = _told(old), _told(new)
    for name in dict.fromkeys([*before, *after]):
        if before.get(name, "") != after.get(name, ""):
            yield name, before.get(name, ""), after.get(name, "")


def _told(node: PlanNode) -> dict[str, str]:
    found: dict[str, list[str]] = {}
    for name, value in values(node):
        found.setdefault(name, []).append(" ".join(value.split()))
    return {name: " ; ".join(held) for name, held in found.items()}


def _line(outline: Outline, node: PlanNode) -> Line:
    path = tuple(reversed([outline.name(one) for one in outline.above(node)]))
    return Line(id=node.id, level=node.level, number=node.number, text=node.text, path=path)


def _counts(changes: Iterable[Change]) -> Iterator[LevelCount]:
    for level in LEVELS:
        mine = [one for one in changes if one.level is level]
        told = Counter(one.status for one in mine)
        if mine:
            yield LevelCount(
                level=level,
                kept=told["gardée"],
                changed=told["modifiée"],
                moved=sum(one.moved for one in mine),
                dropped=told["abandonnée"],
                new=told["nouvelle"],
            )


def _named(plan: Plan) -> Compared:
    return Compared(source=plan.source, title=plan.title, organisation=plan.organisation, period=plan.period)
