"""Questions about plans as such: what a PST is for, what it must hold, who makes it, when, what if it is late.

They ask about the instrument, and about no policy of an organisation: the legal notes answer them, and what plans
explain of themselves; no action does.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass, fields
from functools import cached_property, lru_cache
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from assistant.demands import demands
from assistant.intent import Intent, has_any
from assistant.meaning import Meaning
from assistant.question import Question
from ingest.folding import fold, fold_spaces
from ingest.french import analyse
from ingest.parsers.note import SOURCE, is_statement
from ingest.records import Document, Level, Node
from ingest.vocabulary import load
from vectorstore.library import Library

_MIN_WORDS, _MIN_IN_SENTENCE = 8, 6
"""A shorter line explains nothing; a sentence may be shorter than a bare line."""
_CLEARLY, _RATHER, _AT_ALL = 0.7, 0.3, -1.5
"""How much nearer in meaning an explanation must be than any action, in standard deviations of the question's cosines:
where the wording alone does not tell; where it looks like a request for a list; where it is about nothing else."""
_OF_RULES = frozenset({"article", "definition", "raison"})
"""Facts that explanations give: the others are another one in each plan."""
_FIGURES = frozenset({"montant", "horaire"})
_ROWS = (Intent.LISTING, Intent.COMPARISON)


@dataclass(frozen=True, slots=True)
class GenericQuestion(Question):
    """A question about plans as such."""

    @classmethod
    def of(cls, question: Question) -> Self:
        """The same question, known to be about plans as such."""
        return cls(**{one.name: getattr(question, one.name) for one in fields(Question)})


class Genre:
    """Tells questions about plans as such from those about what plans hold.

    Args:
        library: The open library.
        documents: The documents that are there for the questions, besides the notes; its plans when not given.
    """

    def __init__(self, library: Library, documents: Collection[Document] | None = None) -> None:
        self._library = library
        self._documents = {one.id for one in (library.plans if documents is None else documents)}

    def read(self, question: Question) -> Question:
        """A question, marked as generic where it is about plans as such."""
        return GenericQuestion.of(question) if self._is_generic(question) else question

    def _is_generic(self, question: Question) -> bool:
        if question.named.names or question.named.unknown:
            return False
        if self._library.notes and asks_to_draft(question.text):
            return True
        if _asks_for_rows(question) or _counts(question):
            return False
        if self._library.notes and _confronts(question):
            return True
        mention = named_instrument(question.text)
        if mention is None and not self._known_to_notes(question):
            return False
        if (not mention and question.intent in _ROWS) or _of_one_plan(question):
            return False
        nearness = self.nearness(question)
        if mention is None:
            return nearness.notes >= _CLEARLY and not _asks_for_figures(question)
        return max(nearness.notes, nearness.told) >= _floor(question, as_subject=mention)

    def _known_to_notes(self, question: Question) -> bool:
        """Whether a question names this product, or by its acronym something that the notes speak of."""
        if not self._library.notes:
            return False
        acronyms = {term for one in load("acronyms") for term in analyse(str(one))} - set(analyse("CPAS PST DPS"))
        named = acronyms & set(analyse(question.text))
        held = self._library.own_terms
        known = any(named & held[node.id] for one in self._library.notes for node in one.nodes)
        return (known and not question.personal) or has_any(fold_spaces(question.text), load("questions")["of_product"])

    def nearness(self, question: Question) -> "Nearness":
        """How near in meaning the notes, the explanations and the actions of the library are to a question."""
        meaning = Meaning(self._library, question)
        notes, told, elements = map(meaning.best, self._kinds)
        base = max(elements, 0.0)
        return Nearness(notes - base, told - base)

    @cached_property
    def _kinds(self) -> tuple[NDArray[np.bool_], ...]:
        """Which nodes are statements of notes, explanations of plans, and elements of plans."""
        pairs = self._library.pairs
        notes = [document.is_note and is_statement(node) for document, node in pairs]
        here = [document.is_note or document.id in self._documents for document, _ in pairs]
        told = [held and explains(document, node) for held, (document, node) in zip(here, pairs, strict=True)]
        elements = [
            held
            and bool(node.text)
            and not document.is_note
            and node.level not in (Level.PASSAGE, Level.VOLET, Level.SECTION)
            for held, (document, node) in zip(here, pairs, strict=True)
        ]
        return tuple(np.array(one, dtype=np.bool_) for one in (notes, told, elements))


@dataclass(frozen=True, slots=True)
class Nearness:
    """How much nearer than the nearest action, in standard deviations of the question's cosines.

    Attributes:
        notes: The nearest statement of the notes; minus infinity where there is none.
        told: The nearest explanation in a plan, likewise.
    """

    notes: float
    told: float


def explains(document: Document, node: Node) -> bool:
    """Whether a node is prose of a plan that may explain something: no element, no title, no lead-in of a list."""
    text = node.text.rstrip()
    enough = _MIN_IN_SENTENCE if text.endswith((".", "!")) else _MIN_WORDS
    prose = node.level is Level.PASSAGE and not document.is_note and node.kind != "titre" and not text.endswith(":")
    return prose and sum(word.strip("«»(),.;").isalpha() for word in re.split(r"[\s'’-]+", text)) >= enough


def asks_to_draft(text: str) -> bool:
    """Whether somebody who writes their own plan asks what to write in it, or whether they may copy another."""
    table, folded = load("questions")["drafting"], fold_spaces(text).replace("’", "'")
    return any(re.search(one, folded) for one in table["asked"]) and bool(re.search(table["of"], folded))


def is_on_drafts(node: Node) -> bool:
    """Whether a statement of the notes tells how a draft is written, by its words or by its source."""
    told = fold(f"{node.text} {dict(node.attributes).get(SOURCE, '')}")
    return bool(re.search(load("questions")["drafting"]["said"], told))


def named_instrument(text: str) -> bool | None:
    """Whether a question names the instrument as its subject; False where only as the place to look in; None if not."""
    folded = fold_spaces(text).replace("’", "'")
    found = [_is_subject(folded, *one.span()) for one in _table("names").finditer(folded)]
    found += [_is_subject(folded, *one.span(1)) for one in _table("bare").finditer(folded)]
    return any(found) if found else None


def _confronts(question: Question) -> bool:
    """Whether a question compares instruments with each other: « la DPC, c'est la même chose que la DPS ? »."""
    if question.intent is not Intent.COMPARISON and "definition" not in question.facts:
        return False
    named = (one.group() for one in _table("names").finditer(fold_spaces(question.text)))
    return len({_instrument(one) for one in named}) > 1


