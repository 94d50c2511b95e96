"""PDF with text: columns, running headers, page numbers, hyphenation, lists and tables cut by pages.

The text of a PDF is ink at places. Lines are read in columns, furniture that pages repeat is left out,
and lines are put together into paragraphs where the sentence goes on.
"""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.pdfparser import PDFSyntaxError
from pdfplumber.page import Page
from pdfplumber.utils.exceptions import PdfminerException

from ingest.errors import UnreadableFileError
from ingest.readers.grid import write_grid
from ingest.readers.pdf_layout import Line, body_size, columns, is_contents, joins, running
from ingest.source import Hint, Source, SourceWriter
from ingest.tables import elements

MAX_PAGES = 1500
_MIN_CHARACTERS_A_PAGE = 20
_LARGER = 1.12
_CHARACTER_WIDTH = 0.5


@dataclass(frozen=True, slots=True)
class _Part:
    """A line of text, or a table at its place on a page."""

    page: int
    top: float
    line: Line | None = None
    grid: tuple[tuple[str, ...], ...] = ()


def read(data: bytes, name: str) -> Source | None:
    """Read a PDF.

    Args:
        data: The whole file.
        name: The file's name, for messages.

    Returns:
        The source; None when the pages hold no text, only pictures of it.

    Raises:
        UnreadableFileError: If the file is damaged, protected by a password or too long.
    """
    try:
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            if len(pdf.pages) > MAX_PAGES:
                raise UnreadableFileError(f"« {name} » a plus de {MAX_PAGES} pages.", "N'en donnez que le plan.")
            parts = [part for page in pdf.pages for part in _page(page)]
            count = len(pdf.pages)
    except UnreadableFileError:
        raise
    except (PDFEncryptionError, PDFPasswordIncorrect) as error:
        raise _protected(name) from error
    except PdfminerException as error:
        if isinstance(error.args[0] if error.args else None, PDFEncryptionError | PDFPasswordIncorrect):
            raise _protected(name) from error
        raise _damaged(name) from error
    except (PDFSyntaxError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError) as error:
        # pdfminer lets many kinds through on a damaged file; all mean the same to the user.
        raise _damaged(name) from error
    if sum(len(part.line.text) for part in parts if part.line) + sum(bool(part.grid) for part in parts) * 100 < (
        _MIN_CHARACTERS_A_PAGE * count
    ):
        return None
    return _write(parts)


def _page(page: Page) -> Iterator[_Part]:
    """The parts of a page, in reading order."""
    tables: list[tuple[tuple[float, float, float, float], tuple[tuple[str, ...], ...]]] = []
    for table in page.find_tables():
        grid = tuple(tuple(cell or "" for cell in row) for row in table.extract())
        if len(grid) > 1 and max(map(len, grid)) > 1:
            tables.append((table.bbox, grid))

    def outside(thing: dict[str, Any]) -> bool:
        middle = (thing["top"] + thing["bottom"]) / 2
        return not any(
            box[0] - 1 <= thing["x0"] and thing["x1"] <= box[2] + 1 and box[1] <= middle <= box[3] for box, _ in tables
        )

    words = page.filter(lambda thing: thing.get("object_type") != "char" or outside(thing)).extract_words(
        keep_blank_chars=False, use_text_flow=False, extra_attrs=["size", "fontname"], x_tolerance_ratio=0.15
    )
    parts = [_Part(page.page_number, line.top, line) for line in columns(words, float(page.width), page.page_number)]
    for box, grid in tables:
        place = next((rank for rank, part in enumerate(parts) if part.top > box[1]), len(parts))
        parts.insert(place, _Part(page.page_number, box[1], None, grid))
    yield from parts


def _write(parts: list[_Part]) -> Source:
    lines = [part.line for part in parts if part.line]
    furniture = running(lines)
    body = body_size(lines)
    writer = SourceWriter()
    for words in dict.fromkeys(
        line.text for line in lines if line in furniture and line.page <= 2 and not line.text.isdigit()
    ):
        writer.line(words)  # Said once: some plans name their owner nowhere else.
    writer.blank()
    paragraph: Line | None = None
    grid: list[tuple[str, ...]] = []
    for part in parts:
        if part.line is not None:
            if part.line in furniture or is_contents(part.line):
                continue
            if grid:
                _flush_grid(grid, part.page, writer)
                grid = []
            if paragraph is not None and joins(paragraph, part.line):
                paragraph = paragraph.joined(part.line)
                continue
            _flush(paragraph, part.line, body, writer)
            paragraph = part.line
        else:
            _flush(paragraph, None, body, writer)
            paragraph = None
            # A table that goes on over the page: the same number of columns, nothing between.
            if grid and (len(grid[0]) != len(part.grid[0]) or elements(part.grid)):
                _flush_grid(grid, part.page, writer)
                grid = []
            grid += part.grid
    _flush(paragraph, None, body, writer)
    _flush_grid(grid, parts[-1].page if parts else 1, writer)
    return writer.source()


def _flush(paragraph: Line | None, following: Line | None, body: float, writer: SourceWriter) -> None:
    if paragraph is None:
        return
    stands_out = paragraph.bold or paragraph.size >= body * _LARGER
    indent = round(max(0.0, paragraph.indent) / (_CHARACTER_WIDTH * paragraph.size))
    writer.line(paragraph.text, Hint(bold=stands_out, page=paragraph.page), indent=indent)
    if following is not None and following.gap > 1.6 * following.size:
        writer.blank()


def _flush_grid(grid: list[tuple[str, ...]], page: int, writer: SourceWriter) -> None:
    if grid:
        write_grid(writer, grid, page)


def _protected(name: str) -> UnreadableFileError:
    return UnreadableFileError(
        f"« {name} » est protégé par un mot de passe.", "Enregistrez-en une copie sans protection et donnez-la."
    )


def _damaged(name: str) -> UnreadableFileError:
    return UnreadableFileError(
        f"« {name} » n'est pas un PDF lisible (abîmé ou incomplet).", "Téléchargez-le ou exportez-le à nouveau."
    )
