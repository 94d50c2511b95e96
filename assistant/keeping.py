"""What changes a library: documents brought in, corrected, removed. Apart, because questions need none of it."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from assistant.settings import Settings
from vectorstore.shelf import Shelf
from vectorstore.snapshot import Progress

if TYPE_CHECKING:  # importing what reads files takes longer than a question takes to answer
    from assistant.correcting import Outcome, Wish
    from assistant.incoming import Place
    from assistant.ingestion import Report
    from ingest.pages import Pages


class Keeping:
    """The part of the assistant that keeps the library.

    Attributes:
        settings: The installation's settings.
        shelf: Where the library lives.
    """

    settings: Settings
    shelf: Shelf

    @cached_property
    def pages(self) -> "Pages":
        """The web pages that were fetched, and what fetches them."""
        from ingest.pages import Pages
        from ingest.web import Fetcher

        return Pages(self.settings.sources, Fetcher())

    def ingest(
        self,
        places: "Sequence[Place]",
        progress: Progress = lambda *_: None,
        announce: Callable[[str], None] = lambda _: None,
        *,
        rebuild: bool = False,
        internal: bool = False,
    ) -> "Report":
        """Add or refresh documents; the reference corpus when no place is given.

        Args:
            places: Files, folders and, as strings, web addresses.
            progress: Told of the stages.
            announce: Told the name of each document as its turn comes.
            rebuild: Whether to build the library anew, as after a change of model, though nothing has changed in its
                documents; without a place, nothing is added to it.
            internal: Whether the documents given are for the staff alone.

        Raises:
            PstError: If nothing can be ingested.
        """
        from assistant.ingestion import ingest

        return ingest(
            self.shelf,
            places,
            progress,
            announce=announce,
            limits=self.settings.limits,
            pages=self.pages,
            corrections=self.settings.corrections,
            rebuild=rebuild,
            internal=internal,
            reference=self.settings.corpus,
        )

    def remove(self, name: str, progress: Progress = lambda *_: None) -> str:
        """Forget a document, its vectors and its cached text included; returns its id.

        Raises:
            PstError: If the library does not hold it.
        """
        from assistant.ingestion import remove

        return remove(self.shelf, name, progress, self.pages, self.settings.corrections, self.settings.uploads)

    def correct(self, name: str, wishes: "Sequence[Wish]", progress: Progress = lambda *_: None) -> "Outcome":
        """Correct a document and publish the library at once.

        Raises:
            PstError: If a correction cannot be made: then none is.
        """
        from assistant.correcting import correct

        return correct(self.shelf, self.settings.corrections, name, wishes, date.today(), progress)

    def undo(self, name: str, number: int | None, progress: Progress = lambda *_: None) -> "Outcome":
        """Take back one correction of a document, or all of them.

        Raises:
            PstError: If there is no such correction.
        """
        from assistant.correcting import undo

        return undo(self.shelf, self.settings.corrections, name, number, progress)