def _instrument(name: str) -> str:
    """Which of the instruments a name names: the programme, or the declaration of a commune or of a centre."""
    if name.startswith("p"):
        return "programme"
    return "communale" if name == "dpc" or name.endswith(("communale", "communales")) else "sociale"


def _is_subject(folded: str, start: int, end: int) -> bool:
    return not (_table("before").search(folded[:start]) or _table("after").search(folded[end:]))


def _floor(question: Question, *, as_subject: bool) -> float:
    """How much nearer than the nearest action an explanation must be for a question to be about plans as such."""
    if not as_subject:
        return _CLEARLY
    if question.intent in _ROWS:
        return _RATHER
    required = set(question.facts) & set(load("questions")["facts_required"])
    return 0.0 if question.topics or required else _AT_ALL


def _counts(question: Question) -> bool:
    """Whether a question asks how many of something there are, and not how long something takes."""
    return any(demand.kind == "nombre" for demand in demands(question.text))


def _asks_for_figures(question: Question) -> bool:
    """Whether a question demands an amount or opening hours: no rule of plans as such gives one."""
    return any(demand.kind in _FIGURES for demand in demands(question.text))


def _of_one_plan(question: Question) -> bool:
    """Whether a question asks a fact of the asker's own plan (« notre PST a été adopté quand »), and no rule."""
    modal = has_any(fold_spaces(question.text), load("questions")["rules"]["obligation"]["asked"])
    return question.own and not modal and bool(set(question.facts) - _OF_RULES)


def _asks_for_rows(question: Question) -> bool:
    """Whether a question asks for elements of plans, or how plans are built."""
    if question.intent in (Intent.NODE, Intent.STRUCTURE, Intent.COUNT):
        return True
    of_plans: list[str] = load("questions")["of_plans"]
    listed = question.unit is not None and question.intent in _ROWS
    return listed or has_any(fold_spaces(question.text), of_plans)


@lru_cache(maxsize=8)
def _table(name: str) -> re.Pattern[str]:
    table: dict[str, Any] = load("questions")["instrument"]
    return re.compile(fold(str(table[name])))
