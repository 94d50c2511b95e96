"""What the page asks of the assistant, on the real library: read, sort, draft, check, insert, read back."""

import pytest

from assistant.drafting.editing.anchoring import insert
from assistant.drafting.editing.choices import keep
from assistant.drafting.errors import DraftError
from assistant.drafting.export import exported
from assistant.drafting.workspace.studio import Studio, file_name
from assistant.service import Assistant
from ingest.errors import PstError
from ingest.records import Level
from tests.drafts import CORPUS, trooz
from tests.edits import check_sound

DPS = "trooz-dps-2018-2024.txt"


@pytest.fixture
def studio(assistant: Assistant) -> Studio:
    return Studio(assistant)


def test_a_declaration_of_the_library_becomes_a_draft_of_what_is_kept(studio: Studio) -> None:
    assert DPS in {one.file for one in studio.declarations()}
    document = studio.library_document(next(one.id for one in studio.declarations() if one.file == DPS))
    found = studio.commitments(document)
    left = keep(found, found[0].item.start, False)
    told: list[str] = []
    plan = studio.draft(document, left, told.append)
    assert len(plan.items) == len(found) - 1
    assert told
    check_sound(plan)
    checked = studio.checked(plan, document)
    assert not [one for one in checked.checks if not one.ok and one.severity == "erreur"]
    with pytest.raises(DraftError, match="Aucun engagement"):
        studio.draft(document, [one.model_copy(update={"kept": False}) for one in found], told.append)


def test_an_upload_is_read_and_not_kept(studio: Studio) -> None:
    before = studio.snapshot
    document = studio.uploaded((CORPUS / DPS).read_bytes(), "../ma dps.txt")
    assert document.file == "ma dps.txt"
    assert studio.commitments(document)
    assert studio.snapshot == before
    with pytest.raises(PstError):
        studio.uploaded(b"", "vide.txt")
    with pytest.raises(DraftError, match="PST"):
        studio.uploaded((CORPUS / "durbuy-pst.txt").read_bytes(), "durbuy-pst.txt")


@pytest.mark.parametrize("suffix", [".json", ".docx", ".xlsx"])
def test_our_exports_come_back(studio: Studio, suffix: str) -> None:
    plan = trooz()
    again = studio.imported(exported(plan, suffix), f"plan{suffix}")
    check_sound(again)
    assert [one.text for one in again.nodes if one.level is Level.OO] == [
        one.text for one in plan.nodes if one.level is Level.OO
    ]
    if suffix == ".json":
        assert again.items == plan.items


def test_what_is_no_plan_does_not_come_in(studio: Studio) -> None:
    with pytest.raises(DraftError, match="pas un plan"):
        studio.imported(b"x", "plan.exe")
    with pytest.raises(PstError):
        studio.imported(b"{}", "plan.json")


def test_a_new_objective_fits_into_a_draft(studio: Studio) -> None:
    plan = trooz()
    piece = studio.objective("la précarité énergétique", plan.organisation)
    new = insert(plan, piece, next(one.id for one in plan.nodes if one.number == "5"))
    check_sound(new)
    assert any(one.text == "Lutter contre la précarité énergétique" and one.number == "5.4" for one in new.nodes)


def test_a_file_is_named_after_the_draft() -> None:
    assert file_name("PST de Trooz : 2025/2030 ?", ".docx") == "PST-de-Trooz-2025-2030.docx"
    assert file_name("  ", ".json") == "projet-de-pst.json"
