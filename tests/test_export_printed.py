"""What every printed format says of a plan, and what each format owes its readers: styles, contents, tags, language."""

import io
import re
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import docx
import pypdfium2
import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from assistant.drafting.export import ExportError, check_format, exported, write_plan
from assistant.drafting.export.blocks import Table, printable
from assistant.drafting.export.outline import printed
from assistant.drafting.reading import plan_of
from assistant.drafting.records import ItemRef, Origin, Plan, PlanNode
from ingest.document import read_data
from ingest.errors import PstError
from ingest.records import Level
from tests.drafts import QUICK, plans, trooz

PRINTED = (".docx", ".odt", ".pdf", ".md")
DAY = date(2019, 3, 20)


def words_of(data: bytes, suffix: str) -> str:
    """The words of a file, on one line with single spaces."""
    if suffix == ".docx":
        found = [one.text or "" for one in docx.Document(io.BytesIO(data)).element.iter(qn("w:t"))]
        text = " ".join(found)
    elif suffix == ".odt":
        text = " ".join(etree.fromstring(ZipFile(io.BytesIO(data)).read("content.xml")).itertext())
    elif suffix == ".pdf":
        text = " ".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data))
    else:
        text = re.sub(r"\\(.)", r"\1", data.decode())
    return squeezed(text)


def squeezed(text: str) -> str:
    """Words without what setting them changes: spaces, the hyphens and marks at line ends."""
    return re.sub(r"[\s*_-]|\ufffe|\u00ad", "", text)


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return {suffix: exported(trooz(), suffix, day=DAY) for suffix in PRINTED}


@pytest.mark.parametrize("suffix", PRINTED)
def test_all_that_the_plan_says_is_printed(files: dict[str, bytes], suffix: str) -> None:
    found = words_of(files[suffix], suffix)
    plan = trooz()
    told = [node.text for node in plan.nodes] + [one.quote for node in plan.nodes for one in node.precedents]
    told += [item.text for item in plan.items] + [check.detail for check in plan.checks]
    told += [
        "CPAS de Trooz",
        "Projet — brouillon",
        "20 mars 2019",
        "Proposition, inspirée de Durbuy",
        "Proposition (méthode)",
    ]
    told += [
        "aucune ligne : engagement non repris",
        "vérifié mot à mot",
        "à définir : responsable, service, partenaires",
    ]
    assert [one for one in told if squeezed(one) not in found] == []


def test_the_same_plan_makes_the_same_words_whatever_the_day() -> None:
    for suffix in (".md", ".json", ".xml", ".pdf"):
        assert exported(trooz(), suffix) == exported(trooz(), suffix)
    assert "Version du" not in exported(trooz(), ".md").decode()


def provenance(**fields: object) -> str:
    node = PlanNode(id="n", parent=None, level=Level.ACTION, text="Ouvrir", **fields)  # type: ignore[arg-type]
    return " ".join(exported(Plan(source="x", nodes=(node,)), ".md").decode().replace("\u00a0", " ").split())


def test_where_a_line_comes_from_is_never_left_unsaid() -> None:
    item = ItemRef(id="D09", text="Aider", axis="")
    assert "DPS (non vérifié : aucun engagement rattaché)" in provenance(origin=Origin.DPS)
    assert "DPS, D09 (non vérifié)" in provenance(origin=Origin.DPS, dps_items=(item,))
    unquoted = provenance(origin=Origin.PRECEDENT, proposal=True, inspired_by=("Andenne", "le PST de Huy"))
    assert "Proposition, inspirée d'Andenne, du PST de Huy (non vérifié : aucun passage cité)" in unquoted
    assert "Proposition formulée par le modèle de langage (non vérifié)" in provenance(
        origin=Origin.MODEL, proposal=True
    )
    assert "Proposition (non vérifié : origine non indiquée)" in provenance(origin=Origin.PLAN, proposal=True)
    assert "Écrit ou accepté par un agent" in provenance(origin=Origin.AGENT)


def test_a_proposed_value_is_told_from_a_known_one() -> None:
    assert "ODD : 10 (suggestion)" in exported(trooz(), ".md").decode().replace("\u00a0", " ")
    node = PlanNode(id="n", parent=None, level=Level.OO, text="Loger", odd=(1, 11), suggestions=("odd",))
    text = exported(Plan(source="x", nodes=(node,)), ".md").decode().replace("\u00a0", " ")
    assert "1 (Pas de pauvreté) ; 11 (Villes et communautés durables) (suggestions)" in text


def test_a_plan_that_was_read_is_no_draft() -> None:
    plan = Plan(
        source="x", kind="pst", title="PST", nodes=(PlanNode(id="n", parent=None, level=Level.OO, text="Loger"),)
    )
    text = exported(plan, ".md").decode()
    assert "brouillon" not in text
    assert "Comment lire" not in text


@settings(max_examples=25, deadline=None, phases=QUICK)
@given(plan=plans())
def test_every_line_of_any_plan_is_printed_once_and_every_link_leads_somewhere(plan: Plan) -> None:
    sheet = printed(plan)
    tables = [block for block in sheet.blocks if isinstance(block, Table) and block.header[0] == "Action"]
    assert sum(len(table.rows) for table in tables) == sum(
        node.level in (Level.ACTION, Level.SOUS_ACTION) for node in plan.nodes
    )
    heads = [one.anchor for one in sheet.headings]
    assert len(heads) == len(set(heads))
    assert all(
        len(row) == len(table.header) == len(table.widths) and sum(table.widths) == 100
        for table in tables
        for row in table.rows
    )


