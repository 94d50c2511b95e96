from hypothesis import given
from hypothesis import strategies as st

from assistant.explorer.words import marked, words_of

_TEXTS = st.text(st.sampled_from("éa bcL'’ -.\n«»\"logements "), max_size=80)


def test_a_word_counts_in_all_its_forms_and_several_must_all_be_there() -> None:
    words = words_of("logement urgence")
    assert words.fits("Des logements d'urgence")
    assert not words.fits("Des logements")


def test_quotation_marks_ask_for_the_very_words() -> None:
    for query in ('"premiers secours"', "« premiers secours »", "“premiers  secours”"):
        assert words_of(query).fits("Formation aux Premiers\nsecours")
        assert not words_of(query).fits("Un premier secours")


def test_stop_words_count_only_alone() -> None:
    assert words_of("avec le logement").terms == words_of("logement").terms
    assert words_of("avec").fits("avec nous")
    assert not words_of("  ")


def test_what_was_looked_for_is_marked_where_it_stands() -> None:
    text = "L'énergie : des logements « premiers secours »"
    pieces = list(marked(text, words_of('energies logement "premiers secours"')))
    assert [words for words, found in pieces if found] == ["énergie", "logements", "premiers secours"]


@given(_TEXTS, _TEXTS)
def test_the_pieces_are_the_text(text: str, query: str) -> None:
    words = words_of(query)
    pieces = list(marked(text, words))
    assert "".join(words for words, _ in pieces) == text
    assert all(words for words, _ in pieces)
