"""Items are parsed in order, whatever fails, in this process or in others."""

from pathlib import Path

import pytest

from assistant.incoming import Item
from assistant.ingestion import ingest
from assistant.parsing import parse
from ingest.errors import UnreadableFileError
from ingest.quotas import Limits
from ingest.records import Declared, Document
from tests.shelves import shelf_in

LIMITS = Limits(seconds=60)


def item(name: str, words: str) -> Item:
    return Item(f"/x/{name}", name, "0", Declared(), words.encode)


@pytest.mark.parametrize("limits", [None, LIMITS])
def test_results_come_in_order_with_what_failed_in_its_place(limits: Limits | None) -> None:
    jobs = [(item(f"{rank}.txt", "" if rank == 3 else f"PST\nOS 1 : Être {rank}\n"), f"id{rank}") for rank in range(14)]
    told: list[tuple[int, int, str]] = []
    found = list(parse(jobs, limits, lambda *step: told.append(step)))
    assert [one.id if isinstance(one, Document) else type(one) for one in found] == [
        UnreadableFileError if rank == 3 else f"id{rank}" for rank in range(14)
    ]
    assert told == [(rank, 14, f"{rank}.txt") for rank in range(14)]


def test_a_file_that_is_gone_in_the_meantime_is_an_error() -> None:
    def gone() -> bytes:
        raise UnreadableFileError("« a.txt » ne peut pas être ouvert.", "Vérifiez le chemin.")

    (found,) = parse([(Item("/a.txt", "a.txt", "0", Declared(), gone), "a")], LIMITS, lambda *_: None)
    assert isinstance(found, UnreadableFileError)


def test_nothing_to_parse_starts_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.parsing.Sandbox", None)
    assert list(parse([], LIMITS, lambda *_: None)) == []


def test_a_batch_goes_into_the_library_through_the_sandbox(tmp_path: Path) -> None:
    folder = tmp_path / "plans"
    folder.mkdir()
    (folder / "huy.txt").write_text("PST du CPAS de Huy\nOS 1 : Être juste\n- Loger\n", encoding="utf-8")
    (folder / "vide.docx").write_bytes(b"PK\x03\x04")
    shelf = shelf_in(tmp_path / "library")
    names: list[str] = []
    report = ingest(shelf, [folder], lambda *_: None, announce=names.append, limits=LIMITS)
    assert report.added == ("huy.txt",)
    assert [name for name, _ in report.failed] == ["vide.docx"]
    assert names == ["huy.txt", "vide.docx"] * 2, "looked at, then read"
    assert ingest(shelf, [folder], lambda *_: None, limits=LIMITS).unchanged == ("huy.txt",)
