"""The command line's contract: fields, exit codes, one French line for an error, nothing else on the output."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from assistant.cli import run
from assistant.conversations import Conversations
from assistant.settings import load_settings
from ingest.records import Document
from tests.conftest import FILES, GOLD, ROOT
from tests.samples import ANDENNE, DPS, check_french, photograph, written

ANSWER = {
    "question", "audience", "intent", "status", "mode", "model", "answer", "citations", "notices", "followups",
    "total", "timings_ms",
}  # fmt: skip
CITATION = {
    "n", "document", "title", "organisation", "breadcrumb", "node", "level", "quote", "start", "end", "line", "page",
    "state",
}  # fmt: skip
DOCUMENT = {
    "id", "file", "kind", "title", "organisation", "organisation_evidence", "period", "dates", "nodes", "visibility",
    "sha256", "ingested_at", "warnings",
}  # fmt: skip
NODE = {
    "id", "parent", "level", "kind", "number", "text", "start", "end", "line", "page", "dps_priority", "attributes",
    "themes",
}  # fmt: skip
PROGRESS = ("Lecture des documents", "Calcul des vecteurs", "Construction des index", "Ignoré (", "  ")


@dataclass(frozen=True)
class Outcome:
    """What a command did."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:  # noqa: ANN401
        return json.loads(self.out)

    def failed(self, code: int, *words: str) -> None:
        """One clear French line on the error stream besides progress, nothing of use on the output."""
        assert self.code == code, self.err
        (line,) = [one for one in self.err.splitlines() if not one.startswith(PROGRESS)]
        assert line.startswith("Erreur : ")
        assert line.rstrip().endswith((".", "»"))
        check_french(line)
        for word in words:
            assert word in line, line
        for english in ("such", "Usage:", "argument.", "option '", "Invalid", "invalid", "required", "Try", "not "):
            assert english not in line, line


Pst = Callable[..., Outcome]


