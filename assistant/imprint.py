"""What a document says of itself, on its cover, in its preamble and at its end: its date, its years, its authors."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from assistant.intent import has_any, spans_found
from assistant.question import Question
from ingest.folding import fold, fold_spaces
from ingest.french import analyse, question_words
from ingest.records import Document, DocumentKind, Level, Node
from ingest.vocabulary import load
from vectorstore.library import Library

_MAX = 2
_ADOPTION, _SIGNATURE = "adoption", "signature"
_PROSE = frozenset({Level.PASSAGE, Level.SECTION})
_NAME = re.compile(r"[A-ZÀ-Ý][\w'’-]+(?: [A-ZÀ-Ý][\w'’-]+){1,3}")


@dataclass(frozen=True, slots=True)
class Imprint:
    """A place where a document says something of itself.

    Attributes:
        fact: What it says, by its name in the vocabulary.
    """

    document: Document
    node: Node
    fact: str


def imprints(question: Question, library: Library) -> list[Imprint]:
    """What the documents that a question names say of themselves, where that is all it asks.

    Args:
        question: The question.
        library: The open library.

    Returns:
        For each fact asked and each document, the places that tell it; nothing where the question has another subject.
    """
    asked = _asked(question)
    if not asked:
        return []
    documents = [library.document(name) for name in question.named.documents]
    return [
        Imprint(document, node, fact)
        for document in documents
        for fact in asked
        for node in _told(document, fact, question)
    ]


def _asked(question: Question) -> tuple[str, ...]:
    if not question.named.documents:
        return ()
    folded, vocabulary = fold_spaces(question.text), load("imprint")
    asked = tuple(fact for fact, row in vocabulary["facts"].items() if has_any(folded, row["asked"]))
    if not asked or _subject(question, asked):
        return ()
    return asked


def _subject(question: Question, asked: tuple[str, ...]) -> bool:
    """Whether a question has a subject besides the document and what is asked of it."""
    vocabulary = load("imprint")
    phrases = [*vocabulary["about"], *(one for fact in asked for one in vocabulary["facts"][fact]["asked"])]
    characters = list(question.text)
    facts = [one for kind in question.facts for one in load("questions")["facts"][kind]]
    for start, end in (*question.named.spans, *spans_found(question.text, [*phrases, *facts])):
        characters[start:end] = " " * (end - start)
    left = [term for term in analyse("".join(characters)) if term not in question_words() | _framing()]
    return len(left) > 1


@lru_cache(maxsize=1)
def _framing() -> frozenset[str]:
    return frozenset(term for word in load("questions")["frame"] for term in analyse(str(word)))


def _told(document: Document, fact: str, question: Question) -> list[Node]:
    if fact == _ADOPTION and (node := _dated(document, question)) is not None:
        return [node]
    said = re.compile(load("imprint")["facts"][fact]["said"])
    found = [node for node in _own_words(document) if said.search(fold(node.text))]
    if fact == _SIGNATURE and not found:
        found = [node for node in list(_own_words(document))[-1:] if _NAME.fullmatch(node.text.strip(" ."))]
    return found[:_MAX]


def _dated(document: Document, question: Question) -> Node | None:
    """The place that dates the adoption of the document, or of the declaration that it names."""
    dates = dict(document.identity.dates)
    other = document.identity.kind is not DocumentKind.DPS and has_any(
        fold_spaces(question.text), ["dps", "declaration*"]
    )
    evidence = dates.get("dps_adoption" if other else _ADOPTION)
    if evidence is None:
        return None
    return next((node for node in document.nodes if node.start <= evidence.start < node.end), None)


def _own_words(document: Document) -> Iterator[Node]:
    """The prose of a document that stands in no element of its plan."""
    for node in document.nodes:
        if node.level is Level.PASSAGE and all(one.level in _PROSE for one in document.ancestors(node)):
            yield node
