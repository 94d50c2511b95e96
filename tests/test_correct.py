"""`pst correct` and `pst report` on a real library: what they print, what they refuse."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.cli import run
from assistant.service import Assistant
from assistant.settings import Settings, load_settings
from tests.samples import check_french
from tests.test_cli import Outcome
from tests.test_corrections import PLAN

REPORT = {
    "document", "verdict", "line", "reasons", "counts", "confidence", "levels", "claims", "doubts", "findings",
    "leftovers", "missing", "corrections", "warnings",
}  # fmt: skip
FILE = "plan du CPAS.txt"


class Pst:
    """The command line on one small library of its own."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys

    def __call__(self, *arguments: str) -> Outcome:
        load_settings.cache_clear()
        self._capsys.readouterr()
        code = run(list(arguments))
        out = self._capsys.readouterr()
        return Outcome(code, out.out, out.err)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library of one plan, to be copied: real embedder, real store."""
    root = tmp_path_factory.mktemp("office")
    (root / FILE).write_text(PLAN.replace("Introduction au plan.", "Ce PST compte 7 actions."), encoding="utf-8")
    Assistant(Settings(home=root / "home")).ingest([root / FILE])
    return root


@pytest.fixture
def pst(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Iterator[Pst]:
    shutil.copytree(small / "home", tmp_path / "home")
    monkeypatch.setenv("PST_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    yield Pst(capsys)
    load_settings.cache_clear()


def test_ingesting_says_how_well_each_document_was_understood(pst: Pst, small: Path, tmp_path: Path) -> None:
    shutil.copy(small / FILE, tmp_path / "copie.txt")
    result = pst("ingest", "copie.txt")
    assert "Ajouté : copie.txt — À vérifier : 7 actions annoncées, 6 reconnues (ligne 3) (1 volet, 2 OS" in result.out
    (tmp_path / "autre.txt").write_text(PLAN, encoding="utf-8")
    told = pst("ingest", "autre.txt", "--json").json
    assert told["verdicts"] == {"autre.txt": "Bien compris (1 volet, 2 OS, 3 OO, 6 actions)"}


def test_the_report_says_what_to_check(pst: Pst) -> None:
    result = pst("report", FILE)
    assert result.code == 0
    check_french(result.out)
    assert "! À vérifier : 7 actions annoncées, 6 reconnues (ligne 3)" in result.out
    assert "✘ « 7 actions » (ligne 3)" in result.out
    told = pst("report", FILE, "--json")
    assert set(told.json) >= REPORT
    assert (told.json["verdict"], told.json["counts"]["action"]) == ("a_verifier", 6)
    (listed,) = pst("documents", "--json").json
    assert listed["warnings"] == ["7 actions annoncées, 6 reconnues (ligne 3)"]
    assert listed["verdict"].startswith("À vérifier")
    pst("report", "absent").failed(1, "absent")


def test_elements_and_the_document_are_corrected_listed_and_given_back(pst: Pst) -> None:
    before = pst("tree", FILE, "--json").json
    result = pst("correct", FILE, "OO 1.2", "--level", "action")
    assert (result.code, result.out.splitlines()[0]) == (0, "Corrigé : 1. OO 1.2 : niveau → action")
    assert "Ont changé de place avec : action « Établir un plan de formation »" in result.out
    result = pst("correct", FILE, "--kind", "bilan", "--organisation", "CPAS de Huy", "--period", "2025-2030")
    assert result.code == 0
    (listed,) = pst("documents", "--json").json
    assert (listed["kind"], listed["organisation"], listed["period"]) == ("bilan", "Huy", {"start": 2025, "end": 2030})
    assert listed["organisation_evidence"].startswith("correction du personnel, ")
    told = pst("correct", FILE, "--list", "--json").json
    assert [(one["number"], one["label"], one["void"]) for one in told] == [
        (1, "OO 1.2 : niveau → action", None),
        (2, "type → bilan", None),
        (3, "organisation → CPAS de Huy", None),
        (4, "période → 2025-2030", None),
    ]
    assert "2. type → bilan (" in pst("correct", FILE, "--list").out
    assert pst("correct", FILE, "--undo", "2").out.startswith("Annulé : 2. type → bilan")
    assert pst("correct", FILE, "--undo", "all").code == 0
    assert pst("tree", FILE, "--json").json == before
    assert pst("correct", FILE, "--list").out == f"{FILE} n'a pas été corrigé.\n"


def test_a_title_of_other_words_is_shown_beside_the_document_s(pst: Pst) -> None:
    result = pst("correct", FILE, "OO 1.1", "--title", "Rendre tout plus simple")
    assert "Ces mots ne sont pas dans le document à cet endroit" in result.out
    assert "Simplifier les démarches  [intitulé corrigé : Rendre tout plus simple]" in pst("tree", FILE).out


def test_several_elements_become_passages_at_once(pst: Pst) -> None:
    result = pst("correct", FILE, "Organiser une tournée de visites", "Aménager les bureaux", "--passage", "--json")
    assert [one["label"] for one in result.json["done"]] == [
        "action « Organiser une tournée de visites » : niveau → passage",
        "action « Aménager les bureaux » : niveau → passage",
    ]
    assert "Aménager" not in pst("tree", FILE).out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "--list"),
        (["OO 1.1"], "--level"),
        (["--level", "oo"], "OO 2.3"),
        (["OO 1.1", "--level", "axe"], "Niveaux admis"),
        (["OO 1.1", "--parent", "OO 1.1"], "lui-même"),
        (["OO 7", "--level", "oo"], "OO 7"),
        (["OO 1.1", "--passage", "--level", "oo"], "--passage"),
        (["--period", "bientôt"], "2025-2030"),
        (["--kind", "roman"], "Types admis"),
        (["--undo", "9"], "n° 9"),
        (["--undo", "tous"], "--undo"),
        (["--list", "--undo", "1"], "--list"),
    ],
)
def test_what_cannot_be_is_refused_in_french_and_changes_nothing(pst: Pst, arguments: list[str], words: str) -> None:
    pst("correct", FILE, *arguments).failed(2, words)
    assert pst("correct", FILE, "--list", "--json").json == []


def test_a_document_is_put_aside_for_the_staff_and_given_back(pst: Pst, small: Path, tmp_path: Path) -> None:
    shutil.copy(small / FILE, tmp_path / "interne.txt")
    assert pst("ingest", "--interne", "interne.txt").code == 0
    assert [line.endswith("interne") for line in pst("documents").out.splitlines()] == [True, False]
    assert "visibilité → interne" in pst("correct", "interne.txt", "--list").out
    result = pst("correct", "interne.txt", "--visibilite", "publique")
    assert "Corrigé : 2. visibilité → publique" in result.out
    assert "interne" not in [line.split()[-1] for line in pst("documents").out.splitlines()]
    refused = pst("correct", "interne.txt", "--visibilite", "secrète")
    assert refused.code != 0
    assert "publique, interne" in refused.err
