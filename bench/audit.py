"""What put each record into a listing, or kept it out: the scores around the threshold, for who checks it.

Usage: `python -m bench.audit "Quelles actions sur le logement ?"`
"""

import sys
from collections.abc import Iterator

from assistant.borderline import NEAR
from assistant.census import Census
from assistant.question import understand
from assistant.relevance import Relevance
from assistant.rows import Row
from assistant.scoring import ROW
from assistant.service import Assistant
from assistant.settings import Settings
from vectorstore.library import Library


def audit(library: Library, text: str) -> Iterator[str]:
    """One line a record that a listing keeps or shows as near, the least sure first, with what gives it how much.

    Args:
        library: The open library.
        text: The question.
    """
    found = Census(library, Relevance(library)).find(understand(text, "agent", library.documents))
    yield f"Seuil : {ROW} ; « Peut-être aussi » à partir de {NEAR}"
    kept = {row.node.id for row in found.rows}
    for row in sorted((*found.rows, *found.near), key=lambda one: one.score):
        yield _line(row, listed=row.node.id in kept)


def _line(row: Row, *, listed: bool) -> str:
    reasons = ", ".join(f"{name} {value}" for name, value in row.reasons)
    return f"{row.score:.3f} {'+' if listed else '?'} {row.document.file}:{row.node.line} {row.node.text} ({reasons})"


def main(questions: list[str]) -> None:
    """Print the audit of some questions."""
    library = Assistant(Settings()).shelf.open()
    for question in questions:
        sys.stdout.writelines(f"{line}\n" for line in (question, *audit(library, question)))


if __name__ == "__main__":
    main(sys.argv[1:])
