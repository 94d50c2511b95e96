"""Sentences whose words stand in another order: « Sera ouvert, chaque hiver, un abri », « Quant à la crèche, elle… ».

Each function takes a plain text (see `pieces.plain`); the phrases have no capital.
"""

import re
from functools import cache

from assistant.drafting.wording.clauses import Phrase
from assistant.drafting.wording.conjugation import Tense, readings
from assistant.drafting.wording.heads import Head
from assistant.drafting.wording.nominal import verb_phrase
from assistant.drafting.wording.pieces import cut, determiners, joined, lowered, table, words

_PASSIVE = re.compile(
    r"(?P<before>.*?)(?P<not>(?:ne |n')?)(?P<be>sera|seront|seraient|serait) (?P<after>.+)", re.IGNORECASE
)
_ARTICLES = {"au": "le ", "aux": "les ", "du": "le ", "des": "les "}
_TOPIC = (
    r"(?P<topic>{topics}) ?(?P<what>.+?), (?:(?P<we>nous (?:les|le|la|l') ?)"
    r"|(?:ils|elles|il|elle|celui-ci|celle-ci|ceux-ci|celles-ci) )"
)
_WE = re.compile(
    r"(?P<what>(?:le |la |l'|les |un |une |des |ce |cette )[^,;:]+),? que nous (?P<verb>[^\W\d_]+)(?: (?P<rest>.+))?",
    re.IGNORECASE,
)
_SHORT = 6


def inverted(text: str) -> Phrase | None:
    """« Il sera mis fin à… » → « mettre fin à… »; « Dans le hall sera installée une borne » → « installer… »."""
    match = _PASSIVE.fullmatch(text)
    if match is None or match["be"].lower() not in ("sera", "seront"):
        return None
    before = match["before"].strip().rstrip(",")
    impersonal = before.lower() == "il"
    if not impersonal and (match["not"] or (before and not _is_circumstance(before))):
        return None
    pieces = cut(match["after"])
    adverbs: list[str] = []
    negation = None
    if match["not"]:
        if pieces[0].low not in words("negations"):
            return None
        negation, pieces = pieces[0].low, pieces[1:]
    while pieces and (pieces[0].low.endswith("ment") or pieces[0].low in words("inner")):
        if pieces[0].low not in words("inner"):
            adverbs.append(pieces[0].word)
        pieces = pieces[1:]
    said = [one for one in readings(pieces[0].low) if one.tense == Tense.PARTICIPLE] if pieces else []
    if not said or said[0].infinitive in words("not_passive") or len({one.infinitive for one in said}) > 1:
        return None
    rest = joined(pieces[1:])
    if not rest or (not impersonal and not _has_subject(rest)):
        return None
    verb = Head(negation, (), (), said[0].infinitive, 0).infinitive()
    circumstance = "" if impersonal or not before else before[0].lower() + before[1:]
    parts = filter(None, [verb, *adverbs, circumstance])
    gap = "" if rest[0] in ",;" else " "
    return Phrase(" ".join(parts) + gap + rest, "tournure impersonnelle" if impersonal else "inversion")


def _is_circumstance(before: str) -> bool:
    """Whether the words before the verb are where, when or for whom, and no subject."""
    first = cut(before)[0].low
    known = {one.split()[0] for one in table()["leads"]} | {
        "à",
        "au",
        "aux",
        "dans",
        "sur",
        "en",
        "chez",
        "auprès",
        "pour",
        "sous",
        "près",
    }
    verbs = any(one.tense == Tense.FUTURE for piece in cut(before) for one in readings(piece.low))
    return first in known and not verbs and len(before.split()) <= 2 * _SHORT


def _has_subject(rest: str) -> bool:
    """Whether a subject follows the participle, at once or after what stands between commas."""
    parts = re.split(r", ", rest)
    subject = parts[-1] if rest.startswith(",") and len(parts) > 2 else rest.lstrip(", ")
    first = cut(subject)[0].low if cut(subject) else ""
    starts = first in (determiners() - {"de", "d'", "du", "au", "aux", "à"}) or first[:1].isdigit()
    inside = any(cut(part)[0].low in determiners() for part in parts[1:] if cut(part))
    return starts or inside


