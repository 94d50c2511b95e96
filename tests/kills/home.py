"""The small library that is written, and what is done to it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from assistant.correcting import Wish, correct, undo
from assistant.ingestion import ingest, remove
from ingest.corrections import Subject
from tests.fakes import BagEmbeddings
from vectorstore.shelf import Shelf

_TEXT = """\
PST 2024-2030 du CPAS de {place}

Volet externe

OS 1 : Être un CPAS proche de ses usagers
OO 1.1 : Simplifier les démarches au guichet
Actions :
- Rédiger un guide d'accueil en langage clair
- Former un {word} assermenté
"""
WORDS = {
    "hannut.txt": "zythologue",
    "huy.txt": "campanologue",
    "theux.txt": "oenologue",
    "wanze.txt": "speleologue",
}
"""The documents, each with a word that only it holds."""


@dataclass
class Home:
    """An installation's folder.

    Attributes:
        root: The folder; the sources stand beside the library.
    """

    root: Path

    @property
    def shelf(self) -> Shelf:
        return Shelf(self.root / "library", BagEmbeddings())

    @property
    def corrections(self) -> Path:
        return self.root / "corrections"

    @property
    def uploads(self) -> Path:
        return self.root / "documents"

    def put(self, *names: str, internal: bool = False, word: str | None = None) -> None:
        """Write documents and ingest them."""
        self.uploads.mkdir(exist_ok=True)
        paths = []
        for name in names:
            path = self.uploads / name
            path.write_text(_TEXT.format(place=path.stem.capitalize(), word=word or WORDS[name]), encoding="utf-8")
            paths.append(path)
        told = ingest(self.shelf, paths, _quiet, corrections=self.corrections, internal=internal)
        assert not told.failed, told

    def drop(self, name: str) -> None:
        """Remove a document."""
        remove(self.shelf, name, _quiet, corrections=self.corrections, uploads=self.uploads)

    def wish(self, name: str, subject: Subject, value: str) -> None:
        """Correct a document."""
        correct(self.shelf, self.corrections, name, [Wish(subject, value)], date(2026, 1, 1), _quiet)

    def mend(self, name: str) -> None:
        """Take all corrections of a document back."""
        undo(self.shelf, self.corrections, name, None, _quiet)


OPERATIONS: dict[str, Callable[[Home], None]] = {
    "ingest": lambda home: home.put("theux.txt"),
    "ingest (changé)": lambda home: home.put("hannut.txt", word="mycologue"),
    "ingest --interne": lambda home: home.put("theux.txt", internal=True),
    "remove": lambda home: home.drop("huy.txt"),
    "remove (interne)": lambda home: home.drop("wanze.txt"),
    "correct": lambda home: home.wish("hannut.txt", Subject.PERIOD, "2025-2030"),
    "correct (visibilité)": lambda home: home.wish("hannut.txt", Subject.VISIBILITY, "interne"),
    "undo": lambda home: home.mend("huy.txt"),
}
"""Each on a library of Hannut, Huy (corrected) and Wanze (internal)."""


def prepare(home: Home) -> None:
    """Make the library that every operation finds."""
    home.put("hannut.txt", "huy.txt")
    home.put("wanze.txt", internal=True)
    home.wish("huy.txt", Subject.PERIOD, "2019-2024")


def _quiet(*_: object) -> None:
    return
