"""What the records of a listing must be about: a question's clauses as aspects, each of which can be scored."""

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from assistant.aspect_readings import Aspect, Need, focused, glossed, of_forms, terms_of, whole
from assistant.intent import Intent
from assistant.notions import deeds, find_notions, met, named, set_apart, with_deeds
from assistant.phrases import Span, blank
from assistant.phrases import listed as listed_words
from assistant.question import Clause, Question, Topic
from ingest.folding import fold
from ingest.french import Token, tokens
from ingest.themes import thesaurus
from ingest.vocabulary import load

__all__ = ["Aspect", "Need", "as_words", "clause_needs", "needs"]

_PLAIN_LINK = re.compile(r"[\s,;/&+()]*(?:et|ou)?[\s,;/&+()]*")
_NOUN_LINKS = frozenset({"de", "d", "du", "en", "à", "a", "au", "aux", "pour"})
_ARTICLES = frozenset({"le", "la", "les", "l", "un", "une", "des", "du", "de", "d"})
_ABSTRACT = re.compile(r"(?:tion|sion|ment|age|ance|ence|ite|isme|ure|eur|euse|ing)s?$")
_VERB = re.compile(r"(?:[^i]er|ir|ent|ez|ons)$")
_INFINITIVE = re.compile(r"(?:[^i]er|(?:[bf]l|f|ud)ier|[^o]ir|oir|[nr]dre|ttre|uire)$")
_FOR = re.compile(
    r"(?<!\w)(?:pour|envers|aupres)\s+(?:d\w*\s+)?(?:l[ea]s?|leurs?|nos|notre|ses|son|vos|votre)\s+(?:propres?\s+)?$"
)
_MIN_LETTERS = 4


def needs(question: Question, text: str, spans: Iterable[Span] = ()) -> list[Need]:
    """What a question asks for; a record has to fit one of them.

    Args:
        question: The question.
        text: Its words.
        spans: What of them names an element, a field or a level, and no subject.
    """
    spans = list(spans)
    rest = blank(text, spans)
    listed, folded = tokens(rest), fold(rest)
    terms = {token.term for token in listed}
    clauses = [
        Clause(_topics(clause, folded), tuple(one for one in clause.terms if one in terms))
        for clause in question.clauses
    ]
    clauses = _without_staff(clauses, folded)
    mentioned = find_notions(rest)
    compared = question.intent is Intent.COMPARISON and len(question.named.documents) > 1
    if compared and any(clause.topics for clause in set_apart(clauses, mentioned)):
        mentioned = tuple(one for one in mentioned if not one.notion.deed)
    clauses = set_apart(clauses, mentioned)
    told = any(one.meant and one.notion.deed and one.notion.theme for one in mentioned)
    found = _needs(clauses, listed, folded, restricted=rest != text, told=told)
    found = met(of_forms(whole(glossed(focused(found, folded), folded)), folded), folded)
    return with_deeds(found, deeds(mentioned, alone=not clauses), folded)


def as_words(asked: Iterable[Need]) -> Need:
    """The words of some needs, whatever their themes."""
    said = [(*one.words, *([one.narrowing] if one.narrowing else [])) for need in asked for one in need.aspects]
    return Need(((Aspect(None, tuple(dict.fromkeys(word for words in said for word in words))),),))


def clause_needs(clauses: Iterable[Clause], text: str = "") -> list[Need]:
    """What clauses ask for, each topic by itself: for what a question leaves out.

    Args:
        clauses: The clauses.
        text: The question.
    """
    found = []
    folded = fold(text)
    public = _is_public(folded)
    for clause in clauses:
        for topic in _meant(list(clause.topics), folded):
            part = thesaurus().part(topic.concept, topic.words)
            found.append(
                Need(((Aspect(topic.concept, topic.words, part, literal=not topic.colloquial, public=public),),))
            )
        if not clause.topics and clause.terms:
            found.append(Need(((Aspect(None, clause.terms),),)))
    return found


def _needs(clauses: list[Clause], listed: list[Token], folded: str, *, restricted: bool, told: bool) -> list[Need]:
    themed = told or any(clause.topics for clause in clauses)
    clauses = clauses if themed else _named(clauses, listed)
    found: list[Need] = []
    for clause in clauses:
        if clause.topics:
            found += _themed(clause, listed, folded)
        elif clause.terms:
            nouns = tuple(one for one in clause.terms if not (themed or restricted) or _is_noun(one, listed))
            if restricted:
                nouns = tuple(one for one in nouns if one not in terms_of("field_words"))
            if nouns:
                found.append(Need(((Aspect(None, nouns),),), minor=themed))
    return found


