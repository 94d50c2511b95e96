"""Recognise the labels by which a plan announces its own structure: « Objectif stratégique 2 : »."""

import re
from dataclasses import dataclass
from functools import lru_cache

from ingest.announce import MARKS, ends_matter, flexible, is_label, label_pattern, label_patterns
from ingest.folding import fold, fold_spaces
from ingest.layout import Block
from ingest.records import DocumentKind, Level
from ingest.vocabulary import load
from ingest.volets import volet_kind

_MAX_VOLET_WORDS = 14
_PLURAL = re.compile(r"(?:sous\W+)?(?!sous)\w{3,}s\b")


@dataclass(frozen=True, slots=True)
class Label:
    """A label found at the start of a block.

    Attributes:
        level: The level that it announces.
        number: The number printed with it, or None.
        start: Where the title starts in the source; equal to `end` when there is none.
        plural: Whether the label announces a list rather than one element.
    """

    level: Level
    number: str | None
    start: int
    end: int
    plural: bool


@dataclass(frozen=True, slots=True)
class PriorityMark:
    """A « Priorité n de la DPS : … » line."""

    number: str
    start: int


def match_label(text: str, block: Block, levels: frozenset[Level]) -> Label | None:
    """Find the label that a block starts with.

    Args:
        text: The source text.
        block: The block to look at.
        levels: The levels whose labels count here (a DPS and a PST do not use the same words).

    Returns:
        The label, or None when the block starts with none: a label inside a sentence does not count.
    """
    return _longest(text, block, tuple((level, pattern) for level, pattern in label_patterns() if level in levels))


def match_section(text: str, block: Block) -> Label | None:
    """Find the label of a part above the strategic objectives: « Axe 1 – … », « Thème A : … »."""
    label = _longest(text, block, ((Level.SECTION, label_pattern(tuple(load("labels")["sections"]))),))
    if label is None or block.bullet or not re.search(r"[^\W\d_]", text[label.start : label.end]):
        return None
    return label


def match_synonym(text: str, block: Block) -> tuple[Label, tuple[Level, ...]] | None:
    """Find a label made of a word that only some plans use (« Projet 1.2 »), with the levels that it can mean."""
    for group in load("labels")["synonyms"]:
        levels = tuple(Level(level) for level in group["levels"])
        label = _longest(text, block, ((levels[0], label_pattern(tuple(group["words"]))),))
        if label is not None and label.number:
            return label, levels
    return None


def _longest(text: str, block: Block, patterns: tuple[tuple[Level, re.Pattern[str]], ...]) -> Label | None:
    folded = fold(text[block.start : block.end])
    best: Label | None = None
    longest = 0
    for level, pattern in patterns:
        match = pattern.match(folded)
        if match is None or len(match.group("label")) <= longest or not is_label(match):
            continue
        longest = len(match.group("label"))
        number = match.group("number")
        best = Label(
            level=level,
            number=_number(text, block, match) if number else None,
            start=block.start + match.start("title"),
            end=block.end,
            plural=not number and bool(_PLURAL.match(match.group("label"))),
        )
    return best


def _number(text: str, block: Block, match: re.Match[str]) -> str:
    printed = text[block.start + match.start("number") : block.start + match.end("number")]
    return "".join(printed.split())


def match_volet(block: Block) -> str | None:
    """The kind of volet that a heading opens, `autre` for an unusual one, or None for anything else.

    A heading is short, starts with the word (OCR may have misspelt it) and is no sentence.
    """
    vocabulary = load("labels")
    words = re.findall(r"[a-z0-9]+", fold(block.text))
    if block.bullet or not words or len(words) > _MAX_VOLET_WORDS or block.text.endswith((".", ";")):
        return None
    prefixes = [fold(word) for word in vocabulary["volet_prefixes"]]
    if words[0] in prefixes:
        words = [word for word in words[1:] if not re.fullmatch(r"[ivx]+|\d+", word)]
    if words and words[0] in ("le", "la", "les"):
        words = words[1:]
    if not words or not any(_near(words[0], fold(name)) for name in vocabulary["volet"]):
        return None
    if kind := volet_kind(words[1:4]):
        return kind
    return "autre" if len(words) > 1 and (block.heading or block.bold or ":" in block.text) else None


def _near(word: str, name: str) -> bool:
    """Whether a word is a name, or the name with one letter too many (« voilet »)."""
    if word == name:
        return True
    if word == f"{name}s":
        return False  # « Les volets interne et externe » speaks of both
    return len(word) == len(name) + 1 and any(word[:i] + word[i + 1 :] == name for i in range(len(word)))


@lru_cache(maxsize=1)
def _priority_pattern() -> re.Pattern[str]:
    vocabulary = load("labels")
    sources = "|".join(flexible(name) for name in vocabulary["priority_source"])
    return re.compile(
        rf"{MARKS}{fold(vocabulary['priority'])}{MARKS}(?P<number>\d+){MARKS}"
        rf"(?:de\s+la|du|de|-)?\s*(?:{sources}){MARKS}[:\-]{MARKS}(?P<label>.*)",
        re.DOTALL,
    )


def match_priority(text: str, block: Block) -> PriorityMark | None:
    """Find a « Priorité n de la DPS : … » mark."""
    match = _priority_pattern().match(fold(text[block.start : block.end]))
    return PriorityMark(match.group("number"), block.start + match.start("label")) if match else None


def is_navigation(block: Block) -> bool:
    """Whether a line is the furniture of a web page; « 2. Accueil » and « - Accueil » are content."""
    if block.bullet or block.number or block.heading or block.bold or block.level is not None:
        return False
    pieces = [piece.strip(" .:") for piece in re.split(r"[|/]", fold(block.text))]
    names = _navigation()
    first = pieces[0].split(" : ")[0].strip()
    return (any(pieces) and all(piece in names for piece in pieces if piece)) or (first in names and "/" in block.text)


def is_back_matter(block: Block) -> bool:
    """Whether a line heads what stands after the plan: « Conclusion », « Annexe 2 : … »."""
    return not block.bullet and ends_matter(block.text)


@lru_cache(maxsize=1)
def _navigation() -> frozenset[str]:
    return frozenset(fold(name) for name in load("labels")["navigation"])


def names_kind(block: Block) -> DocumentKind | None:
    """The kind of document whose name comes first in a block's words: « programme stratégique », « DPS »."""
    return kind_named(block.text)


def kind_named(words: str) -> DocumentKind | None:
    """The kind of document whose name comes first in some words."""
    folded = f" {fold_spaces(words)} "
    found = [(match.start(), kind) for kind, pattern in _kinds() if (match := pattern.search(folded))]
    return min(found)[1] if found else None


@lru_cache(maxsize=1)
def _kinds() -> tuple[tuple[DocumentKind, re.Pattern[str]], ...]:
    return tuple(
        (DocumentKind(kind), re.compile(rf"(?<![a-z])(?:{'|'.join(flexible(name) for name in names)})(?![a-z])"))
        for kind, names in load("labels")["kinds"].items()
    )
