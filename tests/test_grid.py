"""Tables become lines with hints: elements once each, fields of the element above, other rows as text."""

from ingest.readers.grid import is_plan, write_grid
from ingest.records import DocumentKind, Level
from ingest.source import Hint, SourceWriter

SHEET = [["Objectif opérationnel", "1.1 – Loger"], ["Action", "Acheter"], ["Pilote", "DG"]]
SAME = [["Objectif opérationnel", "1.1 – Loger"], ["Action", "Louer"], ["Pilote", "RH"]]
RECAP = [["OO", "Action", "Échéance"], ["1.1 – Loger", "Acheter", "2026"]]


def levels(writer: SourceWriter) -> list[tuple[Level | None, str]]:
    source = writer.source()
    return [(hint.level, source.text.split("\n")[line - 1].strip()) for line, hint in source.hints.items()]


def test_an_element_that_each_sheet_repeats_stands_once() -> None:
    writer = SourceWriter()
    write_grid(writer, SHEET)
    write_grid(writer, SAME)
    assert levels(writer) == [(Level.OO, "Loger"), (Level.ACTION, "Acheter"), (Level.ACTION, "Louer")]
    parents = [hint.parent for hint in writer.source().hints.values()]
    assert parents[1] == parents[2] == next(iter(writer.source().hints))


def test_a_recapitulation_adds_its_fields_to_the_element_that_stands_already() -> None:
    writer = SourceWriter()
    write_grid(writer, SHEET)
    write_grid(writer, RECAP)
    assert levels(writer) == [(Level.OO, "Loger"), (Level.ACTION, "Acheter")]
    hint = list(writer.source().hints.values())[1]
    assert hint.attributes == (("pilote", "DG"), ("echeance", "2026"))


def test_the_same_words_below_another_heading_are_another_element() -> None:
    writer = SourceWriter()
    for volet in ("Volet interne", "Volet externe"):
        writer.line(volet, Hint(heading=1))
        write_grid(writer, SHEET)
    assert [words for level, words in levels(writer) if level is Level.OO] == ["Loger", "Loger"]


def test_a_sheet_without_title_tells_of_the_element_above() -> None:
    writer = SourceWriter()
    write_grid(writer, [["Pilote", "DG", "Échéance", "2026\n2027"]])
    source = writer.source()
    assert source.text.rstrip() == "Pilote : DG\nÉchéance : 2026 2027"
    assert [hint.attributes for hint in source.hints.values()] == [(("pilote", "DG"),), (("echeance", "2026 ; 2027"),)]


def test_other_tables_are_rows_of_text_and_totals_stand_outside() -> None:
    writer = SourceWriter()
    write_grid(writer, [["Nom", "Prénom", "Nom"], ["Dupont", "", "Jean"]])
    write_grid(writer, [*RECAP, ["Total", "", "12"]])
    source = writer.source()
    assert source.text.startswith("Nom | Prénom\nDupont | Jean\n")
    assert [source.text.split("\n")[line - 1] for line, hint in source.hints.items() if hint.outside] == ["Total : 12"]


def test_the_form_of_a_plan_is_evidence_of_its_kind() -> None:
    writer = SourceWriter()
    write_grid(writer, [["Nom", "Prénom"], ["Dupont", "Jean"]])
    assert writer.source().kind is None
    write_grid(writer, RECAP)
    kind = writer.source().kind
    assert kind is not None
    assert (kind.kind, kind.evidence) == (DocumentKind.PST, "OO | Action | Échéance")


def test_what_is_a_plan() -> None:
    assert is_plan(RECAP)
    assert is_plan([["Pilote", "DG"], ["Budget", "1 €"]])
    assert not is_plan([["Nom", "Prénom"]])
