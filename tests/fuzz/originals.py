"""Small files of every format, to be mutated: small enough for thousands to be parsed in a minute."""

import io
import re
from functools import cache
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook
from PIL import Image, ImageDraw

ROOT = Path(__file__).parent.parent.parent
LAYOUTS = ROOT / "tests" / "layouts"
CORPUS = ROOT / "corpus"
SLOW = frozenset({".png", ".tif", ".jpg"})
"""Formats that need Tesseract, a second a page."""

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

PLAN = """PST du CPAS de Huy 2025-2030

Volet externe : les politiques

Objectif stratégique 1 : Être un CPAS proche de chacun

Objectif opérationnel 1.1 : Soutenir les jeunes

Actions :
    • Ouvrir une maison de quartier pour 25.000 € en 2026
        o Engager un éducateur
    • Prêter des tablettes (voir l'article 27ter, § 2)
OO 1.2 Loger les locataires :
- Créer 10 logements de transit
    Pilote : service logement
    Échéance : 2027
"""
_ROWS = (
    ("Volet", "OS", "OO", "Action", "Pilote", "Échéance", "Budget"),
    ("Externe", "Être proche", "Soutenir les jeunes", "Ouvrir une maison de quartier", "Jean", "2026", "25.000 €"),
    ("", "", "", "Prêter des tablettes", "Marie", "2027", ""),
    ("", "", "Loger", "Créer 10 logements", "", "", ""),
)


@cache
def originals() -> tuple[tuple[str, bytes], ...]:
    """Names and bytes; `slow` formats are among them."""
    export = (LAYOUTS / "ecomptes-volets.xml").read_bytes()
    return (
        ("plan.txt", PLAN.encode()),
        ("nu.txt", (LAYOUTS / "txt-nu.txt").read_bytes()[:500]),
        ("codes.txt", (LAYOUTS / "txt-codes.txt").read_bytes()[:500]),
        ("dps.txt", (CORPUS / "trooz-dps-2018-2024.txt").read_bytes()[:800]),
        ("page.txt", (CORPUS / "sprimont-pst-page.txt").read_bytes()[:800]),
        ("ocr.md", (LAYOUTS / "md-ocr.md").read_bytes()[:600]),
        ("plan.md", (CORPUS / "bernissart-pst-2019-2024.md").read_bytes()[:800]),
        ("tableau.csv", "\n".join(";".join(row) for row in _ROWS).encode("cp1252")),
        ("iapst.csv", (LAYOUTS / "csv-iapst.csv").read_bytes()[:700]),
        ("page.html", _html()),
        ("export.xml", _first_volet(export)),
        ("plan.docx", _docx()),
        ("titres.odt", _shorter(LAYOUTS / "odt-titres.odt", "text:(?:h|p|list)", 9)),
        ("iapst.ods", _shorter(LAYOUTS / "ods-iapst.ods", "table:table-row", 5)),
        ("tableau.xlsx", _xlsx()),
        ("plan.pdf", _pdf()),
        ("scan.png", _picture()),
    )


def _html() -> bytes:
    items = "".join(f"<li>{line.strip()}</li>" for line in PLAN.splitlines() if "•" in line)
    return (
        "<!doctype html><html><head><meta charset='utf-8'><title>PST</title></head><body><nav><a href='/'>Accueil</a>"
        f"</nav><main><h1>PST du CPAS de Huy</h1><h2>Objectif stratégique 1 : Être proche</h2><ul>{items}</ul>"
        "<details><summary>Objectif opérationnel 1.1</summary><p>Soutenir les jeunes dans leur quartier.</p></details>"
        "<table><tr><th>Action</th><th>Pilote</th></tr><tr><td>Prêter</td><td>Jean</td></tr></table></main></body></html>"
    ).encode()


def _first_volet(export: bytes) -> bytes:
    """An export with its first volet alone."""
    first, *others = export.split(b"</Volet>")
    return first + b"</Volet>" + others[-1]


