"""What an answer cost: tokens, and seconds where the model runs on a machine of one's own."""

from collections.abc import Mapping
from typing import Any

from assistant.answer import Usage
from assistant.generation.limits import CHARACTERS_A_TOKEN


def both(one: Usage, other: Usage) -> Usage:
    """Two costs together; the first token is that of the later call."""
    return Usage(
        prompt_tokens=one.prompt_tokens + other.prompt_tokens,
        cached_tokens=one.cached_tokens + other.cached_tokens,
        completion_tokens=one.completion_tokens + other.completion_tokens,
        first_token_s=other.first_token_s if other.first_token_s is not None else one.first_token_s,
        seconds=round(one.seconds + other.seconds, 2),
        calls=one.calls + other.calls,
        remote=one.remote or other.remote,
        estimated=one.estimated or other.estimated,
    )


def in_words(usage: Usage) -> str:
    """One line in French: « 812 jetons lus, 96 écrits, 7,2 s »."""
    cached = f" (dont {usage.cached_tokens} en mémoire)" if usage.cached_tokens else ""
    seconds = f"{usage.seconds:.1f}".replace(".", ",")
    about = "environ " if usage.estimated else ""
    return f"{about}{usage.prompt_tokens} jetons lus{cached}, {usage.completion_tokens} écrits, {seconds} s"


def reckoned(usage: Usage, read: int, written: int) -> Usage:
    """A cost with tokens reckoned from the text, where the server counted none.

    Args:
        usage: The cost as the server tells it.
        read: The characters of the prompt.
        written: How many pieces came; servers send a token a piece.
    """
    if usage.prompt_tokens or usage.completion_tokens:
        return usage
    return usage.model_copy(
        update={"prompt_tokens": round(read / CHARACTERS_A_TOKEN), "completion_tokens": written, "estimated": True}
    )


def tokens(metadata: Mapping[str, Any] | None) -> Usage:
    """The tokens that LangChain reports of a message (`usage_metadata`); zero where its server counts none."""
    if not metadata:
        return Usage()
    details = metadata.get("input_token_details") or {}
    return Usage(
        prompt_tokens=int(metadata.get("input_tokens") or 0),
        cached_tokens=int(details.get("cache_read") or 0),
        completion_tokens=int(metadata.get("output_tokens") or 0),
    )