def turned_over(text: str) -> Phrase | None:
    """« Aux Fonds verra le jour un maraîchage » → « créer aux Fonds un maraîchage »: a turn of speech, inverted."""
    for _, verb, said in table()["turns"]:
        first, _, more = verb.removeprefix("se ").partition(" ")
        clitic = r"(?:se |s\')" if verb.startswith("se ") else ""
        if verb in ("aller", "passer"):
            continue
        match = re.fullmatch(
            rf"(?P<lead>.+?),? {clitic}(?P<verb>[^\W\d_]+){' ' + more if more else ''}(?P<rest>,? .+)", text
        )
        if match is None or not _is_circumstance(match["lead"]) or not _has_subject(match["rest"]):
            continue
        if any(one.infinitive == first and one.tense == Tense.FUTURE for one in readings(match["verb"].lower())):
            lead = match["lead"][0].lower() + match["lead"][1:]
            return Phrase(f"{said} {lead}{match['rest']}", "inversion")
    return None


def untopical(text: str) -> str:
    """« Quant à la crèche, elle sera agrandie » → « la crèche sera agrandie »; another text as it is."""
    match = _topic().match(text)
    if match is None:
        return text
    what = _ARTICLES.get(match["topic"].lower().rsplit(" ", 1)[-1], "") + match["what"]
    rest = text[match.end() :]
    if match[0].lower().endswith(", il ") and _impersonal().match(
        rest
    ):  # « Concernant l'emploi, il sera créé un poste »
        return f"il {rest}, {match['topic'][0].lower()}{match['topic'][1:]} {match['what']}".replace("' ", "'")
    if match["we"]:
        verb, _, more = rest.partition(" ")
        return f"nous {verb} {what}{' ' if more and more[0] not in ',;' else ''}{more}"
    comma = "," if "," in what else ""
    return f"{what}{comma} {rest}"


@cache
def _topic() -> re.Pattern[str]:
    topics: list[str] = []
    for one in table()["topics"]:
        topics.append(re.escape(one))
        if one.endswith(" à"):
            topics += [re.escape(one[:-1] + other) for other in ("aux", "au")]
        elif one.endswith(" de"):
            topics += [re.escape(one[:-2] + other) for other in ("des", "du")]
    alternatives = "|".join(sorted(topics, key=len, reverse=True))
    return re.compile(_TOPIC.format(topics=alternatives), re.IGNORECASE)


@cache
def _impersonal() -> re.Pattern[str]:
    """What follows an « il » that stands for nothing: « il sera créé un poste », « il sera veillé à »."""
    times = "|".join(sorted(words("times_after_le")))
    only = "|".join(sorted(words("impersonal_participles")))
    thing = rf"(?:une?|des|du|de|deux|\d+|les?(?! (?:{times})|\s\d)|la) |de l'|l'"
    return re.compile(rf"(?:s'agira|faudra|conviendra|y aura|sera (?:(?:{only})\b|\w+(?:é|i|u|is|it|ert) (?:{thing})))")


def relative(text: str) -> Phrase | None:
    """« La prise en charge, que nous étendrons au secondaire » → « étendre au secondaire la prise en charge »."""
    match = _WE.fullmatch(text)
    if match is None:
        return None
    found = [
        one
        for one in readings(match["verb"].lower())
        if one.person == "1p" and one.tense in (Tense.FUTURE, Tense.PRESENT)
    ]
    if any(one.tense == Tense.FUTURE for piece in cut(match["what"]) for one in readings(piece.low)):
        return None
    if not found or (rest := match["rest"] or "").count(" ") >= _SHORT or "," in rest:
        return None
    return Phrase(" ".join(filter(None, [found[0].infinitive, rest, lowered(match["what"])])), "relative")


def wished(text: str) -> Phrase | None:
    """« Que chaque travailleur soit suivi » → « veiller à ce que chaque travailleur soit suivi »."""
    match = re.match(r"qu(?:e |')", text, re.IGNORECASE)
    if match is None or not any(one.tense == Tense.SUBJUNCTIVE for piece in cut(text) for one in readings(piece.low)):
        return None
    return Phrase(f"veiller à ce {text[0].lower()}{text[1:]}", "souhait")


def refused(text: str) -> Phrase | None:
    """« Pas d'augmentation de la dotation » → « ne pas augmenter la dotation »."""
    match = re.match(r"(?P<no>pas|plus) (?:de |d')(?=\w)", text, re.IGNORECASE)
    phrase = verb_phrase(text[match.end() :]) if match is not None else None
    if match is None or phrase is None:
        return None
    return Phrase(f"ne {match['no'].lower()} {phrase}", "refus")
