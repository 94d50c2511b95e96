"""How well each element answers: its words, its path, its themes, needs and facts."""

import pytest

from assistant.answer import Audience
from assistant.question import understand
from assistant.ranking import Passage, Ranking
from assistant.relevance import Relevance
from tests.fakes import FakeLibrary
from tests.samples import andenne, dps, parsed

PLAN = """Programme stratégique transversal 2025-2030 du CPAS de Hannut

Conseil du 12 mars 2025

Préambule

Notre centre parle de logement, de bail et de caution depuis toujours, et il en parlera encore longtemps.

Volet externe : les politiques

Objectif stratégique 1 : Être un CPAS qui loge

Objectif opérationnel 1.1 : Garder un toit

Actions :
    • Éviter les expulsions par une médiation avec le bailleur
    • Verser une avance de 750 euros
    • Verser une avance au locataire
    • Repeindre la salle d'attente
"""
LIBRARY = FakeLibrary(parsed(PLAN, "hannut-pst.txt"), andenne(), dps())
RANKING = Ranking(LIBRARY, Relevance(LIBRARY))


def ranked(question: str, audience: Audience = "agent") -> list[Passage]:
    return RANKING.ranked(understand(question, audience, LIBRARY.documents))


def test_a_need_is_answered_by_what_is_done_and_not_by_the_preamble() -> None:
    best = ranked("Mon propriétaire veut me mettre dehors, mon bail est fini, j'habite Hannut", "citoyen")[0]
    assert "expulsions" in best.node.text
    assert best.need > 0


def test_staff_have_no_needs() -> None:
    assert not any(one.need for one in ranked("Mon propriétaire veut me mettre dehors, Hannut"))


def test_what_gives_the_fact_stands_before_what_does_not() -> None:
    assert "750 euros" in ranked("Quel montant pour verser une avance à Hannut ?")[0].node.text


@pytest.mark.parametrize("question", ["logement", "expulsions à Hannut", "Repeindre la salle", "zzz", ""])
def test_candidates_are_ranked_each_once_and_remembered(question: str) -> None:
    first, again = ranked(question), ranked(question)
    assert first == again
    assert [one.score for one in first] == sorted((one.score for one in first), reverse=True)
    assert len({one.node.id for one in first}) == len(first)
    assert all(one.node.text and 0 <= one.coverage <= 1 and 0 <= one.need <= 1 for one in first)


def test_a_title_is_no_answer_unless_it_tells_a_figure() -> None:
    assert "Préambule" not in {one.node.text for one in ranked("préambule de Hannut")}
    assert "Conseil du 12 mars 2025" in {one.node.text for one in ranked("Le conseil de mars à Hannut")}


def test_only_the_documents_named_are_ranked() -> None:
    assert {one.document.id for one in ranked("le logement à Andenne")} == {"andenne-pst.txt"}
