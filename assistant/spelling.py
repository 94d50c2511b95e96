"""Misspelt words of a question, brought back to the nearest word that the library, the thesaurus or French knows."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from assistant.sounds import sound
from ingest.french import stem
from ingest.vocabulary import load

_PLAIN = str.maketrans("àâäãçéèêëîïíôöóõùûüúÿñ", "aaaaceeeeiiioooouuuuyn", "")
_WORD = re.compile(r"[a-zà-öø-ÿœ]{2,}")
_FAMILIES = ("aehiouyœ", "scksqzx", "gj", "fp", "vw")
_CLASSES = {letter: family[0] for family in _FAMILIES for letter in family}
"""First letters that are written for one another."""
_MIN_READ, _MIN_LENGTH, _LONG = 3, 4, 9
_FARTHEST = 3
_MIN_OWN = 5
_FOREIGN_COST = 0.45
"""A word of the library or of the vocabulary is meant rather than another French word, unless that one is nearer."""
_SOUND_COST, _LETTER_COST = 0.5, 0.2
_LIBRARY_WEIGHT = 50
_MIN_CLIPPED = 3
_NEVER_CLIPPED = "eéèyszx"
"""Last letters of no clipped word."""
_VOWELS, _HEARD_ENDS = "aeiouy", ("é", "ée", "és", "ées")
_ELIDED = re.compile(r"(qu|[dljmtscn])([aeiouyhàâéèêîôûœ].{2,})")
_JE = re.compile(r"(j)([bcdfglmnprstv].{2,})")
_LISTS = ("stopwords", "labels", "columns", "acronyms", "communes")
"""Vocabularies written with their accents."""


@dataclass(frozen=True, slots=True)
class _Near:
    """A word near another, at so many letters; `own` to the library or the vocabulary, `alike` in sound."""

    word: str
    distance: int
    own: bool
    alike: bool


class Speller:
    """Corrects words for one library.

    Args:
        texts: What its documents say.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        self._library: Counter[str] = Counter()
        for text in texts:
            self._library.update(_WORD.findall(text.lower()))
        self._near: defaultdict[tuple[str, int], list[str]] = defaultdict(list)
        self._spellings: dict[str, list[str]] = {}
        self._told: dict[str, str | None] = {}
        for word in _product() | self._library.keys():
            self._spellings.setdefault(plain(word), []).append(word)
        for folded in self._spellings:
            self._near[_class(folded), len(folded)].append(folded)

    def knows(self, word: str) -> bool:
        """Whether a lower-case word is one, as it is written."""
        return (
            word in _product()
            or word in self._library
            or word in _lexicon()
            or any(word.endswith(end) and len(word) > _MIN_LENGTH and self._is(word[:-1]) for end in "sx")
            or (word.endswith("e") and self._is(word[:-1]) and stem(word) == stem(word[:-1]))
            or any(
                word.startswith(one) and len(word) > len(one) + 3 and self._is(word[len(one) :])
                for one in load("sms")["prefixes"]
            )
        )

    def correct(self, word: str) -> str | None:
        """What a lower-case word was meant to be; None where it is a word, or nothing comes near.

        Accents are given back, what was glued together is parted (« jai », « denergie »), and a slip goes to the
        nearest word by letters and by sound.
        """
        if word not in self._told:
            self._told[word] = None if len(word) < _MIN_READ or self.knows(word) else self._meant(word)
        return self._told[word]

    def _meant(self, word: str) -> str | None:
        spelt = self._accented(word)
        if spelt or len(word) < _MIN_LENGTH:
            return spelt or self._parted(word)
        near = self._nearest(word)
        if near and near.own and near.alike and near.distance <= 1:
            return near.word  # « dètes » are « dettes » rather than « d'êtes »
        return (
            self._parted(word)
            or (self._whole(word) if near is None or near.distance > 1 else None)
            or (near.word if near else self._parted(word, heard=True))
        )

    def _is(self, word: str) -> bool:
        return word in _product() or word in self._library or word in _lexicon()

    def _accented(self, word: str) -> str | None:
        """The same letters with their accents."""
        spellings = [*self._spellings.get(plain(word), ()), *_folded().get(plain(word), ())]
        return max(spellings, key=self._weight, default=None)

    def _whole(self, word: str) -> str | None:
        """The word of the library or of the vocabulary that a clipped one begins: « réno » for « rénovation »."""
        folded = plain(word)
        if word[-1] in _NEVER_CLIPPED:
            return None
        longer = [
            spelling
            for known, spellings in self._spellings.items()
            if known.startswith(folded) and len(known) >= len(folded) + _MIN_CLIPPED
            for spelling in spellings
        ]
        return max(longer, key=lambda one: (one.startswith(word), self._weight(one), one), default=None)

    def _parted(self, word: str, *, heard: bool = False) -> str | None:
        """An elided word and its noun or verb, typed as one, its silent h forgotten or not; « je » before a verb.

        Args:
            word: The word.
            heard: Whether what is left may be a word only by its sound: « jarive ».
        """
        for pattern, link in ((_ELIDED, "'"), (_JE, "e ")):
            match = pattern.fullmatch(word)
            if match is None:
                continue
            rest = self._rest(match.group(2), heard=heard)
            if rest is None and link == "'":
                rest = self._rest(f"h{match.group(2)}", heard=False)
            if rest and self._weight(rest) > 1:
                return f"{match.group(1)}{link}{rest}"
        return None

    def _rest(self, word: str, *, heard: bool) -> str | None:
        if self.knows(word):
            return word
        near = self._nearest(word) if heard and len(word) >= _MIN_LENGTH else None
        return self._accented(word) or (near.word if near and near.alike and near.distance <= 1 else None)

    def _nearest(self, word: str) -> "_Near | None":
        folded, heard = plain(word), sound(word)
        limit = 1 if len(folded) < _LONG else 2
        best: tuple[tuple[float, float, str], _Near] | None = None
        for candidate, distance, own in self._candidates(folded):
            spelt = self._accented(candidate)
            if spelt is None:
                continue
            # By its accents: « pauvreté » ends in a vowel that is heard, which whoever hears it writes too.
            muted = spelt.endswith(_HEARD_ENDS) and folded[-1] not in _VOWELS
            alike = heard == sound(spelt) or (heard == sound(candidate) and not muted)
            if not alike and (distance > limit or len(folded) < _MIN_OWN or not own):
                continue  # a slip towards a word that no document holds helps no search, and may mislead
            cost = _SOUND_COST + _LETTER_COST * (distance - 1) if alike and distance else distance
            rank = (cost + (0 if own else _FOREIGN_COST), -self._weight(spelt), spelt)
            if best is None or rank < best[0]:
                best = rank, _Near(spelt, distance, own=own, alike=alike)
        return best[1] if best else None

    def _candidates(self, folded: str) -> Iterator[tuple[str, int, bool]]:
        """Words near by letters, their distance, and whether the library or the vocabulary holds them."""
        for length in range(len(folded) - _FARTHEST, len(folded) + _FARTHEST + 1):
            key = _class(folded), length
            for words, own in ((self._near.get(key), True), (_buckets().get(key), False)):
                if words:
                    for candidate, distance, _ in process.extract(
                        folded, words, scorer=OSA.distance, score_cutoff=_FARTHEST, limit=None
                    ):
                        yield candidate, int(distance), own

    def _weight(self, word: str) -> float:
        """How usual a word is: here first, then in French."""
        return math.log1p(
            _LIBRARY_WEIGHT * self._library[word] + _lexicon().get(word, 0) + (100 if word in _product() else 0)
        )


