"""A comparison of two plans as pages for readers: counts by level, then each kind of change, what differs in bold."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from assistant.drafting.comparison.comparing import Change, Compared, Comparison, Edit, Line, word_edits
from assistant.drafting.export.blocks import Block, Cell, Heading, Paragraph, Printed, Run, cell, paragraph, printable
from assistant.drafting.export.printing import (
    PRINTERS,
    Columns,
    check_path,
    markdown_of,
    rendered,
    save,
    sheet_of,
    table_of,
)
from ingest.vocabulary import load

FORMATS = tuple(PRINTERS)
"""The suffixes that a comparison can be written to."""

_TITLE = "Comparaison de deux programmes stratégiques transversaux"
_LEVELS = {
    "volet": "Volet",
    "section": "Section",
    "os": "OS",
    "oo": "OO",
    "action": "Action",
    "sous_action": "Sous-action",
}
_COUNTS = (("Niveau", 20), ("Gardées", 16), ("Reformulées", 16), ("dont déplacées", 16), ("Abandonnées", 16),
           ("Nouvelles", 16))  # fmt: skip
_LINES = (("Ligne", 16), ("Intitulé", 50), ("Place", 34))
_REWORDED = (("Ligne", 16), ("Ancien intitulé", 42), ("Nouvel intitulé", 42))
_MOVED = (("Intitulé", 40), ("Avant", 30), ("Maintenant", 30))
_FIELDS = (("Ligne", 30), ("Champ", 16), ("Avant", 27), ("Maintenant", 27))


def comparison_markdown(comparison: Comparison) -> str:
    """The comparison as Markdown."""
    return markdown_of(_sheet(comparison))


def write_comparison(comparison: Comparison, path: Path) -> None:
    """Write the comparison.

    Args:
        comparison: The comparison.
        path: A file in one of `FORMATS`; one that exists is replaced.

    Raises:
        ExportError: If the suffix is another, or the file cannot be written.
    """
    suffix = check_path(path, FORMATS)
    save(rendered(_sheet(comparison), suffix), path)


def marked(old: str, new: str) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
    """Two wordings of a line, in each the words that the other does not have in bold.

    Args:
        old: The earlier one, on one line.
        new: The later one, likewise.

    Returns:
        The runs of each, which together are its words.
    """
    edits = tuple(word_edits(old, new))
    return tuple(_runs(old, edits, "-")), tuple(_runs(new, edits, "+"))


def _runs(text: str, edits: Iterable[tuple[Edit, str]], sign: Edit) -> Iterator[Run]:
    """The edits as they stand in one of the texts, with its own spaces."""
    place = 0
    for kind, words in edits:
        if kind not in ("=", sign):
            continue
        size = len("".join(words.split()))
        found = re.compile(rf"\s*(?:\S\s*){{{size}}}").match(text, place)
        assert found is not None
        yield Run(found.group(), "strong" if kind == sign else "")
        place = found.end()


def _sheet(comparison: Comparison) -> Printed:
    return sheet_of(_TITLE, _blocks(comparison), author=comparison.new.organisation or "")


def _blocks(comparison: Comparison) -> Iterator[Block]:
    yield paragraph(_TITLE, style="title")
    old, new = _plan(comparison.old), _plan(comparison.new)
    if old == new:
        old, new = (f"{old} ({printable(one.source)})" for one in (comparison.old, comparison.new))
    yield paragraph(Run("Ancien plan : ", "strong"), Run(old))
    yield paragraph(Run("Nouveau plan : ", "strong"), Run(new))
    yield paragraph(
        Run("Continuité : ", "strong"),
        Run(
            f"{_percent(comparison.score)} de l'ancien plan se retrouve dans le nouveau (ressemblance moyenne de ses "
            "lignes ; une ligne abandonnée compte pour zéro)."
        ),
    )
    yield Heading(1, "Par niveau", "")
    counts = (
        (_LEVELS[one.level.value], *map(str, (one.kept, one.changed, one.moved, one.dropped, one.new)))
        for one in comparison.counts
    )
    yield table_of("Lignes par niveau", _COUNTS, (tuple(map(cell, row)) for row in counts))
    changes = comparison.changes
    yield from _part("Lignes nouvelles", _LINES, map(_kept, _of(changes, "nouvelle")))
    yield from _part("Lignes abandonnées", _LINES, map(_kept, _of(changes, "abandonnée")))
    told = "Ce qui diffère est en gras : à gauche les mots retirés, à droite les mots ajoutés."
    yield from _part("Lignes reformulées", _REWORDED, map(_reworded, _of(changes, "modifiée")), told)
    yield from _part("Lignes déplacées", _MOVED, map(_moved, (one for one in changes if one.moved)))
    yield from _part("Champs modifiés", _FIELDS, (row for one in changes for row in _fields(one)))
    yield from _part("Lignes gardées", _LINES, map(_kept, _of(changes, "gardée")))


def _of(changes: Iterable[Change], status: str) -> Iterator[Change]:
    return (one for one in changes if one.status == status)


def _part(title: str, columns: Columns, rows: Iterable[tuple[Cell, ...]], told: str = "") -> Iterator[Block]:
    """The changes of one kind, with their number; nothing where there are none."""
    held = tuple(rows)
    if held:
        yield Heading(1, f"{title} ({len(held)})", "")
        if told:
            yield paragraph(told)
        yield table_of(title, columns, held)


def _kept(one: Change) -> tuple[Cell, ...]:
    line = one.new or one.old
    assert line is not None
    return cell(_named(line)), cell(printable(line.text)), cell(_place(line))


def _reworded(one: Change) -> tuple[Cell, ...]:
    assert one.old is not None
    assert one.new is not None
    old, new = marked(printable(one.old.text), printable(one.new.text))
    name = _named(one.new) if _named(one.old) == _named(one.new) else f"{_named(one.old)} → {_named(one.new)}"
    alike = paragraph(Run(f"ressemblance : {_percent(one.score)}", "note"), style="note")
    place = (paragraph(Run(_place(one.new), "note"), style="note"),) if one.new.path else ()
    return (paragraph(name), alike), (Paragraph(old),), (Paragraph(new), *place)


def _moved(one: Change) -> tuple[Cell, ...]:
    assert one.old is not None
    assert one.new is not None
    return cell(printable(one.new.text)), cell(_named_under(one.old)), cell(_named_under(one.new))


def _fields(one: Change) -> Iterator[tuple[Cell, ...]]:
    names = load("columns")["names"]
    for name, old, new in one.fields if one.new is not None else ():
        assert one.new is not None
        line = paragraph(Run(f"{_named(one.new)} – ", "strong"), Run(printable(one.new.text)))
        field = str(names.get(name, name.replace("_", " ")))
        yield (line,), cell(field), cell(printable(old) or "—"), cell(printable(new) or "—")


def _percent(share: float) -> str:
    return f"{share:.0%}".replace("%", " %")


def _named(line: Line) -> str:
    return f"{_LEVELS[line.level.value]} {printable(line.number)}".strip()


def _place(line: Line) -> str:
    return printable(" › ".join(line.path))


def _named_under(line: Line) -> str:
    return _named(line) + (f", sous {printable(line.path[-1])}" if line.path else "")


def _plan(plan: Compared) -> str:
    parts = [plan.title or plan.source, plan.organisation or "", str(plan.period or "")]
    return printable(" – ".join(dict.fromkeys(part for part in parts if part)))
