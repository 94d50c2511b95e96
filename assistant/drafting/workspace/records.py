"""What is kept of a draft: its commitments as sorted, its plan, and how a list shows it."""

from dataclasses import dataclass

from assistant.answer import Frozen
from assistant.drafting.editing.choices import Choice
from assistant.drafting.records import Plan


class Work(Frozen):
    """A draft at one moment.

    Attributes:
        choices: The declaration's commitments, as staff sorted them.
        plan: The plan, without its checks; None until it is drafted.
    """

    choices: tuple[Choice, ...] = ()
    plan: Plan | None = None


@dataclass(frozen=True, slots=True)
class Opened:
    """A draft as it stands.

    Attributes:
        id: Its id, the key to it.
        title: What its author calls it.
        version: Raised by every change: whoever saves says which version was changed.
        undo: What was done last, or None where nothing can be undone; `redo` what was undone last.
        has_source: Whether the declaration is kept with it.
    """

    id: str
    title: str
    version: int
    work: Work
    undo: str | None
    redo: str | None
    has_source: bool


@dataclass(frozen=True, slots=True)
class Listed:
    """A draft in a list; `changed_at` is an ISO date and time in UTC."""

    id: str
    title: str
    changed_at: str


@dataclass(frozen=True, slots=True)
class Version:
    """A state that its author gave a name."""

    number: int
    name: str
    made_at: str


@dataclass(frozen=True, slots=True)
class Owned:
    """A draft and whose it is, as `notebook.key_of` writes it; `versions` are the names of its named versions."""

    id: str
    title: str
    changed_at: str
    owner: str
    versions: tuple[str, ...]
