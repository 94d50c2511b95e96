"""New plans from real ones: parts permuted, left out, borrowed, words and numbers replaced, no two texts the same."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from random import Random
from typing import Any

import yaml

from bench.trees import Element, Plan, seeds
from ingest.records import DocumentKind, Level
from ingest.vocabulary import load

_NUMBER = re.compile(r"(?<![\w.,])\d{1,3}(?![\w.,])")
_VERB = re.compile(r"[A-ZÉÊ]\w+(?:er|ir|re)\b(?= )")
TERMS = ((2019, 2024), (2025, 2030))
_SIZES = (60, 220)
_LEFT_OUT = 0.06
_ENDING = " .;,:"
_SHUFFLED = frozenset({Level.OS, Level.OO, Level.ACTION, Level.SOUS_ACTION, Level.INTENTION, Level.OBJECTIF})


class Variation:
    """Plans by rank: the same seed gives the same plans, whatever the formats that they are written in.

    Args:
        seed: Names the series.
    """

    def __init__(self, seed: int = 1) -> None:
        self._seed = seed
        self._said: set[str] = set()

    def plans(self, count: int, kinds: tuple[DocumentKind, ...] = (DocumentKind.PST, DocumentKind.DPS)) -> list[Plan]:
        """The first plans of the series; a new variation starts it anew."""
        sources = [(kind, tree) for kind, tree in seeds() if kind in kinds]
        return [self._plan(rank, *sources[rank % len(sources)]) for rank in range(count)]

    def _plan(self, rank: int, kind: DocumentKind, tree: tuple[Element, ...]) -> Plan:
        rng = Random(f"{self._seed}:{rank}")
        communes = _communes()
        organisation = communes[(rank * 7) % len(communes)]
        years = TERMS[(rank // len(communes)) % len(TERMS)]
        grown = _grown(tree, kind, rng) if kind is DocumentKind.PST else tree
        return self.plan(kind, grown, organisation, years, rng)

    def plan(
        self, kind: DocumentKind, grown: tuple[Element, ...], organisation: str, years: tuple[int, int], rng: Random
    ) -> Plan:
        """One plan out of a tree, with texts that no other plan of the series has."""
        elements = tuple(self._varied(root, organisation, rng) for root in grown)
        intro = tuple(self._intro(sentence, organisation, years, rng) for sentence in _words()["intro"])
        return Plan(kind, organisation, years, intro, elements)

    def _varied(self, element: Element, organisation: str, rng: Random) -> Element:
        children = [child for child in element.children if child.children or rng.random() >= _LEFT_OUT]
        if children and all(child.level in _SHUFFLED for child in children):
            rng.shuffle(children)
        text = self._said_once(element.text, element.level is Level.VOLET, organisation, rng)
        below = tuple(self._varied(child, organisation, rng) for child in children)
        return replace(element, text=text, children=below)

    def _said_once(self, text: str, label: bool, organisation: str, rng: Random) -> str:
        """A variant that no plan of the series has: the texts embedded are then all different."""
        while True:
            # A volet is called by a few words: more would be prose.
            varied = f"{_bare(text)} {of(organisation)}" if label else _reworded(text, rng)
            if varied not in self._said:
                self._said.add(varied)
                return varied
            text = f"{_bare(text)} ({rng.randint(1, 99)})" if label else text

    def _intro(self, sentence: str, organisation: str, years: tuple[int, int], rng: Random) -> str:
        words = _words()
        return str(sentence).format(
            of=of(organisation),
            start=years[0],
            end=years[1],
            time=rng.choice(words["times"]),
            partner=rng.choice(words["partners"]),
            manner=rng.choice(words["manners"]),
            public=rng.choice(words["publics"]),
            place=rng.choice(words["places"]),
            count=rng.randint(4, 90),
        )


def reworded(plan: Plan, seed: int) -> Plan:
    """The plan with its last leaf changed, and nothing else: what an edited document is."""
    rng = Random(seed)

    def last(elements: tuple[Element, ...]) -> tuple[Element, ...]:
        *before, end = elements
        changed = replace(end, children=last(end.children)) if end.children else None
        return (*before, changed or replace(end, text=f"{_bare(end.text)} et {rng.choice(_tails())}"))

    return replace(plan, elements=last(plan.elements))


def of(commune: str) -> str:
    """« d'Andenne », « de Huy »."""
    return f"d'{commune}" if commune[0] in "AEÉIOUH" and not commune.startswith("Hu") else f"de {commune}"


def _reworded(text: str, rng: Random) -> str:
    words = _words()
    text = _VERB.sub(lambda match: _verb(match, rng), _bare(text), count=1)
    for row in words["swaps"]:
        pieces = re.split(rf"\b({'|'.join(row)})\b", text)
        text = "".join(str(rng.choice(row)) if place % 2 else piece for place, piece in enumerate(pieces))
    text = _NUMBER.sub(lambda match: str(rng.randint(2, 99)), text)
    return f"{text} {rng.choice(_tails())}".strip()


def _verb(match: re.Match[str], rng: Random) -> str:
    # « Être un CPAS qui… » is what makes an objective strategic: it stays.
    return match.group() if match.group() in ("Être", "Etre") else str(rng.choice(_words()["verbs"]))


def _grown(tree: tuple[Element, ...], kind: DocumentKind, rng: Random) -> tuple[Element, ...]:
    """A tree with strategic objectives borrowed from others, up to the size of a real plan."""
    others = [other for source, other in seeds() if source is kind and other is not tree]
    lent = [element for other in others for root in other for element in root.walk() if element.level is Level.OS]
    wanted, size = rng.randint(*_SIZES), sum(1 for root in tree for _ in root.walk())
    borrowed: list[Element] = []
    while size < wanted:
        borrowed.append(rng.choice(lent))
        size += sum(1 for _ in borrowed[-1].walk())
    if not borrowed:
        return tree
    *before, end = tree
    if end.level is Level.OS:
        return (*tree, *borrowed)
    return (*before, replace(end, children=(*end.children, *borrowed)))


def _bare(text: str) -> str:
    return " ".join(text.split()).rstrip(_ENDING)


@lru_cache(maxsize=1)
def _tails() -> tuple[str, ...]:
    words = _words()

    def all_tails() -> Iterator[str]:
        for place in words["places"]:
            for public in words["publics"]:
                for manner in words["manners"]:
                    yield f"pour {public} {place} {manner}"
        for partner in words["partners"]:
            for time in words["times"]:
                for manner in words["manners"]:
                    yield f"avec {partner} {time}, {manner}"

    return tuple(all_tails())


@lru_cache(maxsize=1)
def _communes() -> tuple[str, ...]:
    known = load("communes")
    return tuple(name for name in known["communes"] if name not in known["everyday"] and not name.startswith("L"))


@lru_cache(maxsize=1)
def _words() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "words.yaml").read_text(encoding="utf-8"))
    return loaded
