"""Scanned pages and pictures: Tesseract turns them into a PDF with text, which is read like any other."""

import io
import shutil

import pypdfium2
import pytesseract
from PIL import Image, UnidentifiedImageError

from ingest.errors import UnreadableFileError
from ingest.readers import pdf
from ingest.source import Source

_DPI = 300
_MAX_PAGES = 200
_MAX_PIXELS = 120_000_000
_LANGUAGE = "fra"
_SECONDS_A_PAGE = 120


def read_scan(data: bytes, name: str) -> Source:
    """Read a PDF of pictures.

    Raises:
        UnreadableFileError: If Tesseract is missing, the file too long, or nothing legible in it.
    """
    _require_tesseract(name)
    document = pypdfium2.PdfDocument(data)
    try:
        if len(document) > _MAX_PAGES:
            raise UnreadableFileError(
                f"« {name} » est un scan de plus de {_MAX_PAGES} pages.", "Découpez-le ou donnez l'original."
            )
        images = [page.render(scale=_DPI / 72).to_pil() for page in document]
    finally:
        document.close()
    return _recognise(images, name)


def read_image(data: bytes, name: str) -> Source:
    """Read a picture of a page.

    Raises:
        UnreadableFileError: If Tesseract is missing, or the picture unreadable or too large.
    """
    _require_tesseract(name)
    try:
        image = Image.open(io.BytesIO(data))
        if image.width * image.height > _MAX_PIXELS:
            raise UnreadableFileError(f"« {name} » est une image trop grande.", "Réduisez-la à 300 points par pouce.")
        return _recognise([image.convert("RGB")], name)
    except (UnidentifiedImageError, OSError) as error:
        raise UnreadableFileError(f"« {name} » n'est pas une image lisible.", "Numérisez la page à nouveau.") from error


def _recognise(images: list[Image.Image], name: str) -> Source:
    merged = pypdfium2.PdfDocument.new()
    try:
        for image in images:
            page = pytesseract.image_to_pdf_or_hocr(
                image, lang=_LANGUAGE, extension="pdf", timeout=_SECONDS_A_PAGE, config=f"--dpi {_DPI}"
            )
            with pypdfium2.PdfDocument(page) as one:
                merged.import_pages(one)
        output = io.BytesIO()
        merged.save(output)
    except (pytesseract.TesseractError, RuntimeError) as error:
        raise UnreadableFileError(
            f"La reconnaissance de caractères de « {name} » a échoué.", "Numérisez le document à nouveau, à 300 ppp."
        ) from error
    finally:
        merged.close()
    source = pdf.read(output.getvalue(), name)
    if source is None:
        raise UnreadableFileError(
            f"« {name} » : aucun texte lisible sur ces pages.", "Numérisez-les à nouveau, à 300 ppp."
        )
    writer_warning = "texte reconnu par OCR : des lettres peuvent être fausses"
    return Source(source.text, source.hints, (*source.warnings, writer_warning))


def _require_tesseract(name: str) -> None:
    if shutil.which("tesseract") is None:
        raise UnreadableFileError(
            f"« {name} » est une image : il faut Tesseract pour la lire.",
            "Installez-le : apt-get install tesseract-ocr tesseract-ocr-fra (ou la version de votre système).",
        )
    if _LANGUAGE not in pytesseract.get_languages():
        raise UnreadableFileError(
            f"« {name} » est une image : Tesseract n'a pas le français.",
            "Installez-le : apt-get install tesseract-ocr-fra.",
        )
