"""The element of a plan that a question lists below: « sous l'OS 2 », « l'objectif sur les dettes »."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from assistant.catalogue import Catalogue, Mask
from assistant.phrases import Span, alternatives, listed
from assistant.relevance import Relevance
from ingest.folding import fold
from ingest.french import analyse, question_words
from ingest.numerals import roman
from ingest.records import Document, Level, Node
from ingest.themes import thesaurus, words
from ingest.vocabulary import load

_MIN_QUOTED, _MIN_PARAPHRASED = 0.7, 0.6
"""The share of an element's described words that its title must hold; set on the development questions."""
_MIN_CALLED = 0.9
"""The same for an action by which its objective is called."""
_THEME_SHARE = 0.85
"""What a title of the described theme is worth without its words."""
_MARGIN = 0.1
_NUMBER = r"(?:n\s?[o°]\s*)?(?P<number>\d+(?:\.\d+)*|[ivx]{1,5})(?![\w.]*\w)"
_APPOSED, _MAX_APPOSED = frozenset({"axe", "volet", "section"}), 4
"""Elements that their subject follows at once: « l'axe logement »."""
_VOLET = re.compile(r"(?:interne|externe|commun)\b")
_PLURAL = re.compile(r"[^o]s$")
_ASIDE = re.compile(r"\s*\((?P<told>[^()]{4,80})\)")
_TITLE = re.compile(r"\s*[:,–—-]?\s*(?:[«“\"][^»”\"]{2,200}[»”\"]|\([^()]{4,200}\))")  # after a number: « OS 2 (…) »
_QUOTES = re.compile(r"[«“\"](?P<title>[^»”\"]{4,200})[»”\"]")


@dataclass(frozen=True, slots=True)
class Scope:
    """An element that a question names.

    Attributes:
        words: How it names it.
        level: The level that it gives it, as a key of `listings.yaml`, or None.
        number: Its number, or None where it is named by its title.
        span: Where it stands in the question.
        roots: The elements that answer to it; none where nothing does.
    """

    words: str
    level: str | None
    number: str | None
    span: Span
    roots: tuple[tuple[Document, Node], ...]

    @property
    def owners(self) -> tuple[str, ...]:
        """Ids of the documents that hold one."""
        return tuple(dict.fromkeys(document.id for document, _ in self.roots))


@dataclass(frozen=True, slots=True)
class _Named:
    level: str | None
    number: str | None
    title: str
    span: Span
    sure: bool
    rank: int | None = None
    only: bool = False


def find_scope(
    text: str, catalogue: Catalogue, relevance: Relevance, among: Mask, volet: str | None = None
) -> Scope | None:
    """The element that a question names, or None.

    Args:
        text: The question, organisations made blank.
        catalogue: The library's nodes.
        relevance: Its word statistics.
        among: The nodes to look into: those of the organisations named.
        volet: The kind of volet that the question is restricted to.
    """
    if volet is not None:
        among = among & catalogue.volets(volet)
    for named in _mentions(text):
        if named.rank is not None:
            roots = _ranked(catalogue, named, among)
        elif named.number is not None:
            roots = _numbered(catalogue, named, among)
        else:
            roots = _titled(catalogue, relevance, named, among)
        if named.only and (not roots or len(set(catalogue.owner[among].tolist())) > 1):
            continue  # « thème mobilité : toutes les actions » names a subject, where no plan is named
        if roots or named.sure:
            start, end = named.span
            return Scope(" ".join(text[start:end].split()), named.level, named.number, named.span, tuple(roots))
    return None


