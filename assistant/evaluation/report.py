"""An evaluation as data: the measures by kind, each case's figures, what has changed."""

from collections.abc import Sequence
from typing import Any

from assistant.evaluation.bootstrap import intervals
from assistant.evaluation.history import Difference
from assistant.evaluation.metrics import sums, values
from assistant.evaluation.scores import Score

TOTAL = "total"


def summary(scores: Sequence[Score]) -> dict[str, dict[str, Any]]:
    """The measures by kind, and over all kinds under `total`.

    Each row has the number of `cases`, of `citations` and of `false_friends`, every measure of `metrics.METRICS`,
    rounded, and their 95 % `intervals`.
    """
    kinds = dict.fromkeys(one.case.kind for one in scores)
    groups = {kind: [one for one in scores if one.case.kind == kind] for kind in kinds} | {TOTAL: scores}
    return {kind: _row(group) for kind, group in groups.items()}


def as_data(scores: Sequence[Score], since: Difference | None = None) -> dict[str, Any]:
    """The summary, each case's figures and the change since the last run, ready for JSON."""
    return {
        "summary": summary(scores),
        "cases": [_case(one) for one in scores],
        "previous": since.model_dump(mode="json") if since else None,
    }


def _row(group: Sequence[Score]) -> dict[str, Any]:
    parts = sums(group)
    measured = {name: None if value is None else round(value, 4) for name, value in values(parts).items()}
    return {
        "cases": len(group),
        **measured,
        "false_friends": sum(one.false_friends for one in group),
        "citations": sum(one.citations for one in group),
        "counted": sum(one.exact_count is not None for one in group),
        "intervals": intervals(parts),
    }


def _case(one: Score) -> dict[str, Any]:
    return {
        "id": one.case.id,
        "kind": one.case.kind,
        "status": one.status,
        "recall": one.recall,
        "precision": one.precision,
        "f1": one.f1,
        "exact_count": one.exact_count,
        "citation_precision": one.precision,
        "citation_recall": one.cited_gold / len(one.case.gold) if one.case.gold else None,
        "citations": one.citations,
        "verified": one.verified,
        "behaviour": one.behaviour,
        "false_friends": one.false_friends,
        "missed": [gold.model_dump() for gold in one.missed],
        "wrong": [{"document": cited.document, "line": cited.line, "quote": cited.quote} for cited in one.wrong],
    }
