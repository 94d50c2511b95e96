"""What an answer must hold to be one: the facts that a question demands, and the events that it takes for granted."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from assistant.intent import has_any, spans_found
from assistant.phrases import blank
from ingest.folding import fold, fold_spaces
from ingest.french import analyse, question_words
from ingest.records import Document, Level, Node
from ingest.vocabulary import load

Place = tuple[Document, Node]
PERSON = "personne"
_MIN_NAME = 4
"""A shorter title stands in a row by chance."""


@dataclass(frozen=True, slots=True)
class Demand:
    """A fact that a question demands.

    Attributes:
        kind: Its name in the vocabulary: `montant`, `date`…
        missing: How a refusal names it after « ne donne pas ».
        local: Whether it is another one in each organisation.
        strict: Whether only a passage that holds the question's own words can give it.
        words: The index terms by which it is named, where they may be the question's subject as well; else none.
        counted: The index term of what « combien de » counts, or of the office of somebody whose name is asked; or "".
    """

    kind: str
    missing: str
    local: bool
    strict: bool

    words: frozenset[str]
    counted: str = ""

    def held(self, places: Iterable[Place]) -> bool:
        """Whether some elements give the fact, in their words or in their fields.

        Where the question's phrase may be its subject (« élargir les horaires d'ouverture »), speaking of it is enough.
        """
        return any(
            _gives(self.kind, document, node) or (bool(self.words) and self.words <= set(analyse(node.text)))
            for document, node in places
        )


@dataclass(frozen=True, slots=True)
class Premise:
    """An event that a question takes for granted: « pourquoi a-t-on fermé… ».

    Attributes:
        family: Its name in the vocabulary: `end`, `sale`…
        word: The question's word for it, as it stands there.
    """

    family: str
    word: str

    def held(self, places: Iterable[Place]) -> bool:
        """Whether some elements say that it happened, or is meant to."""
        row = load("screening")["premises"][self.family]
        said, states = _compiled(row["held"]), tuple(row["states"])
        return any(
            bool(said.search(fold(document.quote(node)))) or any(_state(node).startswith(state) for state in states)
            for document, node in places
        )


def demands(text: str) -> tuple[Demand, ...]:
    """The facts that a question demands, the most telling first; « combien de » counts where nothing else is asked."""
    folded = fold_spaces(text)
    told_of = _compiled(load("screening")["told_of"])
    found = [
        kind
        for kind, row in _facts().items()
        if any(not told_of.search(folded[:start]) for start, _ in spans_found(folded, row["asked"]))
    ]
    if "nombre" in found and (len(found) > 1 or has_any(folded, load("questions")["times"])):
        found.remove("nombre")
    return tuple(
        Demand(
            kind=kind,
            missing=row["missing"],
            local=bool(row.get("local")),
            strict=bool(row.get("strict")),
            words=_possible_subject(folded, row["asked"]),
            counted=_counted(text) if kind == "nombre" else _office(folded, row["asked"]) if kind == PERSON else "",
        )
        for kind in found
        for row in (_facts()[kind],)
    )


def _counted(text: str) -> str:
    found = re.search(r"combien\s+d(?:e\s+|es\s+|['’]\s?)(\w+)", text, re.IGNORECASE)
    return next(iter(analyse(found.group(1))), "") if found else ""


def _office(folded: str, asked: list[str]) -> str:
    """The index term of the office whose holder is asked for."""
    said = [term for start, end in spans_found(folded, asked) for term in analyse(folded[start:end])]
    return next((term for term in said if term not in question_words() and term not in analyse("nom appelle")), "")


def _possible_subject(folded: str, asked: list[str]) -> frozenset[str]:
    """The terms of a demand that may be a subject instead: none where a word asks for it (« quel », « combien »)."""
    request = _compiled(load("screening")["request"])
    terms: set[str] = set()
    for start, end in spans_found(folded, asked):
        if request.search(folded[:start]) or _compiled(
            r"^(?:quel|kel|combien|a quel|ou\b|c'est|c |pour quand|quand|qui |date|echeance)"
        ).search(folded[start:end]):
            return frozenset()
        terms |= {term for term in analyse(folded[start:end]) if term not in question_words()}
    return frozenset(terms)


def demanding_terms(text: str) -> frozenset[str]:
    """The index terms of the words by which a question demands a fact, or names a place in a document: no subject."""
    phrases = [*(row["asked"] for row in _facts().values()), load("screening")["forms"], load("screening")["author"]]
    spans = [span for one in phrases for span in spans_found(text, one)]
    return frozenset(term for start, end in spans for term in analyse(text[start:end]))


def premise(text: str) -> Premise | None:
    """The event that a question takes for granted, or None."""
    vocabulary = load("screening")
    text = " ".join(text.split())
    folded = fold(text)
    if not any(_compiled(frame).search(folded) for frame in vocabulary["premise_frames"]):
        return None
    folded = blank(
        folded, [found.span() for one in vocabulary["premise_except"] for found in _compiled(one).finditer(folded)]
    )
    for word, family in vocabulary["premise_infinitives"].items():
        found = re.search(rf"\b{word}\b", folded)
        if found:
            return Premise(family, text[slice(*found.span())])
    for family, row in vocabulary["premises"].items():
        found = _compiled(row["asked"]).search(folded)
        if found:
            return Premise(family, text[slice(*found.span())])
    return None


def around(places: Iterable[Place]) -> list[Place]:
    """Elements with what belongs to them: what stands below or follows in the same place, and what they only name."""
    found: dict[str, Place] = {}
    for document, node in places:
        for one in (node, *document.children.get(node.id, ()), *_following(document, node), *_named(document, node)):
            found[one.id] = (document, one)
    return list(found.values())


def _named(document: Document, node: Node) -> list[Node]:
    """The action of which a line is an item, and the elements that a row of a summary names."""
    if node.level is Level.SOUS_ACTION:
        return [one for one in document.ancestors(node) if one.level is Level.ACTION][:1]
    if node.level is not Level.PASSAGE or "|" not in node.text:
        return []
    told = fold(node.text)
    long = (one for one in document.nodes if one.level is not Level.PASSAGE and len(one.text.split()) >= _MIN_NAME)
    return [one for one in long if fold(one.text) in told]


def _following(document: Document, node: Node) -> list[Node]:
    """The passages that follow an element under the same parent, up to the next element."""
    siblings = document.children.get(node.parent, ()) if node.parent else ()
    after: list[Node] = []
    seen = False
    for one in siblings:
        if seen and one.level is not Level.PASSAGE:
            break
        if seen and node.level is not Level.PASSAGE:
            after.append(one)
        seen = seen or one.id == node.id
    return after


def _gives(kind: str, document: Document, node: Node) -> bool:
    row = _facts()[kind]
    attributes: Mapping[str, str] = dict(node.attributes)
    if any(str(attributes.get(name, "")).strip() for name in row["attributes"]):
        return True
    if "raw" in row and _compiled(row["raw"]).search(document.quote(node)):
        return True
    text = fold(document.quote(node))
    return bool(_compiled(row["held"]).search(text)) or _undecided(kind, text)


def _undecided(kind: str, text: str) -> bool:
    """Whether a text says that a fact is not known yet."""
    vocabulary = load("screening")["undecided"]
    name = vocabulary["names"].get(kind)
    return name is not None and bool(_compiled(name).search(text) and _compiled(vocabulary["said"]).search(text))


def _state(node: Node) -> str:
    return fold(str(dict(node.attributes).get("etat", "")))


def _facts() -> Mapping[str, Any]:
    facts: Mapping[str, Any] = load("screening")["facts"]
    return facts


@lru_cache(maxsize=64)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)
