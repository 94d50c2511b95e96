"""Whether words of a document show a gold passage of a case."""

import re
from typing import Protocol

from assistant.evaluation.cases import Gold
from ingest.folding import fold_spaces

_MARKS = re.compile(r"\*+|</?sup>")
_COPY = re.compile(r"~\d+(?=\.[^.]*$|$)")
"""What tells apart the ids of two files of the same name."""


class Quoted(Protocol):
    """Words of a document with their place: an answer's citation, or a chunk that a pipeline retrieved."""

    @property
    def document(self) -> str:
        """The document's id."""

    @property
    def line(self) -> int:
        """The first line of the words, from 1."""

    @property
    def quote(self) -> str:
        """The words, verbatim."""


def matches(cited: Quoted, gold: Gold) -> bool:
    """Whether a citation shows a gold passage: same document, shared lines, and the words of one hold the other's.

    A document without lines (gold without `line`) is compared by words alone. Words are folded first: case, accents,
    apostrophes, white space, `**` and `<sup>` make no difference.
    """
    if _COPY.sub("", cited.document) != gold.doc or not _share_lines(cited, gold):
        return False
    found, wanted = _folded(cited.quote), _folded(gold.quote)
    return bool(found) and (wanted in found or found in wanted)


def _share_lines(cited: Quoted, gold: Gold) -> bool:
    if gold.line is None:
        return True
    return cited.line <= gold.line + gold.quote.count("\n") and gold.line <= cited.line + cited.quote.count("\n")


def _folded(text: str) -> str:
    return fold_spaces(_MARKS.sub("", text))
