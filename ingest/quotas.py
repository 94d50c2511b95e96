"""What the parsing of one file may take of the machine."""

from dataclasses import dataclass

SECONDS = 600
"""A scan of two hundred pages takes about that long; anything else takes seconds."""

MEMORY_MB = 3072


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may take.

    Attributes:
        seconds: Wall time.
        memory_mb: Address space of the process, in megabytes.
    """

    seconds: float = SECONDS
    memory_mb: int = MEMORY_MB
