"""What a question says of who asks it and for what purpose: no part of what it asks."""

import re
from dataclasses import dataclass
from functools import cache

from assistant.phrases import Span, alternatives
from ingest.folding import fold
from ingest.vocabulary import load

_STOP = r"(?:[.,;:!?\n()«»]|-\s)"
_TAIL = r"[^.,;:!?\n()«»]{0,90}?"
_DETERMINER = r"(?:(?:mon|ma|mes|notre|nos|un|une|le|la|les|l'|d'un|d'une)\s*)?"
_HELLO = r"(?:(?:bonjour|bonsoir|salut|hello|coucou|madame|monsieur)[\s,!.]*)*"


@dataclass(frozen=True, slots=True)
class Introductions:
    """What a question says of its writer.

    Attributes:
        sure: Where it says so, and is about something else.
        topics: What the piece of work is about that the answer is for: the subject of a question that has no other.
        trades: What the writer does: the subject of a question without either.
    """

    sure: tuple[Span, ...] = ()
    topics: tuple[Span, ...] = ()
    trades: tuple[Span, ...] = ()

    def choices(self) -> tuple[tuple[Span, ...], ...]:
        """What to leave out of the question: the first choice that leaves a subject holds."""
        return self.sure + self.topics + self.trades, self.sure + self.trades


def find_introductions(text: str) -> Introductions:
    """Find the self-introductions of a question: « je suis conseillère à Durbuy », « pour mon mémoire sur … ».

    Args:
        text: The question.
    """
    folded = fold(text)
    sure: list[Span] = []
    topics: list[Span] = []
    trades: list[Span] = []
    for pattern in (_clause("staff"), _joined("staff"), _works_in(), _apposition("staff")):
        for match in pattern.finditer(folded):
            outside = re.search(_any("outside"), match.group("who"))
            (trades if outside else sure).append(match.span("who"))
    for pattern in (_clause("trades"), _joined("trades"), _apposition("trades")):
        trades += [match.span("who") for match in pattern.finditer(folded)]
    trades += [match.span() for match in _occasion().finditer(folded)]
    for match in _work().finditer(folded):
        topic = match.span("topic")
        sure.append((match.start(), topic[0] if match.group("topic") else match.end()))
        topics += [topic] if match.group("topic") else []
    comes_back = re.search(_any("back"), folded) is not None
    return Introductions(tuple(sure), tuple(topics), () if comes_back else tuple(trades))


def _any(name: str) -> str:
    return rf"(?<![\w-])(?:{alternatives(load('introductions')[name])})"


def _end() -> str:
    """Where an introduction ends: at a mark, or where what is asked begins."""
    joined = r"(?:\s+(?:et|mais|donc|alors|or))?\s+"
    return rf"(?=\s*(?:{_STOP}|$)|{joined}{_any('begins')}|\s+(?:et|mais|qui)\s)"


def _role(kind: str) -> str:
    """What somebody is, once or more, with what says where: « conseillère communale à Durbuy et juriste »."""
    one = rf"(?:{_any('before')}\s*)*{_any(kind)}{_TAIL}{_end()}"
    return rf"{one}(?:\s+et\s+{one})*"


@cache
def _clause(kind: str) -> re.Pattern[str]:
    return re.compile(rf"(?P<who>{_any('am')}\s+{_role(kind)})")


@cache
def _joined(kind: str) -> re.Pattern[str]:
    heads = rf"(?:^\s*{_HELLO}|(?<=[.,;:!?\n(])\s*|(?<=\bet\s))"
    return re.compile(rf"{heads}(?P<who>{_any('as')}\s*{_role(kind)})")


@cache
def _works_in() -> re.Pattern[str]:
    return re.compile(rf"(?P<who>{_any('works_in')}\s*(?:l[ea]s?\s+|l'|une?\s+)?{_any('bodies')}{_TAIL}{_end()})")


@cache
def _apposition(kind: str) -> re.Pattern[str]:
    """« Bourgmestre d'une petite commune, je cherche … », « Directeur général ici : … », « Ici la directrice, … »."""
    role = rf"(?:{_any('before')}\s*)*{_any(kind)}{_TAIL}"
    ends = rf"(?:\s+ici(?=\s*{_STOP})|(?=\s*(?:[,:]|\s-)\s*{_any('first')}))"
    return re.compile(rf"^\s*{_HELLO}(?P<who>ici\s+{role}(?=\s*{_STOP})|{role}{ends})")


@cache
def _work() -> re.Pattern[str]:
    about = _any("about")
    between = rf"(?:\s+(?!{about})[^\s.,;:!?()]+){{0,6}}?"
    head, topic = rf"{_any('doing')}\s*{_DETERMINER}", rf"\s+{about}(?P<topic>{_TAIL}){_end()}"
    told = rf"(?:{_any('works')}{between}|{_any('works_about')}){topic}"
    return re.compile(rf"{head}(?:{told}|{_any('works')}{between}{_end()})")


@cache
def _occasion() -> re.Pattern[str]:
    return re.compile(rf"{_any('occasions')}{_TAIL}{_end()}")
