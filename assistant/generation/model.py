"""One language model: loaded at its first question, asked within limits, stopped at once when its reader has enough."""

import os
import queue
import time
from collections.abc import Iterator, Mapping
from functools import cached_property
from threading import BoundedSemaphore, Event, RLock, Thread
from typing import Any

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessageChunk
from langchain_core.prompts import ChatPromptTemplate
from langchain_core.runnables import Runnable
from pydantic import BaseModel

from assistant.answer import Usage
from assistant.generation.choice import PROVIDERS, ModelChoice
from assistant.generation.faults import Fault, ModelFault, fault_of
from assistant.generation.limits import ModelLimits
from assistant.generation.loops import goes_round
from assistant.generation.tracing import Tracing
from assistant.generation.usage import both, reckoned, tokens

JSON_SCHEMA, JSON_OBJECT = "json_schema", "json_object"
"""The two ways in which servers of OpenAI's protocol are held to a schema."""
_POLL_S = 0.05
_BACKOFF_S = 0.5
_HEARTBEAT_S = 0.4
_END, _SILENCE = object(), object()


class LanguageModel:
    """A provider's chat model, as thin as it can be: `init_chat_model`, then LCEL.

    Args:
        choice: The provider, the model and its server.
        limits: What it may take.
        tracing: Who is told of its calls; nobody by default.

    Attributes:
        json_form: How its server is held to a schema; whoever finds that it refuses one may set the other.
    """

    def __init__(self, choice: ModelChoice, limits: ModelLimits | None = None, tracing: Tracing | None = None) -> None:
        self.choice = choice
        self.limits = limits or ModelLimits()
        self._tracing = tracing or Tracing("none")
        self.json_form = JSON_SCHEMA
        self._turns = BoundedSemaphore(self.limits.parallel)
        self._lock = RLock()

    @property
    def name(self) -> str:
        """`provider:model`."""
        return self.choice.name

    @cached_property
    def chat(self) -> BaseChatModel:
        """LangChain's model.

        Raises:
            ModelFault: If its package is missing, or will not make it.
        """
        provider = PROVIDERS[self.choice.provider]
        try:
            from langchain.chat_models import init_chat_model

            return init_chat_model(self.choice.model, model_provider=self.choice.provider, **self._arguments())  # type: ignore[no-any-return]
        except ImportError as error:
            raise ModelFault(Fault.PACKAGE, self.name, f"'pst-assistant[{provider.extra}]'") from error
        except Exception as error:  # each provider has its own errors, a missing key among them
            said = str(error).casefold()
            raise ModelFault(Fault.KEY if "key" in said or "credential" in said else Fault.BROKEN, self.name) from error

    def _arguments(self) -> dict[str, Any]:
        """What each provider's package calls the same things."""
        limits = self.limits
        if self.choice.provider == "ollama":
            return {
                "base_url": self.choice.url, "temperature": 0, "num_predict": limits.tokens, "num_ctx": limits.context,
                "client_kwargs": {"timeout": limits.silence_s},
            }  # fmt: skip
        found: dict[str, Any] = {
            "base_url": self.choice.url, "temperature": 0, "max_tokens": limits.tokens, "timeout": limits.silence_s,
            "max_retries": 0,
        }  # fmt: skip
        if self.choice.provider == "mistralai":
            return {**found, "timeout": int(limits.silence_s), "max_retries": 1}
        found["stream_usage"] = True
        if self.choice.stated and not self.choice.remote and not _has_key(self.choice):
            found["api_key"] = "sans-cle"  # a server on the premises asks for none; the package asks for one
        return found

    def run(
        self,
        prompt: ChatPromptTemplate,
        variables: Mapping[str, str],
        stop: Event | None = None,
        schema: type[BaseModel] | None = None,
    ) -> "Run":
        """Ask, and read the answer as it comes.

        Args:
            prompt: The messages.
            variables: A value for each of its variables.
            stop: Set by whoever has read enough.
            schema: The JSON that is wanted, where the server can be held to it; it is read tolerantly all the same.
        """
        with self._lock:
            chat: Runnable[Any, Any] = self.chat
            if schema is not None:
                chat = chat.bind(**_held_to(self.choice.provider, schema, self.json_form))
            chain: Runnable[Any, Any] = prompt | chat
        asked = sum(len(message.text) for message in prompt.format_messages(**variables))
        return Run(self, chain, dict(variables), stop or Event(), self._turns, self._tracing, asked)


