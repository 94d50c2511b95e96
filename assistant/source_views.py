"""A citation in the text around it, for the reader who opens it."""

from assistant.answer import Citation, SourceView
from ingest.errors import LibraryError

_MARGIN = 700
"""Characters shown on each side of the passage."""


def source_view(text: str, citation: Citation) -> SourceView:
    """Where a citation stands.

    Args:
        text: The whole text of the document that it cites, as it is now.
        citation: The citation.

    Raises:
        LibraryError: If the document no longer says this there.
    """
    if text[citation.start : citation.end] != citation.quote:
        raise LibraryError(
            f"« {citation.document} » a changé depuis cette réponse.",
            "Reposez la question pour citer la version actuelle.",
        )
    first, last = max(0, citation.start - _MARGIN), min(len(text), citation.end + _MARGIN)
    return SourceView(
        before=text[first : citation.start],
        quote=citation.quote,
        after=text[citation.end : last],
        starts_document=first == 0,
        ends_document=last == len(text),
    )
