"""A question within its conversation: what it keeps of the one before, and what it asks of the last answer.

The state of a conversation is computed again from its questions at each turn: nothing is kept that its reader does not
see. A question that does not say that it goes on with the last one keeps nothing of it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.answer import Answer, Audience, Turn
from assistant.intent import Intent, has_any, spans_found
from assistant.organisations import Named
from assistant.phrases import alternatives, blank
from assistant.question import Clause, Question, understand
from ingest.folding import fold, fold_spaces
from ingest.records import Document
from ingest.vocabulary import load

_MAX_TURNS = 8
_MAX_ELLIPSIS = 6
"""A question of more words than this is whole, unless it says that it goes on."""
_MAX_PRONOUN = 14
"""In a longer question, a story, « elle » is somebody whom the story speaks of."""
_MAX_FOCUS = 6
"""An answer with more sources than this is not « it »: « qui s'en occupe ? » is asked of its subject again."""
_NOWHERE = Named((), (), (), ())
_NUMBER = re.compile(
    r"(?<![\d.])(?<!article )(?<!art )(?<!loi )(?<!volet )(?<!les )(?<!§ )"
    r"(\d{1,3})(?![\d.]|\s?(?:ans|mois|jours|%|€|euros))"
)
_ELEMENT = re.compile(
    r"\b(?:l'\s?)?(?:actions?|objectifs?(?: \w+)?|os|oo|axes?|fiches?)\s*(?:n\s?[o°]\s*)?\d+(?:\.\d+)*"
)
_START = re.compile(r"[\s,.;:!?…-]*")


@dataclass(frozen=True, slots=True)
class Followed:
    """A question understood within its conversation.

    Attributes:
        question: What it asks, with what it keeps of the question before.
        nodes: Ids of the sources of the last answer that it asks about: « développe le 3 », « qui s'en occupe ? ».
        courtesy: Whether it is no question at all: « merci ».
    """

    question: Question
    nodes: tuple[str, ...] = ()
    courtesy: bool = False


def follow(text: str, audience: Audience, history: Sequence[Turn], documents: Sequence[Document]) -> Followed:
    """Understand a question within a conversation.

    Args:
        text: The question, as asked.
        audience: Who asks.
        history: The conversation so far, oldest first.
        documents: The library's documents.
    """
    states: list[Question] = []
    last: Answer | None = None
    for turn in history[-_MAX_TURNS:]:
        states.append(_next(turn.question, audience, states, last, documents).question)
        # « Merci » has an answer too, without sources: « le 3 » is still of the one before.
        last = turn.answer if turn.answer.citations or last is None else last
    return _next(text, audience, states, last, documents)


def _next(
    text: str, audience: Audience, states: Sequence[Question], last: Answer | None, documents: Sequence[Document]
) -> Followed:
    state = states[-1] if states else None
    new = understand(text, audience, documents)
    words, folded = load("dialogue"), _START.sub("", fold_spaces(text), count=1)
    if _is_only(folded, words["courtesy"]):
        return Followed(state or new, courtesy=True)
    if state is None or last is None or has_any(folded, words["afresh"]):
        return Followed(new)
    nodes = () if new.number or new.named.names or new.period else _sources(folded, last)
    if nodes:
        return Followed(state, nodes)
    if _asks(folded, new):
        few = len(_cited(last)) <= _MAX_FOCUS
        merged = _merged(folded, replace(new, clauses=()), state, last, audience, documents)
        return Followed(merged, _cited(last) if few else ())
    if not _continues(folded, new, words):
        return Followed(new)
    own = understand(_stripped(text, words), audience, documents)
    merged = _merged(folded, own, state, last, audience, documents)
    if has_any(folded, words["both"]) and not own.named.names:
        merged = replace(merged, named=_both_named(states), intent=Intent.COMPARISON)
    return Followed(merged)


