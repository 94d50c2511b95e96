"""Evaluations from the application: which case files there are, running them, the runs that were kept."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from pydantic import ValidationError

from assistant.access import Role
from assistant.administration.status import Line
from assistant.administration.tasks import Evaluate
from assistant.evaluation.cases import Case, is_held_out, read_cases
from assistant.evaluation.history import Run, fingerprint, history_file, keep, run_of
from assistant.evaluation.scores import score
from assistant.service import Assistant
from assistant.settings import PROJECT
from ingest.errors import CaseFileError, PstError
from vectorstore.snapshot import Progress

_FOLDER = "evals"
_OWN = "cas"


@dataclass(frozen=True, slots=True)
class CaseFile:
    """A file of cases.

    Attributes:
        label: How it is called in lists.
        held_out: Whether its cases are set aside: of those only totals are looked at.
    """

    path: Path
    label: str
    cases: tuple[Case, ...]
    held_out: bool

    def fitting(self, files: frozenset[str]) -> int:
        """How many of its cases can be measured with the documents of a library (see `fits`)."""
        return sum(fits(one, files) for one in self.cases)


def fits(case: Case, files: frozenset[str]) -> bool:
    """Whether a library holds the documents that a case must cite; a case that names none fits any library.

    Args:
        case: The case.
        files: The library's file names.
    """
    return all(gold.doc in files for gold in case.gold)


def case_files(home: Path, shipped: Path = PROJECT / _FOLDER) -> tuple[CaseFile, ...]:
    """The case files: the installation's own (`cas/*.jsonl` under its home), and those that came with the product.

    Args:
        home: The installation's home.
        shipped: The folder of the product's own; an installed product may have none.
    """
    paths = [*sorted((home / _OWN).glob("*.jsonl")), *sorted(shipped.glob("cases-*.jsonl"))]
    found = []
    for path in paths:
        try:
            found.append(CaseFile(path, path.stem, tuple(read_cases(path)), is_held_out(path)))
        except CaseFileError:  # an own file that is being written: it is told when it is asked for
            continue
    return tuple(found)


def evaluate(service: Assistant, task: Evaluate, progress: Progress, announce: Callable[[str], None]) -> list[Line]:
    """Ask the questions, score the answers, keep the figures among those of `pst eval`.

    A case whose audience is the public is asked of what a citizen may read.

    Raises:
        PstError: If the file holds no such cases, or the library cannot be opened.
    """
    file = Path(task.file)
    chosen = [one for one in read_cases(file) if not task.cases or one.id in task.cases]
    if not chosen:
        raise CaseFileError(f"« {file.name} » ne contient aucun des cas choisis.", "Choisissez-en d'autres.")
    public = service.seen_by(Role.CITIZEN)
    scores = []
    for rank, case in enumerate(chosen):
        progress("questions", rank, len(chosen))
        announce(case.question)
        asked = public if case.audience == "citoyen" else service
        answer = asked.ask(case.question, audience=case.audience)
        scores.append(score(case, answer, lambda document: service.tree(document).text))
    progress("questions", len(chosen), len(chosen))
    run = run_of(scores, fingerprint(service.documents(), service.shelf.model.name), datetime.now(UTC))
    kept = history_file(service.settings.home / _FOLDER, file)
    try:
        keep(kept, run)
    except OSError as error:
        raise PstError(
            f"Les résultats n'ont pas pu être gardés dans « {kept} » ({error.strerror}).",
            "Vérifiez l'espace disque et les droits d'accès.",
        ) from error
    right = sum(one.behaviour for one in scores)
    many = "s" if len(scores) > 1 else ""
    told = f"{len(scores)} question{many} posée{many}, {right} avec la conduite attendue"
    return [Line(name=file.stem, text=told)]


def runs(home: Path, file: CaseFile, limit: int = 20) -> tuple[Run, ...]:
    """The last runs of a case file that were kept, newest first.

    Lines that cannot be read are passed over, and runs of other cases: another file may have had the same name.
    """
    known = {one.id for one in file.cases}
    try:
        lines = history_file(home / _FOLDER, file.path).read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ()
    found: list[Run] = []
    for line in reversed(lines):
        try:
            run = Run.model_validate_json(line)
        except ValidationError:
            continue
        if any(one.id in known for one in run.cases):
            found.append(run)
        if len(found) == limit:
            break
    return tuple(found)
