"""What a question is about: its subjects, each made of themes and of the words that no theme covers."""

import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from assistant.intent import has_any, is_personal
from assistant.phrases import blank, phrases_pattern
from ingest.folding import fold, fold_spaces
from ingest.french import Token, question_words, tokens
from ingest.themes import Mention, thesaurus
from ingest.vocabulary import load

_SEPARATOR = re.compile(
    r"[,;/()?!«»\"…]|\s[:–—-]\s|:\s|(?<!\bart)(?<!\barts)\.\s|\s(?:et|ou|ainsi que|mais)\s", re.IGNORECASE
)
_SENTENCE = re.compile(r"[^.!?…\n]+(?:[.!?…]+(?=\s|$)|\n|$)|[^\n]+")
_FIGURE = re.compile(r"\d+(?:[.,-]\d+)*|o[so]:[\d.]+")


@dataclass(frozen=True, slots=True)
class Topic:
    """A theme of the thesaurus that a question names, with the words that name it.

    Attributes:
        words: Their index terms.
        surface: The words as they stand in the question.
        colloquial: Whether only questions speak so (« payer mon chauffage »).
    """

    concept: str
    words: tuple[str, ...]
    surface: str
    colloquial: bool


@dataclass(frozen=True, slots=True)
class Clause:
    """One subject of a question: its themes, and the words that no theme covers.

    Attributes:
        words: Those words as they stand in the question, one for each of the `terms`.
    """

    topics: tuple[Topic, ...]
    terms: tuple[str, ...]
    words: tuple[str, ...] = ()


def weighed(text: str) -> tuple[str, str]:
    """A question without the story around it, and the story: each as long as the whole, the rest blank.

    A sentence belongs to the story when it tells of the writer's life while another one asks.
    """
    parts = [match.span() for match in _SENTENCE.finditer(text)]
    vocabulary = load("questions")

    def asks(span: tuple[int, int]) -> bool:
        sentence = fold_spaces(text[slice(*span)])
        return "?" in sentence or has_any(sentence, vocabulary["asking"])

    asking = [span for span in parts if asks(span)]
    told = [span for span in parts if span not in asking and is_personal(fold_spaces(text[slice(*span)]))]
    if not asking or not told:
        return text, " " * len(text)
    return blank(text, told), blank(text, [span for span in parts if span not in told])


def without_fillers(text: str) -> str:
    """A text without what tells of a household or of politeness, nor figures of speech; nothing moves."""
    folded = fold(text)
    sayings = phrases_pattern(tuple(load("sayings")["sayings"]))
    return blank(text, [match.span() for pattern in (sayings, _fillers()) for match in pattern.finditer(folded)])


def find_clauses(text: str, beside: Collection[str] = ()) -> tuple[Clause, ...]:
    """The subjects of a text, one a segment between commas and conjunctions.

    Args:
        text: The question, without organisations nor what it leaves out.
        beside: Index terms that are no subject in this question: they say which fact is asked for.
    """
    clauses = []
    for segment in _SEPARATOR.split(without_fillers(text)):
        if segment.strip():
            clauses.append(_clause(segment, beside))
    return tuple(clause for clause in clauses if clause.topics or clause.terms)


def _clause(segment: str, beside: Collection[str]) -> Clause:
    listed = [token for token in _without_adjectives(tokens(segment)) if not token.article]
    mentions = _maximal(thesaurus().mentions([token.term for token in listed], question=True))
    covered = {index for mention in mentions for index in range(mention.first, mention.last)}
    rest = {
        token.term: token.surface
        for index, token in enumerate(listed)
        if index not in covered and token.term not in beside and _is_telling(token)
    }
    topics = dict.fromkeys(_topic(mention, listed, segment) for mention in mentions)
    return Clause(tuple(topics), tuple(rest), tuple(rest.values()))


def _without_adjectives(listed: list[Token]) -> list[Token]:
    """Words without those that name people when alone, and only qualify the thing that they stand before."""
    vocabulary = load("sayings")
    qualifying = [
        token
        for token, after in pairwise(listed)
        if token.surface in vocabulary["adjectives"]
        and not after.stop
        and not after.surface.isdigit()
        and not _of_people().fullmatch(after.surface)
    ]
    return [token for token in listed if token not in qualifying]


