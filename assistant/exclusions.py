"""What a question leaves out: « pas les intentions », « hors volet interne », « sauf le logement d'urgence »."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from assistant.intent import keys_found
from assistant.phrases import blank, phrases_pattern
from assistant.topics import Clause, Topic, find_clauses
from ingest.folding import fold, fold_spaces
from ingest.french import question_words, tokens
from ingest.records import Level
from ingest.themes import thesaurus
from ingest.vocabulary import load

_END = re.compile(r"[,;:()?!.…\n«»]|\s(?:mais|et|ni)\s(?=(?:pour|sur|dans|que|qui|quel|combien)\b)|$")
_MARKS = ",;(:.?!–—-"
_ABOUT = re.compile(r"\s+(?:pour|sur|contre|en|concernant|relati\w+|portant|visant)\b")
_DETERMINER = r"(?=(?:les?|la|l'|des|aux?|celles?|celui|ceux|pour|sur|dans)(?:\b|(?<=')))"


@dataclass(frozen=True, slots=True)
class Excluded:
    """What a question does not want.

    Attributes:
        clauses: Subjects. `levels`, `volets` the elements and the volets.
        spans: Where it says so in the question.
    """

    clauses: tuple[Clause, ...]
    levels: tuple[Level, ...]
    volets: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]


def find_excluded(text: str) -> Excluded:
    """Find what a question leaves out.

    Args:
        text: The question, its organisations blanked: those that it leaves out are told apart.
    """
    folded = fold(text)
    clauses: list[Clause] = []
    levels: list[Level] = []
    volets: list[str] = []
    spans: list[tuple[int, int]] = []

    def leave(left: str, words: str) -> None:
        own_levels, own_volets = _levels(words), keys_found(words, load("questions")["volets"])
        levels.extend(own_levels)
        volets.extend(own_volets)
        clauses.extend(find_clauses(left) or (() if own_levels or own_volets else _words(left)))

    for match in _after().finditer(folded):
        spans.append(match.span())
        leave(text[slice(*match.span("left"))], fold_spaces(match.group("left")))
    for match in _pattern().finditer(folded):
        if _never().match(folded, match.start()) or any(start <= match.start() < end for start, end in spans):
            continue
        if match.group("out").startswith("n") and "ni" in match.group("out").split() and _lacking(folded, match):
            continue
        ends = [one.start() for one in (_END.search(folded, match.end()), _verbs().search(folded, match.end())) if one]
        end = min(ends, default=len(folded))
        end = _cut(folded, match.end(), end)
        left, words = text[match.end() : end], fold_spaces(folded[match.end() : end])
        spans.append((match.start("out"), end))
        if re.search(r"\w", words):  # else an organisation, which is told apart, stood there
            leave(left, words)
    return Excluded(tuple(clauses), tuple(dict.fromkeys(levels)), tuple(dict.fromkeys(volets)), tuple(sorted(spans)))


def apart(excluded: Iterable[Clause], wanted: Iterable[Clause]) -> tuple[Clause, ...]:
    """What is left out, by its words alone where it is of a theme that is asked for.

    « Acheter des maisons, pas de rénovations »: both are of the buildings, and all of them are not to go.
    """
    asked: dict[str, set[tuple[str, ...]]] = {}
    for topic in (topic for clause in wanted for topic in clause.topics):
        asked.setdefault(topic.concept, set()).add(topic.words)

    def shared(topic: Topic) -> bool:
        # « … et le logement, sauf le logement » leaves out the theme itself; of a part of a theme, its own words do.
        others = asked.get(topic.concept, {topic.words})
        return topic.words not in others and not thesaurus().part(topic.concept, topic.words)

    found = []
    for clause in excluded:
        own = tuple(one for one in clause.topics if not shared(one))
        told = dict.fromkeys(one.surface for one in clause.topics if shared(one))
        if own or clause.terms:
            found.append(replace(clause, topics=own))
        for surface in told:
            found += _words(surface)
    return tuple(found)


def without(text: str, excluded: Excluded) -> str:
    """A question without what it leaves out; nothing moves."""
    return blank(text, excluded.spans)


def _cut(folded: str, start: int, end: int) -> int:
    """Where an exclusion ends that only names elements: « et non les objectifs | pour la mobilité »."""
    vocabulary = load("questions")
    tables = (vocabulary[name] for name in ("levels", "units", "volets"))
    names = [phrase for table in tables for phrases in table.values() for phrase in phrases]
    for match in phrases_pattern(tuple(names)).finditer(folded, start, end):
        if _ABOUT.match(folded, match.end()) and len(folded[start : match.start()].split()) <= 1:
            return match.end()
    return end


def _words(text: str) -> tuple[Clause, ...]:
    """What is left out by words that are no subject elsewhere: « sans la Ville »."""
    kept = {
        token.term: token.surface for token in tokens(text) if not token.stop and token.term not in question_words()
    }
    return (Clause((), tuple(kept), tuple(kept.values())),) if kept else ()


def _levels(words: str) -> list[Level]:
    vocabulary = load("questions")
    named = keys_found(words, vocabulary["levels"]) or keys_found(words, vocabulary["units"])
    return [Level(name) for name in named if name != Level.VOLET]


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    words = load("questions")["exclusions"]
    anywhere, heads = "|".join(words["before"]), "|".join(words["not"])
    return re.compile(
        rf"(?<![\w'-])(?P<out>(?:{anywhere})(?![\w'])\s*|(?:(?<=^)|(?<=[{_MARKS}])|(?<=[{_MARKS}] ))"
        rf"(?:{heads})\s+{_DETERMINER})"
    )


@lru_cache(maxsize=1)
def _verbs() -> re.Pattern[str]:
    return re.compile(rf"\s(?:{'|'.join(load('questions')['exclusions']['ends'])})\b")


@lru_cache(maxsize=1)
def _never() -> re.Pattern[str]:
    return re.compile("|".join(load("questions")["exclusions"]["never"]))


def _lacking(folded: str, match: re.Match[str]) -> bool:
    """Whether « ni » stands after a verb that tells what somebody has not: « je n'ai ni le budget ni… »."""
    return bool(re.search(load("questions")["exclusions"]["lacking"], folded[: match.end("out")].replace("’", "'")))


@lru_cache(maxsize=1)
def _after() -> re.Pattern[str]:
    """What is left out before the words that say so: « le logement mis à part », « (énergie exclue) »."""
    words = "|".join(load("questions")["exclusions"]["after"])
    return re.compile(
        rf"(?:(?<=^)|(?<=[,;(.:?!]))\s*(?P<left>[^,;().:?!\n]{{3,70}}?)\s+(?:{words})(?=\s*(?:[,;.:?!)]|$))"
    )
