"""Which function makes which document."""

from collections.abc import Callable

from tests.layouts.make import docx_prose, docx_tables, odt_titles, pdf_flow, texts
from tests.layouts.make.model import Plan

BUILDERS: dict[str, Callable[[], Plan]] = {
    "docx-styles": docx_prose.styled,
    "docx-direct": docx_prose.direct,
    "docx-fiches": docx_tables.sheets,
    "docx-tableau": docx_tables.big_table,
    "docx-conjoint": docx_tables.joint,
    "docx-annonce": docx_prose.house,
    "odt-titres": odt_titles.titles,
    "pdf-colonne": pdf_flow.one_column,
    "pdf-deux-colonnes": pdf_flow.two_columns,
    "txt-codes": texts.codes,
    "txt-nu": texts.bare,
    "md-ocr": texts.ocr,
    "dps-prose": texts.prose,
}
