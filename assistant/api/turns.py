"""A client's messages as a conversation of ours: questions, each with the answer that was given to it."""

from collections.abc import Sequence
from dataclasses import dataclass
from threading import Event

from assistant.access import Role
from assistant.answer import Answer, Audience, Turn
from assistant.api.chat_records import LONGEST_QUESTION, Message
from assistant.api.memory import Memory
from assistant.api.work import GoneError
from assistant.service import Assistant

_MOST = 8
"""So many exchanges are understood from; dialogue looks no further back."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question, and what the client says was answered."""

    question: str
    said: str


@dataclass(frozen=True, slots=True)
class Conversation:
    """The exchanges before a question, oldest first, and the question; "" where there is none."""

    before: tuple[Exchange, ...]
    question: str


def conversation(messages: Sequence[Message]) -> Conversation:
    """Read the messages of a client.

    Instructions (`system`) change nothing of how questions are answered; tools have nothing to tell us. What comes
    after the last question is what a client began to answer by itself: it is passed over.
    """
    exchanges: list[Exchange] = []
    for one in messages:
        words = one.words
        if one.role == "user" and words:
            exchanges.append(Exchange(words, ""))
        elif one.role == "assistant" and words and exchanges and not exchanges[-1].said:
            exchanges[-1] = Exchange(exchanges[-1].question, words)
    if not exchanges:
        return Conversation((), "")
    return Conversation(tuple(exchanges[:-1]), exchanges[-1].question)


class Replay:
    """Finds the answers of a conversation again.

    Args:
        service: The assistant, with the caller's rights.
        audience: Whom answers are written for.
        memory: The last answers.
    """

    def __init__(self, service: Assistant, audience: Audience, memory: Memory) -> None:
        self._service, self._audience, self._memory = service, audience, memory
        side = (Role.STAFF if service.role.may(Role.STAFF) else Role.CITIZEN).value
        self._who = (side, audience, str(service.shelf.current))

    def remember(self, answer: Answer, question: str, content: str) -> None:
        """Keep an answer that was given, for the question that goes on with it."""
        self._memory.keep(answer, *self._who, question, content)

    def turns(self, exchanges: Sequence[Exchange], stop: Event) -> tuple[Turn, ...]:
        """The exchanges with their answers: those that were given, else made anew without a language model.

        Args:
            exchanges: Oldest first; those whose question is too long are passed over.
            stop: Set when nobody waits any more.

        Raises:
            GoneError: If nobody waits any more.
            PstError: If the library cannot be opened.
        """
        turns: tuple[Turn, ...] = ()
        asked: list[str] = []
        read = [one for one in exchanges if len(one.question) <= LONGEST_QUESTION]  # no other was ever answered
        for one in read[-_MOST:]:
            if stop.is_set():
                raise GoneError
            asked.append(one.question)
            answer = self._memory.find(*self._who, one.question, one.said) if one.said else None
            answer = answer or self._again(one.question, asked, turns)
            turns = (*turns, Turn(question=answer.question, answer=answer))
        return turns

    def _again(self, question: str, asked: Sequence[str], turns: tuple[Turn, ...]) -> Answer:
        kept = self._memory.find(*self._who, "", *asked)
        if kept is not None:
            return kept
        plain = self._service.seen_by(self._service.role)
        plain.model = None
        answer = plain.ask(question, audience=self._audience, history=turns)
        self._memory.keep(answer, *self._who, "", *asked)
        return answer
