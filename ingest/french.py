"""French text to index terms: codes kept whole, elision and stop words out, stems without accents.

The order matters: accents are folded last, because the Snowball stemmer needs them (« égalité »).
"""

import re
import unicodedata
from functools import lru_cache

import Stemmer

from ingest.vocabulary import load

_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "′": "'", "‑": "-", "œ": "oe", "æ": "ae", "\u00ad": None})
_DOTTED = re.compile(r"\b(?:[a-z]\.){2,}[a-z]?\b\.?")
_CODES = (
    (re.compile(r"\bart(?:icles?)?\.?\s*(\d+[a-z]*(?:[-/]\d+)?)(?:er)?\s*(?:,\s*)?(?:§\s*(\d+))?"), "art"),
    (re.compile(r"\b(os|oo)\s*(?:n[°o]\s*)?(\d+(?:\.\d+)*)"), "code"),
    (re.compile(r"\bobjectifs?\s+(strat[ée]giques?|op[ée]rationnels?)\s*(?:n[°o]\s*)?(\d+(?:\.\d+)*)"), "objective"),
    (re.compile(r"\b(l\.?)[\s-]?(\d{3,4}-\d+)"), "cdld"),
    (re.compile(r"\b(20\d\d)\s*[-–/]\s*(20\d\d)\b"), "years"),
)
_ELISION = re.compile(r"\b(?:l|d|j|m|t|s|c|n|qu|jusqu|lorsqu|puisqu|quoiqu|presqu)'")
_TOKEN = re.compile(r"\x02[^\x03]+\x03|[a-zà-öø-ÿ0-9]+(?:[.,]\d+)*")


_ACRONYM = re.compile(r"[A-Z][A-Za-z]?[A-Z]+")


@lru_cache(maxsize=1)
def _stopwords() -> frozenset[str]:
    return frozenset(_fold(word) for word in _words("common"))


@lru_cache(maxsize=1)
def _acronyms() -> frozenset[str]:
    """Known acronyms, which mean themselves: « PCS » is not the plural of « PC »."""
    listed = {str(name) for name in load("acronyms")}
    terms = {str(term) for concept in load("thesaurus")["concepts"] for term in concept.get("terms", ())}
    return frozenset(word.lower() for word in listed | terms if _ACRONYM.fullmatch(word))


@lru_cache(maxsize=1)
def question_words() -> frozenset[str]:
    """The stems of the words that say how something is asked, not about what."""
    return frozenset(stem(word) for word in _words("question"))


def _words(name: str) -> set[str]:
    listed = load("stopwords")[name]
    return {part for word in listed for part in _TOKEN.findall(str(word).lower())}


_stemmer = Stemmer.Stemmer("french")


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The index term of one lower-case word: its stem, without accents."""
    return _fold(word if word[0].isdigit() else _stemmer.stemWord(word))


def _fold(word: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))


def analyse(text: str) -> list[str]:
    """The index terms of a text, in order.

    `L’OO 3.2 prévoit l’art. 60 § 7` gives `oo:3.2`, `prevoit`'s stem, `art:60`, `art:60§7`: codes that
    identify something are single terms, so that « 60 » alone does not match an article.
    """
    lowered = unicodedata.normalize("NFKC", text).translate(_APOSTROPHES).lower()
    lowered = _DOTTED.sub(lambda match: match.group(0).replace(".", ""), lowered)
    for pattern, kind in _CODES:
        lowered = pattern.sub(lambda match, kind=kind: _code(match, kind), lowered)  # type: ignore[misc]
    lowered = _ELISION.sub(" ", lowered)
    stopwords, acronyms = _stopwords(), _acronyms()
    terms: list[str] = []
    for token in _TOKEN.findall(lowered):
        if token[0] == "\x02":
            terms.extend(token[1:-1].split("|"))
        elif _fold(token) not in stopwords:
            terms.append(token if token in acronyms else stem(token))
    return terms


def _code(match: re.Match[str], kind: str) -> str:
    first, second = match.group(1), match.group(2)
    if kind == "art":
        terms = [f"art:{first}"] + ([f"art:{first}§{second}"] if second else [])
    elif kind == "code":
        terms = [f"{first}:{second}"]
    elif kind == "objective":
        terms = [f"{'os' if first.startswith('s') else 'oo'}:{second}"]
    elif kind == "cdld":
        terms = [f"l{second}"]
    else:
        terms = [f"{first}-{second}"]
    return f" \x02{'|'.join(terms)}\x03 "
