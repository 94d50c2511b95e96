"""The list of the documents, and remedies that the page offers."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.administration.listing import remedied, row, rows, tally
from assistant.summary import DocumentSummary, PeriodModel, summary
from assistant.verdict import assessed
from ingest.document import parse_text
from ingest.quality import Verdict, report
from tests.samples import ANDENNE
from vectorstore.doctor import Finding
from vectorstore.snapshot import Entry, Quality

DAY = date(2026, 1, 5)
NOW = datetime(2026, 1, 1, tzinfo=UTC)


def quality(verdict: Verdict, counts: str = "2 OS") -> Quality:
    return Quality(key="0", verdict=verdict.value, line="", counts=counts, reasons=())


def document(name: str = "a.txt", **more: object) -> DocumentSummary:
    known: dict[str, object] = {
        "id": name, "file": name, "kind": "pst", "title": "PST", "organisation": "Andenne",
        "organisation_evidence": None, "period": PeriodModel(start=2025, end=2030), "dates": {}, "term": None,
        "nodes": 3, "visibility": "public", "sha256": "0", "ingested_at": NOW,
        "warnings": (), "quality": quality(Verdict.UNDERSTOOD),
    }  # fmt: skip
    return DocumentSummary.model_validate({**known, **more})


@pytest.mark.parametrize(
    ("more", "shown"),
    [
        ({}, ("Andenne", "PST", "2025-2030", "compris")),
        ({"draft": True}, ("Andenne", "Projet de PST", "2025-2030", "compris")),
        ({"note": True, "title": "Les délais", "period": None}, ("Les délais", "Note juridique", "", "compris")),
        (
            {"organisation": None, "title": "", "term": PeriodModel(start=2018, end=2024), "period": None},
            ("a.txt", "PST", "mandature 2018-2024", "compris"),
        ),
    ],
)
def test_a_row(more: dict[str, object], shown: tuple[str, ...]) -> None:
    found = row(document(**more))  # type: ignore[arg-type]
    assert (found.name, found.kind, found.period, found.state) == shown


def test_the_verdict_is_told_with_its_counts() -> None:
    found = row(document(quality=quality(Verdict.TO_CHECK, "4 OS, 12 OO")))
    assert (found.state, found.verdict, found.counts) == ("a_verifier", "À vérifier", "4 OS, 12 OO")
    nothing = row(document(quality=quality(Verdict.UNKNOWN, "aucun élément")))
    assert (nothing.state, nothing.counts) == ("non_reconnu", "")
    unread = row(document(quality=None))
    assert (unread.state, unread.verdict, unread.counts) == ("non_reconnu", "Non évalué", "")


@pytest.mark.parametrize("text", [ANDENNE, ANDENNE.replace("OS 1", "OS 4"), "PST\n\nDes mots.\n"])
def test_the_state_is_the_reports_however_it_is_worded(text: str) -> None:
    read = parse_text(text, "a.txt", "a.txt", "0")
    entry = assessed(
        Entry.model_construct(document="a.txt", visibility="public", ingested_at=NOW, quality=None), read, "1"
    )
    assert entry.quality is not None
    reworded = entry.model_copy(
        update={"quality": entry.quality.model_copy(update={"line": "Autrement dit (rien) : x"})}
    )
    states = {Verdict.UNDERSTOOD: "compris", Verdict.TO_CHECK: "a_verifier", Verdict.UNKNOWN: "non_reconnu"}
    shown = row(summary(read, reworded))
    assert shown.state == states[report(read).verdict]
    assert shown.counts in (report(read).counts, "")


def test_the_parts_of_a_verdict_are_in_no_json() -> None:
    assert "quality" not in document().model_dump(mode="json")


def test_rows_are_found_without_accents_and_by_state() -> None:
    held = [document("a.txt"), document("b.txt", quality=quality(Verdict.TO_CHECK), organisation="Liège")]
    assert [one.id for one in rows(held, "liege 2025")] == ["b.txt"]
    assert [one.id for one in rows(held, state="compris")] == ["a.txt"]
    assert rows(held, "namur") == ()
    assert tally(held) == {"compris": 1, "a_verifier": 1, "non_reconnu": 0}


@given(st.text(max_size=20))
def test_a_search_only_leaves_rows_out(sought: str) -> None:
    held = [document(f"{rank}.txt") for rank in range(3)]
    assert set(rows(held, sought)) <= set(rows(held))


def test_remedies_speak_of_the_page() -> None:
    bad = Finding("vecteurs", "Index", "erreur", False, "", "Relancez « pst ingest ».")
    assert "Relire toute la bibliothèque" in remedied(bad)
    assert remedied(Finding("vecteurs", "Index", "erreur", True, "")) == ""
    assert remedied(Finding("inconnu", "x", "erreur", False, "", "Faites ceci.")) == "Faites ceci."