def _shorter(path: Path, element: str, count: int) -> bytes:
    """An OpenDocument file with the first elements of a kind alone."""
    buffer = io.BytesIO()
    with ZipFile(path) as before, ZipFile(buffer, "w", ZIP_DEFLATED) as after:
        for entry in before.infolist():
            content = before.read(entry)
            if entry.filename == "content.xml":
                pattern = re.compile(rf"<({element})\b[^>]*?(?:/>|>.*?</\1>)", re.DOTALL)
                found = list(pattern.finditer(text := content.decode()))
                content = (text[: found[count].start()] + text[found[-1].end() :]).encode()
            after.writestr(entry, content)
    return buffer.getvalue()


def _docx() -> bytes:
    def paragraph(words: str, style: str = "", extra: str = "") -> str:
        named = f'<w:pStyle w:val="{style}"/>' if style else ""
        return f"<w:p><w:pPr>{named}{extra}</w:pPr><w:r><w:rPr><w:b/></w:rPr><w:t>{words}</w:t></w:r></w:p>"

    listed = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:ind w:left="720"/>'
    rows = "".join(
        "<w:tr>" + "".join(f"<w:tc><w:p><w:r><w:t>{cell}</w:t></w:r></w:p></w:tc>" for cell in row) + "</w:tr>"
        for row in _ROWS
    )
    body = (
        paragraph("PST du CPAS de Huy 2025-2030", "Titre")
        + paragraph("Objectif stratégique 1 : Être proche", "T1")
        + paragraph("Objectif opérationnel 1.1 : Soutenir", "T1")
        + paragraph("Ouvrir une maison", "", listed)
        + f"<w:tbl>{rows}</w:tbl>"
    )
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType='
        '"application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" '
        f'ContentType="{_WORD}.document.main+xml"/><Override PartName="/word/styles.xml" '
        f'ContentType="{_WORD}.styles+xml"/>'
        f'<Override PartName="/word/numbering.xml" ContentType="{_WORD}.numbering+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r1" '
        f'Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r1" '
        f'Type="{_OFFICE}/styles" Target="styles.xml"/><Relationship Id="r2" Type="{_OFFICE}/numbering" '
        'Target="numbering.xml"/></Relationships>',
        "word/document.xml": f"<w:document {_W}><w:body>{body}<w:sectPr/></w:body></w:document>",
        "word/styles.xml": f'<w:styles {_W}><w:style w:type="paragraph" w:styleId="T1"><w:name w:val="heading 1"/>'
        '<w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style><w:style w:type="paragraph" w:styleId="Titre"><w:name '
        'w:val="Title"/><w:basedOn w:val="T1"/></w:style></w:styles>',
        "word/numbering.xml": f'<w:numbering {_W}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start '
        'w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1">'
        '<w:abstractNumId w:val="0"/></w:num></w:numbering>',
    }
    buffer = io.BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, _HEAD + content)
    return buffer.getvalue()


def _xlsx() -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in _ROWS:
        sheet.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _pdf() -> bytes:
    """One page of text and the lines of a table, written by hand: nothing in it is packed."""
    lines = [line.encode("cp1252").replace(b"(", b"\\(").replace(b")", b"\\)") for line in PLAN.splitlines()]
    content = b"BT /F1 11 Tf 14 TL 60 780 Td\n" + b"".join(b"(%s) Tj T*\n" % line for line in lines) + b"ET\n"
    for at in range(4):
        content += b"60 %d m 400 %d l S %d 300 m %d 360 l S\n" % (
            300 + 20 * at,
            300 + 20 * at,
            60 + 113 * at,
            60 + 113 * at,
        )
    content += b"BT /F1 9 Tf 65 345 Td (Action) Tj 113 0 Td (Pilote) Tj -113 -20 Td (Loger) Tj 113 0 Td (Jean) Tj ET\n"
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R "
        b"/Resources << /Font << /F1 4 0 R >> >> >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Length %d >>\nstream\n%sendstream" % (len(content), content),
    )
    data, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, start=1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    tail = b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(data))
    return data + head + table + tail


def _picture() -> bytes:
    image = Image.new("L", (400, 60), 255)
    ImageDraw.Draw(image).text((10, 20), "PST du CPAS de Huy : loger les jeunes", fill=0)
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    return buffer.getvalue()
