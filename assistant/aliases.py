"""Other names by which a question can mean a document: a commune's short name, the home that a plan is written for."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from assistant.spelling import is_french
from ingest.folding import fold
from ingest.organisation import commune_names
from ingest.records import Document, DocumentKind
from ingest.vocabulary import load

_MIN_SHORT, _MIN_NAME = 5, 5
_MIN_MENTIONS = 2
_PROPER = r"[A-ZÀ-ÖØ-Ý][\w'’]*(?:-\w+)*"
_WORD = re.compile(r"[a-z0-9œ]+")


@dataclass(frozen=True, slots=True)
class Alias:
    """A name by which questions mean documents.

    Attributes:
        words: Its words, folded, as `words` gives them.
        name: How the answer writes it.
        documents: Ids of the documents that it means.
        short: Whether it is part of a longer name: nothing but an exact match, in a place's position, counts.
    """

    words: tuple[str, ...]
    name: str
    documents: tuple[str, ...]
    short: bool = False


def words(name: str) -> list[str]:
    """The words of a name, to be compared: « Ste-Ode » and « Sainte-Ode » are the same."""
    spelt = {"st": "saint", "ste": "sainte"}
    return [spelt.get(word, word).replace("œ", "oe") for word in _WORD.findall(fold(name))]


def aliases(documents: Sequence[Document]) -> tuple[Alias, ...]:
    """Every name of every document of a library, full names first.

    A document that names no organisation answers to the words of its file name, and to the homes and institutes
    that it alone speaks of.
    """
    owners: dict[str, list[str]] = {}
    nameless = []
    for document in documents:
        organisation = document.identity.organisation
        if organisation:
            owners.setdefault(organisation.value, []).append(document.id)
        else:
            nameless.append(document)
    full = [Alias(tuple(_bare(words(name))), name, tuple(ids)) for name, ids in owners.items()]
    homes = _institutions(nameless, documents)
    spelt = {(alias.words, alias.documents) for alias in homes}
    files = [Alias(tuple(words(name)), name, (one.id,)) for one in nameless if (name := _file_name(one))]
    files = [alias for alias in files if (alias.words, alias.documents) not in spelt]
    return (*full, *files, *homes, *_short_names(full))


def _bare(name: list[str]) -> list[str]:
    """A name without its article: « du Rœulx », « au Rœulx »."""
    return name[1:] if len(name) > 1 and name[0] in load("names")["articles"] else name


def _file_name(document: Document) -> str:
    stem = re.sub(r"\.[^.]+$", "", document.file)
    generic = {*(kind.value for kind in DocumentKind), *load("names")["generic"]}
    kept = [word for word in words(stem) if word not in generic and not word.isdigit()]
    return " ".join(kept) if sum(map(len, kept)) >= _MIN_NAME else ""


def _short_names(full: Iterable[Alias]) -> list[Alias]:
    """« Ham-sur-Heure » for « Ham-sur-Heure-Nalinnes », « Braine » where one name alone begins or ends so."""
    vocabulary = load("names")
    starts: dict[tuple[str, ...], list[Alias]] = {}
    for alias in full:
        for length in range(1, len(alias.words)):
            start = alias.words[:length]
            telling = (
                start[-1] not in vocabulary["small"]
                and len("".join(start)) >= _MIN_SHORT
                and start[0] not in vocabulary["no_short"]
            )
            if telling and " ".join(start) not in commune_names():
                starts.setdefault(start, []).append(alias)
        for tail in _tails(alias.words):
            starts.setdefault(tail, []).append(alias)
    return [
        Alias(start, owners[0].name, owners[0].documents, short=True)
        for start, owners in starts.items()
        if len(owners) == 1
    ]


def _tails(name: tuple[str, ...]) -> list[tuple[str, ...]]:
    """The second of two names in one, which is no word: « Nalinnes », « Louvain-la-Neuve », « Villers »."""
    vocabulary = load("names")
    links = {*vocabulary["small"], *vocabulary["no_short"]}
    return [
        tail
        for first in range(1, len(name))
        if (tail := name[first:])[0] not in links
        and name[first - 1] not in links
        and len("".join(tail)) >= _MIN_SHORT
        and " ".join(tail) not in commune_names()
        and not all(map(is_french, tail))
    ]


def _institutions(nameless: Sequence[Document], documents: Sequence[Document]) -> list[Alias]:
    """The homes and institutes that one nameless document speaks of, more than once, and no other document does."""
    if not nameless:
        return []
    spoken = {document.id: _spoken_of(document.text) for document in documents}
    holders = Counter(key for names in spoken.values() for key in names)
    return [
        Alias(key, spelt.most_common(1)[0][0], (document.id,))
        for document in nameless
        for key, spelt in spoken[document.id].items()
        if spelt.total() >= _MIN_MENTIONS and holders[key] == 1
    ]


def _spoken_of(text: str) -> dict[tuple[str, ...], Counter[str]]:
    """The institutions that a text names, with the ways in which it writes them."""
    found: dict[tuple[str, ...], Counter[str]] = {}
    for match in _institution().finditer(text):
        name = " ".join(match.group(0).split())
        found.setdefault(tuple(words(name)), Counter())[name] += 1
    return found


@cache
def _institution() -> re.Pattern[str]:
    kinds = "|".join(re.escape(kind) for kind in load("questions")["institutions"])
    article = r"(?:(?:de la|de l['’]|du|des|de|La|Le|Les|l['’])[ \u00a0]?)?"
    return re.compile(rf"\b(?i:{kinds})[ \u00a0]+{article}{_PROPER}(?:[ \u00a0]{_PROPER}){{0,3}}")
