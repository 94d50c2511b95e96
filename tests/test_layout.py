"""Blocks quote the text exactly, lose nothing of it, and tell how each line is marked."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.layout import Block, blocks, clean
from ingest.records import Document, Level
from ingest.source import Hint
from tests.conftest import FILES
from tests.plans import STYLES, plan_items, rough_texts, written

WORD = re.compile(r"[a-zàâçéèêëîïôùû]{2}|[^\W\d_]{4}")
RULE = re.compile(r"\s*(?:[-_*=]\s*){3,}")


def check_blocks(text: str) -> None:
    found = blocks(text)
    covered: set[int] = set()
    previous = 0
    for block in found:
        assert clean(text[block.start : block.end]) == block.text != ""
        assert previous <= block.start < block.end
        assert block.number in text[previous : block.start]
        assert text.count("\n", 0, block.start) + 1 == block.line
        assert text.count("\n", 0, block.end) + 1 == block.end_line
        previous = block.end
        covered.update(range(block.line, block.end_line + 1))
    for number, line in enumerate(text.split("\n"), start=1):
        if WORD.search(clean(line)) and not RULE.fullmatch(line):
            assert number in covered, line


@given(st.text())
def test_blocks_of_any_text_quote_it(text: str) -> None:
    check_blocks(text)


@given(rough_texts())
@settings(max_examples=300)
def test_blocks_of_anything_like_a_plan_quote_it(text: str) -> None:
    check_blocks(text)


@given(plan_items(), st.sampled_from(sorted(STYLES)))
@settings(max_examples=40)
def test_blocks_of_a_plan_quote_it(items: tuple, style: str) -> None:
    check_blocks(written(items, STYLES[style]))


@pytest.mark.parametrize("name", FILES)
def test_blocks_of_the_reference_documents_quote_them(name: str, documents: dict[str, Document]) -> None:
    check_blocks(documents[name].text)


def one(text: str) -> Block:
    (block,) = blocks(text)
    return block


@pytest.mark.parametrize(
    "bullet", ["-", "–", "—", "•", "●", "◦", "▪", "■", "‣", "➢", "✓", "*", "o", "→", "\uf0b7", "§"]
)
def test_a_bullet_is_a_mark(bullet: str) -> None:
    block = one(f"   {bullet}  Former les agents")
    assert (block.text, block.bullet, block.indent, block.number) == ("Former les agents", bullet, 3, "")


@pytest.mark.parametrize("line", ["-Former", "•Former", "\uf0a7Former"])
def test_a_bullet_may_touch_its_words(line: str) -> None:
    assert one(line).bullet == line[0]
    assert one(line).text == "Former"


@pytest.mark.parametrize("line", ["-5 degrés", "--- suite", "on commence", "*Former", "§2 de l'article", "- ", "•"])
def test_what_only_looks_like_a_bullet_is_none(line: str) -> None:
    assert one(line).bullet == ""


@pytest.mark.parametrize(
    ("line", "number", "text"),
    [
        ("1. Former", "1", "Former"),
        ("1) Former", "1", "Former"),
        ("1° Former", "1", "Former"),
        ("1 - Former", "1", "Former"),
        ("1 : Former", "1", "Former"),
        ("1.Former", "1", "Former"),
        ("2.1.1.Former", "2.1.1", "Former"),
        ("2.1 Former", "2.1", "Former"),
        ("1.2.25 Former", "1.2.25", "Former"),
        ("1.100 - Former", "1.100", "Former"),
        ("II.II.3 Former", "II.II.3", "Former"),
        ("IV. Former", "IV", "Former"),
        ("a) former", "a", "former"),
        ("## 1.2 Former", "1.2", "Former"),
        ("**3. Former**", "3", "Former"),
        ("\t4.\tFormer", "4", "Former"),
    ],
)
def test_a_number_is_a_mark(line: str, number: str, text: str) -> None:
    block = one(line)
    assert (block.number, block.text) == (number, text)
    assert block.depth == number.count(".") + 1


@pytest.mark.parametrize(
    "line",
    [
        "15 objectifs opérationnels",
        "2024 est une année",
        "À Durbuy",
        "Y aller. Vite",
        "3 ans",
        "C.P.A.S. de Hannut",
        "12.500 euros sont prévus",
        "01.09.2025 : rentrée",
        "1.200 ménages sont aidés",
        "1.234.567 € au total",
    ],
)
def test_a_number_in_a_sentence_is_no_mark(line: str) -> None:
    assert one(line).number == ""
    assert one(line).text == line


def test_a_bare_number_is_a_mark_over_its_own_parts() -> None:
    assert [block.number for block in blocks("1 Être\n\n1.1 Faire\n2 Être\n2.1 Faire\n\n3 ans")] == [
        "1",
        "1.1",
        "2",
        "2.1",
        "",
    ]


def test_headings_and_emphasis_are_told_and_taken_off() -> None:
    heading, bold, italic, plain = blocks("### **Titre**\n\n**Gras**\n\n*Italique*\n\n**Gras** puis maigre")
    assert (heading.heading, heading.bold, heading.text) == (3, True, "Titre")
    assert (bold.bold, bold.italic, bold.text) == (True, False, "Gras")
    assert (italic.bold, italic.italic, italic.text) == (False, True, "Italique")
    assert (plain.bold, plain.italic, plain.text) == (False, False, "Gras puis maigre")
    assert one("1<sup>er</sup> trimestre").text == "1er trimestre"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- Former les agents\n  de l'accueil", ["Former les agents de l'accueil"]),
        ("- Former les agents\nSt Hubert compris", ["Former les agents St Hubert compris"]),
        ("- Former les agents.\nÉvaluer", ["Former les agents.", "Évaluer"]),
        ("- Former les agents\n\nÉvaluer", ["Former les agents", "Évaluer"]),
        ("- Former les agents\nOO 1.2 : Évaluer", ["Former les agents", "OO 1.2 : Évaluer"]),
        ("- Former les agents\nVolet externe", ["Former les agents", "Volet externe"]),
        ("- Former les agents\nPilote : le DG", ["Former les agents", "Pilote : le DG"]),
        ("- Former les agents\n**Évaluer**", ["Former les agents", "Évaluer"]),
        ("OO 1 : Former\n(tous les agents)", ["OO 1 : Former (tous les agents)"]),
        ("# Titre\nsuite", ["Titre", "suite"]),
        ("Une ligne  \nUne autre", ["Une ligne Une autre"]),
        ("Une ligne\nUne autre", ["Une ligne", "Une autre"]),
        ("- Une\n---\nDeux", ["Une", "Deux"]),
    ],
)
def test_a_line_goes_on_only_where_it_must(text: str, expected: list[str]) -> None:
    assert [block.text for block in blocks(text)] == expected


def test_rules_and_blank_lines_are_told() -> None:
    first, second, third = blocks("Un\n\nDeux\n* * *\nTrois")
    assert (first.blank_before, first.after_rule) == (False, False)
    assert (second.blank_before, second.after_rule) == (True, False)
    assert (third.blank_before, third.after_rule) == (True, True)


def test_tabs_count_as_indent() -> None:
    assert [block.indent for block in blocks("\t- un\n\t\t- deux\n    - trois")] == [4, 8, 4]


WRAPPED = [
    "Le Centre public d'action sociale de Gesves aide les habitants de la commune à se",
    "loger, à se nourrir et à se soigner. Il le fait avec les associations du village, les",
    "Maisons de repos et la Province, qui partagent ses moyens et ses locaux depuis que le",
    "Conseil l'a voulu, en deux mille dix-neuf, par une convention signée à Namur avec les",
    "Ministres. Le présent plan en tire les conséquences pour les six années qui viennent,",
    "Chaque année, un rapport dit ce qui a été fait, ce qui reste à faire et ce qui manque.",
    "Une réunion le présente au public.",
]


def test_a_line_cut_at_the_width_of_the_text_goes_on_whatever_its_first_letter() -> None:
    joined, last = blocks("\n".join(WRAPPED))
    assert joined.text == " ".join(WRAPPED[:-1])
    assert last.text == WRAPPED[-1], "the sentence above is over"


def test_a_line_that_had_room_for_the_next_word_was_not_cut() -> None:
    text = "\n".join([*WRAPPED, "", "Former les agents de l'accueil", "Isoler les bâtiments"])
    assert [block.text for block in blocks(text)][-2:] == ["Former les agents de l'accueil", "Isoler les bâtiments"]


def test_lines_without_a_common_width_are_not_taken_for_cut() -> None:
    lines = ["Former les agents de l'accueil et ceux du service social de la commune de Gesves", "Isoler la cure"]
    assert [block.text for block in blocks("\n".join(lines))] == lines


@pytest.mark.parametrize("line", ["OO 1.2 : Former", "- Former", "1. Former", "**Former**", "# Former"])
def test_a_mark_starts_a_block_even_where_the_line_above_was_full(line: str) -> None:
    found = blocks("\n".join([*WRAPPED[:5], line, *WRAPPED[:3]]))
    assert any(block.text.startswith(("Former", "OO 1.2 : Former")) for block in found)


def test_a_format_may_say_that_a_line_goes_on_or_is_whole() -> None:
    text = "Le Centre aide\n\nLes jeunes"
    assert [block.text for block in blocks(text, {3: Hint(whole=False, joined=True)})] == ["Le Centre aide Les jeunes"]
    whole = {1: Hint(), 2: Hint()}
    assert [block.text for block in blocks("- Le Centre aide\nles jeunes", whole)] == ["Le Centre aide", "les jeunes"]


def test_what_a_table_gives_keeps_its_words_whole() -> None:
    hint = Hint(level=Level.ACTION, number="3", attributes=(("pilote", "le DG"),), parent=1)
    block = one_hinted("2. - 1. Former **les** agents", hint)
    assert (block.text, block.number, block.bullet) == ("2. - 1. Former les agents", "3", "")
    assert (block.level, block.attributes, block.parent) == (Level.ACTION, (("pilote", "le DG"),), 1)


def test_a_heading_style_counts_as_a_heading() -> None:
    block = one_hinted("2. Former", Hint(heading=3, bold=True, page=4, style="PST OO"))
    assert (block.heading, block.bold, block.page, block.number, block.style) == (3, True, 4, "2", "PST OO")


def one_hinted(line: str, hint: Hint) -> Block:
    (block,) = blocks(line, {1: hint})
    return block


HINTS = st.builds(Hint, heading=st.integers(0, 6), joined=st.booleans(), whole=st.booleans(), bold=st.booleans())


@given(rough_texts(), st.data())
@settings(max_examples=100)
def test_blocks_quote_the_text_whatever_the_format_says_of_it(text: str, data: st.DataObject) -> None:
    hints = data.draw(st.dictionaries(st.integers(1, text.count("\n") + 1), HINTS, max_size=6))
    position = 0
    for block in blocks(text, hints):
        assert clean(text[block.start : block.end]) == block.text != ""
        assert position <= block.start
        position = block.end
