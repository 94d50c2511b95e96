"""Word's automatic marks are counted as Word counts them."""

import docx
import pytest
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.oxml.text.paragraph import CT_P
from hypothesis import given
from hypothesis import strategies as st

from ingest.readers.counters import shown
from ingest.readers.numbering import Numbering
from ingest.readers.word_styles import WordStyles

_W = nsdecls("w")


def level(depth: int, kind: str, text: str, left: int = 0) -> str:
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/>'
        f'<w:pPr><w:ind w:left="{left}"/></w:pPr></w:lvl>'
    )


def listed(*levels: str) -> WordDocument:
    """A document with one list, number 90."""
    document = docx.Document()
    root = document.part.numbering_part.element
    root.insert(0, parse_xml(f'<w:abstractNum {_W} w:abstractNumId="90">{"".join(levels)}</w:abstractNum>'))
    root.append(parse_xml(f'<w:num {_W} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'))
    return document


def item(document: WordDocument, depth: int | str, words: str = "mot", number: int = 90) -> CT_P:
    paragraph = document.add_paragraph(words)
    paragraph._p.get_or_add_pPr().append(
        parse_xml(f'<w:numPr {_W}><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>')
    )
    return paragraph._p


def test_numbers_count_by_level_and_start_again_below() -> None:
    document = listed(level(0, "decimal", "OS %1."), level(1, "decimal", "OO %1.%2."), level(2, "bullet", "-"))
    numbering = Numbering(document, WordStyles(document))
    marks = [numbering.mark(item(document, depth)) for depth in (0, 1, 1, 2, 0, 1)]
    assert marks == [("OS 1.", 0), ("OO 1.1.", 1), ("OO 1.2.", 1), ("•", 2), ("OS 2.", 0), ("OO 2.1.", 1)]


def test_letters_and_romans() -> None:
    document = listed(level(0, "upperRoman", "%1."), level(1, "lowerLetter", "%2)"))
    numbering = Numbering(document, WordStyles(document))
    assert [numbering.mark(item(document, depth))[0] for depth in (0, 0, 1, 1)] == ["I.", "II.", "a)", "b)"]


def test_an_empty_paragraph_counts_only_where_its_number_is_shown_alone() -> None:
    document = listed(level(0, "decimal", "%1."))
    numbering = Numbering(document, WordStyles(document))
    empty = item(document, 0, "")
    assert numbering.mark(empty) == ("", 0)
    assert numbering.mark(empty, numbers_alone=True) == ("1.", 0)
    assert numbering.mark(item(document, 0)) == ("2.", 0)


def test_what_takes_no_part_in_a_list_has_no_mark() -> None:
    document = listed(level(0, "none", ""))
    numbering = Numbering(document, WordStyles(document))
    assert numbering.mark(document.add_paragraph("mot")._p) == ("", 0)
    assert numbering.mark(item(document, 0, number=0)) == ("", 0)
    assert numbering.mark(item(document, 0)) == ("", 0)
    assert numbering.mark(item(document, 1, number=77)) == ("•", 1), "a list that the file does not define"


@pytest.mark.parametrize("depth", ["99999999999", "-1", "x"])
def test_a_level_out_of_range_costs_nothing(depth: str) -> None:
    document = listed(level(0, "decimal", "%1."))
    assert Numbering(document, WordStyles(document)).mark(item(document, depth))[1] <= 8


def test_the_margin_is_the_paragraph_s_else_the_list_s() -> None:
    document = listed(level(0, "bullet", "-", left=720), level(1, "bullet", "-", left=1440))
    numbering = Numbering(document, WordStyles(document))
    own = item(document, 0)
    own.get_or_add_pPr().append(parse_xml(f'<w:ind {_W} w:left="300"/>'))
    assert [numbering.left(one) for one in (item(document, 0), item(document, 1), own)] == [720, 720, 300]


@given(st.integers(1, 399))
def test_a_roman_number_adds_up(value: int) -> None:
    sizes = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
    figures = [sizes[letter] for letter in shown(value, "upperRoman")]
    total = sum(-one if one < following else one for one, following in zip(figures, [*figures[1:], 0], strict=True))
    assert total == value
    assert shown(value, "lowerRoman") == shown(value, "upperRoman").lower()


def test_numbers_of_any_size_are_shown_shortly() -> None:
    assert len(shown(10**12, "upperRoman")) < 20
    assert shown(28, "lowerLetter") == "ab"
    assert shown(7, "decimalZero") == "07"
