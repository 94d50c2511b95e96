from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.drafting.checks.due import read_due
from tests.checked import GOOD, checks

D = date


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2027", D(2027, 1, 1), D(2027, 12, 31)),
        ("fin 2027", D(2027, 10, 1), D(2027, 12, 31)),
        ("Fin de l'année 2027", D(2027, 10, 1), D(2027, 12, 31)),
        ("31/12/2027", D(2027, 12, 31), D(2027, 12, 31)),
        ("31/12/27", D(2027, 12, 31), D(2027, 12, 31)),
        ("2027-06-30", D(2027, 6, 30), D(2027, 6, 30)),
        ("1er mars 2026", D(2026, 3, 1), D(2026, 3, 1)),
        ("T3 2026", D(2026, 7, 1), D(2026, 9, 30)),
        ("2026-T3", D(2026, 7, 1), D(2026, 9, 30)),
        ("3e trimestre 2026", D(2026, 7, 1), D(2026, 9, 30)),
        ("premier trimestre 2026", D(2026, 1, 1), D(2026, 3, 31)),
        ("2ème semestre 2026", D(2026, 7, 1), D(2026, 12, 31)),
        ("dernier quadrimestre 2026", D(2026, 9, 1), D(2026, 12, 31)),
        ("mi-2026", D(2026, 5, 1), D(2026, 8, 31)),
        ("juin 2026", D(2026, 6, 1), D(2026, 6, 30)),
        ("06/2026", D(2026, 6, 1), D(2026, 6, 30)),
        ("2026-02", D(2026, 2, 1), D(2026, 2, 28)),
        ("Rentrée 2026", D(2026, 7, 1), D(2026, 9, 30)),
        ("avant 2027", D(2026, 1, 1), D(2026, 12, 31)),
        ("2025-2027", D(2025, 1, 1), D(2027, 12, 31)),
        ("étude en 2026, travaux en 2028", D(2026, 1, 1), D(2028, 12, 31)),
        ("à partir de 2026", D(2026, 1, 1), None),
        ("Dès septembre 2025", D(2025, 9, 1), None),
    ],
)
def test_dates(text: str, first: date, last: date | None) -> None:
    due = read_due(text)
    assert (due.sort, due.first, due.last) == ("date", first, last)


@pytest.mark.parametrize(
    ("text", "sort"),
    [
        ("Permanent", "continu"),
        ("en continu", "continu"),
        ("chaque année", "continu"),
        ("chaque été", "continu"),
        ("fin de mandature", "relatif"),
        ("court terme", "relatif"),
        ("à définir", "inconnu"),
        ("Néant", "inconnu"),
        ("?", "inconnu"),
        ("31/02/2026", "illisible"),
        ("quand il fera beau", "illisible"),
        ("5", "illisible"),
    ],
)
def test_what_is_no_date(text: str, sort: str) -> None:
    assert read_due(text).sort == sort


@given(st.dates(D(2010, 1, 1), D(2099, 12, 31)), st.sampled_from(["%d/%m/%Y", "%d-%m-%Y", "%Y-%m-%d", "%d.%m.%Y"]))
def test_each_day_is_read_as_itself(day: date, form: str) -> None:
    due = read_due(day.strftime(form))
    assert (due.first, due.last) == (day, day)


@given(st.text(max_size=40))
def test_anything_can_be_read(text: str) -> None:
    due = read_due(text)
    assert (due.first is not None) == (due.sort == "date")
    assert due.first is None or due.last is None or due.first <= due.last


def _dues(**dues: str) -> dict[str, bool]:
    fields = {name: {"echeance": due} for name, due in dues.items()}
    return {name: one.ok for name, one in checks(GOOD, fields).items() if name.startswith("echeances.")}


def test_no_deadline_no_rule() -> None:
    assert _dues() == {}


def test_deadlines_in_the_term() -> None:
    assert all(_dues(n3="2030", n4="31/12/2025", n5="permanent").values())
    assert _dues(n3="2031")["echeances.terme"] is False
    assert _dues(n3="fin 2024")["echeances.passe"] is False
    assert _dues(n3="2024-2026")["echeances.passe"] is True


def test_an_action_ends_with_its_objective() -> None:
    assert _dues(n2="fin 2027", n3="2027")["echeances.ordre"]
    assert _dues(n2="juin 2027", n3="fin 2027")["echeances.ordre"] is False
    found = checks(GOOD, {"n2": {"echeance": "2026"}, "n4": {"echeance": "2028"}})["echeances.ordre"]
    assert found.nodes == ("n4",)
    assert "« 2028 », alors que OO 1.1 s'achève « 2026 »" in found.detail


def test_an_action_does_not_end_before_it_begins() -> None:
    fields = {"n3": {"date_debut": "2027", "echeance": "2026"}}
    assert not checks(GOOD, fields)["echeances.debut"].ok


def test_unreadable_deadlines_are_quoted() -> None:
    assert "« un jour »" in checks(GOOD, {"n3": {"echeance": "un jour"}})["echeances.lisibles"].detail