def _continues(folded: str, new: Question, words: dict[str, list[str]]) -> bool:
    """Whether a question goes on with the last one: it says so, or is none by itself."""
    if _starts(folded, words["continues"]) or _excludes_only(new):
        return True
    if not new.clauses and has_any(folded, words["both"]):
        return True
    # A list of rows with its subject is whole: « juste » in it is a word like others (« la transition juste »).
    whole = new.intent is Intent.LISTING and bool(new.clauses)
    if _starts(folded, [*words["only"], *words["others"]]):
        return True
    if not whole and has_any(folded, [*words["only"], *words["others"]]):
        return True
    alone = not new.clauses and new.number is None
    if alone and (_is_only(folded, words["count"]) or has_any(folded, words["rows"])):
        return True
    count = len(folded.split())
    speaks = new.clauses and (whole or new.named.names)
    if count <= _MAX_PRONOUN and not speaks and has_any(folded, words["pronouns"]):
        return True
    short = count <= _MAX_ELLIPSIS
    slots = new.named.names or new.volet or new.level or has_any(folded, [*words["everywhere"], *words["every_volet"]])
    return bool(alone and short and slots and new.intent is Intent.PASSAGE)


def _excludes_only(new: Question) -> bool:
    """Whether a question only leaves something out: « sauf Chimay », « sans le volet interne »."""
    left_out = new.excluded or new.excluded_levels or new.excluded_volets or new.named.excluded
    return bool(left_out) and not new.clauses and new.number is None


def _asks(folded: str, new: Question) -> bool:
    """Whether a question asks for a fact and does not say of what."""
    bare = _START.sub("", re.sub(r"^et\b", "", folded), count=1)
    return not new.named.names and len(bare.split()) <= _MAX_ELLIPSIS and _starts(bare, load("dialogue")["asks"])


def _stripped(text: str, words: dict[str, list[str]]) -> str:
    """A question without the words by which it goes on with another one."""
    folded = fold(text)
    spans = spans_found(text, [*words["only"], *words["others"], *words["everywhere"], *words["every_volet"]])
    # « Non, plutôt Hannut »: one such word may follow another.
    starts = alternatives(words["continues"])
    if match := re.match(rf"(?:{_START.pattern}(?:{starts})(?![\w'-]))+", folded):
        spans.append((0, match.end()))
    return blank(text, spans)


def _merged(
    folded: str, own: Question, state: Question, last: Answer, audience: Audience, documents: Sequence[Document]
) -> Question:
    """The question before with what a follow-up changes of it.

    Both are put into one text and understood anew, so that all that is read of a question's words is of this one.
    """
    words = load("dialogue")
    narrowed = bool(own.clauses and state.clauses) and has_any(folded, words["only"])
    elsewhere = not own.named.names and has_any(folded, words["others"])
    everywhere = not own.named.names and not elsewhere and has_any(folded, words["everywhere"])
    replaced = bool(own.named.names or own.named.unknown or elsewhere or everywhere)
    before = _without(state, names=replaced, subjects=bool(own.clauses) and not narrowed)
    if _ELEMENT.search(fold(own.text)):  # « et l'action 16 ? » after « l'action 15 »
        before = blank(before, [match.span() for match in _ELEMENT.finditer(fold(before))])
    if own.level or own.unit:  # « seulement les OO »: the level asked for before is no longer asked for
        before = blank(before, spans_found(before, _level_words()))
    # A full stop: « hors Chimay » of the first must not take in what the second asks.
    merged = understand(f"{before.rstrip(' ?!.,')}. {own.text}", audience, documents)
    clauses = own.clauses or _left(state, own)
    if narrowed:
        clauses = tuple(_both(one, other) for one in state.clauses for other in own.clauses)
    named = merged.named
    if elsewhere:
        named = _others(state, last, documents)
    elif not replaced and not named.documents:
        named = replace(state.named, spans=())
    return replace(
        merged,
        intent=_intent(folded, own, state),
        named=named,
        volet=None if has_any(folded, words["every_volet"]) else own.volet or state.volet,
        level=own.level or state.level,
        number=own.number or (None if own.clauses else state.number),
        clauses=clauses,
        facts=own.facts or (() if own.clauses else state.facts),
        own=False if named.names or everywhere else merged.own,
        kind=own.kind or (None if replaced else state.kind),
    )


def _intent(folded: str, own: Question, state: Question) -> Intent:
    words = load("dialogue")
    if _is_only(folded, words["count"]):
        return Intent.COUNT
    if has_any(folded, words["rows"]):
        return Intent.LISTING
    return state.intent if own.intent is Intent.PASSAGE and not own.facts else own.intent


