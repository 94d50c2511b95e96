"""What a language model adds and costs, beside the extractive answers: `python -m bench.wording -h`.

Each question is answered without the model and with it, in the same run. What it wrote is kept whole, so that every
sentence can be judged by hand and thresholds tried on those judgements without asking it again.
"""

import argparse
import json
import os
import random
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event
from typing import Any

from langchain_core.prompts import ChatPromptTemplate
from pydantic import BaseModel

from assistant.answer import Answer, Usage
from assistant.evaluation.cases import Case, read_cases
from assistant.evaluation.scores import Score, score
from assistant.generation.choice import model_choice
from assistant.generation.evidence import sources
from assistant.generation.model import LanguageModel, Run
from assistant.generation.sentences import sentences, trailing
from assistant.service import Assistant
from assistant.settings import Settings
from bench.answers import library_of
from bench.machine import ROOT, machine
from bench.report import Results, publish, say
from bench.wording_page import section

NAME = "bench-wording"
RESULTS = ROOT / "bench" / "results" / "wording.json"
JUDGED = ROOT / "evals" / "judged-sentences.jsonl"


def main(arguments: Sequence[str] | None = None) -> int:
    """Ask, or make the page anew from what was asked and judged."""
    asked = _parser().parse_args(arguments)
    if asked.replay:
        results = replayed(json.loads(asked.results.read_text(encoding="utf-8")), asked.cases, asked.homes)
        asked.results.write_text(json.dumps(results, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    elif asked.cases:
        with TemporaryDirectory() as folder:
            results = measure(asked.cases, asked.homes or Path(folder), asked.model, asked.url, asked.sample)
        asked.results.write_text(json.dumps(results, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    results = json.loads(asked.results.read_text(encoding="utf-8"))
    publish(results, section(results, judgements(asked.judged)), asked.page, asked.results, NAME)
    return 0


def measure(files: Sequence[Path], homes: Path, model: str, url: str | None, sample: int) -> Results:
    """Ask the questions of case files with and without a model.

    Args:
        files: The case files; see `bench.answers.measure` for their libraries.
        homes: Where the libraries are written; those that are there already are refreshed.
        model: The model, as in `PST_MODEL`.
        url: The address of its server.
        sample: At most so many answerable cases of each file, drawn with a fixed seed.
    """
    load = os.getloadavg()[0]
    found: list[dict[str, Any]] = []
    for file in files:
        library, documents = library_of(file)
        plain = Assistant(Settings(home=homes / library))
        plain.ingest(list(documents))
        worded = Assistant(Settings(home=homes / library, model=model, model_url=url))
        for case in _drawn(read_cases(file), sample):
            one = _asked(case, plain, worded)
            say(f"{case.id}: {one['mode']}, {one['usage'] and one['usage']['seconds']} s")
            found.append({"file": file.name, **one})
    return {
        "command": "python -m bench.wording",
        "model": model,
        "machine": machine(),
        "load": [load, os.getloadavg()[0]],
        "answers": found,
    }


def replayed(results: Results, files: Sequence[Path], homes: Path) -> Results:
    """What the stored texts of a model become with the checks of today; costs and times stay those of the run.

    Args:
        results: What `measure` found.
        files: The case files of that run.
        homes: Where its libraries are.
    """
    stored = {one["id"]: one for one in results["answers"]}
    found = []
    for file in files:
        library, _ = library_of(file)
        plain = Assistant(Settings(home=homes / library))
        for case in (one for one in read_cases(file) if one.id in stored):
            before = stored[case.id]
            worded = Assistant(Settings(home=homes / library))
            if before["usage"]:
                worded.model = Replay(results["model"], before["raw"], before["usage"])
            now = _asked(case, plain, worded)
            kept = {name: before[name] for name in ("file", "extractive_ms", "usage", "raw")}
            found.append({**now, **kept})
    return {**results, "answers": found}


class Replay(LanguageModel):
    """A model that writes again what it wrote in a run."""

    def __init__(self, name: str, raw: str, usage: dict[str, Any]) -> None:
        choice = model_choice(name, "http://127.0.0.1/v1")
        assert choice is not None
        super().__init__(choice)
        self._written, self._usage = raw, Usage(**usage)

    def run(
        self,
        prompt: ChatPromptTemplate,
        variables: Mapping[str, str],
        stop: Event | None = None,
        schema: type[BaseModel] | None = None,
    ) -> Run:
        """The stored text, in one piece; nothing where a question would be said again."""
        return _Stored(self._written if schema is None else "", self._usage)  # type: ignore[return-value]


class _Stored:
    """What `Writer` needs of a run."""

    stopped = cut = False

    def __init__(self, text: str, usage: Usage) -> None:
        self._text, self.usage = text, usage

    def __iter__(self) -> Iterator[str]:
        yield self._text


def _drawn(cases: Sequence[Case], most: int) -> list[Case]:
    answerable = [one for one in cases if one.expected_behaviour == "answer"]
    return sorted(random.Random(7).sample(answerable, min(most, len(answerable))), key=lambda one: one.id)


def _asked(case: Case, plain: Assistant, worded: Assistant) -> dict[str, Any]:
    def text(document: str) -> str:
        return plain.tree(document).text

    started = time.perf_counter()
    own = plain.ask(case.question, audience=case.audience)
    extractive_ms = 1000 * (time.perf_counter() - started)
    pieces: list[str] = []
    answer = worded.ask(case.question, audience=case.audience, deliver=pieces.append)
    documents = {one.document: plain.tree(one.document) for one in own.citations}
    raw = "".join(pieces)
    return {
        "id": case.id,
        "kind": case.kind,
        "question": case.question,
        "audience": case.audience,
        "extractive_ms": round(extractive_ms, 1),
        "extractive": _scored(score(case, own, text)),
        "generative": _scored(score(case, answer, text)),
        "mode": answer.mode,
        "usage": answer.usage.model_dump() if answer.usage else None,
        "answer": answer.answer,
        "notices": list(answer.notices),
        "sources": [{"n": one.n, "place": one.place, "words": one.words} for one in sources(own.citations, documents)],
        "raw": raw,
        "sentences": _sentences(raw, answer),
        "dropped": answer.dropped,
    }


def _sentences(raw: str, answer: Answer) -> list[dict[str, Any]]:
    """What the model wrote, sentence by sentence, and what became of it."""
    reasons = {one.text: one.reason for one in answer.struck}
    return [
        {"text": one.text, "marks": list(one.marks), "struck": reasons.get(one.text)}
        for one in sentences(trailing(raw))
        if not one.empty and not one.title
    ]


def _scored(one: Score) -> dict[str, Any]:
    return {
        "status": one.status, "recall": one.recall, "precision": one.precision, "citations": one.citations,
        "false_friends": one.false_friends,
    }  # fmt: skip


def judgements(path: Path) -> dict[tuple[str, str], str]:
    """What was judged by hand: `fidèle`, `infidèle` or `vide`, by case and sentence."""
    if not path.exists():
        return {}
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return {(one["case"], one["sentence"]): one["verdict"] for one in lines}


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench.wording", description=__doc__)
    parser.add_argument("cases", nargs="*", type=Path, help="case files; none: only make the page anew")
    parser.add_argument("--model", default="none")
    parser.add_argument("--url")
    parser.add_argument("--replay", action="store_true", help="check the stored texts anew, without the model")
    parser.add_argument("--sample", type=int, default=30)
    parser.add_argument("--homes", type=Path, help="keep the libraries in this folder, for the next run")
    parser.add_argument("--judged", type=Path, default=JUDGED)
    parser.add_argument("--page", type=Path, default=ROOT / "docs" / "benchmarks.md")
    parser.add_argument("--results", type=Path, default=RESULTS)
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
