"""The passages that stand out for a question."""

import pytest

from assistant.expansion import query_terms
from assistant.passages import Passages
from assistant.question import Question, understand
from assistant.relevance import Relevance
from assistant.service import Assistant
from ingest.french import analyse
from ingest.records import Level
from vectorstore.library import Library


@pytest.fixture(scope="module")
def library(assistant: Assistant) -> Library:
    return assistant.shelf.open()


@pytest.fixture(scope="module")
def passages(library: Library) -> Passages:
    return Passages(library, Relevance(library))


def asked(library: Library, text: str) -> Question:
    return understand(text, "agent", library.documents)


@pytest.mark.parametrize(
    ("question", "document", "words"),
    [
        ("Combien de ménages Bernissart veut suivre dans le PAPE ?", "bernissart-pst-2019-2024.md", "10 ménages"),
        ("ete solidaire a durbuy c pour quel age ?", "durbuy-pst.txt", "15-21 ans"),
        ("Quel objectif chiffré d'articles 60 dans la DPS de Trooz ?", "trooz-dps-2018-2024.txt", "en 2019"),
        ("Qui est le président du CPAS de Trooz ?", "trooz-dps-2018-2024.txt", "VENDY"),
    ],
)
def test_the_passage_that_answers_is_among_the_first(
    question: str, document: str, words: str, passages: Passages, library: Library
) -> None:
    found = passages.find(asked(library, question))
    assert any(words in one.document.quote(one.node) for one in found[:3])
    assert {one.document.id for one in found} == {document}


@pytest.mark.parametrize(
    "question", ["Je n'arrive plus à payer mon chauffage", "Quand un PST doit-il être évalué ?", "le logement à Durbuy"]
)
def test_passages_are_ranked_each_once_with_words_and_no_bare_heading(
    question: str, passages: Passages, library: Library
) -> None:
    ranked = passages.ranked(asked(library, question))
    assert [one.score for one in ranked] == sorted((one.score for one in ranked), reverse=True)
    assert len({one.node.id for one in ranked}) == len(ranked)
    assert all(one.node.text and 0 <= one.coverage <= 1 for one in ranked)
    assert not {one.node.level for one in ranked} & {Level.VOLET, Level.SECTION}
    found = passages.find(asked(library, question))
    assert 0 < len(found) <= 6
    assert len(passages.find(asked(library, question), limit=2)) <= 2
    assert found == [one for one in ranked if one in found]


def test_an_organisation_keeps_to_its_documents(passages: Passages, library: Library) -> None:
    ranked = passages.ranked(asked(library, "Que dit Sprimont du logement ?"))
    assert {one.document.id for one in ranked} == {"sprimont-pst-page.txt"}


def test_the_words_of_the_question_are_those_that_carry_its_subject(library: Library) -> None:
    terms = query_terms(asked(library, "Quel est le montant prévu pour le logement à Durbuy ?"))
    assert set(analyse("logement montant")) <= set(terms)
    assert not set(analyse("Durbuy prévu quel")) & set(terms)
    assert query_terms(asked(library, "bonjour")) == ()


def test_a_very_long_question_is_still_a_question(passages: Passages, library: Library) -> None:
    found = passages.find(asked(library, "Je cherche un logement d'urgence. " * 300))
    assert any("logement" in one.node.text.lower() for one in found)
