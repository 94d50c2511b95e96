"""A plan as PDF: tagged for screen readers (PDF/UA-1), set by Typst, which brings its own fonts."""

import json
from dataclasses import asdict
from datetime import UTC, date, datetime
from importlib.resources import files
from typing import Any

from assistant.drafting.export import ExportError
from assistant.drafting.export.blocks import Block, Heading, Paragraph, Printed, Table
from assistant.drafting.export.outline import printed
from assistant.drafting.records import Plan

_TEMPLATE = "plan.typ"


def write(plan: Plan, day: date | None = None) -> bytes:
    """The file's bytes.

    Args:
        plan: The plan.
        day: The date that it bears, or None.

    Raises:
        ExportError: If the library that sets it cannot.
    """
    return render(printed(plan, day))


def render(printed_sheet: Printed) -> bytes:
    """The bytes of any document that is laid out in blocks.

    Raises:
        ExportError: If the library that sets it cannot.
    """
    sheet, made = json.dumps(_data(printed_sheet)), printed_sheet.day or date(2000, 1, 1)
    try:
        return _set(sheet, made, own_fonts=True)
    except RuntimeError:
        pass  # A sign that Typst's own fonts do not have, an emoji or another script: the machine's may have it.
    try:
        return _set(sheet, made, own_fonts=False)
    except RuntimeError:
        pass  # Nor has the machine: the file shows a box in its place, and no longer claims to be PDF/UA.
    try:
        return _set(sheet, made, own_fonts=False, accessible=False)
    except RuntimeError as error:
        raise ExportError(
            f"Le PDF n'a pas pu être composé ({str(error)[:200]}).", "Exportez le plan en .docx ou en .odt."
        ) from error


def _set(sheet: str, made: date, *, own_fonts: bool, accessible: bool = True) -> bytes:
    import typst

    return bytes(
        typst.compile(
            files("assistant.drafting.export").joinpath(_TEMPLATE).read_bytes(),
            output=None,
            format="pdf",
            ignore_system_fonts=own_fonts,
            sys_inputs={"sheet": sheet},
            pdf_standards="ua-1" if accessible else None,
            timestamp=datetime(made.year, made.month, made.day, tzinfo=UTC),
        )
    )


def _data(sheet: Printed) -> dict[str, Any]:
    """A printed plan as plain data; links to what is not there are plain words."""
    anchors = {one.anchor for block in sheet.blocks for one in _named(block)}
    footer = "".join(f"{part} – " for part in (sheet.mention, sheet.author) if part)
    return {
        "title": sheet.title,
        "author": sheet.author,
        "footer": f"{footer}page ",
        "blocks": [_block(block, anchors) for block in sheet.blocks],
    }


def _named(block: Block) -> list[Heading | Paragraph]:
    if isinstance(block, Table):
        return [one for row in block.rows for cell in row for one in cell]
    return [block] if isinstance(block, Heading | Paragraph) else []


def _block(block: Block, anchors: set[str]) -> dict[str, Any]:
    data = {"type": type(block).__name__, **asdict(block)}
    if isinstance(block, Table):
        data["cells"] = [[_linked(asdict(one), anchors) for one in cell] for row in block.rows for cell in row]
        del data["rows"]
    return _linked(data, anchors) if isinstance(block, Paragraph) else data


def _linked(data: dict[str, Any], anchors: set[str]) -> dict[str, Any]:
    for run in data["runs"]:
        run["target"] = run["target"] if run["target"] in anchors else ""
    return data
