"""What stands around a block: the plan's own words for its levels, the headers of lists, what headings lead to."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from ingest.announce import label_patterns
from ingest.folding import fold
from ingest.layout import Block
from ingest.parsers.labels import Label, match_synonym
from ingest.parsers.shapes import MAX_TITLE_WORDS, is_being, is_infinitive
from ingest.records import Level

_MAX_DEPTH = 9
_MIN_SYNONYMS = 2
_MIN_REPEATED = 3
_MIN_STYLED = 2
_STYLED = frozenset({Level.OS, Level.OO, Level.ACTION, Level.SOUS_ACTION})
_STYLE_AFFIX = re.compile(r"^(?:titre|style|pst|texte)\s+|\s+(?:pst|titre|\d)$")


def add_synonyms(text: str, blocks: Sequence[Block], labels: list[Label | None]) -> None:
    """Take « Projet 1.2 » for a label where the document has no usual one for its level, and has several of it."""
    found = {index: match_synonym(text, block) for index, block in enumerate(blocks) if labels[index] is None}
    used = Counter(label.level for label in labels if label is not None and not label.plural)
    for levels in sorted({one[1] for one in found.values() if one is not None}, key=lambda one: [*Level].index(one[0])):
        members = [(index, one[0]) for index, one in found.items() if one is not None and one[1] == levels]
        free = next((level for level in levels if used[level] < 2), None)
        if free is not None and len(members) >= _MIN_SYNONYMS:
            used[free] += len(members)
            for index, label in members:
                labels[index] = replace(label, level=free)


def add_styles(blocks: Sequence[Block], labels: list[Label | None]) -> None:
    """Take the name of a paragraph style for a label where several blocks have it: « Objectif stratégique ».

    Authors of careful templates name their styles after the levels. A level with printed labels has no need of them:
    there the style may be that of the title below the label.
    """
    levels = {block.style: _style_level(block.style) for block in blocks if block.style}
    used = Counter(block.style for block in blocks if levels.get(block.style) is not None)
    printed = Counter(label.level for label in labels if label is not None and not label.plural)
    for index, block in enumerate(blocks):
        level = levels.get(block.style)
        if level is None or labels[index] is not None:
            continue
        if used[block.style] >= _MIN_STYLED and printed[level] < _MIN_STYLED:
            labels[index] = Label(level, block.number or None, block.start, block.end, plural=False)


def _style_level(name: str) -> Level | None:
    """The level that a style's name is the label of: « OO », « Objectif opérationnel 1 », « PST action »."""
    folded = _STYLE_AFFIX.sub("", fold(name).replace("_", " ").replace("-", " ")).strip()
    levels = ((level, pattern) for level, pattern in label_patterns() if level in _STYLED)
    return next((level for level, pattern in levels if _is_whole(pattern.match(folded), folded)), None)


def _is_whole(match: re.Match[str] | None, name: str) -> bool:
    return match is not None and match.end("label") == len(name)


def repeated(blocks: Sequence[Block], labels: Sequence[Label | None]) -> set[int]:
    """The headers that come again and again (« Ce qui existe déjà ») and are no elements."""
    where: dict[str, list[int]] = {}
    for index, block in enumerate(blocks):
        if (
            labels[index] is None
            and not (block.bullet or block.number or block.level)
            and len(block.text.split()) <= MAX_TITLE_WORDS
        ):
            where.setdefault(fold(block.text).rstrip(" :."), []).append(index)
    return {
        index
        for words, found in where.items()
        if len(found) >= (_MIN_REPEATED if is_infinitive(words.split()) or is_being(words) else _MIN_SYNONYMS)
        for index in found
    }


def announced(label: Label | None) -> Level | None:
    """The level of the list that a label without a title heads; « OS 2 : » alone is an OS to be titled below."""
    if label is None or label.number or label.start < label.end:
        return None
    return label.level if label.plural or label.level in (Level.ACTION, Level.SOUS_ACTION) else None


def leading(blocks: Sequence[Block], labels: Sequence[Label | None], volets: Sequence[str | None]) -> set[int]:
    """The headings with a labelled element below them before the next heading as high."""
    found: set[int] = set()
    beyond = len(blocks)
    label = volet = beyond
    headings = [beyond] * (_MAX_DEPTH + 1)
    for index in range(len(blocks) - 1, -1, -1):
        block = blocks[index]
        barrier = min(headings[1 : (block.heading or _MAX_DEPTH) + 1])
        if label < volet and label <= barrier and label < beyond:
            found.add(index)
        if volets[index] is not None:
            volet = index
        elif labels[index] is not None:
            label = index
        if block.heading and not block.bullet:
            headings[block.heading] = index
    return found


def bare(
    blocks: Sequence[Block],
    labels: Sequence[Label | None],
    volets: Sequence[str | None],
    announced: Sequence[Level | None],
) -> set[int]:
    """After « Actions : », lines without a bullet are actions only where none of them has one."""
    found: set[int] = set()
    for header, level in enumerate(announced):
        if level is None:
            continue
        run: list[int] = []
        for index in range(header + 1, len(blocks)):
            block = blocks[index]
            if labels[index] or volets[index] or block.after_rule or block.heading or (block.bold and not block.bullet):
                break
            run.append(index)
        if not any(blocks[index].bullet or blocks[index].number for index in run):
            found.update(run)
    return found
