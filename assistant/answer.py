"""What the assistant returns: an answer, its citations, in the shape that `docs/contract` binds.

These models are the edge of the product: the command line prints them as JSON, the app draws them.
"""

from typing import Literal

from pydantic import BaseModel, ConfigDict

Audience = Literal["agent", "citoyen"]
Status = Literal["answered", "refused", "clarify"]
QuoteState = Literal["verified", "repaired"]


class Frozen(BaseModel):
    """A model that refuses unknown fields and never changes."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Citation(Frozen):
    """A numbered source: the place and the very words that a statement rests on.

    Attributes:
        n: The number shown in the text as `[n]`, from 1.
        document: The document's id.
        breadcrumb: The node's ancestors' names, from the top down.
        quote: Verbatim from the source text, from `start` to `end` (characters).
        line: The quote's first line, from 1.
        state: `verified` when the words are exact, `repaired` when white space, case or punctuation was put right.
    """

    n: int
    document: str
    title: str
    organisation: str | None
    breadcrumb: tuple[str, ...]
    node: str
    level: str
    quote: str
    start: int
    end: int
    line: int
    page: int | None
    state: QuoteState


class Answer(Frozen):
    """The answer to one question.

    Attributes:
        intent: What was understood as asked: `liste`, `compte`, `comparaison`, `structure`, `noeud`, `passage`…
        answer: French Markdown with `[n]` marks.
        notices: What the reader must know besides: a period that is over, a part that was not understood.
        followups: Questions that may be asked next; the choices when `status` is `clarify`.
        total: The exact number of matches of a listing, else None.
        understood: The parsed question in words, for the reader to check.
        timings_ms: Milliseconds by stage, and `total`.
    """

    question: str
    audience: Audience
    intent: str
    status: Status
    mode: Literal["extractive", "generative"]
    model: str | None
    answer: str
    citations: tuple[Citation, ...]
    notices: tuple[str, ...]
    followups: tuple[str, ...]
    total: int | None
    understood: str
    timings_ms: dict[str, float]


class Turn(Frozen):
    """One exchange of a conversation."""

    question: str
    answer: Answer


class SourceView(Frozen):
    """A citation in its surroundings, for the reader who opens it.

    Attributes:
        before: Source text that stands before the quote.
        quote: The quote itself.
        after: Source text that stands after it.
        starts_document: Whether `before` reaches the document's beginning; `ends_document` likewise.
    """

    before: str
    quote: str
    after: str
    starts_document: bool
    ends_document: bool
