"""French text to index terms: codes kept whole, elision and stop words out, stems without accents.

The order matters: accents are folded last, because the Snowball stemmer needs them (« égalité »).
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

import Stemmer

from ingest.vocabulary import load

_APOSTROPHES = str.maketrans(
    {"’": "'", "‘": "'", "ʼ": "'", "′": "'", "\u2010": "-", "‑": "-", "œ": "oe", "æ": "ae", "\u00ad": None}
)
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


@lru_cache(maxsize=4)
def _listed(name: str) -> frozenset[str]:
    return frozenset(_fold(word) for word in _words(name))


@lru_cache(maxsize=1)
def _stems() -> dict[str, str]:
    """Index terms of the words that the stemmer would bring together with strangers, or keep from their kin."""
    return {_fold(str(word)): str(term) for term, words in load("stems")["stems"].items() for word in words}


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


@lru_cache(maxsize=1)
def _compounds() -> re.Pattern[str]:
    """Words that are made of stop words and yet carry a subject: « bien-être »."""
    listed = [re.escape(str(word)).replace(r"\-", "[- ]") for word in load("stopwords")["compounds"]]
    return re.compile(rf"\b(?:{'|'.join(listed)})\b")


def _words(name: str) -> set[str]:
    listed = load("stopwords")[name]
    return {part for word in listed for part in _TOKEN.findall(str(word).lower())}


_stemmer = Stemmer.Stemmer("french")


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The index term of one lower-case word: its stem, without accents."""
    return _fold(word if word[0].isdigit() else _stemmer.stemWord(word))


@lru_cache(maxsize=65536)
def _fold(word: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a text.

    Attributes:
        term: Its index term.
        surface: The word as it stands, in lower case.
        article: Whether it only links other words. `stop` whether it carries no subject (articles included).
    """

    term: str
    surface: str
    article: bool = False
    stop: bool = False


def tokens(text: str) -> list[Token]:
    """The words of a text, in order, with their index terms."""
    lowered = unicodedata.normalize("NFKC", text).translate(_APOSTROPHES).lower()
    lowered = _DOTTED.sub(lambda match: match.group(0).replace(".", ""), lowered)
    for pattern, kind in _CODES:
        lowered = pattern.sub(lambda match, kind=kind: _code(match, kind), lowered)  # type: ignore[misc]
    lowered = _ELISION.sub(" ", lowered)
    lowered = _compounds().sub(
        lambda match: f"\x02{match.group(0)}|{_fold(match.group(0).replace(' ', '-'))}\x03", lowered
    )
    articles, stopwords, acronyms, stems = _listed("articles"), _listed("common"), _acronyms(), _stems()
    found: list[Token] = []
    for token in _TOKEN.findall(lowered):
        if token[0] == "\x02":
            surface, *terms = token[1:-1].split("|")
            found.extend(Token(term, surface) for term in terms)
            continue
        bare = _fold(token)
        if token in acronyms and bare not in articles:
            found.append(Token(token, token))
        else:
            term = stems.get(bare) or stem(token)
            # « aisé » and « clé » are not the acronyms that their stems spell (AIS, CLE).
            term = f"~{term}" if term in acronyms else term
            found.append(Token(term, token, bare in articles, bare in stopwords or bare in articles))
    return found


def analyse(text: str) -> list[str]:
    """The index terms of a text, in order, without stop words.

    `L’OO 3.2 prévoit l’art. 60 § 7` gives `oo:3.2`, the stem of « prévoit », `art:60`, `art:60§7`: codes that
    identify something are single terms, so that « 60 » alone does not match an article.
    """
    return [token.term for token in tokens(text) if not token.stop]


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
    surface = " ".join(match.group(0).split()).replace("|", " ")
    return f" \x02{'|'.join([surface, *terms])}\x03 "
