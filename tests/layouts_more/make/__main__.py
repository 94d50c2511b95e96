"""Writes every document of `tests/layouts_more` and its gold tree: `python -m tests.layouts_more.make [NAME...]`."""

import sys
from collections.abc import Callable

from tests.layouts.make.model import Plan
from tests.layouts_more.make import docx_files, open_files, pdf_files

BUILDERS: dict[str, Callable[[], Plan]] = {
    "titres-francais": docx_files.french_titles,
    "axes-codes": docx_files.axes,
    "fiches-lignes": docx_files.line_sheets,
    "deux-colonnes-objectifs": docx_files.two_columns,
    "engagements": docx_files.commitments,
    "tableaux-par-objectif": open_files.tables_by_objective,
    "numeros-seuls": pdf_files.bare_numbers,
    "paysage-fusions": pdf_files.landscape_table,
    "scan-reconnu": open_files.recognised,
    "themes-romains": open_files.themes,
    "page-porteurs": open_files.bearers,
    "projets-partages": open_files.exported,
    "tableur-services": open_files.service_sheet,
    "codes-seuls": open_files.bare_codes,
}


def main(names: list[str]) -> None:
    for name in names or list(BUILDERS):
        plan = BUILDERS[name]()
        sys.stdout.write(f"{plan.target().name}: {len(plan.nodes())} nodes\n")


if __name__ == "__main__":
    main(sys.argv[1:])
