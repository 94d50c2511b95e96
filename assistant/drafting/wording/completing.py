"""A commitment's words put right by what stands around them: the bullet above, the sentences that only go on."""

import re
from functools import cache

from assistant.drafting.commitments.patterns import choices
from assistant.drafting.commitments.prose import commitments_in, sentences
from assistant.drafting.grouping import headed
from assistant.drafting.records import DpsItem
from assistant.drafting.subjects import begins_with_verb
from assistant.spelling import is_french
from ingest.folding import fold, fold_spaces
from ingest.records import Document
from ingest.vocabulary import load

_BULLET = re.compile(r"\n[ \t]*(?:[^\w\s«(\"'’]|o)[ \t]+")
_SENTENCE = re.compile(r"(?<=[\w)»][\w)»])[.!]\s+(?=[A-ZÀ-Ý])")


@cache
def _going_on() -> re.Pattern[str]:
    """Words that go on from the matter named above: « à Haute-Sart », « une fois par mois »."""
    return re.compile(rf"(?:{choices(load('commitments')['going_on'])})(?!\w)", re.IGNORECASE)


def completed(words: str, item: DpsItem) -> str:
    """An action with the matter that its bullet completes: « Maintenir le poste à temps plein (tuteur énergie) ».

    What begins with a preposition goes on from the matter itself: « Assurer des permanences à Haute-Sart ».
    """
    if not item.topic or fold_spaces(item.topic) in fold_spaces(words):
        return words
    if begins_with_verb(words):
        first = item.topic.split()[0]
        named = first.isupper() or not is_french(fold(first.strip(".,:;")))
        return f"{words} ({item.topic if named else item.topic[0].lower() + item.topic[1:]})"
    lead = headed(item.topic) or item.topic
    return f"{lead} {words[0].lower()}{words[1:]}" if _going_on().match(item.text) else f"{lead} : {words}"


def context_of(document: Document, item: DpsItem) -> str:
    """The sentence of the declaration before a commitment that only a pronoun ties to what it is on, else "".

    « Elle passera chaque semaine au camping »: who? The draft's comment says so in the declaration's words.
    """
    node = next((one for one in document.nodes if one.id == item.node), None)
    if node is None or not _standing_for().match(" ".join(item.text.split())):
        return ""
    before = [one for one in sentences(document.text, node.start, node.end) if one[0] < item.start]
    if before and before[-1][1] >= item.end:  # the commitment is in the middle of its sentence
        before[-1] = (before[-1][0], item.start)
    said = [" ".join(document.text[first:last].split()).strip(" ,;:*_") for first, last in before]
    return next((one for one in reversed(said) if len(one.split()) > 1), "")


@cache
def _standing_for() -> re.Pattern[str]:
    words = load("commitments")["standing_for"]
    pronouns = choices([one for one in words if one not in ("le", "la", "les", "en", "y", "l'")])
    alone = rf"(?:{pronouns})(?:(?<=')|(?!\w))"
    after = rf"(?:nous|je|on)\s(?:{choices(words)})(?:(?<=')|\s)"
    return re.compile(
        rf"(?:et\s)?(?!(?:{choices(load('commitments')['impersonal_after'])})(?!\w))(?:{alone}|{after})", re.IGNORECASE
    )


def parted(commitment: str) -> tuple[str, str]:
    """A commitment, and the sentences after it that only go on about it: a state of things, a condition.

    A second sentence that commits, or begins with an infinitive, stays with the first.
    """
    flat = " ".join(_BULLET.sub(" ", commitment).split())
    for match in _SENTENCE.finditer(flat):
        rest = flat[match.end() :]
        if not begins_with_verb(rest) and not commitments_in(rest):
            return flat[: match.start() + 1], rest
    return flat, ""
