"""The paragraphs of a law: lines joined, furniture and contents left out, lists inside a sentence cut up."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.folding import fold
from ingest.layout import blocks
from ingest.parsers.law_units import Unit, units

LINES = st.sampled_from(
    [
        "Art. 1er. Le centre agit.",
        "Art. 2. § 1er. Il aide :",
        "1° les jeunes ;",
        "a) les aînés ;",
        "- un tiret ;",
        "§ 2. Il loge.",
        "CHAPITRE Ier. – Des missions",
        "Section 1re",
        "Du personnel",
        "Le centre aide les gens, selon",
        "la loi du 8 juillet 1976,",
        "« Art. 5. Le texte cité. »",
        "Il est remplacé par ce qui suit :",
        "Table des matières",
        "Modification(s)",
        "-----",
        "",
        "Donné à Bruxelles, le 3 mai 2003.",
        "(1) inséré par L 2002-05-26/47",
    ]
)


def read(text: str) -> list[Unit]:
    return units(text, fold(text), blocks(text))


def words(text: str) -> list[str]:
    return [" ".join(text[unit.start : unit.end].split()) for unit in read(text)]


@given(st.lists(LINES, max_size=14).map("\n".join))
@settings(max_examples=200)
def test_paragraphs_stand_in_order_and_hold_their_labels(text: str) -> None:
    position = 0
    for unit in read(text):
        assert position <= unit.start < unit.end
        assert text[unit.start : unit.end].strip() == text[unit.start : unit.end]
        assert unit.line == text.count("\n", 0, unit.start) + 1 <= unit.end_line
        assert unit.start <= unit.own
        assert not unit.quoted or not unit.openings
        position = unit.end


def test_lines_cut_at_a_width_are_one_paragraph() -> None:
    lines = ["Art. 1er. Le centre public d'action sociale aide les habitants de la", "commune à se loger.",
             "Art. 2. Il agit."]  # fmt: skip
    assert words("\n".join(lines)) == [" ".join(lines[:2]), lines[2]]


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("Le centre agit selon", "Art. 4 de la loi du 8 juillet 1976."),
        ("Il agit conformément à l'article", "12 du décret."),
        ("Le centre aide les habitants,", "et les autres."),
        ("Le centre, visé à l'", "article 4, agit."),
    ],
)
def test_a_sentence_that_is_not_over_goes_on(above: str, below: str) -> None:
    assert words(f"{above}\n{below}") == [f"{above} {below}"]


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("Art. 1er. Le centre agit.", "Art. 2. Il aide."),
        ("Il aide :", "1° les jeunes ;"),
        ("1° les jeunes ;", "2° les aînés."),
        ("Le centre agit.", "§ 2. Il aide."),
        ("Le centre agit selon", "CHAPITRE II. – Des missions"),
        ("Le centre agit.", "Donné à Bruxelles, le 3 mai 2003."),
    ],
)
def test_a_label_or_a_closing_line_starts_a_paragraph(above: str, below: str) -> None:
    assert words(f"{above}\n{below}") == [above, below]


def test_a_blank_line_ends_a_paragraph_whatever_it_says() -> None:
    assert words("Le centre agit selon\n\nla loi.") == ["Le centre agit selon", "la loi."]


def test_a_division_on_a_line_of_its_own_takes_the_title_below() -> None:
    text = "CHAPITRE II\n\nDes missions\n\nArt. 1er. Le centre agit."
    first, second = read(text)
    assert text[first.own : first.end] == "Des missions"
    assert (first.line, first.end_line) == (1, 3)
    assert second.openings[0].rank == "article"


def test_furniture_is_left_out_and_what_ends_the_text_is_told() -> None:
    text = "Table des matières\n\nArt. 1er. Le centre agit.\n\nImprimer | Partager\n\nModification(s)\n\nFin"
    assert words(text) == ["Art. 1er. Le centre agit.", "Modification(s)"]
    assert [unit.ends_text for unit in read(text)] == [False, True]


def test_a_list_inside_a_paragraph_is_cut_up() -> None:
    text = "Art. 1er. On entend par : 1° le centre : le CPAS ; 2° la loi : celle de 1976 ; 3° le jour."
    found = read(text)
    assert words(text) == [
        "Art. 1er. On entend par :", "1° le centre : le CPAS ;", "2° la loi : celle de 1976 ;", "3° le jour.",
    ]  # fmt: skip
    assert [unit.openings[-1].number for unit in found] == ["1er", "1°", "2°", "3°"]


@pytest.mark.parametrize(
    "text", ["Voir aussi : 1° le centre.", "Le 1° du texte ; 2° est abrogé.", "Il vise : 2° et 3°."]
)
def test_mentions_of_items_are_no_list(text: str) -> None:
    assert words(text) == [text]


def test_a_quoted_text_opens_nothing() -> None:
    text = "L'article 5 est remplacé par ce qui suit :\n« Art. 5. Le centre agit. »\nArt. 3. Il aide."
    found = read(text)
    assert [unit.quoted for unit in found] == [False, True, False]
    assert [bool(unit.openings) for unit in found] == [False, False, True]


def test_contents_are_left_out_where_the_titles_come_again() -> None:
    titles = [
        f"CHAPITRE {number}. – {name}"
        for number, name in (("I", "Du centre"), ("II", "Du conseil"), ("III", "Du personnel"))
    ]
    body = [
        line for at, title in enumerate(titles, start=1) for line in (title, f"Art. {at}. Le centre agit {at} fois.")
    ]
    assert words("\n\n".join([*titles, *body])) == body
    assert words("\n\n".join(body)) == body


def test_a_page_is_kept() -> None:
    text = "Art. 1er. Le centre agit."
    (unit,) = units(text, fold(text), [replace(blocks(text)[0], page=7)])
    assert unit.page == 7
