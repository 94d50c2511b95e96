"""What the records of a listing must be about: a question's clauses as aspects, each of which can be scored."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache

from assistant.phrases import Span, blank
from assistant.phrases import listed as listed_words
from assistant.question import Clause, Question, Topic
from ingest.folding import fold
from ingest.french import Token, tokens
from ingest.themes import thesaurus
from ingest.vocabulary import load

_PLAIN_LINK = re.compile(r"[\s,;/&+()]*(?:et|ou)?[\s,;/&+()]*")
_NOUN_LINKS = frozenset({"de", "d", "du", "en", "à", "a", "au", "aux", "pour"})
_ARTICLES = frozenset({"le", "la", "les", "l", "un", "une", "des", "du", "de", "d"})
_ABSTRACT = re.compile(r"(?:tion|sion|ment|age|ance|ence|ite|isme|ure|eur|euse|ing)s?$")
_VERB = re.compile(r"(?:[^i]er|ir|ent|ez|ons)$")
_MIN_LETTERS = 4


@dataclass(frozen=True, slots=True)
class Aspect:
    """One thing that a record may be about.

    Attributes:
        concept: A theme, or None for words alone.
        words: The index terms by which the question says it.
        part: What names the part of the theme that it asks for; nothing where it asks for all of it.
        literal: Whether documents say it with these words too, and not only questions.
        place: Where the question says it.
        narrowing: An index term beside the theme that narrows it (« prime de naissance »), or None.
    """

    concept: str | None
    words: tuple[str, ...]
    part: frozenset[tuple[str, ...]] = frozenset()
    narrowing: str | None = None
    literal: bool = True
    place: int = 0


@dataclass(frozen=True, slots=True)
class Need:
    """What one clause asks for: every group must fit, by any of its aspects.

    Attributes:
        minor: Whether it is made of words that stand beside themes, and may only suggest.
    """

    groups: tuple[tuple[Aspect, ...], ...]
    minor: bool = False

    @property
    def aspects(self) -> tuple[Aspect, ...]:
        """All that it is made of."""
        return tuple(aspect for group in self.groups for aspect in group)


def needs(question: Question, text: str, spans: Iterable[Span] = ()) -> list[Need]:
    """What a question asks for; a record has to fit one of them.

    Args:
        question: The question.
        text: Its words.
        spans: What of them names an element, a field or a level, and no subject.
    """
    rest = blank(text, spans)
    listed, folded = tokens(rest), fold(rest)
    terms = {token.term for token in listed}
    clauses = [
        Clause(_topics(clause, folded), tuple(one for one in clause.terms if one in terms))
        for clause in question.clauses
    ]
    return _focused(_needs(clauses, listed, folded, restricted=rest != text), folded)


def as_words(asked: Iterable[Need]) -> Need:
    """The words of some needs, whatever their themes."""
    said = [(*one.words, *([one.narrowing] if one.narrowing else [])) for need in asked for one in need.aspects]
    return Need(((Aspect(None, tuple(dict.fromkeys(word for words in said for word in words))),),))


def _focused(found: list[Need], folded: str) -> list[Need]:
    """« RH : qui revoit les descriptions de fonction ? »: what stands before the colon only says where to look."""
    head = folded.find(":")
    parts = {aspect.concept for need in found for aspect in need.aspects if aspect.part and aspect.place > head}

    def introduces(need: Need) -> bool:
        return any(not one.part and one.concept in parts and one.place < head for one in need.aspects)

    return [need for need in found if not introduces(need)] if head >= 0 else found


def clause_needs(clauses: Iterable[Clause]) -> list[Need]:
    """What clauses ask for, each topic by itself: for what a question leaves out."""
    found = []
    for clause in clauses:
        for topic in clause.topics:
            part = thesaurus().part(topic.concept, topic.words)
            found.append(Need(((Aspect(topic.concept, topic.words, part, literal=not topic.colloquial),),)))
        if not clause.topics and clause.terms:
            found.append(Need(((Aspect(None, clause.terms),),)))
    return found


def _needs(clauses: list[Clause], listed: list[Token], folded: str, *, restricted: bool) -> list[Need]:
    themed = any(clause.topics for clause in clauses)
    found: list[Need] = []
    for clause in clauses:
        if clause.topics:
            found += _themed(clause, listed, folded)
        elif clause.terms:
            nouns = tuple(one for one in clause.terms if not (themed or restricted) or _is_noun(one, listed))
            if nouns:
                found.append(Need(((Aspect(None, nouns),),), minor=themed))
    return found


def _topics(clause: Clause, folded: str) -> tuple[Topic, ...]:
    """The topics of a clause that the remaining words name, without the audience beside a subject."""
    kept = [topic for topic in clause.topics if fold(topic.surface) in folded]
    subjects = [topic for topic in kept if not set(topic.words) <= _terms("audience")]
    return tuple(subjects or kept)


def _themed(clause: Clause, listed: list[Token], folded: str) -> list[Need]:
    """The needs of a clause with themes: juxtaposed ones each suffice, linked ones must fit together."""
    groups: list[list[Topic]] = []
    places = {topic: _place(topic, folded) for topic in clause.topics}
    for topic in sorted(clause.topics, key=lambda one: places[one]):
        if groups and _overlap(places[groups[-1][-1]], places[topic]):
            groups[-1].append(topic)
        else:
            groups.append([topic])
    series: list[list[list[Topic]]] = []
    for group in groups:
        between = folded[places[series[-1][-1][-1]][1] : places[group[0]][0]] if series else ""
        if series and not _PLAIN_LINK.fullmatch(between):
            series[-1].append(group)
        else:
            series.append([group])
    return [Need(tuple(_aspects(group, clause, listed, folded) for group in one)) for one in series]


def _place(topic: Topic, folded: str) -> Span:
    start = folded.find(fold(topic.surface))
    return start, start + len(topic.surface)


def _overlap(first: Span, second: Span) -> bool:
    return first[0] < second[1] and second[0] < first[1]


def _aspects(group: list[Topic], clause: Clause, listed: list[Token], folded: str) -> tuple[Aspect, ...]:
    """The readings of the same words: where one asks for a part of its theme, the wider ones are not meant."""
    found = [
        Aspect(
            topic.concept,
            topic.words,
            _part(topic),
            _narrowing(topic, clause, listed),
            literal=not topic.colloquial,
            place=_place(topic, folded)[0],
        )
        for topic in _meant(group, folded)
    ]
    parts = [one for one in found if one.part]
    return tuple(parts or [one for one in found if one.literal] or found)


def _part(topic: Topic) -> frozenset[tuple[str, ...]]:
    """What names the part of a theme that a topic asks for: of a theme that gathers different things, its own words."""
    part = thesaurus().part(topic.concept, topic.words)
    if part or topic.colloquial or topic.concept not in load("listings")["bags"]:
        return part
    return frozenset() if set(topic.words) <= _wide(topic.concept) else frozenset({topic.words})


@cache
def _wide(concept: str) -> frozenset[str]:
    """The words that ask for the whole of a theme that gathers different things."""
    phrases = [thesaurus().concepts[concept].label, *load("listings")["bags"][concept]]
    return frozenset(token.term for phrase in phrases for token in tokens(str(phrase)) if not token.article)


def _meant(group: list[Topic], folded: str) -> list[Topic]:
    """Themes of the organisation's inside, as what they are for the public where the question speaks of it."""
    if not re.search(listed_words("outside"), folded):
        return group
    twins = load("listings")["twins"]
    known = {topic.concept for topic in group}
    turned = [
        replace(topic, concept=twins[topic.concept], colloquial=True) if topic.concept in twins else topic
        for topic in group
    ]
    return [topic for topic, old in zip(turned, group, strict=True) if topic is old or topic.concept not in known]


