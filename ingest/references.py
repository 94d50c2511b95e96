"""What the mentions in a law lead to: « l'article 27ter, § 2 » to the node of that §."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from ingest.dates import DATE, day
from ingest.folding import fold
from ingest.mentions import (
    ALINEA_STEP,
    ARTICLE_STEP,
    DIVISION_STEPS,
    ITEM_STEP,
    NEXT,
    PARAGRAPH_STEP,
    PRESENT,
    PREVIOUS,
    Mention,
    Step,
    mentions,
)
from ingest.numerals import division_key, key
from ingest.parsers.law_marks import after, spans
from ingest.records import Identity, Level, Node, Reference
from ingest.vocabulary import load

_MAX_RANGE = 60
_MARGIN = 8
_DASHES = ("-", "–", "—", "•", "●", "▪", "·")
_SPAN = re.compile(r"(?P<head>.*?)(?P<first>\d+)\s*(?:a|-)\s*(?P=head)(?P<last>\d+)")


def linked(nodes: tuple[Node, ...], text: str, identity: Identity) -> tuple[Node, ...]:
    """Give the nodes of a law the references that their words make.

    Args:
        nodes: The law's nodes in reading order.
        text: The source text.
        identity: What the law says of itself: a mention of its own date is a mention of itself.
    """
    index = Index(nodes, text)
    promulgation = next((evidence.value for name, evidence in identity.dates if name == "promulgation"), "")
    own = (fold(identity.title), promulgation)
    folded = fold(text)
    return tuple(replace(node, references=_references(node, text, folded, index, own)) for node in nodes)


def _references(node: Node, text: str, folded: str, index: "Index", own: tuple[str, str]) -> tuple[Reference, ...]:
    if not node.text:
        return ()
    marks = [(start, end) for start, end, _ in spans(text, folded, node.start, node.end)]
    if tail := after(folded, node.start, node.end):
        marks.append(tail.span())
    found: list[Reference] = []
    outside: Mention | None = None
    words = text[node.start : node.end]
    for mention in mentions(words):
        start, end = node.start + mention.start, node.start + mention.end
        if any(first <= start < last for first, last in marks):
            continue
        foreign = bool(mention.act) and not _is_own(mention.act, own)
        if mention.steps[0][0] == ARTICLE_STEP:
            outside = mention if foreign else None
        # « À l'article 5 de la loi du …, le § 2 est remplacé » speaks of that law's § 2.
        carried = outside is not None and mention.steps[0][0] in (PARAGRAPH_STEP, ALINEA_STEP, ITEM_STEP)
        if carried and outside is not None and "." not in words[outside.end : mention.start]:
            foreign = foreign or bool(_amends().search(fold(words[outside.start :])))
        targets = () if foreign else index.resolve(mention, node)
        found += [Reference(text[start:end], start, end, target) for target in targets or (None,)]
    return tuple(found)


@lru_cache(maxsize=1)
def _amends() -> re.Pattern[str]:
    return re.compile("|".join(re.escape(fold(words)) for words in load("law")["amending"]))


def _is_own(act: str, own: tuple[str, str]) -> bool:
    title, promulgation = own
    folded = " ".join(fold(act).split())
    folded = next((fold(name) for short, name in load("law")["acronyms"].items() if fold(short) == folded), folded)
    dated = re.search(DATE, folded)
    if dated is None:
        return folded.startswith("code ") and folded in title
    found = day(dated.group())
    return found is not None and found.isoformat() == promulgation and folded.split()[0] in title


class Index:
    """The elements of a law by what mentions call them.

    Args:
        nodes: The law's nodes in reading order.
        text: The source text.
    """

    def __init__(self, nodes: tuple[Node, ...], text: str) -> None:
        self._text = text
        self._by_id = {node.id: node for node in nodes}
        self._order = {node.id: order for order, node in enumerate(nodes)}
        self._children: dict[str, list[Node]] = {}
        self._scope: dict[str, str] = {}
        self._articles: dict[str, list[Node]] = {}
        self._sequence: dict[str, list[Node]] = {}
        self._divisions: dict[Step, list[Node]] = {}
        for node in nodes:
            if node.parent is not None:
                self._children.setdefault(node.parent, []).append(node)
            above = self._scope.get(node.parent or "", "")
            self._scope[node.id] = node.id if node.kind == "titre" and node.level is Level.PASSAGE else above
            if node.level is Level.ARTICLE:
                self._sequence.setdefault(self._scope[node.id], []).append(node)
                for number in _numbers(node.number or ""):
                    self._articles.setdefault(number, []).append(node)
            elif _rank(node) in DIVISION_STEPS:
                self._divisions.setdefault((_rank(node), division_key(node.number or "")), []).append(node)

    def resolve(self, mention: Mention, node: Node) -> tuple[str, ...]:
        """The ids of the nodes that a mention in a node's words leads to; none where the law does not hold them.

        Args:
            mention: The mention.
            node: The node that it stands in: « § 2 » is that of its own article.
        """
        place = self._first(mention.steps[0], node)
        held = self._article(node) is not None or node.level is not Level.PASSAGE or mention.inside
        if place is None or not held:  # A preamble and the lines after the signatures speak of other acts.
            return ()
        after = -1
        for step in mention.steps[1:]:
            inner, after = self._inside(place, step, after)
            if inner is None:
                return ()
            place = inner
        if mention.until:
            return self._range(place, mention)
        return (place.id,)

    def _first(self, step: Step, node: Node) -> Node | None:
        kind, number = step
        if kind == PRESENT:
            return self._present(number, node)
        if kind in (PREVIOUS, NEXT):
            return self._beside(number, node, -1 if kind == PREVIOUS else 1)
        if kind == ARTICLE_STEP:
            found = self._articles.get(number, [])
            same = [one for one in found if self._scope[one.id] == self._scope[node.id]] or found
            walloon = [one for one in same if "wallon" in fold(dict(one.attributes).get("region", ""))]
            return next(iter(walloon or same), None)
        if kind in DIVISION_STEPS:
            return self._nearest(self._divisions.get(step, []), node)
        for holder in self._holders(node):
            inner, _ = self._inside(holder, step, -1)
            if inner is not None:
                return inner
        return None

    def _present(self, kind: str, node: Node) -> Node | None:
        if kind == ALINEA_STEP:
            return node
        for one in self._up(node):
            if _rank(one) == kind and (kind != PARAGRAPH_STEP or (one.number or "").startswith("§")):
                return one
        return None

    def _beside(self, kind: str, node: Node, shift: int) -> Node | None:
        article = self._article(node)
        if kind == ARTICLE_STEP:
            row = self._sequence.get(self._scope[node.id], [])
            here = article
        elif kind == PARAGRAPH_STEP:
            row = (
                [one for one in self._children.get(article.id, []) if (one.number or "").startswith("§")]
                if article
                else []
            )
            here = self._present(PARAGRAPH_STEP, node)
        else:
            holder = next(self._holders(node), None)
            row = self._alineas(holder) if holder else []
            order = self._order[node.id]
            before = [one for one in row if self._order[one.id] <= order]
            here = before[-1] if before else None
        if here is None:
            return None
        at = self._at(row, here) + shift
        return row[at] if 0 <= at < len(row) else None

    def _inside(self, place: Node, step: Step, after: int) -> tuple[Node | None, int]:
        """An element inside another, and the order in the text after which the next step is looked for.

        Items of an alinéa are children of its article or §, after it: `after` keeps which alinéa was named.
        """
        kind, number = step
        holder = place
        if after >= 0 and place.level is Level.PASSAGE and place.parent:
            holder = self._by_id[place.parent]
        children = self._children.get(holder.id, [])
        if kind == ALINEA_STEP:
            row = self._alineas(place)
            position = int(number) - 1 if number.isdigit() else len(row)
            return (row[position], self._order[row[position].id]) if 0 <= position < len(row) else (None, -1)
        if kind == PARAGRAPH_STEP:
            return next(
                (one for one in children if one.number and one.number.startswith("§") and key(one.number) == number),
                None,
            ), -1
        if kind == ITEM_STEP:
            later = (one for one in children if self._order[one.id] >= after)
            return next((one for one in later if one.number and _item(one.number) == _item(number)), None), -1
        if kind in DIVISION_STEPS:
            return next(
                (one for one in self._divisions.get(step, []) if any(up.id == place.id for up in self._up(one))), None
            ), -1
        return None, -1

    def _alineas(self, holder: Node) -> list[Node]:
        """The alinéas of an article or a §: its own first words, then the passages that are no entries of a list."""
        own = [holder] if holder.text else []
        passages = (one for one in self._children.get(holder.id, []) if one.level is Level.PASSAGE)
        return own + [one for one in passages if not self._listed(one)]

    def _listed(self, node: Node) -> bool:
        """Whether a dash or a bullet stands before a passage."""
        before = self._text[max(0, node.start - _MARGIN) : node.start].rstrip(" \t\u00a0")
        return before.endswith(_DASHES)

    def _range(self, first: Node, mention: Mention) -> tuple[str, ...]:
        kind = mention.steps[-1][0]
        if kind == ARTICLE_STEP:
            row = self._sequence.get(self._scope[first.id], [])
            last = self._articles.get(mention.until, [])
        else:
            row = [one for one in self._children.get(first.parent or "", []) if one.level is first.level]
            last = [one for one in row if one.number and mention.until in (_item(one.number), division_key(one.number))]
        end = next((one for one in last if self._scope[one.id] == self._scope[first.id]), None)
        if end is None:
            return (first.id,)
        between = row[self._at(row, first) : self._at(row, end) + 1]
        return tuple(one.id for one in between) if 0 < len(between) <= _MAX_RANGE else (first.id, end.id)

    def _at(self, row: list[Node], node: Node) -> int:
        """Where a node stands in a row of nodes in reading order."""
        return bisect_left(row, self._order[node.id], key=lambda one: self._order[one.id])

    def _nearest(self, found: list[Node], node: Node) -> Node | None:
        """Of several divisions with one number, that inside the narrowest division which the node stands in."""
        if len(found) < 2:
            return next(iter(found), None)
        around = {one.id: depth for depth, one in enumerate(self._up(node))}
        return min(
            found, key=lambda one: min((around[up.id] for up in self._up(one) if up.id in around), default=len(around))
        )

    def _article(self, node: Node) -> Node | None:
        return next((one for one in self._up(node) if one.level is Level.ARTICLE), None)

    def _holders(self, node: Node) -> Iterator[Node]:
        """The §, then the article, that a node stands in: what its relative mentions are of."""
        for one in self._up(node):
            if one.level is Level.ARTICLE or (one.number or "").startswith("§"):
                yield one

    def _up(self, node: Node) -> Iterator[Node]:
        yield node
        while node.parent is not None:
            node = self._by_id[node.parent]
            yield node


def _rank(node: Node) -> str:
    """What mentions call a node's level: `sous-section` where the level is `section`."""
    return node.kind if node.kind in DIVISION_STEPS else str(node.level)


def _item(number: str) -> str:
    return key(number).replace(".", ")")


def _numbers(printed: str) -> list[str]:
    """The articles that one label stands for: « 12 à 15 » is four, « L1511-1 à L1511-3 » three."""
    span = _SPAN.fullmatch(re.sub(r"\s+(?=a\s)|(?<=\sa)\s+", " ", fold(printed)))
    if (
        span
        and (" a " in fold(printed) or not span.group("head"))
        and 0 < int(span.group("last")) - int(span.group("first")) < 500
    ):
        first, last = int(span.group("first")), int(span.group("last"))
        return [key(f"{span.group('head')}{number}") for number in range(first, last + 1)]
    return [key(part) for part in re.split(r"\s*,\s*|\s+(?:et|a)\s+", fold(printed)) if part]
