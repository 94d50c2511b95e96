"""What the staff ask to be done in the background: one task a job, as the process that does it reads it."""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field, TypeAdapter

from assistant.access import Role
from assistant.answer import Frozen
from assistant.correcting import Wish
from ingest.corrections import Subject


class Lane(StrEnum):
    """What jobs wait for one another: those that change the library, and evaluations."""

    LIBRARY = "bibliotheque"
    EVALUATION = "evaluation"


class Add(Frozen):
    """Add files that were uploaded, and web pages.

    Attributes:
        folder: The name of the folder of the uploaded files (see `uploads`), or "".
        corpus: Whether to add the reference corpus.
        internal: Whether they are for the staff alone.
    """

    kind: Literal["ajout"] = "ajout"
    folder: str = ""
    addresses: tuple[str, ...] = ()
    corpus: bool = False
    internal: bool = False


class Remove(Frozen):
    """Forget a document."""

    kind: Literal["retrait"] = "retrait"
    document: str


class Rebuild(Frozen):
    """Read every document again where that is needed, and build all indexes anew."""

    kind: Literal["reindexation"] = "reindexation"


class AskedCorrection(Frozen):
    """One `assistant.correcting.Wish`."""

    subject: Subject
    value: str
    node: str | None = None

    @property
    def wish(self) -> Wish:
        """What corrections are made from."""
        return Wish(self.subject, self.value, self.node)


class Correct(Frozen):
    """Correct a document."""

    kind: Literal["correction"] = "correction"
    document: str
    wishes: tuple[AskedCorrection, ...]


class Undo(Frozen):
    """Take back a correction of a document, or all of them."""

    kind: Literal["annulation"] = "annulation"
    document: str
    number: int | None = None


class Retag(Frozen):
    """Put the staff's additions to the thesaurus in place, and the themes of every element with them.

    Attributes:
        additions: The additions' YAML text; None puts the ones of before back.
    """

    kind: Literal["thesaurus"] = "thesaurus"
    additions: str | None


class Evaluate(Frozen):
    """Ask the questions of a case file and score the answers.

    Attributes:
        file: The case file's path.
        cases: Ids of the cases to ask; all of them where it is empty.
    """

    kind: Literal["evaluation"] = "evaluation"
    file: str
    cases: tuple[str, ...] = ()


Task = Annotated[Add | Remove | Rebuild | Correct | Undo | Retag | Evaluate, Field(discriminator="kind")]
task_adapter: TypeAdapter[Task] = TypeAdapter(Task)

TITLES = {
    "ajout": "Ajout de documents",
    "retrait": "Retrait d'un document",
    "reindexation": "Relecture de la bibliothèque",
    "correction": "Correction d'un document",
    "annulation": "Annulation d'une correction",
    "thesaurus": "Mise à jour du thésaurus",
    "evaluation": "Évaluation",
}


def role_of(task: Task) -> Role:
    """The lowest role that may have a task done: what holds for every document is an administrator's."""
    return Role.ADMINISTRATOR if isinstance(task, Rebuild | Retag | Evaluate) else Role.STAFF


def lane_of(task: Task) -> Lane:
    """What a task waits for."""
    return Lane.EVALUATION if isinstance(task, Evaluate) else Lane.LIBRARY
