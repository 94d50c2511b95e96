"""What the reader must know besides the answer."""

import re
from dataclasses import replace
from datetime import date

import pytest

from assistant.notices import document_name, missing_notices, of, period_notices
from ingest.records import DocumentKind, Period
from tests.samples import andenne, check_french, dps, law, nameless, parsed

TODAY = date(2026, 3, 1)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Durbuy", "de Durbuy"),
        ("Andenne", "d'Andenne"),
        ("Écaussinnes", "d'Écaussinnes"),
        ("Huy", "de Huy"),
        ("OS 9", "d'OS 9"),
    ],
)
def test_a_name_is_elided_as_french_asks(name: str, expected: str) -> None:
    assert of(name) == expected


def test_a_document_is_named_by_kind_period_and_owner() -> None:
    assert document_name(andenne()) == "le PST 2025-2030 d'Andenne"
    assert document_name(dps()) == "la DPS 2018-2024 de Huy"
    assert document_name(nameless()) == "le PST d'un CPAS non nommé (solidaire-pst.txt)"


def test_every_kind_of_document_has_a_name() -> None:
    for kind in DocumentKind:
        document = replace(andenne(), identity=replace(andenne().identity, kind=kind))
        expected = f"« {document.identity.title} »" if kind is DocumentKind.LOI else "2025-2030 d'Andenne"
        assert document_name(document).endswith(expected)


def test_a_law_is_named_by_its_title_and_has_no_owner() -> None:
    assert document_name(law()) == "le texte de loi « Décret du 3 mai 2019 relatif au comité de suivi (CODIR) »"
    (long,) = re.findall(
        "« (.*) »", document_name(replace(law(), identity=replace(law().identity, title="Loi " * 200)))
    )
    assert long.endswith("Loi…")


def test_a_period_that_is_over_is_said() -> None:
    (notice,) = period_notices([dps()], TODAY)
    assert "2018-2024" in notice
    assert "terminée" in notice
    assert "Huy" in notice
    check_french(notice)


@pytest.mark.parametrize("day", [date(2025, 1, 1), date(2030, 12, 31)])
def test_a_period_that_runs_is_not(day: date) -> None:
    assert period_notices([andenne()], day) == ()


def test_a_period_ends_with_its_last_year() -> None:
    assert period_notices([dps()], date(2024, 12, 31)) == ()
    assert period_notices([dps()], date(2025, 1, 1)) != ()


def test_a_declared_term_is_told_from_a_stated_period() -> None:
    declared = parsed(nameless().text, "solidaire-pst.txt", Period(2018, 2024))
    stated, other = period_notices([dps(), declared], TODAY)
    assert "mandature déclarée" in other
    assert "mandature déclarée" not in stated


def test_documents_of_one_period_share_a_line() -> None:
    other = parsed(dps().text.replace("Huy", "Theux"), "theux.txt")
    (notice,) = period_notices([dps(), other], TODAY)
    assert "Huy" in notice
    assert "Theux" in notice


def test_a_document_without_period_is_said_to_have_none() -> None:
    (notice,) = period_notices([nameless()], TODAY)
    assert "non indiquée" in notice
    assert "solidaire-pst.txt" in notice


def test_a_law_has_no_term() -> None:
    law = replace(dps(), identity=replace(dps().identity, kind=DocumentKind.LOI, period=None))
    assert period_notices([law], TODAY) == ()
    assert period_notices([], TODAY) == ()


def test_organisations_that_the_library_lacks_are_named() -> None:
    (notice,) = missing_notices(("Namur", "Andenne"))
    assert "de Namur" in notice
    assert "d'Andenne" in notice
    assert missing_notices(()) == ()
