"""Sentences in the future whose subject is a thing or a part of the organisation: « Un comité verra le jour ».

Each function takes a plain text (see `pieces.plain`) and gives the phrase without its capital, or None where the
sentence is not of its kind or not surely so.
"""

import re

from assistant.drafting.wording.clauses import Phrase, spaced
from assistant.drafting.wording.conjugation import Reading, Tense, readings
from assistant.drafting.wording.heads import Head
from assistant.drafting.wording.passives import main_verb, subject_of, watched
from assistant.drafting.wording.pieces import Piece, cut, determiners, joined, lowered, table, words

_WHEN = re.compile(
    r"(?:$|,|(?:en|à|au|aux|dans|d'|dès|avant|après|pour|chaque|tous|toutes|vers"
    r"|le (?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|week-end|soir|matin|midi|\d))(?:\W|$))",
    re.IGNORECASE,
)
_TO = re.compile(r"(?:\S+ ){0,2}?(?:à|au|aux|de \S+ à)\b")


def _futures(pieces: list[Piece]) -> list[tuple[int, Reading]]:
    """The future forms of a text that stand in its main clause, each with its place."""
    found = []
    for place, piece in enumerate(pieces):
        said = [one for one in readings(piece.low) if one.tense == Tense.FUTURE and one.person in ("3s", "3p")]
        if (
            place
            and len({one.infinitive for one in said}) == 1
            and (main_verb(pieces, place) or _after_verb(pieces, place))
        ):
            found.append((place, said[0]))
    return found


def _after_verb(pieces: list[Piece], place: int) -> bool:
    """Whether a verb follows that of a relative clause: « les légumes qu'on récoltera iront… »."""
    return any(one.tense == Tense.FUTURE for one in readings(pieces[place - 1].low))


def turned(text: str) -> Phrase | None:
    """« Une attention particulière ira aux familles » → « porter une attention particulière aux familles ».

    Also « Un comité verra le jour » → « créer un comité », by the vocabulary's `turns`.
    """
    pieces = cut(text)
    if (
        pieces
        and pieces[0].low not in determiners()
        and pieces[0].low != "priorité"
        and not pieces[0].word[0].isdigit()
    ):
        return None
    for place, reading in _futures(pieces):
        for start, verb, said in table()["turns"]:
            if not text.lower().startswith(start):
                continue
            clitic = pieces[place - 1].low in ("se", "s'")
            idiom = f"{'se ' if clitic else ''}{reading.infinitive} {joined(pieces[place + 1 :])} "
            if not idiom.startswith(verb + " "):
                continue
            rest = idiom[len(verb) :].strip()
            if verb in ("aller", "passer") and _TO.match(rest) is None:
                continue
            subject = lowered(joined(pieces[: place - clitic]))
            return Phrase(spaced(f"{said} {subject.rstrip(' ,')}", rest), "tournure")
    return None


def moved(text: str) -> Phrase | None:
    """« Le service déménagera en 2026 » → « déménager le service en 2026 »; « sera gratuit » → « rendre gratuit »."""
    pieces = cut(text)
    if not pieces or pieces[0].low not in determiners() - {"de", "d'"}:
        return None
    for place, reading in _futures(pieces)[:1]:
        subject, negative = subject_of(pieces[:place])
        rest = joined(pieces[place + 1 :])
        subject = subject if rest and rest[0] not in ",;" else subject.rstrip(" ,")
        if negative or pieces[place - 1].low in words("clitics") | {"s'", "l'"}:
            return None
        if reading.infinitive in words("moved") and _WHEN.match(rest):
            return Phrase(spaced(f"{reading.infinitive} {lowered(subject)}", rest), "verbe de la chose")
        word = rest.partition(" ")[0].rstrip(",")
        if reading.infinitive in ("être", "devenir") and word in words("rendered"):
            return Phrase(spaced(f"rendre {word} {lowered(subject)}", rest[len(word) :].lstrip()), "état à venir")
    return None


def served(text: str) -> Phrase | None:
    """« Chaque jeune se verra proposer un bilan », « Le service social accompagnera… » → « veiller à ce que… »."""
    pieces = cut(text)
    for place, piece in enumerate(pieces):
        found = [one for one in readings(piece.low) if one.tense == Tense.FUTURE and one.person in ("3s", "3p")]
        if place < 2 or len({one.infinitive for one in found}) != 1 or not main_verb(pieces, place):
            continue
        verb, before = found[0], pieces[:place]
        clitics: list[str] = []
        while before and before[-1].low in {"s'", "l'", *words("clitics")} and len(before) > 2:
            clitics.insert(0, {"s'": "se", "l'": "le"}.get(before[-1].low, before[-1].low))
            before = before[:-1]
        subject, negative = subject_of(before)
        rest = joined(pieces[place + 1 :])
        given = verb.infinitive == "voir" and clitics == ["se"] and rest.split(" ", 1)[0] in words("served")
        part = _is_part(subject) or _is_some(subject)
        if (
            negative
            or not (given or part)
            or verb.infinitive in words("not_wished")
            or verb.infinitive in ("être", "avoir", "devoir", "pouvoir")
        ):
            return None
        if not given and "," in subject:
            return None
        head = Head(None, tuple(clitics), (), verb.infinitive, 0)
        return Phrase(watched(subject, (head, None), rest, verb.person == "3p").text, "service du CPAS")
    return None


def _is_part(subject: str) -> bool:
    """Whether a subject is a part of the organisation: « notre service social », « les agents d'accueil »."""
    bare = re.sub(r"^(?:le |la |l'|les |notre |nos |un |une |chaque )", "", subject, flags=re.IGNORECASE)
    return any(re.match(rf"{re.escape(one)}(?![\w-])", bare) for one in table()["parts"])


def _is_some(subject: str) -> bool:
    """Whether a subject is one or some, of which the sentence tells what is to be: « un centre », « chaque enfant ».

    « Une personne sur cinq » is a figure.
    """
    if re.match(r"\S+ \S+ sur \S+", subject):
        return False
    first = cut(subject)[0].low
    return first[0].isdigit() or first in words("numbers") | {
        "un",
        "une",
        "des",
        "chaque",
        "plusieurs",
        "tout",
        "toute",
    }
