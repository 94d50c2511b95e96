"""How a block looks and how its words start: mark, form, infinitive, field."""

import re
from functools import lru_cache

from ingest.announce import field_names
from ingest.folding import fold
from ingest.layout import Block
from ingest.parsers.labels import Label
from ingest.vocabulary import load

MAX_TITLE_WORDS = 12
"""A title has no more words than that."""

_ROMAN = re.compile(r"[IVX]+(?:\.(?:[IVX]+|\d+))*")
_FIELD = re.compile(r"(?P<name>[^.:;()]{2,40}?)\s?:\s")
_BEING = re.compile(r"etre\b|d.etre\b")

Form = tuple[str | int, ...]
"""How a block looks: blocks of one form tend to be of one level."""


def mark_of(block: Block) -> str:
    """The most telling mark of a block."""
    if block.bullet:
        return "puce"
    if block.heading:
        return "titre"
    if block.bold and not block.number:
        return "gras"
    if not block.number:
        return "texte"
    if _ROMAN.fullmatch(block.number):
        return "romain"
    return "decimal" if block.number[0].isdigit() else "lettre"


def form_of(block: Block, mark: str, label: Label | None) -> Form:
    """The form of a block; labelled blocks of one level are of one form."""
    if label is not None:
        return ("libellé", label.level.value)
    if mark == "puce":
        return (mark, block.bullet, block.indent)
    if mark == "titre":
        return (mark, block.heading, block.depth)
    if mark in ("gras", "texte"):
        return (mark, block.indent, int(block.text.isupper()))
    return (mark, block.depth, block.indent, int(block.bold))


def is_being(folded: str) -> bool:
    """Whether folded words start with « Être »: what an OS does."""
    return bool(_BEING.match(folded))


@lru_cache(maxsize=1)
def _verb_endings() -> tuple[tuple[str, ...], frozenset[str]]:
    vocabulary = load("labels")["infinitives"]
    return tuple(vocabulary["endings"]), frozenset(fold(word) for word in vocabulary["except"])


def is_infinitive(words: list[str]) -> bool:
    """Whether the first word looks like an infinitive; « s'assurer », « (re)mettre » count."""
    if not words:
        return False
    start = " ".join(words[:3]).lstrip("«»\"'( ")
    first = re.sub(r"^(?:s['’]\s?|se\s+)", "", start).split(" ", 1)[0].strip("«»\"'’(),")
    endings, but = _verb_endings()
    return len(first) > 3 and first.endswith(endings) and first not in but


def can_head(block: Block, short: bool, mark: str) -> bool:
    """Whether a block can head a part of the plan: a heading, or a short title in bold or with a roman number."""
    if block.bullet or (block.italic and not block.bold):
        return False
    return bool(block.heading) or (short and (block.bold or mark == "romain"))


def is_field(folded: str) -> bool:
    """Whether folded words are a field of an action's sheet: « Pilote : le service social »."""
    name = _FIELD.match(folded)
    return name is not None and name.group("name").strip() in field_names()
