"""French texts and their declared variables."""

from pathlib import Path

import pytest

import prompts
from prompts import PromptError, text


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "essai.md").write_text("Bonjour {prenom}, voici {{deux}} accolades.\n", encoding="utf-8")
    monkeypatch.setattr(prompts, "files", lambda _: tmp_path)
    prompts._template.cache_clear()
    return tmp_path


@pytest.mark.usefixtures("folder")
def test_variables_are_filled_in() -> None:
    assert text("essai", prenom="Anne {x}") == "Bonjour Anne {x}, voici {deux} accolades."


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("variables", "message"),
    [({}, "missing variables: prenom"), ({"prenom": "Anne", "nom": "Dupont"}, "unknown variables: nom")],
)
def test_a_variable_too_few_or_too_many_is_refused(variables: dict[str, str], message: str) -> None:
    with pytest.raises(PromptError, match=message):
        text("essai", **variables)


@pytest.mark.usefixtures("folder")
def test_an_unknown_text_is_refused() -> None:
    with pytest.raises(PromptError, match=r"prompts/absent\.md"):
        text("absent")
