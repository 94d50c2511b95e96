"""An answer as server-sent events, in the chunks that OpenAI's clients read.

Only text that was checked is sent: a client cannot take back what it has shown. Until it is there, comments say what is
being done and keep the connection open; clients pass over them.
"""

import asyncio
import json
import re
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from assistant.access import Role
from assistant.api.chat_records import StreamOptions
from assistant.api.problems import HIDDEN, openai_error, status_of, told_of
from assistant.api.work import Running
from ingest.errors import PstError

if TYPE_CHECKING:
    from assistant.api.chat import Reply

SSE = "text/event-stream"
_DONE = "data: [DONE]\n\n"
_QUIET_S = 10.0
_PIECE = re.compile(r"\S+\s*|\s+")
_PIECE_LENGTH = 80
_NOTES = 20
_LONGEST_LINE = 60_000


@dataclass(frozen=True, slots=True)
class Head:
    """What every chunk of an answer bears."""

    id: str
    created: int
    model: str

    def chunk(self, choices: Sequence[dict[str, Any]], **more: object) -> str:
        """One event."""
        body = {
            "id": self.id,
            "object": "chat.completion.chunk",
            "created": self.created,
            "model": self.model,
            "choices": list(choices),
            **more,
        }
        return f"data: {json.dumps(body, ensure_ascii=False)}\n\n"

    def delta(self, delta: dict[str, Any], finish: str | None = None, /, **more: object) -> str:
        """One event with a part of the message."""
        return self.chunk([{"index": 0, "delta": delta, "finish_reason": finish, "logprobs": None}], **more)


async def events(
    head: Head,
    running: "Running[Reply]",
    told: Sequence[str],
    role: Role,
    options: StreamOptions,
    *,
    after: "Callable[[Reply], None]",
) -> AsyncIterator[str]:
    """The events of an answer, while it is made; whoever stops reading stops the work.

    Args:
        head: What every chunk bears.
        running: The work.
        told: What it has said so far.
        role: The caller's, which says what is told of an error.
        options: What it tells besides.
        after: Told of the answer once there is one.
    """
    try:
        for words in told:
            yield _comment(words)
        while not running.result.done():
            try:
                said = await asyncio.wait_for(running.told.get(), _QUIET_S)
            except TimeoutError:
                said = "…"
            if said is None:
                break
            running.check_time()
            yield _comment(said)
        reply = running.result.result()
        after(reply)
    except PstError as error:
        yield f"data: {json.dumps(openai_error(status_of(error), told_of(error, role)), ensure_ascii=False)}\n\n"
        yield _DONE
        return
    except Exception:
        yield f"data: {json.dumps(openai_error(500, HIDDEN), ensure_ascii=False)}\n\n"
        yield _DONE
        raise
    finally:
        running.abandon()
    for one in chunks(head, reply, options):
        yield one


def chunks(head: Head, reply: "Reply", options: StreamOptions) -> list[str]:
    """The events of an answer that is there.

    Clients read line by line, and some no longer than 128 kB: no line is near that, unless it is asked for.

    Args:
        head: What every chunk bears.
        reply: The answer.
        options: What is told besides.
    """
    none: dict[str, Any] = {"usage": None} if options.include_usage else {}
    found = [head.delta({"role": "assistant", "content": ""}, **none)]
    found += [head.delta({"content": piece}, **none) for piece in pieces(reply.rendered.content)]
    notes = [one.model_dump(mode="json") for one in reply.rendered.annotations]
    found += [head.delta({"annotations": notes[at : at + _NOTES]}, **none) for at in range(0, len(notes), _NOTES)]
    last = head.delta({}, "stop", **none)
    if reply.answer is not None:
        whole = head.delta({}, "stop", **none, pst=reply.answer.model_dump(mode="json"))
        last = whole if options.include_pst or len(whole.encode()) < _LONGEST_LINE else last
    found.append(last)
    if options.include_usage:
        found.append(head.chunk([], usage=reply.usage.model_dump(mode="json")))
    return [*found, _DONE]


def pieces(text: str) -> list[str]:
    """A text in short pieces, cut between words; together they are the text."""
    found = [""]
    for word in _PIECE.findall(text):
        if found[-1] and len(found[-1]) + len(word) > _PIECE_LENGTH:
            found.append("")
        found[-1] += word
    return [one for one in found if one]


def _comment(words: str) -> str:
    return f": {' '.join(words.split())}\n\n"
