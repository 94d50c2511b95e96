"""A commitment in the words of each level of a plan: OO, OS and action, without a language model.

Rules and word lists only (`ingest/vocabulary/rewording.yaml`, `conjugation.yaml`). Nothing may be lost or added on the
way: every result is held against its source (`kept.is_kept`), and one that fails is not given. Where no rule surely
applies the source's own words stand, with `changed` False.
"""

import re
from functools import lru_cache
from itertools import pairwise

from assistant.answer import Frozen
from assistant.drafting.wording.being import body, quality
from assistant.drafting.wording.clauses import Phrase, active, leads, willed, without_connectors
from assistant.drafting.wording.conjugation import Tense, readings
from assistant.drafting.wording.first_person import impersonal, speaks_in_first_person
from assistant.drafting.wording.heads import head_at
from assistant.drafting.wording.inversions import inverted, refused, relative, turned_over, untopical, wished
from assistant.drafting.wording.kept import is_kept
from assistant.drafting.wording.nominal import light_phrase, verb_phrase
from assistant.drafting.wording.passives import passive
from assistant.drafting.wording.pieces import capital, cut, has_sentences, in_style_of, joined, plain, words
from assistant.drafting.wording.things import has_verb, thing_phrase
from assistant.drafting.wording.turns import moved, served, turned

_KEPT = 4096
_SHORT = 6
_CAUSE = re.compile(r"(?:parce qu|puisqu|comme|vu|faute|outre|face)")
_OWN = r"(?=(?:leurs?|ses|son|sa|le|la|les|un|une|des|chaque{more})\b|l')"
_JOINED = re.compile(rf",? et {_OWN.format(more='')}| : {_OWN.format(more='|nous')}")
_BEING = re.compile(r"[ÊE]tre une? (?:C\.?P\.?A\.?S|commune|ville|administration|centre)\b", re.IGNORECASE)


class Reworded(Frozen):
    """A wording and how it was made.

    Attributes:
        source: The words that it comes from.
        text: The wording; the source's own words when `changed` is False.
        rule: The rule that was applied, in French: « nom d'action », « passif », « sujet propre »…
        removed: The words of the source that were dropped, such as the subject « Le CPAS entend ».
    """

    source: str
    text: str
    rule: str
    changed: bool
    removed: str = ""


_STRANDED = re.compile(
    r"(?<=\w )(?<!chez )(?<!avec )(?<!pour )(?<!entre )(?:nous|vous|y|en)"
    r"(?:$|\s+(?:avant|après|dans|dès|d['’]ici|pour|par|au|aux|à|fin|en)\b)"
)
"""A pronoun that a turned sentence has left behind its verb: « Consacrer un budget y »."""


@lru_cache(maxsize=_KEPT)
def infinitive_of(text: str, organisation: str = "CPAS") -> Reworded | None:
    """A commitment as an infinitive phrase (« faire »), without final stop nor first person.

    Args:
        text: The commitment, in any register: a noun of action, a sentence, an infinitive.
        organisation: What the organisation is: « CPAS », « commune ».

    Returns:
        The wording; None where no infinitive is natural or surely right (`supported_of` may help then).
    """
    line, linked = without_connectors(plain(text))
    found = _phrase(line)
    if found is None:
        return None
    said = capital(impersonal(found.text, body(organisation).pronoun))
    removed = " ".join(filter(None, [linked, found.removed]))
    result = in_style_of(text, said)
    if not is_kept(text, result, removed) or _STRANDED.search(result):
        return None
    return Reworded(source=text, text=result, rule=found.rule, changed=result != text, removed=removed)


def _phrase(line: str) -> Phrase | None:
    pieces = cut(line)
    head = head_at(pieces, 0)
    if head is not None:
        if _is_subject(line):
            return None
        return Phrase(_glued(head.infinitive(), joined(pieces[head.size :])), "infinitif")
    if (noun := verb_phrase(line)) is not None:
        return Phrase(noun, "nom d'action")
    if (noun := light_phrase(line)) is not None:
        return Phrase(noun, "nom d'action gardé")
    if has_sentences(line):
        return None
    return _sentence(line)


def _sentence(line: str) -> Phrase | None:
    line = untopical(line)
    for rule in (wished, relative, refused):
        if (found := rule(line)) is not None:
            return found
    for rest, lead in leads(line):
        found = _clauses(rest)
        if found is not None:
            comma = "," if "," in found.text or len(lead.split()) > _SHORT or _CAUSE.match(lead) else ""
            return Phrase(f"{found.text}{comma} {lead}", found.rule, found.removed) if lead else found
    return None


