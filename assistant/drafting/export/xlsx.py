"""A plan as a workbook: iA.PST's columns in its order, one row an element; cover, sources and checks beside."""

import io
from collections.abc import Iterator, Sequence
from datetime import date, datetime

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from assistant.drafting.export.annexes import result
from assistant.drafting.export.blocks import printable
from assistant.drafting.export.wording import day_in_words, precedents, title
from assistant.drafting.records import A_DEFINIR, Plan, PlanNode
from ingest.packing import listed
from ingest.readers.draft import attributes
from ingest.vocabulary import load

_MOST = 32_767
_HEAD = PatternFill("solid", fgColor="E7EAF1")
_WIDE = frozenset({"Titre", "Texte", "Constat", "Règle", "Emplacement", "À faire"})
_SOURCES = ("Nature", "Référence", "Organisation", "Document", "Emplacement", "Ligne", "Page", "État", "Texte")
_CHECKS = ("Résultat", "Règle", "Constat", "À faire", "Lignes")
_COMMENT = "commentaire_budget"


def write(plan: Plan, day: date | None = None) -> bytes:
    """The file's bytes.

    Args:
        plan: The plan.
        day: The date that it bears, or None.
    """
    book = Workbook()
    names = load("exports")["sheets"]
    headers = [header for header, _ in load("exports")["columns"]]
    first = book.active
    assert isinstance(first, Worksheet)
    first.title = names["plan"]
    _fill(first, headers, (_row(node) for node in plan.nodes), frozen="C2")
    _fill(book.create_sheet(names["cover"]), (), _cover(plan, day))
    _fill(book.create_sheet(names["sources"]), _SOURCES, _sources(plan))
    _fill(book.create_sheet(names["checks"]), _CHECKS, _checked(plan))
    told = book.properties
    told.title, told.creator, told.language = title(plan)[:255], printable(plan.organisation or "")[:255], "fr-BE"
    made = day or date(2000, 1, 1)
    told.created = told.modified = datetime(made.year, made.month, made.day)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def _fill(sheet: Worksheet, headers: Sequence[str], rows: Iterator[Sequence[str]], frozen: str = "A2") -> None:
    """Write a sheet; every cell is text, also one that starts like a formula."""
    shown = [headers, *rows] if headers else list(rows)
    for place, row in enumerate(shown, start=1):
        for column, words in enumerate(row, start=1):
            if not words:
                continue
            cell = sheet.cell(place, column)
            cell.value = _legible(words)
            cell.data_type = "s"
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if headers and place == 1:
                cell.font, cell.fill = Font(bold=True), _HEAD
    if headers:
        sheet.freeze_panes = frozen
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(headers))}{max(len(shown), 1)}"
    for column in range(1, max(map(len, shown), default=0) + 1):
        header = headers[column - 1] if headers else ""
        wide = 60 if header in _WIDE or (not headers and column == 2) else 20
        sheet.column_dimensions[get_column_letter(column)].width = wide
    sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "landscape", 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "1:1" if headers else None


def _legible(words: str) -> str:
    """Words that a cell can hold: the lines of a list stay apart."""
    lines = (printable(line) for line in words.split("\n"))
    return "\n".join(line for line in lines if line)[:_MOST]


def _row(node: PlanNode) -> list[str]:
    exports = load("exports")
    letters, level = exports["levels"][node.level.value]
    held = dict(attributes(node.model_dump(mode="json")))
    if len(node.budget) == 1 and node.budget[0].commentaire:
        alone = node.model_copy(update={"budget": (node.budget[0].model_copy(update={"commentaire": ""}),)})
        held |= {
            "budget": dict(attributes(alone.model_dump(mode="json")))["budget"],
            _COMMENT: node.budget[0].commentaire,
        }
    held |= {
        "reference": f"{letters} {printable(node.number)}".strip(),
        "titre": node.text,
        "niveau": level,
        "type_de_volet": node.kind or "",
        "origine": exports["origins"][node.origin.value],
        "proposition": exports["proposal"][node.proposal],
        "engagements": listed(ref.id for ref in node.dps_items),
        "champs_proposes": listed(node.suggestions),
        "identifiant": node.id,
        "parent": node.parent or "",
    }
    fields = set(exports["fields"].values()) - {"commentaires", "details"}
    return [held.get(key) or (A_DEFINIR if key in fields else "") for _, key in exports["columns"]]


def _cover(plan: Plan, day: date | None) -> Iterator[tuple[str, str]]:
    words = load("exports")["cover"]
    yield words["title"], title(plan)
    yield words["organisation"], plan.organisation or ""
    yield words["period"], str(plan.period) if plan.period else ""
    yield words["source"], plan.source
    yield words["state"], load("exports")["draft"] if plan.kind == "brouillon" else ""
    yield words["day"], day_in_words(day) if day else ""
    if plan.kind == "brouillon":
        told = load("exports")["words"]
        yield "Modèle", told["model"].format(model=plan.model) if plan.model else told["no_model"]
        yield "Mention", told["not_adopted"]
        yield from map(tuple, told["legend"])


def _sources(plan: Plan) -> Iterator[tuple[str, ...]]:
    """The commitments, those that only lines name included, and the passages of other plans."""
    origins = load("exports")["origins"]
    seen = set()
    for item in plan.items:
        seen.add(item.id)
        yield (
            origins["dps"],
            item.id,
            plan.organisation or "",
            plan.source,
            item.axis,
            str(item.line),
            "",
            "",
            item.text,
        )
    for ref in (ref for node in plan.nodes for ref in node.dps_items):
        if ref.id not in seen:
            seen.add(ref.id)
            yield origins["dps"], ref.id, plan.organisation or "", plan.source, ref.axis, "", "", "", ref.text
    for one in precedents(plan):
        told = one.citation
        page = str(told.page) if told.page is not None else ""
        place = " › ".join(told.breadcrumb)
        yield (
            "précédent",
            one.name,
            told.organisation or "",
            told.document,
            place,
            str(told.line),
            page,
            told.state,
            told.quote,
        )


def _checked(plan: Plan) -> Iterator[tuple[str, ...]]:
    known = {node.id: node for node in plan.nodes}
    for one in plan.checks:
        lines = listed(known[name].number or known[name].text for name in one.nodes if name in known)
        yield result(one), one.label, one.detail, "" if one.ok else one.remedy, lines