def _left(state: Question, own: Question) -> tuple[Clause, ...]:
    """The subjects of the question before, without those that a follow-up leaves out."""
    gone = {topic.concept for clause in own.excluded for topic in clause.topics}
    kept = [
        replace(one, topics=tuple(topic for topic in one.topics if topic.concept not in gone)) for one in state.clauses
    ]
    return tuple(one for one in kept if one.topics or one.terms)


def _level_words() -> list[str]:
    """The words that name levels and units: « actions », « objectifs opérationnels »."""
    vocabulary = load("questions")
    return [phrase for table in ("levels", "units") for phrases in vocabulary[table].values() for phrase in phrases]


def _both(one: Clause, other: Clause) -> Clause:
    """A subject within another one: a record must be of both."""
    topics = {topic.concept: topic for topic in (*one.topics, *other.topics)}
    return Clause(tuple(topics.values()), tuple(dict.fromkeys((*one.terms, *other.terms))))


def _others(state: Question, last: Answer, documents: Sequence[Document]) -> Named:
    """The organisations that the last answer was not about."""
    heard = set(state.named.documents) or {citation.document for citation in last.citations}
    rest = [one for one in documents if one.id not in heard and one.identity.organisation]
    names = tuple(dict.fromkeys(one.identity.organisation.value for one in rest if one.identity.organisation))
    return Named(tuple(one.id for one in rest), names, (), ()) if rest else _NOWHERE


def _both_named(states: Sequence[Question]) -> Named:
    """The organisations that the last two questions about different ones were about."""
    found: list[Named] = []
    for state in reversed(states):
        if state.named.documents and not any(state.named.documents == one.documents for one in found):
            found.append(state.named)
    chosen = list(reversed(found[:2]))
    documents = dict.fromkeys(name for one in chosen for name in one.documents)
    return Named(tuple(documents), tuple(dict.fromkeys(name for one in chosen for name in one.names)), (), ())


def _without(question: Question, *, names: bool, subjects: bool) -> str:
    """A question's text without its organisations, or without its subjects."""
    spans = list(question.named.spans) if names else []
    if subjects:
        said = [topic.surface for topic in question.topics]
        said += [word for clause in question.clauses for word in clause.words]
        spans += [
            match.span() for one in said for match in re.finditer(rf"\b{re.escape(fold(one))}\b", fold(question.text))
        ]
    return " ".join(blank(question.text, spans).split())


def _sources(folded: str, last: Answer) -> tuple[str, ...]:
    """The sources of the last answer that a question points at by their numbers."""
    words = load("dialogue")
    places = _places(folded, len(last.citations))
    bare = re.fullmatch(r"(?:et )?(?:le|la|l'action|l'objectif|numero|n°|le n°|source)?\s*\[?\d{1,3}\]?\W*", folded)
    if not last.citations or not (has_any(folded, words["details"]) or bare):
        return ()
    if not places and len(folded.split()) <= _MAX_ELLIPSIS and _is_only(folded, words["details"]):
        places = [1]
    by_number = {citation.n: citation.node for citation in last.citations}
    return tuple(by_number[place] for place in places if place in by_number)


def _places(folded: str, count: int) -> list[int]:
    """The numbers that a question points at: « le 3 », « le deuxième », « la dernière »."""
    words = load("dialogue")
    found = [int(match.group(1)) for match in _NUMBER.finditer(folded)]
    found += [rank for rank, word in enumerate(words["ordinals"], start=1) if has_any(folded, [word])]
    found += [2] if has_any(folded, words["second"]) else []
    found += [count] if has_any(folded, words["last"]) else []
    return found


def _cited(last: Answer) -> tuple[str, ...]:
    return tuple(dict.fromkeys(citation.node for citation in last.citations))


def _starts(folded: str, phrases: list[str]) -> bool:
    return re.match(rf"(?:{alternatives(phrases)})(?![\w'-])", folded) is not None


def _is_only(folded: str, phrases: list[str]) -> bool:
    """Whether a text is one of some phrases, punctuation and « svp » aside."""
    bare = re.sub(r"\b(?:svp|stp|s'il (?:vous|te) plait|alors|du coup)\b|[^\w\s'-]", " ", folded)
    bare = " ".join(bare.split())
    return re.fullmatch(alternatives(phrases), bare) is not None
