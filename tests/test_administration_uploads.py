"""Uploaded files: put aside, brought to their place, taken away where the library refuses them."""

import io
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.administration.uploads import Intake, discard, put_aside, safe_name, settle_interrupted
from ingest import limits
from ingest.collection import MANIFEST
from ingest.errors import UnreadableFileError


def refuse(name: str, error: UnreadableFileError) -> None:
    raise AssertionError(name) from error


@given(st.text(max_size=300))
def test_a_name_is_a_plain_visible_file_name(given_name: str) -> None:
    name = safe_name(given_name)
    assert 0 < len(name) <= 150
    assert Path(name).name == name
    assert not name.startswith(".")
    assert name.isprintable()
    assert name.lower() != MANIFEST
    name.encode()


@pytest.mark.parametrize(
    ("given_name", "name"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\x\\PST 2025.docx", "PST 2025.docx"),
        ("manifest.yaml", "document-manifest.yaml"),
        (".caché.pdf", "caché.pdf"),
        ("", "document"),
        ("plan.pdf.avant", "plan.pdf.avant_"),
        ("a" * 300 + ".pdf", "a" * 116 + ".pdf"),
    ],
)
def test_names(given_name: str, name: str) -> None:
    assert safe_name(given_name) == name


def test_files_of_the_same_name_are_both_kept(tmp_path: Path) -> None:
    folder = tmp_path / put_aside(tmp_path, [("a.txt", io.BytesIO(b"1")), ("x/a.txt", io.BytesIO(b"2"))])
    assert {file.name: file.read_bytes() for file in folder.iterdir()} == {"a.txt": b"1", "a (2).txt": b"2"}


def test_what_the_library_refuses_leaves_the_place_as_it_was(tmp_path: Path) -> None:
    place = tmp_path / "documents"
    place.mkdir()
    (place / "a.txt").write_bytes(b"ancien")
    given_files = [(name, io.BytesIO(b"nouveau")) for name in ("a.txt", "b.txt", "c.txt")]
    aside = tmp_path / put_aside(tmp_path, given_files)
    intake = Intake(aside, place)
    assert [file.name for file in intake.bring(refuse)] == ["a.txt", "b.txt", "c.txt"]
    intake.settle(["a.txt", "b.txt"])
    assert {file.name: file.read_bytes() for file in place.iterdir()} == {"a.txt": b"ancien", "c.txt": b"nouveau"}
    assert not aside.exists()


def test_giving_up_takes_everything_away(tmp_path: Path) -> None:
    aside = tmp_path / put_aside(tmp_path, [("a.txt", io.BytesIO(b"1"))])
    intake = Intake(aside, tmp_path / "documents")
    intake.bring(refuse)
    intake.give_up()
    assert list((tmp_path / "documents").iterdir()) == []


def test_a_file_that_is_too_large_is_named_and_the_rest_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "MAX_BYTES", 3)
    aside = tmp_path / put_aside(tmp_path, [("a.txt", io.BytesIO(b"12345")), ("b.txt", io.BytesIO(b"1"))])
    refused: list[str] = []
    brought = Intake(aside, tmp_path / "documents").bring(lambda name, _: refused.append(name))
    assert ([file.name for file in brought], refused) == (["b.txt"], ["a.txt"])


def test_only_uploaded_files_are_erased_with_their_document(tmp_path: Path) -> None:
    place, other = tmp_path / "documents", tmp_path / "ailleurs"
    for folder in (place, other):
        folder.mkdir()
        (folder / "a.txt").touch()
        discard(str(folder / "a.txt"), place)
    assert (list(place.iterdir()), [file.name for file in other.iterdir()]) == ([], ["a.txt"])
    discard("https://exemple.be/a.txt", place)


@pytest.mark.parametrize("left", ["a.txt.avant", ".avant-0123"])
@pytest.mark.parametrize(
    ("now", "held", "kept"),
    [
        (b"nouveau", b"ancien", b"ancien"),  # killed before the library changed
        (None, b"ancien", b"ancien"),  # killed between the two moves
        (b"nouveau", b"nouveau", b"nouveau"),  # killed once the library had it
        (b"ancien", b"ancien", b"ancien"),
        (None, None, None),  # the document was removed since
    ],
)
def test_an_upload_that_was_killed_is_settled_by_what_the_library_holds(
    tmp_path: Path, left: str, now: bytes | None, held: bytes | None, kept: bytes | None
) -> None:
    place = tmp_path / "documents"
    place.mkdir()
    (place / left).write_bytes(b"ancien")
    if now is not None:
        (place / "a.txt").write_bytes(now)
    settle_interrupted(place, {} if held is None else {place / "a.txt": sha256(held).hexdigest()})
    assert {file.name: file.read_bytes() for file in place.iterdir()} == ({} if kept is None else {"a.txt": kept})


def test_a_file_that_cannot_be_moved_leaves_the_one_of_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "documents"
    place.mkdir()
    (place / "a.txt").write_bytes(b"ancien")
    intake = Intake(tmp_path / put_aside(tmp_path, [("a.txt", io.BytesIO(b"nouveau"))]), place)

    def fail(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr("shutil.move", fail)
    with pytest.raises(PermissionError):
        intake.bring(refuse)
    intake.give_up()
    assert {file.name: file.read_bytes() for file in place.iterdir()} == {"a.txt": b"ancien"}
