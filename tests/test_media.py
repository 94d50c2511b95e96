"""What a server sent is known by its content first; its name has the right suffix."""

from pathlib import Path

import pytest

from ingest.errors import UnreadableFileError
from ingest.media import file_of
from ingest.readers import read

LAYOUTS = Path(__file__).parent / "layouts"
PAGE = "<!doctype html>\n<title>PST</title><p>Être là, près de l'été.</p>"


@pytest.mark.parametrize(
    "path", ["docx-styles.docx", "odt-titres.odt", "ods-iapst.ods", "xlsx-iapst.xlsx", "pdf-fiches.pdf"]
)
def test_documents_are_known_by_their_content(path: str) -> None:
    data = (LAYOUTS / path).read_bytes()
    name, content = file_of(data, "https://www.cpas.be/telecharger?id=3", "application/octet-stream")
    assert Path(name).suffix == Path(path).suffix
    assert content == data


@pytest.mark.parametrize(
    ("url", "kind", "name"),
    [
        ("https://www.huy.be/cpas/pst/", "text/html", "huy.be_pst.html"),
        ("https://huy.be/", "text/html", "huy.be.html"),
        ("https://huy.be/pst.php?x=1", "text/html; charset=utf-8", "huy.be_pst.html"),
        ("https://huy.be/PST%202025%20%28final%29.html", "text/html", "huy.be_PST-2025-final.html"),
        ("https://huy.be/..%2f..%2fetc%2fpasswd", "text/plain", "huy.be_passwd.html"),
        ("https://huy.be/%00%1b%e2%80%ae.html", "text/html", "huy.be.html"),
        ("https://huy.be/" + "a" * 500, "text/html", "huy.be_" + "a" * 73 + ".html"),
    ],
)
def test_a_name_is_made_of_the_host_and_the_last_part(url: str, kind: str, name: str) -> None:
    assert file_of(PAGE.encode(), url, kind)[0] == name


@pytest.mark.parametrize(
    ("data", "url", "kind", "suffix"),
    [
        (b"Volet;OS\n", "https://huy.be/a.csv", "application/octet-stream", ".csv"),
        (b"# PST\n", "https://huy.be/a.md", "text/plain", ".md"),
        (b"PST\n", "https://huy.be/a", "text/plain", ".txt"),
        (b"<?xml version='1.0'?><Import/>", "https://huy.be/a", "application/xml", ".xml"),
        (b"<?xml version='1.0'?>\n<html xmlns='x'/>", "https://huy.be/a", "application/xml", ".html"),
        (b"<!-- a -->\n<HTML>", "https://huy.be/a.pdf", "application/pdf", ".html"),
        (b"\x89PNG\r\n\x1a\n", "https://huy.be/a", "image/png", ".png"),
    ],
)
def test_text_is_known_by_its_name_or_by_what_the_server_says(data: bytes, url: str, kind: str, suffix: str) -> None:
    assert Path(file_of(data, url, kind)[0]).suffix == suffix


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"MZ\x90\x00", "application/x-msdownload"),
        (b"PK\x03\x04" + b"a" * 50, "application/zip"),
        (b"{}", "application/json"),
        (b" \n", "text/html"),
    ],
)
def test_what_is_no_document_is_refused(data: bytes, kind: str) -> None:
    with pytest.raises(UnreadableFileError, match=r"huy\.be/a"):
        file_of(data, "https://huy.be/a", kind)


def test_an_encoding_that_only_the_server_knows_is_kept() -> None:
    page = PAGE + "<p>Loger les locataires.</p>" * 5
    name, content = file_of(page.encode("cp1252"), "https://huy.be/a", "text/html; charset=windows-1252")
    assert "Être là, près de l'été." in read(content, name).text
    said = PAGE.replace("<title>", '<meta charset="cp1252"><title>').encode("cp1252")
    assert file_of(said, "https://huy.be/a", "text/html; charset=utf-8")[1] == said
    assert file_of(PAGE.encode(), "https://huy.be/a", "text/html; charset=inconnu")[1] == PAGE.encode()
