"""A record that a closed query keeps."""

from dataclasses import dataclass

from ingest.records import Document, Node


@dataclass(frozen=True, slots=True)
class Row:
    """A record that a closed query keeps.

    Attributes:
        score: How sure it is that it answers, 0…1; `bench.audit` shows it.
        reasons: What gives it how much.
    """

    document: Document
    node: Node
    score: float = 1.0
    reasons: tuple[tuple[str, float], ...] = ()
