"""Text PDFs set with ReportLab: one column with a table of contents, two columns of a brochure."""

from pathlib import Path
from typing import Any

from pypdf import PdfReader
from reportlab.lib.colors import Color, HexColor
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import cm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    CondPageBreak,
    Flowable,
    Frame,
    FrameBreak,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
    TableStyle,
)
from reportlab.platypus.tableofcontents import TableOfContents

from tests.layouts.make.model import Node, Plan, load, typographic, write_gold

FONTS = Path("/usr/share/fonts/truetype")
BLUE: Color = HexColor("#1f4e79")
GREY: Color = HexColor("#555555")


def _fonts() -> None:
    for name, file in (("Body", "Carlito-Regular"), ("Body-Bold", "Carlito-Bold"), ("Body-Italic", "Carlito-Italic")):
        pdfmetrics.registerFont(TTFont(name, str(FONTS / "crosextra" / f"{file}.ttf")))


def pages_of(path: Path) -> list[str]:
    """The text of each page."""
    return [page.extract_text() for page in PdfReader(path).pages]


def _style(name: str, **look: Any) -> ParagraphStyle:  # noqa: ANN401  (ReportLab's own keywords)
    return ParagraphStyle(
        name, **({"fontName": "Body", "bulletFontName": "Body", "fontSize": 11, "leading": 14.5} | look)
    )


class _Pages(Canvas):
    """A canvas that knows the number of pages before it writes the footers, and on which page a node starts."""

    nodes: dict[int, Node]
    running: tuple[str, str, str]

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **(kwargs | {"invariant": 1}))
        self._saved: list[dict[str, Any]] = []
        self.setNamedCB("starts", self.starts)

    def starts(self, _canvas: Canvas, _kind: str, label: str) -> None:
        self.nodes[int(label)].page = self.getPageNumber()

    def showPage(self) -> None:
        self._saved.append(dict(self.__dict__))
        self._startPage()  # type: ignore[attr-defined]

    def save(self) -> None:
        for at, state in enumerate(self._saved, 1):
            self.__dict__.update(state)
            self._running(at)
            super().showPage()
        super().save()

    def _running(self, at: int) -> None:
        if at == 1:
            return
        left, right, foot = self.running
        self.setFont("Body", 8.5)
        self.setFillColor(GREY)
        self.drawString(2.3 * cm, 28.2 * cm, left)
        self.drawRightString(18.7 * cm, 28.2 * cm, right)
        self.line(2.3 * cm, 28 * cm, 18.7 * cm, 28 * cm)
        self.drawString(2.3 * cm, 1.3 * cm, foot)
        self.drawRightString(18.7 * cm, 1.3 * cm, f"Page {at} sur {len(self._saved)}")


class _WithContents(BaseDocTemplate):
    """Tells the table of contents where the headings fall."""

    def afterFlowable(self, flowable: Flowable) -> None:
        level = getattr(flowable, "toc_level", None)
        if level is not None and isinstance(flowable, Paragraph):
            self.notify("TOCEntry", (level, flowable.toc_text, self.page))


HYPHENS = {"hyphenationLang": "fr_FR", "embeddedHyphenation": 1}
ONE = {
    "body": _style("body", alignment=TA_JUSTIFY, spaceAfter=7, **HYPHENS),
    "head": _style("head", fontName="Body-Bold", fontSize=18, leading=22, spaceAfter=10, textColor=BLUE),
    "volet": _style("volet", fontName="Body-Bold", fontSize=17, leading=21, spaceBefore=16, textColor=BLUE),
    "os": _style("os", fontName="Body-Bold", fontSize=13.5, leading=17, spaceBefore=14, keepWithNext=1, **HYPHENS),
    "oo": _style("oo", fontName="Body-Bold", fontSize=11.5, leading=15, spaceBefore=9, textColor=BLUE, **HYPHENS),
    "action": _style(
        "action", leftIndent=22, bulletIndent=8, alignment=TA_JUSTIFY, spaceBefore=3, allowOrphans=1, **HYPHENS
    ),
    "sous_action": _style("sous", leftIndent=42, bulletIndent=30, spaceBefore=1, **HYPHENS),
}


def _heading(text: str, style: ParagraphStyle, level: int, node: Node | None = None) -> Paragraph:
    mark = f'<onDraw name="starts" label="{node.order}"/>' if node else ""
    paragraph = Paragraph(mark + text, style)
    paragraph.toc_level = level
    paragraph.toc_text = text
    return paragraph


