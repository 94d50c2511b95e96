"""File bytes in, source text out; one module a family of formats, chosen by name and content."""

from pathlib import PurePath

from ingest.errors import UnreadableFileError
from ingest.readers.text import MAX_BYTES, decode
from ingest.source import Source

__all__ = ["MAX_BYTES", "SUPPORTED_SUFFIXES", "read"]

_TEXT = frozenset({".txt", ".text"})
_MARKDOWN = frozenset({".md", ".markdown"})
_HTML = frozenset({".html", ".htm", ".xhtml"})
_IMAGES = frozenset({".png", ".jpg", ".jpeg", ".tif", ".tiff"})
_OTHERS = frozenset({".docx", ".odt", ".pdf", ".xlsx", ".ods", ".csv", ".xml"})
SUPPORTED_SUFFIXES = _TEXT | _MARKDOWN | _HTML | _IMAGES | _OTHERS
_OLD = {".doc": ".docx", ".xls": ".xlsx", ".rtf": ".docx", ".pages": ".docx", ".ppt": ".pdf", ".pptx": ".pdf"}


def read(data: bytes, name: str) -> Source:
    """Read a file of any supported format.

    The libraries of a format are imported with its first file: text alone costs nothing.

    Args:
        data: The whole file.
        name: Its name, whose suffix tells the format.

    Raises:
        UnreadableFileError: If the format is unknown, or the file is not what its name says.
    """
    suffix = PurePath(name).suffix.lower()
    if not data.strip():
        raise UnreadableFileError(
            f"« {name} » est vide : aucun texte à lire.", "Vérifiez que le fichier a été enregistré en entier."
        )
    if suffix in _TEXT:
        return Source(decode(data, name))
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
        from ingest.readers import ocr, pdf

        return pdf.read(data, name) or ocr.read_scan(data, name)
    if suffix in (".xlsx", ".ods", ".csv"):
        from ingest.readers import sheet

        return {".xlsx": sheet.read_xlsx, ".ods": sheet.read_ods, ".csv": sheet.read_csv}[suffix](data, name)
    if suffix == ".xml":
        from ingest.readers import ecomptes

        return ecomptes.read(data, name)
    remedy = f"Enregistrez-le en {_OLD[suffix]}." if suffix in _OLD else ""
    known = ", ".join(sorted(SUPPORTED_SUFFIXES))
    raise UnreadableFileError(f"« {name} » a un format inconnu.", f"{remedy} Formats acceptés : {known}.".strip())
