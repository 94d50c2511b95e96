"""The benchmark's documents: plans written out in every format that is measured."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.ecomptes_file import write_xml
from bench.pdf_file import write_pdf
from bench.prose_files import write_docx, write_html, write_md, write_odt, write_txt
from bench.table_files import write_csv, write_ods, write_xlsx
from bench.trees import Plan
from bench.variation import Variation, reworded
from ingest.records import DocumentKind

WRITERS: dict[str, Callable[[Plan, Path], None]] = {
    "docx": write_docx,
    "pdf": write_pdf,
    "txt": write_txt,
    "html": write_html,
    "xlsx": write_xlsx,
    "odt": write_odt,
    "md": write_md,
    "csv": write_csv,
    "ods": write_ods,
    "xml": write_xml,
}
"""Formats, in the order in which documents take them: five documents have the five that offices send most."""

_TABLES = frozenset({"xlsx", "csv", "ods", "xml"})


@dataclass(frozen=True, slots=True)
class Written:
    """A document on disk and the plan that it holds."""

    path: Path
    plan: Plan


def write_mixed(folder: Path, count: int, formats: Sequence[str] = tuple(WRITERS), seed: int = 1) -> list[Written]:
    """Write documents in all formats in turn; a declaration, which no table holds, goes to text formats only.

    Args:
        folder: Where to write, made if need be.
        count: How many documents.
        formats: Which formats, in turn; one at least for texts.
        seed: Names the series of plans.
    """
    texts = [name for name in formats if name not in _TABLES]
    written = []
    for rank, plan in enumerate(Variation(seed).plans(count)):
        suffix = formats[rank % len(formats)]
        if plan.kind is DocumentKind.DPS and suffix in _TABLES:
            suffix = texts[rank % len(texts)]
        written.append(_write(plan, folder, rank, suffix))
    return written


def write_alike(folder: Path, count: int, suffix: str, seed: int = 1) -> list[Written]:
    """Write the same plans whatever the format, so that formats can be compared; see `write_mixed`."""
    plans = Variation(seed).plans(count, (DocumentKind.PST,))
    return [_write(plan, folder, rank, suffix) for rank, plan in enumerate(plans)]


def edit(written: Written) -> None:
    """Change one element of a document, in place."""
    WRITERS[written.path.suffix[1:]](reworded(written.plan, 1), written.path)


def _write(plan: Plan, folder: Path, rank: int, suffix: str) -> Written:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"plan-{rank + 1:04}.{suffix}"
    WRITERS[suffix](plan, path)
    return Written(path, plan)
