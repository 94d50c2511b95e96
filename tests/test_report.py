"""An evaluation as data."""

import json

from assistant.evaluation.metrics import METRICS
from assistant.evaluation.report import as_data, summary
from tests.scoring import DEUX, TROIS, UN, A, B, C, answer, case, scored

SCORES = [
    scored(case("listing", gold=[A, B]), answer(UN)),
    scored(case("listing", gold=[A], false_friends=[B]), answer(UN, DEUX)),
    scored(case("unanswerable", expected_behaviour="abstain"), answer(status="refused")),
]


def test_measures_are_taken_by_kind_and_over_all() -> None:
    rows = summary(SCORES)
    assert list(rows) == ["listing", "unanswerable", "total"]
    for row in rows.values():
        assert set(row) == {"cases", "false_friends", "citations", "counted", "intervals", *METRICS}
        assert set(row["intervals"]) == set(METRICS)
    old = {name: rows["listing"][name] for name in ("cases", "recall", "precision", "behaviour", "false_friends")}
    assert old == {"cases": 2, "recall": 0.75, "precision": 0.75, "behaviour": 1.0, "false_friends": 1}
    assert rows["unanswerable"]["recall"] is None
    assert rows["unanswerable"]["intervals"]["recall"] is None
    assert (rows["total"]["cases"], rows["total"]["citations"], rows["total"]["counted"]) == (3, 3, 2)


def test_the_document_holds_the_summary_and_every_case() -> None:
    said = scored(case(gold=[A, B]), answer(UN, TROIS, total=9))
    written = json.loads(json.dumps(as_data([said])))
    assert set(written) == {"summary", "cases", "previous"}
    assert written["previous"] is None
    (one,) = written["cases"]
    assert set(one) >= {"id", "kind", "status", "recall", "precision", "behaviour", "false_friends", "missed", "wrong"}
    assert one["missed"] == [B]
    assert one["wrong"] == [{"document": C["doc"], "line": C["line"], "quote": C["quote"]}]
    assert (one["f1"], one["citation_recall"], one["exact_count"]) == (0.5, 0.5, False)
