"""Which function makes which document."""

from collections.abc import Callable

from tests.layouts.make import (
    docx_prose,
    docx_tables,
    ecomptes,
    html_page,
    odt_titles,
    pdf_flow,
    pdf_sheets,
    sheets,
    texts,
)
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
    "pdf-fiches": pdf_sheets.sheets,
    "dps-numerotee": pdf_sheets.numbered,
    "html-page": html_page.page,
    "xlsx-iapst": sheets.flat_xlsx,
    "xlsx-tableau": sheets.hand_made,
    "csv-iapst": sheets.flat_csv,
    "ods-iapst": sheets.wide_ods,
    "ecomptes-volets": ecomptes.with_volets,
    "ecomptes-neant": ecomptes.as_exported,
    "txt-codes": texts.codes,
    "txt-nu": texts.bare,
    "md-ocr": texts.ocr,
    "dps-prose": texts.prose,
}
