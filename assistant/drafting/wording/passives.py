"""Sentences whose subject is another than the organisation: « Un poste sera créé », « Les délais doivent être tenus ».

Each function takes a plain text (see `pieces.plain`) and gives the phrase without its capital, or None where the
sentence is not of its kind or not surely so.
"""

import re
from dataclasses import dataclass

from assistant.drafting.wording.being import with_others
from assistant.drafting.wording.clauses import Phrase, spaced, without_inner
from assistant.drafting.wording.conjugation import Tense, elided, forms_of, readings
from assistant.drafting.wording.heads import Head, head_at
from assistant.drafting.wording.pieces import Piece, cut, determiners, joined, lowered, table, words

_BE = {"sera": False, "seront": True}
_MUST = {"doit": False, "doivent": True, "devra": False, "devront": True, "va": False, "vont": True}
_JOINTS = {"et", "ou", "et/ou", ","}
_AGENT = re.compile(r"par (?:le |la |l'|les |notre |nos |un |une |des |[A-Z])")


@dataclass(frozen=True, slots=True)
class _Passive:
    """The participles of a passive, with their adverbs, their agreement and what joins them."""

    adverbs: tuple[str, ...]
    verbs: tuple[str, ...]
    person: str
    joint: str


def passive(text: str) -> Phrase | None:
    """« Une convention sera conclue avec l'AIS » → « conclure une convention avec l'AIS »."""
    pieces = cut(text)
    for place, piece in enumerate(pieces):
        low = piece.low
        if not place or (low not in _BE and low not in _MUST) or not main_verb(pieces, place):
            continue
        if (
            pieces[0].low not in determiners()
            and pieces[0].low not in ("aucun", "aucune")
            and not pieces[0].word[0].isdigit()
        ):
            return None
        if any(one.tense == Tense.FUTURE for before in pieces[:place] for one in readings(before.low)):
            return None
        subject, negative = subject_of(pieces[:place])
        plural = _BE.get(low, _MUST.get(low, False))
        if low in _BE:
            return _passive(subject, negative, pieces[place + 1 :], plural)
        return _obliged(subject, negative, pieces[place + 1 :], plural)
    return None


def main_verb(pieces: list[Piece], place: int) -> bool:
    """Whether a verb is the sentence's own, and not that of « qui sera… », « si le subside est… »."""
    before = [piece.low for piece in pieces[:place]]
    if before[-1] in words("relatives"):
        return False
    since = len(before) - before[::-1].index(",") if "," in before else 0
    closed = before[since:]
    return not (set(closed) & words("relatives")) or (before.count(",") > 1 and before[-1] == ",")


def subject_of(pieces: list[Piece]) -> tuple[str, bool]:
    """The words before a verb without « ne », and whether « ne » was there; a comma that closes an aside stays."""
    negative = pieces[-1].low in ("ne", "n'")
    kept = pieces[:-1] if negative else pieces
    return joined(kept), negative


def _passive(subject: str, negative: bool, after: list[Piece], plural: bool) -> Phrase | None:
    negation: str | None = None
    place = 0
    if negative:
        negation = ""
        if after and after[0].low in words("negations"):
            negation, place = after[0].low, 1
    adverbs, verbs = [], []
    person, joint = "", "et"
    while place < len(after):
        piece = after[place]
        found = [
            one
            for one in readings(piece.low)
            if one.tense == Tense.PARTICIPLE and one.person.endswith("p" if plural else "s")
        ]
        if found:
            both = [one for one in readings(piece.low) if one.tense == Tense.PARTICIPLE]
            person = (found or both)[0].person
            verbs.append(found[0].infinitive)
            place += 1
            if place < len(after) - 1 and after[place].low in _JOINTS and _participle(after[place + 1], person):
                joint = after[place].low if after[place].low != "," else joint
                place += 1
                continue
            break
        if verbs or not (piece.low.endswith("ment") or piece.low in words("inner") or piece.low in words("adverbs")):
            return None
        if piece.low not in words("inner"):
            adverbs.append(piece.word)
        place += 1
    if not verbs or any(verb in words("not_passive") for verb in verbs):
        return None
    return _turned(subject, negation, _Passive(tuple(adverbs), tuple(verbs), person, joint), joined(after[place:]))


def second_participle(rest: str, person: str) -> str | None:
    """What follows a passive, a second participle in it turned to an infinitive; None where it is unclear.

    « en 2027, et présentée au Conseil » → « en 2027, et la présenter au Conseil »;
    « et la toiture isolée » → « et isoler la toiture ».
    """
    pieces = cut(rest)
    comma = len(pieces) > 1 and pieces[0].low == "," and pieces[1].low == "et"
    if pieces and (pieces[0].low == "et" or (comma and (pieces[2:] and pieces[2].low in determiners()))):
        text = _elliptic(pieces[comma:])
        return rest if text is None and comma else f", {text}" if comma else text
    for place, piece in enumerate(pieces[:-1]):
        if piece.low == "et" and _is_elliptic(pieces[place:]):
            return None  # « (créer un poste) en 2026 et l'accueil de jour renforcé »: a promise of its own
        if piece.low not in _JOINTS or not _participle(pieces[place + 1], person):
            continue
        before = pieces[:place]
        if piece.low != "et" or not _is_clear(before, person):
            return None
        pronoun = "les" if person.endswith("p") else "la" if person.startswith("f") else "le"
        verb = next(one.infinitive for one in readings(pieces[place + 1].low) if one.tense == Tense.PARTICIPLE)
        text = f"les {verb}" if pronoun == "les" else elided(pronoun, verb)
        return joined([*before, piece, Piece(" ", text), *pieces[place + 2 :]])
    return rest


