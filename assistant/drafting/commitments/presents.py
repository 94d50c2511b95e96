"""Present tenses that commit: « Nous ouvrons une antenne », « Le CPAS recrute deux agents dès 2026 ».

The present tells of habits too. So « nous » commits with any verb but those that describe, a service of the CPAS with a
verb that happens once, and any other subject only where a date makes a target of the sentence; a sentence that says
« déjà » or « depuis » tells how things are.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from assistant.drafting.commitments.patterns import any_of, choices, clitic_run, word_set
from assistant.drafting.wording.conjugation import Tense, readings
from ingest.vocabulary import load

_NEGATED = re.compile(r"(?:(?<!\w)n(?:e\s|')|\S+\s(?:pas|plus|jamais|guère|point)(?!\w))")
_WORD = re.compile(r"(?<![\w'-])(?:s')?(?P<word>[a-zà-ÿœ]{3,})(?![\w'-])")
_PASSIVE = re.compile(r"(?<![\w-])(?:est|sont)\s(?:(?:pas|plus|aussi|également|ainsi)\s)?(?P<word>[a-zà-ÿœ]+)(?![\w-])")

_AFTER = re.compile(r"[,;:(]|\s(?:pour|afin)\s")
_COMPARED = re.compile(r"\s(?:plus|mieux|davantage)(?!\w)")


@dataclass(frozen=True, slots=True)
class Present:
    """A present tense that commits: where its clause can start, its verb, and whether « nous » is its subject."""

    start: int
    head: int
    end: int
    ours: bool


def presents_in(words: str) -> list[Present]:
    """The present tenses of a sentence that commit, in order; relative clauses are not looked at.

    Args:
        words: The sentence, as `plain` gives it.
    """
    found = [*_ours(words), *_passives(words)]
    service = _of_subject(words, _service(), targeted=False)
    if service is not None:
        found.append(service)
    elif not found and any_of("targets").search(words):
        anyone = _of_subject(words, _anyone(), targeted=True)
        found += [anyone] if anyone is not None else []
    return sorted((one for one in found if not _is_state(words, one)), key=lambda one: one.head)


def _is_state(words: str, verb: Present) -> bool:
    """Whether a sentence says « déjà » or « depuis », up to the end of what the verb says.

    « … un guichet unique, encore plus proche » and « … pour répondre à des demandes toujours plus nombreuses » do not.
    """
    end = _AFTER.search(words, verb.end)
    said = words[: end.start()] if end else words
    return any(not _COMPARED.match(said, one.end()) for one in any_of("present_off").finditer(said))


def _ours(words: str) -> Iterator[Present]:
    for match in _we().finditer(words):
        verbs = [one.infinitive for one in readings(match["word"]) if (one.tense, one.person) == (Tense.PRESENT, "1p")]
        negated = _NEGATED.search(match["clitics"]) or _NEGATED.match(words, match.start("word"))
        if verbs and not negated and not word_set("descriptive") & set(verbs):
            yield Present(match.start(), match.start("word"), match.end(), ours=True)


def _passives(words: str) -> Iterator[Present]:
    """« Un PIIS est conclu avec chaque étudiant » : the participle of an event, in a sentence that sets a target."""
    if not any_of("targets").search(words) and not any_of("shares").search(words):
        return
    for match in _PASSIVE.finditer(words):
        held = {one.infinitive for one in readings(match["word"]) if one.tense is Tense.PARTICIPLE}
        before = words[: match.start()]
        negated = _ends_negated(before) and not re.search(r"(?<!\w)aucune?(?!\w)", before)
        if held & (word_set("events") | word_set("participles")) and not negated:
            yield Present(match.start(), match.start(), match.end(), ours=False)


def _of_subject(words: str, subject: re.Pattern[str], targeted: bool) -> Present | None:
    """The verb of the first subject of a kind; the nearest word behind it that can be one."""
    match = subject.search(words)
    if match is None:
        return None
    person = "3p" if match["determiner"].strip() in word_set("plural") else "3s"
    stop = re.compile(r"[,;:()]").search(words, match.end())
    for one in _WORD.finditer(words, match.end(), stop.start() if stop else len(words)):
        before = words[: one.start()].replace("'", "' ").split()[-1:]
        if before and before[0] in word_set("no_verb_after"):
            continue
        verbs = {
            found.infinitive
            for found in readings(one["word"])
            if (found.tense, found.person) == (Tense.PRESENT, person)
        }
        if not verbs or verbs & {"être", "avoir"}:
            if verbs or one["word"] in word_set("finite"):
                return None
            continue
        if _ends_negated(words[: one.start()]):
            return None
        kept = verbs - word_set("descriptive") if targeted else verbs & word_set("events")
        return Present(one.start(), one.start("word"), one.end(), ours=False) if kept else None
    return None


def _ends_negated(before: str) -> bool:
    """Whether what stands before a verb negates it."""
    return bool(re.search(rf"(?<!\w)n(?:e\s|'){clitic_run()}$", before))


@lru_cache(maxsize=1)
def _we() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w'-])nous\s(?P<clitics>{clitic_run()})(?P<word>[a-zà-ÿœ]+ons)(?![\w-])")


@lru_cache(maxsize=1)
def _service() -> re.Pattern[str]:
    names = choices(load("commitments")["services"])
    return re.compile(rf"(?<![\w'-])(?P<determiner>le|la|l'|les|notre|nos|chaque)\s?(?:{names})(?![\w'-])")


@lru_cache(maxsize=1)
def _anyone() -> re.Pattern[str]:
    starts = choices([*load("commitments")["singular"], *load("commitments")["plural"]])
    return re.compile(rf"^\W*(?P<determiner>{starts})(?:(?<=')|\s)\S+")