def _narrowing(topic: Topic, clause: Clause, listed: list[Token]) -> str | None:
    """The noun before a theme that narrows it: « une prime de naissance », « une salle de sport »."""
    bare = [(rank, token) for rank, token in enumerate(listed) if not token.article]
    for place, (rank, _) in enumerate(bare):
        if place == 0 or tuple(token.term for _, token in bare[place : place + len(topic.words)]) != topic.words:
            continue
        at, before = bare[place - 1]
        links = {fold(token.surface) for token in listed[at + 1 : rank]}
        if before.term not in clause.terms or not links & _NOUN_LINKS or not _narrows(before):
            return None
        lead = fold(listed[at - 1].surface) if at else "le"
        return before.term if lead in _ARTICLES or "des" not in links else None
    return None


def _narrows(token: Token) -> bool:
    word = fold(token.surface)
    if len(word) < _MIN_LETTERS or token.term in _terms("general"):
        return False
    return not (_ABSTRACT.search(word) or _VERB.search(word))


def _is_noun(term: str, listed: list[Token]) -> bool:
    """Whether a word stands behind an article, as nouns do: « les zeppelins », and not « autour », « jolie »."""
    return any(
        token.term == term
        and rank > 0
        and fold(listed[rank - 1].surface) in _ARTICLES
        and len(token.surface) >= _MIN_LETTERS
        and term not in _terms("general")
        for rank, token in enumerate(listed)
    )


@cache
def _terms(name: str) -> frozenset[str]:
    return frozenset(token.term for word in load("listings")[name] for token in tokens(str(word)))