def _is_clear(before: list[Piece], person: str) -> bool:
    """Whether a participle after « et » is the subject's, and not that of a noun just before it."""
    if before and before[-1].low == ",":
        return True
    kinds = {"p": {"les", "des", "aux", "ses", "nos", "leurs"}, "fs": {"la", "une", "cette", "sa", "l'", "chaque"}}
    kinds["ms"] = {"le", "un", "du", "au", "ce", "son", "l'", "chaque"}
    known = determiners() | {"aux", "au", "chaque"}
    last = next((one.low for one in reversed(before) if one.low in known and one.low not in ("de", "d'")), "")
    plain = not before or not any(one.tense == Tense.PARTICIPLE for one in readings(before[-1].low))
    return plain and last not in kinds["p" if person.endswith("p") else person]


def _elliptic(pieces: list[Piece]) -> str | None:
    """« et la toiture isolée, pour… » → « et isoler la toiture, pour… »."""
    if len(pieces) < 4 or pieces[1].low not in determiners():
        return None
    for place in range(3, min(len(pieces), 9)):
        found = [one for one in readings(pieces[place].low) if one.tense == Tense.PARTICIPLE]
        if found and (place + 1 == len(pieces) or not pieces[place + 1].word[0].isupper()):
            subject = joined(pieces[1:place])
            return spaced(f"et {found[0].infinitive} {subject}", joined(pieces[place + 1 :]))
    return None


def _is_elliptic(pieces: list[Piece]) -> bool:
    """Whether « et » brings another thing with the participle of a promise: « et une aide accordée aux locataires »."""
    return (text := _elliptic(pieces)) is not None and text.split()[1] in words("promises")


def _participle(piece: Piece, person: str) -> bool:
    return any(one.tense == Tense.PARTICIPLE and one.person == person for one in readings(piece.low))


def _turned(subject: str, negation: str | None, said: _Passive, rest: str) -> Phrase | None:
    adverbs, verbs, person = said.adverbs, said.verbs, said.person
    if re.search(r"(?<!qui )\b(?:sera|seront)\b", rest):
        return None
    if _AGENT.match(rest):
        # Someone else does it: only « veiller à ce que » says that and stays French.
        if negation is not None or len(verbs) > 1:
            return None
        be = "soient" if person.endswith("p") else "soit"
        form = forms_of(verbs[0]).participle_for(person.startswith("f"), person.endswith("p"))
        said_that = " ".join([be, *adverbs, form, rest])
        return Phrase(f"veiller à {that_clause(subject)} {said_that}", "passif avec complément d'agent")
    beside = next((f" {one}" for one in table()["locutions"] if re.match(rf"{re.escape(one)}\b", rest)), "")
    rest = rest[len(beside) :].lstrip() if beside else rest
    if (other := second_participle(rest, person)) is None:
        return None
    rest = other
    head = Head(negation, (), (), verbs[0], 0).infinitive()
    adverb = "".join(f" {one}" for one in adverbs)
    if not rest or rest[0] in ",;":
        subject = subject.rstrip(" ,")
    if len(verbs) == 1:
        return Phrase(spaced(f"{head}{adverb}{beside} {lowered(subject)}", rest), "passif")
    if not rest and negation is None:
        together = ", ".join(verbs[:-1]) + f" {said.joint} {verbs[-1]}"
        return Phrase(f"{together}{adverb}{beside} {lowered(subject)}", "passif")
    if len(verbs) > 2 or negation is not None:
        return None
    pronoun = "les" if person.endswith("p") else "la" if person.startswith("f") else "le"
    second = f"les {verbs[1]}" if pronoun == "les" else elided(pronoun, verbs[1])
    return Phrase(spaced(f"{head}{adverb} {lowered(subject)} {said.joint} {second}{beside}", rest), "passif double")


def that_clause(subject: str) -> str:
    """« ce que les informations », « ce qu'aucune demande »."""
    small = lowered(subject)
    return "ce " + elided("que", small) if small[:1].lower() in "aeiouéèêà" else f"ce que {small}"


def _obliged(subject: str, negative: bool, after: list[Piece], plural: bool) -> Phrase | None:
    """« doivent être informés » → « informer »; « doivent répondre » → « veiller à ce que… répondent »."""
    negation: str | None = None
    if negative:
        negation = after[0].low if after and after[0].low in words("negations") else ""
        after = after[1:] if negation else after
    after = cut(without_inner(joined(after)))
    if after and after[0].low == "être":
        tail = ([Piece(" ", negation)] if negation else []) + after[1:]
        return _passive(subject, negative, tail, plural)
    head = head_at(after, 0)
    if head is None:
        return None
    return watched(subject, (head, negation), joined(after[head.size :]), plural)


def watched(subject: str, verb: tuple[Head, str | None], rest: str, plural: bool) -> Phrase:
    """« veiller à ce que » with a subject and its verb in the subjunctive; the verb with its negation, if any."""
    head, negation = verb
    text = _wished(head, plural)
    if negation is not None:
        text = " ".join(filter(None, [elided("ne", text), negation]))
    said = " ".join(filter(None, [text, *head.adverbs]))
    if negation is None:
        rest = with_others(rest, lambda other: _wished(other, plural))
    return Phrase(spaced(f"veiller à {that_clause(subject)} {said}", rest), "tiers obligé")


def _wished(head: Head, plural: bool) -> str:
    """An infinitive in the subjunctive, with its pronouns: « se voie », « les informent »."""
    forms = forms_of(head.verb)
    text = forms.subjunctives if plural else forms.subjunctive
    for clitic in reversed(head.clitics):
        text = elided(clitic, text) if clitic in ("se", "le", "la") else f"{clitic} {text}"
    return text
