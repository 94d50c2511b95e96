"""PDFs not set by ReportLab: action sheets through WeasyPrint, a numbered DPS through Word and LibreOffice."""

import re
import shutil
import subprocess
import tempfile
from html import escape
from pathlib import Path

from docx.document import Document as Doc
from docx.shared import Cm, Pt
from weasyprint import HTML

from tests.layouts.make import word
from tests.layouts.make.model import Node, Plan, load, squeeze, typographic, write_gold
from tests.layouts.make.pdf_flow import pages_of

CSS = """
@page { size: A4; margin: 2.2cm 2cm 2cm;
  @top-center { content: "PST – fiches de projet – mise à jour du 15 janvier 2026"; font: 8.5pt Carlito; color: #666 }
  @bottom-right { content: counter(page); font: 8.5pt Carlito } }
body { font: 10pt/1.3 Carlito }
h1 { font-size: 20pt; margin: 0 } .front { margin-top: 6cm; text-align: center }
h2 { font-size: 14pt; background: #3b5b3f; color: white; padding: 3pt 6pt; break-after: avoid }
table { border-collapse: collapse; width: 100%; margin: 0 0 14pt } tr { break-inside: avoid }
td, th { border: .6pt solid #888; padding: 2pt 5pt; vertical-align: top; text-align: left }
th.band { background: #dfe9dc; font-size: 11.5pt } td.label { background: #f1f1f1; width: 2.7cm; font-weight: bold }
td.value { width: 5.6cm } .howto { break-after: page }
"""


def sheets() -> Plan:
    """One bordered table an action, two fields a row, some sheets cut by the page."""
    plan = load("pdf-fiches")
    title = plan.blocks["title"]
    howto = plan.blocks["howto"]
    parts = [
        f"<div class=front><h1>{escape(title[0])}</h1>",
        *[f"<p>{escape(line)}</p>" for line in title[1:]],
        "</div>",
    ]
    parts += [f"<p style='margin-top:3cm'><b>{escape(howto[0])}</b></p><p class=howto>{escape(howto[1])}</p>"]
    for node in plan.nodes():
        if node.level == "os":
            parts.append(f"<h2>{_os(node)}</h2>")
        elif node.level == "action":
            parts.append(_sheet(node))
    HTML(string=f"<html lang=fr><style>{CSS}</style>{''.join(parts)}").write_pdf(plan.target())
    pages = pages_of(plan.target())
    for node in plan.nodes():
        node.page = _page(pages, node, _printed(node))
    write_gold(plan, pages=pages)
    return plan


def _printed(node: Node) -> str:
    if node.level == "os":
        return f"Objectif stratégique n° {node.number}{node.text}"
    return f"{node.number} {node.text}"


def _os(node: Node) -> str:
    return f"Objectif stratégique n° {node.number}\u00a0: {escape(node.text)}"


def _sheet(action: Node) -> str:
    objective = action.parent
    if objective is None or objective.parent is None:
        raise ValueError(action.text)
    values = {name: escape(text) for name, text in action.attributes.items()}
    rows = [
        f"<tr><th class=band colspan=4>Fiche {action.number}\u00a0– {escape(action.text)}</th></tr>",
        _wide("Objectif stratégique", f"{objective.parent.number}. {escape(objective.parent.text)}"),
        _wide("Objectif opérationnel", f"{objective.number} {escape(objective.text)}"),
        _wide("Description", values["description"]),
        _pair("Porteur", values["porteur"], "Service gestionnaire", values["service"]),
        _pair("Échéance", values["echeance"], "Priorité", values["priorite"]),
        _pair("Partenaires", values.get("partenaires", ""), "Budget", values.get("budget", "—")),
        _pair(typographic("Indicateur(s)"), values.get("indicateur", ""), "État", values["etat"]),
    ]
    return f"<table>{''.join(rows)}</table>"


def _wide(label: str, text: str) -> str:
    return f"<tr><td class=label>{label}</td><td colspan=3>{text}</td></tr>"


def _pair(first: str, one: str, second: str, two: str) -> str:
    return (
        f"<tr><td class=label>{first}</td><td class=value>{one}</td>"
        f"<td class=label>{second}</td><td class=value>{two}</td></tr>"
    )


def _page(pages: list[str], node: Node, printed: str) -> int:
    """The page where the words of a node start; where several have them, the first one from the root's on."""
    wanted = squeeze(printed)
    root = node
    while root.parent is not None:
        root = root.parent
    first = root.page or 1
    for at in range(first, len(pages) + 1):
        here = squeeze(pages[at - 1])
        after = squeeze(pages[at]) if at < len(pages) else ""
        if wanted in here or (wanted[:30] in here and wanted[-12:] in after):
            return at
    raise ValueError(f"not in the pages: {printed!r}")


def numbered() -> Plan:
    """A DPS printed from Word: Roman axes, numbered intentions, bulleted objectives in a symbol font."""
    plan = load("dps-numerotee")
    document = word.new("Caladea", 11.5)
    word.header(document, plan.gold["furniture"][0])
    word.centred(document, plan.blocks["title"], (22, 20, 16, 11))
    for at, line in enumerate(plan.blocks["legal"]):
        paragraph = document.add_paragraph()
        word.write(paragraph, line, bold=at % 2 == 0, size=14 if at % 2 == 0 else None)
    for node in plan.nodes():
        if node.level == "axe":
            mark = f"{node.number}. " if node.number else ""
            paragraph = word.write(document.add_paragraph(), mark + node.text, bold=True, size=15)
            paragraph.paragraph_format.space_before = Pt(16)
        elif node.level == "intention":
            dot = "." if (node.number or "").isalpha() else ""
            paragraph = document.add_paragraph()
            paragraph.paragraph_format.left_indent = Cm(1.2)
            paragraph.paragraph_format.first_line_indent = Cm(-1.2)
            word.write(paragraph, f"{node.number}{dot}\t{node.text}")
        else:
            paragraph = document.add_paragraph(node.text, style="List Bullet")
            paragraph.paragraph_format.left_indent = Cm(2)
    _print(document, plan)
    pages = pages_of(plan.target())
    for node in plan.nodes():
        node.page = _page(pages, node, node.text)
    write_gold(plan, pages=pages)
    return plan


def _print(document: Doc, plan: Plan) -> None:
    """DOCX to PDF with LibreOffice, if it is installed (its bytes vary from one version to the next)."""
    office = shutil.which("soffice")
    if not office:
        raise FileNotFoundError("soffice: install libreoffice-writer to print dps-numerotee.pdf again")
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / f"{plan.name}.docx"
        word.save(document, source)
        subprocess.run(
            [office, "--headless", "--convert-to", "pdf", "--outdir", folder, str(source)],
            check=True,
            capture_output=True,
        )
        content = source.with_suffix(".pdf").read_bytes()
    content = re.sub(rb"/CreationDate\(D:\d{14}", b"/CreationDate(D:20260105090000", content)
    plan.target().write_bytes(content)