@settings(max_examples=12, deadline=None, phases=QUICK)
@given(plan=plans(), suffix=st.sampled_from(PRINTED))
def test_any_plan_can_be_printed(plan: Plan, suffix: str) -> None:
    data = exported(plan, suffix)
    if suffix == ".pdf":  # A sign that no font has shows as a box.
        assert len(pypdfium2.PdfDocument(data)) >= 3
        return
    source = "Projet — brouillon" if plan.kind == "brouillon" else plan.source
    assert squeezed(printable(source)) in words_of(data, suffix)


def test_word_has_real_headings_contents_that_are_filled_and_french(files: dict[str, bytes]) -> None:
    document = docx.Document(io.BytesIO(files[".docx"]))
    heads = [one for one in document.paragraphs if one.style.name.startswith("Heading")]
    assert [one.style.name for one in heads if "OS 1" in one.text or "OO 1.1" in one.text] == ["Heading 2", "Heading 3"]
    body = document.element.xml
    assert "TOC \\o" in body
    links = {link.get(qn("w:anchor")) for link in document.element.iter(qn("w:hyperlink"))}
    marks = {mark.get(qn("w:name")) for mark in document.element.iter(qn("w:bookmarkStart"))}
    assert links <= marks
    entries = [
        "".join(one.text or "" for one in link.iter(qn("w:t"))) for link in document.element.iter(qn("w:hyperlink"))
    ]
    assert all(head.text in entries for head in heads if head.style.name != "Heading 4")
    assert {one.get(qn("w:val")) for one in document.styles.element.iter(qn("w:lang"))} == {"fr-BE"}
    assert (document.core_properties.title, document.core_properties.author) == (
        "Programme stratégique transversal", "CPAS de Trooz",
    )  # fmt: skip
    for table in document.tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert "NUMPAGES" in document.sections[0].footer._element.xml


def test_open_document_has_headings_contents_and_repeated_headers(files: dict[str, bytes]) -> None:
    archive = ZipFile(io.BytesIO(files[".odt"]))
    content, styles = archive.read("content.xml").decode(), archive.read("styles.xml").decode()
    assert 'text:outline-level="3"' in content
    assert "<text:table-of-content " in content
    assert content.count("<table:table-header-rows>") == content.count("<table:table ")
    assert 'fo:language="fr"' in content
    assert "<text:page-number" in styles
    assert "text:outline-style" not in styles, "the plan's own numbers are the only ones"
    links, marks = (
        set(re.findall(pattern, content)) for pattern in (r'xlink:href="#([^"]+)"', r'bookmark text:name="([^"]+)"')
    )
    assert links <= marks


def test_pdf_is_tagged_french_and_has_an_outline(files: dict[str, bytes]) -> None:
    data = files[".pdf"]
    document = pypdfium2.PdfDocument(data)
    assert document.is_tagged()
    assert b"pdfuaid:part" in data
    assert re.search(rb"/Lang\s*\(fr", data)
    assert document.get_metadata_value("Title") == "Programme stratégique transversal"
    assert any("OO 5.3" in one.get_title() for one in document.get_toc())


def test_markdown_keeps_the_signs_of_the_words() -> None:
    node = PlanNode(id="n", parent=None, level=Level.OO, text="Loger | *vite* <b>et</b> [bien](x)")
    text = exported(Plan(source="x", nodes=(node,)), ".md").decode()
    assert r"Loger \| \*vite\* \<b\>et\</b\> \[bien\](x)" in text


def test_an_unknown_format_and_an_absent_folder_are_told(tmp_path: Path) -> None:
    for path in (tmp_path / "plan.ppt", tmp_path / "plan", tmp_path / "absent" / "plan.docx"):
        with pytest.raises(ExportError):
            check_format(path)
        with pytest.raises(PstError):
            write_plan(trooz(), path)
    with pytest.raises(ExportError, match=r"\.docx"):
        check_format(Path("plan.ppt"))


def test_a_file_is_written_by_its_suffix(tmp_path: Path) -> None:
    write_plan(trooz(), tmp_path / "PLAN.MD", day=DAY)
    assert "20 mars 2019" in (tmp_path / "PLAN.MD").read_text(encoding="utf-8")
    (tmp_path / "dossier.md").mkdir()
    with pytest.raises(ExportError, match="écrit"):
        write_plan(trooz(), tmp_path / "dossier.md")


@pytest.mark.parametrize("suffix", [".docx", ".odt", ".pdf"])
def test_what_staff_rework_in_a_word_processor_can_be_checked_again(files: dict[str, bytes], suffix: str) -> None:
    plan = plan_of(read_data(files[suffix], f"plan{suffix}", f"plan{suffix}"))
    assert (plan.organisation, plan.period) == ("Trooz", trooz().period)
    below = {Level.SOUS_ACTION}  # It comes back as an action: the column of actions goes before its own letters.
    wanted = [(node.level, node.text) for node in trooz().nodes if node.level not in below]
    assert [one for one in wanted if one not in [(node.level, node.text) for node in plan.nodes]] == []
    assert len(plan.nodes) == len(trooz().nodes)
