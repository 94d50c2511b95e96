"""A source is written line by line, each with what its format knows of it."""

from hypothesis import given
from hypothesis import strategies as st

from ingest.records import DocumentKind
from ingest.source import Hint, SourceWriter


def test_a_paragraph_is_one_line_with_its_mark_and_margin() -> None:
    writer = SourceWriter()
    assert writer.line("Ouvrir\nun  guichet", mark="•", indent=2) == 1
    assert writer.line("  ") == 0
    writer.blank()
    assert writer.line("  déjà en retrait", Hint(bold=True), indent=1) == 3
    assert writer.source().text == "  • Ouvrir un guichet\n\n   déjà en retrait\n"
    assert writer.source().hints == {1: Hint(), 3: Hint(bold=True)}
    assert (writer.lines, writer.words(3)) == (3, "déjà en retrait")


def test_a_line_can_be_said_more_of_later() -> None:
    writer = SourceWriter()
    line = writer.line("Ouvrir")
    writer.amend(line, Hint(attributes=(("pilote", "DG"),)))
    assert writer.hint(line).attributes == (("pilote", "DG"),)
    assert writer.hint(99) == Hint()


def test_what_stands_outside_is_marked_and_warnings_and_kinds_count_once() -> None:
    writer = SourceWriter()
    writer.outside("CPAS de Hannut", page=2)
    for warning in ("a", "b", "a"):
        writer.warn(warning)
    assert writer.source().kind is None
    writer.is_a(DocumentKind.PST, "OS | OO")
    writer.is_a(DocumentKind.DPS, "Axe")
    source = writer.source()
    assert source.hints[1] == Hint(page=2, outside=True)
    assert source.warnings == ("a", "b")
    assert source.kind is not None
    assert (source.kind.kind, source.kind.evidence) == (DocumentKind.PST, "OS | OO")


@given(st.lists(st.text(max_size=20), max_size=10))
def test_every_hint_stands_at_its_words(paragraphs: list[str]) -> None:
    writer = SourceWriter()
    for words in paragraphs:
        line = writer.line(words, Hint(bold=True))
        assert (line > 0) is bool(words.split())
        assert not line or writer.words(line) == " ".join(words.split())
    text = writer.source().text.split("\n")
    assert all(text[line - 1].strip() for line in writer.source().hints)
