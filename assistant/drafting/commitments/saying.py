"""Whether French words commit who says them: the verbs of a sentence, the opening of a line.

The signals are those of grammar (future, « entend + infinitive », nouns of action, infinitives that open a line); the
word lists are in `ingest/vocabulary/commitments.yaml`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from assistant.drafting.commitments.patterns import (
    any_of,
    choices,
    fixed_forms,
    idle,
    labels,
    leads,
    linking,
    noun_openings,
    other_subjects,
    pronouns_before,
    relatives,
    shared_subject,
    starting,
    word_set,
)
from assistant.drafting.commitments.presents import presents_in
from assistant.drafting.commitments.texts import plain
from ingest.folding import fold
from ingest.parsers.shapes import is_infinitive
from ingest.vocabulary import load

Subject = Literal["pronoun", "noun", "none"]

_FUTURE = re.compile(
    r"(?<![\w'-])(?<!\bde )(?<!\bdu )(?<!\bdes )(?<!\bà )(?<!\bun )(?<!\bune )(?:[dlmnst]')?"
    r"(?P<word>[a-zà-ÿœ]+(?:rai|ra|rons|ront))(?![\w-])"
)
_ENDINGS = (
    ("rons", ("nous",)), ("ront", ("ils", "elles")), ("rai", ("je", "j'")), ("ra", ("il", "elle", "on", "cela", "ce")),
)  # fmt: skip
_WINDOW = 40
_PRONOUN = re.compile(r"\W*(?:ils?|elles?|on|ceci|cela)\s+(?!s'agi|convien|faut|faudra|import)[a-zà-ÿœ]+(?![\w'-])")
_PURPOSE = re.compile(r"(?:pour|afin d[e']|en vue d[e']|de manière à)\s*(?:\S+\s)?$")
_AIMED, _OWN_THING = 4, 2
_BREAK = re.compile(r"[,;:()]|\s[–—-]\s")
_STATISTIC = re.compile(r"(?:près d'|plus d'|environ )?(?:un|une|deux|trois)\s\S+(?:\s\S+)?\ssur\s\S+")


@dataclass(frozen=True, slots=True)
class Verb:
    """A finite verb of a main clause that commits, or that tells of the future without committing.

    Attributes:
        start: Where its clause can start at the latest: its pronoun, or itself.
        head: First character of the verb.
        end: One past its last.
        subject: `pronoun`, `noun` (which stands before `start`) or `none` (shared with the verb before).
    """

    start: int
    head: int
    end: int
    subject: Subject
    commits: bool


def find_verbs(words: str) -> list[Verb]:
    """The future and the committing verbs of a sentence's main clauses, in order.

    Args:
        words: The sentence, as `plain` gives it.
    """
    found: list[Verb] = []
    for match in fixed_forms().finditer(words):
        if not _is_subordinate(words, match.start()):
            own: Subject = "noun" if match.lastgroup == "nominal" else "pronoun"
            if own == "pronoun" or not _is_nested(words, match.start()):
                found.append(Verb(match.start(), match.start(), match.end(), own, commits=True))
    for match in _FUTURE.finditer(words):
        if match["word"] not in word_set("no_future") and not any(
            one.start <= match.start() < one.end for one in found
        ):
            verb = _future(words, match.start("word"), match.end(), bool(found))
            if verb is not None:
                found.append(verb)
    found += [
        one for one in _presents(words) if not any(other.start < one.end and one.head < other.end for other in found)
    ]
    return sorted(found, key=lambda one: one.head)


def _presents(words: str) -> Iterator[Verb]:
    for one in presents_in(words):
        if one.ours and not _is_subordinate(words, one.start):
            yield Verb(one.start, one.head, one.end, "pronoun", commits=True)
        elif not one.ours and not _is_nested(words, one.head):
            yield Verb(one.start, one.head, one.end, "noun", commits=True)


def _future(words: str, head: int, end: int, follows: bool) -> Verb | None:
    pronoun = pronouns_before().search(words, max(head - _WINDOW, 0), head)
    if pronoun and pronoun.end() == head and pronoun["pronoun"] in _pronouns(words[head:end]):
        if _is_subordinate(words, pronoun.start()):
            return None
        ours = pronoun["pronoun"] in ("nous", "je", "j'")
        empty = idle("anyone").match(words, head) or (idle("we" if ours else "others").match(words, head))
        return Verb(pronoun.start(), head, end, "pronoun", commits=not empty)
    shared = shared_subject().search(words, max(head - _WINDOW, 0), head)
    if shared and follows:
        return Verb(shared.start("before"), head, end, "none", commits=not idle("anyone").match(words, head))
    if _is_nested(words, head):
        return None
    return Verb(head, head, end, "noun", commits=not idle("anyone").match(words, head))


def commits_noun(subject: str, words: str, verb: Verb) -> bool:
    """Whether a future with a nominal subject commits: « Le taxi social passera… », and not « La Région financera… ».

    Args:
        subject: The subject's words, as `plain` gives them.
        words: The sentence.
        verb: Its verb.
    """
    head = leads().sub("", subject)
    ours = bool(any_of("own").search(head))
    if _STATISTIC.match(head):
        return False
    served = bool(any_of("services").search(head)) and _has_object(words, verb)
    if not (ours or served) and idle("others").match(words, verb.head):
        return False
    if not (ours or served) and any_of("abstract").search(head) and idle("things").match(words, verb.head):
        return False
    passive = re.match(
        r"(?:ser\w+|est|sont|doi\w+ être)\s(?:\S+\s){0,2}?\w+(?:é|i|u|is|it|ert|ein)e?s?\b", words[verb.head :]
    )
    other = other_subjects().match(head)
    if other is not None and other["head"] in word_set("counted"):
        return bool(any_of("grows").match(words, verb.head))
    if other is None or (ours and " et " in head):
        return True
    return bool(passive) and other["head"] not in word_set("never")


def _has_object(words: str, verb: Verb) -> bool:
    """Whether a verb is followed by a thing that it acts on: « animera des ateliers », not « coûtera plus cher »."""
    after = words[verb.head :].split()[1:2]
    return bool(after) and after[0].split("'")[0] in word_set("singular") | word_set("plural") | {"l"}


def tells_statistic(words: str) -> bool:
    """Whether a line tells of a share of the people: « Un enfant sur cinq vit… »."""
    return bool(_STATISTIC.match(plain(words)))


def holds_sentences(words: str) -> bool:
    """Whether words go on after a full stop."""
    return bool(re.search(r"\w{3}[.!?]\s+[A-ZÀ-Ý]", words))


def opens_with_determiner(words: str) -> bool:
    """Whether words start with an article: « L'étude menée en 2023 estime… » is no line of a list."""
    return plain(words).lstrip().split("'")[0].split(" ")[0].strip("«( ") in word_set("singular") | {"l", "les", "des"}