def is_french(word: str) -> bool:
    """Whether a lower-case word without accents is French, whatever names the library holds."""
    return word in _folded()


def plain(word: str) -> str:
    """A lower-case word without accents."""
    return word.translate(_PLAIN).replace("œ", "oe")


def _class(folded: str) -> str:
    return _CLASSES.get(folded[:1], folded[:1])


@cache
def _product() -> frozenset[str]:
    """The words of the editable vocabulary."""
    thesaurus = (
        phrase
        for concept in load("thesaurus")["concepts"]
        for key in ("label", "terms", "weak", "questions", "false_friends")
        for phrase in _phrases(concept.get(key))
    )
    lists = (phrase for name in _LISTS for phrase in _phrases(load(name)))
    spoken = _phrases([load("sms")["spoken"], list(load("sms")["short"].values())])
    return frozenset(word for phrase in (*thesaurus, *lists, *spoken) for word in _WORD.findall(phrase.lower()))


def _phrases(entry: object) -> Iterator[str]:
    """Every string of a vocabulary, without the beginnings of words (« compar* »)."""
    if isinstance(entry, str):
        yield re.sub(r"[\w'-]*\*|\(\?|\\+\w", " ", entry)
    elif isinstance(entry, dict):
        for key, value in entry.items():
            yield from _phrases(str(key))
            yield from _phrases(value)
    elif isinstance(entry, list | tuple):
        for value in entry:
            yield from _phrases(value)


@cache
def _lexicon() -> dict[str, int]:
    """French words with their frequency. Read on the first word that nothing else knows."""
    from spellchecker import SpellChecker

    return dict(SpellChecker(language="fr", distance=1).word_frequency.dictionary)


@cache
def _folded() -> dict[str, list[str]]:
    """French words by their letters without accents."""
    found: dict[str, list[str]] = {}
    for word in _lexicon():
        found.setdefault(plain(word), []).append(word)
    return found


@cache
def _buckets() -> dict[tuple[str, int], list[str]]:
    """French words by how they begin and how long they are."""
    found: defaultdict[tuple[str, int], list[str]] = defaultdict(list)
    for folded in _folded():
        found[_class(folded), len(folded)].append(folded)
    return dict(found)
