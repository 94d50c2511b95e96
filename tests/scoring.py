"""Cases, citations and answers made up for the tests of the evaluation."""

from typing import Any

from assistant.answer import Answer, Citation
from assistant.evaluation.cases import Case
from assistant.evaluation.scores import Score, score

TEXTS = {"a.txt": "un\ndeux\ndeux bis\n", "b.txt": "zéro\nrien\ntrois\n"}


def source(document: str) -> str:
    """The stored text of a document."""
    return TEXTS.get(document, "")


def citation(document: str, line: int, quote: str, start: int | None = None) -> Citation:
    """A citation, at the place where the document holds its words unless told otherwise."""
    at = max(0, source(document).find(quote)) if start is None else start
    return Citation(
        n=1, document=document, title="t", organisation=None, breadcrumb=(), node="x", level="action", quote=quote,
        start=at, end=at + len(quote), line=line, page=None, state="verified",
    )  # fmt: skip


def answer(*citations: Citation, status: str = "answered", text: str = "a", total: int | None = None) -> Answer:
    """An answer."""
    return Answer(
        question="q", audience="agent", intent="liste", status=status, mode="extractive", model=None,  # type: ignore[arg-type]
        answer=text, citations=citations, notices=(), followups=(), total=total, understood="u", timings_ms={},
    )  # fmt: skip


def gold(document: str, line: int | None, quote: str) -> dict[str, Any]:
    """A passage of a case."""
    return {"doc": document, "line": line, "quote": quote}


def case(kind: str = "listing", **fields: Any) -> Case:  # noqa: ANN401
    """A case."""
    return Case.model_validate({"id": "x", "question": "q", "kind": kind, **fields})


def scored(asked: Case, said: Answer) -> Score:
    """The score of an answer, checked against the texts above."""
    return score(asked, said, source)


A, B, C = gold("a.txt", 1, "un"), gold("a.txt", 2, "deux"), gold("b.txt", 3, "trois")
UN, DEUX, TROIS = citation("a.txt", 1, "un"), citation("a.txt", 2, "deux"), citation("b.txt", 3, "trois")