def _mentions(text: str) -> Iterator[_Named]:
    """What of a question may name an element: by number, in quotes, after its level, after « sous »."""
    folded = fold(text)
    for match in re.finditer(rf"(?:{_level_names()})\s*{_NUMBER}", folded):
        titled = _TITLE.match(text, match.end())
        yield _Named(_key(match), match.group("number"), "", (match.start(), (titled or match).end()), sure=True)
    yield from _in_order(folded)
    yield from _said_before(text, folded)
    yield from _headed(text, folded)
    for match in _QUOTES.finditer(text):
        before_at = max(0, match.start() - 40)
        before = folded[before_at : match.start()].rstrip()
        level = next((one for one in re.finditer(rf"(?:{_level_names()})", before) if one.end() == len(before)), None)
        under = re.search(rf"{listed('under')}\s*$", before) is not None
        one = level is not None and _PLURAL.search(level.group(0)) is None
        key = _key(level) if level is not None and one else None
        start = before_at + level.start() if level and one else match.start()
        yield _Named(key, None, match.group("title"), (start, match.end()), sure=under or one)
    singular = r"(?<!\w)(?:l'|le\s+|la\s+|cet?\s+|cette\s+|d'un\s+)"
    for match in re.finditer(
        rf"{singular}(?:{_level_names()})\s+(?P<link>{listed('about')}\s*)?(?:l[ea]s?\s+|l')?", folded
    ):
        key, end = _key(match), _end(folded, match.end())
        told = text[match.end() : end]
        bare = match.group("link") is None and (key not in _APPOSED or len(told.split()) > _MAX_APPOSED)
        if (
            bare
            or re.search(listed("vague"), match.group(0))
            or _VOLET.match(folded[match.end() : end].strip())
            or not analyse(told)
        ):
            continue
        aside = _ASIDE.match(folded, end)
        if aside:  # « l'objectif sur l'organisation (moderne, efficiente) »: what is in brackets describes it too
            inside = text[slice(*aside.span("told"))]
            for title in (f"{told} {inside}", inside):
                yield _Named(key, None, title, (match.start(), aside.end()), sure=False)
        yield _Named(key, None, told, (match.start(), end), sure=False)
    for match in re.finditer(rf"{listed('under')}\s*(?:l[ea]s?\s+|l')?", folded):
        end = _end(folded, match.end())
        if len(analyse(text[match.end() : end])) > 1:
            yield _Named(None, None, text[match.end() : end], (match.start(), end), sure=False)


def _in_order(folded: str) -> Iterator[_Named]:
    """« Le premier objectif stratégique, celui sur l'accueil »: its rank names it, the rest only says which it is."""
    ranks = load("listings")["ranks"]
    names = "|".join(f"(?P<{name}_rank>{alternatives(words)})" for name, words in ranks.items())
    for match in re.finditer(rf"(?<![\w'])(?:l[ea]\s+|du\s+|au\s+)(?:{names})\s+(?:{_level_names()})", folded):
        name = next(name for name in ranks if match.group(f"{name}_rank"))
        if _PLURAL.search(match.group(0)) is not None:
            continue
        aside = re.compile(r"[^.;:?!]{0,80}?,\s*(?:celui|celle|soit|c'est-a-dire|a\s+savoir)\s[^:;?!.]*").match(
            folded, match.end()
        )
        end = aside.end() if aside else match.end()
        yield _Named(_key(match), None, "", (match.start(), end), sure=True, rank=list(ranks).index(name))


def _headed(text: str, folded: str) -> Iterator[_Named]:
    """« Volet interne, point légalité : les actions »: a heading, called by its name without an article."""
    before = r"(?:(?:^|[,;:(.]|\s[–—-])\s*|(?<=[\s'](?:au|du|le|la)\s))"
    for match in re.finditer(rf"{before}(?P<head>{listed('headings')})\s+", folded):
        told = re.compile(r"(?:l[ea]s?\s+|l')?[^.,;:?!()«»\"]{3,60}").match(text, match.end())
        if told and not re.match(rf"(?:{listed('about')}|{listed('vague')}|\d)", folded[match.end() :]):
            yield _Named("section", None, told.group(0), (match.start("head"), told.end()), sure=False, only=True)


def _said_before(text: str, folded: str) -> Iterator[_Named]:
    """« Le pôle énergie : combien d'actions comprend cet objectif ? »: the element is what stands before."""
    for match in re.finditer(rf"(?<!\w)(?:cet?|cette)\s+(?:{_level_names()})(?=\s*(?:[?.!,;:]|$))", folded):
        start = re.match(r"\s*(?:l[ea]s?\s+|l')?", folded)
        head = re.compile(r"[:?.!;,]|\s[–—-]\s").search(folded, start.end() if start else 0, match.start())
        if head and len(analyse(text[: head.start()])) > 1:
            yield _Named(_key(match), None, text[: head.start()], (0, head.start()), sure=False)


@cache
def _level_names() -> str:
    return "|".join(rf"(?P<{name}>{listed('levels', name)})" for name in load("listings")["levels"])


def _key(match: re.Match[str]) -> str:
    return next(str(name) for name in load("listings")["levels"] if match.group(name))


def _end(folded: str, start: int) -> int:
    """Where the words that describe an element end."""
    stop = re.compile(rf"[,;?!()\n«»\"]|\s:|\.(?:\s|$)|{listed('ends')}").search(folded, start)
    return stop.start() if stop else len(folded)


def _numbered(catalogue: Catalogue, named: _Named, among: Mask) -> list[tuple[Document, Node]]:
    wanted = _plain(named.number or "")
    for level in _levels(named):
        found = [
            (document, node)
            for document, node in catalogue.rows(among & catalogue.at({level}))
            if node.number and wanted in _numbers(document, node)
        ]
        if found:
            return found
    return []


