"""Plans as text documents: plain text, Markdown, a web page, Word, OpenDocument."""

import html
from itertools import groupby
from pathlib import Path

from bench.lines import Line, Role, lines, title
from bench.trees import Plan

_NAVIGATION = "<nav><ul><li><a href='/'>Accueil</a></li><li><a href='/cpas'>CPAS</a></li></ul></nav>"


def write_txt(plan: Plan, path: Path) -> None:
    """Plain text: a bullet and an indent tell an item."""
    forms = {
        Role.TITLE: "{text}\n",
        Role.HEADING: "\n{text}\n",
        Role.PARAGRAPH: "{text}\n",
        Role.ITEM: "{at}• {text}",
    }
    found = (forms[one.role].format(text=one.text, at="    " * (one.depth + 1)) for one in lines(plan))
    path.write_text("\n".join(found) + "\n", encoding="utf-8")


def write_md(plan: Plan, path: Path) -> None:
    """Markdown."""

    def form(one: Line) -> str:
        if one.role is Role.ITEM:
            return "  " * one.depth + f"- {one.text}"
        marks = "#" * (1 + one.depth) if one.role in (Role.TITLE, Role.HEADING) else ""
        return f"\n{marks} {one.text}\n".replace("\n ", "\n")

    path.write_text("\n".join(map(form, lines(plan))) + "\n", encoding="utf-8")


def write_html(plan: Plan, path: Path) -> None:
    """A page with navigation around its content."""
    body: list[str] = []
    for role, group in groupby(lines(plan), key=lambda one: one.role):
        if role is Role.ITEM:
            body += ["<ul>", *(_item(one) for one in group), "</ul>"]
            continue
        for one in group:
            tag = "p" if role is Role.PARAGRAPH else f"h{1 + one.depth}"
            body.append(f"<{tag}>{html.escape(one.text)}</{tag}>")
    head = f"<meta charset='utf-8'><title>{html.escape(title(plan))}</title>"
    start = ["<!DOCTYPE html>", f"<html lang='fr'><head>{head}</head><body>", _NAVIGATION, "<main>"]
    path.write_text("\n".join([*start, *body, "</main></body></html>"]), encoding="utf-8")


def _item(one: Line) -> str:
    text = f"<li>{html.escape(one.text)}</li>"
    return "<li><ul>" * one.depth + text + "</ul></li>" * one.depth if one.depth else text


def write_docx(plan: Plan, path: Path) -> None:
    """Word, with heading and list styles."""
    from docx import Document

    document = Document()
    for one in lines(plan):
        if one.role in (Role.TITLE, Role.HEADING):
            document.add_heading(one.text, level=one.depth)
        elif one.role is Role.ITEM:
            document.add_paragraph(one.text, style=f"List Bullet {one.depth + 1}" if one.depth else "List Bullet")
        else:
            document.add_paragraph(one.text)
    document.save(str(path))


def write_odt(plan: Plan, path: Path) -> None:
    """OpenDocument text, with outline headings and lists."""
    from odfdo import Document, Header, List, ListItem, Paragraph

    document = Document("text")
    document.body.clear()
    for role, group in groupby(lines(plan), key=lambda one: one.role):
        if role is not Role.ITEM:
            for one in group:
                level = one.depth + 1
                document.body.append(Paragraph(one.text) if role is Role.PARAGRAPH else Header(level, one.text))
            continue
        outer, last = List(), None
        for one in group:
            item = ListItem(one.text)
            if one.depth and last is not None:
                inner = List()
                inner.append(item)
                last.append(inner)
            else:
                outer.append(item)
                last = item
        document.body.append(outer)
    document.save(str(path))
