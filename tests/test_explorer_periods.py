from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from assistant.explorer.periods import State, span, spans, state_of
from ingest.corrections import Correction, Subject, apply
from ingest.records import Period
from tests.samples import ANDENNE, andenne, dps, nameless, parsed


def test_a_plan_says_its_years_or_its_supplier_does_or_nobody() -> None:
    declared = parsed(ANDENNE.replace(" 2025-2030", ""), "b.txt", term=Period(2018, 2024))
    found = {one.document.file: one for one in spans([andenne(), dps(), nameless(), declared], date(2026, 6, 1))}
    assert (found["andenne-pst.txt"].state, found["andenne-pst.txt"].said) == (State.RUNNING, "dans le document")
    assert (found["b.txt"].state, found["b.txt"].said) == (State.OVER, "déclarée à l’ajout du document")
    assert found["solidaire-pst.txt"].state is State.UNKNOWN
    assert [one.organisation for one in spans([dps(), andenne()], date(2026, 6, 1))] == ["Andenne", "Huy"]


def test_years_that_the_staff_corrected_are_told_as_theirs() -> None:
    today, day = date(2026, 6, 1), date(2026, 1, 5)
    declared = parsed(ANDENNE.replace(" 2025-2030", ""), "b.txt", term=Period(2018, 2024))
    period = Correction(1, day, Subject.PERIOD, "2024-2029")
    for document, correction in (
        (andenne(), period),
        (nameless(), period),
        (declared, period),
        (declared, Correction(1, day, Subject.TERM, "2024-2030")),
    ):
        assert span(apply(document, [correction]), today).said == "corrigée par le personnel"
    assert span(apply(andenne(), [Correction(1, day, Subject.ORGANISATION, "Huy")]), today).said == "dans le document"


@given(st.integers(1990, 2050), st.integers(0, 10), st.integers(1990, 2060))
def test_a_plan_runs_in_each_of_its_years_and_in_no_other(start: int, length: int, year: int) -> None:
    state = state_of(Period(start, start + length), date(year, 12, 31))
    assert (state is State.RUNNING) == (start <= year <= start + length)
    assert (state is State.COMING) == (year < start)
