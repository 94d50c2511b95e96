"""The cases of a file: questions with what a right answer cites."""

import hashlib
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.answer import Audience
from ingest.errors import CaseFileError

_HELD_OUT = "held-out"


class Gold(BaseModel):
    """A passage of a case.

    Attributes:
        doc: The document's file name.
        line: The passage's first line, or None where the document has no lines (a PDF, a sheet).
        quote: Its exact words.
    """

    model_config = ConfigDict(frozen=True)

    doc: str
    line: int | None
    quote: str


class Case(BaseModel):
    """One question with what a right answer cites.

    Attributes:
        id: Its name; the number of its line where the file gives none.
        gold: What must be cited; `related` may be; `false_friends` are tempting and wrong.
        gold_min: How much of the gold suffices, but for listings and comparisons.
        answer_points: What a right answer states.
        count: The number that a right answer gives, where the answer points do not say it first.
    """

    model_config = ConfigDict(frozen=True)

    id: str = ""
    question: str
    kind: str
    audience: Audience = "agent"
    expected_behaviour: Literal["answer", "abstain", "clarify"] = "answer"
    gold: tuple[Gold, ...] = ()
    related: tuple[Gold, ...] = ()
    false_friends: tuple[Gold, ...] = ()
    gold_min: int | None = None
    expected_docs: tuple[str, ...] = ()
    answer_points: tuple[str, ...] = ()
    count: int | None = None

    @property
    def digest(self) -> str:
        """Changes when the case does: two measures of one case are compared only while it stays the same."""
        return hashlib.sha256(self.model_dump_json().encode()).hexdigest()[:12]


def read_cases(path: Path) -> list[Case]:
    """Read a JSONL file of cases.

    Raises:
        CaseFileError: If the file cannot be read or a line does not follow the format.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise CaseFileError(f"« {path} » ne peut pas être lu.", "Donnez un fichier de cas au format JSONL.") from error
    cases = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            case = Case.model_validate_json(line)
        except ValidationError as error:
            raise CaseFileError(
                f"« {path} », ligne {number} : ce n'est pas un cas valable.", "Voyez evals/README.md."
            ) from error
        cases.append(case if case.id else case.model_copy(update={"id": f"ligne {number}"}))
    if not cases:
        raise CaseFileError(f"« {path} » ne contient aucun cas.", "Donnez un fichier de cas au format JSONL.")
    return cases


def is_held_out(path: Path) -> bool:
    """Whether a file holds cases set aside, of which only totals are looked at."""
    return _HELD_OUT in path.name
