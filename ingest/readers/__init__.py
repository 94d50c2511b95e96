"""File bytes in, source text out; one module a family of formats, chosen by name and content."""

import re
import warnings
from dataclasses import replace
from pathlib import PurePath

from ingest.errors import PstError, UnreadableFileError
from ingest.given import Given, Line
from ingest.limits import MAX_BYTES, check_archive, check_size, check_text, check_xml
from ingest.readers.repair import repaired
from ingest.readers.text import decode
from ingest.source import Hint, Source

__all__ = ["MAX_BYTES", "SUPPORTED_SUFFIXES", "read"]

_TEXT = frozenset({".txt", ".text"})
_MARKDOWN = frozenset({".md", ".markdown"})
_HTML = frozenset({".html", ".htm", ".xhtml"})
_IMAGES = frozenset({".png", ".jpg", ".jpeg", ".tif", ".tiff"})
_OTHERS = frozenset({".docx", ".odt", ".pdf", ".xlsx", ".ods", ".csv", ".xml", ".json"})
SUPPORTED_SUFFIXES = _TEXT | _MARKDOWN | _HTML | _IMAGES | _OTHERS
_ARCHIVES = frozenset({".docx", ".odt", ".xlsx", ".ods"})
_OLD = {".doc": ".docx", ".xls": ".xlsx", ".rtf": ".docx", ".pages": ".docx", ".ppt": ".pdf", ".pptx": ".pdf"}
# What no record can hold (half a character) and what no screen should be sent (control characters).
_HALF = re.compile("[\ud800-\udfff]")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


def read(data: bytes, name: str) -> Source:
    """Read a file of any supported format, within the limits of `ingest.limits`.

    The libraries of a format are imported with its first file: text alone costs nothing.

    Args:
        data: The whole file.
        name: Its name, whose suffix tells the format.

    Raises:
        UnreadableFileError: If the format is unknown, the file too large or not what its name says.
    """
    check_size(len(data), name)
    if not data.strip():
        raise UnreadableFileError(
            f"« {name} » est vide : aucun texte à lire.", "Vérifiez que le fichier a été enregistré en entier."
        )
    try:
        with warnings.catch_warnings(action="ignore"):  # Libraries comment on files; the user asked for none of it.
            source = _read(data, name, PurePath(name).suffix.lower())
    except PstError:
        raise
    except MemoryError as error:
        raise UnreadableFileError(
            f"« {name} » a demandé trop de mémoire.", "Découpez-le, ou donnez-le dans un autre format."
        ) from error
    except RecursionError as error:
        raise UnreadableFileError(
            f"« {name} » emboîte trop d'éléments les uns dans les autres.", "Donnez-le dans un autre format."
        ) from error
    except Exception as error:  # A library may raise anything on a damaged file; it all means the same to the user.
        raise UnreadableFileError(
            f"« {name} » n'est pas lisible : le fichier est abîmé, incomplet ou d'un autre format.",
            "Ouvrez-le dans son logiciel d'origine et enregistrez-le à nouveau.",
        ) from error
    check_text(source.text, name)
    return _printable(source)


def _printable(source: Source) -> Source:
    """The source with what cannot be stored or printed replaced, character by character: lines keep their places."""
    text = _words(source.text)
    hints = {line: _hint(hint) for line, hint in source.hints.items()}
    return replace(source, text=text, hints=hints, given=_given(source.given) if source.given else None)


def _given(given: Given) -> Given:
    return replace(given, lines=tuple(map(_line, given.lines)))


def _line(line: Line) -> Line:
    attributes = tuple((key, _words(value)) for key, value in line.attributes)
    return replace(line, number=_words(line.number), attributes=attributes)


def _hint(hint: Hint) -> Hint:
    if not hint.number and not hint.attributes:
        return hint
    attributes = tuple((_words(name), _words(value)) for name, value in hint.attributes)
    return replace(hint, number=_words(hint.number), attributes=attributes)


def _words(text: str) -> str:
    return _CONTROL.sub(" ", _HALF.sub("\ufffd", text))


def _read(data: bytes, name: str, suffix: str) -> Source:
    if suffix in _ARCHIVES:
        check_archive(data, name)
    if suffix == ".xml":
        check_xml(data, name)
    if suffix in _TEXT:
        text = decode(data, name)
        if "\t" not in text:
            return repaired(Source(text))
        from ingest.readers import tabbed

        return repaired(tabbed.read_text(text))
    if suffix in _MARKDOWN:
        from ingest.readers import markdown

        return markdown.read_text(decode(data, name))
    if suffix in _HTML:
        from ingest.readers import html

        return html.read(data, name)
    if suffix in _IMAGES:
        from ingest.readers import ocr

        return ocr.read_image(data, name)
    return _read_office(data, name, suffix)


def _read_office(data: bytes, name: str, suffix: str) -> Source:
    if suffix == ".docx":
        from ingest.readers import docx

        return docx.read(data, name)
    if suffix == ".odt":
        from ingest.readers import odt

        return odt.read(data, name)
    if suffix == ".pdf":
        from ingest.readers import pdf

        return pdf.read(data, name)
    if suffix in (".xlsx", ".ods", ".csv"):
        from ingest.readers import ods, sheet

        return {".xlsx": sheet.read_xlsx, ".ods": ods.read_ods, ".csv": sheet.read_csv}[suffix](data, name)
    if suffix == ".xml":
        from ingest.readers import ecomptes

        return ecomptes.read(data, name)
    if suffix == ".json":
        from ingest.readers import draft

        return draft.read(data, name)
    remedy = f"Enregistrez-le en {_OLD[suffix]}." if suffix in _OLD else ""
    known = ", ".join(sorted(SUPPORTED_SUFFIXES))
    raise UnreadableFileError(f"« {name} » a un format inconnu.", f"{remedy} Formats acceptés : {known}.".strip())
