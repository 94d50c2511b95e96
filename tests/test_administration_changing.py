"""What each task does to a real library, and what it tells of it."""

import io
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from assistant.administration import additions, changing, retagging
from assistant.administration.changing import ASIDE
from assistant.administration.jobs import folder_of
from assistant.administration.performing import perform
from assistant.administration.status import Line
from assistant.administration.tasks import Add, AskedCorrection, Correct, Rebuild, Remove, Retag, Task, Undo
from assistant.administration.uploads import Intake, put_aside
from assistant.service import Assistant
from assistant.settings import Settings
from ingest.additions import Additions, Change, ConceptChange, dump
from ingest.corrections import Subject
from ingest.errors import LibraryError, SettingsError
from tests.samples import ANDENNE, DPS

ADDED = dump(Additions(concepts={"jeunesse": ConceptChange(terms=Change(add=("maison de quartier",)))}))


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Assistant]:
    yield Assistant(Settings(home=tmp_path / "home"))
    additions.reload(None)


def do(service: Assistant, task: Task) -> list[Line]:
    return perform(task, lambda *_: None, lambda _: None, service)


def add(service: Assistant, **files: str) -> list[Line]:
    aside = folder_of(service.settings.home) / ASIDE
    named = [(name.replace("_", "."), io.BytesIO(text.encode())) for name, text in files.items()]
    return do(service, Add(folder=put_aside(aside, named)))


def kept(service: Assistant) -> dict[str, str]:
    return {file.name: file.read_text(encoding="utf-8") for file in service.settings.uploads.iterdir()}


def themes(service: Assistant, words: str) -> tuple[str, ...]:
    return next(node.themes for node in service.tree("andenne.txt").nodes if words in node.text)


def test_what_can_be_read_is_added_and_the_rest_is_told(service: Assistant) -> None:
    lines = add(service, andenne_txt=ANDENNE, vide_txt="", faux_pdf="%PDF-")
    assert {one.name: one.ok for one in lines} == {"andenne.txt": True, "vide.txt": False, "faux.pdf": False}
    assert [one.id for one in service.documents()] == ["andenne.txt"]
    assert set(kept(service)) == {"andenne.txt"}
    assert list((folder_of(service.settings.home) / ASIDE).iterdir()) == []


def test_nothing_that_can_be_read_leaves_an_empty_library_and_says_why(service: Assistant) -> None:
    (line,) = add(service, vide_txt="")
    assert "est vide" in line.text
    assert service.documents() == ()
    assert kept(service) == {}


