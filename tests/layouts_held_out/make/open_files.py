"""ODT, HTML, XLSX."""

import datetime
import html
import re

from odf.style import ListLevelProperties, Style, TextProperties
from odf.text import List, ListItem, ListLevelStyleNumber, ListStyle, P
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill

from tests.layouts.make.model import Node, Plan, typographic, write_gold
from tests.layouts.make.odt_titles import Writer
from tests.layouts.make.packing import freeze
from tests.layouts_held_out.make.plans import load, pairs


def stakes() -> Plan:
    """ODT: label and statement of an OS on two lines, numbered lists that restart, indicators below them."""
    plan = load("enjeux")
    writer = Writer()
    strong = Style(name="Enonce", family="paragraph", parentstylename="Standard")
    strong.addElement(TextProperties(fontweight="bold", fontsize="12pt"))
    writer.document.automaticstyles.addElement(strong)
    numbers = ListStyle(name="Numeros")
    level = ListLevelStyleNumber(level="1", numformat="1", numsuffix=".")
    level.addElement(ListLevelProperties(spacebefore="0.6cm", minlabelwidth="0.6cm"))
    numbers.addElement(level)
    writer.document.automaticstyles.addElement(numbers)
    for line in plan.blocks["title"]:
        writer.paragraph(line)
    _prose(writer, plan.blocks["front"])
    facts = pairs(plan, "stakes")
    for strategic in plan.roots:
        writer.heading(f"Objectif stratégique n°\u00a0{strategic.number}", 1)
        writer.document.text.addElement(P(stylename="Enonce", text=strategic.text))
        writer.paragraph(typographic(f"Enjeu : {facts[strategic.number or '']}"))
        for objective in strategic.children:
            writer.heading(f"{objective.number}. {objective.text}", 2)
            writer.document.text.addElement(_numbered(objective.children))
            writer.paragraph(typographic(f"Indicateurs : {objective.attributes['indicateur']}"))
    _prose(writer, plan.blocks["end"])
    writer.document.save(str(plan.target()))
    freeze(plan.target())
    write_gold(plan)
    return plan


def _numbered(actions: list[Node]) -> List:
    made = List(stylename="Numeros")
    for action in actions:
        item = ListItem()
        item.addElement(P(stylename="Standard", text=action.text))
        made.addElement(item)
    return made


def _prose(writer: Writer, lines: list[str]) -> None:
    for line in lines:
        if line.startswith("# "):
            writer.heading(line[2:], 1)
        elif line.startswith("* "):
            writer.bullet(line[2:])
        else:
            writer.paragraph(line)


HEAD = """<!DOCTYPE html>
<html lang="fr-FR">
<head>
<meta charset="UTF-8"><meta name="generator" content="WordPress 6.5">
<title>Programme stratégique transversal (PST) – Commune de Hamois</title>
<style>.screen-reader-text{position:absolute;left:-9999px}</style>
</head>
<body class="page-template-default page page-id-2210 wp-embed-responsive">
<a class="skip-link screen-reader-text" href="#content">Aller au contenu</a>
<header id="masthead" class="site-header"><div class="site-branding">
<p class="site-title"><a href="/">Commune de Hamois</a></p>
<p class="site-description">Site officiel de l’administration communale</p></div>
<nav id="site-navigation" class="main-navigation" aria-label="Menu principal"><ul id="primary-menu" class="menu">
<li class="menu-item menu-item-has-children"><a href="/commune">Ma commune</a><ul class="sub-menu">
<li class="menu-item"><a href="/college">Le Collège</a></li><li class="menu-item"><a href="/conseil">Le Conseil</a></li>
<li class="menu-item current-menu-item"><a href="/pst">Le PST</a></li></ul></li>
<li class="menu-item"><a href="/services">Services</a></li><li class="menu-item"><a href="/loisirs">Loisirs</a></li>
<li class="menu-item"><a href="/cpas">CPAS</a></li></ul></nav></header>
<div id="content" class="site-content"><div id="primary" class="content-area"><main id="main" class="site-main">
<article id="post-2210" class="post-2210 page type-page status-publish hentry">
<header class="entry-header"><h1 class="entry-title">Programme stratégique transversal (PST) 2024-2030</h1>
<div class="entry-meta">
<span class="posted-on">Publié le <time datetime="2025-09-02">2 septembre 2025</time></span></div></header>
<div class="entry-content">
<p>Réuni en séance publique, le Conseil communal a pris acte du PST le 27 août 2025. Vous en trouverez ci-dessous
l’intégralité.</p>
<figure class="wp-block-image size-large"><img src="/wp-content/uploads/2025/09/pst.jpg" alt=""><figcaption
class="wp-element-caption">La maison communale</figcaption></figure>
<h2 class="wp-block-heading">Qu’est-ce qu’un PST\u00a0?</h2>
<p>Le PST est la feuille de route du Collège et de l’administration. C’est\u00a0:</p>
<ul class="wp-block-list"><li>Un outil de gouvernance</li><li>Un document évolutif</li><li>Un engagement envers les
citoyens</li></ul>
"""
FOOT = """<h2 class="wp-block-heading">Et maintenant\u00a0?</h2>
<p>Le PST sera évalué à mi-législature, en 2027, puis en 2030. Une question\u00a0?
Contactez le secrétariat communal.</p>
<div class="wp-block-file"><a href="/wp-content/uploads/2025/09/PST-2024-2030.pdf">PST 2024-2030</a><a
class="wp-block-file__button" href="/wp-content/uploads/2025/09/PST-2024-2030.pdf" download>Télécharger</a></div>
<div class="sharedaddy sd-sharing-enabled"><h3 class="sd-title">Partager\u00a0:</h3>
<ul><li><a href="#">Facebook</a></li>
<li><a href="#">LinkedIn</a></li><li><a href="#">Imprimer</a></li></ul></div>
</div></article>
</main></div>
<aside id="secondary" class="widget-area"><section class="widget widget_search"><form role="search"><label>Rechercher
<input type="search"></label></form></section>
<section class="widget widget_recent_entries"><h2 class="widget-title">Articles récents</h2><ul>
<li><a href="/a1">Collecte des encombrants le 14 mars</a></li>
<li><a href="/a2">Stages de printemps\u00a0: inscriptions ouvertes</a></li>
<li><a href="/a3">Travaux rue du Village\u00a0: déviation</a></li></ul></section>
<section class="widget widget_archive"><h2 class="widget-title">Archives</h2>
<ul><li><a href="/2026/02">février 2026</a></li>
<li><a href="/2026/01">janvier 2026</a></li></ul></section></aside></div>
<footer id="colophon" class="site-footer"><p>Commune de Hamois – Chaussée de Liège – 5360 Hamois</p>
<ul><li><a href="/rgpd">Vie privée</a></li><li><a href="/mentions">Mentions légales</a></li></ul></footer>
<div id="cookie-notice" role="dialog" aria-label="Cookies"><p>Nous utilisons des cookies pour mesurer l’audience.</p>
<button>Accepter</button><button>Refuser</button></div>
</body>
</html>
"""


