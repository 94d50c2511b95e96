"""Real questions for a library of made-up plans: those of the development cases, put to the organisations it holds."""

import json
from collections.abc import Iterable, Sequence
from itertools import chain, cycle, zip_longest
from pathlib import Path

from bench.machine import ROOT
from ingest.folding import fold

FILES = ("../shared/evals/dev-questions.jsonl", "evals/cases-dev.jsonl", "evals/other-library/cases-dev.jsonl")

Asked = dict[str, str]


def questions(organisations: Sequence[str], files: Iterable[Path] | None = None) -> list[Asked]:
    """The questions of case files, kinds in turn, the names of CPAS in them replaced by those of a library.

    A question whose CPAS is written in another way than its name cannot be put to another one: it is left out.

    Args:
        organisations: The names that the library holds.
        files: The case files; the development cases that are present when none is given.

    Returns:
        Each with its `question`, `audience` and `kind`.
    """
    names = cycle(organisations)
    kinds: dict[str, list[Asked]] = {}
    for file in files or [path for name in FILES if (path := ROOT / name).exists()]:
        for line in file.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            put = _put(row["question"], {name: next(names) for name in row.get("cpas", ())})
            if put is not None:
                one = {"question": put, "audience": row.get("audience", "agent"), "kind": row["kind"]}
                kinds.setdefault(row["kind"], []).append(one)
    return [one for one in chain(*zip_longest(*kinds.values())) if one is not None]


def _put(question: str, instead: dict[str, str]) -> str | None:
    for name, other in instead.items():
        at = fold(question).find(fold(name))
        if at < 0:
            return None
        question = question[:at] + other + question[at + len(name) :]
    return question
