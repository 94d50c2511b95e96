"""Whether a quote really stands in the document that it is attributed to.

Only `verified` and `repaired` quotes are ever shown as sources (the other states of the design,
frankenquote, misattributed and fabricated, are all « not shown » here).
"""

import re

from assistant.answer import QuoteState
from ingest.folding import fold

_NOISE = re.compile(r"[\s*_.,;:!?«»“”„‹›\"'()•\-]+")


def quote_state(source: str, start: int, end: int, quote: str) -> QuoteState | None:
    """Check a quote against the source text at the place that it claims.

    Args:
        source: The document's source text.
        start: Where the quote claims to start.
        end: Where it claims to end.
        quote: The quote's words.

    Returns:
        `verified` when the words are exact, `repaired` when only case, accents, white space or punctuation
        differ, None when the quote is empty or says something else.
    """
    found = source[start:end]
    if not quote.strip():
        return None
    if found == quote:
        return "verified"
    return "repaired" if _bare(found) == _bare(quote) and _bare(quote) else None


def _bare(text: str) -> str:
    return _NOISE.sub(" ", fold(text)).strip()
