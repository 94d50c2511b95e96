"""The library's health, each finding with its remedy."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from ingest.document import parser_version
from ingest.duplicates import duplicates
from ingest.errors import LibraryError, PstError
from ingest.records import Document
from ingest.web import is_url
from vectorstore import rooms, seal
from vectorstore.library import Library
from vectorstore.reranker import Reranker
from vectorstore.shelf import Shelf

_SHOWN_PAIRS = 5
_SHOWN_FILES = 4

Severity = Literal["info", "avertissement", "erreur"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One check.

    Attributes:
        ok: Whether it passed.
        detail: What was found.
        remedy: What to do when it did not pass, or "".
    """

    id: str
    label: str
    severity: Severity
    ok: bool
    detail: str
    remedy: str = ""


def examine(shelf: Shelf) -> Iterator[Finding]:
    """Check a library: that its files are whole, that it opens, answers, and is up to date with its sources."""
    yield from _files(shelf)
    try:
        library = shelf.open()
    except PstError as error:
        yield Finding("bibliotheque", "Bibliothèque", "erreur", False, error.what, error.remedy)
        return
    model = _model(library)
    try:
        count = library.dense.count()
        nodes = len(library.pairs)
        library.lexical.scores([])
        # Where the model is not the right one no question is answered, but what else is wrong is still to be told.
        found = not nodes or not model.ok or bool(library.search("action sociale", k=1, rerank=False))
    except PstError as error:
        yield Finding("bibliotheque", "Bibliothèque", "erreur", False, error.what, error.remedy)
        return
    names = f"{len(library.documents)} documents, {nodes} éléments"
    yield Finding("bibliotheque", "Bibliothèque", "erreur", found, names, "Relancez « pst ingest ».")
    yield model
    if shelf.reranker is not None:
        yield _reranker(shelf.reranker)
    yield Finding(
        "vecteurs",
        "Index des vecteurs",
        "erreur",
        count == nodes,
        f"{count} vecteurs ({library.manifest.space.named()})",
        "Relancez « pst ingest » pour reconstruire la bibliothèque." if count != nodes else "",
    )
    current = library.manifest.parser == parser_version()
    yield Finding(
        "vocabulaire",
        "Analyse et vocabulaire",
        "avertissement",
        current,
        "à jour" if current else "les documents ont été analysés avec un vocabulaire plus ancien",
        "" if current else "Relancez « pst ingest » pour les analyser à nouveau.",
    )
    missing = [
        entry.document
        for entry in library.manifest.entries
        if not is_url(entry.path) and not Path(entry.path).is_file()
    ]
    yield Finding(
        "sources",
        "Fichiers d'origine",
        "avertissement",
        not missing,
        f"introuvables : {', '.join(missing)}" if missing else "tous présents",
        "Remettez-les en place, ou retirez-les avec « pst remove »." if missing else "",
    )
    yield from _documents(library.documents)
    yield _alike(library.documents)
    library.close()


def _files(shelf: Shelf) -> Iterator[Finding]:
    """Whether the files are what they were when the library was published, and nothing is left beside them."""
    if shelf.current is None:
        return
    try:
        lost = shelf.damages()
        sealed = all((folder / seal.FILE).is_file() for folder in shelf.folders)
    except LibraryError as error:  # not damaged: out of reach for now
        yield Finding("fichiers", "Fichiers de la bibliothèque", "erreur", False, error.what, error.remedy)
        return
    named = f"abîmés ou absents : {', '.join(lost[:_SHOWN_FILES])}{'…' if len(lost) > _SHOWN_FILES else ''}"
    yield Finding(
        "fichiers",
        "Fichiers de la bibliothèque",
        "erreur" if lost else "info",
        sealed and not lost,
        named if lost else "intacts" if sealed else "écrits par une ancienne version, qui ne notait pas leur empreinte",
        "Relancez « pst ingest » : il met la bibliothèque abîmée de côté et la refait."
        if lost
        else ""
        if sealed
        else "Lancez « pst ingest » : un dégât du disque se verra ensuite.",
    )
    aside = rooms.quarantined(shelf.folder)
    if aside:
        yield Finding(
            "quarantaine",
            "Bibliothèque abîmée mise de côté",
            "avertissement",
            False,
            ", ".join(one.name for one in aside),
            "Elle n'est plus lue. Relancez « pst ingest », ou donnez-lui les documents perdus ; le changement suivant "
            "de la bibliothèque l'efface.",
        )
    left = rooms.leftovers(shelf.folder)
    if left:
        yield Finding(
            "restes",
            "Restes d'une opération interrompue",
            "info",
            False,
            ", ".join(left),
            "Le prochain ajout, retrait ou changement de la bibliothèque les efface.",
        )


def _model(library: Library) -> Finding:
    """Whether the model of the settings is there, and is the one that the library was built with."""
    name = library.manifest.model
    try:
        library.embed("action sociale")
    except PstError as error:
        return Finding("modele", "Modèle d'embeddings", "erreur", False, error.what, error.remedy)
    return Finding("modele", "Modèle d'embeddings", "erreur", True, name)


def _reranker(reranker: Reranker) -> Finding:
    """Whether the reranker of the settings is there and gives scores."""
    try:
        reranker.rerank("action sociale", ["Ouvrir une permanence sociale"])
        return Finding("reclassement", "Modèle de reclassement", "erreur", True, reranker.name)
    except PstError as error:
        return Finding("reclassement", "Modèle de reclassement", "erreur", False, error.what, error.remedy)


def _documents(documents: tuple[Document, ...]) -> Iterator[Finding]:
    plans = [document for document in documents if not document.is_note]
    unnamed = [document.id for document in plans if document.identity.organisation is None]
    yield Finding(
        "organisations",
        "Organisations reconnues",
        "info",
        not unnamed,
        f"non nommées dans : {', '.join(unnamed)}" if unnamed else "toutes",
        "Ces documents ne disent pas de quel CPAS ils viennent : leurs réponses le signalent." if unnamed else "",
    )


def _alike(documents: tuple[Document, ...]) -> Finding:
    pairs = [f"{pair.first} et {pair.second} ({pair.similarity:.0%})" for pair in duplicates(documents)]
    more = f" et {len(pairs) - _SHOWN_PAIRS} autres paires" if len(pairs) > _SHOWN_PAIRS else ""
    return Finding(
        "doublons",
        "Documents presque identiques",
        "info",
        not pairs,
        f"{' ; '.join(pairs[:_SHOWN_PAIRS])}{more}" if pairs else "aucun",
        "Si l'un remplace l'autre, retirez l'ancien : « pst remove NOM »." if pairs else "",
    )
