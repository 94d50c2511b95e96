"""Notions finer than themes: what is done (« sensibiliser »), and subjects that no theme holds (« les archives »).

The families are in `ingest/vocabulary/notions.yaml`: read in questions, and looked for in the records' own words.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache

from assistant.aspect_readings import Aspect, Need
from assistant.phrases import listed
from assistant.question import Clause, Topic
from ingest.folding import fold
from ingest.french import Token, tokens
from ingest.themes import Concept, Thesaurus, sequence
from ingest.vocabulary import load

_Sequence = tuple[str, ...]
_VERB = re.compile(r"^\w*(?:[^i]er|cier|ir|dre|tre)$")
_BRACKETS = re.compile(r"\([^()]*\)?")
_PRESENT = {"er": ("e", "ent"), "dre": ("d", "dent"), "ivre": ("it", "ivent"), "quérir": ("quiert", "quièrent")}
"""Endings of infinitives, and those of the present."""
_MARK = "~"
"""Before the id of a notion that stands among the themes of a clause."""


@dataclass(frozen=True, slots=True)
class Notion:
    """A family of words that mean one thing.

    Attributes:
        held: What says it in a record; `friends` hold one of these and mean something else.
        also: Index terms that belong to it in a question that names it otherwise.
        deed: Whether it is what is done, whatever it is done to.
        theme: A theme that it is another name of, or None.
    """

    id: str
    held: frozenset[_Sequence]
    friends: frozenset[_Sequence]
    also: frozenset[str]
    deed: bool
    theme: str | None


@dataclass(frozen=True, slots=True)
class Mentioned:
    """A notion that a question names.

    Attributes:
        terms: The index terms by which it does. `surface` is how they stand in it, and `place` where.
        meant: Whether it counts beside the others: an « analyse » does not beside « on envisage ».
    """

    notion: Notion
    terms: _Sequence
    surface: str
    place: int
    meant: bool = True


def find_notions(text: str) -> tuple[Mentioned, ...]:
    """The notions that a question names, in its order, each once.

    Args:
        text: The question, without what names an element, a field or a level.
    """
    folded = fold(text)
    bare = [token for token in tokens(text) if not token.article]
    found: dict[str, Mentioned] = {}
    for mention in sorted(_reader().mentions([token.term for token in bare]), key=lambda one: (one.first, -one.last)):
        chosen = bare[mention.first : mention.last]
        known = found.get(mention.concept)
        terms = tuple(dict.fromkeys([*(known.terms if known else ()), *(token.term for token in chosen)]))
        start, end = _place(chosen, folded)
        if _notions()[mention.concept].deed and _is_framing(folded, start, end):
            continue
        one = Mentioned(_notions()[mention.concept], terms, text[start:end], start)
        found[mention.concept] = replace(known, terms=terms) if known else one
    entries = load("notions")
    out = {name for key in found for name in entries[key].get("over", ())}
    beside = {key: entries[key].get("beside") for key in found}
    kept = [one for key, one in found.items() if not beside[key] or set(beside[key]) & set(found)]
    here = {token.term for token in bare}
    return tuple(
        replace(one, meant=one.notion.id not in out, terms=(*one.terms, *sorted(here & one.notion.also)))
        for one in kept
    )


def set_apart(clauses: Iterable[Clause], mentioned: tuple[Mentioned, ...]) -> list[Clause]:
    """Clauses in which notions stand for the words and for the themes that they take the place of.

    A subject stands among the themes of its clause; what is done stands in none (see `with_deeds`).

    Args:
        clauses: The clauses of a question.
        mentioned: The notions that it names.
    """
    left = list(clauses)
    for one in mentioned:
        terms, place = set(one.terms), None
        for rank, clause in enumerate(left):
            topics = tuple(topic for topic in clause.topics if not _replaced(topic, one))
            kept = replace(clause, topics=topics, terms=tuple(term for term in clause.terms if term not in terms))
            if place is None and (kept.topics != clause.topics or kept.terms != clause.terms):
                place = rank
            left[rank] = kept
        if one.notion.deed or not one.meant:
            continue
        topic = Topic(_MARK + one.notion.id, one.terms, one.surface, colloquial=False)
        if place is None:
            left.append(Clause((topic,), ()))
        else:
            left[place] = replace(left[place], topics=(*left[place].topics, topic))
    return [clause for clause in left if clause.topics or clause.terms]


def _replaced(topic: Topic, one: Mentioned) -> bool:
    """Whether a notion takes the place of a theme: its words, its theme, or how something is done to the notion.

    « Associer le personnel aux chiffres » asks of the figures, not of partnerships.
    """
    if set(topic.words) <= set(one.terms) or topic.concept == one.notion.theme:
        return True
    transversal = topic.concept in load("listings")["transversal"]
    return not one.notion.deed and transversal and _VERB.search(fold(topic.surface).split()[0]) is not None


def deeds(mentioned: Iterable[Mentioned], *, alone: bool) -> tuple[Aspect, ...]:
    """What a question wants done, as aspects of which a record has to fit one.

    Args:
        mentioned: The notions that it names.
        alone: Whether it names no subject.
    """
    entries = load("notions")
    found: list[Aspect] = []
    for one in mentioned:
        if one.meant and one.notion.deed and not (alone and entries[one.notion.id].get("object")):
            found.append(_as_aspect(one.notion, one.terms, one.place, one.surface))
            if one.notion.theme is not None:
                found.append(Aspect(one.notion.theme, one.terms, literal=False, place=one.place))
    return tuple(found)


def with_deeds(found: list[Need], done: tuple[Aspect, ...], folded: str) -> list[Need]:
    """Needs of which each asks for something done to its subject; whom it is done for is no subject beside everybody.

    Args:
        found: What a question asks for, without what is done.
        done: What is done, as `deeds` gives it.
        folded: The folded question.
    """
    if not done:
        return found
    found = _without_examples(found, done, folded)
    people = set(load("listings")["people"])
    groups = [one for one in found if not all(aspect.concept in people for aspect in one.aspects)]
    everybody = re.search(r"(?<!\w)(?:qqn|quelqu'un)(?!\w)", folded) is not None or len(found) - len(groups) > 1
    public = re.search(listed("outside"), folded) is not None
    if public and not re.search(listed("staff"), folded):
        done = tuple(replace(one, public=True) if one.deed else one for one in done)
    kept = groups if everybody or public else found
    themed = [one for one in kept if not one.minor]
    return [Need((*one.groups, done)) for one in themed] or [Need((done,))]


def _without_examples(found: list[Need], done: tuple[Aspect, ...], folded: str) -> list[Need]:
    """Needs without the examples in brackets of how it is done: « donner la parole (enquête, panel, relecture) »."""
    brackets = [match.span() for match in _BRACKETS.finditer(folded)]
    told = [tokens(folded[start:end]) for start, end in brackets]
    ways = {term for one in done for term in one.words}
    examples = {token.term for one in told if ways & {token.term for token in one} for token in one}
    return [one for one in found if not all(set(aspect.words) <= examples for aspect in one.aspects)]


def met(found: list[Need], folded: str) -> list[Need]:
    """Needs of which two must fit together where a question brings their subjects together: « mélanger … et … ».

    What brings the young and the old together has a name of its own.
    """
    if not re.search(listed("meeting"), folded):
        return found
    single = [one for one in found if len(one.groups) == 1 and not one.minor and one.aspects[0].concept]
    if len(single) != 2:
        return found
    first, second = single
    both = Need((*first.groups, *second.groups))
    sides = {key: {one.concept for one in both.aspects} & set(load("listings")[key]) for key in ("young", "old")}
    both_ages = _as_aspect(_notions()["generations"], (), 0, "intergénérationnel")
    name = [Need(((both_ages,),))] if all(sides.values()) else []
    return [both, *name, *(one for one in found if one not in single and not one.minor)]


def named(topic: Topic, place: int) -> Aspect | None:
    """The aspect of a notion that stands among the themes of a clause; None for a theme."""
    if not topic.concept.startswith(_MARK):
        return None
    return _as_aspect(_notions()[topic.concept.removeprefix(_MARK)], topic.words, place, topic.surface)


def _as_aspect(notion: Notion, terms: _Sequence, place: int, surface: str = "") -> Aspect:
    object_of_one = bool(load("notions")[notion.id].get("beside"))
    own = notion.deed or object_of_one  # « acheter » and « un immeuble » have to be said by the record itself
    return Aspect(None, terms, notion.held, place=place, friends=notion.friends, deed=own, surface=surface)


def _is_framing(folded: str, start: int, end: int) -> bool:
    """Whether words say what the answer is for, or command it: « pour mon étude », « analyse les actions sur … »."""
    framed = rf"{listed('framing')}\s*(?:{listed('framed')}\s*)?$"
    commanded = not folded[:start].strip() and re.match(r"(?:-moi)?\s+(?:les?|la|l'|moi|ce)(?!\w)", folded[end:])
    return bool(commanded) or re.search(framed, folded[:start]) is not None


def _place(chosen: list[Token], folded: str) -> tuple[int, int]:
    between = r"\W+(?:\w+\W+){0,3}?"
    match = re.search(r"(?<!\w)" + between.join(re.escape(fold(token.surface)) for token in chosen), folded)
    return match.span() if match else (0, 0)


@cache
def _notions() -> dict[str, Notion]:
    found = {}
    for key, entry in load("notions").items():
        held = _sequences([*entry["asked"], *entry.get("held", [])])
        friends = _sequences(entry.get("friends", []))
        also = frozenset(term for one in _sequences(entry.get("also", [])) for term in one)
        found[key] = Notion(key, held, friends, also, bool(entry.get("deed")), entry.get("theme"))
    return found


@cache
def _reader() -> Thesaurus:
    """What finds the notions of a question."""
    nothing: frozenset[_Sequence] = frozenset()
    return Thesaurus(
        Concept(key, "", _sequences(entry["asked"]), nothing, nothing, _sequences(entry.get("friends", [])))
        for key, entry in load("notions").items()
    )


def _sequences(phrases: Iterable[str]) -> frozenset[_Sequence]:
    each = (form for phrase in phrases for form in _conjugated(str(phrase)))
    return frozenset(found for form in each if (found := sequence(form)))


def _conjugated(phrase: str) -> tuple[str, ...]:
    """A phrase that begins with an infinitive, as what one or several do too: their stems differ."""
    first, *rest = phrase.split(" ", 1)
    for ending, forms in _PRESENT.items():
        if first.endswith(ending):
            return (phrase, *(" ".join([first.removesuffix(ending) + form, *rest]) for form in forms))
    return (phrase,)
