"""The doctor finds what is wrong with a library and says what to do about it."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ingest.document import parser_version, read_document
from ingest.errors import ModelError
from tests.fakes import BagEmbeddings
from tests.shelves import HANNUT, HUY, publish, shelf_in, two_plans
from vectorstore.doctor import Finding, examine
from vectorstore.shelf import Shelf
from vectorstore.snapshot import Entry


def findings(shelf: Shelf) -> dict[str, Finding]:
    found = list(examine(shelf))
    assert len({finding.id for finding in found}) == len(found)
    for finding in found:
        assert finding.label
        assert finding.detail
        assert finding.ok or finding.remedy, finding
    return {finding.id: finding for finding in found}


def shelf_of(folder: Path, texts: Sequence[str], parser: str | None = None) -> Shelf:
    documents, entries = [], []
    for number, text in enumerate(texts):
        file = folder / f"plan{number}.txt"
        file.write_text(text, encoding="utf-8")
        documents.append(read_document(file, file.name))
        now = datetime(2026, 1, 1, tzinfo=UTC)
        sha = documents[-1].sha256
        entries.append(Entry(document=file.name, path=str(file), sha256=sha, ingested_at=now))
    shelf = shelf_in(folder / "library")
    with shelf.lock():
        shelf.publish(documents, entries, parser or parser_version(), lambda *_: None).close()
    return shelf


def test_a_sound_library_has_nothing_wrong(tmp_path: Path) -> None:
    found = findings(shelf_of(tmp_path, [HANNUT, HUY]))
    assert all(finding.ok for finding in found.values())
    assert found["bibliotheque"].detail.startswith("2 documents, ")
    assert BagEmbeddings.name in found["vecteurs"].detail


def test_a_library_that_is_not_there_is_the_only_finding(tmp_path: Path) -> None:
    (finding,) = findings(shelf_in(tmp_path)).values()
    assert (finding.id, finding.severity, finding.ok) == ("bibliotheque", "erreur", False)
    assert "pst ingest" in finding.remedy


def test_an_emptied_library_is_no_error(tmp_path: Path) -> None:
    shelf = shelf_in(tmp_path)
    publish(shelf, two_plans()).close()
    publish(shelf, []).close()
    assert not [finding for finding in findings(shelf).values() if finding.severity == "erreur" and not finding.ok]


@pytest.mark.parametrize("damaged", ["snapshot.json", "documents.json", "bm25", "chroma"])
def test_damage_is_found(tmp_path: Path, damaged: str) -> None:
    shelf = shelf_of(tmp_path, [HANNUT])
    assert shelf.current is not None
    (shelf.current / damaged).rename(tmp_path / "perdu")
    found = findings(shelf)
    assert not found["bibliotheque"].ok
    assert "pst ingest" in found["bibliotheque"].remedy


def test_another_model_is_found(tmp_path: Path) -> None:
    shelf_of(tmp_path, [HANNUT])
    found = findings(shelf_in(tmp_path / "library", BagEmbeddings(name="autre")))
    assert found["bibliotheque"].ok
    assert (found["modele"].ok, found["modele"].severity) == (False, "erreur")
    assert "PST_EMBEDDINGS" in found["modele"].remedy
    assert "pst ingest --rebuild" in found["modele"].remedy


def test_a_model_that_gives_other_vectors_is_found(tmp_path: Path) -> None:
    shelf_of(tmp_path, [HANNUT])
    assert "(12 dimensions)" in findings(shelf_in(tmp_path / "library", BagEmbeddings(dimension=12)))["modele"].detail


def test_a_model_that_is_not_there_is_found_and_the_rest_examined(tmp_path: Path) -> None:
    class Absent(BagEmbeddings):
        def embed_query(self, text: str) -> list[float]:
            raise ModelError("Le modèle est absent.", "Copiez-le.")

    shelf_of(tmp_path, [HANNUT])
    found = findings(shelf_in(tmp_path / "library", Absent()))
    assert (found["modele"].ok, found["modele"].detail, found["modele"].remedy) == (
        False, "Le modèle est absent.", "Copiez-le.",
    )  # fmt: skip
    assert found["vecteurs"].ok
    assert found["sources"].ok


@pytest.mark.parametrize("works", [True, False])
def test_a_reranker_is_tried_where_there_is_one(tmp_path: Path, works: bool) -> None:
    class Second:
        name = "second"

        def rerank(self, query: str, texts: Sequence[str]) -> list[float]:
            if not works:
                raise ModelError("Le reclassement est absent.", "Copiez-le.")
            return [1.0] * len(texts)

    shelf = shelf_of(tmp_path, [HANNUT])
    assert "reclassement" not in findings(shelf)
    found = findings(Shelf(shelf.folder, BagEmbeddings(), Second()))
    assert found["reclassement"].ok is works
    assert found["modele"].ok


def test_an_older_vocabulary_is_found(tmp_path: Path) -> None:
    found = findings(shelf_of(tmp_path, [HANNUT], parser="0-ancien"))
    assert (found["vocabulaire"].ok, found["vocabulaire"].severity) == (False, "avertissement")


def test_missing_sources_are_named(tmp_path: Path) -> None:
    shelf = shelf_of(tmp_path, [HANNUT, HUY])
    (tmp_path / "plan1.txt").unlink()
    found = findings(shelf)["sources"]
    assert not found.ok
    assert "plan1.txt" in found.detail
    assert "plan0.txt" not in found.detail


def test_documents_that_name_no_centre_are_named(tmp_path: Path) -> None:
    found = findings(shelf_of(tmp_path, [HANNUT, "PST\n\nOS 1 : Être\n"]))["organisations"]
    assert not found.ok
    assert "plan1.txt" in found.detail
    assert found.severity == "info"


def test_documents_that_are_nearly_the_same_are_named(tmp_path: Path) -> None:
    words = "".join(f"- Ouvrir la maison numéro {number} du quartier {number * 7} pour tous\n" for number in range(30))
    plan = f"PST du CPAS de Huy\nObjectif stratégique 1 : Être juste\n{words}"
    found = findings(shelf_of(tmp_path, [plan, plan + "- Prêter des tablettes\n", HUY]))["doublons"]
    assert (found.severity, found.ok) == ("info", False)
    assert "plan0.txt et plan1.txt" in found.detail
    assert "pst remove" in found.remedy


def test_a_page_of_the_web_is_not_looked_for_on_disk(tmp_path: Path) -> None:
    shelf = shelf_of(tmp_path, [HUY])
    with shelf.lock():
        library = shelf.open()
        entry = library.manifest.entries[0].model_copy(update={"path": "https://huy.be/pst"})
        shelf.publish(library.documents, [entry], parser_version(), lambda *_: None).close()
    assert findings(shelf)["sources"].ok
