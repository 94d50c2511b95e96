"""ODT with outline headings, nested lists, notes, a comment and tracked changes."""

from odf import dc
from odf.element import Element
from odf.namespaces import OFFICENS, TEXTNS
from odf.office import Annotation
from odf.opendocument import OpenDocumentText
from odf.style import (
    FontFace,
    ListLevelProperties,
    ParagraphProperties,
    Style,
    TextProperties,
)
from odf.text import (
    Change,
    Deletion,
    H,
    List,
    ListItem,
    ListLevelStyleBullet,
    ListStyle,
    Note,
    NoteBody,
    NoteCitation,
    P,
    TrackedChanges,
)

from tests.layouts.make.model import Node, Plan, load, typographic, write_gold
from tests.layouts.make.packing import freeze

FOOTNOTES = {
    "Recevoir chaque ménage": "Soit environ trois cents ménages au 31 décembre 2021.",
    "Étendre le service de repas": "Sous réserve de l'engagement d'un livreur supplémentaire.",
}


class Writer:
    """Writes one text document, keeping the lists open between items."""

    def __init__(self) -> None:
        self.document = OpenDocumentText()
        self.list: Element | None = None
        self.item: Element | None = None
        self.notes = 0
        self._styles()

    def _styles(self) -> None:
        self.document.fontfacedecls.addElement(FontFace(name="Carlito", fontfamily="Carlito"))
        body = Style(name="Standard", family="paragraph")
        body.addElement(TextProperties(fontname="Carlito", fontsize="11pt", language="fr", country="BE"))
        body.addElement(ParagraphProperties(marginbottom="0.15cm"))
        self.document.styles.addElement(body)
        for level, size in enumerate(("18pt", "15pt", "13pt", "11.5pt"), 1):
            look = Style(name=f"Heading_20_{level}", displayname=f"Heading {level}", family="paragraph")
            look.addElement(ParagraphProperties(margintop="0.4cm", marginbottom="0.15cm", keepwithnext="always"))
            look.addElement(TextProperties(fontname="Carlito", fontsize=size, fontweight="bold", color="#1f3864"))
            self.document.styles.addElement(look)
        bullets = ListStyle(name="Puces")
        for level, char in ((1, "•"), (2, "◦")):
            entry = ListLevelStyleBullet(level=str(level), bulletchar=char)
            entry.addElement(ListLevelProperties(spacebefore=f"{0.5 * level}cm", minlabelwidth="0.5cm"))
            bullets.addElement(entry)
        self.document.styles.addElement(bullets)

    def heading(self, text: str, level: int) -> None:
        self.close()
        self.document.text.addElement(H(outlinelevel=level, stylename=f"Heading_20_{level}", text=text))

    def paragraph(self, text: str) -> Element:
        self.close()
        element = P(stylename="Standard", text=text)
        self.document.text.addElement(element)
        return element

    def close(self) -> None:
        self.list = self.item = None

    def bullet(self, text: str) -> Element:
        if self.list is None:
            self.list = List(stylename="Puces")
            self.document.text.addElement(self.list)
        self.item = ListItem()
        self.list.addElement(self.item)
        head, dot, tail = text.partition(", à domicile")
        element = P(stylename="Standard", text=head + (dot and ","))
        self.item.addElement(element)
        if dot:
            self.item.addElement(P(stylename="Standard", text="à domicile" + tail))
        self._note(element, text)
        return element

    def nested(self, texts: list[str]) -> None:
        if self.item is None:
            raise ValueError("a nested list needs an item")
        inner = List()
        for text in texts:
            item = ListItem()
            item.addElement(P(stylename="Standard", text=text))
            inner.addElement(item)
        self.item.addElement(inner)

    def _note(self, element: Element, text: str) -> None:
        for start, words in FOOTNOTES.items():
            if text.startswith(start):
                self.notes += 1
                note = Note(noteclass="footnote", id=f"ftn{self.notes}")
                note.addElement(NoteCitation(text=str(self.notes)))
                body = NoteBody()
                body.addElement(P(text=typographic(words)))
                note.addElement(body)
                element.addElement(note)


def titles() -> Plan:
    plan = load("odt-titres")
    writer = Writer()
    _deleted(writer)
    for line in plan.blocks["front"]:
        writer.paragraph(line)
    writer.heading("Introduction", 1)
    for line in plan.blocks["intro"]:
        writer.paragraph(line)
    for node in plan.nodes():
        _node(writer, node)
    writer.heading("Les moyens", 1)
    writer.heading("Moyens humains", 2)
    writer.paragraph(typographic("Le Centre consacre à ce programme :"))
    for line in ("un coordinateur social à mi-temps", "deux équivalents temps plein au service d’insertion"):
        writer.bullet(line)
    writer.heading("Moyens financiers", 2)
    writer.paragraph("Chaque action est inscrite au budget de l’exercice qui la voit commencer.")
    writer.document.save(str(plan.target()))
    freeze(plan.target())
    write_gold(plan)
    return plan


def _node(writer: Writer, node: Node) -> None:
    if node.level == "volet":
        writer.heading(node.text, 1)
    elif node.level == "section":
        writer.heading(f"Thème {node.number} – {node.text}", 2)
    elif node.level == "os":
        writer.heading(f"OS {node.number} : {node.text}".replace(" :", "\u00a0:"), 3)
    elif node.level == "oo":
        if node.number == "3.2":
            writer.heading("", 3)
        writer.heading(f"OO {node.number} {node.text}", 4)
    elif node.level == "action":
        _action(writer, node)


def _action(writer: Writer, node: Node) -> None:
    element = writer.bullet(node.text)
    if node.children:
        writer.nested([child.text for child in node.children])
    if node.text.startswith("Mutualiser"):
        element.addElement(_comment())
    if node.text.startswith("Prendre en gestion"):
        writer.paragraph("Ce point dépend de l’accord de la Province.")
    if node.text.startswith("Organiser un stage"):
        element.addElement(Change(changeid="ct1"))


def _comment() -> Element:
    note = Annotation()
    note.addElement(dc.Creator(text="Relecteur"))
    note.addElement(dc.Date(text="2022-03-04T10:00:00"))
    note.addElement(P(text="À vérifier avec le service des travaux : quatre véhicules ou cinq ?"))
    return note


def _deleted(writer: Writer) -> None:
    """A deletion that a reviewer left pending: its text is in the file and not in the plan."""
    changes = TrackedChanges()
    region = Element(qname=(TEXTNS, "changed-region"), qattributes={(TEXTNS, "id"): "ct1"}, check_grammar=False)
    deletion = Deletion()
    info = Element(qname=(OFFICENS, "change-info"), check_grammar=False)
    info.addElement(dc.Creator(text="Relecteur"), check_grammar=False)
    info.addElement(dc.Date(text="2022-03-04T10:05:00"), check_grammar=False)
    deletion.addElement(info, check_grammar=False)
    deletion.addElement(P(text="Organiser un marché de Noël solidaire"), check_grammar=False)
    region.addElement(deletion, check_grammar=False)
    changes.addElement(region, check_grammar=False)
    writer.document.text.addElement(changes)
