"""Which organisations a question names: those of the library, misspelt or not, those it lacks, those left out."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import DamerauLevenshtein

from assistant.aliases import Alias, aliases, words
from assistant.phrases import phrases_pattern
from assistant.spelling import is_french
from ingest.folding import fold
from ingest.organisation import commune_names
from ingest.records import Document
from ingest.vocabulary import load

_MIN_FUZZY = 5
_LONGEST_NAME = 8
_BEFORE = re.compile(
    r"\b(?:cpas|commune|ville|a|chez|pour|de|d'|du|sur|et|ou|avec|entre|fait|prevoit|propose|compar\w+)\s*$"
)
_SURELY_BEFORE = re.compile(r"(?:à|\b(?:cpas|commune|ville)(?:\s+(?:de|du|d['’]))?)\s*$", re.IGNORECASE)
_AFTER_BODY = re.compile(r"\b(?:cpas|commune|ville)\s+(?:de\s+l'|de\s+|d'|du\s+|des\s+)$")
_ELSEWHERE = re.compile(
    r"\b(?:[Ll]e|[Aa]u|[Dd]u) (?i:cpas) (?:de la |de l['’]|d['’]|du |des |de )(?P<name>[A-ZÀ-Ý][\w'’-]+)"
)


@dataclass(frozen=True, slots=True)
class Named:
    """The organisations of a question.

    Attributes:
        documents: Ids of the documents that the question is restricted to; empty when it names none. Where it leaves
            some out (« tous sauf Durbuy »), those that remain.
        names: The names found, as the library writes them.
        unknown: Communes that the question names and of which the library holds nothing.
        spans: Where the names stand in the question.
        excluded: The names of those that it leaves out.
    """

    documents: tuple[str, ...]
    names: tuple[str, ...]
    unknown: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    excluded: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Found:
    alias: Alias
    span: tuple[int, int]


def find_organisations(
    question: str,
    documents: Iterable[Document],
    known_as: Sequence[Alias] | None = None,
    is_word: Callable[[str], bool] = lambda word: False,
) -> Named:
    """Find the organisations that a question names.

    Args:
        question: The question.
        documents: The library's documents.
        known_as: The names of those documents, where they are known already.
        is_word: Whether a lower-case word is French: typed without a capital, it is no slip of a name.
    """
    library = list(documents)
    known = aliases(library) if known_as is None else known_as
    folded = fold(question).replace("-", " ")
    tokens = _tokens(folded)
    found: list[_Found] = []
    for alias in known:
        span = _find(question, folded, tokens, alias, is_word)
        if span and not any(start <= span[0] and span[1] <= end and alias.short for start, end in _spans(found)):
            found.append(_Found(alias, span))
    out = _left_out(folded, found)
    kept = [one for one in found if one not in out]
    if len(kept) > 1:
        kept = [one for one in kept if not _is_elsewhere(folded, one.span[0])] or kept
    spans = _spans(found)
    unknown, others = _unknown(question, {" ".join(alias.words) for alias in known if not alias.short}, spans)
    left = {one for each in out for one in each.alias.documents} - {
        one for each in kept for one in each.alias.documents
    }
    chosen = dict.fromkeys(one for each in kept for one in each.alias.documents)
    if left and not chosen:
        chosen = dict.fromkeys(one.id for one in library if one.id not in left)
    order = {one.id: rank for rank, one in enumerate(library)}
    return Named(
        tuple(sorted(chosen, key=lambda name: order.get(name, 0))),
        tuple(
            dict.fromkeys(one.alias.name for one in sorted(kept, key=lambda one: order.get(one.alias.documents[0], 0)))
        ),
        unknown,
        (*spans, *others),
        tuple(dict.fromkeys(one.alias.name for one in out)),
    )


def _spans(found: Iterable[_Found]) -> list[tuple[int, int]]:
    return list(dict.fromkeys(one.span for one in found))


def _tokens(folded: str) -> list[tuple[str, int, int]]:
    """The words of a folded question, as names are compared, with their places."""
    return [(words(match.group(0))[0], match.start(), match.end()) for match in re.finditer(r"[a-z0-9œ]+", folded)]


def _find(
    question: str, folded: str, tokens: list[tuple[str, int, int]], alias: Alias, is_word: Callable[[str], bool]
) -> tuple[int, int] | None:
    """Where a name stands in a question, with one slip allowed in each long word; another commune is no slip."""
    name = alias.words
    for first in range(len(tokens) - len(name) + 1):
        run = tokens[first : first + len(name)]
        if run[0][0][0] != name[0][0]:
            continue
        start, end = run[0][1], run[-1][2]
        typed = [word for word, _, _ in run]
        if alias.short and _begins_another(tokens[first:], alias):
            continue
        if tuple(typed) == name:
            everyday = alias.short or " ".join(name) in _everyday()
            if not everyday or _is_place(question, folded, start, alone=alias.short):
                return start, end
            if alias.short and not _is_capital(question, start) and not all(map(is_french, typed)):
                return start, end  # « et braine ? »: no word, and no other name here begins so
            continue
        if alias.short or " ".join(typed) in commune_names() or not all(map(_same, typed, name)):
            continue
        if all(word == wanted or (question[at:to].islower() and is_word(question[at:to]))
               for (word, at, to), wanted in zip(run, name, strict=True)):  # fmt: skip
            continue  # « disons » is a word, and no slip of « Dison »
        return start, end
    return None


def _begins_another(tokens: list[tuple[str, int, int]], alias: Alias) -> bool:
    """Whether a short name begins another commune's: « Braine-l'Alleud », where « Braine » is Braine-le-Comte."""
    said = " ".join(word for word, _, _ in tokens[:_LONGEST_NAME]) + " "
    return any(
        said.startswith(f"{key} ") and fold(name) != fold(alias.name)
        for key, name in commune_names().items()
        if len(key.split()) > len(alias.words)
    )


def _same(word: str, wanted: str) -> bool:
    if word == wanted:
        return True
    slips = 0 if len(wanted) < _MIN_FUZZY else 1 if len(wanted) < 2 * _MIN_FUZZY - 1 else 2
    return word[0] == wanted[0] and DamerauLevenshtein.distance(word, wanted, score_cutoff=slips) <= slips


def _left_out(folded: str, found: list[_Found]) -> list[_Found]:
    """Those that a question leaves out: « sauf Durbuy et Trooz », « à part celui d'Andenne »."""
    out: list[_Found] = []
    for one in sorted(found, key=lambda one: one.span):
        told = _left_out_before().search(folded[: one.span[0]]) or _left_out_after().match(folded, one.span[1])
        if told or (out and _together().fullmatch(folded[out[-1].span[1] : one.span[0]])):
            out.append(one)
    return out


