"""What warm answers cost, measured from inside: `python -m bench.asking product|plain HOME QUESTIONS K SECONDS`.

A process asks each measured question once, after other questions have warmed it up: nothing that it may remember of a
question helps with the next one. Of the plain pipeline, its retrieval alone: the question's vector and the search.
"""

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

PRODUCT, PLAIN = "product", "plain"

Ask = Callable[[str, str], dict[str, object]]


def measure(side: str, home: Path, questions: Path, k: int, seconds: float) -> dict[str, object]:
    """Open a library and ask questions.

    Args:
        side: `product` or `plain`.
        home: Where the library is.
        questions: A JSON file: `warm` and `measured`, lists of `question` and `audience`.
        k: How many chunks are retrieved.
        seconds: After so many, warm-up included, no further question is asked; one is measured whatever it takes.

    Returns:
        Seconds until the first answer, imports included, and of each measured question what it took and gave.
    """
    asked = json.loads(questions.read_text(encoding="utf-8"))
    started = time.perf_counter()
    ask = _product(home) if side == PRODUCT else _plain(home, k)
    first, *warm = asked["warm"]
    ask(first["question"], first["audience"])
    opened = time.perf_counter() - started
    for one in warm:
        if time.perf_counter() - started < seconds:
            ask(one["question"], one["audience"])
    answers: list[dict[str, object]] = []
    for one in asked["measured"]:
        before = time.perf_counter()
        if answers and before - started > seconds:
            break
        said = ask(one["question"], one["audience"])
        answers.append({"ms": 1000 * (time.perf_counter() - before), **said})
    return {"first": opened, "answers": answers}


def _product(home: Path) -> Ask:
    from assistant.service import Assistant
    from assistant.settings import Settings

    service = Assistant(Settings(home=home, embeddings="embedded"))

    def ask(question: str, audience: str) -> dict[str, object]:
        answer = service.ask(question, audience="citoyen" if audience == "citoyen" else "agent")
        return {
            "status": answer.status,
            "intent": answer.intent,
            "citations": len(answer.citations),
            "stages": answer.timings_ms,
        }

    return ask


def _plain(home: Path, k: int) -> Ask:
    from bench import large
    from bench.pipeline import open_store
    from vectorstore.embeddings import EmbeddedE5

    retriever = open_store(EmbeddedE5(), home / large.PLAIN).as_retriever(search_kwargs={"k": k})

    def ask(question: str, audience: str) -> dict[str, object]:
        return {"status": "retrieved", "intent": "", "citations": len(retriever.invoke(question)), "stages": {}}

    return ask


if __name__ == "__main__":
    json.dump(
        measure(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]), int(sys.argv[4]), float(sys.argv[5])), sys.stdout
    )