@pytest.fixture
def pst(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Iterator[Pst]:
    """Runs one command in this process; `home` names the library, an empty one by default."""
    for name in ("PST_MODEL", "PST_EMBEDDINGS", "PST_CORPUS", "PST_CONFIG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)

    def command(*arguments: object, home: Path = tmp_path / "home") -> Outcome:
        monkeypatch.setenv("PST_HOME", str(home))
        load_settings.cache_clear()
        capsys.readouterr()
        code = run([str(argument) for argument in arguments])
        out = capsys.readouterr()
        return Outcome(code, out.out, out.err)

    yield command
    load_settings.cache_clear()


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small library, to be copied by those who change it."""
    root = tmp_path_factory.mktemp("small")
    paths = written(root / "documents", andenne=ANDENNE, huy=DPS)
    result = shell("ingest", *map(str, paths), home=root / "home")
    assert result.returncode == 0, result.stderr
    return root / "home"


@pytest.fixture
def own(small: Path, tmp_path: Path) -> Path:
    """A copy of the small library."""
    shutil.copytree(small, tmp_path / "own")
    return tmp_path / "own"


def shell(*arguments: str, home: Path, command: tuple[str, ...] = ()) -> subprocess.CompletedProcess[str]:
    """A real process."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PST_")}
    return subprocess.run(
        [*(command or (sys.executable, "-W", "error", "-m", "assistant.cli")), *arguments],
        cwd=ROOT, env={**environment, "PST_HOME": str(home)}, capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip


# ---------------------------------------------------------------- what the commands print


def test_documents_have_the_contract_s_fields(pst: Pst, home: Path) -> None:
    result = pst("documents", "--json", home=home)
    assert (result.code, result.err) == (0, "")
    assert [one["id"] for one in result.json] == FILES
    for one in result.json:
        assert set(one) >= DOCUMENT
        assert one["kind"] in ("pst", "dps", "loi", "bilan", "page", "autre")
        assert one["period"] is None or set(one["period"]) == {"start", "end"}
        assert (one["organisation"] is None) == (one["organisation_evidence"] is None)
        assert len(one["sha256"]) == 64
    lines = pst("documents", home=home).out.splitlines()
    assert len(lines) == len(FILES)


@pytest.mark.parametrize("name", FILES)
def test_a_tree_has_the_contract_s_fields_and_the_gold_s_counts(
    name: str, pst: Pst, home: Path, documents: dict[str, Document]
) -> None:
    result = pst("tree", name, "--json", home=home)
    assert (result.code, result.err) == (0, "")
    tree = result.json
    assert set(tree) >= {"document", "kind", "organisation", "period", "nodes"}
    gold = json.loads((GOLD / f"{Path(name).stem}.json").read_text(encoding="utf-8"))
    levels = [node["level"] for node in tree["nodes"]]
    assert {level: levels.count(level) for level, number in gold["counts"].items() if number} == {
        level: number for level, number in gold["counts"].items() if number
    }
    text = documents[name].text
    for node in tree["nodes"]:
        assert set(node) >= NODE
        assert node["line"] == text[: node["start"]].count("\n") + 1 or node["number"] is not None or not node["text"]
        if node["level"] == "volet":
            assert node["kind"] in ("commun", "interne", "externe")
        if node["dps_priority"] is not None:
            assert set(node["dps_priority"]) == {"number", "label"}


def test_a_search_is_ranked(pst: Pst, home: Path) -> None:
    result = pst("search", "logement d'urgence", "-k", "4", "--json", home=home)
    assert (result.code, result.err) == (0, "")
    assert len(result.json) == 4
    for hit in result.json:
        assert set(hit) >= {"document", "breadcrumb", "node", "level", "text", "line", "start", "end", "score"}
    scores = [hit["score"] for hit in result.json]
    assert scores == sorted(scores, reverse=True)
    assert len(pst("search", "logement", home=home).out.splitlines()) == 10


@pytest.mark.parametrize(
    ("question", "status", "code"),
    [
        ("Quelles actions visent la jeunesse ?", "answered", 0),
        ("Que prévoit le CPAS de Namur ?", "refused", 3),
        ("Que fait mon CPAS pour le logement ?", "clarify", 0),
    ],
)
def test_an_answer_has_the_contract_s_fields_and_exit_code(
    question: str, status: str, code: int, pst: Pst, home: Path
) -> None:
    result = pst("ask", question, "--json", home=home)
    assert (result.code, result.err) == (code, "")
    answer = result.json
    assert set(answer) >= ANSWER
    assert (answer["question"], answer["status"], answer["mode"], answer["model"]) == (
        question, status, "extractive", None,
    )  # fmt: skip
    assert all(set(one) >= CITATION and one["state"] in ("verified", "repaired") for one in answer["citations"])
    assert bool(answer["citations"]) == (status == "answered")
    assert bool(answer["followups"]) or status == "refused"
    assert isinstance(answer["timings_ms"]["total"], float)
    plain = pst("ask", question, home=home)
    assert (plain.code, plain.err) == (code, "")
    assert answer["answer"] in plain.out


def test_a_batch_is_jsonl_and_nothing_else(pst: Pst, home: Path, tmp_path: Path) -> None:
    file = tmp_path / "q.jsonl"
    rows = [
        {"id": "a", "question": "Quelles actions visent la jeunesse ?"},
        {"id": "b", "question": "Que prévoit le CPAS de Namur ?", "audience": "citoyen"},
        {"id": "c", "question": "OS 4", "history": []},
    ]
    file.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    result = pst("ask", "--batch", file, "--json", "--audience", "agent", home=home)
    assert (result.code, result.err) == (0, "")
    answers = [json.loads(line) for line in result.out.splitlines()]
    assert [(one["id"], one["status"]) for one in answers] == [("a", "answered"), ("b", "refused"), ("c", "clarify")]
    assert [one["audience"] for one in answers] == ["agent", "citoyen", "agent"]
    assert all(set(one) >= ANSWER | {"id"} for one in answers)


def test_the_model_none_is_the_default(pst: Pst, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PST_MODEL", "none")
    assert pst("ask", "OS 4 de Durbuy", "--model", "none", home=home).code == 0


def test_an_evaluation_is_one_document(pst: Pst, own: Path, tmp_path: Path) -> None:
    file = tmp_path / "cases.jsonl"
    lines = (ROOT / "evals" / "cases-dev.jsonl").read_text(encoding="utf-8").splitlines()[:3]
    file.write_text("\n".join(lines), encoding="utf-8")
    result = pst("eval", file, "--json", home=own)
    assert (result.code, result.err) == (0, "")
    assert set(result.json) == {"summary", "cases", "previous"}
    assert [one["id"] for one in result.json["cases"]] == [json.loads(line)["id"] for line in lines]
    assert set(result.json["summary"]["total"]) >= {"cases", "recall", "precision", "behaviour", "false_friends"}
    assert "total" in pst("eval", file, "--failures", home=own).out


def test_the_doctor_finds_a_sound_library_sound(pst: Pst, home: Path) -> None:
    result = pst("doctor", "--json", home=home)
    assert (result.code, result.err) == (0, "")
    for one in result.json:
        assert set(one) >= {"id", "label", "severity", "ok", "detail", "remedy"}
        assert one["ok"] or one["severity"] != "erreur"


def test_the_doctor_says_what_to_do_with_an_empty_one(pst: Pst) -> None:
    result = pst("doctor", "--json")
    assert (result.code, result.err) == (3, "")
    found = {one["id"]: one for one in result.json}
    assert found["bibliotheque"]["ok"] is False
    assert "pst ingest" in found["bibliotheque"]["remedy"]
    assert found["modele_langue"]["ok"] is True
    assert "pst ingest" in pst("doctor").out


def test_an_empty_library_has_no_documents(pst: Pst) -> None:
    assert pst("documents", "--json") == Outcome(0, "[]\n", "")
    assert "pst ingest" in pst("documents").out


def test_a_conversation_is_carried_on(pst: Pst, own: Path) -> None:
    conversation = Conversations(own / "conversations.sqlite").create()
    for question in ("Qui prête des tablettes ?", "Et des logements ?"):
        assert pst("ask", question, "--conversation", conversation, "--json", home=own).code == 0
    turns = Conversations(own / "conversations.sqlite").turns(conversation)
    assert [turn.question for turn in turns] == ["Qui prête des tablettes ?", "Et des logements ?"]


# ---------------------------------------------------------------- what changes the library


def test_ingest_adds_refreshes_and_leaves_alone(pst: Pst, tmp_path: Path) -> None:
    (path,) = written(tmp_path / "d", huy=DPS)
    first = pst("ingest", path, "--json")
    assert first.code == 0
    expected = {"added": ["huy.txt"], "updated": [], "unchanged": [], "failed": [], "skipped": [], "duplicates": []}
    assert first.json | expected == first.json
    assert pst("ingest", path.parent, "--json").json["unchanged"] == ["huy.txt"]
    path.write_text(DPS + "-Encore.\n", encoding="utf-8")
    assert pst("ingest", path, "--json").json["updated"] == ["huy.txt"]
    assert "Inchangé : huy.txt" in pst("ingest", path).out


def test_ingest_without_path_takes_the_corpus(pst: Pst, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written(tmp_path / "corpus", huy=DPS)
    monkeypatch.setenv("PST_CORPUS", str(tmp_path / "corpus"))
    assert pst("ingest", "--json").json["added"] == ["huy.txt"]


def test_of_a_good_and_a_bad_file_the_good_one_goes_in(pst: Pst, tmp_path: Path) -> None:
    empty, good = written(tmp_path / "d", vide="", huy=DPS)
    result = pst("ingest", empty, tmp_path / "absent.txt", good, "--json")
    assert result.code == 3
    assert result.json["added"] == ["huy.txt"]
    assert sorted(one["file"] for one in result.json["failed"]) == ["absent.txt", "vide.txt"]
    errors = [line for line in result.err.splitlines() if not line.startswith(PROGRESS)]
    assert len(errors) == 2
    assert all(line.startswith("Erreur : « ") for line in errors)
    assert [one["id"] for one in pst("documents", "--json").json] == ["huy.txt"]


def test_what_was_removed_is_never_cited_again(pst: Pst, own: Path) -> None:
    question = ("ask", "Qui prête des tablettes ?", "--json")
    assert {one["document"] for one in pst(*question, home=own).json["citations"]} == {"andenne.txt"}
    assert pst("remove", "andenne", home=own).out == "Retiré : andenne.txt\n"
    assert "andenne" not in pst(*question, home=own).out.lower()
    assert [one["id"] for one in pst("documents", "--json", home=own).json] == ["huy.txt"]
    pst("tree", "andenne.txt", home=own).failed(1, "andenne.txt", "huy.txt")


# ---------------------------------------------------------------- errors


def _file(name: str, content: bytes) -> Callable[[Path], Path]:
    def make(folder: Path) -> Path:
        path = folder / name
        path.write_bytes(content)
        return path

    return make


def _folder(folder: Path) -> Path:
    (folder / "rien").mkdir()
    return folder / "rien"


@pytest.mark.parametrize(
    ("make", "word"),
    [
        (_file("vide.txt", b""), "vide.txt"),
        (_file("image.txt", bytes(range(256)) * 9), "image.txt"),
        (_file("plan.xyz", b"texte"), "plan.xyz"),
        (_file("deux\nlignes.txt", b""), "deux lignes.txt"),
        (_folder, "rien"),
        (lambda folder: folder / "absent.txt", "absent.txt"),
    ],
)
def test_what_cannot_be_ingested_is_one_line_and_the_library_stays(
    make: Callable[[Path], Path], word: str, pst: Pst, own: Path, tmp_path: Path
) -> None:
    before = photograph(own)
    result = pst("ingest", make(tmp_path), home=own)
    result.failed(1, word)
    assert result.out == ""
    assert photograph(own) == before


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["ask", "x", "--jsonn"], ["--jsonn", "--json", "Vouliez-vous dire"]),
        (["ask", "x", "--zzz"], ["--zzz"]),
        (["--version"], ["--version"]),
        (["aks", "x"], ["aks", "ask", "Vouliez-vous dire"]),
        (["zzz"], ["zzz"]),
        (["l'x"], ["l'x"]),
        (["tree"], ["DOCUMENT"]),
        (["remove"], ["DOCUMENT"]),
        (["eval"], ["FICHIER"]),
        (["ask"], ["question", "--batch"]),
        (["ask", " "], ["question"]),
        (["ask", "x", "--batch", "y"], ["--batch"]),
        (["ask", "x", "y"], ["y"]),
        (["ask", "x", "--audience", "maire"], ["--audience", "agent", "citoyen"]),
        (["ask", "x", "--audience"], ["--audience", "valeur"]),
        (["ask", "x", "--json=oui"], ["--json", "valeur"]),
        (["ask", "x", "--model", "foo:bar"], ["foo:bar", "--model none"]),
        (["search", "x", "-k", "0"], ["-k", "1", "1000"]),
        (["search", "x", "-k", "beaucoup"], ["-k", "nombre entier"]),
        (["ask", "--batch", "absent.jsonl"], ["absent.jsonl", "JSONL"]),
        (["ask", "--batch", "."], ["--batch"]),
        (["eval", "absent.jsonl"], ["absent.jsonl"]),
    ],
)
def test_wrong_usage_is_one_line_that_helps(arguments: list[str], words: list[str], pst: Pst, home: Path) -> None:
    result = pst(*arguments, home=home)
    result.failed(2, *words)
    assert result.out == ""


