"""What is read with a passage: items of the list that it announces, dates, the other half of a sentence."""

from assistant.branches import complete
from assistant.question import understand
from assistant.ranking import Passage
from ingest.document import parse_text
from ingest.records import Document, Node
from tests.fakes import FakeLibrary
from tests.samples import parsed

PLAN = """Programme stratégique transversal 2025-2030 du CPAS de Hannut

VALEURS DE NOTRE CENTRE

1. ÉCOUTE
2. ÉQUITÉ

Volet externe : les politiques

Objectif stratégique 1 : Être un CPAS ouvert

Objectif opérationnel 1.1 : Désigner un délégué aux données

Actions :
    • Recruter un juriste

Objectif opérationnel 1.2 : Accueillir mieux

Actions :
    • Réaménager le guichet
    • Former les agents à l'accueil
    • Ouvrir le samedi
    • Refaire la signalétique
    • Imprimer une brochure
"""
DOCUMENT = parsed(PLAN, "hannut-pst.txt")


def node_of(document: Document, words: str) -> Node:
    return next(node for node in document.nodes if words in node.text)


def read(words: str, question: str, document: Document = DOCUMENT, most: int = 5) -> list[Passage]:
    library = FakeLibrary(document)
    chosen = [Passage(document, node_of(document, words), 1.0, 1.0)]
    return complete(understand(question, "agent", library.documents), chosen, most)


def texts(found: list[Passage]) -> list[str]:
    return [one.node.text for one in found]


def test_the_title_of_a_list_brings_its_items_and_no_more() -> None:
    assert texts(read("VALEURS", "Quelles sont les valeurs de Hannut ?"))[1:] == ["ÉCOUTE", "ÉQUITÉ"]


def test_an_objective_brings_the_few_actions_that_carry_it_out() -> None:
    assert texts(read("délégué", "Qui sera délégué ?"))[1:] == ["Recruter un juriste"]
    assert len(read("Accueillir mieux", "Comment accueillir ?")) == 1
    assert len(read("délégué", "Qui sera délégué ?", most=1)) == 1


def test_an_action_stands_alone() -> None:
    assert texts(read("juriste", "Quand recruter un juriste ?")) == ["Recruter un juriste"]


def test_each_node_is_read_once() -> None:
    chosen = [Passage(DOCUMENT, node_of(DOCUMENT, words), 1.0, 1.0) for words in ("délégué", "juriste", "juriste")]
    library = FakeLibrary(DOCUMENT)
    found = complete(understand("Qui sera délégué ?", "agent", library.documents), chosen, 5)
    assert len(found) == len({one.node.id for one in found}) == 2


def dated(first: str, second: str, third: str) -> Document:
    text = f"""Programme stratégique transversal 2019-2024 du CPAS de Hannut

Objectif stratégique 1 : Être un CPAS qui coordonne

Objectif opérationnel 1.1 : Animer le réseau

{first}

{second}

{third}
"""
    return parsed(text, "hannut-pst.txt")


def test_the_end_of_a_sentence_and_the_date_below_an_action_are_quoted_with_it() -> None:
    for document in (DOCUMENT, dated("• Participer", "• Animer", "• Conclure")):
        for node in document.nodes:
            for one in complete(understand("Quand ?", "agent", (document,)), [Passage(document, node, 1.0, 1.0)], 1):
                if one.span is not None:
                    start, end = one.span
                    assert start == one.node.start
                    assert one.node.end < end <= len(document.text)


def test_who_asks_whose_words_they_are_reads_the_name_below() -> None:
    plan = parse_text(
        "PST 2025-2030 du CPAS d'Andenne\n\nLe changement est une incertitude qui nourrit la créativité !\n\n"
        "Jeanne Dupont\n\nVolet externe\n\nObjectif stratégique 1 : Aider\n",
        "p",
        "p.txt",
        "0",
    )
    quote = next(node for node in plan.nodes if node.text.startswith("Le changement"))
    found = [Passage(plan, quote, 1.0, 1.0)]
    asked = complete(understand("La citation sur le changement est de qui ?", "agent", [plan]), found, 5)
    assert [one.node.text for one in asked][-1] == "Jeanne Dupont"
    other = complete(understand("Que dit-on du changement ?", "agent", [plan]), found, 5)
    assert all(one.node.text != "Jeanne Dupont" for one in other)
