"""From a noun of action to its verb: « Renforcement de la cellule énergie » → « Renforcer la cellule énergie »."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from assistant.drafting.wording.derived import bare, verb_of
from assistant.drafting.wording.pieces import determiners, table, words

_DE = re.compile(r"(?:de la |de l'|du |des |de |d')", re.IGNORECASE)
_ARTICLE_OF = {"de la ": "la ", "de l'": "l'", "du ": "le ", "des ": "les "}
_A = {"à la ": "la ", "à l'": "l'", "au ": "le ", "aux ": "les ", "à ": ""}
_PREPOSITIONS = ("contre", "avec", "vers", "pour", "sur", "dans", "par", "en", "entre")
_OTHER = re.compile(r" (?:via|avec|pour|sur|dans|par|en|au|aux|à|vers|chez|contre|dont|qui|que) ", re.IGNORECASE)
_UNKNOWN = re.compile(r"[^\W\d_]+ (?:de |du |des |d'|sur |avec |à |au )", re.IGNORECASE)
_NEXT = re.compile(r"(?P<joint>, | et | ou | et/ou |, puis |, et )(?=[^\W\d_])")
_DERIVED = re.compile(r"(?P<noun>[^\W\d_]+(?:-[^\W\d_]+)?)(?= (?:[^\W\d_]+ )?(?:de |du |des |d'))")
_SHARE = re.compile(r"\d[\d.,]*\s?(?:%|pour ?cent)|\d+ à \d")
_COMPLEMENT = re.compile(r"\b(?:de|du|des|aux?|à|pour|contre|avec) |\bd'| [A-Z]{2,}")


@dataclass(frozen=True, slots=True)
class Action:
    """A noun of action as the table describes it."""

    verb: str
    frames: tuple[tuple[str, str], ...]
    light: str

    def frame(self, preposition: str) -> str | None:
        """What the preposition becomes after the verb: itself, « = » for a direct object, or None."""
        return dict(self.frames).get(preposition)


@cache
def _actions() -> dict[str, Action]:
    found = {}
    for noun, told in table()["nouns"].items():
        entry: dict[str, Any] = {"verb": told} if isinstance(told, str) else told
        if entry:
            frames = tuple((key, value) for key, value in entry.items() if key not in ("verb", "light"))
            found[noun] = Action(entry["verb"], frames, entry.get("light", ""))
    return found


@dataclass(frozen=True, slots=True)
class _Found:
    """A noun of action at the start of a text.

    Attributes:
        noun: In the vocabulary's spelling.
        better: The adverb of an adjective before it: « mieux » of « meilleure ».
        size: How many letters of the text it takes.
    """

    noun: str
    action: Action
    better: str
    size: int


@cache
def _noun_pattern() -> re.Pattern[str]:
    nouns = "|".join(re.escape(noun) for noun in sorted(_spelled(), key=len, reverse=True))
    before = "|".join(table()["before_of"])
    return re.compile(rf"(?:(?P<better>{before})s? )?(?P<noun>{nouns})(?![\w'-])")


@cache
def _spelled() -> dict[str, str]:
    """The nouns of the table by their letters without accents."""
    return {bare(noun): noun for noun in _actions()}


@cache
def _derived(verb: str) -> Action:
    return Action(verb, (), "")


def _noun_at(text: str) -> _Found | None:
    """The noun of action that a text starts with: the table's, or one before « de » whose ending tells its verb."""
    if (match := _noun_pattern().match(bare(text))) is not None:
        noun = _spelled()[match["noun"]]
        better = table()["before_of"][match["better"]] if match["better"] else ""
        return _Found(noun, _actions()[noun], better, match.end())
    word = _DERIVED.match(text)
    verb = verb_of(word["noun"]) if word is not None else None
    return _Found(word["noun"].lower(), _derived(verb), "", word.end()) if word is not None and verb else None


def verb_phrase(text: str) -> str | None:
    """The infinitive phrase of a text that starts with a noun of action; None where there is no safe one."""
    found = _noun_at(text)
    if found is None:
        return None
    if (several := _coordinated(text, found)) is not None:
        return several
    adjective, after = _adjective(text[found.size :])
    if adjective is None or (_by_others(after) and light_phrase(text) is not None):
        return None
    done = _object(found.action, after)
    return None if done is None else f"{found.better} {found.action.verb}{adjective}{done}".lstrip()


