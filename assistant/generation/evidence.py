"""The sources that a language model is given, as text to check its sentences against."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from assistant.answer import Citation
from assistant.citations import readable
from assistant.notices import document_name
from ingest.french import analyse
from ingest.records import Document


@dataclass(frozen=True)
class Source:
    """One numbered source.

    Attributes:
        citation: The verified quote. `document` holds it.
    """

    citation: Citation
    document: Document

    @property
    def n(self) -> int:
        """Its number in the answer."""
        return self.citation.n

    @cached_property
    def words(self) -> str:
        """The quote on one line."""
        return readable(self.citation.quote)

    @cached_property
    def place(self) -> str:
        """Where the quote stands: its document, then what it stands under."""
        return " > ".join((document_name(self.document), *self.citation.breadcrumb))

    @property
    def organisation(self) -> str | None:
        """Whose document it is from, as the document says."""
        organisation = self.document.identity.organisation
        return organisation.value if organisation else None

    @cached_property
    def text(self) -> str:
        """All that a sentence may take from it: its words, its place and what its document says of itself."""
        return "\n".join((self.words, self.place, self.document.identity.title, self.organisation or ""))

    @cached_property
    def terms(self) -> frozenset[str]:
        """The index terms of all that."""
        return frozenset(analyse(self.text))


def sources(citations: Iterable[Citation], documents: Mapping[str, Document]) -> tuple[Source, ...]:
    """The sources of an answer, in the order of their numbers.

    Args:
        citations: The answer's citations.
        documents: The documents by id.
    """
    return tuple(Source(one, documents[one.document]) for one in citations if one.document in documents)
