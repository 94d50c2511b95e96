"""A plan as Markdown: what the printed formats say, readable as it stands."""

import re
from datetime import date

from assistant.drafting.export.blocks import Block, Cell, Contents, Heading, PageBreak, Paragraph, Printed, Run, Table
from assistant.drafting.export.outline import printed
from assistant.drafting.records import Plan

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~])")
_STARTS = re.compile(r"^(\s*)([-+]|\d+[.)])(?=\s)")


def write(plan: Plan, day: date | None = None) -> bytes:
    """The file's bytes.

    Args:
        plan: The plan.
        day: The date that it bears, or None.
    """
    return render(printed(plan, day))


def render(sheet: Printed) -> bytes:
    """The bytes of any document that is laid out in blocks."""
    return ("\n\n".join(filter(None, (_block(block, sheet) for block in sheet.blocks))) + "\n").encode()


def _block(block: Block, sheet: Printed) -> str:
    if isinstance(block, Heading):
        return f"{_anchor(block.anchor)}\n\n{'#' * (block.depth + 1)} {escaped(block.text)}"
    if isinstance(block, Paragraph):
        return _paragraph(block)
    if isinstance(block, Table):
        return _table(block)
    if isinstance(block, Contents):
        listed = [one for one in sheet.headings if one.depth <= block.depth]
        rows = [f"{'  ' * (one.depth - 1)}- [{escaped(one.text)}](#{one.anchor})" for one in listed]
        return "\n".join([f"**{block.title}**", "", *rows])
    assert isinstance(block, PageBreak)
    return "---"


def _paragraph(block: Paragraph) -> str:
    words = _runs(block)
    if block.style == "title":
        return f"# {words}"
    if block.style in ("subtitle", "mention"):
        return f"**{words}**"
    return f"- {words}" if block.style == "bullet" else words


def _runs(block: Paragraph) -> str:
    words = "".join(map(_run, block.runs))
    return (_anchor(block.anchor) if block.anchor else "") + _STARTS.sub(r"\1\\\2", words)


def _run(run: Run) -> str:
    words = escaped(run.text)
    if run.target:
        return f"[{words}](#{run.target})"
    if run.role in ("strong", "todo") and words.strip():
        core = words.strip()
        return words.replace(core, f"**{core}**", 1)
    return words


def _table(table: Table) -> str:
    lines = [_row(table.header), _row(["---"] * len(table.header))]
    lines += [_row([_cell(one) for one in row]) for row in table.rows]
    return "\n".join(lines)


def _row(cells: "tuple[str, ...] | list[str]") -> str:
    return f"| {' | '.join(cells)} |"


def _cell(found: Cell) -> str:
    return "<br>".join(_runs(one) for one in found)


def escaped(text: str) -> str:
    """Words whose signs stay signs."""
    return _SPECIAL.sub(r"\\\1", text)


def _anchor(name: str) -> str:
    return f'<a id="{name}"></a>'
