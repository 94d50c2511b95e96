"""The staff's corrections: made, listed, taken back; the library is published anew at once, without the files."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from assistant.holdings import Holdings, check_whole
from assistant.references import find_node
from ingest.anchors import anchor
from ingest.correction_files import digest_of, load_corrections, path_of, save_corrections
from ingest.corrections import Correction, Subject, apply, as_read
from ingest.errors import CorrectionError, PstError
from ingest.nouns import called
from ingest.records import Document, Visibility
from vectorstore.changes import Change
from vectorstore.shelf import Shelf
from vectorstore.snapshot import Progress

TOP = "aucun"
"""What stands for « no parent » on the command line."""


@dataclass(frozen=True, slots=True)
class Wish:
    """A correction as it is asked for.

    Attributes:
        node: The element, as the staff call it, or None for the document itself.
        value: The new value; the new parent, as the staff call it, or `TOP`.
    """

    subject: Subject
    value: str
    node: str | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of corrections.

    Attributes:
        document: The document as it is now.
        done: The corrections made, or taken back.
        moved: Names of the other elements that hang elsewhere from now on.
    """

    document: Document
    done: tuple[Correction, ...]
    moved: tuple[str, ...]


def correct(shelf: Shelf, folder: Path, name: str, wishes: Sequence[Wish], today: date, progress: Progress) -> Outcome:
    """Correct a document and publish the library.

    Args:
        shelf: Where the library lives.
        folder: Where the corrections are kept.
        name: The document's id or file name.
        wishes: What is asked for.
        today: The day to note.
        progress: Told of the stages.

    Raises:
        PstError: If a correction cannot be made: then none is.
    """
    with shelf.changing() as change:
        check_whole(shelf)
        before = _document(shelf, name)
        known = load_corrections(folder, before.id)
        every = list(known)
        for wish in wishes:
            every.append(_made(before, every, wish, today))
            told = apply(before, every).corrections[-1]
            if told.void:
                raise CorrectionError(f"{told.void} Rien n'a été corrigé.")
        after = apply(before, every)
        _publish(shelf, change, folder, after, every, progress)
    made = tuple(every[len(known) :])
    return Outcome(after, made, _moved(before, after))


def undo(shelf: Shelf, folder: Path, name: str, number: int | None, progress: Progress) -> Outcome:
    """Take back one correction of a document, or all of them, and publish the library.

    Args:
        shelf: Where the library lives.
        folder: Where the corrections are kept.
        name: The document's id or file name.
        number: The correction's number, or None for all.
        progress: Told of the stages.

    Raises:
        PstError: If there is no such correction.
    """
    with shelf.changing() as change:
        check_whole(shelf)
        before = _document(shelf, name)
        known = load_corrections(folder, before.id)
        gone = tuple(one for one in known if number is None or one.number == number)
        if not gone:
            what = "aucune correction" if number is None else f"pas de correction n° {number}"
            raise CorrectionError(f"« {before.id} » n'a {what}.", f"Voyez « pst correct {before.id} --list ».")
        rest = [one for one in known if one not in gone]
        after = apply(before, rest)
        _publish(shelf, change, folder, after, rest, progress)
    return Outcome(after, gone, _moved(before, after))


def recorrect(holdings: Holdings, folder: Path) -> tuple[list[str], list[tuple[str, str]]]:
    """Apply to a library that is being prepared what its files of corrections say, edited by hand or not.

    Args:
        holdings: The library; the documents in it are replaced by the corrected ones.
        folder: Where the corrections are kept.

    Returns:
        The ids of the documents that changed by it, and files that cannot be read, each with what to do: the document
        then stays as it is, and internal until the file can be read.
    """
    changed: list[str] = []
    failed: list[tuple[str, str]] = []
    for name, document in holdings.documents.items():
        digest = digest_of(folder, name, holdings.parser)
        if document.parsed is None and document.shown_to is None and not path_of(folder, name).exists():
            continue
        entry = holdings.entries[name]
        if document.parsed is not None and digest and digest == entry.corrections:
            continue  # applied already: another kind would be parsed anew for nothing
        try:
            corrected = apply(document, load_corrections(folder, name))
        except PstError as error:
            failed.append((name, str(error)))
            if document.visibility is not Visibility.INTERNAL:  # the file may say that the document is
                holdings.documents[name] = replace(document, shown_to=Visibility.INTERNAL)
                holdings.stale = True
            continue
        holdings.entries[name] = entry.model_copy(update={"corrections": digest})
        if corrected != document:
            holdings.documents[name] = corrected
            changed.append(name)
    return changed, failed


def withhold(holdings: Holdings, folder: Path, names: Iterable[str], today: date) -> None:
    """Note among the corrections of documents that they are internal; `recorrect` then applies it.

    Args:
        holdings: The library that is being prepared.
        folder: Where the corrections are kept.
        names: The documents; one that the staff have already said to be internal gains no correction.
        today: The day to note.

    Raises:
        CorrectionError: If a file of corrections cannot be read.
    """
    for name in names:
        known = load_corrections(folder, name)
        said = [one.value for one in known if one.subject is Subject.VISIBILITY]
        if said[-1:] != [Visibility.INTERNAL.value]:
            wish = Wish(Subject.VISIBILITY, Visibility.INTERNAL.value)
            save_corrections(folder, name, [*known, _made(holdings.documents[name], known, wish, today)])


def _made(document: Document, known: Sequence[Correction], wish: Wish, today: date) -> Correction:
    """A wish as a correction: what it names in the tree as it is now is anchored in the tree as it was read."""
    number = max((one.number for one in known), default=0) + 1
    if wish.node is None:
        return Correction(number, today, wish.subject, " ".join(wish.value.split()))
    base, current = as_read(document, known), apply(document, known)
    node = base.by_id[find_node(current, wish.node).id]
    made = Correction(number, today, wish.subject, wish.value, anchor(base, node))
    if wish.subject is not Subject.PARENT:
        return made
    if wish.value.strip().lower() == TOP:
        return replace(made, value="")
    target = base.by_id[find_node(current, wish.value).id]
    return replace(made, value="", target=anchor(base, target))


def _document(shelf: Shelf, name: str) -> Document:
    library = shelf.open()
    try:
        return library.document(name)
    finally:
        library.close()


def _publish(
    shelf: Shelf,
    change: Change,
    folder: Path,
    document: Document,
    corrections: Sequence[Correction],
    progress: Progress,
) -> None:
    """Keep the corrections and publish the library with the corrected document; neither happens without the other."""
    library = shelf.open()
    documents = {one.id: one for one in library.documents} | {document.id: document}
    entries = {entry.document: entry for entry in library.manifest.entries}
    parser = library.manifest.parser
    library.close()
    change.keep([path_of(folder, document.id)])
    save_corrections(folder, document.id, corrections)
    digest = digest_of(folder, document.id, parser)
    entries[document.id] = entries[document.id].model_copy(update={"corrections": digest})
    shelf.publish(*Holdings(documents, entries, parser).ordered(), parser, progress).close()


def _moved(before: Document, after: Document) -> tuple[str, ...]:
    corrected = {one.node for one in (*before.corrections, *after.corrections)}
    return tuple(
        called(node)
        for node in after.nodes
        if node.id in before.by_id and before.by_id[node.id].parent != node.parent and node.id not in corrected
    )
