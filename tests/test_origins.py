"""Where lines come from, read from the words that printed plans say it with."""

import pytest

from ingest.origins import whence


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("DPS, D01, D12", {"origine": "DPS", "engagements": "D01 ; D12"}),
        ("Proposition (méthode)", {"origine": "méthode", "proposition": "oui"}),
        (
            "Proposition, inspirée du PST 2019-2024 de Huy, d'Andenne (P1, P2)",
            {"origine": "précédent", "proposition": "oui", "inspiree_de": "le PST 2019-2024 de Huy ; Andenne"},
        ),
        ("Proposition, inspirée d'un autre plan (P1)", {"origine": "précédent", "proposition": "oui"}),
        ("Écrit ou accepté par un agent – DPS, D03", {"origine": "agent", "engagements": "D03"}),
        ("Conseil du 3 mars", {"origine": "Conseil du 3 mars"}),
    ],
)
def test_an_origin_is_read(words: str, found: dict[str, str]) -> None:
    assert dict(whence(words)) == found
