"""From a sentence to an infinitive phrase: « Un poste sera créé » → « Créer un poste ».

Each function takes a plain text (see `pieces.plain`) and gives the phrase without its capital, or None where the
sentence is not of its kind or not surely so.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from assistant.drafting.wording.conjugation import Reading, Tense, common_verbs, readings
from assistant.drafting.wording.heads import Head, head_at
from assistant.drafting.wording.pieces import Piece, cut, determiners, joined, table, words

_RULES = {"impersonal": "tournure impersonnelle", "volition": "volonté"}


@dataclass(frozen=True, slots=True)
class Phrase:
    """An infinitive phrase.

    Attributes:
        rule: The rule that made it.
        removed: The words that were dropped: the subject, what links the sentence to the one before.
    """

    text: str
    rule: str
    removed: str = ""


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    every = table()

    def either(some: list[str]) -> str:
        return "|".join(re.escape(one) for one in sorted(some, key=len, reverse=True))

    inner = rf"(?:,? (?:{either(every['inner'])}),?)?"
    openings = [
        rf"{re.escape(one.removesuffix(' de'))}{inner}{' (?:de |d)' if one.endswith(' de') else ' '}"
        for one in every["impersonal"]
    ]
    nouns = either(every["volition_nouns"])
    owner = r"(?: (?:du|de notre|de la|de l') ?(?:CPAS|Centre|commune|Commune|Conseil))?"
    return {
        "connectors": re.compile(rf"(?:{either(every['connectors'])})\b,? *", re.IGNORECASE),
        "lead": re.compile(rf"(?:{either(every['leads'])})(?:\b|(?<=')).{{0,240}}?, ", re.IGNORECASE),
        "inner": re.compile(rf",? (?:{either(every['inner'])})(?=[ ,]),?"),
        "self": re.compile(rf"(?:{either(every['self'])})(?: (?:de |d')(?-i:[A-Z])[\w'-]*)? (?=\S)", re.IGNORECASE),
        "impersonal": re.compile(rf"(?:{'|'.join(openings)})", re.IGNORECASE),
        "volition": re.compile(
            rf"(?:(?:notre|nos|l'|la|le|les|cette|un|une|son|sa) ?(?:{nouns}){owner}"
            rf" (?:est|sont|sera|reste|restera|demeure){inner}"
            rf"|(?:nous avons|le CPAS a|la commune a){inner} (?:pour |comme )?(?:l'|la |le )?(?:{nouns})) (?:de |d')",
            re.IGNORECASE,
        ),
    }


def without_connectors(text: str) -> tuple[str, str]:
    """A text without the words that link it to the sentence before, and those words."""
    start = 0
    while (match := _patterns()["connectors"].match(text, start)) is not None and match.end() < len(text):
        start = match.end()
    return text[start:], text[:start].strip()


def leads(text: str) -> Iterator[tuple[str, str]]:
    """Ways to cut off the circumstance that opens a sentence: the rest, and the circumstance.

    « D'ici 2027, nous ouvrirons… »; the first is the sentence whole, then one for each comma that may end it.
    """
    yield text, ""
    if _patterns()["lead"].match(text) is None:
        return
    for comma in re.finditer(", ", text):
        if _goes_on_listing(text[comma.end() :]):
            continue
        lead = text[: comma.start()]
        yield text[comma.end() :], lead[:1].lower() + lead[1:]


def _goes_on_listing(rest: str) -> bool:
    """Whether a circumstance goes on after a comma: « (Dans les écoles,) les crèches et les clubs, … »."""
    between, comma, _ = rest.partition(", ")
    pieces = cut(between)
    if not comma or not pieces or pieces[0].low not in determiners() or not any(one.low == "et" for one in pieces):
        return False
    finite = {"est", "sont", "a", "ont", "nous", "on", "il", "elle"}
    return not any(one.low in finite or any(read.tense == Tense.FUTURE for read in readings(one.low)) for one in pieces)


def willed(text: str) -> Phrase | None:
    """« Il s'agira de lutter », « Notre ambition est de porter » → the infinitive itself."""
    if (match := re.match(r"il (?:faut|faudra|convient|importe) (?=qu(?:e |'))", text, re.IGNORECASE)) is not None:
        return Phrase(f"veiller à ce {text[match.end() :]}", "tournure impersonnelle", match[0].strip())
    for name in ("impersonal", "volition"):
        if (match := _patterns()[name].match(text)) is not None:
            rest = text[match.end() :].lstrip("'")
            return Phrase(rest, _RULES[name], match[0].strip()) if head_at(cut(rest), 0) else None
    return None


