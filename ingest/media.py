"""What a web server sent: its format by content first, by the server's word second, and a file name for it."""

import io
import re
from urllib.parse import unquote, urlsplit
from zipfile import BadZipFile, ZipFile

from ingest.errors import UnreadableFileError
from ingest.readers import SUPPORTED_SUFFIXES

_MAGIC = (
    (b"%PDF-", ".pdf"),
    (b"\x89PNG\r\n", ".png"),
    (b"\xff\xd8\xff", ".jpg"),
    (b"II*\x00", ".tif"),
    (b"MM\x00*", ".tif"),
)
_MEMBERS = (("word/", ".docx"), ("xl/", ".xlsx"))
_OPEN_DOCUMENT = {
    b"application/vnd.oasis.opendocument.text": ".odt",
    b"application/vnd.oasis.opendocument.spreadsheet": ".ods",
}
_TYPES = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/markdown": ".md",
    "text/csv": ".csv",
    "text/plain": ".txt",
    "text/xml": ".xml",
    "application/xml": ".xml",
}
_TEXT = frozenset({".html", ".htm", ".xhtml", ".txt", ".text", ".md", ".markdown", ".csv", ".xml"})
_MARKUP = re.compile(
    rb"(?:<!--.*?-->|<\?xml[^>]*>|\s|\xef\xbb\xbf)*<(?P<first>!doctype html|html|head|body)\b", re.I | re.S
)
_DECLARED = re.compile(rb"<meta[^>]+charset", re.IGNORECASE)
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_NOT_IN_NAMES = re.compile(r"[^\w.~-]+")
_WINDOW = 4096
_MAX_NAME = 80


def file_of(data: bytes, url: str, content_type: str) -> tuple[str, bytes]:
    """A file name and content for what an address gave.

    Args:
        data: The bytes that it gave.
        url: The address, after redirects.
        content_type: What the server says of them.

    Returns:
        A name made of the host and the last part of the address, with the format's suffix; and the bytes,
        put in UTF-8 where only the server knew their encoding.

    Raises:
        UnreadableFileError: If it is empty or of no format that can be read.
    """
    if not data.strip():
        raise UnreadableFileError(f"« {url} » est vide : aucun texte à lire.", "Vérifiez l'adresse dans un navigateur.")
    suffix = _suffix(data, url, content_type)
    if suffix is None:
        raise UnreadableFileError(
            f"« {url} » a un format inconnu ({content_type.split(';')[0].strip()[:60] or 'non indiqué'}).",
            f"Formats acceptés : {', '.join(sorted(SUPPORTED_SUFFIXES))}.",
        )
    return _name(url, suffix), _in_utf8(data, content_type) if suffix in _TEXT - {".xml"} else data


def _suffix(data: bytes, url: str, content_type: str) -> str | None:
    for magic, suffix in _MAGIC:
        if data.startswith(magic):
            return suffix
    if data.startswith(b"PK\x03\x04"):
        return _archive(data)
    if _MARKUP.match(data[:_WINDOW]):
        return ".html"
    kind = content_type.split(";")[0].strip().lower()
    named = re.search(r"\.\w+$", urlsplit(url).path)
    by_name = named.group().lower() if named else ""
    if kind in ("text/plain", "application/octet-stream", "") and by_name in _TEXT:
        return by_name
    return _TYPES.get(kind)


def _archive(data: bytes) -> str | None:
    try:
        with ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            if "mimetype" in names and archive.getinfo("mimetype").file_size < _WINDOW:
                return _OPEN_DOCUMENT.get(archive.read("mimetype").strip())
            return next((suffix for start, suffix in _MEMBERS if any(name.startswith(start) for name in names)), None)
    except (BadZipFile, ValueError, OSError, NotImplementedError):
        return None


def _in_utf8(data: bytes, content_type: str) -> bytes:
    charset = _CHARSET.search(content_type)
    if charset is None or _DECLARED.search(data[:_WINDOW]) or data.startswith(b"\xef\xbb\xbf"):
        return data
    try:
        return data.decode(charset.group(1)).encode("utf-8-sig")
    except (LookupError, UnicodeError):
        return data


def _name(url: str, suffix: str) -> str:
    parts = urlsplit(url)
    host = (parts.hostname or "site").removeprefix("www.")
    last = unquote(parts.path).rstrip("/").rpartition("/")[2]
    stem = re.sub(r"\.\w{1,5}$", "", last)
    words = [_NOT_IN_NAMES.sub("-", word).strip("-.") for word in (host, stem)]
    return "_".join(word for word in words if word)[:_MAX_NAME] + suffix