def _clauses(text: str) -> Phrase | None:
    """A sentence, or two that « et » or a colon joins: « Les terres seront vendues, et leur produit ira… »."""
    for joint in _JOINED.finditer(text):
        second = _clause(text[joint.end() :])
        first = _clause(text[: joint.start()]) if second is not None else None
        if first is not None and second is not None and not second.removed:
            return Phrase(f"{first.text}{joint[0]}{second.text}", first.rule, first.removed)
    return _clause(text)


def _clause(text: str) -> Phrase | None:
    for rule in (willed, active, inverted, turned, turned_over, passive, moved, served):
        if (found := rule(text)) is not None:
            return None if _goes_on(found.text) else found
    return None


def _goes_on(text: str) -> bool:
    """Whether a phrase still has a second verb of the sentence: « faire passer le taxi… et transportera… »."""
    pieces = cut(text)
    return any(
        one.tense == Tense.FUTURE and one.person in ("3s", "3p")
        for before, piece in pairwise(pieces)
        if before.low in ("et", "puis")
        for one in readings(piece.low)
    )


def _glued(first: str, rest: str) -> str:
    return first + (rest if rest[:1] in (",", ";", ".") else f" {rest}" if rest else "")


def _is_subject(line: str) -> bool:
    """Whether the infinitive is a sentence's subject: « Lutter contre l'isolement restera notre priorité »."""
    words_of = [piece.low for piece in cut(re.split(r"[.;:]\s", line)[0])]
    relative = words("relatives") | {"ce", "il", "elle"}
    for place, word in enumerate(words_of):
        if word in words("states_of_infinitives"):
            return not relative & set(words_of[:place])
    return False


def supported_of(text: str) -> Reworded | None:
    """« Accès aux soins » → « Favoriser l'accès aux soins »: for nouns without a verb that the table names.

    The verb is the product's word: a draft says so beside the line.
    """
    line, linked = without_connectors(plain(text))
    phrase = each(line) or thing_phrase(line)
    if phrase is None:
        return None
    result = in_style_of(text, capital(impersonal(phrase)))
    if not is_kept(text, result, linked):
        return None
    return Reworded(source=text, text=result, rule="nom sans verbe", changed=True, removed=linked)


def each(line: str) -> str | None:
    """A list of nouns, each with its own verb: « Brochure d'accueil ; désignation d'un parrain »; else None."""
    for joint in ("; ", ", "):
        first, found, rest = line.partition(joint)
        if not found or has_verb(line):
            continue
        rest = rest.strip()
        noun = verb_phrase(rest) or (thing_phrase(rest) if joint == "; " else None)
        said = verb_phrase(first.strip()) or light_phrase(first.strip()) or thing_phrase(first.strip())
        if noun is not None and said is not None:
            return f"{said}{' ' if joint == '; ' else ''}{joint}{noun}"
    return None


@lru_cache(maxsize=_KEPT)
def os_reworded(phrase: str, organisation: str = "CPAS") -> Reworded:
    """An infinitive phrase as an OS (« être »), with the rule; the source's own words where it is uncertain."""
    unchanged = Reworded(source=phrase, text=phrase, rule="inchangé", changed=False)
    line, named = plain(phrase), body(organisation)
    start = f"Être {named.article} {named.noun} qui "
    if _BEING.match(line):
        return unchanged
    third = impersonal(line, named.pronoun)
    said = quality(third[:1].lower() + third[1:])
    if said is None or speaks_in_first_person(said):
        return unchanged
    result = in_style_of(phrase, start + said)
    if not is_kept(phrase, result.replace(f" {named.noun} ", " ", 1)):
        return unchanged
    return Reworded(source=phrase, text=result, rule="être", changed=True)


def os_of(phrase: str, organisation: str = "CPAS") -> str:
    """« Renforcer la cellule énergie » → « Être un CPAS qui renforce la cellule énergie ».

    Args:
        phrase: An infinitive phrase, as `infinitive_of` gives it.
        organisation: « CPAS », « commune »…

    Returns:
        The OS, or the phrase itself where no wording is surely right (`os_reworded` tells which).
    """
    return os_reworded(phrase, organisation).text


def action_reworded(text: str, organisation: str = "CPAS") -> Reworded:
    """An action's line with the rule that made it."""
    found = infinitive_of(text, organisation)
    if found is not None:
        return found
    line = plain(text)
    result = in_style_of(text, capital(line))
    return Reworded(source=text, text=result, rule="inchangé", changed=False)


def action_of(text: str, organisation: str = "CPAS") -> str:
    """A commitment as staff write an action: an infinitive phrase, a capital, no final stop, no first person.

    Figures, names and conditions stay word for word; so does the whole text where no rule surely applies.
    """
    return action_reworded(text, organisation).text
