"""Recognition of scans: made from printed pages, turned, blurred and noisy, and read again."""

import io
import json
import shutil
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw
from rapidfuzz import fuzz

from ingest.document import read_document
from ingest.errors import UnreadableFileError
from ingest.quotas import within
from ingest.readers import ocr, pdf
from ingest.readers.blobs import bullet_before, bullet_in
from ingest.readers.printed import Box, Page, Style, Word
from ingest.readers.scan import Scan, prepared
from tests.scans import picture, scanned

LAYOUTS = Path(__file__).parent / "layouts"
ALIKE = 95
GOAL = 0.9

recognition = pytest.mark.skipif(
    shutil.which("tesseract") is None, reason="needs Debian's tesseract-ocr and tesseract-ocr-fra"
)


def png(image: Image.Image) -> bytes:
    data = io.BytesIO()
    image.save(data, "PNG")
    return data.getvalue()


@recognition
def test_a_scanned_declaration_has_the_tree_of_the_printed_one(tmp_path: Path) -> None:
    data = (LAYOUTS / "dps-numerotee.pdf").read_bytes()
    gold = json.loads((LAYOUTS / "dps-numerotee.gold.json").read_text(encoding="utf-8"))
    (tmp_path / "scan.pdf").write_bytes(scanned(data, [0, 1]))
    document = read_document(tmp_path / "scan.pdf", "scan")
    assert any("OCR" in warning for warning in document.warnings)
    texts = {node["order"]: node["text"] for node in gold["nodes"]}
    wanted = [(node["level"], node["text"], texts.get(node["parent"], "")) for node in gold["nodes"]]
    left = [
        (node.level.value, node.text, document.by_id[node.parent].text if node.parent else "")
        for node in document.nodes
        if node.level.value in {level for level, *_ in wanted}
    ]
    total, matched = len(left), 0
    for edge in wanted:
        found = next(
            (one for one in left if one[0] == edge[0] and alike(one[1], edge[1]) and alike(one[2], edge[2])), None
        )
        if found is not None:
            left.remove(found)
            matched += 1
    assert 2 * matched / (total + len(wanted)) >= GOAL


def alike(one: str, other: str) -> bool:
    return one == other or fuzz.ratio(one, other) >= ALIKE


@recognition
def test_a_scanned_sheet_is_a_table_again() -> None:
    data = (LAYOUTS / "pdf-fiches.pdf").read_bytes()
    gold = json.loads((LAYOUTS / "pdf-fiches.gold.json").read_text(encoding="utf-8"))
    wanted = [node for node in gold["nodes"] if node["page"] == 2 and node["level"] == "action"]
    source = pdf.read(scanned(data, [1]), "scan.pdf")
    lines = source.text.split("\n")
    actions = {lines[n - 1].strip(): dict(hint.attributes) for n, hint in source.hints.items() if hint.attributes}
    for node in wanted:
        found = max(actions, key=lambda words: fuzz.ratio(words, node["text"]))
        assert fuzz.ratio(found, node["text"]) >= ALIKE
        for name, value in node["attributes"].items():
            assert fuzz.ratio(actions[found].get(name, ""), str(value)) >= 85, (found, name)


@recognition
def test_a_picture_is_read_and_one_on_its_side_too() -> None:
    page = scanned((LAYOUTS / "pdf-colonne.pdf").read_bytes(), [5])
    image = pypdfium_picture(page)
    assert "Glossaire" in ocr.read_image(png(image), "page.png").text
    assert "Glossaire" in ocr.read_image(png(image.rotate(90, expand=True)), "page.png").text


