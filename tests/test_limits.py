"""Hostile files cost little to refuse: bombs, lying headers, entities, endless lines."""

import io
import struct
import time
import zlib
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import pytest

from ingest import limits
from ingest.errors import UnreadableFileError
from ingest.readers import SUPPORTED_SUFFIXES, read
from tests.samples import check_french

LAYOUTS = Path(__file__).parent / "layouts"
ARCHIVES = [LAYOUTS / name for name in ("docx-styles.docx", "odt-titres.odt", "xlsx-iapst.xlsx", "ods-iapst.ods")]
LAUGHS = '<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;&b;">]><a>&c;</a>'


def zipped(method: int = ZIP_DEFLATED, **entries: bytes) -> bytes:
    buffer = io.BytesIO()
    with ZipFile(buffer, "w", method) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def refusal(data: bytes, name: str) -> str:
    with pytest.raises(UnreadableFileError) as caught:
        read(data, name)
    told = str(caught.value)
    assert f"« {name} »" in told
    assert caught.value.remedy
    check_french(told)
    return told


def with_part(path: Path, part: str, content: bytes) -> bytes:
    """The archive with one of its parts replaced."""
    buffer = io.BytesIO()
    with ZipFile(path) as before, ZipFile(buffer, "w", ZIP_DEFLATED) as after:
        for entry in before.infolist():
            after.writestr(entry.filename, content if entry.filename == part else before.read(entry))
    return buffer.getvalue()


@pytest.mark.parametrize("path", ARCHIVES, ids=lambda path: path.name)
def test_real_archives_pass(path: Path) -> None:
    limits.check_archive(path.read_bytes(), path.name)


@pytest.mark.parametrize("suffix", [".docx", ".odt", ".xlsx", ".ods"])
def test_a_bomb_is_refused_by_what_it_declares(suffix: str) -> None:
    data = zipped(a=b"\0" * 30_000_000)
    started = time.perf_counter()
    assert "décompressé" in refusal(data, f"bombe{suffix}")
    assert time.perf_counter() - started < 1


def test_many_entries_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_ENTRIES", 10)
    assert "décompressé" in refusal(zipped(**{f"a{rank}": b"a" for rank in range(11)}), "tas.docx")


def test_a_header_that_lies_is_found_out() -> None:
    """The declared size and checksum are those of the start: Python's own reader would unpack a whole block."""
    content = b"a" * 5_000_000
    data = bytearray(zipped(a=content))
    head = content[:100]
    sizes = struct.pack("<L", zlib.crc32(head)), struct.pack("<L", len(head))
    directory = data.rindex(b"PK\x01\x02")
    for at in (14, directory + 16):
        data[at : at + 4] = sizes[0]
    for at in (22, directory + 24):
        data[at : at + 4] = sizes[1]
    assert "annonce" in refusal(bytes(data), "menteur.docx")


@pytest.mark.parametrize("path", ARCHIVES, ids=lambda path: path.name)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le"])
def test_entities_in_any_part_are_refused(path: Path, encoding: str) -> None:
    part = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml"}.get(path.suffix[1:], "content.xml")
    assert "entités" in refusal(with_part(path, part, LAUGHS.encode(encoding)), path.name)


@pytest.mark.parametrize(
    "xml",
    [
        LAUGHS.encode(),
        LAUGHS.encode("utf-16"),
        LAUGHS.encode("utf-32"),
        ("<?xml version='1.0' encoding='utf-7'?>" + LAUGHS).encode(),
        b'<!DOCTYPE a [<!ENTITY % b SYSTEM "file:///etc/passwd"> %b;]><a/>',
        "<?xml version='1.0' encoding='cp500'?>".encode("cp500") + LAUGHS.encode("cp500"),
    ],
)
def test_entities_in_an_export_are_refused(xml: bytes) -> None:
    assert "entités" in refusal(xml, "export.xml")


def test_a_document_type_without_definitions_passes() -> None:
    limits.check_xml(
        b'<!DOCTYPE manifest PUBLIC "-//OpenOffice.org//DTD Manifest 1.0//EN" "Manifest.dtd"><a/>', "a.odt"
    )
    limits.check_xml("<a>l'été &lt;!ENTITY</a>".encode("iso-8859-15"), "a.xml")


@pytest.mark.parametrize("suffix", [".xml", ".docx", ".odt"])
def test_deep_nesting_is_refused(suffix: str) -> None:
    deep = b"<a>" * 100_000 + b"x" + b"</a>" * 100_000
    if suffix == ".docx":
        deep = with_part(ARCHIVES[0], "word/document.xml", deep)
    if suffix == ".odt":
        deep = with_part(ARCHIVES[1], "content.xml", deep)
    refusal(deep, f"profond{suffix}")


def test_deep_lists_of_an_export_are_refused() -> None:
    level = b"<ObjectifOperationnel><Libelle>a</Libelle>"
    xml = b"<Import><PST>" + level * 3000 + b"</ObjectifOperationnel>" * 3000 + b"</PST></Import>"
    assert "emboîte" in refusal(xml, "export.xml")


@pytest.mark.parametrize("suffix", [".txt", ".md"])
def test_a_line_without_end_is_refused(suffix: str) -> None:
    assert "ligne" in refusal(b"mot " * 60_000, f"long{suffix}")


def test_a_text_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_TEXT", 1000)
    assert "caractères" in refusal(b"mot\n" * 1000, "long.txt")


def test_what_cannot_be_stored_or_shown_is_replaced_in_its_place() -> None:
    source = read("a\x00b\x1bc\u202ed\n".encode() + b"e" * 5000, "plan.txt")
    assert source.text.startswith("a b c\u202ed\ne")
    assert len(source.text) == 9 + 5000 - 1


def test_an_archive_that_stores_without_packing_passes() -> None:
    limits.check_archive(zipped(ZIP_STORED, a=b"texte"), "a.odt")


@pytest.mark.parametrize("suffix", sorted(SUPPORTED_SUFFIXES))
def test_a_file_that_is_too_large_is_refused_whatever_it_is(suffix: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_BYTES", 100)
    assert "admis" in refusal(b"a" * 101, f"gros{suffix}")