def test_files_that_are_all_refused_leave_nothing_aside(service: Assistant, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ingest.limits.MAX_BYTES", 3)
    lines = add(service, andenne_txt=ANDENNE, huy_txt=DPS)
    assert [one.ok for one in lines] == [False, False]
    assert list((folder_of(service.settings.home) / ASIDE).iterdir()) == []
    assert kept(service) == {}


def test_a_file_of_the_same_name_takes_the_place_of_the_first_unless_it_cannot_be_read(service: Assistant) -> None:
    add(service, andenne_txt=ANDENNE)
    (same,) = add(service, andenne_txt=ANDENNE)
    assert "inchangé" in same.text
    (bad,) = add(service, andenne_txt="")
    assert not bad.ok
    assert kept(service) == {"andenne.txt": ANDENNE}
    (line,) = add(service, andenne_txt=ANDENNE.replace("tablettes", "vélos"))
    assert "mis à jour" in line.text
    assert "vélos" in service.tree("andenne.txt").text
    assert len(kept(service)) == 1


def test_a_document_that_is_removed_takes_its_file_along(service: Assistant) -> None:
    add(service, andenne_txt=ANDENNE, huy_txt=DPS)
    do(service, Remove(document="andenne.txt"))
    assert [one.id for one in service.documents()] == ["huy.txt"]
    assert set(kept(service)) == {"huy.txt"}


class Killed(BaseException):
    """What stands for a kill: nothing after it is done."""


@pytest.mark.parametrize("published", [True, False])
def test_the_next_job_settles_an_upload_that_was_killed(
    service: Assistant, monkeypatch: pytest.MonkeyPatch, published: bool
) -> None:
    add(service, andenne_txt=ANDENNE, huy_txt=DPS)
    after = ANDENNE.replace("tablettes", "vélos")
    ingest = service.ingest

    def killed(places: Sequence[Path | str], *_: object, **__: object) -> None:
        if published:
            ingest(places)
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(service, "ingest", killed)
        patch.setattr(Intake, "give_up", lambda _: None)
        with pytest.raises(Killed):
            add(service, andenne_txt=after)
    assert len(kept(service)) == 3
    do(service, Rebuild())
    assert kept(service) == {"andenne.txt": after if published else ANDENNE, "huy.txt": DPS}
    assert ("vélos" in service.tree("andenne.txt").text) is published


def test_a_removal_erases_what_a_killed_upload_left(service: Assistant) -> None:
    add(service, andenne_txt=ANDENNE, huy_txt=DPS)
    (service.settings.uploads / "andenne.txt.avant").write_text(ANDENNE, encoding="utf-8")
    service.remove("andenne.txt")  # as « pst remove » does
    assert set(kept(service)) == {"huy.txt"}


def test_a_correction_is_made_and_taken_back(service: Assistant) -> None:
    add(service, andenne_txt=ANDENNE)
    wish = AskedCorrection(subject=Subject.PERIOD, value="2024-2030")
    lines = do(service, Correct(document="andenne.txt", wishes=(wish,)))
    assert lines[0].text.startswith("corrigé : période → 2024-2030")
    assert str(service.tree("andenne.txt").identity.period) == "2024-2030"
    do(service, Undo(document="andenne.txt", number=1))
    assert str(service.tree("andenne.txt").identity.period) == "2025-2030"


def test_the_library_is_built_anew(service: Assistant) -> None:
    add(service, andenne_txt=ANDENNE)
    before = service.shelf.current
    (line,) = do(service, Rebuild())
    assert "1 document" in line.text
    assert service.shelf.current != before


def test_additions_change_the_themes_and_are_taken_back(service: Assistant) -> None:
    add(service, andenne_txt=ANDENNE)
    before = themes(service, "maison de quartier")
    (line,) = do(service, Retag(additions=ADDED))
    assert "thèmes modifiés : 1 élément" in line.text
    assert set(themes(service, "maison de quartier")) == {*before, "jeunesse"}
    do(service, Retag(additions=None))
    assert themes(service, "maison de quartier") == before
    with pytest.raises(SettingsError, match="rien n'est à annuler"):
        do(service, Retag(additions=None))


def test_themes_are_those_that_reading_the_documents_again_would_give(service: Assistant) -> None:
    add(service, andenne_txt=ANDENNE, huy_txt=DPS)
    wish = AskedCorrection(subject=Subject.TITLE, value="Ouvrir une maison", node="Ouvrir une maison de quartier")
    do(service, Correct(document="andenne.txt", wishes=(wish,)))
    do(service, Retag(additions=ADDED))
    told = [(node.id, node.themes) for one in service.documents() for node in service.tree(one.id).nodes]
    service.ingest([], rebuild=True)
    assert told == [(node.id, node.themes) for one in service.documents() for node in service.tree(one.id).nodes]
    assert service.tree("andenne.txt").corrections


def test_additions_to_an_empty_library_are_kept(service: Assistant) -> None:
    (line,) = do(service, Retag(additions=ADDED))
    assert "encore vide" in line.text
    assert service.settings.thesaurus.exists()


def test_additions_that_cannot_be_put_in_place_leave_everything_as_it_was(
    service: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(service, andenne_txt=ANDENNE)
    before = service.shelf.current

    def fail(*_: object) -> tuple[int, int]:
        raise LibraryError("Une autre ingestion est en cours sur cette bibliothèque.")

    monkeypatch.setattr(changing, "retag", fail)
    with pytest.raises(LibraryError):
        do(service, Retag(additions=ADDED))
    assert not service.settings.thesaurus.exists()
    assert additions.versions(service.settings.thesaurus) == ()
    assert service.shelf.current == before


def test_an_older_reading_is_read_again(service: Assistant, monkeypatch: pytest.MonkeyPatch) -> None:
    add(service, andenne_txt=ANDENNE)
    monkeypatch.setattr("ingest.document.PARSER", "autre")
    (line,) = do(service, Retag(additions=ADDED))
    assert "relus" in line.text
    assert "jeunesse" in themes(service, "maison de quartier")


def test_readers_go_on_with_the_old_library_while_a_new_one_is_built(service: Assistant) -> None:
    add(service, andenne_txt=ANDENNE)
    other = Assistant(service.settings)
    seen: list[tuple[str, str]] = []

    def look(stage: str, *_: int) -> None:
        hits = other.search("prêter des tablettes", 1)
        seen.append((stage, hits[0].node.text))

    before = service.shelf.current
    perform(Rebuild(), look, lambda _: None, service)
    assert {stage for stage, _ in seen} >= {"vecteurs", "index"}
    assert {words for _, words in seen} == {"Prêter des tablettes"}
    assert service.shelf.current != before
    assert other.search("prêter des tablettes", 1)[0].node.text == "Prêter des tablettes"


def test_retagging_tells_how_many_changed(service: Assistant) -> None:
    add(service, andenne_txt=ANDENNE)
    changed, total = retagging.retag(service.shelf, service.settings.corrections, lambda *_: None)
    assert (changed, total) == (0, len(service.tree("andenne.txt").nodes))
