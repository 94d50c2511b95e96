"""Lines that name a thing: « Atelier hebdomadaire de cuisine » → « Organiser un atelier hebdomadaire de cuisine ».

The verb comes from the noun's class in the vocabulary (`things`, `supported`) and says no more than the noun does.
"""

import re
from dataclasses import dataclass
from functools import cache

from assistant.drafting.wording.conjugation import Tense, is_infinitive, readings
from assistant.drafting.wording.derived import bare
from assistant.drafting.wording.nominal import light_noun
from assistant.drafting.wording.pieces import cut, table, words

_BE = {
    "est",
    "sont",
    "était",
    "étaient",
    "a",
    "ont",
    "avait",
    "avons",
    "sommes",
    "serait",
    "seraient",
    "doit",
    "doivent",
    "peut",
    "peuvent",
}
_TO_DO = re.compile(r"(?P<what>[^:]+?) ?: (?:à|a) (?P<verb>[^\W\d_]+)(?P<rest>(?: .+)?)", re.IGNORECASE)
_ADJECTIVE = re.compile(r"(?P<word>[^\W\d_]+) ")
_FIGURE = re.compile(r"(?P<figure>\d[\d.]*(?: ?(?:x|×))?|[^\W\d_]+(?:-[^\W\d_]+)*'?) ?")


@dataclass(frozen=True, slots=True)
class Thing:
    """A noun of a thing and what a plan does with it."""

    verb: str
    feminine: bool
    plural: bool


def has_verb(line: str) -> bool:
    """Whether a line is a sentence rather than a noun with what belongs to it."""
    pieces = cut(line)
    for place, piece in enumerate(pieces):
        if place and pieces[place - 1].low in words("relatives"):
            continue
        found = readings(piece.low)
        if any(one.tense == Tense.FUTURE for one in found) or (piece.low in _BE and place):
            return not any(one.low in words("relatives") for one in pieces[:place])
        if place and pieces[place - 1].low in ("nous", "il", "elle", "on", "ils", "elles"):
            return not any(one.low in words("relatives") for one in pieces[:place])
    return False


def thing_phrase(line: str) -> str | None:
    """The infinitive phrase of a line that starts with the noun of a thing; None for other lines.

    Without an article it gets « un », « une » or « des »; one that it has, or a number, stays.
    """
    if (planned := _planned(line)) is not None:
        return planned
    if has_verb(line):
        return None
    started = _started(line)
    if started is None:
        return _carried(line)
    thing, phrase, _ = started
    return f"{thing.verb} {phrase}"


def _planned(line: str) -> str | None:
    """« Garderie pour les enfants : à organiser avec l'asbl » → « organiser une garderie…, avec l'asbl »."""
    match = _TO_DO.fullmatch(line)
    if match is None or not is_infinitive(match["verb"]):
        return None
    started = _started(match["what"])
    if started is None:
        return None
    rest = match["rest"].strip()
    return f"{match['verb'].lower()} {started[1]}" + (f", {rest}" if rest else "")


def _started(line: str) -> tuple[Thing, str, str] | None:
    """The thing that a line starts with, the line with its article, and the rest after the noun."""
    before, rest = _determined(line)
    adjectives = ""
    while (match := _ADJECTIVE.match(rest)) is not None and bare(match["word"]) in _bare("adjectives_before"):
        adjectives, rest = adjectives + match[0].lower(), rest[match.end() :]
    match = _pattern().match(bare(rest))
    if match is None or any(bare(line).startswith(one) for one in _bare("not_things")):
        return None
    thing = _things()[match["noun"]]
    noun, after = _spelled()[match["noun"]], rest[match.end() :]
    if after[:1] == ":" or after[:2] == " :" or (not after and not before and not adjectives):
        return None
    article = before or _article(thing, adjectives, noun)
    return thing, f"{article}{adjectives}{noun}{after}", after


def _determined(line: str) -> tuple[str, str]:
    """A determiner or number at the start of a line, with its space, and the rest."""
    match = _FIGURE.match(line)
    if match is None:
        return "", line
    word = match["figure"].lower()
    known = word[0].isdigit() or word in words("determiners") | {"le", "la", "l'", "les", "des"}
    known = known or word.split("-")[0] in words("numbers")
    return (match[0].lower(), line[match.end() :]) if known else ("", line)


def _article(thing: Thing, adjectives: str, noun: str) -> str:
    if thing.plural:
        return "de " if adjectives and adjectives[0] not in "aeiouéè" else "d'" if adjectives else "des "
    return "une " if thing.feminine else "un "


def _carried(line: str) -> str | None:
    """« Une gestion saine et prévisible » → « assurer une gestion saine et prévisible »; « Accès aux soins »."""
    first = re.match(r"[^\W\d_]+(?:-[^\W\d_]+)*", line)
    if first is None:
        return None
    before = _bare_supported().get(bare(first[0]))
    if before is not None:
        gap = "" if before.endswith("'") else " "
        return before + gap + line[:1].lower() + line[1:]
    determined = re.match(r"(?P<article>une?) (?P<rest>.+)", line, re.IGNORECASE)
    if determined is None:
        return None
    verb = light_noun(determined["rest"])
    if verb is None:
        word = re.match(r"[\w-]+", determined["rest"])
        told = _bare_supported().get(bare(word[0])) if word is not None else None
        verb = told.rsplit(" ", 1)[0] if told else None
    return f"{verb} {determined['article'].lower()} {determined['rest']}" if verb else None


@cache
def _things() -> dict[str, Thing]:
    """The nouns by their letters without accents, in the singular and in the plural."""
    found: dict[str, Thing] = {}
    for verb, genders in table()["things"].items():
        for gender, nouns in genders.items():
            for noun in nouns:
                always = noun in table()["always_plural"]
                found.setdefault(bare(noun), Thing(verb, gender == "f", always))
                found.setdefault(bare(_plural(noun)), Thing(verb, gender == "f", True))
    return found


@cache
def _spelled() -> dict[str, str]:
    found: dict[str, str] = {}
    for genders in table()["things"].values():
        for nouns in genders.values():
            for noun in nouns:
                found.setdefault(bare(noun), noun)
                found.setdefault(bare(_plural(noun)), _plural(noun))
    return found


def _plural(noun: str) -> str:
    """« groupes de parole », « états des lieux », « journaux »."""
    first, space, rest = noun.partition(" ")
    known: dict[str, str] = table()["plurals"]
    many = known.get(first) or (first if first.endswith(("s", "x")) else first + ("x" if first.endswith("au") else "s"))
    if space and not re.match(r"(?:de|d'|des|du|à|aux|en)\b", rest):
        rest = _plural(rest)
    return many + space + rest


@cache
def _pattern() -> re.Pattern[str]:
    nouns = "|".join(re.escape(noun) for noun in sorted(_things(), key=len, reverse=True))
    return re.compile(rf"(?P<noun>{nouns})(?![\w'-])")


@cache
def _bare(name: str) -> frozenset[str]:
    return frozenset(bare(one) for one in words(name))


@cache
def _bare_supported() -> dict[str, str]:
    return {bare(noun): before for noun, before in table()["supported"].items()}