def _named(clauses: list[Clause], listed: list[Token]) -> list[Clause]:
    """Clauses without what is done, where they name to what: « signer, revoir des conventions » asks for these."""
    verbs = {token.term for token in listed if _INFINITIVE.search(fold(token.surface))}
    verbs -= {
        token.term
        for rank, token in enumerate(listed)
        if rank and fold(listed[rank - 1].surface) in _ARTICLES - {"de", "d"}
    }
    kept = [replace(one, terms=tuple(term for term in one.terms if term not in verbs)) for one in clauses]
    named = any(_is_noun(term, listed) for one in kept for term in one.terms)
    return kept if named else clauses


def _topics(clause: Clause, folded: str) -> tuple[Topic, ...]:
    """The topics of a clause that the remaining words name, without the audience beside a subject."""
    kept = [topic for topic in clause.topics if fold(topic.surface) in folded]
    subjects = [topic for topic in kept if not set(topic.words) <= terms_of("audience")]
    if re.search(listed_words("inside"), folded):
        subjects = [topic for topic in subjects if not set(topic.words) <= terms_of("staff")] or subjects
    return tuple(subjects or kept)


def _without_staff(clauses: list[Clause], folded: str) -> list[Clause]:
    """Clauses without whom a measure is for, where others have a subject: « … pour leur propre personnel »."""

    def audience(topic: Topic) -> bool:
        before = folded[: _place(topic, folded)[0]]
        return set(topic.words) <= terms_of("staff") and _FOR.search(before) is not None

    subjects = any(not audience(topic) for one in clauses for topic in one.topics)
    if not subjects:
        return clauses
    return [replace(one, topics=tuple(topic for topic in one.topics if not audience(topic))) for one in clauses]


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
        # « logement intergénérationnel »: a notion that follows at once narrows.
        close = series and not between.strip() and any(named(one, 0) for one in (*series[-1][-1], *group))
        if series and (close or not _PLAIN_LINK.fullmatch(between)):
            known = {topic.concept for topic in group}
            same = [one for one in series[-1] if known & {topic.concept for topic in one}]
            if same:  # « une facture d'énergie » names one theme twice
                same[0].extend(group)
            else:
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
    subjects = [one for topic in group if (one := named(topic, _place(topic, folded)[0])) is not None]
    found = [
        Aspect(
            topic.concept,
            topic.words,
            _part(topic),
            _narrowing(topic, clause, listed),
            literal=not topic.colloquial,
            place=_place(topic, folded)[0],
            public=_is_public(folded),
        )
        for topic in _meant(group, folded)
        if named(topic, 0) is None
    ]
    if subjects:
        return tuple(subjects)
    parts = [one for one in found if one.part]
    literal = [one for one in found if one.literal]
    # « énergie », and nothing more: of the homes and of the buildings, one word for both.
    said = {one.words for one in literal}
    same = [one for one in found if not one.literal and not one.public and one.words in said]
    return tuple(parts or [*literal, *same] or found)


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


def _is_public(folded: str) -> bool:
    """Whether a question speaks of the public, and not of the staff."""
    return bool(re.search(listed_words("outside"), folded)) and not re.search(listed_words("inside"), folded)


def _meant(group: list[Topic], folded: str) -> list[Topic]:
    """Themes of the organisation's inside, as what they are for the public where the question speaks of it."""
    inside, outside = (re.search(listed_words(name), folded) is not None for name in ("inside", "outside"))
    if inside == outside:
        return group
    twins = load("listings")["inward" if inside else "twins"]
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
    if len(word) < _MIN_LETTERS or token.term in terms_of("general"):
        return False
    return not (_ABSTRACT.search(word) or _VERB.search(word))


def _is_noun(term: str, listed: list[Token]) -> bool:
    """Whether a word stands behind an article, as nouns do: « les zeppelins », and not « autour », « jolie »."""
    return any(
        token.term == term
        and rank > 0
        and fold(listed[rank - 1].surface) in _ARTICLES
        and len(token.surface) >= _MIN_LETTERS
        and term not in terms_of("general")
        for rank, token in enumerate(listed)
    )