def one_column() -> Plan:
    """Running headers and footers, hyphenation, a contents page, lists cut by page breaks."""
    plan = load("pdf-colonne")
    _fonts()
    _Pages.nodes = {node.order: node for node in plan.nodes()}
    left, right = "CPAS d’Ottignies-Louvain-la-Neuve", "Programme stratégique transversal 2025-2030"
    _Pages.running = (left, right, "Avenue des Combattants, 35 – 1340 Ottignies")
    document = _WithContents(str(plan.target()), pagesize=A4, title="", author="", invariant=1)
    frame = Frame(3.1 * cm, 2.2 * cm, 14 * cm, 25.4 * cm, 0, 0, 0, 0)
    document.addPageTemplates([PageTemplate("page", [frame])])
    document.multiBuild(_one_column_story(plan), canvasmaker=_Pages)
    write_gold(plan, pages=pages_of(plan.target()))
    return plan


def _one_column_story(plan: Plan) -> list[Flowable]:
    cover = _style("cover", fontName="Body-Bold", fontSize=26, leading=34, alignment=TA_CENTER, textColor=BLUE)
    small = _style("small", alignment=TA_CENTER, spaceBefore=20)
    contents = TableOfContents(dotsMinLevel=0)
    contents.levelStyles = [
        _style(f"toc{level}", leftIndent=14 * level, rightIndent=24, fontSize=10.5 - level / 2, leading=13)
        for level in range(3)
    ]
    story: list[Flowable] = [
        Spacer(0, 7 * cm),
        Paragraph("Programme stratégique transversal<br/>2025-2030", cover),
        Paragraph("CPAS d’Ottignies-Louvain-la-Neuve", small),
        Paragraph(typographic("Adopté par le Conseil de l'action sociale le 20 mai 2025"), small),
        PageBreak(),
        Paragraph("Table des matières", ONE["head"]),
        contents,
        PageBreak(),
        _heading("Le mot de la présidente", ONE["head"], 0),
        *[Paragraph(line, ONE["body"]) for line in plan.blocks["message"]],
        Spacer(0, 0.6 * cm),
        _heading("D’où venons-nous\u00a0?", ONE["head"], 0),
        *[Paragraph(line, ONE["body"]) for line in plan.blocks["context"]],
    ]
    for node in plan.nodes():
        if node.key == "OO" and node.number == "3.2":
            story.append(_box(plan.blocks["box"]))
        story.extend(_one_column_node(node))
    story += [PageBreak(), _heading("Glossaire", ONE["head"], 0)]
    return story + [Paragraph(line, ONE["body"]) for line in plan.blocks["glossary"]]


def _one_column_node(node: Node) -> list[Flowable]:
    if node.level == "volet":
        return [CondPageBreak(5 * cm), _heading(node.text, ONE["volet"], 0, node)]
    if node.level == "os":
        text = f"Objectif stratégique {node.number}\u00a0– {node.text}"
        return [CondPageBreak(3 * cm), _heading(text, ONE["os"], 1, node)]
    if node.level == "oo":
        return [CondPageBreak(0.8 * cm), _heading(f"OO {node.number}\u00a0: {node.text}", ONE["oo"], 2, node)]
    mark = f'<onDraw name="starts" label="{node.order}"/>'
    number = f"{node.number} " if node.number else ""
    bullet = "•" if node.level == "action" else "–"
    return [Paragraph(mark + number + node.text, ONE[node.level], bulletText=bullet)]


def _box(lines: list[str]) -> Flowable:
    bullet = _style("boxed", leftIndent=16, bulletIndent=4)
    cells: list[list[Flowable]] = [
        [
            Paragraph(line[2:], bullet, bulletText="•")
            if line.startswith("* ")
            else Paragraph(f"<b>{line}</b>", ONE["body"])
        ]
        for line in lines
    ]
    table = Table(cells, colWidths=[12 * cm], spaceBefore=29, spaceAfter=30)
    table.setStyle(TableStyle([("BOX", (0, 0), (-1, -1), 0.8, BLUE), ("BACKGROUND", (0, 0), (-1, -1), "#eef3f8")]))
    return table


TWO = {
    "title": _style("t2", fontName="Body-Bold", fontSize=22, leading=27, textColor=BLUE),
    "lead": _style("lead", fontName="Body-Italic", fontSize=11, leading=14, spaceBefore=4),
    "volet": _style("v2", fontName="Body-Bold", fontSize=16, leading=20, textColor=HexColor("#7a3b00")),
    "os": _style("os2", fontName="Body-Bold", fontSize=12, leading=14.5, spaceBefore=12, keepWithNext=1),
    "oo": _style(
        "oo2", fontName="Body-Bold", fontSize=11.5, leading=14.5, spaceBefore=9, textColor=BLUE, keepWithNext=1
    ),
    "action": _style("a2", fontSize=11, leading=14, leftIndent=12, alignment=TA_JUSTIFY, spaceBefore=4, **HYPHENS),
    "quote": _style("q2", fontName="Body-Italic", fontSize=13, leading=17, alignment=TA_CENTER, spaceBefore=12),
}


