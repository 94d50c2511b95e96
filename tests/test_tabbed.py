"""Tables between tabs, as they are pasted into a text."""

import re

from hypothesis import given
from hypothesis import strategies as st

from ingest.document import read_data
from ingest.readers.tabbed import read_text
from ingest.records import Document

_TABLE = (
    "Domaine\tEngagement\tÉchéance\n"
    "Accueil\tOuvrir l'accueil deux après-midi\t2025\n"
    "\tÉditer un dépliant\t2026\n"
    "Aînés\tCréer un service de visites\t2027\n"
)


def _lines(text: str) -> list[str]:
    return [line for line in read_text(text).text.split("\n") if line]


def _document(text: str) -> Document:
    return read_data(text.encode(), "dps.txt", "dps.txt")


def test_rows_are_written_as_rows_of_any_table() -> None:
    assert _lines(f"Nos engagements\n\n{_TABLE}\nMerci.\n") == [
        "Nos engagements",
        "Domaine | Engagement | Échéance",
        "Accueil | Ouvrir l'accueil deux après-midi | 2025",
        "Accueil | Éditer un dépliant | 2026",
        "Aînés | Créer un service de visites | 2027",
        "Merci.",
    ]


def test_a_quoted_cell_may_hold_several_lines() -> None:
    table = _TABLE.replace("Éditer un dépliant", '"Éditer un dépliant,\nen quatre langues\nRefonte du site"')
    assert "Accueil | Éditer un dépliant, en quatre langues ; Refonte du site | 2026" in _lines(table)


def test_a_quotation_mark_that_none_closes_is_one_like_any_other() -> None:
    table = _TABLE.replace("Éditer", '"Éditer')
    assert 'Accueil | "Éditer un dépliant | 2026' in _lines(table)


def test_an_empty_last_cell_leaves_the_others_in_their_place() -> None:
    assert "Aînés | Créer un service" in "\n".join(_lines(_TABLE.replace(" de visites\t2027", "")))


def test_a_text_with_tabs_and_no_table_stays_as_it_is() -> None:
    for text in (
        "Le CPAS\tde Gesves\n\nNous ouvrirons une antenne.\n",
        "\tÀ la ligne\n\tEncore\n",
        "Seul\tUn\tEn-tête\nPuis du texte.\n",
        "Nom\tTéléphone\nAccueil\t085\nDirection\t086\n",
        "Sans tabulation\n",
    ):
        assert read_text(text).text == text


def test_the_commitments_of_such_a_table_are_found_in_the_file() -> None:
    from assistant.drafting.commitments.items import dps_items

    items = dps_items(_document(f"CPAS de Gesves\nDéclaration de politique sociale 2025-2030\n\nLogement\n\n{_TABLE}"))
    assert [(one.text, one.heads, one.beside) for one in items] == [
        ("Ouvrir l'accueil deux après-midi", "Accueil", "Échéance : 2025"),
        ("Éditer un dépliant", "Accueil", "Échéance : 2026"),
        ("Créer un service de visites", "Aînés", "Échéance : 2027"),
    ]


_CELLS = st.one_of(
    st.sampled_from(
        ["", "Former les agents", "2027", "5.000 €", '"cité"', '"', "a ; b", "–", "l'accueil", "  ", "x|y"]
    ),
    st.text(st.characters(categories=["L", "N", "P"], include_characters=' "', exclude_characters="|"), max_size=8),
)
_LINES = st.lists(st.lists(_CELLS, min_size=1, max_size=5).map("\t".join), max_size=4)
_HEADER = st.permutations(["Matière", "Remarque", "Promesse", "Suite"]).map("\t".join)
_ROWS = st.lists(st.lists(_CELLS, min_size=2, max_size=4).map("\t".join), min_size=2, max_size=6)


@given(_LINES, _HEADER, _ROWS, _LINES)
def test_no_word_is_lost(before: list[str], header: str, rows: list[str], after: list[str]) -> None:
    text = "\n".join([*before, header, *rows, *after])
    assert set(re.findall(r"\w+", text)) == set(re.findall(r"\w+", read_text(text).text))


def test_a_table_of_contents_with_tabs_is_none() -> None:
    """What pasting a table of contents from Word gives: numbers stand where a header has names."""
    text = "OS 1\tÊtre une commune verte\t4\nOO 1.1\tPlanter des haies\t5\nOO 1.2\tTrier les déchets\t6\n"
    assert read_text(text).text == text
