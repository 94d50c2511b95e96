"""Bytes of text files become characters, or a French refusal that names the file."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.errors import UnreadableFileError
from ingest.readers.text import decode

PLAN = "Objectif stratégique n° 1 : Être un CPAS où l’accueil est un cœur de métier\nActions :\n- Éditer un dépliant\n"


@pytest.mark.parametrize(
    "data",
    [
        PLAN.encode(),
        codecs.BOM_UTF8 + PLAN.encode(),
        PLAN.encode("utf-16"),
        PLAN.encode("utf-32"),
        codecs.BOM_UTF16_BE + PLAN.encode("utf-16-be"),
        PLAN.encode("cp1252"),
        PLAN.replace("\n", "\r\n").encode(),
        PLAN.replace("\n", "\r").encode(),
        PLAN.replace("\n", "\r\n").encode("cp1252"),
    ],
)
def test_a_plan_reads_the_same_in_every_encoding(data: bytes) -> None:
    assert decode(data, "plan.txt") == PLAN


@given(st.text("abcé’œ€« »\n –", min_size=1).filter(str.strip))
def test_french_text_survives(text: str) -> None:
    assert decode(text.encode(), "plan.txt") == text
    assert decode(text.encode("utf-16"), "plan.txt") == text


@given(st.binary(max_size=400))
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    try:
        text = decode(data, "x.txt")
    except UnreadableFileError as error:
        text = str(error)
    assert text.strip()


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "est vide"),
        (b" \n\t\r\n", "est vide"),
        (codecs.BOM_UTF8, "est vide"),
        (b"%PDF-1.7\n" + bytes(range(256)) * 4, "n'est pas un fichier texte"),
        (b"\x00\x01\x02\x03" * 50, "n'est pas un fichier texte"),
        (codecs.BOM_UTF16_LE + b"\x00\xd8\x00", "n'est pas un fichier texte"),
        (b"Texte" * 40 + b"\x81\x8d\xff", "n'est pas un fichier texte"),
    ],
)
def test_what_is_no_text_is_refused_in_french(data: bytes, what: str) -> None:
    with pytest.raises(UnreadableFileError, match=r"« rapport\.txt »") as caught:
        decode(data, "rapport.txt")
    assert what in caught.value.what
    assert caught.value.remedy


def test_a_huge_file_is_refused_before_it_is_decoded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ingest.limits.MAX_BYTES", 2_000_000)
    with pytest.raises(UnreadableFileError, match=r"« gros\.txt » pèse 3 Mo, plus que les 2 Mo"):
        decode(b"a" * 3_000_000, "gros.txt")
