"""The inline parts of a paragraph of a web page to its lines."""

from ingest.readers.marks import mark_of

BREAK = "\n"

Piece = tuple[str, bool, bool]
"""Words, or a break, with whether they are bold and whether they are a link."""


def split_lines(pieces: list[Piece], *, item: bool) -> list[tuple[str, bool]]:
    """A paragraph's lines, each with whether it is bold.

    A break starts a line where it parts two things, and is a space inside a sentence.

    Args:
        pieces: The paragraph's parts.
        item: Whether it is an item of a list, whose breaks only shape it.
    """
    lines: list[list[tuple[str, bool]]] = [[]]
    breaks = 0
    for text, bold, _ in pieces:
        if text == BREAK:
            breaks += 1
            continue
        if not text.strip():
            lines[-1].append((" ", bold))
            continue
        if breaks and _parts(lines[-1], text.strip(), breaks, item=item):
            lines.append([])
        lines[-1].append((f" {text}" if breaks else text, bold))
        breaks = 0
    found = []
    for line in lines:
        words = " ".join("".join(text for text, _ in line).split())
        if words:
            found.append((words, all(bold for text, bold in line if text.strip(" :.–-"))))
    return found


def _parts(above: list[tuple[str, bool]], below: str, breaks: int, *, item: bool) -> bool:
    words = "".join(text for text, _ in above).strip()
    if not words:
        return False
    if breaks > 1 or mark_of(below):
        return True
    return not (item or below[:1].islower())
