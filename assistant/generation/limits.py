"""What a language model may take: time, tokens, room."""

from dataclasses import dataclass

CHARACTERS_A_TOKEN = 3.0
"""French prose takes 3.3 to 4.5 characters a token with current tokenizers; fewer are reckoned with, to stay below."""


@dataclass(frozen=True, slots=True)
class ModelLimits:
    """The limits of one installation.

    Attributes:
        silence_s: Seconds without a token, the first one included, after which the model is given up.
        total_s: Seconds for a whole answer.
        tokens: The most that it may write in an answer.
        context: The tokens that it reads at most, its own answer included.
        parallel: How many questions it is asked at once.
        grouping: Whether it is asked to group the rows of listings by subject: small models only muddle them.
        attempts: How often it is asked when it fails before its first token.
    """

    silence_s: float = 60.0
    total_s: float = 180.0
    tokens: int = 600
    context: int = 8192
    parallel: int = 2
    attempts: int = 3
    grouping: bool = False

    @property
    def prompt_characters(self) -> int:
        """The most characters that a prompt may have."""
        return max(0, int((self.context - self.tokens) * CHARACTERS_A_TOKEN))
