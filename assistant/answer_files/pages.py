"""An answer as pages to keep or to send: the question, the answer, what to know besides, the sources in full."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from assistant.answer import Citation, Turn
from assistant.answer_files.rows import Row
from assistant.drafting.export.blocks import Block, Heading, Paragraph, Printed, Run, cell, paragraph
from assistant.drafting.export.printing import rendered, sheet_of, table_of
from prompts import text

FORMATS = (".docx", ".odt", ".pdf", ".md")
"""The suffixes that an answer, or a conversation, can be written to."""
_HEADING = re.compile(r"(?P<marks>#{1,6})\s+(?P<words>.+)")
_BULLET = re.compile(r"\s*[-*]\s+(?P<words>.+)")
_RULE = re.compile(r"\|(?:\s*:?-+:?\s*\|)+\s*")
_PIECE = re.compile(r"\*\*(?P<strong>.+?)\*\*|\[(?P<mark>\d+)\]")
_SHORT = 12


def answer_file(turns: Sequence[Turn], suffix: str, rows: Sequence[Row] = (), title: str = "") -> bytes:
    """One answer, or a whole conversation, as a file.

    Args:
        turns: The exchanges, oldest first.
        suffix: One of `FORMATS`.
        rows: The elements of a listing, for the table that ends a single answer.
        title: The conversation's, or "" for the first question.

    Raises:
        ExportError: If the PDF cannot be set.
    """
    return rendered(answer_sheet(turns, rows, title), suffix)


def answer_sheet(turns: Sequence[Turn], rows: Sequence[Row] = (), title: str = "") -> Printed:
    """The same before it is printed."""
    head = title or (turns[0].question if turns else "")
    return sheet_of(head, _blocks(turns, rows, head))


def _blocks(turns: Sequence[Turn], rows: Sequence[Row], title: str) -> Iterator[Block]:
    yield paragraph(title, style="title")
    yield paragraph(text("fichier_origine", date=date.today().strftime("%d/%m/%Y")).strip(), style="subtitle")
    for position, turn in enumerate(turns):
        yield from _turn(turn, position, alone=len(turns) == 1, title=title)
    if rows:
        yield Heading(2, "Tableau", "")
        yield _table(rows)
    yield paragraph(Run(text("fichier_mention").strip(), "note"), style="note")


def _turn(turn: Turn, position: int, *, alone: bool, title: str) -> Iterator[Block]:
    answer = turn.answer
    if not alone or turn.question != title:
        yield Heading(1, turn.question, "")
    if answer.understood:
        yield paragraph(Run(f"Compris : {answer.understood}", "note"))
    yield from _body(answer.answer, position)
    if answer.notices:
        yield Heading(2, "À savoir", "")
        for notice in answer.notices:
            yield Paragraph(_runs(notice, position), "bullet")
    if answer.citations:
        yield Heading(2, "Sources", "")
        for citation in answer.citations:
            yield _source(citation, position)


def _body(words: str, position: int) -> Iterator[Block]:
    lines, place = words.split("\n"), 0
    while place < len(lines):
        line = lines[place]
        place += 1
        if line.startswith("|"):
            rows = [line]
            while place < len(lines) and lines[place].startswith("|"):
                rows.append(lines[place])
                place += 1
            yield _grid(rows, position)
        elif match := _HEADING.fullmatch(line):
            yield Heading(min(len(match["marks"]), 3), re.sub(r"\*\*|\[\d+\]", "", match["words"]).strip(), "")
        elif match := _BULLET.fullmatch(line):
            yield Paragraph(_runs(match["words"], position), "bullet")
        elif line.strip():
            yield Paragraph(_runs(line, position))


def _grid(lines: Sequence[str], position: int) -> Block:
    rows = [_cells(line) for line in lines if not _RULE.fullmatch(line)]
    width = max(map(len, rows))
    header = [*rows[0], *[""] * (width - len(rows[0]))]
    shares = tuple((re.sub(r"\*\*|\[\d+\]", "", name), 100 // width) for name in header)
    body = [(*row, *[""] * (width - len(row))) for row in rows[1:]]
    return table_of("Tableau", shares, [tuple((Paragraph(_runs(one, position)),) for one in row) for row in body])


def _cells(line: str) -> list[str]:
    return [one.strip().replace("\\|", "|") for one in re.split(r"(?<!\\)\|", line.strip().strip("|"))]


def _runs(words: str, position: int) -> tuple[Run, ...]:
    """Words with their bold parts, and marks that lead to their sources."""
    found, first = [], 0
    for match in _PIECE.finditer(words):
        found.append(Run(words[first : match.start()]))
        strong, mark = match["strong"], match["mark"]
        found.append(Run(strong, "strong") if strong else Run(f"[{mark}]", "note", _anchor(position, int(mark))))
        first = match.end()
    found.append(Run(words[first:]))
    return tuple(one for one in found if one.text)


def _source(citation: Citation, position: int) -> Block:
    where = [*citation.breadcrumb, f"page {citation.page}" if citation.page is not None else ""]
    place = " › ".join(filter(None, where))
    return paragraph(
        Run(f"[{citation.n}] ", "strong"),
        Run(f"« {' '.join(citation.quote.split())} »", "quote"),
        Run(f" — {citation.title}{', ' + place if place else ''}, ligne {citation.line}", "note"),
        anchor=_anchor(position, citation.n),
    )


def _anchor(position: int, number: int) -> str:
    return f"source-{position}-{number}"


def _table(rows: Sequence[Row]) -> Block:
    columns = (("N°", 6), ("CPAS ou commune", 18), ("Objectif", 26), ("Intitulé", 38), ("Échéance", 12))
    return table_of(
        "Éléments cités",
        columns,
        [
            (
                cell(Run(f"[{row.n}]")),
                cell(row.organisation or row.document),
                cell(row.oo or row.os or row.volet),
                cell(" ".join(filter(None, (row.number, row.text)))),
                cell(row.echeance),
            )
            for row in rows
        ],
    )


def file_name(question: str) -> str:
    """A file's name from a question, without its suffix."""
    words = re.findall(r"[^\W_]+", question.lower())
    return "-".join(words[:_SHORT])[:80] or "reponse"
