"""A comparison of two plans as pages for readers: counts by level, then each kind of change, words struck and added."""

from collections.abc import Iterator
from pathlib import Path

from assistant.drafting.comparison.comparing import Change, Compared, Comparison, Line
from assistant.drafting.leaflet import (
    Block,
    Grid,
    Mark,
    Run,
    Text,
    Title,
    Words,
    as_markdown,
    check_path,
    write_docx,
    write_markdown,
)
from ingest.vocabulary import load

FORMATS = (".docx", ".md")
"""The suffixes that a comparison can be written to."""

_LEVELS = {
    "volet": "Volet",
    "section": "Section",
    "os": "OS",
    "oo": "OO",
    "action": "Action",
    "sous_action": "Sous-action",
}


def comparison_markdown(comparison: Comparison) -> str:
    """The comparison as Markdown."""
    return as_markdown(_blocks(comparison))


def write_comparison(comparison: Comparison, path: Path) -> None:
    """Write the comparison.

    Args:
        comparison: The comparison.
        path: A file in one of `FORMATS`; one that exists is replaced.

    Raises:
        ExportError: If the suffix is another, or the file cannot be written.
    """
    if check_path(path, FORMATS) == ".md":
        write_markdown(_blocks(comparison), path)
    else:
        write_docx(_blocks(comparison), path)


def _blocks(comparison: Comparison) -> Iterator[Block]:
    yield Title(0, "Comparaison de deux programmes stratégiques transversaux")
    yield Text((Run("Ancien plan : ", "strong"), Run(_plan(comparison.old))))
    yield Text((Run("Nouveau plan : ", "strong"), Run(_plan(comparison.new))))
    share = f"{comparison.score:.0%}".replace("%", " %")
    yield Text(
        f"Continuité : {share} de l'ancien plan se retrouve dans le nouveau (ressemblance moyenne de ses lignes ; une "
        "ligne abandonnée compte pour zéro)."
    )
    yield Title(1, "Par niveau")
    header = ("Niveau", "Gardées", "Reformulées", "dont déplacées", "Abandonnées", "Nouvelles")
    rows = [
        (_LEVELS[one.level.value], *map(str, (one.kept, one.changed, one.moved, one.dropped, one.new)))
        for one in comparison.counts
    ]
    yield Grid("Lignes par niveau", header, tuple(rows), (20, 16, 16, 16, 16, 16))
    yield from _part("Lignes nouvelles", [one for one in comparison.changes if one.status == "nouvelle"])
    yield from _part("Lignes abandonnées", [one for one in comparison.changes if one.status == "abandonnée"])
    changed = [one for one in comparison.changes if one.status == "modifiée"]
    yield from _reworded(changed)
    yield from _moved([one for one in comparison.changes if one.moved])
    yield from _fields([one for one in comparison.changes if one.fields])
    yield from _part("Lignes gardées", [one for one in comparison.changes if one.status == "gardée"])


def _part(title: str, changes: list[Change]) -> Iterator[Block]:
    """The lines of one kind, each with where it stands."""
    if not changes:
        return
    yield Title(1, f"{title} ({len(changes)})")
    rows = [
        (_LEVELS[one.level.value], line.number, line.text, _place(line))
        for one in changes
        if (line := one.new or one.old)
    ]
    yield Grid(title, ("Niveau", "N°", "Intitulé", "Place"), tuple(rows), (10, 8, 50, 32))


def _reworded(changes: list[Change]) -> Iterator[Block]:
    if not changes:
        return
    yield Title(1, f"Lignes reformulées ({len(changes)})")
    yield Text((Run("Les mots retirés sont barrés, les mots ajoutés sont en gras."),))
    rows: list[tuple[Words, ...]] = []
    for one in changes:
        assert one.old is not None
        assert one.new is not None
        signs: dict[str, Mark] = {"=": "", "-": "removed", "+": "added"}
        runs = tuple(Run(words + (" " if sign == "-" else ""), signs[sign]) for sign, words in one.words)
        numbers = one.new.number if one.old.number == one.new.number else f"{one.old.number} → {one.new.number}"
        rows.append((_LEVELS[one.level.value], numbers, runs, _place(one.new), f"{one.score:.0%}".replace("%", " %")))
    header = ("Niveau", "N°", "Intitulé", "Place", "Ressemblance")
    yield Grid("Lignes reformulées", header, tuple(rows), (9, 10, 45, 26, 10))


def _moved(changes: list[Change]) -> Iterator[Block]:
    if not changes:
        return
    yield Title(1, f"Lignes déplacées ({len(changes)})")
    rows = []
    for one in changes:
        assert one.old is not None
        assert one.new is not None
        rows.append((_LEVELS[one.level.value], one.new.text, _level_and_place(one.old), _level_and_place(one.new)))
    yield Grid("Lignes déplacées", ("Niveau", "Intitulé", "Avant", "Maintenant"), tuple(rows), (10, 40, 25, 25))


def _fields(changes: list[Change]) -> Iterator[Block]:
    if not changes:
        return
    yield Title(1, f"Champs modifiés ({len(changes)})")
    names = load("columns")["names"]
    rows = [
        (_LEVELS[one.level.value], one.new.text, str(names.get(name, name.replace("_", " "))), old or "—", new or "—")
        for one in changes
        for name, old, new in one.fields
        if one.new is not None
    ]
    yield Grid(
        "Champs modifiés", ("Niveau", "Intitulé", "Champ", "Avant", "Maintenant"), tuple(rows), (10, 36, 14, 20, 20)
    )


def _place(line: Line) -> str:
    return " › ".join(line.path)


def _level_and_place(line: Line) -> str:
    return f"{_LEVELS[line.level.value]} {line.number}".strip() + (f", sous {line.path[-1]}" if line.path else "")


def _plan(plan: Compared) -> str:
    parts = [plan.title or plan.source, plan.organisation or "", str(plan.period or "")]
    return " – ".join(dict.fromkeys(part for part in parts if part))