@lru_cache(maxsize=1)
def _link() -> str:
    return rf"(?:(?:{'|'.join(map(str, load('names')['link']))})\s*)*"


@lru_cache(maxsize=1)
def _left_out_before() -> re.Pattern[str]:
    vocabulary = load("names")
    words = "|".join([*vocabulary["left_out"], *load("questions")["exclusions"]["before"]])
    return re.compile(
        rf"(?<![\w'-])(?:{words})\s*(?<![\w]){_link()}$|[,;(]\s*(?:{'|'.join(vocabulary['after_comma'])})\s+{_link()}$"
    )


@lru_cache(maxsize=1)
def _left_out_after() -> re.Pattern[str]:
    return re.compile(rf"\s+(?:{'|'.join(load('questions')['exclusions']['after'])})(?=\s*(?:[,;.:?!)]|$))")


@lru_cache(maxsize=1)
def _together() -> re.Pattern[str]:
    return re.compile(rf"\s*(?:,|et|ou|ni|,\s*(?:et|ni))\s*{_link()}")


def _is_elsewhere(folded: str, start: int) -> bool:
    """Whether a place is told in passing: « je travaille à Arlon », « la gare de Namur », « la province de Liège »."""
    before = re.split(r"[.;:!?,]|\bmais\b|\b(?:j'|on |nous |je )(?:habit|vi[ts]|log)\w*", folded[:start])[-1]
    vocabulary = load("questions")["elsewhere"]
    if phrases_pattern(tuple(vocabulary["doing"])).search(before):
        return True
    match = phrases_pattern(tuple(vocabulary["places"])).search(before)
    return match is not None and re.fullmatch(r"\s*(?:de|d'|du|des|a|de la)?\s*", before[match.end() :]) is not None


