"""One file to one typed document: read, lay out, identify, parse."""

import hashlib
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

from ingest.contents import without_contents
from ingest.errors import UnreadableFileError
from ingest.identify import identify
from ingest.layout import blocks
from ingest.parsers import dps, pst
from ingest.readers import MAX_BYTES, read
from ingest.records import Document, DocumentKind, Period
from ingest.source import Source
from ingest.themes import thesaurus

PARSER = "2"
"""Raised when parsing changes, so that libraries parse their documents anew."""


def read_document(path: Path, document_id: str, term: Period | None = None) -> Document:
    """Read and parse one file.

    Args:
        path: The file.
        document_id: The id that the library gives it.
        term: The term of office that the person who supplied the document declared for it, if any.

    Returns:
        The typed document.

    Raises:
        UnreadableFileError: If the file cannot be read as a document.
    """
    data = read_bytes(path)
    return parse_source(read(data, path.name), document_id, path.name, hashlib.sha256(data).hexdigest(), term)


def parse_text(text: str, document_id: str, file: str, sha256: str, term: Period | None = None) -> Document:
    """Turn plain text into a typed document; see `parse_source`."""
    return parse_source(Source(text), document_id, file, sha256, term)


def parse_source(source: Source, document_id: str, file: str, sha256: str, term: Period | None = None) -> Document:
    """Turn a source into a typed document.

    Args:
        source: The source text with its hints; offsets of the nodes point into the text.
        document_id: The id that the library gives it.
        file: The file's name.
        sha256: The digest of the file's bytes.
        term: See `read_document`.
    """
    text = source.text
    found = without_contents(blocks(text, source.hints))
    identity = identify(text, found)
    parser = dps if identity.kind is DocumentKind.DPS else pst
    tags = thesaurus()
    nodes = tuple(replace(node, themes=tags.tag(node.text)) for node in parser.parse(document_id, text, found))
    warnings = source.warnings if nodes else (*source.warnings, "aucun contenu reconnu")
    return Document(document_id, file, sha256, text, identity, nodes, term, warnings)


def parser_version() -> str:
    """Names what a document was parsed with: the code's version and the vocabulary's content.

    A library whose documents were parsed with another version parses them anew.
    """
    digest = hashlib.sha256(PARSER.encode())
    for file in sorted(files("ingest.vocabulary").iterdir(), key=lambda file: file.name):
        if file.name.endswith(".yaml"):
            digest.update(file.read_bytes())
    return f"{PARSER}-{digest.hexdigest()[:12]}"


def read_bytes(path: Path) -> bytes:
    """The bytes of a file.

    Raises:
        UnreadableFileError: If the file cannot be opened or is too large.
    """
    try:
        if path.stat().st_size > MAX_BYTES:
            raise UnreadableFileError(
                f"« {path.name} » dépasse la taille admise ({MAX_BYTES // 1_000_000} Mo).", "Découpez le document."
            )
        return path.read_bytes()
    except OSError as error:
        raise UnreadableFileError(
            f"« {path.name} » ne peut pas être ouvert ({error.strerror}).", "Vérifiez le chemin et les droits d'accès."
        ) from error


def sha256_of(path: Path) -> str:
    """The SHA-256 digest of a file's bytes, in hexadecimal."""
    return hashlib.sha256(read_bytes(path)).hexdigest()