def _by_others(rest: str) -> bool:
    """Whether others do it: « Accompagnement des aînés par des bénévoles » keeps its noun."""
    match = re.search(r" par (?:un |une |des |les? |la |l')(?P<who>[^\W\d_]+)", rest)
    return match is not None and match["who"].lower().rstrip("s") in words("doers")


def light_phrase(text: str) -> str | None:
    """The wording that keeps the noun: « Rénovation énergétique… » → « Réaliser la rénovation énergétique… »."""
    found = _noun_at(text)
    if found is None or found.better:
        return None
    action, noun, rest = found.action, found.noun, text[found.size :]
    if re.match(r"(?: et| ou|,) ", rest):
        return None
    if _COMPLEMENT.search(rest) is None or any(_bare_noun(rest[one.end() :]) for one in _NEXT.finditer(rest)):
        return None
    verb, article = _light(action, noun, rest)
    # « Réaliser la réalisation » says nothing.
    if verb == action.verb:
        return None
    bound = "l'" if article in ("le", "la") and noun[0] in "aeiouéèêh" else article + " "
    return f"{verb} {bound}{noun}{rest}"


def _light(action: Action, noun: str, rest: str) -> tuple[str, str]:
    """The verb and the article before a noun that stays."""
    first = noun.split()[0]
    feminine = first.endswith(("ion", "aison")) or (first.endswith("e") and not first.endswith("age"))
    verb, article = "réaliser", "la" if feminine else "le"
    if action.light:
        verb, other = action.light.split()
        article = article if _definite(rest) else other
    return "assurer" if first in ("mise", "prise", "amélioration") else verb, article


def _definite(rest: str) -> bool:
    """Whether what the noun is about follows at once: « la formation des agents », but « une formation continue »."""
    return bool(_DE.match(rest.lstrip())) or rest.lstrip()[:2] in ("à ", "au")


def _coordinated(text: str, found: _Found) -> str | None:
    """« Renforcement et diversification des partenariats » → both verbs, one object."""
    joint = re.match(r"(?P<joint> et | ou |, )", text[found.size :])
    if joint is None or found.better:
        return None
    rest = text[found.size + joint.end() :]
    if _noun_at(rest) is None or found.action.frames:
        return None
    second = verb_phrase(rest)
    return None if second is None else f"{found.action.verb}{joint['joint']}{second}"


def _adjective(rest: str) -> tuple[str | None, str]:
    """The adverb of an adjective right after the noun, "" for none; None for one that has no adverb."""
    match = re.match(r" (?P<word>[^\W\d_]+)(?P<plural>)(?= )", rest)
    if match is None:
        return ("", rest) if rest else (None, rest)
    word = match["word"].lower()
    if word in table()["adverbs_of"]:
        return " " + table()["adverbs_of"][word], rest[match.end() :]
    if _DE.match(word + " ") or word in ("de", "à", "au", "aux", "des", "du", *_PREPOSITIONS):
        return "", rest
    return None, rest


def _object(action: Action, rest: str) -> str | None:
    """What follows the verb, with its space; None where it is unsafe."""
    low = rest.lstrip()
    if (match := _DE.match(low)) is not None:
        if action.frame("de") == "no":
            return None
        named = _unarticled(match[0].lower(), low[match.end() :])
        return None if named is None else _chain(" " + named, action)
    for start, article in _A.items():
        if low.lower().startswith(start):
            if _direct(action, low):
                return _chain(f" {article}{low[len(start) :]}", action, start)
            return _chain(" " + low, action, start) if action.frame("à") == "à" else None
    first = low.split(" ", 1)[0].lower()
    if first in _PREPOSITIONS and action.frame(first) is not None:
        return _chain(" " + low, action, first)
    return None


def _unarticled(de: str, rest: str) -> str | None:
    """The object of « de »: « du travail » → « le travail », « d'un guichet » → « un guichet »."""
    if de in _ARTICLE_OF:
        return _ARTICLE_OF[de] + rest
    first = re.match(r"[\w-]+'?", rest)
    if first is None or _SHARE.match(rest):  # « augmentation de 10 % de la capacité », « extension de 2 à 4 places »
        return rest if rest[:1] in '«"' else None
    word = first[0]
    if word.lower() in words("before_nouns"):
        return f"de {rest}"
    if (
        word.lower() in determiners()
        or word.lower().split("-")[0] in words("numbers")
        or word[0].isdigit()
        or word[0].isupper()
    ):
        return rest
    plural = word.endswith(("s", "x")) and word not in words("singular_s")
    return f"des {rest}" if plural else None


