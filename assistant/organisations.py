"""Which organisations a question names: those of the library, misspelt or not, and those that it lacks."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import DamerauLevenshtein

from ingest.folding import fold
from ingest.organisation import commune_names
from ingest.records import Document, DocumentKind
from ingest.vocabulary import load

_GENERIC = frozenset(
    {*(kind.value for kind in DocumentKind), "plan", "programme", "cpas", "commune", "document", "final"}
)
_MIN_FUZZY = 5
_BEFORE = re.compile(
    r"\b(?:cpas|commune|ville|a|chez|pour|de|d'|du|sur|et|ou|avec|entre|fait|prevoit|propose|compar\w+)\s*$"
)
_SURELY_BEFORE = re.compile(r"(?:à|\b(?:cpas|commune|ville)(?:\s+(?:de|du|d['’]))?)\s*$", re.IGNORECASE)
_ELSEWHERE = re.compile(
    r"\b(?:[Ll]e|[Aa]u|[Dd]u) (?i:cpas) (?:de la |de l['’]|d['’]|du |des |de )(?P<name>[A-ZÀ-Ý][\w'’-]+)"
)


@dataclass(frozen=True, slots=True)
class Named:
    """The organisations of a question.

    Attributes:
        documents: Ids of the documents that the question is restricted to; empty when it names none.
        names: The names found, as the library writes them.
        unknown: Communes that the question names and of which the library holds nothing.
        spans: Where the names stand in the folded question.
    """

    documents: tuple[str, ...]
    names: tuple[str, ...]
    unknown: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]


def find_organisations(question: str, documents: Iterable[Document]) -> Named:
    """Find the organisations that a question names.

    A document that names no organisation answers to the words of its file name.

    Args:
        question: The question.
        documents: The library's documents.
    """
    folded = fold(question).replace("-", " ")
    found: dict[str, str] = {}
    spans: list[tuple[int, int]] = []
    for document in documents:
        organisation = document.identity.organisation
        name = organisation.value if organisation else _file_name(document)
        span = _find(folded, _words(name)) if name else None
        if span:
            found[document.id] = name
            spans.append(span)
    unknown = _unknown(question, {_join(name) for name in found.values()}, spans)
    return Named(tuple(found), tuple(dict.fromkeys(found.values())), unknown, tuple(spans))


def _file_name(document: Document) -> str:
    stem = re.sub(r"\.[^.]+$", "", document.file)
    words = [word for word in _words(stem) if word not in _GENERIC and not word.isdigit()]
    return " ".join(words) if sum(map(len, words)) >= _MIN_FUZZY else ""


def _words(name: str) -> list[str]:
    return re.findall(r"[a-z0-9œ]+", fold(name))


def _join(name: str) -> str:
    return " ".join(_words(name)).replace("œ", "oe")


def _find(folded: str, name: list[str]) -> tuple[int, int] | None:
    """Where a name stands in a question, with one slip allowed in each long word; another commune is no slip."""
    words = [(match.group(0), match.start(), match.end()) for match in re.finditer(r"[a-z0-9œ]+", folded)]
    for first in range(len(words) - len(name) + 1):
        run = words[first : first + len(name)]
        exact = [word for word, _, _ in run] == name
        if not exact and _join(" ".join(word for word, _, _ in run)) in commune_names():
            continue
        if exact or all(_same(word, wanted) for (word, _, _), wanted in zip(run, name, strict=True)):
            return run[0][1], run[-1][2]
    return None


def _same(word: str, wanted: str) -> bool:
    word, wanted = word.replace("œ", "oe"), wanted.replace("œ", "oe")
    if word == wanted:
        return True
    slips = 0 if len(wanted) < _MIN_FUZZY else 1 if len(wanted) < 2 * _MIN_FUZZY - 1 else 2
    return word[0] == wanted[0] and DamerauLevenshtein.distance(word, wanted, score_cutoff=slips) <= slips


def _unknown(question: str, known: set[str], spans: list[tuple[int, int]]) -> tuple[str, ...]:
    """The communes that the question names in the place of a centre, and the library does not hold."""
    folded = fold(question).replace("-", " ")
    plain = folded.replace("'", " ")
    found: dict[str, tuple[int, int]] = {}
    for key, name in sorted(commune_names().items(), key=lambda item: -len(item[0])):
        if key in known or key not in plain:
            continue
        for match in re.finditer(rf"(?<![a-z]){re.escape(key)}(?![a-z])", plain):
            place = key not in _everyday() or _is_place(question, folded, match.start())
            if place and not _within(match, [*spans, *found.values()]):
                found[name] = match.span()
                break
    for match in _ELSEWHERE.finditer(question):
        if not _within(match, [*spans, *found.values()], "name"):
            found[match.group("name")] = match.span("name")
    return tuple(sorted(found, key=found.__getitem__))


def _is_place(question: str, folded: str, start: int) -> bool:
    """Whether a word that is also a commune's name stands for the commune: « à Spa », « pour Celles »."""
    if _SURELY_BEFORE.search(question[:start]):
        return True
    return question[start].isupper() and not question.isupper() and bool(_BEFORE.search(folded[:start]))


def _within(match: re.Match[str], spans: Iterable[tuple[int, int]], group: str | int = 0) -> bool:
    """Whether a match touches a name that is already known."""
    return any(start < match.end(group) and match.start(group) < end for start, end in spans)


@lru_cache(maxsize=1)
def _everyday() -> frozenset[str]:
    """Communes whose name is a word: « celles », « vise »."""
    return frozenset(_join(name) for name in load("communes")["everyday"])
