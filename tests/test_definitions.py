"""Sentences that begin with the very thing of which a question asks what it is."""

from assistant.definitions import defining
from assistant.question import understand
from assistant.ranking import Passage
from ingest.records import Document
from tests.samples import parsed

PLAN = """Programme stratégique transversal 2025-2030 du CPAS de Hannut

Quelques mots

Chaque objectif a ses actions, et chaque action sert un objectif stratégique du programme entier.

L'objectif stratégique dit ce que le centre veut être au bout de la législature.

Une action est une chose que quelqu'un fait à une date, avec des moyens.

Les actions

Volet externe : les politiques

Objectif stratégique 1 : Être un CPAS ouvert

Actions :
    • Ouvrir le samedi
"""
DOCUMENT = parsed(PLAN, "hannut-pst.txt")


def found(question: str, document: Document = DOCUMENT) -> list[Passage]:
    ranked = [Passage(document, node, 1.0, 1.0) for node in document.nodes]
    return defining(understand(question, "agent", (document,)), ranked)


def test_each_thing_has_the_sentence_that_begins_with_it() -> None:
    sentences = found("Quelle est la différence entre un objectif stratégique et une action ?")
    assert [one.node.text.split()[0] for one in sentences] == ["L'objectif", "Une"]
    assert all(one.sure for one in sentences)


def test_one_thing_or_another_question_is_left_to_the_ranking() -> None:
    assert found("C'est quoi une action ?") == []
    assert found("Quels objectifs et quelles actions pour le samedi ?") == []


def test_what_no_sentence_begins_with_is_not_explained() -> None:
    sentences = found("Quelle est la différence entre un objectif stratégique et une synergie ?")
    assert [one.sure for one in sentences] == [False]
