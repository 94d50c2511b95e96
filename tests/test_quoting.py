"""Answers made of what the documents say."""

from dataclasses import replace

from assistant.citations import Citations
from assistant.passages import Passages
from assistant.question import understand
from assistant.quoting import quoted
from assistant.ranking import Passage
from assistant.relevance import Relevance
from ingest.records import Document
from tests.fakes import FakeLibrary
from tests.samples import MARK, andenne, check_french, dps, parsed


def asked(text: str, *documents: Document) -> tuple[list[Passage], str, Citations]:
    library = FakeLibrary(*documents)
    relevance, sources = Relevance(library), Citations()
    question = understand(text, "agent", library.documents)
    found = Passages(library, relevance).find(question)
    return found, quoted(question, found, relevance, sources), sources


def test_passages_are_quoted_by_document_with_their_place() -> None:
    found, text, sources = asked("Que prévoit-on pour un logement ?", andenne(), dps())
    assert len(sources.list()) == len(found)
    assert {int(mark) for mark in MARK.findall(text)} == set(range(1, len(found) + 1))
    for one in found:
        assert one.document.quote(one.node).strip() in text
    check_french(text)


def test_of_a_long_passage_only_the_sentences_that_answer_are_quoted() -> None:
    filler = "Le centre poursuit ses missions avec ses partenaires et ses moyens habituels. " * 12
    document = parsed(
        f"Programme stratégique transversal du CPAS de Huy\n\nPréambule\n\n{filler}"
        f"La permanence juridique se tient le mardi. {filler}",
        "huy-pst.txt",
    )
    _, text, sources = asked("Quand se tient la permanence juridique ?", document)
    assert "permanence juridique se tient le mardi" in text
    assert all(len(one.quote) < 400 for one in sources.list())


def test_the_fields_of_a_sheet_stand_beside_the_quote() -> None:
    document = andenne()
    question = understand("Quel budget pour la maison de quartier d'Andenne ?", "agent", (document,))
    node = next(node for node in document.nodes if "quartier" in node.text)
    sheet = Passage(document, replace(node, attributes=(("budget", "12.000 €"),)), 1.0, 1.0)
    text = quoted(question, [sheet], Relevance(FakeLibrary(document)), Citations())
    assert "« Ouvrir une maison de quartier » [1] — budget : 12.000 €" in text


def test_what_is_silent_or_lacking_is_said() -> None:
    document = andenne()
    question = understand("Compare Andenne et Huy", "agent", (document, dps()))
    text = quoted(question, [], Relevance(FakeLibrary(document, dps())), Citations(), [dps()], ["de budget"])
    assert "Le document ne donne pas de budget." in text
    assert "Rien trouvé dans la DPS 2018-2024 de Huy." in text
