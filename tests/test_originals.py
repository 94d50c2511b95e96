"""The page of a PDF that a passage stands on."""

import io
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pypdfium2
import pytest
from PIL import Image

from assistant import originals
from assistant.originals import original_of, page_image
from assistant.service import Assistant
from assistant.settings import Settings
from tests.conftest import ROOT

PDF = ROOT / "tests" / "layouts" / "dps-numerotee.pdf"


def _pdf(file: Path, box: str = "0 0 300 200", rotation: int = 0, at: str = "60 120") -> Path:
    """A page with two words on it."""
    drawn = f"BT /F 18 Tf {at} Td (Bonjour Andenne) Tj ET"
    file.write_text(
        "%PDF-1.4\n1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj\n"
        "2 0 obj <</Type /Pages /Kids [3 0 R] /Count 1>> endobj\n"
        f"3 0 obj <</Type /Page /Parent 2 0 R /MediaBox [{box}] /Rotate {rotation} /Contents 4 0 R "
        "/Resources <</Font <</F <</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>>>>>>> endobj\n"
        f"4 0 obj <</Length {len(drawn)}>> stream\n{drawn}\nendstream endobj\n"
        "trailer <</Root 1 0 R>>\n%%EOF\n"
    )
    return file


def _extent(mask: "np.ndarray[tuple[int, ...], np.dtype[np.bool_]]") -> tuple[int, int, int, int]:
    rows, columns = np.nonzero(mask)
    assert len(rows), "nothing of this colour"
    return int(columns.min()), int(rows.min()), int(columns.max()), int(rows.max())


def _yellow(data: bytes) -> int:
    picture = Image.open(io.BytesIO(data)).convert("RGB")
    red, green, blue = (np.asarray(picture)[..., place].astype(int) for place in range(3))
    return int(((red > 200) & (green > 180) & (blue < 190)).sum())


@pytest.fixture(scope="module")
def words() -> str:
    page = pypdfium2.PdfDocument(PDF)[0]
    return " ".join(page.get_textpage().get_text_range().split()[10:18])


def test_the_passage_is_marked(words: str) -> None:
    marked, plain = page_image(PDF, 1, words), page_image(PDF, 1, "mots que la page ne porte pas")
    assert marked is not None
    assert plain is not None
    assert _yellow(marked) > _yellow(plain)


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
@pytest.mark.parametrize(("box", "at"), [("0 0 300 200", "60 120"), ("500 -300 800 -100", "560 -180")])
def test_the_mark_is_on_the_words_however_the_page_lies(box: str, at: str, rotation: int, tmp_path: Path) -> None:
    data = page_image(_pdf(tmp_path / "a.pdf", box, rotation, at), 1, "Bonjour Andenne")
    assert data is not None
    picture = np.asarray(Image.open(io.BytesIO(data)).convert("RGB")).astype(int)
    words, marked = _extent(picture.max(axis=2) < 130), _extent(picture[..., 0] - picture[..., 2] > 40)
    assert all(abs(one - other) <= 8 for one, other in zip(words, marked, strict=True))


def test_a_poster_is_drawn_smaller(tmp_path: Path) -> None:
    data = page_image(_pdf(tmp_path / "a.pdf", "0 0 3000 2500"), 1, "Bonjour Andenne")
    assert data is not None
    width, height = Image.open(io.BytesIO(data)).size
    assert 11_900_000 < width * height < 12_010_000
    assert abs(width / height - 1.2) < 0.01
    assert _yellow(data) > 0


def test_pages_are_drawn_one_at_a_time_and_one_that_cannot_be_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inside: list[int] = []
    most: list[int] = []

    def fail(*_: object, **__: object) -> None:
        inside.append(1)
        most.append(len(inside))
        time.sleep(0.05)
        inside.pop()
        raise pypdfium2.PdfiumError("damaged")

    monkeypatch.setattr(pypdfium2.PdfPage, "render", fail)
    files = [_pdf(tmp_path / f"{rank}.pdf") for rank in range(4)]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(lambda file: page_image(file, 1, "Bonjour"), files)) == [None] * 4
    assert most == [1] * 4


@pytest.mark.parametrize("page", [0, 999])
def test_a_page_that_is_not_there_is_none(page: int) -> None:
    assert page_image(PDF, page, "mots") is None


def test_what_is_no_pdf_has_no_page(tmp_path: Path) -> None:
    false = tmp_path / "faux.pdf"
    false.write_bytes(b"%PDF-1.4 rien")
    assert page_image(false, 1, "mots") is None
    assert page_image(tmp_path / "absent.pdf", 1, "mots") is None
    assert page_image(ROOT / "README.md", 1, "mots") is None


def test_the_file_is_given_only_as_it_was_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = tmp_path / "dps.txt"
    source.write_bytes((ROOT / "corpus" / "trooz-dps-2018-2024.txt").read_bytes())
    assistant = Assistant(Settings(home=tmp_path / "home"))
    assistant.ingest([source])
    folder, name = assistant.shelf.current, assistant.documents()[0].id
    assert folder is not None
    read: list[bytes] = []
    digest = originals.sha256
    monkeypatch.setattr(originals, "sha256", lambda data: read.append(data) or digest(data))
    assert original_of(folder, name) == original_of(folder, name) == source
    assert len(read) == 1  # the file has not changed between two views
    assert original_of(folder, "autre") is None
    source.write_text("autre chose")
    assert original_of(folder, name) is None
