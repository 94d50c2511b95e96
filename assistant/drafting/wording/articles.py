"""The article of a subject that was typed without one: « aînés » → « les aînés », « isolement » → « l'isolement »."""

from functools import cache
from typing import Any

from assistant.drafting.wording.conjugation import elided
from assistant.drafting.wording.pieces import Piece, cut, table, words
from assistant.spelling import is_french
from ingest.folding import fold
from ingest.vocabulary import load

_VOWEL = "'"


def is_determined(subject: str) -> bool:
    """Whether a subject begins with an article or the like."""
    pieces = cut(subject)
    return bool(pieces) and pieces[0].low in _lists()["determiners"]


def with_article(subject: str) -> str | None:
    """A subject with its definite article, or None where its number or its gender is not sure.

    Args:
        subject: A noun and what belongs to it, without an article.
    """
    pieces = cut(subject)
    if not pieces or _is_acronym(pieces[0]) or _is_name(pieces[0]):
        return None
    noun = pieces[0].low
    said = noun + subject.strip()[len(noun) :]
    if _is_plural(noun):
        return f"les {said}"
    short = elided("le", said)
    if _VOWEL in short[:2]:
        return short
    feminine = _feminine(noun)
    return None if feminine is None else f"{'la' if feminine else 'le'} {said}"


def after_of(subject: str) -> str:
    """A subject after « de » without an article: « de RGPD », « d'aînés »."""
    return elided("de", subject)


def _is_name(piece: Piece) -> bool:
    """Whether a word has a capital and is no word: « Alzheimer »."""
    return piece.word[:1].isupper() and not is_french(fold(piece.low))


def _is_acronym(piece: Piece) -> bool:
    return len(piece.word) > 1 and piece.word.isupper()


def _is_plural(noun: str) -> bool:
    if noun in _lists()["invariable"]:
        return False
    if noun.endswith("aux") or noun in _lists()["plural"]:
        return True
    return noun.endswith(("s", "x")) and is_french(fold(noun[:-1]))


def _feminine(noun: str) -> bool | None:
    """A noun's gender where the lists or its ending tell it for sure."""
    if noun in words("masculine") or noun in _lists()["masculine"]:
        return False
    if noun in words("feminine") or noun in _lists()["feminine"]:
        return True
    if noun.endswith(tuple(_lists()["masculine_ends"])):
        return False
    if noun.endswith(tuple(table()["feminine_ends"])):
        return True
    return False if noun.endswith(tuple(table()["masculine_ends"])) else None


@cache
def _lists() -> dict[str, Any]:
    found: dict[str, Any] = load("drafting")["articles"]
    return found
