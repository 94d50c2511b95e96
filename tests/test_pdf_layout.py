"""Words at places to lines in reading order, and lines to paragraphs."""

from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.readers.columns import columns
from ingest.readers.hyphens import Speller
from ingest.readers.marks import is_only_mark, mark_of, without_doubled_mark
from ingest.readers.paragraphs import Paragraph, paragraphs
from ingest.readers.printed import Box, Style, Word
from ingest.readers.rows import rows

BODY = Style(10)


def words(text: str, x: float, base: float, style: Style = BODY) -> list[Word]:
    """Words on a baseline, half an em a letter."""
    found, left = [], x
    for word in text.split():
        right = left + 0.5 * style.size * len(word)
        found.append(Word(word, Box(left, base - 0.8 * style.size, right, base + 0.2 * style.size), base, style))
        left = right + 0.3 * style.size
    return found


def read(*lines: tuple[str, float, float] | tuple[str, float, float, Style]) -> list[str]:
    return [one.text for one in built(*lines)]


def built(*lines: tuple[str, float, float] | tuple[str, float, float, Style]) -> list[Paragraph]:
    return paragraphs(rows([word for line in lines for word in words(*line)]), Speller())


FULL = "une ligne de texte assez longue pour toucher le bord droit"


def test_a_full_line_goes_on_and_a_short_one_ends() -> None:
    assert read((FULL, 50, 100), ("de la colonne.", 50, 112), ("Puis autre chose", 50, 124)) == [
        f"{FULL} de la colonne.",
        "Puis autre chose",
    ]


def test_a_gap_parts_paragraphs() -> None:
    assert len(read((FULL, 50, 100), (FULL, 50, 112), (FULL, 50, 124), (FULL, 50, 146), (FULL, 50, 158))) == 2


def test_each_item_of_a_list_is_a_paragraph() -> None:
    assert read(
        (f"• {FULL}", 50, 100),
        ("suite de l’élément", 58, 112),
        ("• Autre élément", 50, 124),
        ("– Sous-élément", 66, 136),
    ) == [f"• {FULL} suite de l’élément", "• Autre élément", "– Sous-élément"]


def test_a_line_of_an_item_that_happens_to_stand_in_the_middle_is_not_centred() -> None:
    # The second line leaves as much room on its right as its item stands in on its left.
    wide = ("x " * 60).strip()
    found = read(
        (wide, 50, 74),
        ("• " + " ".join(["mot"] * 24), 84, 100),
        (" ".join(["mot"] * 22), 90, 112),
        ("accompagnement", 90, 124),
        ("• Autre élément", 84, 136),
    )
    assert [text.split()[-1] for text in found[1:]] == ["accompagnement", "élément"]


def test_a_title_goes_on_in_small_letters() -> None:
    bold = Style(10, bold=True, caps=True)
    found = built(
        ("VOLET EXTERNE : DÉVELOPPEMENT DES POLITIQUES", 50, 100, bold),
        ("de Chièvres-lez-Ath", 50, 112, Style(10, bold=True)),
    )
    assert [one.text for one in found] == ["VOLET EXTERNE : DÉVELOPPEMENT DES POLITIQUES de Chièvres-lez-Ath"]


def test_a_number_at_the_start_of_a_line_inside_a_sentence_is_no_mark() -> None:
    assert len(read((FULL, 50, 100), (f"{FULL} en", 50, 112), ("2.450 exemplaires par an", 50, 124))) == 1


def test_a_number_on_a_line_of_its_own_belongs_to_the_words_below() -> None:
    assert read(("1.1", 50, 100), ("Accueillir sans délai", 50, 113), ("1.2", 50, 140), ("Loger", 50, 153)) == [
        "1.1 Accueillir sans délai",
        "1.2 Loger",
    ]


def test_a_title_does_not_run_into_the_text_below() -> None:
    found = built((FULL, 50, 100, Style(10, bold=True)), (FULL, 50, 112))
    assert [one.style.bold for one in found] == [True, False]


def test_raised_endings_stay_and_numbers_of_notes_go() -> None:
    line = [*words("le 1", 50, 100), Word("er", Box(68.2, 90, 73, 96), 96, Style(6))]
    assert rows(line)[0].text == "le 1er"
    note = [*words("mai", 50, 100), Word("3", Box(65.2, 90, 68, 96), 96, Style(6))]
    assert rows(note)[0].text == "mai"
    area = [*words("m", 50, 100), Word("2", Box(55.2, 90, 58, 96), 96, Style(6))]
    assert rows(area)[0].text == "m²"


def test_marks() -> None:
    texts = ("• Agir", "– Agir", "1.2.3 Agir", "IV. Agir", "a) Agir", "12 actions", "Agir")
    assert [mark_of(text) for text in texts] == ["•", "–", "1.2.3", "IV.", "a)", "", ""]
    assert is_only_mark("1.1")
    assert is_only_mark("•")
    assert not is_only_mark("Agir")
    assert without_doubled_mark("• 1.1.1 Publier") == "1.1.1 Publier"
    assert without_doubled_mark("• 2.450 étudiants") == "• 2.450 étudiants"


@settings(max_examples=60)
@given(
    st.lists(
        st.tuples(st.sampled_from([50.0, 70.0, 310.0]), st.integers(4, 60), st.integers(1, 6)), min_size=1, max_size=40
    )
)
def test_no_word_is_lost_whatever_the_layout(lines: list[tuple[float, int, int]]) -> None:
    every = [word for x, row, count in lines for word in words("mot " * count, x, 13.0 * row)]
    groups = columns(every)
    assert sorted(map(id, (word for group in groups for word in group))) == sorted(map(id, every))
    found = [one for group in groups for one in paragraphs(rows(group), Speller())]
    assert sum(len(one.text.split()) for one in found) == len(every)


def test_three_columns() -> None:
    text = "du texte qui remplit la colonne"
    every = [word for x in (40, 220, 400) for row in range(8) for word in words(f"{text} {x}", x, 100 + 13 * row)]
    starts = [min(word.box.x0 for word in group) for group in columns(every)]
    assert starts == [40, 220, 400]
