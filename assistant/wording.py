"""A question in plain French: what was typed as on a telephone written out, misspellings corrected."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from assistant.phrases import alternatives
from assistant.spelling import Speller, plain
from ingest.folding import fold
from ingest.vocabulary import load

_WORD = re.compile(r"[^\W\d_]+")
_BEGINS = re.compile(r"(?:^|[.!?:;/(\n])\s*[«\"'’-]*\s*$")
_TITLED = re.compile(r"\b(?:M|MM|Mme|Mmes|Mlle|Dr|Me|[A-Z])\.?\s*$")
_GLUED = re.compile(r"[\d@._&%°+]")


@dataclass(frozen=True, slots=True)
class Wording:
    """A question, as asked and as read.

    Attributes:
        plain: The question as read.
        corrected: Each misspelt word, and what it was read as. Accents given back, words parted and abbreviations
            written out are not told: nothing was guessed there.
        edits: What was replaced: its place in the question as asked, and the new words; in order.
    """

    text: str
    plain: str
    corrected: tuple[tuple[str, str], ...]
    edits: tuple[tuple[int, int, str], ...]

    def place(self, span: tuple[int, int]) -> tuple[int, int]:
        """Where a span of the question as asked stands in the question as read."""
        return self._moved(span[0], end=False), self._moved(span[1], end=True)

    def _moved(self, position: int, *, end: bool) -> int:
        moved = position
        for start, stop, words in self.edits:
            if stop <= position:
                moved += len(words) - (stop - start)
            elif start < position:
                return moved - (position - start) + (len(words) if end else 0)
        return moved


def read(text: str, speller: Speller, names: Iterable[tuple[int, int]]) -> Wording:
    """Read a question.

    Args:
        text: The question, as asked.
        speller: Corrects its words.
        names: Where organisations stand in it: they are spelt as they please.
    """
    taken = list(names)
    edits = _written_out(text, taken)
    taken += [(start, end) for start, end, _ in edits]
    corrected: list[tuple[str, str]] = []
    shouting = text.isupper()
    for match in _WORD.finditer(text):
        word = match.group(0)
        if any(start < match.end() and match.start() < end for start, end in taken) or not _is_plain(
            text, match, shouting
        ):
            continue
        right = speller.correct(word.lower())
        if right is None:
            continue
        edits.append((*match.span(), right.capitalize() if word[0].isupper() and not shouting else right))
        if _letters(right) != _letters(word):
            corrected.append((word, right))
    edits.sort()
    return Wording(text, _apply(text, edits), tuple(corrected), tuple(edits))


def _is_plain(text: str, match: re.Match[str], shouting: bool) -> bool:
    """Whether a word may be misspelt: no name, no acronym, no part of a code or of an address."""
    word = match.group(0)
    around = text[max(0, match.start() - 1) : match.start()] + text[match.end() : match.end() + 1]
    after = text[match.end() + 1 : match.end() + 2]
    if _GLUED.search(around.replace(".", "") if not after.strip() else around):
        return False
    if shouting or word.islower():
        return True
    before = text[: match.start()]
    return word[1:].islower() and bool(_BEGINS.search(before)) and not _TITLED.search(before)


def _letters(word: str) -> str:
    return re.sub(r"[\W_]", "", plain(word.lower()))


def _apply(text: str, edits: list[tuple[int, int, str]]) -> str:
    parts, at = [], 0
    for start, end, words in edits:
        parts += [text[at:start], words]
        at = end
    return "".join([*parts, text[at:]])


def _written_out(text: str, taken: list[tuple[int, int]]) -> list[tuple[int, int, str]]:
    """The abbreviations of a question, with what they stand for."""
    folded, short = fold(text), _short()
    edits = []
    shouting = text.isupper()
    for match in _pattern().finditer(folded):
        raw, key = text[slice(*match.span())], " ".join(match.group(0).split())
        if any(start < match.end() and match.start() < end for start, end in taken):
            continue
        if not shouting and len(raw) > 1 and raw.isupper():  # « RS », « TT » are acronyms
            continue
        if key in load("sms")["letters"] and (raw != raw.lower() or _is_label(folded, match)):
            continue
        if raw.lower() != short[key]:
            edits.append((*match.span(), short[key]))
    return edits


def _is_label(folded: str, match: re.Match[str]) -> bool:
    """Whether a letter numbers something, or measures it: « vitamine c », « 500 g », « c. »."""
    before = folded[: match.start()].rstrip()
    if before[-1:].isdigit() or folded[match.end() : match.end() + 1] in (".", ")", "°"):
        return True
    last = re.search(r"\w+$", before)
    return len(match.group()) == 1 and last is not None and last.group(0) in _labels()


@cache
def _labels() -> frozenset[str]:
    return frozenset(fold(word) for word in load("sms")["not_after"])


@cache
def _short() -> dict[str, str]:
    return {fold(str(key)): str(words) for key, words in load("sms")["short"].items()}


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w'.@-])(?<!\bil )(?:{alternatives(_short())})(?![\w'@-]|\.\w)")
