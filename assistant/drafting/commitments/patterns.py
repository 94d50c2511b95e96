"""The patterns that the word lists of `ingest/vocabulary/commitments.yaml` make, for text as `plain` gives it."""

import re
from collections.abc import Iterable
from functools import lru_cache

from ingest.vocabulary import load

_INFINITIVE = r"(?:\S+\s+){0,3}?(?:s'|d'|l')?[\wà-ÿœ]{2,}(?:er|ir|re|oir)\b"


def choices(words: Iterable[str]) -> str:
    """A pattern for the words of a list: « - » is any ending, « … » a few words."""
    made = []
    for one in sorted(words, key=len, reverse=True):
        parts = [re.escape(part[:-1]) + r"\w*" if part.endswith("-") else re.escape(part) for part in one.split()]
        made.append(r"\s".join(parts).replace(r"\s…\s", r"\s(?:\S+\s){0,6}?"))
    return "|".join(made)


@lru_cache(maxsize=32)
def any_of(name: str) -> re.Pattern[str]:
    """Any expression of a list, as whole words."""
    return re.compile(rf"(?<![\w-])(?:{choices(load('commitments')[name])})(?![\w-])")


@lru_cache(maxsize=4)
def starting(name: str) -> re.Pattern[str]:
    """A line that starts with an expression of a list."""
    return re.compile(rf"\W*(?:{choices(load('commitments')[name])})(?!\w)")


@lru_cache(maxsize=32)
def word_set(name: str) -> frozenset[str]:
    """The words of a list."""
    return frozenset(load("commitments")[name])


@lru_cache(maxsize=4)
def idle(who: str) -> re.Pattern[str]:
    """The futures that commit to nothing, by who speaks: `anyone`, `we`, `others`."""
    words = [
        one.replace("- ", "- … ", 1) if one.startswith("ser- ") else one for one in load("commitments")["idle"][who]
    ]
    return re.compile(choices(words).replace("{0,6}?", "{0,1}?"))


@lru_cache(maxsize=1)
def element_names() -> re.Pattern[str]:
    """The name of a kind of element, as a table's column has it: « Engagements », « Action »."""
    return re.compile(rf"\W*(?:{choices(load('commitments')['element_labels'])})s?(?!\w)")


@lru_cache(maxsize=1)
def labels() -> re.Pattern[str]:
    """The label of an element: « Engagement n° 7 : », « Objectif général : »."""
    names, kinds = choices(load("commitments")["element_labels"]), choices(load("commitments")["label_kinds"])
    number = r"(?:n\s?[°o]\.?\s*)?\d+(?:\.\d+)*"
    end = r"\s*[*_]*\s*(?=\S)"
    return re.compile(rf"[*_]*(?:{names})s?(?:\s(?:{kinds}))?(?:\s*{number}\s*[*_]*\s*[:.–—-]|(?<!s)\s*[*_]*\s?:){end}")


@lru_cache(maxsize=1)
def leads() -> re.Pattern[str]:
    """The words that a sentence starts with before its subject."""
    return re.compile(rf"^(?:\W|(?:{choices(load('commitments')['leads'])})(?!\w)|\d{{4}}\b)+")


@lru_cache(maxsize=1)
def clitic_run() -> str:
    """The pronouns that may stand between a subject and its verb."""
    return rf"(?:(?:{choices(load('commitments')['clitics'])})(?:(?<=')|\s)){{0,4}}"


@lru_cache(maxsize=1)
def pronouns_before() -> re.Pattern[str]:
    """A subject pronoun right before a verb."""
    return re.compile(rf"(?<!\w)(?P<pronoun>nous|je|j'|il|elle|on|ils|elles|cela|ce)(?:(?<=')|\s){clitic_run()}$")


@lru_cache(maxsize=1)
def shared_subject() -> re.Pattern[str]:
    """What stands before a verb that shares the subject of the one before."""
    adverbs = choices(load("commitments")["adverbs"])
    return re.compile(rf"(?:(?<!\w)(?:et|ou|puis|mais)\s|,\s)(?P<before>(?:(?:{adverbs})\s)*{clitic_run()})$")


@lru_cache(maxsize=1)
def relatives() -> re.Pattern[str]:
    """Words that subordinate what follows them."""
    return re.compile(rf"(?<!\w)(?:{choices(load('commitments')['relatives'])})(?:(?<=')|(?!\w))")


@lru_cache(maxsize=1)
def linking() -> re.Pattern[str]:
    """Words with « que » in them that open a main clause."""
    return re.compile(rf"(?<!\w)(?:{choices(load('commitments')['linking'])})(?:(?<=')|(?!\w))")


@lru_cache(maxsize=1)
def other_subjects() -> re.Pattern[str]:
    """A subject for which the speaker does not stand."""
    heads = choices(load("commitments")["others"])
    return re.compile(
        rf"(?:(?:la|le|les|l'|un|une|des|nos|notre|cette|ce|ces|cet|son|sa|présente|nouvelle|ses|leurs)\s?)*(?P<head>{heads})(?!\w)"
    )


@lru_cache(maxsize=1)
def noun_openings() -> re.Pattern[str]:
    """A line that starts with a noun of action."""
    nouns = choices(load("commitments")["nouns"])
    return re.compile(rf"\W*(?:(?:le|la|l'|un|une|meilleure?|plus grande?|nouvelle?|bonne)\s?)*(?:{nouns})(?!\w)")


@lru_cache(maxsize=1)
def fixed_forms() -> re.Pattern[str]:
    """The expressions that commit in the present tense."""
    lists = load("commitments")
    subjects = choices(lists["subjects"])
    verbs, narrow = "|".join(lists["presents"]), "|".join(lists["presents_infinitive"])
    impersonal = [one for one in lists["forms"] if one.startswith("il ")]
    nominal = [one for one in lists["forms"] if not one.startswith("il ")]
    aims, copulas = choices(lists["aims"]), choices(lists["aim_verbs"])
    return re.compile(
        rf"(?<![\w'-])(?:(?:{subjects})(?:(?<=')|\s){clitic_run()}(?:(?:{verbs})(?=[\s,]\S+\s\S)|(?:{narrow})(?=\s{_INFINITIVE}))"
        rf"|(?:ils?|elles?)\ss'engage(?:nt)?(?=\s(?:\S+\s)?(?:à|au|aux|dans)\s)"
        rf"|(?:{choices(impersonal)})(?=\s(?:\S+\s){{0,4}}?(?:de|d'|que|qu'|à|au|aux)|\s{_INFINITIVE})"
        rf"|(?:notre|nos|mon|l'|la|le|cette|un|une)\s?(?:autre\s|premi\S+\s|grande?\s)?(?:{aims})(?:\s\S+){{0,6}}?\s(?:{copulas})\s(?:\S+\s)?(?:de|d'|à|que|qu')"
        rf"|(?P<nominal>{choices(nominal)}))(?!\w)"
    )
