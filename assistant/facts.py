"""What action sheets and tables say of an element in their fields: its budget, its date, who carries it, with whom."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.intent import has_any
from assistant.question import Question
from assistant.ranking import Passage
from ingest import cardinals
from ingest.folding import fold, fold_spaces
from ingest.vocabulary import load

_REASON, _COUNT, _STATE = "raison", "quantite", ("etat", "progression")
_FIGURE = re.compile(rf"\d|\b{cardinals.WORDS}\b")


@dataclass(frozen=True, slots=True)
class Fact:
    """A field of an element.

    Attributes:
        field: Its key, as in `columns.yaml`.
        value: What the document writes in it.
    """

    field: str
    value: str

    def in_words(self) -> str:
        """« budget : 210.000 € »."""
        return f"{load('columns')['names'][self.field]} : {self.value}"


def facts(question: Question, passage: Passage) -> tuple[Fact, ...]:
    """What the fields of a passage's element say of what a question asks, each asked thing by its closest field."""
    held = dict(passage.node.attributes)
    found: dict[str, str] = {}
    for kind, fields in _asked(question):
        if kind == _COUNT and _FIGURE.search(fold(passage.node.text)):
            continue  # « combien de places » is told by the words themselves
        wanted = [field for field in fields if held.get(field)]
        wanted = wanted if kind in _STATE else wanted[:1]
        if kind == _REASON and wanted:
            wanted = [*(field for field in _STATE[:1] if held.get(field)), *wanted]
        found |= {field: held[field] for field in wanted if field in load("columns")["names"]}
    return tuple(Fact(field, value) for field, value in found.items())


def _asked(question: Question) -> Iterator[tuple[str, list[str]]]:
    """The kinds of facts that a question asks for, with the fields that tell them, the closest first."""
    vocabulary = load("questions")
    for kind in question.facts:
        if kind in vocabulary["fact_fields"]:
            yield kind, vocabulary["fact_fields"][kind]
    if has_any(fold_spaces(question.text), load("columns")["fields"]["etapes"]):
        yield "etapes", ["etapes"]