def active(text: str) -> Phrase | None:
    """« Nous renforcerons la cellule », « Le CPAS entend créer » → « renforcer la cellule », « créer »."""
    we = re.match(r"nous (?=\S)", text, re.IGNORECASE)
    match = we or _patterns()["self"].match(text)
    if match is None:
        return None
    pieces, place = cut(text[match.end() :]), 0
    # « Nous, conseillers, … » and « nous entendons bien »: what stands between is not read.
    clitics, negative = [], False
    while place < len(pieces) and (low := pieces[place].low) in {"ne", "n'", "s'", "l'", "nous", *words("clitics")}:
        if low in ("ne", "n'"):
            negative = True
        else:
            clitics.append({"s'": "se", "nous": "se", "l'": "le"}.get(low, low))
        place += 1
    if place >= len(pieces):
        return None
    person = "1p" if we else "3s"
    verb = _finite(pieces[place], person)
    if verb is None:
        return None
    return _said(pieces, place, verb, (tuple(clitics), negative), match[0].strip())


def _said(
    pieces: list[Piece], place: int, verb: Reading, small: tuple[tuple[str, ...], bool], subject: str
) -> Phrase | None:
    clitics, negative = small
    after, negation = place + 1, None
    if negative:
        negation = ""
        if after < len(pieces) and pieces[after].low in words("negations"):
            negation, after = pieces[after].low, after + 1
    rest = joined(pieces[after:])
    rest = without_inner(rest)
    removed = f"{subject} {pieces[place].word}"
    if not negative and (idiom := _idiom(Head(None, clitics, (), verb.infinitive, 0).infinitive(), rest)) is not None:
        return Phrase(idiom, "volonté", removed)
    governor = None if negative else table()["volition"].get(verb.infinitive)
    if governor is not None:
        willing = _willing(governor, rest, removed)
        if willing is not None or not governor:
            return willing
    if verb.tense == Tense.PRESENT and verb.infinitive in words("states"):
        return None
    if verb.infinitive in ("avoir", "pouvoir") or (verb.infinitive == "être" and verb.tense != Tense.FUTURE):
        return None
    head = Head(negation, clitics, (), verb.infinitive, 0)
    following = _joined_verbs(rest, verb)
    if following is not None and verb.person == "1p" and verb.infinitive in words("attributive"):
        following = _singular(following)
    return None if following is None else Phrase(spaced(head.infinitive(), following), "sujet propre", subject)


def _willing(governor: str, rest: str, removed: str) -> Phrase | None:
    """What one wants, tells or engages to do, without the wanting."""
    bare = re.sub(rf"^{governor} ", "", rest) if governor else rest
    # « S'engager à », « tenir à », but « engager un juriste », « tenir une permanence ».
    if (not governor or bare != rest) and head_at(cut(bare), 0):
        return Phrase(bare, "volonté", removed)
    if governor:
        return None
    if re.match(r"qu(?:e |')", rest):
        return Phrase(f"veiller à ce {rest}", "volonté que", removed)
    return _for_what(rest, removed)


def _idiom(verb: str, rest: str) -> str | None:
    """What follows « avoir à cœur de », « se devoir de » and their like, where it is an infinitive."""
    match = _idioms().match(f"{verb} {rest}")
    if match is None:
        return None
    said = f"{verb} {rest}"[match.end() :]
    return said if head_at(cut(said), 0) else None


