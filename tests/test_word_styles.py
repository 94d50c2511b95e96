"""What Word paragraphs take from their styles, looked up through what these are based on."""

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Pt

from ingest.readers.word_styles import WordStyles, own_flag, own_size


def test_a_style_hands_down_what_it_says() -> None:
    document = docx.Document()
    base = document.styles.add_style("PST Base", WD_STYLE_TYPE.PARAGRAPH)
    base.font.bold, base.font.size = True, Pt(14)
    derived = document.styles.add_style("PST OO", WD_STYLE_TYPE.PARAGRAPH)
    derived.base_style = base
    styled, plain = document.add_paragraph("a", style=derived)._p, document.add_paragraph("b")._p
    styles = WordStyles(document)
    assert styles.names(styled)[:2] == ["PST OO", "PST Base"]
    assert (styles.flag(styled, "w:b"), styles.size(styled), styles.is_default(styled)) == (True, 14.0, False)
    assert (styles.flag(plain, "w:b"), styles.flag(plain, "w:vanish"), styles.is_default(plain)) == (False, False, True)


def test_styles_that_go_round_in_a_circle_and_unknown_ones_are_borne() -> None:
    document = docx.Document()
    style = document.styles.add_style("Boucle", WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = style
    paragraph = document.add_paragraph("a", style=style)._p
    assert len(WordStyles(document).chain(paragraph)) <= 20
    lost = parse_xml(f'<w:p {nsdecls("w")}><w:pPr><w:pStyle w:val="Inconnu"/></w:pPr></w:p>')
    assert WordStyles(document).is_default(lost)


def test_own_properties() -> None:
    found = parse_xml(f'<w:rPr {nsdecls("w")}><w:b w:val="0"/><w:vanish/><w:sz w:val="21"/></w:rPr>')
    assert (own_flag(found, "w:b"), own_flag(found, "w:vanish"), own_flag(found, "w:i")) == (False, True, None)
    assert (own_size(found), own_size(None)) == (10.5, 0.0)