def test_no_command_shows_the_help(pst: Pst) -> None:
    result = pst()
    assert (result.code, result.out) == (2, "")
    assert "Commandes :" in result.err
    assert "Erreur" not in result.err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["ask", "Quoi ?"], ["vide", "pst ingest"]),
        (["ask", "Quoi ?", "--json"], ["vide", "pst ingest"]),
        (["search", "logement"], ["vide", "pst ingest"]),
        (["tree", "plan.txt"], ["vide", "pst ingest"]),
        (["remove", "plan.txt"], ["vide", "pst ingest"]),
    ],
)
def test_an_empty_library_answers_nothing(arguments: list[str], words: list[str], pst: Pst) -> None:
    result = pst(*arguments)
    result.failed(1, *words)
    assert result.out == ""


def test_a_batch_or_an_evaluation_on_an_empty_library_fails_once(pst: Pst, tmp_path: Path) -> None:
    rows = [{"id": str(number), "question": "Quoi ?", "kind": "factual"} for number in range(3)]
    (tmp_path / "q.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    for arguments in (["ask", "--batch", "q.jsonl", "--json"], ["eval", "q.jsonl", "--json"]):
        result = pst(*arguments)
        result.failed(1, "vide", "pst ingest")
        assert result.out == ""


@pytest.mark.parametrize("part", ["documents.json", "snapshot.json", "chroma/chroma.sqlite3", "bm25/params.index.json"])
def test_a_damaged_library_is_told_and_mended_by_its_remedy(part: str, pst: Pst, own: Path, small: Path) -> None:
    snapshot = own / "library" / (own / "library" / "current").read_text(encoding="ascii").strip()
    (snapshot / part).write_bytes(b"{")
    pst("ask", "Qui prête des tablettes ?", home=own).failed(1, "pst ingest")
    finding = pst("doctor", "--json", home=own)
    assert finding.code == 3
    assert "pst ingest" in finding.json[0]["remedy"]
    assert pst("ingest", small.parent / "documents", home=own).code == 0
    assert pst("ask", "Qui prête des tablettes ?", home=own).code == 0


def test_an_empty_library_is_not_said_to_be_built_anew(pst: Pst, tmp_path: Path) -> None:
    result = pst("ingest", "--rebuild", home=tmp_path / "vide")
    assert (result.code, result.out) == (0, "La bibliothèque est vide : rien n'est à reconstruire.\n")


def test_what_a_library_without_its_manifest_held_is_told(pst: Pst, own: Path) -> None:
    snapshot = own / "library" / (own / "library" / "current").read_text(encoding="ascii").strip()
    (snapshot / "snapshot.json").write_bytes(b"{")
    (snapshot / "seal.json").unlink()
    pst("documents", home=own).failed(1, "abîmée", "en donnant tous vos documents")
    result = pst("ingest", "--rebuild", home=own)
    assert (result.code, result.out) == (1, "")
    for name in ("« andenne.txt »", "« huy.txt »"):
        assert name in result.err


@pytest.mark.parametrize("command", ["tree", "remove"])
def test_an_unknown_document_is_told_with_those_that_exist(command: str, pst: Pst, own: Path) -> None:
    before = photograph(own)
    result = pst(command, "absent.txt", home=own)
    result.failed(1, "absent.txt", "andenne.txt", "huy.txt")
    assert result.out == ""
    assert photograph(own) == before


@pytest.mark.parametrize("arguments", [["ask", "--batch"], ["eval"]])
def test_a_broken_file_of_questions_names_its_line(arguments: list[str], pst: Pst, home: Path, tmp_path: Path) -> None:
    file = tmp_path / "cassé.jsonl"
    file.write_text('{"id": "a", "question": "OS 4 de Durbuy", "kind": "factual"}\n{"id": \n', encoding="utf-8")
    result = pst(*arguments, file, "--json", home=home)
    result.failed(2, "cassé.jsonl", "ligne 2")
    assert result.out == ""


@pytest.mark.parametrize(
    ("name", "value", "command"),
    [
        ("PST_MODEL", "foo:bar", ["ask", "Quoi ?"]),
        ("PST_MODEL", "foo:bar", ["documents", "--json"]),
        ("PST_EMBEDDINGS", "bge-m3", ["ingest"]),
    ],
)
def test_an_unsupported_setting_fails_at_once(
    name: str, value: str, command: list[str], pst: Pst, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, value)
    result = pst(*command, home=home)
    result.failed(2, name, value)
    assert result.out == ""


def test_a_home_that_cannot_be_written_is_told(pst: Pst, tmp_path: Path) -> None:
    (path,) = written(tmp_path / "d", huy=DPS)
    (tmp_path / "fichier").write_text("", encoding="utf-8")
    pst("ingest", path, home=tmp_path / "fichier").failed(1, "PST_HOME", "fichier")


def test_an_unknown_conversation_is_told(pst: Pst, own: Path) -> None:
    pst("ask", "Qui prête des tablettes ?", "--conversation", "inconnue", home=own).failed(1, "conversation")


def test_a_failure_of_the_program_is_one_line_and_debug_shows_where(
    pst: Pst, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("secret interne")

    monkeypatch.setattr("assistant.service.Assistant.ask", broken)
    plain = pst("ask", "Quoi ?", home=home)
    assert plain.code == 1
    assert plain.err.count("\n") == 1
    assert plain.err.startswith("Erreur : panne inattendue")
    assert "--debug" in plain.err
    assert "secret" not in plain.err
    for arguments in (["--debug", "ask", "Quoi ?"], ["ask", "Quoi ?", "--debug"]):
        shown = pst(*arguments, home=home)
        assert shown.code == 1
        assert "Traceback" in shown.err
        assert "secret interne" in shown.err


def test_debug_keeps_the_exit_code_and_the_french_line(pst: Pst, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    result = pst("--debug", "tree", "absent.txt", home=home)
    assert result.code == 1
    assert "Traceback" in result.err
    assert result.err.splitlines()[-1].startswith("Erreur : « absent.txt »")
    monkeypatch.setenv("PST_MODEL", "foo:bar")
    assert pst("--debug", "documents", home=home).code == 2


@pytest.mark.parametrize("interruption", [KeyboardInterrupt, BrokenPipeError])
def test_an_interruption_is_no_failure_of_the_program(
    interruption: type[BaseException], pst: Pst, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: object, **__: object) -> None:
        raise interruption

    monkeypatch.setattr("assistant.service.Assistant.ask", stop)
    result = pst("ask", "Quoi ?", home=home)
    assert result.code == 1
    assert "Traceback" not in result.err
    assert "panne" not in result.err


# ---------------------------------------------------------------- real processes


def test_a_real_process_answers_on_its_output_alone(small: Path) -> None:
    result = shell("ask", "Qui prête des tablettes à Andenne ?", "--json", home=small)
    assert (result.returncode, result.stderr) == (0, "")
    answer = json.loads(result.stdout)
    assert answer["status"] == "answered"
    assert "Prêter des tablettes" in [one["quote"] for one in answer["citations"]]


def test_the_console_script_is_installed(small: Path) -> None:
    script = shutil.which("pst", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    assert script is not None
    result = shell("documents", "--json", home=small, command=(script,))
    assert (result.returncode, result.stderr) == (0, "")
    assert [one["id"] for one in json.loads(result.stdout)] == ["andenne.txt", "huy.txt"]


def test_a_real_process_fails_in_one_line(small: Path) -> None:
    for arguments, code in ((["tree", "absent.txt"], 1), (["ask", "--jsonn"], 2), (["ask", "OS 9 d'Andenne"], 3)):
        result = shell(*arguments, home=small)
        assert result.returncode == code
        assert "Traceback" not in result.stderr
        assert len(result.stderr.splitlines()) == (0 if code == 3 else 1)


def test_a_reader_that_leaves_early_leaves_no_noise(home: Path) -> None:
    command = f"{sys.executable} -m assistant.cli ask 'Liste toutes les actions' --json | head -c 10"
    result = shell("-c", command, home=home, command=("bash",))
    assert result.stderr == ""