def speaks_of_others(words: str) -> bool:
    """Whether an element tells what others do: « La Commune finance le taxi social »."""
    line = plain(words)
    return bool(opens_with_determiner(words) and other_subjects().match(leads().sub("", line))) or is_set_aside(line)


def is_set_aside(words: str) -> bool:
    """Whether a clause says that something will not be done, is only wished for, or is a matter of style."""
    return bool(any_of("set_aside").search(words)) or _is_style(words)


def _is_style(words: str) -> bool:
    """Whether a clause is only style: not where the expression is the aim of something, or has a thing of its own.

    « … une brochure pour faire mieux connaître nos services », « Aller plus loin dans la simplification des dossiers ».
    """
    found = any_of("style").search(words)
    if found is None:
        return False
    before, after = words[: found.start()].split(), words[found.end() :].split()
    aimed = len(before) > _AIMED and bool(_PURPOSE.search(words[: found.start()]))
    own = is_infinitive(after[:1]) or (not before and is_infinitive(found[0].split()) and len(after) > _OWN_THING)
    return not (aimed or own)


def tells_future(words: str) -> bool:
    """Whether a line has a verb that commits, or tells of the future."""
    return bool(find_verbs(plain(words)))


def opens_with_action(words: str) -> bool:
    """Whether a line starts with an infinitive or with a noun of action, as a commitment in a list does."""
    return opens_with_infinitive(words) or bool(noun_openings().match(plain(words)))


