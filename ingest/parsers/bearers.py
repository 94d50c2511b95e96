"""Who carries an action, where a joint plan of Ville and CPAS says it at the end of each line: « … (CPAS) »."""

import re
from collections.abc import Sequence
from functools import lru_cache

from ingest.announce import flexible
from ingest.folding import fold
from ingest.layout import Block
from ingest.vocabulary import load

_MIN_LINES = 3


def bearers(text: str, blocks: Sequence[Block]) -> dict[int, tuple[int, str]]:
    """The lines that end with the name of a bearer between brackets.

    Args:
        text: The source text.
        blocks: The blocks.

    Returns:
        By index of the block: where its own words end, and the bearer as printed. Empty unless several lines
        have one: a single « (CPAS) » belongs to its sentence.
    """
    found: dict[int, tuple[int, str]] = {}
    for index, block in enumerate(blocks):
        match = _pattern().search(fold(text[block.start : block.end]))
        if match is not None and match.start() > 0:
            name = text[block.start + match.start("name") : block.start + match.end("name")]
            found[index] = (block.start + match.start(), " ".join(name.split()))
    return found if len(found) >= _MIN_LINES else {}


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    names = "|".join(flexible(name) for name in sorted(load("labels")["bearers"], key=len, reverse=True))
    return re.compile(rf"\s*[(\[]\s*(?P<name>(?:{names})(?:\s*(?:et|ou|/|&|\+|-|,)\s*(?:{names}))*)\s*[)\]][\s.;*_]*$")
