"""OpenDocument packages: their parts, and the words of their paragraphs."""

import pytest

from ingest.errors import UnreadableFileError
from ingest.readers.opendocument import attribute, parts, qname, short, words
from tests.opendocuments import package


def said(inner: str) -> str:
    content, _ = parts(package(f"<text:p>{inner}</text:p>"), "x.odt")
    paragraph = content.find(f".//{qname('text:p')}")
    assert paragraph is not None
    return words(paragraph)


_NOTE = "<text:note-citation>1</text:note-citation><text:note-body><text:p>Bas</text:p></text:note-body>"


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        ("Un<text:s text:c='2'/>deux<text:tab/>trois<text:line-break/>quatre", "Un  deux    trois\nquatre"),
        ("Un <text:span>mot <text:a>lié</text:a></text:span> ici", "Un mot lié ici"),
        (f"Un<text:note>{_NOTE}</text:note> fait", "Un fait"),
        ("Un<office:annotation><text:p>Vrai ?</text:p></office:annotation> fait", "Un fait"),
        ("Un<text:hidden-text>secret</text:hidden-text> fait", "Un fait"),
        ("Un<draw:frame><draw:text-box><text:p>Cadre</text:p></draw:text-box></draw:frame> fait", "Un fait"),
        ("", ""),
    ],
)
def test_a_paragraph_says_its_own_words(inner: str, text: str) -> None:
    assert said(inner) == text


def test_names_are_short_and_attributes_default() -> None:
    content, styles = parts(package("<text:p text:style-name='T'/><unknown/>"), "x.odt")
    body = content.find(f".//{qname('office:text')}")
    assert body is not None
    assert styles is None
    assert [short(child) for child in body] == ["text:p", ""]
    assert attribute(body[0], "text:style-name") == "T"
    assert attribute(body[0], "text:display", "none") == "none"


@pytest.mark.parametrize("data", [b"", b"texte", b"PK\x03\x04"])
def test_no_package(data: bytes) -> None:
    with pytest.raises(UnreadableFileError, match=r"x\.odt"):
        parts(data, "x.odt")
