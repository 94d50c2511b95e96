"""Aspects and needs as the whole question means them: examples, forms of activity, all parts of a theme."""

import re
from dataclasses import dataclass, replace
from functools import cache

from assistant.phrases import listed as listed_words
from ingest.french import tokens
from ingest.themes import thesaurus
from ingest.vocabulary import load

_BRACKETS = re.compile(r"\([^()]*\)?")


@dataclass(frozen=True, slots=True)
class Aspect:
    """One thing that a record may be about.

    Attributes:
        concept: A theme, or None for words alone.
        words: The index terms by which the question says it.
        part: What names the part of the theme that it asks for; nothing where it asks for all of it.
        forms: Index terms of which a record must hold one, whatever its theme (« ateliers sur … »).
        literal: Whether documents say it with these words too, and not only questions.
        place: Where the question says it.
        narrowing: An index term beside the theme that narrows it (« prime de naissance »), or None.
        friends: Where no theme is meant but a notion, made of the words of `part`: what holds one of these and means
            something else.
        deed: Whether it is what is done, or to what, which a record has to say itself, rather than a subject.
        public: Whether it is asked of the public, so that what is said of the staff is not meant.
        surface: How the question says it, where it is a notion.
    """

    concept: str | None
    words: tuple[str, ...]
    part: frozenset[tuple[str, ...]] = frozenset()
    narrowing: str | None = None
    forms: frozenset[str] = frozenset()
    literal: bool = True
    place: int = 0
    friends: frozenset[tuple[str, ...]] = frozenset()
    deed: bool = False
    public: bool = False
    surface: str = ""


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


def focused(found: list[Need], folded: str) -> list[Need]:
    """« RH : qui revoit les descriptions de fonction ? »: what stands before the colon only says where to look."""
    head = folded.find(":")
    examples = [match.span() for match in _BRACKETS.finditer(folded)]
    parts = {
        aspect.concept
        for need in found
        for aspect in need.aspects
        if aspect.part and aspect.place > head and not any(start < aspect.place < end for start, end in examples)
    }

    def introduces(need: Need) -> bool:
        return any(not one.part and one.concept in parts and one.place < head for one in need.aspects)

    return [need for need in found if not introduces(need)] if head >= 0 else found


def glossed(found: list[Need], folded: str) -> list[Need]:
    """Needs with the examples between brackets as the words that they are.

    « L'équipement des services (tablettes, …) » gives examples: of another theme than the one before the bracket, they
    ask for what says these words only; those that are people (« … (soins, personnel) ») ask for nothing more.
    """
    brackets = [match.span() for match in _BRACKETS.finditer(folded)]

    def inside(aspect: Aspect) -> bool:
        return any(start < aspect.place < end for start, end in brackets)

    heads = {one.concept for need in found for one in need.aspects if one.concept and not inside(one)}
    near = heads.union(*(load("listings")["covers"].get(head, ()) for head in heads))
    if not brackets or not heads:
        return found

    def glossed(aspect: Aspect) -> Aspect:
        if not aspect.concept or aspect.concept in near or aspect.part or not inside(aspect):
            return aspect
        return replace(aspect, part=frozenset({aspect.words}))

    people = terms_of("staff") | terms_of("audience")
    kept = [one for one in found if not all(inside(aspect) and set(aspect.words) <= people for aspect in one.aspects)]
    return [replace(one, groups=tuple(tuple(map(glossed, group)) for group in one.groups)) for one in kept]


def whole(found: list[Need]) -> list[Need]:
    """Needs with all the parts of a theme as the theme: who names each of them wants all of it."""
    named: dict[str, set[tuple[str, ...]]] = {}
    for need in found:
        for one in need.aspects:
            if one.concept:
                named.setdefault(one.concept, set()).update(one.part)
    whole = {concept for concept, words in named.items() if words and words == thesaurus().parts(concept, least=2)}

    def widened(aspect: Aspect) -> Aspect:
        return replace(aspect, part=frozenset()) if aspect.concept in whole else aspect

    return [replace(one, groups=tuple(tuple(map(widened, group)) for group in one.groups)) for one in found]


def of_forms(found: list[Need], folded: str) -> list[Need]:
    """Needs with the forms of activity that they are restricted to: « des ateliers sur l'énergie »."""
    said = re.search(
        rf"{listed_words('forms')}(?:\s+[\w']+){{0,2}}?\s+(?:sur|autour|portant|consacre\w*)(?!\w)", folded
    )
    if said is None or not any(aspect.concept for need in found for aspect in need.aspects):
        return found
    forms = terms_of("form_words")
    return [
        replace(one, groups=tuple(tuple(replace(aspect, forms=forms) for aspect in group) for group in one.groups))
        for one in found
        if not one.minor
    ]


@cache
def terms_of(name: str) -> frozenset[str]:
    """The index terms of a list of `listings.yaml`."""
    return frozenset(token.term for word in load("listings")[name] for token in tokens(str(word)))