class Run:
    """One answer of a model, piece by piece; iterate once.

    Attributes:
        usage: What it cost so far.
        stopped: Whether its reader stopped it. `cut` whether it ran out of tokens.
    """

    def __init__(
        self,
        model: LanguageModel,
        chain: Runnable[Any, Any],
        variables: dict[str, str],
        stop: Event,
        turns: BoundedSemaphore,
        tracing: Tracing,
        asked: int,
    ) -> None:
        self._asked, self._pieces = asked, 0
        self._model, self._chain, self._variables = model, chain, variables
        self._stop, self._turns, self._tracing = stop, turns, tracing
        self._started = time.monotonic()
        self.usage = Usage(remote=model.choice.remote)
        self.stopped = self.cut = False

    def __iter__(self) -> Iterator[str]:
        """The pieces of text, and an empty one now and then while the model is silent: its reader may want to leave.

        Raises:
            ModelFault: If the model fails; before its first piece it is asked again where that may help.
        """
        limits = self._model.limits
        if not self._turns.acquire(timeout=limits.silence_s):
            raise ModelFault(Fault.BUSY, self._model.name)
        try:
            for attempt in range(1, limits.attempts + 1):
                spoken = False
                try:
                    for piece in self._once():
                        spoken = spoken or bool(piece)
                        yield piece
                except ModelFault as fault:
                    if spoken or not fault.transient or attempt == limits.attempts or self._stop.is_set():
                        raise
                    self._stop.wait(_BACKOFF_S * 2 ** (attempt - 1))
                    continue
                if not spoken and not self.stopped:
                    raise ModelFault(Fault.EMPTY, self._model.name)
                return
        finally:
            self._turns.release()
            self.usage = reckoned(self.usage, self._asked, self._pieces).model_copy(
                update={"seconds": round(time.monotonic() - self._started, 2)}
            )
            self._tracing.told(self._model.name, self.usage)

    def _once(self) -> Iterator[str]:
        """One attempt, read in a thread of its own: a server that falls silent holds up nobody."""
        received: queue.SimpleQueue[object] = queue.SimpleQueue()
        given_up = Event()
        Thread(target=self._read, args=(received, given_up), daemon=True, name="pst-model").start()
        self.usage = both(self.usage, Usage(calls=1))
        written = ""
        try:
            for item in self._items(received):
                if item is _SILENCE:
                    yield ""
                    continue
                if isinstance(item, BaseException):
                    raise ModelFault(fault_of(item), self._model.name) from item
                assert isinstance(item, AIMessageChunk)
                self.usage = both(self.usage, tokens(item.usage_metadata))
                self.cut |= (
                    item.response_metadata.get("finish_reason", item.response_metadata.get("done_reason")) == "length"
                )
                piece = item.text
                if not piece:
                    continue
                if self.usage.first_token_s is None:
                    first = round(time.monotonic() - self._started, 2)
                    self.usage = self.usage.model_copy(update={"first_token_s": first})
                written += piece
                self._pieces += 1
                yield piece
                if goes_round(written):
                    raise ModelFault(Fault.LOOP, self._model.name)
        finally:
            given_up.set()

    def _items(self, received: "queue.SimpleQueue[object]") -> Iterator[object]:
        limits, last, told = self._model.limits, time.monotonic(), time.monotonic()
        while True:
            if self._stop.is_set():
                self.stopped = True
                return
            now = time.monotonic()
            if now - last > limits.silence_s or now - self._started > limits.total_s:
                raise ModelFault(Fault.SLOW, self._model.name)
            try:
                item = received.get(timeout=_POLL_S)
            except queue.Empty:
                if now - told > _HEARTBEAT_S:
                    told = now
                    yield _SILENCE
                continue
            if item is _END:
                return
            last = time.monotonic()
            yield item

    def _read(self, received: "queue.SimpleQueue[object]", given_up: Event) -> None:
        try:
            with self._tracing.scope(self._model.name):
                stream = self._chain.stream(self._variables)
                for chunk in stream:
                    if given_up.is_set():
                        break
                    received.put(chunk)
            received.put(_END)
        except BaseException as error:
            received.put(error)


def _held_to(provider: str, schema: type[BaseModel], form: str) -> dict[str, Any]:
    """How each provider's package, and each kind of server, is told of a schema."""
    wanted = schema.model_json_schema()
    if provider == "ollama":
        return {"format": wanted}
    if form == JSON_OBJECT:  # llama.cpp's Python server; others pass over the schema
        return {"response_format": {"type": JSON_OBJECT, "schema": wanted}}
    return {"response_format": {"type": JSON_SCHEMA, "json_schema": {"name": schema.__name__, "schema": wanted}}}


def _has_key(choice: ModelChoice) -> bool:
    return bool(os.environ.get(PROVIDERS[choice.provider].key_variable))
