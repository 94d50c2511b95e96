"""Documents in, plans out: by id, by file, by a draft's own JSON."""

import json
from pathlib import Path

import pytest

from assistant.drafting.desk import read_plan
from assistant.drafting.errors import DraftError
from assistant.service import Assistant
from assistant.settings import Settings
from ingest.errors import PstError

CORPUS = Path(__file__).parent.parent / "corpus"
TROOZ = CORPUS / "trooz-dps-2018-2024.txt"


def test_a_document_of_the_library_and_its_file_make_the_same_draft(assistant: Assistant) -> None:
    told: list[str] = []
    by_id = assistant.draft("trooz-dps-2018-2024.txt", told.append)
    assert len(told) >= 3
    assert by_id.checks
    assert [one.text for one in assistant.draft(str(TROOZ)).nodes] == [one.text for one in by_id.nodes]


def test_a_draft_is_made_without_any_library(tmp_path: Path) -> None:
    plan = Assistant(Settings(home=tmp_path / "vide")).draft(str(TROOZ))
    assert len(plan.items) == 38
    assert not any(one.precedents for one in plan.nodes)


def test_every_check_of_a_fresh_draft_is_met(assistant: Assistant) -> None:
    assert [one.label for one in assistant.draft(str(TROOZ)).checks if not one.ok and one.severity == "erreur"] == []


def test_a_draft_written_as_json_is_checked_again(assistant: Assistant, tmp_path: Path) -> None:
    plan = assistant.draft(str(TROOZ))
    file = tmp_path / "projet.json"
    file.write_text(json.dumps(plan.as_json(), ensure_ascii=False), encoding="utf-8")
    assert read_plan(file) == plan
    broken = plan.model_copy(update={"nodes": tuple(one for one in plan.nodes if one.number != "1.1")})
    file.write_text(json.dumps(broken.as_json(), ensure_ascii=False), encoding="utf-8")
    assert any(not one.ok and one.severity == "erreur" for one in assistant.check(str(file)).checks)


def test_what_is_no_declaration_is_refused_with_a_remedy(assistant: Assistant) -> None:
    with pytest.raises(DraftError, match="pst check"):
        assistant.draft("durbuy-pst.txt")
    with pytest.raises(PstError, match="absent"):
        assistant.draft("absent.docx")


def test_an_existing_plan_is_reviewed(assistant: Assistant) -> None:
    plan = assistant.check("durbuy-pst.txt")
    assert plan.kind == "pst"
    assert {one.ok for one in plan.checks} == {True, False}
    assert all(one.remedy for one in plan.checks if not one.ok)


def test_what_speaks_of_no_public_body_is_no_declaration(assistant: Assistant, tmp_path: Path) -> None:
    recipe = tmp_path / "recette.txt"
    recipe.write_text(
        "Tarte aux pommes\n\n- Éplucher 5 pommes\n- Beurrer un moule\n- Cuire 40 minutes\n", encoding="utf-8"
    )
    with pytest.raises(DraftError, match="ne ressemble pas"):
        assistant.draft(str(recipe))
    with pytest.raises(PstError, match="dossier"):
        assistant.draft(str(tmp_path))
