"""Plans as flat tables, one element a row, in iA.PST's columns: a workbook, an OpenDocument sheet, CSV."""

import csv
from collections.abc import Iterator
from pathlib import Path
from random import Random

from bench.lines import title
from bench.trees import Element, Plan
from ingest.records import Level

HEADER = ("Référence", "Titre", "État", "Échéance", "Responsable administratif", "Partenaires", "Budget")
_OFFICERS = ("Direction générale", "Service social", "Service logement", "Direction financière")
_STATES = ("À agender", "En cours", "Terminé")
_PARTNERS = ("Province", "École communale", "Maison médicale", "Société de logement")
_DEPTHS = {Level.OS: 1, Level.OO: 2, Level.ACTION: 3, Level.SOUS_ACTION: 4}


def write_csv(plan: Plan, path: Path) -> None:
    """Semicolons and a title line, as exports have them."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, delimiter=";").writerows([[title(plan)], HEADER, *_rows(plan)])


def write_xlsx(plan: Plan, path: Path) -> None:
    """A workbook with one sheet."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet("Export")
    for row in ([title(plan)], HEADER, *_rows(plan)):
        sheet.append(list(row))
    book.save(path)


def write_ods(plan: Plan, path: Path) -> None:
    """An OpenDocument sheet."""
    from odfdo import Cell, Document, Row, Table

    document = Document("spreadsheet")
    document.body.clear()
    table = Table("Export")
    for values in ([title(plan)], HEADER, *_rows(plan)):
        row = Row()
        for value in values:
            row.append(Cell(value, cell_type="string"))
        table.append(row)
    document.body.append(table)
    document.save(str(path))


def _rows(plan: Plan) -> Iterator[tuple[str, ...]]:
    rng = Random(title(plan))
    counts: dict[int, int] = {}
    for element in (element for root in plan.elements for element in root.walk()):
        yield _row(element, counts, rng)


def _row(element: Element, counts: dict[int, int], rng: Random) -> tuple[str, ...]:
    depth = _DEPTHS.get(element.level)
    if depth is None:  # A volet or a section is a row of its title alone.
        return ("", element.text, "", "", "", "", "")
    counts[depth] = counts.get(depth, 0) + 1
    for deeper in [one for one in counts if one > depth]:
        del counts[deeper]
    # An action right below a strategic objective stands under an operational one numbered 0.
    reference = ".".join(str(counts.get(rank, 0)) for rank in range(1, depth + 1))
    if element.level in (Level.OS, Level.OO):
        return (reference, element.text, rng.choice(_STATES), "", "", "", "")
    due = f"31/12/{rng.randint(2026, 2030)}"
    budget = str(rng.randint(1, 80) * 500)
    return (reference, element.text, rng.choice(_STATES), due, rng.choice(_OFFICERS), rng.choice(_PARTNERS), budget)
