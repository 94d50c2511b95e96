"""PDF files: printed pages as they read, scanned ones by recognition, both in one document."""

from collections.abc import Iterator

import pypdfium2
import pypdfium2.raw as pdfium

from ingest.errors import UnreadableFileError
from ingest.readers import ocr
from ingest.readers.pdf_page import read_page
from ingest.readers.pdf_writer import write_pages
from ingest.readers.printed import Page
from ingest.source import Source, SourceWriter

MAX_PAGES = 1500
"""The longest plans have about four hundred."""

MAX_SCANNED_PAGES = 200
"""Recognition takes seconds a page."""

_MIN_SIGNS = 16
_LEGIBLE = 0.7
_PASSWORD = pdfium.FPDF_ERR_PASSWORD


def read(data: bytes, name: str) -> Source:
    """Read a PDF.

    Args:
        data: The whole file.
        name: The file's name, for messages.

    Raises:
        UnreadableFileError: If the file is damaged, protected by a password, too long or without anything to read.
    """
    document = _open(data, name)
    try:
        if not len(document):
            raise UnreadableFileError(
                f"« {name} » ne contient aucune page.", "Exportez-le à nouveau depuis l'original."
            )
        if len(document) > MAX_PAGES:
            raise UnreadableFileError(
                f"« {name} » a {len(document)} pages, plus que les {MAX_PAGES} admises.",
                "Découpez-le, ou n'en donnez que le plan.",
            )
        pages = list(_pages(document, name))
        writer = SourceWriter()
        scanned = [page.number for page in pages if _is_scanned(page)]
        if scanned:
            pages = _recognised(document, pages, scanned, name, writer)
    finally:
        document.close()
    if not any(page.words for page in pages):
        raise UnreadableFileError(
            f"« {name} » ne contient aucun texte lisible.", "Donnez le document d'origine, ou un scan à 300 ppp."
        )
    write_pages(pages, writer)
    return writer.source()


def _open(data: bytes, name: str) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD:
            raise UnreadableFileError(
                f"« {name} » est protégé par un mot de passe.", "Enregistrez-en une copie sans protection et donnez-la."
            ) from error
        raise UnreadableFileError(
            f"« {name} » n'est pas un PDF lisible (abîmé, incomplet ou sans page).",
            "Téléchargez-le ou exportez-le à nouveau.",
        ) from error


def _pages(document: pypdfium2.PdfDocument, name: str) -> Iterator[Page]:
    for index in range(len(document)):
        try:
            page = document[index]
        except pypdfium2.PdfiumError as error:
            raise UnreadableFileError(
                f"« {name} » : la page {index + 1} n'est pas lisible (fichier abîmé ou incomplet).",
                "Téléchargez-le ou exportez-le à nouveau.",
            ) from error
        try:
            yield read_page(page, index + 1)
        finally:
            page.close()  # Each page keeps its fonts and pictures in memory until then.


def _is_scanned(page: Page) -> bool:
    """Whether a page shows text that it does not hold: a picture of it, or letters without their meaning."""
    text = "".join(word.text for word in page.words)
    if len(text) < _MIN_SIGNS:
        return page.pictured
    legible = sum(sign.isalnum() or sign.isascii() or sign in "’«»…–—•€°œŒ" for sign in text)
    return legible < _LEGIBLE * len(text)


def _recognised(
    document: pypdfium2.PdfDocument, pages: list[Page], scanned: list[int], name: str, writer: SourceWriter
) -> list[Page]:
    """The pages with the scanned ones recognised; where some have text, those without stay out at worst."""
    if len(scanned) > MAX_SCANNED_PAGES:
        raise UnreadableFileError(
            f"« {name} » compte {len(scanned)} pages scannées, plus que les {MAX_SCANNED_PAGES} admises.",
            "Découpez-le, ou donnez le document d'origine.",
        )
    try:
        read = ocr.read_pages(document, scanned, name)
    except UnreadableFileError as error:
        if len(scanned) == len(pages):
            raise
        writer.warn(f"pages scannées non lues ({_listed(scanned)}) : {error.remedy}")
        return pages
    writer.warn(f"texte reconnu par OCR ({_listed(scanned)}) : des lettres peuvent être fausses")
    return [read.get(page.number, page) for page in pages]


def _listed(pages: list[int]) -> str:
    """Page numbers for people: « p. 3-5, 9 »."""
    runs: list[list[int]] = []
    for page in pages:
        if runs and page == runs[-1][-1] + 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    return "p. " + ", ".join(f"{run[0]}-{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)