def _unknown(
    question: str, known: set[str], spans: list[tuple[int, int]]
) -> tuple[tuple[str, ...], list[tuple[int, int]]]:
    """The communes that the question names in the place of a centre, and the library does not hold.

    Also gives where they stand, and the places that it names in passing: they are no subject either.
    """
    folded = fold(question).replace("-", " ")
    even = folded.replace("'", " ")
    found: dict[str, tuple[int, int]] = {}
    passing: list[tuple[int, int]] = []
    for key, name in _by_length():
        if key in known or key not in even:
            continue
        for match in re.finditer(rf"(?<![a-z]){re.escape(key)}(?![a-z])", even):
            place = key not in _everyday() or _is_place(question, folded, match.start())
            if place and not _within(match.span(), [*spans, *found.values(), *passing]):
                if _is_elsewhere(folded, match.start()):
                    passing.append(match.span())
                else:
                    found[name] = match.span()
                    break
    for match in _ELSEWHERE.finditer(question):
        if not _within(match.span("name"), [*spans, *found.values()]):
            found[match.group("name")] = match.span("name")
    for match in re.finditer(r"[a-z]+(?: [a-z]+)*", even):
        _misspelt(match, folded, known, [*spans, *found.values()], found)
    return tuple(sorted(found, key=found.__getitem__)), [*found.values(), *passing]


def _misspelt(
    match: re.Match[str], folded: str, known: set[str], taken: list[tuple[int, int]], found: dict[str, tuple[int, int]]
) -> None:
    """A commune with a slip, where nothing but a commune can stand: « le cpas de mouscrn »."""
    for word in re.finditer(r"[a-z]{5,}", match.group(0)):
        start, end = match.start() + word.start(), match.start() + word.end()
        if not _AFTER_BODY.search(folded[:start]) or _within((start, end), taken):
            continue
        near = [
            name
            for key, name in commune_names().items()
            if " " not in key and key not in known and _same(word.group(0), key)
        ]
        if len(near) == 1:
            found[near[0]] = (start, end)


def _is_place(question: str, folded: str, start: int, *, alone: bool = False) -> bool:
    """Whether a word that is also a commune's name stands for the commune: « à Spa », « pour Celles », « Braine »."""
    if _SURELY_BEFORE.search(question[:start]):
        return True
    capital = _is_capital(question, start)
    return capital and (bool(_BEFORE.search(folded[:start])) or alone)


def _is_capital(question: str, start: int) -> bool:
    """Whether a word has a capital that tells something."""
    return question[start].isupper() and not question.isupper()


def _within(span: tuple[int, int], spans: Iterable[tuple[int, int]]) -> bool:
    """Whether a place touches a name that is already known."""
    return any(start < span[1] and span[0] < end for start, end in spans)


@lru_cache(maxsize=1)
def _by_length() -> list[tuple[str, str]]:
    return sorted(commune_names().items(), key=lambda item: -len(item[0]))


@lru_cache(maxsize=1)
def _everyday() -> frozenset[str]:
    """Communes whose name is a word: « celles », « vise »."""
    return frozenset(" ".join(words(name)) for name in load("communes")["everyday"])
