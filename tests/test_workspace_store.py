"""Drafts on disk: nothing is lost, nothing is overwritten, undone is exactly as it was."""

import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.drafting.errors import DraftError
from assistant.drafting.workspace import store
from assistant.drafting.workspace.records import Work
from assistant.drafting.workspace.store import Drafts, StaleError
from assistant.places import Place
from ingest.document import read_document
from tests.drafts import CORPUS, QUICK, trooz


@pytest.fixture
def drafts(place: Place) -> Drafts:
    return Drafts(place)


def work(title: str) -> Work:
    return Work(plan=trooz().model_copy(update={"title": title, "nodes": trooz().nodes[:3]}))


def title(drafts: Drafts, name: str) -> str:
    plan = drafts.open(name).work.plan
    assert plan is not None
    return plan.title


def test_a_draft_is_found_again_with_its_declaration(drafts: Drafts, place: Place) -> None:
    dps = read_document(CORPUS / "trooz-dps-2018-2024.txt", "trooz")
    name = drafts.create("anne", "  PST de\nTrooz ", Work(plan=trooz()), dps)
    again = Drafts(place)
    opened = again.open(name)
    assert opened.work.plan == trooz()
    assert (opened.title, opened.undo, opened.redo, opened.has_source) == ("PST de Trooz", None, None, True)
    assert again.source(name) == dps
    if isinstance(place, Path):
        assert stat.S_IMODE(place.stat().st_mode) == 0o600


def test_a_stale_tab_is_told_and_overwrites_nothing(drafts: Drafts) -> None:
    name = drafts.create("", "Essai", work("0"))
    shown = drafts.open(name).version
    drafts.save(name, shown, "renommé", work("1"))
    with pytest.raises(StaleError, match="modifié ailleurs"):
        drafts.save(name, shown, "renommé", work("2"))
    with pytest.raises(StaleError):
        drafts.step(name, shown, -1)
    assert title(drafts, name) == "1"


def test_the_oldest_steps_are_forgotten(drafts: Drafts, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "MOST_STEPS", 3)
    name = drafts.create("", "Essai", work("0"))
    version = drafts.open(name).version
    for rank in range(1, 8):
        version = drafts.save(name, version, f"pas {rank}", work(str(rank)))
    for _ in range(10):
        version = drafts.step(name, version, -1)
    assert title(drafts, name) == "4"


@settings(max_examples=8, phases=QUICK, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(moves=st.lists(st.sampled_from(("save", "undo", "redo")), max_size=10))
def test_undo_and_redo_follow_a_line_of_states(new_place: Callable[[], Place], moves: list[str]) -> None:
    drafts = Drafts(new_place())
    name = drafts.create("", "Essai", work("0"))
    states, place, version = ["0"], 0, drafts.open(name).version
    for rank, move in enumerate(moves, start=1):
        if move == "save":
            states, place = [*states[: place + 1], str(rank)], place + 1
            version = drafts.save(name, version, f"pas {rank}", work(str(rank)))
        else:
            step = -1 if move == "undo" else 1
            place = min(max(place + step, 0), len(states) - 1)
            version = drafts.step(name, version, step)
        opened = drafts.open(name)
        assert title(drafts, name) == states[place]
        assert opened.version == version
        assert (opened.undo is not None, opened.redo is not None) == (place > 0, place < len(states) - 1)


def test_a_list_of_ones_own_drafts(drafts: Drafts) -> None:
    mine, other = drafts.create("anne", "Un", work("0")), drafts.create("luc", "Deux", work("0"))
    copy = drafts.duplicate(mine, "Un (copie)")
    assert {one.id for one in drafts.mine("anne")} == {mine, copy}
    drafts.rename(copy, "Trois")
    drafts.rename(copy, "  ")
    assert {one.title for one in drafts.mine("anne")} == {"Un", "Trois"}
    assert drafts.open(copy).work == drafts.open(mine).work
    drafts.delete(mine)
    assert [one.id for one in drafts.mine("anne")] == [copy]
    assert [one.id for one in drafts.mine("luc")] == [other]
    with pytest.raises(DraftError, match="n'existe"):
        drafts.open(mine)
    with pytest.raises(DraftError, match="n'existe"):
        drafts.source(mine)


def test_a_deleted_draft_leaves_no_word_behind(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path / "redactions.sqlite")
    name = drafts.create("", "Zyxwvutitre", work("0"))
    drafts.delete(name)
    del drafts
    data = b"".join(file.read_bytes() for file in tmp_path.iterdir() if not file.name.endswith("-wal"))
    assert b"Zyxwvutitre" not in data


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "fichier").write_text("x")
    with pytest.raises(DraftError, match="PST_HOME"):
        Drafts(tmp_path / "fichier" / "redactions.sqlite")
    (tmp_path / "abime.sqlite").write_text("ceci n'est pas une base" * 100)
    with pytest.raises(DraftError, match="abîmé"):
        Drafts(tmp_path / "abime.sqlite")
