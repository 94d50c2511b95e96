"""Lines that each start an element, told from lines that only go on with the one above."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from assistant.drafting.commitments.lines import split_lines, wrapping_width

_WRAPPED = "Extension des repas à domicile aux villages de la vallée et des\nhameaux voisins"
_WIDTH = len("Extension des repas à domicile aux villages de la vallée et des")


def _parts(text: str, width: int = _WIDTH) -> list[str]:
    return [text[start:end] for start, end in split_lines(text, 0, len(text), width)]


def test_the_width_is_that_of_the_longest_line_that_goes_on() -> None:
    assert wrapping_width(_WRAPPED, [(0, len(_WRAPPED))]) == _WIDTH
    assert wrapping_width("Former les agents\nRénover la salle", [(0, 34)]) == 0


def test_a_line_that_ends_before_the_next_word_would_not_fit_is_an_element() -> None:
    assert _parts("Former les agents\nRénover la salle des fêtes") == [
        "Former les agents",
        "Rénover la salle des fêtes",
    ]


def test_what_is_wrapped_goes_on() -> None:
    assert _parts(_WRAPPED) == [_WRAPPED]
    assert _parts(f"{_WRAPPED}\nRénover la salle") == [_WRAPPED, "Rénover la salle"]


def test_a_full_line_goes_on_even_before_a_capital() -> None:
    full = "Mise à disposition de travailleurs auprès de la Ressourcerie du"
    assert _parts(f"{full}\nPlateau") == [f"{full}\nPlateau"]


def test_a_line_that_ends_open_goes_on() -> None:
    for text in ("Conclure avec la\nCommune une convention", "Convention avec l'AIS,\nLe Toit", "Accueil (\nGuichet)"):
        assert _parts(text) == [text], text


def test_where_nothing_is_wrapped_nothing_is_split() -> None:
    assert _parts("Former les agents\nRénover la salle", 0) == ["Former les agents\nRénover la salle"]


_TEXTS = st.lists(
    st.sampled_from(
        ["Former", "les agents", "de", "Rénover,", "l'", "(", "\n", "\n", "\n  ", " ", "Accueil", "–", "é"]
    ),
    max_size=30,
).map("".join)


@given(st.one_of(_TEXTS, st.text("aA \n,-", max_size=40)), st.integers(0, 60), st.data())
def test_no_character_but_spaces_is_lost(text: str, width: int, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    parts = split_lines(text, start, end, width)
    assert (parts[0][0], parts[-1][1]) == (start, end)
    assert all(first <= last for first, last in parts)
    for (_, last), (first, _) in pairwise(parts):
        assert last < first
        assert not text[last:first].strip()
        assert "\n" in text[last:first]
