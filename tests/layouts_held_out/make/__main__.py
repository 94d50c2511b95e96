"""Writes every document and its gold tree: `python -m tests.layouts_held_out.make [NAME...]`."""

import sys
from collections.abc import Callable

from tests.layouts.make.model import Plan
from tests.layouts_held_out.make import docx_files, open_files, pdf_files, text_files

BUILDERS: dict[str, Callable[[], Plan]] = {
    "titres-codes": docx_files.coded_headings,
    "bandes-statut": docx_files.banded_tables,
    "numerotation-auto": docx_files.automatic_numbers,
    "actions-continues": docx_files.running_numbers,
    "chapitres": docx_files.chapters,
    "puces-pied": pdf_files.bulleted,
    "fiches-objectifs": pdf_files.two_storeys,
    "enjeux": open_files.stakes,
    "page-blog": open_files.blog_page,
    "suivi-fusions": open_files.merged_sheet,
    "codes-continus": text_files.running_codes,
    "lignes-coupees": text_files.cut_lines,
}


def main(names: list[str]) -> None:
    for name in names or list(BUILDERS):
        plan = BUILDERS[name]()
        sys.stdout.write(f"{plan.target().name}: {len(plan.nodes())} nodes\n")


if __name__ == "__main__":
    main(sys.argv[1:])
