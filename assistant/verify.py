"""Whether a quote really stands in the document that it is attributed to: the five states of a quotation.

This is the one place that decides it; chat, drafts, API and exports all ask here.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from assistant.answer import QuoteState
from ingest.folding import fold
from ingest.records import Document

_NOISE = r"[\s*_.,;:!?«»“”„‹›\"'()•|…\-]"
"""What layout and typing change: between words it is passed over. A sign such as « % » or « € » is not."""
_TOKEN = re.compile(rf"(?:(?!{_NOISE})[^\W_])+|(?!{_NOISE})[\W_]")
_CUT = re.compile(r"\[\s*(?:…|\.\.\.)\s*\]")
"""The mark of an omission: what stands on either side of it is quoted apart."""
_MIN_WORDS = 3
"""A run of fewer words stands anywhere: it proves nothing of where a quote comes from."""
_MIN_SHARE = 0.8


class State(StrEnum):
    """What a quotation is worth. Only the first two are ever shown as sources."""

    VERIFIED = "verified"
    REPAIRED = "repaired"
    FRANKENQUOTE = "frankenquote"
    MISATTRIBUTED = "misattributed"
    FABRICATED = "fabricated"


@dataclass(frozen=True, slots=True)
class Verdict:
    """The state of a quotation and, where it may be shown, the source's own words.

    Attributes:
        state: What the quotation is worth.
        document: The document that holds the words: another one than claimed when `misattributed`; None when none does.
        start: First character of the words in its text; `end` is one past the last. None where they are not contiguous.
        text: The source's words from `start` to `end`, to be shown instead of the quote, or "".
    """

    state: State
    document: str | None = None
    start: int | None = None
    end: int | None = None
    text: str = ""

    @property
    def shown(self) -> bool:
        """Whether the quotation may stand as a source."""
        return self.state in (State.VERIFIED, State.REPAIRED)


def quote_state(source: str, start: int, end: int, quote: str) -> QuoteState | None:
    """Check a quote against the source text at the place that it claims.

    Args:
        source: The document's source text.
        start: Where the quote claims to start.
        end: Where it claims to end.
        quote: The quote's words.

    Returns:
        `verified` when the words are exact, `repaired` when only case, accents, white space or punctuation
        differ, None when the quote is empty or says something else.
    """
    found = source[start:end]
    if not quote.strip():
        return None
    if found == quote:
        return "verified"
    return "repaired" if _words(found) == _words(quote) and _words(quote) else None


def verify(quote: str, claimed: Document, others: Iterable[Document] = ()) -> Verdict:
    """Find what a quotation is worth, wherever its words may stand.

    Args:
        quote: The quoted words.
        claimed: The document that they are attributed to.
        others: The documents that may hold them instead.

    Returns:
        `verified` or `repaired` with the place in `claimed`; `frankenquote` when the words stand there, but not in one
        piece; `misattributed` when another document holds them in one piece; else `fabricated`.
    """
    wanted = _words(quote)
    if not wanted:
        return Verdict(State.FABRICATED)
    if (found := _find(quote, claimed)) is not None:
        return found
    for other in others:
        if other.id != claimed.id and len(wanted) >= _MIN_WORDS and (place := _place(wanted, other.text)) is not None:
            return Verdict(State.MISATTRIBUTED, other.id, *place, text=other.text[slice(*place)])
    if _is_patched(quote, wanted, claimed.text):
        return Verdict(State.FRANKENQUOTE, claimed.id)
    return Verdict(State.FABRICATED)


def _find(quote: str, document: Document) -> Verdict | None:
    start = document.text.find(quote)
    if start >= 0:
        return Verdict(State.VERIFIED, document.id, start, start + len(quote), quote)
    place = _place(_words(quote), document.text)
    if place is None:
        return None
    return Verdict(State.REPAIRED, document.id, *place, text=document.text[slice(*place)])


def _place(wanted: Sequence[str], text: str) -> tuple[int, int] | None:
    """Where a run of words stands in a text, whatever stands between them that is no word."""
    joints = [_NOISE + ("+" if one[-1].isalnum() and next_[0].isalnum() else "*") for one, next_ in pairwise(wanted)]
    body = "".join(re.escape(word) + joint for word, joint in zip(wanted, [*joints, ""], strict=True))
    match = re.search(rf"(?<![^\W_]){body}(?![^\W_])", fold(text))
    return match.span() if match else None


def _is_patched(quote: str, wanted: Sequence[str], text: str) -> bool:
    """Whether a quote is sewn together of pieces that all stand in a text, each of some words."""
    pieces = [_words(piece) for piece in _CUT.split(quote)]
    if len(pieces) > 1:
        return all(piece and _place(piece, text) is not None for piece in pieces)
    held = " " + " ".join(_words(text)) + " "
    covered = index = 0
    while index < len(wanted):
        length = 0
        while index + length < len(wanted) and f" {' '.join(wanted[index : index + length + 1])} " in held:
            length += 1
        covered += length if length >= _MIN_WORDS else 0
        index += max(1, length)
    return covered >= _MIN_SHARE * len(wanted)


def _words(text: str) -> list[str]:
    return _TOKEN.findall(fold(text))
