"""Corrections in the library: published at once without the source, kept by ingestions, forgotten with the document."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from assistant import correcting, ingestion
from assistant.correcting import Outcome, Wish
from ingest import corrections
from ingest.correction_files import load_corrections, path_of
from ingest.corrections import Subject
from ingest.document import reread
from ingest.errors import CorrectionError, LibraryError
from ingest.records import Document, DocumentKind, Level, Node, Visibility
from tests.fakes import BagEmbeddings
from tests.shelves import shelf_in
from tests.test_corrections import PLAN, node_of
from vectorstore.shelf import Shelf

DAY = date(2026, 11, 22)


class Office:
    """A library with one plan, and the hands that correct it."""

    def __init__(self, root: Path) -> None:
        self.file = root / "documents" / "plan.txt"
        self.file.parent.mkdir()
        self.corrections = root / "home" / "corrections"
        self.embeddings = BagEmbeddings()
        self.shelf: Shelf = shelf_in(root / "home" / "library", self.embeddings)
        self.write(PLAN)

    def write(self, text: str) -> ingestion.Report:
        self.file.write_text(text, encoding="utf-8")
        return self.ingest()

    def ingest(self, *, internal: bool = False) -> ingestion.Report:
        return ingestion.ingest(
            self.shelf, [self.file], lambda *_: None, corrections=self.corrections, internal=internal
        )

    def correct(self, *wishes: Wish) -> Outcome:
        return correcting.correct(self.shelf, self.corrections, "plan", wishes, DAY, lambda *_: None)

    def undo(self, number: int | None = None) -> Outcome:
        return correcting.undo(self.shelf, self.corrections, "plan", number, lambda *_: None)

    @property
    def document(self) -> Document:
        library = self.shelf.open()
        try:
            return library.document("plan.txt")
        finally:
            library.close()

    def levels(self, words: Sequence[str]) -> list[Level]:
        return [node_of(self.document, one).level for one in words]


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path)


RAISE = Wish(Subject.LEVEL, "oo", "Aller vers les personnes isolées du village")
OWNER = Wish(Subject.ORGANISATION, "CPAS de Huy")


def test_a_correction_is_published_without_the_source_file(office: Office) -> None:
    office.file.unlink()
    outcome = office.correct(RAISE, OWNER)
    assert [one.number for one in outcome.done] == [1, 2]
    assert len(outcome.moved) == 1
    assert office.document == outcome.document
    assert office.levels(["Aller vers"]) == [Level.OO]
    assert office.document.identity.organisation is not None
    assert office.document.identity.organisation.value == "Huy"


def test_only_what_a_correction_changes_is_embedded_again(office: Office) -> None:
    before = len(office.embeddings.embedded)
    office.correct(RAISE)
    again = office.embeddings.embedded[before:]
    assert len(again) == 2, "the new objective and the action that it takes"
    assert all("Aller vers" in text for text in again)


def test_undoing_gives_back_what_was_read(office: Office) -> None:
    before = office.document
    office.correct(RAISE)
    office.correct(OWNER, Wish(Subject.TITLE, "Former", "OO 1.2"))
    office.undo(2)
    assert [one.number for one in load_corrections(office.corrections, "plan.txt")] == [1, 3]
    assert office.document.identity == before.identity
    office.undo()
    assert office.document == before
    assert not path_of(office.corrections, "plan.txt").exists()
    with pytest.raises(CorrectionError, match="aucune correction"):
        office.undo()


def test_corrections_survive_the_same_and_a_changed_file(office: Office) -> None:
    office.correct(RAISE, OWNER)
    corrected = office.document
    assert office.ingest().unchanged == ("plan.txt",)
    assert office.document == corrected
    report = office.write(PLAN.replace("OO 1.1 : Simplifier", "OO 1.1 : Alléger"))
    assert report.updated == ("plan.txt",)
    assert office.levels(["Aller vers"]) == [Level.OO]
    assert [one.void for one in office.document.corrections] == ["", ""]


def test_a_correction_without_object_is_reported_and_comes_back(office: Office) -> None:
    office.correct(RAISE)
    office.write(PLAN.replace("- Aller vers les personnes isolées du village\n", ""))
    assert "ne se retrouve plus" in office.document.corrections[0].void
    office.write(PLAN)
    assert office.levels(["Aller vers"]) == [Level.OO]


def test_a_refused_correction_changes_nothing(office: Office) -> None:
    before = office.document
    with pytest.raises(CorrectionError, match="ne peut pas être sous"):
        office.correct(OWNER, Wish(Subject.PARENT, "OO 1.1", "OS 2"))
    assert office.document == before
    assert load_corrections(office.corrections, "plan.txt") == ()


def test_a_later_correction_speaks_of_the_tree_as_corrected(office: Office) -> None:
    office.correct(RAISE)
    office.correct(Wish(Subject.PARENT, "Aller vers les personnes isolées du village", "Établir un plan de formation"))
    document = office.document
    assert node_of(document, "Établir").parent == node_of(document, "Aller vers").id
    office.correct(Wish(Subject.PARENT, "aucun", "Établir un plan de formation"))
    assert node_of(office.document, "Établir").parent is None


def test_a_failed_publication_leaves_no_correction(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise LibraryError("Disque plein.")

    monkeypatch.setattr(office.shelf, "publish", fail)
    with pytest.raises(LibraryError):
        office.correct(RAISE)
    assert load_corrections(office.corrections, "plan.txt") == ()


def test_a_file_edited_by_hand_counts_at_the_next_ingestion(office: Office) -> None:
    office.correct(OWNER)
    path = path_of(office.corrections, "plan.txt")
    path.write_text(path.read_text(encoding="utf-8").replace("CPAS de Huy", "CPAS de Dinant"), encoding="utf-8")
    assert office.ingest().updated == ("plan.txt",)
    assert office.document.identity.organisation is not None
    assert office.document.identity.organisation.value == "Dinant"
    path.write_text("corrections: [", encoding="utf-8")
    report = office.ingest()
    assert [name for name, _ in report.failed] == ["plan.txt"]
    assert office.document.identity.organisation.value == "Dinant"
    path.unlink()
    office.ingest()
    assert office.document.corrections == ()


def test_a_document_of_another_kind_is_parsed_once(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    parsed: list[DocumentKind] = []

    def counting(document: Document, kind: DocumentKind) -> tuple[Node, ...]:
        parsed.append(kind)
        return reread(document, kind)

    monkeypatch.setattr(corrections, "reread", counting)
    office.correct(Wish(Subject.KIND, "dps"))
    corrected = office.document
    assert parsed
    parsed.clear()
    assert office.ingest().unchanged == ("plan.txt",)
    assert (parsed, office.document) == ([], corrected)
    office.write(PLAN + "\nUn mot de plus.\n")
    assert parsed == [DocumentKind.DPS]
    assert office.document.identity.kind is DocumentKind.DPS
    office.ingest()
    assert parsed == [DocumentKind.DPS]
    path_of(office.corrections, "plan.txt").unlink()
    office.ingest()
    assert office.document.identity.kind is DocumentKind.PST


def test_removing_a_document_erases_its_corrections(office: Office) -> None:
    office.correct(RAISE)
    ingestion.remove(office.shelf, "plan.txt", lambda *_: None, None, office.corrections)
    assert list(office.corrections.iterdir()) == []


def test_a_document_is_internal_until_the_staff_say_otherwise(office: Office) -> None:
    assert office.document.visibility is Visibility.PUBLIC
    assert office.ingest(internal=True).updated == ("plan.txt",)
    assert office.document.visibility is Visibility.INTERNAL
    assert [one.label for one in office.document.corrections] == ["visibilité → interne"]
    assert office.ingest().unchanged == office.ingest(internal=True).unchanged == ("plan.txt",)
    office.write(PLAN.replace("Introduction", "Présentation"))
    assert office.document.visibility is Visibility.INTERNAL
    office.correct(Wish(Subject.VISIBILITY, "publique"))
    assert office.document.visibility is Visibility.PUBLIC
    office.ingest()
    assert office.document.visibility is Visibility.PUBLIC
    office.ingest(internal=True)
    assert office.document.visibility is Visibility.INTERNAL
    office.undo()
    assert office.document.visibility is Visibility.PUBLIC


def test_what_cannot_be_read_of_a_visibility_keeps_the_document_internal(office: Office) -> None:
    office.ingest(internal=True)
    path = path_of(office.corrections, "plan.txt")
    said = path.read_text(encoding="utf-8")
    path.write_text(said.replace("valeur: interne", "valeur: confidentiel"), encoding="utf-8")
    office.ingest()
    assert "n'est pas une visibilité" in office.document.corrections[0].void
    assert office.document.visibility is Visibility.INTERNAL

    path.write_text("corrections: [", encoding="utf-8")
    assert office.write(PLAN.replace("Introduction", "Autre")).failed
    assert office.document.visibility is Visibility.INTERNAL

    path.write_text(said, encoding="utf-8")
    office.undo()
    assert office.document.visibility is Visibility.PUBLIC


def test_a_document_keeps_its_visibility_where_the_library_is_lost(office: Office) -> None:
    office.ingest(internal=True)
    current = office.shelf.current
    assert current is not None
    (current / "snapshot.json").write_text("{}")
    office.ingest()
    assert office.document.visibility is Visibility.INTERNAL