def two_columns() -> Plan:
    """A brochure: columns, a full-width title in the middle of a page, a quotation and a box inside the columns."""
    plan = load("pdf-deux-colonnes")
    _fonts()
    _Pages.nodes = {node.order: node for node in plan.nodes()}
    document = _Brochure(str(plan.target()), pagesize=A4, title="", author="", invariant=1)
    width, left, right = 8 * cm, 2 * cm, 11 * cm
    first = [
        Frame(left, 24.2 * cm, 17 * cm, 4 * cm, 0, 0, 0, 0),
        Frame(left, 15.7 * cm, width, 7.8 * cm, 0, 0, 0, 0),
        Frame(right, 14.6 * cm, width, 8.9 * cm, 0, 0, 0, 0),
    ]
    second = [
        Frame(left, 22.5 * cm, width, 5.7 * cm, 0, 0, 0, 0),
        Frame(right, 21.6 * cm, width, 6.6 * cm, 0, 0, 0, 0),
        Frame(left, 19.4 * cm, 17 * cm, 1.4 * cm, 0, 0, 0, 0),
        Frame(left, 8.2 * cm, width, 10.8 * cm, 0, 0, 0, 0),
        Frame(right, 3 * cm, width, 16 * cm, 0, 0, 0, 0),
    ]
    document.addPageTemplates([PageTemplate("first", first), PageTemplate("second", second)])
    document.build(_two_columns_story(plan), canvasmaker=_Brochured)
    write_gold(plan, pages=pages_of(plan.target()))
    return plan


class _Brochure(BaseDocTemplate):
    pass


class _Brochured(_Pages):
    def _running(self, at: int) -> None:
        self.setFont("Body-Italic", 8.5)
        self.setFillColor(GREY)
        self.drawCentredString(10.5 * cm, 1.1 * cm, "PST en bref – Le supplément du bulletin communal")
        if at == 1:
            self._photograph()
        self.drawRightString(19 * cm, 1.1 * cm, str(at))

    def _photograph(self) -> None:
        self.setFillColor(HexColor("#c9d6c2"))
        self.rect(2 * cm, 2.6 * cm, 17 * cm, 10 * cm, stroke=0, fill=1)
        self.setFillColor(HexColor("#6f8a5f"))
        for left, height in ((3, 4.1), (5.2, 5.2), (8.6, 3.6), (11.3, 5.6), (15.1, 4.7)):
            self.rect(left * cm, 2.6 * cm, 1.4 * cm, height * cm, stroke=0, fill=1)
        self.setFillColor(GREY)
        self.drawString(2 * cm, 2.1 * cm, "La forêt du Roi Albert au printemps (photographie : service du tourisme)")


def _ligatures(text: str) -> str:
    return text.replace("fi", "\ufb01").replace("fl", "\ufb02")


def _two_columns_story(plan: Plan) -> list[Flowable]:
    story: list[Flowable] = [NextPageTemplate("second")]
    story += [Paragraph(_ligatures(line), TWO["title"]) for line in plan.blocks["title"]]
    story += [Paragraph(_ligatures(line), TWO["lead"]) for line in plan.blocks["lead"]]
    story.append(FrameBreak())
    for node in plan.nodes():
        if node.kind == "interne":
            story.append(FrameBreak())
        if node.key == "OS" and node.number == "3":
            story += [Paragraph(_ligatures(plan.blocks["quote"][0]), TWO["quote"]), Spacer(0, 0.3 * cm)]
        if node.text == "Mieux informer":
            story.append(_figures(plan.blocks["figures"]))
        story.append(_two_columns_node(node))
        if node.kind == "interne":
            story.append(FrameBreak())
    story += [
        Paragraph(_ligatures(line), TWO["oo" if at == 0 else "action"]) for at, line in enumerate(plan.blocks["jobs"])
    ]
    return story


def _two_columns_node(node: Node) -> Flowable:
    mark = f'<onDraw name="starts" label="{node.order}"/>'
    text = _ligatures(node.text)
    if node.level == "action":
        return Paragraph(f"{mark}<font name='Mark'>■</font> {text}" if _square() else mark + text, TWO["action"])
    if node.level == "os":
        text = f"{node.number}. {text}"
    return Paragraph(mark + text, TWO[node.level])


def _square() -> bool:
    """The square bullet needs a font that has it."""
    if "Mark" not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont("Mark", str(FONTS / "dejavu" / "DejaVuSans.ttf")))
    return True


def _figures(lines: list[str]) -> Flowable:
    _square()
    cells = [[Paragraph(_ligatures(line).replace("■", "<font name='Mark'>■</font>"), TWO["action"])] for line in lines]
    table = Table(cells, colWidths=[7.6 * cm], spaceBefore=10, spaceAfter=10)
    table.setStyle(TableStyle([("BACKGROUND", (0, 0), (-1, -1), "#fff2e0"), ("BOX", (0, 0), (-1, -1), 0.5, GREY)]))
    return table
