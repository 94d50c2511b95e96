"""The runs of a Word paragraph carry the look that the reader sees, whatever gives it."""

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Pt

from ingest.readers.runs import Run, boxes, runs
from ingest.readers.word_styles import WordStyles

_W = nsdecls("w")


def test_the_style_s_look_is_inherited_and_the_run_s_goes_before_it() -> None:
    document = docx.Document()
    base = document.styles.add_style("Base", WD_STYLE_TYPE.PARAGRAPH)
    base.font.bold, base.font.size = True, Pt(14)
    derived = document.styles.add_style("Dérivé", WD_STYLE_TYPE.PARAGRAPH)
    derived.base_style = base
    paragraph = document.add_paragraph("gras", style=derived)
    paragraph.add_run(" maigre").bold = False
    assert runs(paragraph._p, WordStyles(document)) == [Run("gras", True, 14.0), Run(" maigre", False, 14.0)]


def test_signs_are_words_and_links_are_read() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph()
    inner = (
        "<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/><w:softHyphen/><w:t>d</w:t></w:r>"
    )
    paragraph._p.append(parse_xml(f"<w:hyperlink {_W}>{inner}</w:hyperlink>"))
    assert "".join(run.text for run in runs(paragraph._p, WordStyles(document))) == "a\tb\nc-d"


def test_a_hidden_style_hides_its_words() -> None:
    document = docx.Document()
    hidden = document.styles.add_style("Caché", WD_STYLE_TYPE.PARAGRAPH)
    hidden.font.hidden = True
    assert runs(document.add_paragraph("rien", style=hidden)._p, WordStyles(document)) == []


def test_a_box_in_a_box_comes_with_the_outer_one() -> None:
    paragraph = docx.Document().add_paragraph()
    inner = "<w:p><w:r><w:pict><w:txbxContent><w:p/></w:txbxContent></w:pict></w:r></w:p>"
    paragraph._p.append(parse_xml(f"<w:r {_W}><w:pict><w:txbxContent>{inner}</w:txbxContent></w:pict></w:r>"))
    assert len(boxes(paragraph._p)) == 1
