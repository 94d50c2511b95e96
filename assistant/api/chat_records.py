"""The requests and answers of `/v1`, as OpenAI's clients write and read them.

Fields that mean nothing here (temperature, tools, seeds…) are accepted and passed over.
"""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from assistant.answer import Answer, Frozen

STAFF_MODEL, CITIZEN_MODEL = "pst-agent", "pst-citoyen"
MAX_MESSAGES = 500
LONGEST_QUESTION = 4000
Words = Annotated[str, StringConstraints(max_length=1_000_000)]


class _Read(BaseModel):
    """A part of a request: unknown fields are passed over."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class Part(_Read):
    """A part of a message; what is not text is passed over."""

    type: str = Field(description="« text » ; tout autre type est ignoré.")
    text: Words | None = None


class Message(_Read):
    """One message of the conversation."""

    role: Literal["system", "developer", "user", "assistant", "tool", "function"]
    content: Words | list[Part] | None = Field(default=None, description="Un texte, ou une liste de parties.")

    @property
    def words(self) -> str:
        """Its text."""
        if isinstance(self.content, list):
            return "\n".join(one.text for one in self.content if one.text).strip()
        return (self.content or "").strip()


class StreamOptions(_Read):
    """What a stream tells besides."""

    include_usage: bool | None = None
    include_pst: bool | None = Field(
        default=None, description="Envoyer « pst » dans le dernier morceau, si grand qu'il soit."
    )


class ChatRequest(_Read):
    """A conversation, its last message a question."""

    model: str = Field(max_length=200, description="« pst-agent » ou « pst-citoyen ».")
    messages: list[Message] = Field(min_length=1, max_length=MAX_MESSAGES)
    stream: bool | None = Field(default=False, description="Répondre au fil de l'eau (SSE).")
    stream_options: StreamOptions | None = None


class UrlCitation(Frozen):
    """A source, and the place of its mark in the text.

    Attributes:
        start_index: The first character of the mark `[n]`; `end_index`, one past its last.
    """

    start_index: int
    end_index: int
    title: str
    url: str


class Annotation(Frozen):
    """A source of the text."""

    type: Literal["url_citation"] = "url_citation"
    url_citation: UrlCitation


class ReplyMessage(Frozen):
    """The answer's message."""

    role: Literal["assistant"] = "assistant"
    content: str
    refusal: None = None
    annotations: tuple[Annotation, ...] = ()


class Choice(Frozen):
    """The one answer."""

    index: Literal[0] = 0
    message: ReplyMessage
    finish_reason: Literal["stop"] = "stop"
    logprobs: None = None


class TokenUsage(Frozen):
    """What a language model read and wrote; zeros without one."""

    prompt_tokens: int = 0
    completion_tokens: int = 0
    total_tokens: int = 0


class ChatCompletion(Frozen):
    """An answer.

    Attributes:
        pst: The whole answer, as `pst ask --json` prints it; null for a client's chore such as a title.
    """

    id: str
    object: Literal["chat.completion"] = "chat.completion"
    created: int
    model: str
    choices: tuple[Choice, ...]
    usage: TokenUsage
    pst: Answer | None = None


class Model(Frozen):
    """A model, as clients list them: whom the answers are written for."""

    id: str
    object: Literal["model"] = "model"
    created: int = 0
    owned_by: Literal["pst"] = "pst"


class Models(Frozen):
    """The models that the caller may use."""

    object: Literal["list"] = "list"
    data: tuple[Model, ...]
