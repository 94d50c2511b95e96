"""French verbs: from the infinitive to the forms that plans use, and back.

No language model and no trained one: the rules of spelling for regular verbs, and `ingest/vocabulary/conjugation.yaml`
for the others (why not a library: `docs/decisions/0025-conjugation.md`). Which words are verbs is told by the word list
of `pyspellchecker`, which the product has for its spelling already; it is read at the first question.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from ingest.vocabulary import load

_ACCENTED = re.compile(
    r"(?P<start>.*)(?P<vowel>[eé])(?P<consonants>[bcdfghjklmnpqrstvzç]|[bcdfgptv][lr]|gn|[gq]u|ch|ph)"
)
_PRODUCTIVE = ("iser", "ifier", "tionner")
_PREFIXES = ("ré", "re", "co", "dé", "pré", "sur", "sous")
_VOWELS = "aeiouyàâéèêëîïôöûùœh"
_WEAK_R = re.compile(r"(?:er|[iï]r|re|oir)$")
_OPENING = re.compile(
    r"(?:(?:mieux|davantage|ne pas|ne plus|ne jamais|ne|se|en|y|les)\s+|[sl]['’]|\(\w+\))*(?P<verb>[\w-]+)",
    re.IGNORECASE,
)


class Tense(StrEnum):
    """The tenses that a form is looked up in."""

    PRESENT = "présent"
    FUTURE = "futur"
    SUBJUNCTIVE = "subjonctif"
    PARTICIPLE = "participe"


@dataclass(frozen=True, slots=True)
class Forms:
    """The forms of one verb that plans use; the third person unless said otherwise.

    Attributes:
        present: « il renforce ».
        presents: « ils renforcent ».
        subjunctive: « qu'il renforce ».
        we: « nous renforçons ».
        participle: « renforcé », masculine singular.
        future: « il renforcera ».
    """

    infinitive: str
    present: str
    presents: str
    subjunctive: str
    we: str
    participle: str
    future: str

    @property
    def subjunctives(self) -> str:
        """« qu'ils renforcent »."""
        if self.subjunctive.endswith("it"):
            return self.subjunctive[:-1] + "ent"
        return self.subjunctive + "nt"

    def participle_for(self, feminine: bool, plural: bool) -> str:
        """The participle with its agreement: « renforcées »."""
        bare = (feminine or plural) and self.participle in _tables()["circumflex"]
        base = self.participle.replace("û", "u") if bare else self.participle
        if feminine:
            base = _tables()["feminine"].get(base, base)
        return base + "e" * feminine + "s" * (plural and not (base.endswith("s") and not feminine))


@dataclass(frozen=True, slots=True)
class Reading:
    """What a form may be.

    Attributes:
        person: `1p` (nous), `3s` (il) or `3p` (ils); for participles `ms`, `fs`, `mp` or `fp`.
    """

    infinitive: str
    tense: Tense
    person: str


@cache
def forms_of(infinitive: str) -> Forms:
    """A verb's forms.

    Args:
        infinitive: In lower case and without its pronoun: « inscrire », not « s'inscrire ».

    Raises:
        ValueError: If the word does not end like an infinitive.
    """
    if not _WEAK_R.search(infinitive):
        raise ValueError(f"« {infinitive} » n'a pas la forme d'un infinitif.")
    models: dict[str, str] = _tables()["models"]
    if (exact := models.get("=" + infinitive)) is not None:
        return Forms(infinitive, *exact.split())
    for start in range(len(infinitive)):
        if (model := models.get(infinitive[start:])) is not None:
            # « çoit » after a letter: the cedilla stands before o and u only, and the table writes it.
            return Forms(infinitive, *(infinitive[:start] + end for end in model.split()))
    return _first_group(infinitive) if infinitive.endswith("er") else _second_group(infinitive)


def _second_group(infinitive: str) -> Forms:
    stem = infinitive[:-2] if infinitive.endswith(("ir", "ïr")) else infinitive[:-1]
    return Forms(infinitive, *(stem + end for end in ("it", "issent", "isse", "issons", "i", "ira")))


def _first_group(infinitive: str) -> Forms:
    stem = infinitive[:-2]
    strong, future = _strong(stem, infinitive)
    soft = {"c": stem[:-1] + "ç", "g": stem + "e"}.get(stem[-1], stem)
    return Forms(infinitive, strong + "e", strong + "ent", strong + "e", soft + "ons", stem + "é", future + "era")


def _strong(stem: str, infinitive: str) -> tuple[str, str]:
    """The stem before a silent e, and that of the future: « achèt- », « gèr- » and « gér- »."""
    if stem.endswith(("ay", "oy", "uy")):
        return stem[:-1] + "i", stem[:-1] + "i"
    if stem.endswith(("el", "et")) and infinitive not in _tables()["open_e"]:
        return stem + stem[-1], stem + stem[-1]
    match = _ACCENTED.fullmatch(stem)
    if match is None or (match["vowel"] == "e" and len(match["consonants"]) > 1 and match["consonants"] != "vr"):
        return stem, stem
    strong = match["start"] + "è" + match["consonants"]
    return strong, (strong if match["vowel"] == "e" else stem)


def is_infinitive(word: str) -> bool:
    """Whether a word is a verb in the infinitive, and not a noun that looks like one (« quartier », « avenir »)."""
    return infinitive(word) is not None


