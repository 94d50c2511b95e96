"""Hostile files beside those of test_limits.py: few bytes for millions of cells, packed streams, nested archives."""

import io
import time
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from docx import Document as WordDocument
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from assistant.administration.uploads import put_aside, safe_name
from assistant.originals import original_of
from ingest.errors import PstError, UnreadableFileError
from ingest.quotas import Limits
from ingest.readers import read
from ingest.records import Declared
from ingest.sandbox import Sandbox
from tests.samples import check_french
from tests.shelves import publish, shelf_in, two_plans
from tests.test_limits import ARCHIVES, refusal, with_part, zipped
from tests.test_ods import cell, row, workbook

SOON = 30
"""Seconds on a machine that is busy; alone, each is refused in about one."""
QUADRATIC = '<!DOCTYPE a [<!ENTITY b "{}">]><a>{}</a>'.format("x" * 10_000, "&b;" * 10_000)
OUTSIDE = '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'
REMOTE = '<!DOCTYPE a [<!ENTITY % b SYSTEM "http://127.0.0.1:1/x.dtd"> %b;]><a/>'


def book(fill: Callable[[Worksheet], None]) -> bytes:
    made = Workbook()
    fill(made.worksheets[0])
    data = io.BytesIO()
    made.save(data)
    return data.getvalue()


def edited(**parts: bytes) -> bytes:
    """A workbook of one word, some of whose parts have another content, given by what their names end with."""
    data, found = book(lambda sheet: sheet.cell(1, 1, "Objectif")), io.BytesIO()
    with ZipFile(io.BytesIO(data)) as before, ZipFile(found, "w", ZIP_DEFLATED) as after:
        for entry in before.infolist():
            content = before.read(entry)
            if entry.filename == "xl/worksheets/sheet1.xml":
                content = content.replace(b"</sheetData>", parts.get("rows", b"") + b"</sheetData>" + parts["after"])
            if entry.filename == "[Content_Types].xml" and "strings" in parts:
                kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
                named = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}"/></Types>'
                content = content.replace(b"</Types>", named.encode())
            if entry.filename != "xl/sharedStrings.xml":
                after.writestr(entry.filename, content)
        if "strings" in parts:
            after.writestr("xl/sharedStrings.xml", parts["strings"])
    return found.getvalue()


def merged(*areas: str) -> bytes:
    """A workbook that says that huge areas are merged; the library would make each of their cells."""
    cells = "".join(f'<mergeCell ref="{one}"/>' for one in areas)
    return edited(after=f"<mergeCells>{cells}</mergeCells>".encode())


def sparse(count: int) -> bytes:
    """Many sheets of two cells far from one another."""
    made = Workbook()
    for number in range(count):
        sheet = made.create_sheet(f"f{number}")
        sheet["A1"] = "un"
        sheet.cell(100_000, 50, "deux")
    data = io.BytesIO()
    made.save(data)
    return data.getvalue()


def shared() -> bytes:
    """One long shared string that thousands of cells show."""
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    strings = f'<sst xmlns="{space}"><si><t>{"mot " * 8000}</t></si></sst>'
    rows = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(2, 3000))
    return edited(rows=rows.encode(), after=b"", strings=strings.encode())


def repeated() -> bytes:
    long = cell("mot " * 2000, "table:number-columns-repeated='40'")
    return workbook(row("OO", "Action"), row(long, more="table:number-rows-repeated='90000'"))


def spanned() -> bytes:
    tall = (row(cell(f"a{number}", "table:number-rows-spanned='100000'"), "b") for number in range(4000))
    return workbook(row("OO", "Action"), *tall)


@pytest.mark.parametrize(
    ("make", "name"),
    [
        (lambda: merged("A1:XFD1048576"), "fusion.xlsx"),
        (lambda: merged(*(f"A{n}:XFD{n + 99}" for n in range(1, 9901, 100))), "fusions.xlsx"),
        (lambda: sparse(30), "feuilles.xlsx"),
        (shared, "chaine.xlsx"),
        (repeated, "repete.ods"),
        (spanned, "etendu.ods"),
    ],
)
def test_cells_without_end_cost_little(make: Callable[[], bytes], name: str) -> None:
    data = make()
    assert len(data) < 2_000_000
    started = time.perf_counter()
    told = refusal(data, name)
    assert "cellules" in told or "caractères" in told
    assert time.perf_counter() - started < SOON


@pytest.mark.parametrize("xml", [QUADRATIC, OUTSIDE, REMOTE], ids=["quadratique", "fichier", "reseau"])
@pytest.mark.parametrize("path", ARCHIVES, ids=lambda path: path.suffix)
def test_no_entity_is_unfolded_nor_fetched(path: Path, xml: str) -> None:
    part = {".docx": "word/document.xml", ".odt": "content.xml", ".ods": "content.xml"}
    for data, name in (
        (with_part(path, part.get(path.suffix, "xl/worksheets/sheet1.xml"), xml.encode()), path.name),
        (xml.encode(), "export.xml"),
    ):
        told = refusal(data, name)
        assert "entités" in told
        assert "root:" not in told


