"""One file becomes one typed document, or a French refusal; a document survives its round trip through JSON."""

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from ingest import document as module
from ingest.document import parse_text, parser_version, read_bytes, read_document, sha256_of
from ingest.errors import UnreadableFileError
from ingest.records import Declared, Document, Level, Period
from tests.conftest import CORPUS, FILES
from tests.plans import STYLES, check_records, lost_words, parsed, plan_items, rough_texts, tree, written

DURBUY = "durbuy-pst.txt"
RECORDS = TypeAdapter(Document)


@given(st.text())
@settings(deadline=None)
@example("\ufeff")
@example("\x00")
@example("# \n- \n1. \n**\n")
def test_any_text_is_read_and_quoted(text: str) -> None:
    check_records(parsed(text))


@given(rough_texts())
@settings(max_examples=300, deadline=None)
@example("Axe 1 – \nPriorité 2 de la DPS : \n- - ")
def test_anything_like_a_plan_is_read_without_losing_a_word(text: str) -> None:
    document = parsed(text)
    check_records(document)
    assert not lost_words(document)


@pytest.mark.parametrize("name", FILES)
def test_the_reference_documents_are_quoted(name: str, documents: dict[str, Document]) -> None:
    check_records(documents[name])


@pytest.mark.parametrize("name", FILES)
def test_a_document_survives_json(name: str, documents: dict[str, Document]) -> None:
    assert RECORDS.validate_json(RECORDS.dump_json(documents[name])) == documents[name]


@given(plan_items(), st.sampled_from(sorted(STYLES)))
@settings(max_examples=25, deadline=None)
def test_a_written_plan_survives_json(items: tuple, style: str) -> None:
    document = parsed(written(items, STYLES[style]))
    assert RECORDS.validate_json(RECORDS.dump_json(document)) == document


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_encoding_and_line_ends_change_nothing(
    encoding: str, newline: str, tmp_path: Path, documents: dict[str, Document]
) -> None:
    text = documents[DURBUY].text
    file = tmp_path / DURBUY
    file.write_bytes(text.replace("\n", newline).encode(encoding, errors="replace"))
    document = read_document(file, DURBUY)
    if encoding != "cp1252":
        assert document.text == text
        assert document.nodes == documents[DURBUY].nodes
    assert tree(document).count("\n") == tree(documents[DURBUY]).count("\n")


def test_tabs_for_indents_change_nothing(documents: dict[str, Document]) -> None:
    reference = documents["home-sacre-coeur-pst.txt"]
    tabbed = parsed(reference.text.replace("    • ", "\t\t• ").replace("\n  ", "\n\t"))
    assert tree(tabbed) == tree(reference)


def test_a_document_knows_its_file_and_its_term(tmp_path: Path) -> None:
    document = read_document(CORPUS / DURBUY, "durbuy", Declared(Period(2018, 2024)))
    assert (document.id, document.file, document.term) == ("durbuy", DURBUY, Period(2018, 2024))
    assert document.sha256 == sha256_of(CORPUS / DURBUY)
    assert str(document.term) == "2018-2024"


def test_the_way_up_and_down_a_tree(documents: dict[str, Document]) -> None:
    document = documents[DURBUY]
    for node in document.nodes:
        above = document.ancestors(node)
        assert node not in above
        assert [one.parent for one in (*above, node)] == [None, *(one.id for one in above)]
        assert node in document.children[node.parent]
        assert document.by_id[node.id] is node
        assert document.quote(node) == document.text[node.start : node.end]


def test_themes_are_those_of_the_words_of_a_node(documents: dict[str, Document]) -> None:
    young = [node.text for node in documents[DURBUY].nodes if "jeunesse" in node.themes]
    assert "Créer et poursuivre les actions en faveur de la jeunesse" in young
    assert not any("personnes âgées" in text for text in young)


@pytest.mark.parametrize("name", ["plan.exe", "plan", "plan.doc", "plan.txt.zip"])
def test_an_unknown_format_is_refused(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text("PST", encoding="utf-8")
    with pytest.raises(UnreadableFileError, match="format inconnu") as caught:
        read_document(tmp_path / name, name)
    assert f"« {name} »" in caught.value.what
    assert ".txt" in caught.value.remedy


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match=r"« absent\.txt » ne peut pas être ouvert"):
        read_document(tmp_path / "absent.txt", "absent")
    (tmp_path / "dossier.txt").mkdir()
    with pytest.raises(UnreadableFileError, match="ne peut pas être ouvert"):
        read_document(tmp_path / "dossier.txt", "dossier")


def test_a_huge_file_is_refused_before_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ingest.limits.MAX_BYTES", 1000)
    (tmp_path / "gros.txt").write_bytes(b"a" * 1001)
    with pytest.raises(UnreadableFileError, match=r"« gros\.txt » pèse"):
        read_bytes(tmp_path / "gros.txt")


def test_a_document_without_content_says_so() -> None:
    document = parse_text("---\n\n***\n", "vide", "vide.txt", "0")
    assert document.nodes == ()
    assert document.warnings == ("aucun contenu reconnu",)


def test_a_long_plan_is_read_in_time() -> None:
    objectives = "".join(f"OO 1.{i} : Former\n\nActions :\n- Engager\n\nUn mot.\n\n" for i in range(1, 1500))
    document = parsed(f"PST\n\nOS 1 : Être\n\n{objectives}Fin\n\n" + "Un mot.\n\n" * 1500)
    assert sum(node.level is Level.ACTION for node in document.nodes) == 1499


def test_the_version_of_the_parser_follows_code_and_vocabulary(monkeypatch: pytest.MonkeyPatch) -> None:
    before = parser_version()
    assert before == parser_version()
    assert before.startswith(f"{module.PARSER}-")
    monkeypatch.setattr(module, "PARSER", "autre")
    assert parser_version() != before
