"""The journal of the questions: figures of all, words of few."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.administration.journal import Journal, times
from assistant.places import Place
from tests.stores import rows


def noted(place: Place) -> list[str | None]:
    return [question for (question,) in rows(place, "SELECT question FROM questions ORDER BY id")]


def aged(place: Place, days: int) -> None:
    at = (datetime.now(UTC) - timedelta(days=days)).isoformat(timespec="seconds")
    rows(place, "UPDATE questions SET asked_at = ?", (at,))


def note(journal: Journal, question: str, status: str = "refused", seconds: float = 0.2) -> None:
    journal.note(question, "passage", status, "extractive", seconds, "citoyen")


@pytest.mark.parametrize(
    ("question", "status", "kept"),
    [
        ("Qui ramasse les sapins ?", "refused", "Qui ramasse les sapins ?"),
        ("De  quel CPAS ?\n", "clarify", "De quel CPAS ?"),
        ("Qui ramasse les sapins ?", "answered", None),
        ("Mon mari me frappe, que faire ?", "refused", None),
        ("Madame Dupont reçoit-elle le RIS ?", "refused", None),
        (
            "Rappelez-moi au 0472 12 34 56 pour les sapins",
            "refused",
            "Rappelez-moi au [téléphone masqué] pour les sapins",
        ),
    ],
)
def test_only_the_words_that_found_no_answer_and_harm_nobody_are_kept(
    question: str, status: str, kept: str | None, place: Place
) -> None:
    journal = Journal(place)
    note(journal, question, status)
    assert noted(place) == [kept]
    assert [one.question for one in journal.unanswered()] == ([kept] if kept else [])
    assert journal.per_day()[-1].asked == 1


def test_the_same_question_is_shown_once_until_it_is_dealt_with(place: Place) -> None:
    journal = Journal(place)
    for _ in range(3):
        note(journal, "Qui ramasse les sapins ?")
    (found,) = journal.unanswered()
    assert (found.times, found.intent, found.status) == (3, "passage", "refused")
    journal.forget(found.question)
    assert journal.unanswered() == ()
    assert journal.per_day()[-1].unanswered == 3
    if isinstance(place, Path):
        assert b"sapins" not in place.read_bytes()


def test_what_is_too_old_is_erased(place: Place) -> None:
    note(Journal(place), "Qui ramasse les sapins ?")
    aged(place, 89)
    assert len(Journal(place, 90).unanswered()) == 1
    aged(place, 91)
    assert Journal(place, 90).unanswered() == ()
    assert noted(place) == []


def test_no_days_keeps_nothing_and_erases_what_there_was(place: Place) -> None:
    note(Journal(place, 0), "Qui ramasse les sapins ?")
    if isinstance(place, Path):
        assert not place.exists()
    note(Journal(place), "Qui ramasse les sapins ?")
    off = Journal(place, 0)
    note(off, "Encore ?")
    assert noted(place) == []
    assert (off.unanswered(), off.per_day(), off.times()) == ((), (), None)


def test_days_without_a_question_are_there(place: Place) -> None:
    journal = Journal(place)
    assert journal.per_day() == ()
    note(journal, "a", "answered")
    aged(place, 3)
    note(journal, "b", "refused")
    days = journal.per_day(7)
    assert len(days) == 7
    assert [one.asked for one in days][-4:] == [1, 0, 0, 1]
    assert sum(one.unanswered for one in days) == 1
    assert journal.roles() == (("citoyen", 2),)


@given(st.lists(st.floats(0, 100), min_size=1, max_size=60))
def test_the_95th_percentile_is_a_time_that_95_in_100_stay_under(seconds: list[float]) -> None:
    found = times(seconds)
    assert found is not None
    assert found.count == len(seconds)
    assert min(seconds) <= found.median <= found.p95 <= max(seconds)
    assert sum(one <= found.p95 for one in seconds) >= 0.95 * len(seconds)
    assert found.p95 in seconds


def test_no_time_at_all() -> None:
    assert times([]) is None
