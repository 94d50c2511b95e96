"""What a reader can tell of a library, and what must not be left in its folder."""

from pathlib import Path
from typing import Any

from ingest.correction_files import load_corrections
from ingest.records import Document
from tests.kills.home import Home
from vectorstore.library import Library

State = dict[str, Any]


def state_of(home: Home) -> State:
    """All that a reader can tell of a library, after checking that it holds together."""
    shelf = home.shelf
    told: State = {"documents": {}, "public": []}
    library = shelf.open()
    try:
        assert not shelf.damages(), shelf.damages()
        assert library.dense.count() == len(library.pairs)
        for document in library.documents:
            told["documents"][document.id] = _told(document)
            _check_found(library, document)
        entries = {one.document: one.visibility for one in library.manifest.entries}
        assert entries == {one.id: one.visibility.value for one in library.documents}
        applied = {one.id: len(one.corrections) for one in library.documents}
    finally:
        library.close()
    public = shelf.public().open()
    try:
        assert not public.internal
        assert public.dense.count() == len(public.pairs)
        told["public"] = [one.id for one in public.documents]
        shown = [name for name, one in told["documents"].items() if one["visibility"] == "public"]
        assert told["public"] == shown, told
        for document in public.documents:
            _check_found(public, document)
    finally:
        public.close()
    with shelf.lock():  # a writer settles what a killed one left: then the files beside the library agree with it
        pass
    kept = {name: len(load_corrections(home.corrections, name)) for name in told["documents"]}
    assert kept == applied, (kept, applied)
    folder = {*(one.name for one in shelf.folders), "current", "writer.lock"}
    # Vectors that an interrupted ingestion has computed wait for the next publication: they hold no words.
    names = {path.name for path in shelf.folder.iterdir() if path.suffix != ".journal"}
    files = [path.name for path in home.corrections.iterdir() if path.suffix != ".yaml"]
    return {**told, "leftovers": sorted(names - folder) + files}


def _told(document: Document) -> State:
    for node in document.nodes:
        assert 0 <= node.start <= node.end <= len(document.text)
        assert not node.text or node.text.split()[0] in document.text[node.start : node.end], node
    period = document.identity.period
    return {
        "text": document.text,
        "nodes": [node.id for node in document.nodes],
        "visibility": document.visibility.value,
        "corrections": len(document.corrections),
        "period": str(period),
    }


def _check_found(library: Library, document: Document) -> None:
    node = next(node for node in document.nodes if "assermenté" in node.text)
    hits = library.search(node.text, 1, [document.id])
    assert hits, document.id
    assert hits[0].node.id == node.id, hits[0].node.text


def holding(root: Path, word: str) -> list[str]:
    """The files that hold a word, in their name or their bytes."""
    needle = word.encode()
    return [
        str(path.relative_to(root))
        for path in sorted(root.rglob("*"))
        if path.is_file() and (needle in path.read_bytes() or word in path.name)
    ]