def _chain(text: str, action: Action, preposition: str = "de ") -> str | None:
    """The object with what is joined to it: another noun of action, or another « de » of the same verb.

    None where it is not clear what the joined words depend on.
    """
    text, bracket, aside = text.partition("(")
    match = _NEXT.search(text)
    while match is not None:
        rest = text[match.end() :]
        before = text[: match.start()]
        noun = _noun_at(rest)
        if noun is not None and rest[noun.size :][:1] in (" ",) and _bare(rest[noun.size :]):
            further = verb_phrase(rest)
            return None if further is None else before + match["joint"] + further + bracket + aside
        de = _DE.match(rest)
        # « et de la signalétique » depends on the verb's noun, or on a noun inside the object: then nobody knows.
        if de is not None and preposition == "de ":
            kind, inside = _kind(de[0], rest[de.end() :]), _kinds(before.strip()[2:])
            if _OTHER.search(before) or (kind in inside and kind != "de"):
                return None
            if kind not in inside:
                named = _unarticled(de[0].lower(), rest[de.end() :])
                if named is None:
                    return None
                text = before + match["joint"] + named
        elif de is None and "et" in match["joint"] and _is_unknown(rest):
            # « … et doublon de l'accueil »: a noun that the table does not know, which may be another action.
            return None
        elif (
            preposition.startswith(("à", "au"))
            and _direct(action, rest)
            and (start := next((a for a in _A if rest.lower().startswith(a)), None))
        ):
            if _OTHER.search(before):
                return None
            text = before + match["joint"] + _A[start] + rest[len(start) :]
        match = _NEXT.search(text, match.end())
    return text + bracket + aside


def _bare_noun(rest: str) -> bool:
    """Whether joined words are another noun of action, which the safe wording would leave without an article."""
    return _is_unknown(rest) or _noun_at(rest) is not None


def _is_unknown(rest: str) -> bool:
    """Whether words joined by « et » start with a noun of action that the table does not know: « et travail sur… »."""
    return _UNKNOWN.match(rest) is not None and not _determined(rest) and _noun_at(rest) is None


def _determined(rest: str) -> bool:
    """Whether words start with a determiner, or are joined as the object's own: « et actions », in the plural."""
    word = re.split(r"[\s']", rest, maxsplit=1)[0].lower()
    return word in determiners() | {"à", "au", "aux", *_PREPOSITIONS} or word.endswith(("s", "x"))


def _kind(de: str, after: str) -> str:
    """How a « de » goes on: bare, with « un », with another article."""
    if de.strip().lower() in ("de", "d'"):
        return "un" if re.match(r"une?\b", after) else "de"
    return "article"


def _kinds(text: str) -> set[str]:
    """Those that stand inside an object."""
    found = (one for one in _DE.finditer(text) if not one.start() or not text[one.start() - 1].isalpha())
    return {_kind(one[0], text[one.end() :]) for one in found}


def _direct(action: Action, rest: str) -> bool:
    """Whether « à » gives way to a direct object: « soutien à la parentalité », « aide aux familles »."""
    frame = action.frame("à")
    if frame != "people":
        return frame == "="
    noun = re.match(r"(?:[a-z]+ )?(?:à la |à l'|au |aux |à )(?P<noun>[\w-]+)", rest.lower())
    return noun is not None and noun["noun"] in words("people")


def _bare(rest: str) -> bool:
    """Whether a noun of action goes on as one: with its object."""
    return re.match(r" (?:de |du |des |d'|à |au |aux |contre |avec |[^\W\d_]+ (?:de |du |des |d'))", rest) is not None


def light_noun(text: str) -> str | None:
    """The verb that carries a noun of action with an article: « gestion saine » → « assurer »; None for other nouns."""
    found = _noun_at(text)
    if found is None or found.better:
        return None
    verb = found.action.light.split()[0] if found.action.light else "assurer"
    return None if verb == found.action.verb else verb