def blog_page() -> Plan:
    """HTML: a WordPress page with its menus, widgets and a contents box."""
    plan = load("page-blog")
    parts = [HEAD, _box(plan)]
    for node in plan.nodes():
        if node.level in {"volet", "os", "oo"}:
            rank = {"volet": 2, "os": 3, "oo": 4}[node.level]
            anchor = f'<span class="ez-toc-section" id="s{node.order}"></span>'
            parts.append(f'<h{rank} class="wp-block-heading">{anchor}{_shown(node)}</h{rank}>\n')
        if node.level == "oo":
            parts.append(f'<ul class="wp-block-list">\n{"".join(map(_item, node.children))}</ul>\n')
    plan.target().write_text("".join([*parts, FOOT]), encoding="utf-8")
    write_gold(plan)
    return plan


def _shown(node: Node) -> str:
    text = node.text if node.level == "volet" else f"{node.key} {node.number} – {node.text}"
    return html.escape(text, quote=False)


def _item(action: Node) -> str:
    inner = "".join(f"<li>{html.escape(child.text, quote=False)}</li>" for child in action.children)
    nested = f'<ul class="wp-block-list">{inner}</ul>' if inner else ""
    return f"<li>{html.escape(action.text, quote=False)}{nested}</li>\n"


def _box(plan: Plan) -> str:
    rows = "".join(
        f'<li><a class="ez-toc-link" href="#s{node.order}">{_shown(node)}</a></li>\n'
        for node in plan.nodes()
        if node.level in {"volet", "os"}
    )
    return f'<div id="ez-toc-container"><p class="ez-toc-title">Sommaire</p><nav><ul>\n{rows}</ul></nav></div>\n'


COLUMNS = ("Objectifs stratégiques", "Objectifs opérationnels", "N°", "Actions", "Responsable", "Échéance", "Suivi")


def merged_sheet() -> Plan:
    """XLSX: one sheet made by hand, objectives merged downwards, an action a row."""
    plan = load("suivi-fusions")
    book = Workbook()
    sheet = book.active
    sheet.title = "Suivi"
    sheet.append(["CPAS de Lessines - PST 2025-2030"])
    sheet.append(["Tableau de suivi - version du 12 janvier 2026"])
    sheet.merge_cells("A1:G1")
    sheet.append([])
    sheet.append(list(COLUMNS))
    for cell in sheet[4]:
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", fgColor="DDEBF7")
    row = 5
    for strategic in plan.roots:
        top = row
        for objective in strategic.children:
            first = row
            for action in objective.children:
                sheet.cell(row, 3, action.number)
                sheet.cell(row, 4, action.text)
                sheet.cell(row, 5, action.attributes["responsable"])
                due = sheet.cell(row, 6, _value(action.attributes["echeance"]))
                if isinstance(due.value, datetime.date):
                    due.number_format = "DD/MM/YYYY"
                sheet.cell(row, 7, ("V", "X", None)[row % 3])
                row += 1
            sheet.cell(first, 2, f"OO {objective.number} : {objective.text}")
            sheet.merge_cells(start_row=first, end_row=row - 1, start_column=2, end_column=2)
        sheet.cell(top, 1, f"OS {strategic.number} : {strategic.text}").font = Font(bold=True)
        sheet.merge_cells(start_row=top, end_row=row - 1, start_column=1, end_column=1)
    sheet.cell(row + 1, 1, "Légende : V = fait, X = en cours, rien = pas commencé")
    for letter, width in zip("ABCDEFG", (28, 32, 8, 52, 22, 16, 8), strict=True):
        sheet.column_dimensions[letter].width = width
    for cells in sheet.iter_rows(min_row=5, max_row=row):
        for cell in cells:
            cell.alignment = Alignment(wrap_text=True, vertical="center")
    book.save(plan.target())
    freeze(plan.target())
    write_gold(plan)
    return plan


def _value(text: str) -> str | int | datetime.date:
    if re.fullmatch(r"\d{4}", text):
        return int(text)
    if re.fullmatch(r"\d\d/\d\d/\d{4}", text):
        return datetime.datetime.strptime(text, "%d/%m/%Y").date()
    return text
