"""Scanned pages and pictures of pages: Tesseract gives words at places, which are read like printed ones."""

import io
import itertools
import math
import os
import shutil
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor

import pypdfium2
import pytesseract
from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

from ingest.errors import UnreadableFileError
from ingest.quotas import seconds_left
from ingest.readers.hocr import levelled, read_hocr
from ingest.readers.pdf_writer import write_pages
from ingest.readers.printed import Page
from ingest.readers.scan import Scan, prepared
from ingest.source import Source, SourceWriter

MAX_PIXELS = 80_000_000
"""An A3 sheet at 600 points per inch has 70 million."""

MAX_IMAGES = 200
_DPI = 300
_LANGUAGE = "fra"
_SECONDS_A_PAGE = 120
_WORKERS = max(1, min(4, os.cpu_count() or 1))
_POINTS = 72.0
_RESERVE = 1.3  # pages differ, and the machine may have other work
_MAX_SIDE = 10_000  # points: 3.5 m, larger than any plan; a damaged page may claim a mile
_LOW_CONFIDENCE = 60.0


def read_image(data: bytes, name: str) -> Source:
    """Read a picture of a page, or a TIFF of several.

    Raises:
        UnreadableFileError: If Tesseract is missing, or the picture unreadable or too large.
    """
    try:
        with Image.open(io.BytesIO(data)) as image:
            if image.width * image.height > MAX_PIXELS:
                raise _too_large(name)
            if getattr(image, "n_frames", 1) > MAX_IMAGES:
                raise UnreadableFileError(f"« {name} » a plus de {MAX_IMAGES} pages.", "Découpez le fichier.")
            require_tesseract(name)
            frames = enumerate(ImageSequence.Iterator(image), start=1)
            count = getattr(image, "n_frames", 1)
            pages = _recognised(((number, _plain(frame, name)) for number, frame in frames), count, name)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _too_large(name) from error
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        raise UnreadableFileError(
            f"« {name} » n'est pas une image lisible (abîmée ou incomplète).", "Numérisez la page à nouveau."
        ) from error
    if not any(page.words for page in pages):
        raise _illegible(name)
    writer = SourceWriter()
    writer.warn("texte reconnu par OCR : des lettres peuvent être fausses")
    write_pages(levelled(pages), writer)
    return writer.source()


def read_pages(document: pypdfium2.PdfDocument, numbers: Sequence[int], name: str) -> dict[int, Page]:
    """Recognise pages of a PDF, a few at a time: each weighs 9 MB and more.

    Args:
        document: The open PDF.
        numbers: The numbers of its scanned pages, from 1.
        name: The file's name, for messages.

    Raises:
        UnreadableFileError: If Tesseract is missing or fails, or nothing is legible.
    """
    if any(max(document[number - 1].get_size()) > _MAX_SIDE for number in numbers):
        raise _too_large(name)
    require_tesseract(name)
    pages = _recognised(((number, _image(document, number)) for number in numbers), len(numbers), name)
    if not any(page.words for page in pages):
        raise _illegible(name)
    return {page.number: page for page in levelled(pages)}


def _recognised(images: Iterator[tuple[int, Image.Image]], count: int, name: str) -> list[Page]:
    """The pages that pictures show, a few at a time: each weighs 9 MB and more.

    Args:
        images: The pictures with the numbers of their pages.
        count: How many there are.
        name: The file's name, for messages.
    """
    os.environ.setdefault("OMP_THREAD_LIMIT", "1")  # Two pages at once cost less than two threads on one.
    start = time.monotonic()
    pages: list[Page] = []
    with ThreadPoolExecutor(_WORKERS) as pool:
        while batch := list(itertools.islice(images, _WORKERS)):
            pages += pool.map(lambda one: _page(one[1], one[0], name), batch)
            _check_time(len(pages), count, time.monotonic() - start, name)
    return pages


def _check_time(done: int, count: int, taken: float, name: str) -> None:
    """Give up on a scan as soon as its pages are clearly too many for the time that a file may take.

    Raises:
        UnreadableFileError: If they are, with the time that they need.
    """
    left = seconds_left()
    pace = taken / done
    # The fewer pages are read, the less the pace of those to come is known.
    doubt = 1 + 0.5 * (count - done) / count
    if left is None or pace * (count - done) <= left * doubt:
        return
    minutes = math.ceil(_RESERVE * pace * count / 60)
    raise UnreadableFileError(
        f"« {name} » : reconnaître ses {count} pages scannées demande environ {minutes} minute{'s' * (minutes > 1)}, "
        "plus que le temps admis pour un fichier.",
        f"Réglez PST_PARSE_SECONDS à {60 * minutes}, découpez le document, ou donnez l'original.",
    )


