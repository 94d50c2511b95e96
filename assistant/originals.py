"""The page of a PDF that a passage stands on, as a picture with the passage marked."""

import io
from functools import lru_cache
from hashlib import sha256
from math import sqrt
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from vectorstore.snapshot import read_manifest

if TYPE_CHECKING:
    from PIL.Image import Image
    from pypdfium2 import PdfBitmap, PdfPage

_SCALE = 2.0
"""Points to pixels: 144 dots an inch read well on a screen and stay under 1 MB."""
_PIXELS = 12_000_000
"""A page that would have more is drawn smaller: plans are printed as posters too, and a file may claim any size."""
_WORDS = 8
_COLOUR = (255, 214, 0, 90)
_ONE_AT_A_TIME = Lock()
"""PDFium must not be entered by two threads at once, whatever the documents, and pages of the application are threads:
https://pypdfium2.readthedocs.io (« Thread incompatibility »)."""

_Box = tuple[int, int, int, int]


def page_image(path: Path, page: int, passage: str) -> bytes | None:
    """A page as a PNG of 12 million pixels at most.

    Args:
        path: The file, as it was ingested.
        page: The page, from 1.
        passage: The words to mark; a page on which they are not found in this form is shown without marks.

    Returns:
        The picture, or None where the file is no PDF, is damaged, has left or has no such page.
    """
    if path.suffix.lower() != ".pdf" or not path.is_file():
        return None
    with _ONE_AT_A_TIME:
        drawn = _drawn(path, page, passage)
    if drawn is None:
        return None
    from PIL import Image, ImageDraw

    picture, boxes = drawn
    veil = Image.new("RGBA", picture.size, (0, 0, 0, 0))
    for box in boxes:
        ImageDraw.Draw(veil).rectangle(box, fill=_COLOUR)
    out = io.BytesIO()
    Image.alpha_composite(picture, veil).convert("RGB").save(out, "PNG", optimize=True)
    return out.getvalue()


def _drawn(path: Path, page: int, passage: str) -> "tuple[Image, list[_Box]] | None":
    """The page without marks, and where they go; nothing of PDFium is left when it comes back."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(path)
        try:
            if not 1 <= page <= len(document):
                return None
            sheet = document[page - 1]
            bitmap = sheet.render(scale=_scale(*sheet.get_size()))
            return bitmap.to_pil().convert("RGBA"), _boxes(sheet, bitmap, passage)
        finally:
            document.close()
    except pypdfium2.PdfiumError:
        return None


def _scale(width: float, height: float) -> float:
    """Pixels a point for a page of so many points."""
    return min(_SCALE, sqrt(_PIXELS / max(1.0, width * height)), _PIXELS / max(1.0, width, height))


def _boxes(sheet: "PdfPage", bitmap: "PdfBitmap", passage: str) -> list[_Box]:
    """Where the passage's words stand in the picture: all of it, else its beginning.

    The page may be turned, and its corner need not be the origin: PDFium itself knows where a point is drawn.
    """
    words, place = passage.split(), bitmap.get_posconv(sheet)
    text = sheet.get_textpage()
    for sought in (" ".join(words), " ".join(words[:_WORDS]), " ".join(words[: _WORDS // 2])):
        found = text.search(sought).get_next() if sought else None
        if found is not None:
            rectangles = [text.get_rect(rank) for rank in range(text.count_rects(*found))]
            return [
                _box(place.to_bitmap(left, bottom), place.to_bitmap(right, top))
                for left, bottom, right, top in rectangles
            ]
    return []


def _box(one: tuple[int, int], other: tuple[int, int]) -> _Box:
    (left, right), (top, bottom) = sorted((one[0], other[0])), sorted((one[1], other[1]))
    return left, top, right, bottom


def original_of(folder: Path, document: str) -> Path | None:
    """The file that a document was read from, where it is still there as it was read.

    Args:
        folder: The snapshot of the library.
        document: The document's id.
    """
    entry = next((one for one in read_manifest(folder).entries if one.document == document), None)
    if entry is None or "://" in entry.path:
        return None
    path = Path(entry.path)
    try:
        state = path.stat()
        same = path.is_file() and _digest(path, state.st_mtime_ns, state.st_size) == entry.sha256
    except OSError:
        return None
    return path if same else None


@lru_cache(maxsize=256)
def _digest(path: Path, _modified: int, _size: int) -> str:
    """The SHA-256 of a file, read once as long as its time and its size stay: pages look at each view."""
    return sha256(path.read_bytes()).hexdigest()
