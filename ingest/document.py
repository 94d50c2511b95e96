"""One file to one typed document: read, lay out, identify, parse."""

import hashlib
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

from ingest import given
from ingest.contents import without_contents
from ingest.errors import UnreadableFileError
from ingest.identify import identify
from ingest.layout import blocks
from ingest.limits import check_size
from ingest.parsers import dps, law, note, pst
from ingest.readers import read
from ingest.records import Declared, DeclaredKind, Document, DocumentKind, Identity, Node
from ingest.references import linked
from ingest.source import Source
from ingest.themes import thesaurus
from ingest.vocabulary import additions_data

PARSER = "6"
"""Raised when parsing changes, so that libraries parse their documents anew."""

_NOTHING = Declared()
_PARSERS = {DocumentKind.DPS: dps.parse, DocumentKind.LOI: law.parse}


def read_document(path: Path, document_id: str, declared: Declared = _NOTHING) -> Document:
    """Read and parse one file.

    Args:
        path: The file.
        document_id: The id that the library gives it.
        declared: What the person who supplied the document declared of it.

    Returns:
        The typed document.

    Raises:
        UnreadableFileError: If the file cannot be read as a document.
    """
    return read_data(read_bytes(path), path.name, document_id, declared)


def read_data(data: bytes, name: str, document_id: str, declared: Declared = _NOTHING) -> Document:
    """Read and parse a file's bytes; `name` is the file's, see `read_document` for the rest."""
    return parse_source(read(data, name), document_id, name, hashlib.sha256(data).hexdigest(), declared)


def parse_text(text: str, document_id: str, file: str, sha256: str, declared: Declared = _NOTHING) -> Document:
    """Turn plain text into a typed document; see `parse_source`."""
    return parse_source(Source(text), document_id, file, sha256, declared)


def parse_source(source: Source, document_id: str, file: str, sha256: str, declared: Declared = _NOTHING) -> Document:
    """Turn a source into a typed document.

    Args:
        source: The source text with its hints; offsets of the nodes point into the text.
        document_id: The id that the library gives it.
        file: The file's name.
        sha256: The digest of the file's bytes.
        declared: See `read_document`.
    """
    text = source.text
    if source.given is not None:
        identity = given.identity(source.given, text)
        nodes = _tagged(given.nodes(source.given, document_id, text), text, identity)
        warnings = source.warnings if nodes else (*source.warnings, "aucun contenu reconnu")
        return Document(
            document_id, file, sha256, text, identity, nodes, declared.term, warnings, record=source.given.record
        )
    seen = without_contents(blocks(text, source.hints))
    found = [block for block in seen if not block.outside]
    if declared.kind is DeclaredKind.NOTE:
        identity, parse = note.identity(text, found), note.parse
    else:
        identity = identify(text, seen, source.kind)
        parse = _PARSERS.get(identity.kind, pst.parse)
    nodes = _tagged(parse(document_id, text, found), text, identity)
    warnings = source.warnings if nodes else (*source.warnings, "aucun contenu reconnu")
    return Document(document_id, file, sha256, text, identity, nodes, declared.term, warnings, declared.kind)


def reread(document: Document, kind: DocumentKind) -> tuple[Node, ...]:
    """The nodes of a document read as one of another kind: from its text alone, without its format's hints.

    Args:
        document: The document.
        kind: What the staff say that it is.

    Returns:
        Its own nodes where both kinds are parsed alike.
    """
    parse = _PARSERS.get(kind, pst.parse)
    if parse is _PARSERS.get(document.identity.kind, pst.parse):
        return document.nodes
    found = without_contents(blocks(document.text))
    return _tagged(parse(document.id, document.text, found), document.text, replace(document.identity, kind=kind))


def _tagged(nodes: tuple[Node, ...], text: str, identity: Identity) -> tuple[Node, ...]:
    """Nodes with their themes and, in a law, with what they refer to."""
    if identity.kind is DocumentKind.LOI:
        nodes = linked(nodes, text, identity)
    tags = thesaurus()
    return tuple(replace(node, themes=tags.tag(node.text)) for node in nodes)


def parser_version() -> str:
    """Names what a document was parsed with: the code's version and the vocabulary's content.

    A library whose documents were parsed with another version parses them anew.
    """
    digest = hashlib.sha256(PARSER.encode())
    for file in sorted(files("ingest.vocabulary").iterdir(), key=lambda file: file.name):
        if file.name.endswith(".yaml"):
            digest.update(file.read_bytes())
    digest.update(additions_data())
    return f"{PARSER}-{digest.hexdigest()[:12]}"


def read_bytes(path: Path) -> bytes:
    """The bytes of a file.

    Raises:
        UnreadableFileError: If the file cannot be opened or is too large.
    """
    try:
        check_size(path.stat().st_size, path.name)
        return path.read_bytes()
    except OSError as error:
        raise UnreadableFileError(
            f"« {path.name} » ne peut pas être ouvert ({error.strerror}).", "Vérifiez le chemin et les droits d'accès."
        ) from error


def sha256_of(path: Path) -> str:
    """The SHA-256 digest of a file's bytes, in hexadecimal."""
    return hashlib.sha256(read_bytes(path)).hexdigest()