def _image(document: pypdfium2.PdfDocument, number: int) -> Image.Image:
    """The picture of a page, no larger than what recognition needs."""
    page = document[number - 1]
    try:
        width, height = page.get_size()
        scale = min(_DPI / _POINTS, (MAX_PIXELS / max(width * height, 1.0)) ** 0.5)
        image: Image.Image = page.render(scale=scale, grayscale=True).to_pil()
    finally:
        page.close()
    image.info["dpi"] = (scale * _POINTS, scale * _POINTS)
    return image


def require_tesseract(name: str) -> None:
    """Make sure that recognition is installed.

    Raises:
        UnreadableFileError: If it is not, with what to install on the user's system.
    """
    if shutil.which("tesseract") is None:
        raise UnreadableFileError(
            f"« {name} » est une image : il faut le logiciel Tesseract pour en lire le texte.", _install()
        )
    if _LANGUAGE not in pytesseract.get_languages():
        raise UnreadableFileError(f"« {name} » est une image : il manque à Tesseract la langue française.", _install())


def _install() -> str:
    if sys.platform == "darwin":
        return "Installez-le avec Homebrew : brew install tesseract tesseract-lang."
    if sys.platform == "win32":
        return (
            "Installez Tesseract pour Windows (distribution « UB Mannheim ») en cochant la langue « French », "
            "puis ajoutez son dossier à la variable PATH."
        )
    return "Installez-le : apt-get install tesseract-ocr tesseract-ocr-fra."


def _plain(image: Image.Image, name: str) -> Image.Image:
    """A picture in shades of grey, upright as its camera says, without transparency."""
    if image.width * image.height > MAX_PIXELS:
        raise _too_large(name)
    dpi = image.info.get("dpi")
    upright = ImageOps.exif_transpose(image)
    if upright.has_transparency_data:
        ground = Image.new("RGBA", upright.size, "white")
        upright = Image.alpha_composite(ground, upright.convert("RGBA"))
    grey = upright.convert("L")
    grey.info = {"dpi": dpi} if dpi else {}
    return grey


def _page(image: Image.Image, number: int, name: str) -> Page:
    """The page that a picture shows; one that reads badly is tried on its sides."""
    scan = prepared(image)
    page, confidence = _recognise(scan, number, name)
    if confidence < _LOW_CONFIDENCE and (turn := _turn(scan.image)):
        turned = prepared(image.rotate(-turn, expand=True), scan.dpi if scan.image.size == image.size else None)
        other, better = _recognise(turned, number, name)
        page = other if better > confidence else page
    return page


def _recognise(scan: Scan, number: int, name: str) -> tuple[Page, float]:
    try:
        markup = pytesseract.image_to_pdf_or_hocr(
            scan.image,
            lang=_LANGUAGE,
            extension="hocr",
            timeout=_SECONDS_A_PAGE,
            config=f"--dpi {round(scan.dpi)} -c hocr_font_info=0",
        )
    except (pytesseract.TesseractError, RuntimeError) as error:
        raise UnreadableFileError(
            f"« {name} » : la reconnaissance de caractères de la page {number} a échoué.",
            "Numérisez le document à nouveau, à 300 ppp.",
        ) from error
    scale = _POINTS / scan.dpi
    words, confidence = read_hocr(markup, scan)
    page = Page(number, scan.image.width * scale, scan.image.height * scale, words, scan.rules, recognised=True)
    return page, confidence


def _turn(image: Image.Image) -> int:
    """By how many degrees a page lies on its side, clockwise; 0 where Tesseract cannot tell."""
    try:
        found = pytesseract.image_to_osd(image, output_type=pytesseract.Output.DICT, timeout=_SECONDS_A_PAGE)
    except (pytesseract.TesseractError, RuntimeError, ValueError):
        return 0
    return int(found.get("rotate", 0))


def _too_large(name: str) -> UnreadableFileError:
    return UnreadableFileError(
        f"« {name} » est une image trop grande (plus de {MAX_PIXELS // 1_000_000} millions de points).",
        "Réduisez-la à 300 points par pouce.",
    )


def _illegible(name: str) -> UnreadableFileError:
    return UnreadableFileError(
        f"« {name} » : aucun texte lisible sur ces pages.", "Numérisez-les à nouveau, à 300 ppp."
    )