def infinitive(word: str) -> str | None:
    """The infinitive that a word is, its capital's accent put back (« Etudier » → étudier); None for other words."""
    low = word.lower()
    if low in infinitives():
        return low
    prefix, hyphen, verb = low.partition("-")
    if hyphen and prefix in _tables()["prefixes"] and verb in infinitives():
        return low
    if _prefixed(low, infinitives()):
        return low
    accented = [letter + low[1:] for letter in "éê"] if word.startswith("E") else []
    return next((one for one in accented if one in infinitives()), None)


def readings(word: str) -> tuple[Reading, ...]:
    """What a form may be: « renforcerons » → renforcer, future, nous. Empty for what is no form of a known verb."""
    low = word.lower()
    if (known := _index().get(low)) is not None:
        return known
    start = _prefixed(low, _index())
    return tuple(Reading(start + one.infinitive, one.tense, one.person) for one in _index().get(low[len(start) :], ()))


def _prefixed(word: str, known: Collection[str]) -> str:
    """The start of a verb made from another one, « re » of « renégocier », or ""."""
    return next((one for one in _PREFIXES if word.startswith(one) and len(word) > 8 and word[len(one) :] in known), "")


def elided(pronoun: str, verb: str, apostrophe: str = "'") -> str:
    """A short word before a verb: « se doter », « s'inscrire », « n'augmente »."""
    if verb[:1].lower() in _VOWELS and not _aspirated(verb):
        return f"{pronoun[:-1]}{apostrophe}{verb}"
    return f"{pronoun} {verb}"


def _aspirated(word: str) -> bool:
    return word.lower().startswith(tuple(_tables()["aspirated"]))


@cache
def _tables() -> dict[str, Any]:
    return load("conjugation")


@cache
def infinitives() -> frozenset[str]:
    """The known verbs, without the words that start a line as nouns (« avenir », « foyer »)."""
    return _verbs() - set(_tables()["not_verbs"])


@cache
def _verbs() -> frozenset[str]:
    from spellchecker import SpellChecker

    known = SpellChecker(language="fr").word_frequency.dictionary
    tables = _tables()
    found = set(tables["verbs"]) | _of_nouns()
    for word in known:
        if len(word) > 3 and _WEAK_R.search(word) and word.isalpha() and _conjugated(word, known):
            found.add(word)
    found |= {key.lstrip("=") for key in tables["models"] if key.startswith("=")} | set(tables["always_verbs"])
    return frozenset(found)


@cache
def common_verbs() -> frozenset[str]:
    """The verbs of the nouns of action and the commonest ones: a form that may be two verbs is one of these."""
    return frozenset(_of_nouns() | set(_tables()["always_verbs"]))


def _of_nouns() -> set[str]:
    """The verbs of the nouns of action."""
    nouns = load("rewording")["nouns"].values()
    told = (one if isinstance(one, str) else one.get("verb", "") for one in nouns)
    return {verb.split()[0] for verb in told if verb and not verb.startswith("se ")}


def _conjugated(word: str, known: Collection[str]) -> bool:
    """Whether the dictionary also has forms that the word would have as a verb, and that few nouns share."""
    forms = forms_of(word)
    stem = forms.we.removesuffix("ons")
    seen = (forms.participle, forms.future, stem + "ait", stem + "ant", forms.presents, forms.we)
    least = 1 if word.endswith("er") and not word.endswith("ier") else 2
    return word.endswith(_PRODUCTIVE) or sum(form in known for form in seen) >= least


@cache
def _index() -> dict[str, tuple[Reading, ...]]:
    found: dict[str, list[Reading]] = {}
    for verb in sorted(_verbs()):
        for form, tense, person in _listed(forms_of(verb)):
            found.setdefault(form, []).append(Reading(verb, tense, person))
    return {form: tuple(every) for form, every in found.items()}


def _listed(forms: Forms) -> list[tuple[str, Tense, str]]:
    stem = forms.future.removesuffix("a")
    listed = [
        (forms.present, Tense.PRESENT, "3s"),
        (forms.presents, Tense.PRESENT, "3p"),
        (forms.we, Tense.PRESENT, "1p"),
        (forms.future, Tense.FUTURE, "3s"),
        (stem + "ons", Tense.FUTURE, "1p"),
        *_reformed(forms, stem),
        (stem + "ont", Tense.FUTURE, "3p"),
        (forms.subjunctive, Tense.SUBJUNCTIVE, "3s"),
        (forms.subjunctives, Tense.SUBJUNCTIVE, "3p"),
    ]
    for feminine in (False, True):
        for plural in (False, True):
            person = ("f" if feminine else "m") + ("p" if plural else "s")
            listed.append((forms.participle_for(feminine, plural), Tense.PARTICIPLE, person))
    return listed


def _reformed(forms: Forms, stem: str) -> list[tuple[str, Tense, str]]:
    """« siègera », as the spelling of 1990 has it, beside « siégera »."""
    strong = forms.present + "r"
    if strong == stem or "è" not in strong or not forms.infinitive.endswith("er"):
        return []
    return [(strong + end, Tense.FUTURE, person) for end, person in (("a", "3s"), ("ons", "1p"), ("ont", "3p"))]


def opening_infinitive(words: str) -> str | None:
    """The infinitive that a line opens with, behind « Mieux », « Ne pas », « Se », « S' », « (Re) »; None without one.

    The list of verbs decides, not the ending: « Atelier », « Loyer » and « Maire » are none.

    Args:
        words: A line of a plan.
    """
    found = _OPENING.match(words.strip())
    return infinitive(found["verb"]) if found else None