def test_an_archive_inside_a_document_is_not_opened() -> None:
    document, inner = io.BytesIO(), zipped(a=b"\0" * 60_000_000)
    made = WordDocument()
    made.add_paragraph("Objectif stratégique 1 : Être un CPAS ouvert")
    made.save(document)
    data = io.BytesIO(document.getvalue())
    with ZipFile(data, "a", ZIP_DEFLATED) as archive:
        archive.writestr("word/embeddings/dedans.xlsx", inner)
    assert "Être un CPAS ouvert" in read(data.getvalue(), "plan.docx").text


def pdf(content: bytes, filters: str = "/FlateDecode", box: str = "0 0 595 842", kids: str = "3 0 R") -> bytes:
    """A PDF of one page, of this packed content."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count 1>>".encode(),
        f"<</Type/Page/Parent 2 0 R/MediaBox[{box}]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>".encode(),
        f"<</Length {len(content)}/Filter[{filters}]>>stream\n".encode() + content + b"\nendstream",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    data, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, start=1):
        places.append(len(data))
        data += f"{number} 0 obj".encode() + one + b"endobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"trailer<</Size {len(objects) + 1}/Root 1 0 R>>startxref\n{len(data)}\n%%EOF"
    return data + f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}{end}".encode()


def packed(megabytes: int, unit: bytes) -> bytes:
    packer, block = zlib.compressobj(9), unit * (2**20 // len(unit))
    return b"".join(packer.compress(block) for _ in range(megabytes)) + packer.flush()


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(Limits(seconds=SOON, memory_mb=512)) as made:
        yield made


@pytest.mark.parametrize(
    "make",
    [
        lambda: pdf(packed(150, b" ")),
        lambda: pdf(zlib.compress(packed(150, b" "), 9), "/FlateDecode/FlateDecode"),
        lambda: pdf(packed(8, b"BT /F 9 Tf 10 10 Td (a) Tj ET\n")),
        lambda: pdf(zlib.compress(b"BT ET"), box="0 0 1e9 1e9"),
        lambda: pdf(zlib.compress(b"BT ET"), kids="2 0 R 2 0 R"),
    ],
    ids=["flux", "flux-de-flux", "operateurs", "page-geante", "boucle"],
)
def test_a_hostile_pdf_costs_its_file_and_nothing_else(sandbox: Sandbox, make: Callable[[], bytes]) -> None:
    try:
        sandbox.read(make(), "hostile.pdf", "hostile.pdf", Declared())
    except UnreadableFileError as error:
        check_french(str(error))
    plan = "PST du CPAS de Huy\nObjectif stratégique 1 : Être juste\n- Prêter des tablettes\n".encode()
    assert sandbox.read(plan, "plan.txt", "plan.txt", Declared()).nodes


@given(st.text(max_size=80))
def test_no_name_of_an_upload_leads_out_of_its_folder(given_name: str) -> None:
    folder = Path("/srv/aside")
    for name in (given_name, f"../{given_name}", f"..\\{given_name}", f"/etc/{given_name}", f"a/../../{given_name}"):
        target = folder / safe_name(name)
        assert target.parent == folder
        assert target.name not in ("", ".", "..")
        assert len(target.name.encode()) <= 255 or not target.name.isascii()


@pytest.mark.parametrize(
    "name",
    ["../../evil.txt", "..\\..\\evil.txt", "/etc/cron.d/evil.txt", "C:\\evil.txt", "évil\0.txt", "..", "~/.ssh/x"],
)
def test_an_upload_is_written_in_its_folder_alone(name: str, tmp_path: Path) -> None:
    aside = tmp_path / "depot" / "aside"
    made = put_aside(aside, [(name, io.BytesIO(b"x"))])
    written = [one for one in tmp_path.rglob("*") if one.is_file()]
    assert [one.parent for one in written] == [aside / made]


@pytest.mark.parametrize(
    "name", ["../../../etc/passwd", "/etc/passwd", "..", ".", "", "a/../../b", "\0", "%2e%2e%2fpasswd"]
)
def test_no_document_id_leads_out_of_the_library(name: str, tmp_path: Path) -> None:
    shelf = shelf_in(tmp_path / "library")
    library = publish(shelf, two_plans())
    with pytest.raises(PstError) as caught:
        library.document(name)
    assert "root:" not in str(caught.value)
    folder = shelf.current
    assert folder is not None
    assert original_of(folder, name) is None
