"""Small PDFs made by hand, with words and lines at given places."""

import io
from dataclasses import dataclass, field

from PIL import Image

WIDTH, HEIGHT = 595, 842
_FONTS = ("Helvetica", "Helvetica-Bold", "Helvetica-Oblique")


@dataclass
class Sheet:
    """A page under construction; places are in points from its left and top edges."""

    operations: list[str] = field(default_factory=list)
    picture: Image.Image | None = None
    rotation: int = 0

    def write(self, x: float, y: float, text: str, size: float = 11, *, bold: bool = False) -> "Sheet":
        """Put words on a baseline."""
        escaped = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        self.operations.append(f"BT /F{int(bold)} {size} Tf {x} {HEIGHT - y} Td ({escaped}) Tj ET")
        return self

    def lines(self, x: float, y: float, *texts: str, size: float = 11, bold: bool = False, step: float = 14) -> float:
        """Put lines one below the other; returns where the next would stand."""
        for text in texts:
            self.write(x, y, text, size, bold=bold)
            y += step
        return y

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> "Sheet":
        """Draw a line."""
        self.operations.append(f"0.5 w {x0} {HEIGHT - y0} m {x1} {HEIGHT - y1} l S")
        return self

    def table(self, xs: list[float], ys: list[float], cells: list[list[str]]) -> "Sheet":
        """Draw a ruled table with a word or two in each cell."""
        for y in ys:
            self.rule(xs[0], y, xs[-1], y)
        for x in xs:
            self.rule(x, ys[0], x, ys[-1])
        for row, y in zip(cells, ys, strict=False):
            for cell, x in zip(row, xs, strict=False):
                self.write(x + 3, y + 13, cell, 9)
        return self


def printed(*sheets: Sheet) -> bytes:
    """A PDF of these pages."""
    objects: list[bytes] = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    for font in _FONTS:
        objects.append(f"<< /Type /Font /Subtype /Type1 /BaseFont /{font} /Encoding /WinAnsiEncoding >>".encode())
    kids = []
    for sheet in sheets:
        resources = "/Font << " + " ".join(f"/F{n} {n + 3} 0 R" for n in range(len(_FONTS))) + " >>"
        content = "\n".join(sheet.operations)
        if sheet.picture is not None:
            jpeg = io.BytesIO()
            sheet.picture.convert("L").save(jpeg, "JPEG", quality=90)
            width, height = sheet.picture.size
            head = (
                f"<< /Type /XObject /Subtype /Image /Width {width} /Height {height} /ColorSpace /DeviceGray "
                f"/BitsPerComponent 8 /Filter /DCTDecode /Length {len(jpeg.getvalue())} >>\nstream\n"
            )
            objects.append(head.encode() + jpeg.getvalue() + b"\nendstream")
            resources += f" /XObject << /P {len(objects)} 0 R >>"
            content = f"q {WIDTH} 0 0 {HEIGHT} 0 0 cm /P Do Q\n{content}"
        stream = content.encode("cp1252")
        objects.append(b"<< /Length %d >>\nstream\n" % len(stream) + stream + b"\nendstream")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] /Rotate {sheet.rotation} "
            f"/Resources << {resources} >> /Contents {len(objects)} 0 R >>".encode()
        )
        kids.append(len(objects))
    objects[1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(f'{kid} 0 R' for kid in kids)}] >>".encode()
    output = bytearray(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(output))
        output += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    start = len(output)
    output += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    output += b"".join(b"%010d 00000 n \n" % place for place in places)
    output += b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(output)
