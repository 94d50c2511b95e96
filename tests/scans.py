"""Scans made from printed pages: turned a little, blurred, noisy."""

import numpy as np
import pypdfium2
from PIL import Image, ImageDraw, ImageFilter

from tests.printing import Sheet, printed


def picture(width: int = 827, height: int = 1169) -> Image.Image:
    """A page's picture that says next to nothing."""
    image = Image.new("L", (width, height), 245)
    ImageDraw.Draw(image).rectangle((100, 100, 700, 140), fill=20)
    return image


def scanned(data: bytes, pages: list[int], dpi: int = 200, angle: float = 0.8, noise: float = 12) -> bytes:
    """Pages of a PDF (from 0) printed and scanned again, as a PDF of pictures."""
    random = np.random.default_rng(1)
    sheets = []
    document = pypdfium2.PdfDocument(data)
    for rank, number in enumerate(pages):
        page = document[number]
        image = page.render(scale=dpi / 72, grayscale=True).to_pil()
        page.close()
        turn = angle if rank % 2 else -angle
        image = image.rotate(turn, Image.Resampling.BICUBIC, fillcolor=255).filter(ImageFilter.GaussianBlur(0.6))
        grey = np.asarray(image).astype(float) * 0.88 + 12
        sheets.append(np.clip(grey + random.normal(0, noise, grey.shape), 0, 255).astype(np.uint8))
    document.close()
    return printed(*[Sheet(picture=Image.fromarray(grey)) for grey in sheets])
