"""What an ingestion is given: files, folders and web addresses become items to read, each with its name and bytes."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

from ingest.collection import Source, collect
from ingest.document import read_bytes, sha256_of
from ingest.errors import PstError, UnreadableFileError
from ingest.pages import Pages
from ingest.records import Declared
from ingest.web import Page, is_url
from vectorstore.snapshot import Entry

Place = Path | str
"""A file or a folder; a string may also be a web address."""


@dataclass(frozen=True, slots=True)
class Item:
    """One document to read.

    Attributes:
        place: Where it comes from, as the library notes it: an absolute path or a web address.
        name: Its file name.
        sha256: The digest of its bytes.
        declared: What its supplier declared of it.
        load: Gives its bytes.
        page: The page that was fetched, for a web address.
    """

    place: str
    name: str
    sha256: str
    declared: Declared
    load: Callable[[], bytes]
    page: Page | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """What the places given hold: sources and addresses to open, names left aside, and places that hold nothing."""

    sources: tuple[Source | str, ...]
    skipped: tuple[str, ...]
    failed: tuple[tuple[str, str], ...]


def find(places: Sequence[Place]) -> Found:
    """List the sources of every place, each once."""
    sources: dict[Path | str, Source | str] = {}
    skipped: list[str] = []
    failed: list[tuple[str, str]] = []
    for place in places:
        if isinstance(place, str) and is_url(place):
            sources[place] = place
            continue
        path = Path(place)
        try:
            found = collect([path])
        except PstError as error:
            failed.append(failure(path.name, error))
            continue
        sources.update({source.path: source for source in found.sources})
        skipped += [aside.name for aside in found.skipped]
    return Found(tuple(sources.values()), tuple(skipped), tuple(failed))


def name_of(source: Source | str) -> str:
    """What a source is called in messages."""
    return source if isinstance(source, str) else source.path.name


def open_source(source: Source | str, pages: Pages | None) -> Item:
    """Look at one source: its digest, and for an address its current content.

    Raises:
        UnreadableFileError: If it cannot be read at all.
    """
    if isinstance(source, str):
        if pages is None:
            raise UnreadableFileError(f"« {source} » : les adresses ne sont pas admises ici.", "Donnez un fichier.")
        page = pages.fetch(source)
        digest = hashlib.sha256(page.data).hexdigest()
        return Item(page.url, page.name, digest, Declared(), lambda: page.data, page)
    path = source.path
    _check_file(path)
    return Item(str(path), path.name, sha256_of(path), source.declared, lambda: read_bytes(path))


def reopen(entry: Entry, declared: Declared, pages: Pages | None) -> Item | None:
    """The item that an entry was read from, if it is still there, unchanged; the network is not asked."""
    if is_url(entry.path):
        page = pages.kept(entry.path) if pages else None
        if page is None or hashlib.sha256(page.data).hexdigest() != entry.sha256:
            return None
        return Item(page.url, page.name, entry.sha256, declared, lambda: page.data, page)
    path = Path(entry.path)
    try:
        if sha256_of(path) != entry.sha256:
            return None
    except PstError:
        return None
    return Item(entry.path, path.name, entry.sha256, declared, lambda: read_bytes(path))


def identify(item: Item, entries: dict[str, Entry]) -> str:
    """The id of an item: the one that it has, else its name, numbered when another document holds the name."""
    for entry in entries.values():
        moved = entry.sha256 == item.sha256 and not is_url(entry.path) and Path(entry.path).name == item.name
        if entry.path == item.place or (moved and not is_url(item.place)):
            return entry.document
    return next(name for name in _names(item.name) if name not in entries or not is_there(entries[name]))


def is_there(entry: Entry) -> bool:
    """Whether the file that an entry was read from is still in its place; an address always counts as being so."""
    return is_url(entry.path) or Path(entry.path).exists()


def failure(name: str, error: PstError) -> tuple[str, str]:
    """A source's name and what is wrong with it, in characters that can be printed."""
    shown, told = (text.encode(errors="replace").decode() for text in (name, str(error)))
    return shown, told


def _names(name: str) -> Iterator[str]:
    # An id is printed and typed: no control character, no character that turns the direction of writing.
    plain = PurePath("".join(one if one.isprintable() else "_" for one in name))
    yield plain.name
    number = 1
    while True:
        number += 1
        yield f"{plain.stem}~{number}{plain.suffix}"


def _check_file(path: Path) -> None:
    """Refuse what is no file, or has a name that no record can hold.

    Raises:
        UnreadableFileError: If so.
    """
    if not path.is_file():
        raise UnreadableFileError(f"« {path.name} » n'est pas un fichier.", "Donnez un fichier ou un dossier.")
    try:
        str(path).encode()
    except UnicodeEncodeError as error:
        raise UnreadableFileError(f"Le chemin de « {path.name} » est mal encodé.", "Renommez le fichier.") from error
