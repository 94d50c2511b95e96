"""The headers and footers of a word processor's document, each said once: some plans name their owner nowhere else."""

import re
from collections.abc import Iterable

from ingest.source import SourceWriter

_MAX_LINES = 8
# What is left of « Page 3 sur 12 » without its signs; the fields of the numbers may be empty.
_PAGE = re.compile(r"(?:page|p)? ?\d* ?(?:sur|de|of)? ?\d*", re.IGNORECASE)


def write_running(writer: SourceWriter, lines: Iterable[str]) -> None:
    """Add the lines that pages repeat, outside the content; page numbers are left out.

    Args:
        writer: The source under construction.
        lines: The lines of all headers and footers.
    """
    flat = (" ".join(line.split()) for line in lines)
    said = list(dict.fromkeys(line for line in flat if not is_page_number(line)))
    for line in said[:_MAX_LINES]:
        writer.outside(line)
    writer.blank()


def is_page_number(line: str) -> bool:
    """Whether a line says nothing but which page it stands on."""
    return bool(_PAGE.fullmatch(" ".join(re.findall(r"\w+", line))))
