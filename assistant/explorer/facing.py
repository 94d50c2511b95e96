"""Two plans side by side: line by line where they are plans, theme by theme for any two."""

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from assistant.explorer import naming
from assistant.explorer.themes import Pairs, Themes
from assistant.notices import is_law
from ingest.given import LEVELS
from ingest.records import Document

if TYPE_CHECKING:
    from assistant.drafting.comparison.comparing import Comparison
    from assistant.drafting.export.blocks import Printed

FORMATS = (".docx", ".odt", ".pdf")
"""What a comparison can be written to."""


@dataclass(frozen=True, slots=True)
class Theme:
    """What two documents have on a theme."""

    concept: str
    left: Pairs
    right: Pairs


@dataclass(frozen=True, slots=True)
class Facing:
    """Two documents theme by theme.

    Attributes:
        both: The themes that both have actions on, those with the most first; `only_left` and `only_right` the others.
        bare: How many actions of each are on no theme that is known.
    """

    left: Document
    right: Document
    both: tuple[Theme, ...]
    only_left: tuple[Theme, ...]
    only_right: tuple[Theme, ...]
    bare: tuple[int, int]

    @property
    def themes(self) -> tuple[Theme, ...]:
        """All the themes, those that both have first."""
        return (*self.both, *self.only_left, *self.only_right)


def face(themes: Themes, left: Document, right: Document) -> Facing:
    """Two documents theme by theme.

    Args:
        themes: The units of the library's plans by theme; these two are among them.
        left: One of them.
        right: The other.
    """
    found = [
        Theme(concept, themes.pairs(concept, {left.id}), themes.pairs(concept, {right.id}))
        for concept, _ in themes.concepts_of({left.id, right.id})
    ]
    return Facing(
        left,
        right,
        tuple(one for one in found if one.left and one.right),
        tuple(one for one in found if not one.right),
        tuple(one for one in found if not one.left),
        (_bare(themes, left, found), _bare(themes, right, found)),
    )


def line_by_line(document: Document) -> bool:
    """Whether a document has the lines of a plan, which can be paired with another's; a declaration has none."""
    return not is_law(document) and any(node.level in LEVELS for node in document.nodes)


def in_order(one: Document, other: Document) -> tuple[Document, Document]:
    """Two plans, the older first; as given where their years do not tell."""
    years = [period.start if (period := doc.identity.period or doc.term) else None for doc in (one, other)]
    if years[0] is not None and years[1] is not None and years[1] < years[0]:
        return other, one
    return one, other


def compare(old: Document, new: Document) -> "Comparison":
    """Two plans line by line: what is kept, reworded, dropped, new.

    Raises:
        UnreadableFileError: If one of them is the JSON of a draft that cannot be read.
    """
    from assistant.drafting.comparison.comparing import compare_plans
    from assistant.drafting.reading import plan_of

    return compare_plans(plan_of(old), plan_of(new))


def comparison_file(comparison: "Comparison", suffix: str) -> bytes:
    """A comparison line by line as the bytes of a file.

    Args:
        comparison: The comparison.
        suffix: One of `FORMATS`.

    Raises:
        ExportError: If the file cannot be made.
    """
    from assistant.drafting.comparison.pages import write_comparison

    with TemporaryDirectory() as folder:
        path = Path(folder) / f"comparaison{suffix}"
        write_comparison(comparison, path)
        return path.read_bytes()


def facing_file(facing: Facing, suffix: str) -> bytes:
    """A comparison by theme as the bytes of a file.

    Args:
        facing: The comparison.
        suffix: One of `FORMATS`.

    Raises:
        ExportError: If the file cannot be made.
    """
    from assistant.drafting.export.printing import rendered

    return rendered(_sheet(facing), suffix)


def _sheet(facing: Facing) -> "Printed":
    from assistant.drafting.export.blocks import Block, Heading, Run, cell, paragraph, printable
    from assistant.drafting.export.printing import sheet_of, table_of

    names = (naming.label(facing.left), naming.label(facing.right))
    title = "Comparaison par thème"
    columns = (("Thème", 40), (names[0], 30), (names[1], 30))
    counts = (
        (cell(naming.theme(one.concept)), cell(str(len(one.left))), cell(str(len(one.right)))) for one in facing.themes
    )
    blocks: list[Block] = [
        paragraph(title, style="title"),
        *(paragraph(Run(printable(name), "strong")) for name in names),
        paragraph("Une action peut compter dans plusieurs thèmes."),
        Heading(1, "Nombre d’actions par thème", ""),
        table_of("Nombre d’actions par thème", columns, counts),
    ]
    for one in facing.themes:
        blocks.append(Heading(1, naming.theme(one.concept), ""))
        for name, pairs in zip(names, (one.left, one.right), strict=True):
            blocks.append(paragraph(Run(printable(f"{name} : {len(pairs)}"), "strong")))
            for document, node in pairs:
                page = f"page {node.page}, " if node.page is not None else ""
                place = f" ({document.file}, {page}ligne {node.line})"
                blocks.append(
                    paragraph(Run(printable(naming.title(node))), Run(printable(place), "note"), style="bullet")
                )
    return sheet_of(title, blocks)


def _bare(themes: Themes, document: Document, found: list[Theme]) -> int:
    held = {node.id for one in found for _, node in (*one.left, *one.right)}
    return sum(node.id not in held for _, node in themes.pairs(None, {document.id}))