def pypdfium_picture(data: bytes) -> Image.Image:
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    image: Image.Image = document[0].render(scale=200 / 72, grayscale=True).to_pil()
    document.close()
    image.info = {}
    return image


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Recognition that takes a second a page by a clock of its own; gives the pages that it read."""
    read: list[int] = []

    def page(image: Image.Image, number: int, name: str) -> Page:
        read.append(number)
        return Page(number, 595, 842, (Word("mot", Box(0, 0, 9, 9), 9, Style(10)),), recognised=True)

    monkeypatch.setattr(ocr, "_page", page)
    monkeypatch.setattr(ocr, "_WORKERS", 2)
    monkeypatch.setattr(ocr, "require_tesseract", lambda name: None)
    monkeypatch.setattr("time.monotonic", lambda: float(len(read)))
    return read


def pictures(count: int) -> bytes:
    data = io.BytesIO()
    first, *others = [picture(60, 80) for _ in range(count)]
    first.save(data, "TIFF", save_all=True, append_images=others)
    return data.getvalue()


def test_a_scan_too_long_for_its_time_is_refused_early_with_the_time_that_it_needs(slow: list[int]) -> None:
    with within(60), pytest.raises(UnreadableFileError) as error:
        ocr.read_image(pictures(120), "scan.tif")
    assert "« scan.tif »" in error.value.what
    assert "120 pages" in error.value.what
    assert "PST_PARSE_SECONDS à 180" in error.value.remedy
    assert len(slow) < 10


@pytest.mark.parametrize("seconds", [130, 180])
def test_a_scan_that_fits_is_read_to_its_end(slow: list[int], seconds: float) -> None:
    with within(seconds):
        ocr.read_image(pictures(120), "scan.tif")
    assert slow == list(range(1, 121))


def test_without_a_limit_all_pages_are_read(slow: list[int]) -> None:
    ocr.read_image(pictures(30), "scan.tif")
    assert len(slow) == 30


def test_a_picture_is_straightened() -> None:
    page = Image.new("L", (1654, 2339), 255)
    pen = ImageDraw.Draw(page)
    for row in range(200, 2100, 45):
        pen.rectangle((200, row, 1450 - 37 * (row % 7), row + 18), fill=0)
    for angle in (-2.0, 0.0, 1.25):
        turned = page.rotate(angle, Image.Resampling.BICUBIC, fillcolor=255)
        ink = prepared(turned, 200).ink.sum(axis=1)
        # Lines lie level: between them rows are empty.
        assert (ink[250:2000] < 20).mean() > 0.4


def test_small_pictures_are_enlarged_and_large_ones_left() -> None:
    assert prepared(picture(600, 848)).image.width > 2000
    assert prepared(picture(2480, 3508)).image.width == 2480


def test_ruled_lines_are_found_and_wiped() -> None:
    page = Image.new("L", (2480, 3508), 240)
    pen = ImageDraw.Draw(page)
    for x in (300, 900, 2100):
        pen.line((x, 500, x, 1100), fill=150, width=2)
    for y in (500, 800, 1100):
        pen.line((300, y, 2100, y), fill=150, width=2)
    noisy = np.asarray(page).astype(float) + np.random.default_rng(2).normal(0, 10, (3508, 2480))
    scan = prepared(Image.fromarray(np.clip(noisy, 0, 255).astype(np.uint8)), 300)
    assert sorted(rule.upright for rule in scan.rules) == [False] * 3 + [True] * 3
    assert np.asarray(scan.image)[600:700, 890:910].min() > 180


def test_bullets_are_told_from_letters_by_their_ink() -> None:
    ink = np.zeros((100, 400), dtype=bool)
    ink[40:64, 20:44] = True  # A square.
    yy, xx = np.mgrid[:100, :400]
    ink |= (yy - 52) ** 2 + (xx - 110) ** 2 <= 7**2  # A dot.
    ink[40:64, 200:204] = ink[40:64, 214:218] = ink[50:54, 200:218] = True  # An H.
    scan = Scan(Image.fromarray((~ink * 255).astype(np.uint8)), 300, ink)
    assert bullet_in(scan, (18, 36, 48, 68), 38) == "■"
    assert bullet_in(scan, (98, 36, 122, 68), 38) == "•"
    assert bullet_in(scan, (196, 36, 222, 68), 38) == ""
    found = bullet_before(scan, (180, 30, 230, 70), 30)
    assert found is not None
    assert found[0] == "•"


def test_a_picture_larger_than_any_sheet_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "MAX_PIXELS", 500_000)
    with pytest.raises(UnreadableFileError, match="trop grande"):
        ocr.read_image(png(picture()), "grande.png")


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    data = bytearray(png(Image.new("1", (64, 64))))
    data[16:24] = (200_000).to_bytes(4, "big") * 2  # The header says 40 thousand million points.
    import zlib

    data[29:33] = zlib.crc32(data[12:29]).to_bytes(4, "big")
    with pytest.raises(UnreadableFileError, match="trop grande"):
        ocr.read_image(bytes(data), "bombe.png")


def test_what_is_no_picture_is_refused() -> None:
    with pytest.raises(UnreadableFileError, match="image lisible"):
        ocr.read_image(b"Bonjour", "photo.png")


@pytest.mark.parametrize(
    ("platform", "words"), [("linux", "apt-get install tesseract-ocr"), ("darwin", "brew"), ("win32", "Windows")]
)
def test_without_tesseract_the_user_learns_what_to_install(
    monkeypatch: pytest.MonkeyPatch, platform: str, words: str
) -> None:
    monkeypatch.setattr("shutil.which", lambda _: None)
    monkeypatch.setattr(ocr.sys, "platform", platform)
    with pytest.raises(UnreadableFileError, match=words):
        ocr.read_image(png(picture()), "page.png")


def test_without_french_the_user_learns_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda _: "/usr/bin/tesseract")
    monkeypatch.setattr(ocr.pytesseract, "get_languages", lambda: ["eng"])
    with pytest.raises(UnreadableFileError, match="langue française"):
        ocr.read_image(png(picture()), "page.png")