def opens_with_infinitive(words: str) -> bool:
    """Whether a line starts with an infinitive: « Mieux informer », « Ne pas augmenter », « (Re)dynamiser »."""
    folded = re.sub(r"^(?:ne pas|ne plus|mieux|bien|davantage|faire en sorte|a|de|d'|et)\s+", "", fold(words).strip())
    return is_infinitive(folded.lstrip("-•– ").split())


def has_finite(words: str) -> bool:
    """Whether words hold a finite verb that tells how things are, outside relative clauses."""
    main = re.split(r"[:(]", plain(words), maxsplit=1)[0]
    if _PRONOUN.match(main):
        return True
    for match in any_of("finite").finditer(main):
        before = re.split(r"[,;]", main[: match.start()])[-1].split()
        if before and before[-1].strip("'") in word_set("finite_after"):
            continue
        if not before and main[: match.start()].strip():
            return True
        if before and not any(one in word_set("relatives") or one.startswith(("qu'", "s'il")) for one in before):
            return True
    return False


def element_label(words: str) -> int:
    """How many characters the label of an element takes at the start of a line: « Engagement n° 7 : »; 0 for none."""
    match = labels().match(plain(words))
    return match.end() if match else 0


def is_formal(words: str) -> bool:
    """Whether a line is a salutation, a date, a signature or the like."""
    return bool(starting("formal").match(plain(words)))


def is_bare(words: str) -> bool:
    """Whether a line tells nothing: no verb, no sentence, no date or signature; it may be one of a list."""
    tells = (has_finite, tells_future, is_formal, is_introduction_off, holds_sentences, tells_statistic)
    return not any(test(words) for test in tells)


def is_cut_short(words: str) -> bool:
    """Whether an introduction ends before what its verb governs: « Le CPAS veillera à »."""
    return bool(re.search(r"(?<!\w)(?:à|de|d'|pour|par)$", plain(words).rstrip(" :")))


def is_introduction_off(words: str) -> bool:
    """Whether an introduction announces a list that holds no commitment: « Nous constatons : »."""
    return bool(any_of("lists_off").search(plain(words)))


def _is_nested(words: str, head: int) -> bool:
    """Whether the verb at `head` belongs to a relative or a conjunctive clause without commas."""
    breaks = [match.end() for match in _BREAK.finditer(words, 0, head)]
    chunk = linking().sub(lambda match: " " * len(match[0]), words[breaks[-1] if breaks else 0 : head])
    for match in relatives().finditer(chunk):
        rest = [one for one in chunk[match.end() :].replace("'", "' ").split() if one not in word_set("clitics")]
        if match[0] == "qui" or (rest[:1] and rest[0] in ("il", "ils", "elle", "elles", "on", "nous", "je", "vous")):
            nested = not rest[(0 if match[0] == "qui" else 1) :]
        else:
            nested = not any(one in word_set("finite") for one in rest)
        if nested:
            return True
    return False


def _is_subordinate(words: str, start: int) -> bool:
    """Whether a pronoun, or a fixed expression, comes right after a word that subordinates it."""
    before = linking().sub(lambda match: " " * len(match[0]), words[:start])
    return bool(re.search(rf"(?:^|[\s(])(?:{choices(load('commitments')['relatives'])}|que|qu')\s?$", before))


def _pronouns(word: str) -> tuple[str, ...]:
    return next((pronouns for ending, pronouns in _ENDINGS if word.endswith(ending)), ())
