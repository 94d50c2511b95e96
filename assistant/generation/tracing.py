"""Who is told of a model's calls: nobody, unless the installation asks for it.

LangSmith, which LangChain switches on by an environment variable alone, stays off whatever that variable says.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

from assistant.answer import Usage

TracingChoice = Literal["none", "opentelemetry", "langsmith"]


class Tracing:
    """Tells of calls, without a word of what was asked or answered, but to LangSmith, which records both.

    Args:
        choice: `none`, `opentelemetry` (spans with name, tokens and seconds) or `langsmith`.
    """

    def __init__(self, choice: TracingChoice) -> None:
        self._choice = choice

    @contextmanager
    def scope(self, name: str) -> Iterator[None]:
        """What a call runs in.

        Args:
            name: The model's name.
        """
        from langsmith import tracing_context

        with tracing_context(enabled=self._choice == "langsmith"):
            yield

    def told(self, name: str, usage: Usage) -> None:
        """Tell of a call that has ended.

        Args:
            name: The model's name.
            usage: What it cost.
        """
        if self._choice != "opentelemetry":
            return
        from opentelemetry import trace

        end = time.time_ns()
        span = trace.get_tracer("pst-assistant").start_span("gen_ai.chat", start_time=end - int(usage.seconds * 1e9))
        span.set_attributes(
            {
                "gen_ai.request.model": name,
                "gen_ai.usage.input_tokens": usage.prompt_tokens,
                "gen_ai.usage.output_tokens": usage.completion_tokens,
            }
        )
        span.end(end)
