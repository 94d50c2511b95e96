"""What each task does to the library, and what it tells of it."""

from collections.abc import Callable
from pathlib import Path

from assistant.administration import additions
from assistant.administration.jobs import folder_of
from assistant.administration.retagging import retag
from assistant.administration.status import Line
from assistant.administration.tasks import Add, Correct, Rebuild, Remove, Retag, Undo
from assistant.administration.uploads import Intake, discard, settle_interrupted
from assistant.correcting import Outcome
from assistant.ingestion import Report
from assistant.service import Assistant
from ingest.document import parser_version
from ingest.errors import LibraryError, UnreadableFileError
from ingest.quality import report
from ingest.web import is_url
from vectorstore.snapshot import Progress, read_manifest

Announce = Callable[[str], None]
ASIDE = "incoming"
"""The folder of the files that were put aside, among the jobs' files."""


def settle(service: Assistant) -> None:
    """Finish what an upload that was killed has left, as far as the library says what it holds; no job is going on."""
    current, uploads = service.shelf.current, service.settings.uploads
    if current is None or not uploads.is_dir():
        return
    try:
        entries = read_manifest(current).entries
    except LibraryError:  # the next job does, once it can be read
        return
    settle_interrupted(uploads, {Path(one.path): one.sha256 for one in entries if not is_url(one.path)})


def add(service: Assistant, task: Add, progress: Progress, announce: Announce) -> list[Line]:
    """Add uploaded files, web pages, the reference corpus: what fails is told, the rest goes on."""
    lines: list[Line] = []

    def refuse(name: str, error: UnreadableFileError) -> None:
        lines.append(Line(name=name, text=str(error), ok=False))

    settings = service.settings
    aside = folder_of(settings.home) / ASIDE / task.folder
    intake = Intake(aside, settings.uploads.resolve()) if task.folder else None
    places: list[Path | str] = [*task.addresses, *([settings.corpus] if task.corpus else [])]
    try:
        brought = intake.bring(refuse) if intake else []
        if not brought and not places:
            if intake:
                intake.give_up()
            return lines
        told = service.ingest([*brought, *places], progress, announce, internal=task.internal)
        kept = set(_paths(service).values())
    except BaseException:
        if intake:
            intake.give_up()
        raise
    if intake:
        intake.settle(file.name for file in brought if str(file) not in kept or file.name in dict(told.failed))
    return lines + _told(service, told)


def remove(service: Assistant, task: Remove, progress: Progress, _: Announce) -> list[Line]:
    """Forget a document, and the uploaded file that it was read from."""
    paths = _paths(service)
    name = service.remove(task.document, progress)
    discard(paths.get(name, ""), service.settings.uploads)
    return [Line(name=name, text="retiré de la bibliothèque")]


def rebuild(service: Assistant, _: Rebuild, progress: Progress, announce: Announce) -> list[Line]:
    """Build the library anew; documents that an older version read are read again."""
    told = service.ingest([], progress, announce, rebuild=True)
    failed = [Line(name=name, text=error, ok=False) for name, error in told.failed]
    number = len(service.documents())
    return [*failed, Line(name="Bibliothèque", text=f"reconstruite : {_documents(number)}")]


def correct(service: Assistant, task: Correct, progress: Progress, _: Announce) -> list[Line]:
    """Correct a document."""
    outcome = service.correct(task.document, [one.wish for one in task.wishes], progress)
    return _outcome(outcome, "corrigé")


def undo(service: Assistant, task: Undo, progress: Progress, _: Announce) -> list[Line]:
    """Take corrections back."""
    return _outcome(service.undo(task.document, task.number, progress), "annulé")


def retheme(service: Assistant, task: Retag, progress: Progress, announce: Announce) -> list[Line]:
    """Put additions to the thesaurus in place, and the themes with them; where that fails, nothing has changed."""
    file = service.settings.thesaurus
    version = parser_version()
    before = file.read_bytes() if file.exists() else None
    kept = {path: path.read_bytes() for path in additions.versions(file)}
    if task.additions is None:
        additions.restore(file)
    else:
        additions.install(file, task.additions)
    try:
        additions.reload(file)
        if service.shelf.current is None:
            return [Line(name="Thésaurus", text="enregistré ; la bibliothèque est encore vide")]
        if (
            read_manifest(service.shelf.current).parser != version
        ):  # an older version read the documents: they are read again
            service.ingest([], progress, announce, rebuild=True)
            return [Line(name="Thésaurus", text="enregistré ; les documents ont été relus")]
        changed, total = retag(service.shelf, service.settings.corrections, progress)
    except BaseException:
        _put_back(file, before, kept)
        raise
    told = f"{changed} élément{'s' if changed > 1 else ''} sur {total}"
    return [Line(name="Thésaurus", text=f"enregistré ; thèmes modifiés : {told}")]


def _put_back(file: Path, before: bytes | None, kept: dict[Path, bytes]) -> None:
    if before is None:
        file.unlink(missing_ok=True)
    else:
        file.write_bytes(before)
    for path in additions.versions(file):
        if path not in kept:
            path.unlink()
    for path, data in kept.items():
        path.write_bytes(data)
    additions.reload(file)


def _paths(service: Assistant) -> dict[str, str]:
    """Where each document of the library came from."""
    current = service.shelf.current
    return {} if current is None else {one.document: one.path for one in read_manifest(current).entries}


def _told(service: Assistant, told: Report) -> list[Line]:
    verdicts = {one.id: one.verdict for one in service.documents()} if told.added or told.updated else {}
    lines = [Line(name=name, text=error, ok=False) for name, error in told.failed]
    for names, what in ((told.added, "ajouté"), (told.updated, "mis à jour")):
        lines += [Line(name=name, text=f"{what} — {verdicts.get(name, '')}".removesuffix(" — ")) for name in names]
    lines += [Line(name=name, text="inchangé : la bibliothèque l'avait déjà") for name in told.unchanged]
    lines += [Line(name=name, text="ignoré : format non pris en charge", ok=False) for name in told.skipped]
    for pair in told.duplicates:
        alike = (
            f"presque identique à {pair.second} ({pair.similarity:.0%}) : si l'un remplace l'autre, retirez l'ancien"
        )
        lines.append(Line(name=pair.first, text=alike, ok=False))
    return lines


def _outcome(outcome: Outcome, verb: str) -> list[Line]:
    name = outcome.document.id
    lines = [Line(name=name, text=f"{verb} : {one.label}") for one in outcome.done]
    if outcome.moved:
        lines.append(Line(name=name, text=f"ont changé de place avec : {' ; '.join(outcome.moved[:8])}"))
    return [*lines, Line(name=name, text=report(outcome.document).line)]


def _documents(number: int) -> str:
    return f"{number} document{'s' if number > 1 else ''}"
