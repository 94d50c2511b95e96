"""Plans as PDF pages: a small writer of its own, for nothing in the product or its tests needs a library for that."""

from collections.abc import Iterator
from pathlib import Path

from pdfminer.fontmetrics import FONT_METRICS

from bench.lines import Line, Role, lines
from bench.trees import Plan
from bench.variation import of

_WIDTH, _HEIGHT, _MARGIN = 595, 842, 60
_BODY = 10.0
_SIZES = (18.0, 16.0, 14.0, 13.0, 12.0)
_LEADING = 1.3
_HANGING = 10
_FONTS = ("Helvetica", "Helvetica-Bold")
_UNKNOWN = 500


def write_pdf(plan: Plan, path: Path) -> None:
    """Text pages in Helvetica, with a running header and page numbers."""
    pages: list[list[str]] = [[]]
    top = float(_HEIGHT - _MARGIN)
    for one in lines(plan):
        size, left, rows, gap = _set(one)
        top -= gap
        for place, row in enumerate(rows):
            if top < _MARGIN + 2 * size:
                pages.append([])
                top = float(_HEIGHT - _MARGIN)
            bold = one.role in (Role.TITLE, Role.HEADING)
            if one.role is Role.ITEM and not place:
                pages[-1].append(_shown("•", left - _HANGING, top, size))
            pages[-1].append(_shown(row, left, top, size, bold=bold))
            top -= size * _LEADING
    for number, page in enumerate(pages, start=1):
        page.append(_shown(f"CPAS {of(plan.organisation)}", _MARGIN, _HEIGHT - 35, 8))
        page.append(_shown(f"Page {number} / {len(pages)}", _WIDTH - 120, 30, 8))
    path.write_bytes(_file(pages))


def _set(one: Line) -> tuple[float, float, list[str], float]:
    """A line's size, left margin, printed rows and the room above it."""
    heading = one.role in (Role.TITLE, Role.HEADING)
    size = _SIZES[one.depth] if heading else _BODY
    left = _MARGIN + (18 * (one.depth + 1) + _HANGING if one.role is Role.ITEM else 0)
    rows = _wrapped(one.text, (_WIDTH - _MARGIN - left) / size, FONT_METRICS[_FONTS[heading]][1])
    return size, float(left), rows, size * (0.9 if heading else 0.6 if one.role is Role.PARAGRAPH else 0.15)


def _wrapped(text: str, width: float, metrics: dict[str, int]) -> list[str]:
    """Rows as full as they go: a reader tells the end of a paragraph by a row that is not."""

    def measure(words: list[str]) -> float:
        return sum(metrics.get(letter, _UNKNOWN) for letter in " ".join(words)) / 1000

    rows: list[list[str]] = [[]]
    for word in text.split():
        if rows[-1] and measure([*rows[-1], word]) > width:
            rows.append([])
        rows[-1].append(word)
    return [" ".join(row) for row in rows]


def _shown(text: str, left: float, bottom: float, size: float, *, bold: bool = False) -> str:
    escaped = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return f"BT /F{2 if bold else 1} {size:g} Tf {left:.1f} {bottom:.1f} Td ({escaped}) Tj ET"


def _file(pages: list[list[str]]) -> bytes:
    objects = list(_objects(pages))
    data = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(len(data))
        data += f"{number} 0 obj\n".encode() + content + b"\nendobj\n"
    start = len(data)
    data += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    data += b"".join(f"{place:010} 00000 n \n".encode() for place in places)
    data += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(data)


def _objects(pages: list[list[str]]) -> Iterator[bytes]:
    first = 5
    kids = " ".join(f"{first + 2 * rank} 0 R" for rank in range(len(pages)))
    yield b"<< /Type /Catalog /Pages 2 0 R >>"
    yield f"<< /Type /Pages /Count {len(pages)} /Kids [{kids}] >>".encode()
    for name in _FONTS:
        yield f"<< /Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding /WinAnsiEncoding >>".encode()
    for rank, page in enumerate(pages):
        stream = "\n".join(page).encode("cp1252", errors="replace")
        box = f"/MediaBox [0 0 {_WIDTH} {_HEIGHT}] /Resources << /Font << /F1 3 0 R /F2 4 0 R >> >>"
        yield f"<< /Type /Page /Parent 2 0 R {box} /Contents {first + 2 * rank + 1} 0 R >>".encode()
        yield f"<< /Length {len(stream)} >>\nstream\n".encode() + stream + b"\nendstream"