@cache
def _idioms() -> re.Pattern[str]:
    inner = "|".join(re.escape(one) for one in words("inner"))
    every = []
    for one in sorted(words("idioms"), key=len, reverse=True):
        *some, governor = one.split(" ")
        said = " ".join(re.escape(word) + ("e?s?" if word[-1] in "éuix" else "") for word in some)
        every.append(rf"{said}(?:,? (?:{inner}),?)? {governor if governor == 'à' else '(?:de |d' + chr(39) + ')'}\s*")
    return re.compile("|".join(every), re.IGNORECASE)


def _for_what(rest: str, removed: str) -> Phrase | None:
    """« (On veut) un accueil digne : réaménager la salle » → « réaménager la salle pour un accueil digne »."""
    what, colon, how = rest.partition(" : ")
    if not colon or head_at(cut(how), 0) is None or cut(what)[0].low not in determiners() or " : " in how:
        return None
    return Phrase(f"{how.rstrip('. ')}{',' if ',' in how else ''} pour {what}", "volonté", removed)


def _singular(rest: str) -> str | None:
    """« attentifs aux besoins » → « attentif aux besoins »; None where more than one word would change."""
    match = re.match(r"(?P<word>[^\W\d_]+(?:if|é|ant|ent|i|u))s\b", rest)
    if re.search(r" et [^\W\d_]+s\b", rest):
        return None
    if match is None:
        return None if re.match(r"[^\W\d_]+[sx]\b", rest) else rest
    return match["word"] + rest[match.end() :]


def _finite(piece: Piece, person: str) -> Reading | None:
    """A verb of that person; None for what may as well be another verb."""
    found = [one for one in readings(piece.low) if one.person == person and one.tense in (Tense.PRESENT, Tense.FUTURE)]
    verbs = {one.infinitive for one in found}
    if len(verbs) > 1:
        # « ouvrons » is of « ouvrir », and of a rare verb as well.
        verbs &= common_verbs()
    return next((one for one in found if one.infinitive in verbs), None) if len(verbs) == 1 else None


def _joined_verbs(rest: str, verb: Reading) -> str | None:
    """The verbs that « et » adds, in the infinitive too: « et nous créerons » → « et créer »."""
    pieces = cut(rest)
    done: list[Piece] = []
    place = 0
    while place < len(pieces):
        piece = pieces[place]
        done.append(piece)
        place += 1
        if piece.low not in {"et", "ou", ",", "puis", "voire", "et/ou"} or place >= len(pieces):
            continue
        start = place
        said = pieces[place].low == "nous" and verb.person == "1p"
        place += said
        clitics: list[str] = []
        while place < len(pieces) and pieces[place].low in {"nous", "s'", "l'", *words("clitics")}:
            clitics.append({"s'": "se", "nous": "se", "l'": "le"}.get(pieces[place].low, pieces[place].low))
            place += 1
        found = _finite(pieces[place], verb.person) if place < len(pieces) else None
        # « recrute deux agents et forme les bénévoles »: without an object, « forme » may be a noun.
        noun = verb.tense == Tense.PRESENT and verb.person == "3s" and not _has_object(pieces, place + 1)
        if found is None or (found.tense != verb.tense and not said) or noun:
            if said:
                return None
            place = start
            continue
        if any(one.low in words("governors") and head_at(pieces, at + 1) for at, one in enumerate(pieces[:start])):
            # « continuer à soutenir et créer » would say that the creating goes on too.
            return None
        text = Head(None, tuple(clitics), (), found.infinitive, 0).infinitive()
        done.append(Piece(" ", text))
        place += 1
    return joined(done)


def _has_object(pieces: list[Piece], place: int) -> bool:
    return place < len(pieces) and (pieces[place].low in determiners() or pieces[place].word[0].isdigit())


def spaced(text: str, rest: str) -> str:
    """A phrase and what follows it, with a space unless a comma does."""
    if not rest:
        return text
    return f"{text}{rest}" if rest[0] in ",;" else f"{text} {rest}"


def without_inner(text: str) -> str:
    """What follows a verb, without « également », « par ailleurs » right after it."""
    dropped = _patterns()["inner"].match(" " + text)
    return text if dropped is None else (" " + text)[dropped.end() :].lstrip()
