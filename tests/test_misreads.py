"""Numbers that recognition misread."""

from ingest.readers.misreads import mended
from ingest.readers.rows import Line, rows
from tests.test_pdf_layout import words


def lines(*texts: str, page: int = 1) -> list[Line]:
    return [line for row, text in enumerate(texts) for line in rows(words(text, 50, 100 + 14 * row), page)]


def read(*texts: str, page: int = 1) -> list[str]:
    return [line.text for line in mended(lines(*texts, page=page), frozenset({1}))]


def test_neighbours_put_a_number_right() -> None:
    assert read("11 Accueillir", "12 Loger", "L3 Réduire", "1.4 Aider") == [
        "1.1 Accueillir",
        "1.2 Loger",
        "1.3 Réduire",
        "1.4 Aider",
    ]
    assert read("3.4 Former", "34 Accueillir", "3.2 Loger")[1] == "34 Accueillir"
    assert read("2.4 Former", "34 Accueillir", "3.2 Loger")[1] == "3.1 Accueillir"
    assert read("4.2 Former", "43 Évaluer")[1] == "4.3 Évaluer"
    assert read("I. Droits", "IL. Autonomie", "IIl. Liens") == ["I. Droits", "II. Autonomie", "III. Liens"]
    assert read("00 1.1 : Clarifier", "0S 3 : Être") == ["OO 1.1 : Clarifier", "OS 3 : Être"]


def test_what_no_neighbour_calls_for_stays() -> None:
    for text in ("12 logements", "11 novembre", "18 ans et plus", "La suite"):
        assert read("1.4 Aider", text)[1] == text
    assert read("11 personnes ont été reçues", "Le Conseil a décidé") == [
        "11 personnes ont été reçues",
        "Le Conseil a décidé",
    ]


def test_printed_pages_are_left_alone() -> None:
    assert read("1.1 Accueillir", "12 Loger", page=2) == ["1.1 Accueillir", "12 Loger"]
