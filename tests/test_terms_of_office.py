"""Terms of office, and limits that nothing reads."""

from datetime import date

import pytest

from assistant.terms_of_office import find_period, find_unparsed, of_period
from ingest.records import Period
from tests.samples import DPS, andenne, parsed

TODAY = date(2026, 6, 1)


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("le PST 2019-2024", Period(2019, 2024)),
        ("de 2025 à 2030", Period(2025, 2030)),
        ("la mandature actuelle", Period(2024, 2030)),
        ("sous la législature précédente", Period(2018, 2024)),
        ("la prochaine mandature", Period(2030, 2036)),
        ("en 2026-2027", None),
        ("les jeunes de 18-25 ans", None),
    ],
)
def test_a_term_is_named_by_its_years_or_its_rank(text: str, period: Period | None) -> None:
    assert find_period(text, TODAY) == period


def test_the_current_term_changes_after_the_installation_of_councils() -> None:
    assert find_period("cette mandature", date(2024, 11, 30)) == Period(2018, 2024)
    assert find_period("cette mandature", date(2024, 12, 1)) == Period(2024, 2030)


def test_documents_belong_to_their_term() -> None:
    new, old = andenne(), parsed(DPS, "huy-dps.txt")
    assert of_period([new, old], Period(2018, 2024)) == [old]
    assert of_period([new, old], Period(2024, 2030)) == [new]
    assert of_period([new, old], Period(2012, 2018)) == []


@pytest.mark.parametrize(
    ("text", "limits"),
    [
        ("les actions d'ici 2026", ("d'ici 2026",)),
        ("les actions de plus de 10.000 €", ("plus de 10.000 €",)),
        ("les crèches dans mon quartier", ("dans mon quartier",)),
        ("quelles actions sur le logement ?", ()),
        ("le PST 2019-2024", ()),
    ],
)
def test_limits_are_seen(text: str, limits: tuple[str, ...]) -> None:
    assert find_unparsed(text) == limits