@lru_cache(maxsize=1)
def _of_people() -> re.Pattern[str]:
    """What follows the name of people, rather than the adjective: « les vieux isolés », « un vieux monsieur »."""
    vocabulary = load("sayings")
    persons = [re.escape(str(one)).replace(r"\*", r"[a-zà-ÿ]*") for one in vocabulary["persons"]]
    return re.compile("|".join([*persons, *vocabulary["after_person"]]))


def _is_telling(token: Token) -> bool:
    """Whether a word says what a question is about."""
    if token.stop or len(token.term) < 2 or _FIGURE.fullmatch(token.term):
        return False
    return token.term not in _unspecific() and fold(token.surface) not in _exact()


def prune(clauses: tuple[Clause, ...], asked: Collection[str], *, personal: bool, text: str) -> tuple[Clause, ...]:
    """Subjects without the topics that only name a fact, a member of the household, or something else of the same name.

    Args:
        clauses: The subjects.
        asked: Index terms of the words that ask for a fact (« quel budget »): alone, they are no theme.
        personal: Whether the writer tells of their own life.
        text: The folded question, which decides between homonyms.
    """
    household = _stems("household") if personal else frozenset()
    homonyms = load("questions")["homonyms"]

    def drop(topic: Topic) -> bool:
        wrong = any(
            topic.concept == one["theme"]
            and has_any(fold_spaces(topic.surface), one["said"])
            and (has_any(text, one.get("unless", [])) or ("with" in one and not has_any(text, one["with"])))
            for one in homonyms
        )
        return wrong or set(topic.words) <= set(asked)

    kept = [replace(one, topics=tuple(topic for topic in one.topics if not drop(topic))) for one in clauses]
    if personal:
        kept = [_of_citizens(one) for one in kept]
    if any(topic for one in kept for topic in one.topics if not set(topic.words) <= household):
        kept = [
            replace(one, topics=tuple(topic for topic in one.topics if not set(topic.words) <= household))
            for one in kept
        ]
    return tuple(one for one in kept if one.topics or one.terms)


def _of_citizens(clause: Clause) -> Clause:
    """A subject as someone means it who speaks of their own life: never of the administration's inside."""
    sides = load("questions")["for_citizens"]
    inside = load("questions")["never_for_citizens"]
    staff = _staff()
    topics = dict.fromkeys(
        topic if staff & set(topic.words) else replace(topic, concept=sides.get(topic.concept, topic.concept))
        for topic in clause.topics
        if topic.concept not in inside
    )
    return replace(clause, topics=tuple(topics))


@lru_cache(maxsize=1)
def _staff() -> frozenset[str]:
    """The words that name the administration's own staff, whoever says them: « sensibiliser le personnel »."""
    return frozenset(token.term for word in load("listings")["staff"] for token in tokens(str(word)))


@lru_cache(maxsize=4)
def _stems(name: str) -> frozenset[str]:
    return frozenset(token.term for word in load("questions")[name] for token in tokens(str(word)))


def _topic(mention: Mention, listed: list[Token], segment: str) -> Topic:
    chosen = listed[mention.first : mention.last]
    surface = _as_asked([token.surface for token in chosen], segment)
    return Topic(mention.concept, tuple(token.term for token in chosen), surface, mention.colloquial)


def _as_asked(words: list[str], segment: str) -> str:
    """Words as they stand in the question, with the articles between them."""
    found = re.search(r"\b" + r"\W+(?:\w+\W+){0,3}?".join(re.escape(fold(word)) for word in words), fold(segment))
    return segment[slice(*found.span())] if found else " ".join(words)


@lru_cache(maxsize=1)
def _unspecific() -> frozenset[str]:
    """The terms that say how something is asked, or in which document: never about what."""
    vocabulary = load("questions")
    phrases = [*vocabulary["own"], *vocabulary["frame"]]
    return question_words() | {token.term for phrase in phrases for token in tokens(str(phrase).replace("*", ""))}


@lru_cache(maxsize=1)
def _exact() -> frozenset[str]:
    return frozenset(fold(str(word)) for word in load("stopwords")["exact"])


@lru_cache(maxsize=1)
def _fillers() -> re.Pattern[str]:
    return re.compile("|".join(load("questions")["fillers"]))


def _maximal(mentions: list[Mention]) -> list[Mention]:
    """Mentions that no longer one contains; weak ones only where nothing is certain."""
    strong = [mention for mention in mentions if mention.strong] or mentions
    return [
        mention
        for mention in strong
        if not any(
            other.first <= mention.first
            and mention.last <= other.last
            and other.last - other.first > mention.last - mention.first
            for other in strong
        )
    ]