def _ranked(catalogue: Catalogue, named: _Named, among: Mask) -> list[tuple[Document, Node]]:
    """In each document, the element of a rank among those of its level, in reading order."""
    rank = named.rank or 0
    for level in _levels(named):
        own: dict[str, list[tuple[Document, Node]]] = {}
        for document, node in catalogue.rows(among & catalogue.at({level})):
            own.setdefault(document.id, []).append((document, node))
        found = [rows[rank] for rows in own.values() if len(rows) > rank]
        if found:
            return found
    return []


def _levels(named: _Named) -> tuple[Level, ...]:
    return tuple(Level(name) for name in load("listings")["meant"][named.level]) if named.level else ()


def _plain(number: str) -> str:
    """« 2.1. », « A2.1 », « IV » as digits and points."""
    digits = re.search(r"\d+(?:\.\d+)*", number)
    if digits:
        return digits.group(0)
    letters = number.strip(" .").lower()
    return str(roman(letters)) if letters and set(letters) <= set("ivxlc") else number


def _numbers(document: Document, node: Node) -> set[str]:
    """The numbers that an element answers to: its own, and with those of what it stands under (« OO 2.3 »)."""
    own = _plain(node.number or "")
    above = [_plain(one.number) for one in document.ancestors(node) if one.number and one.level is not Level.VOLET]
    return {own, ".".join([*above, own]), ".".join([*above[-1:], own])}


def _titled(catalogue: Catalogue, relevance: Relevance, named: _Named, among: Mask) -> list[tuple[Document, Node]]:
    """The elements whose title holds the described words, or speaks of the described themes."""
    # Titles in capitals lack their accents, and so have other stems: « LEGALITE ».
    spelt = [
        tuple(dict.fromkeys(one for one in analyse(title) if one not in question_words()))
        for title in (named.title, fold(named.title))
    ]
    terms = spelt[0]
    if not terms:
        return []
    themes = {mention.concept for mention in thesaurus().mentions(words(named.title), question=True) if mention.strong}
    levels = _levels(named) or (Level.OS, Level.OO, Level.AXE, Level.SECTION, Level.INTENTION, Level.ACTION)
    near = _near(catalogue, [one for each in spelt for one in each], themes) & among
    floor = _MIN_QUOTED if named.sure or named.level is None else _MIN_PARAPHRASED
    best: list[tuple[float, Document, Node]] = []
    for document, node in catalogue.rows(near & catalogue.at(levels)):
        own = relevance.own_terms[node.id]
        score = max(relevance.coverage(one, own) for one in spelt)
        if named.level is not None and themes:
            score = max(score, _THEME_SHARE * len(themes & set(node.themes)) / len(themes))
        if score >= floor:
            # Of two titles that hold all of it, the shorter one is meant.
            best.append((score - 0.002 * len(own), document, node))
    if not best and named.level in ("os", "oo") and named.span[0] == 0:
        return _above_titled(catalogue, relevance, terms, levels, among)
    if not best:
        return []
    top = max(score for score, _, _ in best)
    kept = [(document, node) for score, document, node in best if score >= top - _MARGIN]
    return _highest(kept, levels)


def _above_titled(
    catalogue: Catalogue, relevance: Relevance, terms: tuple[str, ...], levels: tuple[Level, ...], among: Mask
) -> list[tuple[Document, Node]]:
    """The objectives of what is so called: a question may call an objective by its best-known action."""
    found: dict[str, tuple[Document, Node]] = {}
    for document, node in catalogue.rows(_near(catalogue, terms, set()) & among & catalogue.at({Level.ACTION})):
        if relevance.coverage(terms, relevance.own_terms[node.id]) >= _MIN_CALLED:
            for above in document.ancestors(node):
                if above.level in levels:
                    found[above.id] = (document, above)
    return list(found.values()) if len(found) == 1 else []


def _near(catalogue: Catalogue, terms: Sequence[str], themes: set[str]) -> Mask:
    found = np.zeros(len(catalogue), dtype=bool)
    for term in terms:
        found[catalogue.with_term(term)] = True
    for theme in themes:
        found[catalogue.themed(theme)] = True
    return found


def _highest(found: list[tuple[Document, Node]], levels: tuple[Level, ...]) -> list[tuple[Document, Node]]:
    """In each document, the elements of the likeliest level; one that stands under another says nothing more."""
    kept: list[tuple[Document, Node]] = []
    for name in dict.fromkeys(document.id for document, _ in found):
        mine = [(document, node) for document, node in found if document.id == name]
        level = min((node.level for _, node in mine), key=levels.index)
        kept += [(document, node) for document, node in mine if node.level is level]
    return kept
