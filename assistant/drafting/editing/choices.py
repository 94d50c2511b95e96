"""The commitments of a declaration as staff sort them before the draft: kept or not, cut, joined, added."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from assistant.answer import Frozen
from assistant.drafting.commitments.prose import sentences
from assistant.drafting.editing.tree import EditError
from assistant.drafting.records import DpsItem
from ingest.records import Document, Level

_CUT = re.compile(r"[.;:,)\n]\s+|\s(?=(?:et|ou|ainsi)\s)")
_WORD = re.compile(r"\w")
Sorting = Callable[[Sequence["Choice"]], tuple["Choice", ...]]
"""A change to the sorting."""

_TITLES = frozenset({Level.VOLET, Level.AXE, Level.SECTION})


class Choice(Frozen):
    """A commitment, whether it is kept, and whether staff added it."""

    item: DpsItem
    kept: bool = True
    added: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence of the declaration that no commitment holds: its place, line (from 1), words and heading."""

    start: int
    end: int
    line: int
    text: str
    heading: str


def chosen(items: Sequence[DpsItem]) -> tuple[Choice, ...]:
    """The commitments that were found, all kept."""
    return tuple(Choice(item=one) for one in items)


def keep(choices: Sequence[Choice], start: int, kept: bool) -> tuple[Choice, ...]:
    """Keep the commitment that begins at a place of the text, or say that it is none."""
    return tuple(one.model_copy(update={"kept": kept}) if one.item.start == start else one for one in choices)


def kept_items(choices: Sequence[Choice]) -> tuple[DpsItem, ...]:
    """The commitments that are kept, in reading order, numbered from `D01` on."""
    items = sorted((one.item for one in choices if one.kept), key=lambda one: one.start)
    return tuple(one.model_copy(update={"id": f"D{rank:02}"}) for rank, one in enumerate(items, start=1))


def cuts(item: DpsItem) -> tuple[int, ...]:
    """The places in a commitment's words where it may be cut in two, in characters from its beginning."""
    found = (match.end() for match in _CUT.finditer(item.text))
    return tuple(one for one in found if _WORD.search(item.text[:one]) and _WORD.search(item.text[one:]))


def split(choices: Sequence[Choice], text: str, start: int, at: int) -> tuple[Choice, ...]:
    """Cut a commitment in two.

    Args:
        choices: The commitments.
        text: The declaration's stored text.
        start: Where the commitment begins in it.
        at: Where to cut, in characters from there.

    Raises:
        EditError: If there is no such commitment, or a part would hold no word.
    """
    place = _place(choices, start)
    item = choices[place].item
    parts = [_spanned(item, text, *span) for span in ((item.start, item.start + at), (item.start + at, item.end))]
    if at <= 0 or not all(_WORD.search(one.text) for one in parts):
        raise EditError("Cet engagement ne se coupe pas là.", "Choisissez un autre endroit.")
    made = [choices[place].model_copy(update={"item": one}) for one in parts]
    return _renumbered([*choices[:place], *made, *choices[place + 1 :]])


def joined(choices: Sequence[Choice], text: str, start: int) -> tuple[Choice, ...]:
    """Join a commitment with the next one; the words between them come along.

    Raises:
        EditError: If there is no such commitment, or none after it.
    """
    place = _place(choices, start)
    if place + 1 == len(choices):
        raise EditError("C'est le dernier engagement.", "Joignez-le depuis celui qui le précède.")
    one, two = choices[place], choices[place + 1]
    item = _spanned(one.item, text, one.item.start, two.item.end)
    beside = " ".join(dict.fromkeys(filter(None, (one.item.beside, two.item.beside))))
    made = one.model_copy(
        update={"item": item.model_copy(update={"beside": beside}), "kept": one.kept or two.kept, "added": True}
    )
    return _renumbered([*choices[:place], made, *choices[place + 2 :]])


def added(choices: Sequence[Choice], document: Document, start: int, end: int) -> tuple[Choice, ...]:
    """Add a passage that was missed.

    Args:
        choices: The commitments.
        document: The declaration.
        start: Where the passage begins in its text.
        end: Where it ends.

    Raises:
        EditError: If it holds no word, or overlaps a commitment.
    """
    held = next((node for node in reversed(document.nodes) if node.start <= start < node.end), None)
    held = held or next((node for node in reversed(document.nodes) if node.start <= start), document.nodes[0])
    blank = DpsItem(id="D00", text="", axis=heading_of(document, start), node=held.id, start=start, end=end, line=1)
    item = _spanned(blank, document.text, start, end)
    if not _WORD.search(item.text):
        raise EditError("Ce passage ne contient aucun mot.", "Choisissez une ligne du texte.")
    if any(one.item.start < item.end and item.start < one.item.end for one in choices):
        raise EditError("Ce passage est déjà dans un engagement.", "Gardez, coupez ou joignez cet engagement.")
    return _renumbered([*choices, Choice(item=item, added=True)])


def passages(document: Document, choices: Sequence[Choice]) -> tuple[Passage, ...]:
    """The sentences of a declaration that no commitment holds, in reading order; of at least three words.

    Args:
        document: The declaration.
        choices: The commitments.
    """
    spans = sorted((one.item.start, one.item.end) for one in choices)
    found = []
    for start, end in _sentences(document):
        words = " ".join(document.text[start:end].split()).strip(" *_#-•")
        if len(words.split()) < 3 or any(first < end and start < last for first, last in spans):
            continue
        line = document.text.count("\n", 0, start) + 1
        found.append(Passage(start, end, line, words, heading_of(document, start)))
    return tuple(found)


def heading_of(document: Document, start: int) -> str:
    """The closest heading above a place of the text, or ""."""
    above = [node for node in document.nodes if node.end <= start and (node.level in _TITLES or node.kind == "titre")]
    return " ".join(above[-1].text.split()) if above else ""


def _sentences(document: Document) -> Iterator[tuple[int, int]]:
    last = 0
    for node in document.nodes:
        for start, end in sentences(document.text, max(node.start, last), node.end):
            yield start, end
            last = max(last, end)


def _place(choices: Sequence[Choice], start: int) -> int:
    found = next((rank for rank, one in enumerate(choices) if one.item.start == start), None)
    if found is None:
        raise EditError("Cet engagement a changé entre-temps.", "Choisissez-le à nouveau.")
    return found


def _spanned(item: DpsItem, text: str, start: int, end: int) -> DpsItem:
    """An item at another place of the text, white space at its ends left out."""
    words = text[start:end]
    first = start + len(words) - len(words.lstrip())
    last = first + len(words.strip())
    line = text.count("\n", 0, first) + 1
    return item.model_copy(update={"text": text[first:last], "start": first, "end": last, "line": line})


def _renumbered(choices: Sequence[Choice]) -> tuple[Choice, ...]:
    ranked = sorted(choices, key=lambda one: one.item.start)
    return tuple(
        one.model_copy(update={"item": one.item.model_copy(update={"id": f"D{rank:02}"})})
        for rank, one in enumerate(ranked, start=1)
    )
