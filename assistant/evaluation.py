"""Score answers against a case file: recall, precision and behaviour, by kind of question.

The format and the rules are those of the case files' README: for a listing, recall is taken over
`gold` and precision over `gold` and `related`; for the other kinds `gold_min` of the gold suffice.
"""

import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from statistics import mean
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.answer import Answer, Audience, Citation
from ingest.errors import CaseFileError
from ingest.folding import fold_spaces

_MARKS = re.compile(r"\*+|</?sup>")
_COPY = re.compile(r"~\d+(?=\.[^.]*$|$)")
"""What tells apart the ids of two files of the same name."""
_STATUS = {"answer": "answered", "abstain": "refused", "clarify": "clarify"}


class Gold(BaseModel):
    """A passage of a case: document, line, exact quote."""

    model_config = ConfigDict(frozen=True)

    doc: str
    line: int
    quote: str


class Case(BaseModel):
    """One question with what a right answer cites."""

    model_config = ConfigDict(frozen=True)

    id: str
    question: str
    kind: str
    audience: Audience = "agent"
    expected_behaviour: Literal["answer", "abstain", "clarify"] = "answer"
    gold: tuple[Gold, ...] = ()
    related: tuple[Gold, ...] = ()
    false_friends: tuple[Gold, ...] = ()
    gold_min: int | None = None
    expected_docs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Score:
    """How one answer did.

    Attributes:
        recall: Share of the gold that is cited; 1 where `gold_min` of it suffices and is reached. None without gold.
        precision: Share of the citations that are gold or related. None without citations.
        behaviour: Whether it answered, refused or asked as expected.
        false_friends: How many tempting and wrong passages it cites.
    """

    case: Case
    status: str
    recall: float | None
    precision: float | None
    behaviour: bool
    false_friends: int
    missed: tuple[Gold, ...]
    wrong: tuple[Citation, ...]


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
        if line.strip():
            try:
                cases.append(Case.model_validate_json(line))
            except ValidationError as error:
                raise CaseFileError(
                    f"« {path} », ligne {number} : ce n'est pas un cas valable.", "Voyez evals/README.md."
                ) from error
    if not cases:
        raise CaseFileError(f"« {path} » ne contient aucun cas.", "Donnez un fichier de cas au format JSONL.")
    return cases


def evaluate(cases: Iterable[Case], ask: Callable[[str, Audience], Answer]) -> list[Score]:
    """Ask every question and score the answers."""
    return [score(case, ask(case.question, case.audience)) for case in cases]


def score(case: Case, answer: Answer) -> Score:
    """Score one answer."""
    found = [gold for gold in case.gold if any(_matches(citation, gold) for citation in answer.citations)]
    welcome = (*case.gold, *case.related)
    wrong = [one for one in answer.citations if not any(_matches(one, gold) for gold in welcome)]
    friends = sum(1 for one in wrong if any(_matches(one, friend) for friend in case.false_friends))
    return Score(
        case=case,
        status=answer.status,
        recall=_recall(case, found),
        precision=1 - len(wrong) / len(answer.citations) if answer.citations else None,
        behaviour=answer.status == _STATUS[case.expected_behaviour],
        false_friends=friends,
        missed=tuple(gold for gold in case.gold if gold not in found),
        wrong=tuple(wrong),
    )


def _recall(case: Case, found: list[Gold]) -> float | None:
    if not case.gold:
        return None
    if case.kind == "listing":
        return len(found) / len(case.gold)
    if case.kind == "comparison" and case.expected_docs:
        return len({gold.doc for gold in found} & set(case.expected_docs)) / len(case.expected_docs)
    return min(1.0, len(found) / max(1, case.gold_min or 1))


def _matches(citation: Citation, gold: Gold) -> bool:
    """Whether a citation shows a gold passage: same document, and the words of one hold the other's."""
    if _COPY.sub("", citation.document) != gold.doc:
        return False
    cited, wanted = _folded(citation.quote), _folded(gold.quote)
    last = citation.line + citation.quote.count("\n")
    return citation.line <= gold.line <= last and (wanted in cited or cited in wanted)


def _folded(text: str) -> str:
    return fold_spaces(_MARKS.sub("", text))


def summary(scores: list[Score]) -> dict[str, dict[str, float | int | None]]:
    """Means by kind, and over all kinds under `total`."""
    kinds = dict.fromkeys(one.case.kind for one in scores)
    groups = {kind: [one for one in scores if one.case.kind == kind] for kind in kinds} | {"total": scores}
    return {kind: _row(group) for kind, group in groups.items()}


def _row(group: list[Score]) -> dict[str, float | int | None]:
    recalls = [one.recall for one in group if one.recall is not None]
    precisions = [one.precision for one in group if one.precision is not None and one.recall is not None]
    return {
        "cases": len(group),
        "recall": round(mean(recalls), 4) if recalls else None,
        "precision": round(mean(precisions), 4) if precisions else None,
        "behaviour": round(mean(one.behaviour for one in group), 4),
        "false_friends": sum(one.false_friends for one in group),
    }


def as_json(scores: list[Score]) -> str:
    """The summary and each case's figures, as one JSON document."""
    cases = [
        {
            "id": one.case.id,
            "kind": one.case.kind,
            "status": one.status,
            "recall": one.recall,
            "precision": one.precision,
            "behaviour": one.behaviour,
            "false_friends": one.false_friends,
            "missed": [gold.model_dump() for gold in one.missed],
            "wrong": [{"document": cited.document, "line": cited.line, "quote": cited.quote} for cited in one.wrong],
        }
        for one in scores
    ]
    return json.dumps({"summary": summary(scores), "cases": cases}, ensure_ascii=False, indent=1)
