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


class Usage(Frozen):
    """What a language model read and wrote for one answer.

    Attributes:
        prompt_tokens: Tokens read; `cached_tokens` of them from the provider's own cache of prompts.
        completion_tokens: Tokens written.
        first_token_s: Seconds until the first one.
        seconds: Seconds in all.
        calls: How many times the model was asked.
        remote: Whether it runs outside the organisation's network.
        estimated: Whether its server counts no tokens, so that they are reckoned from the text.
    """

    prompt_tokens: int = 0
    cached_tokens: int = 0
    completion_tokens: int = 0
    first_token_s: float | None = None
    seconds: float = 0.0
    calls: int = 0
    remote: bool = False
    estimated: bool = False


class Struck(Frozen):
    """A sentence of a language model that was not kept, and why, in French."""

    text: str
    reason: str


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
        unsure: Whether the question, said in other words, might find more.
        urgent: Whether it names first whom to call: then nothing else is put before it or in its place.
        opening: What stands before the sources' words whoever writes them: whom to call in an emergency, that a plan
            is no right; `closing` is what stands after them. Both are parts of `answer`.
        usage: What a language model cost, or None where none was asked.
        struck: Its sentences that verification did not keep.
        dropped: How many marks of sources that do not exist it wrote.
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
    unsure: bool = False
    urgent: bool = False
    opening: str = ""
    closing: str = ""
    usage: Usage | None = None
    struck: tuple[Struck, ...] = ()
    dropped: int = 0


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
