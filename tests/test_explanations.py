"""What plans explain of themselves, alone and beside the notes."""

from assistant.explanations import beside, explaining
from assistant.genre import GenericQuestion, explains
from assistant.question import understand
from assistant.ranking import Passage
from tests.fakes import FakeLibrary
from tests.samples import andenne, dps

LIBRARY = FakeLibrary(andenne(), dps())
QUESTION = understand("À quoi sert un PST ?", "agent", LIBRARY.plans)
RANKED = [Passage(document, node, 1.0, 1.0) for document, node in LIBRARY.pairs if node.text]


def test_only_prose_explains_and_no_more_of_it_than_is_wanted() -> None:
    found = explaining(GenericQuestion.of(QUESTION), RANKED, LIBRARY, 2)
    assert len(found) <= 2
    assert all(explains(one.document, one.node) for one in found)


def test_an_ordinary_question_keeps_its_rules_and_its_passages() -> None:
    assert beside(QUESTION, RANKED[:2], RANKED[2:5], LIBRARY) == (RANKED[:2], RANKED[2:5])


def test_one_side_alone_stays_whole() -> None:
    generic = GenericQuestion.of(QUESTION)
    assert beside(generic, [], RANKED[:3], LIBRARY) == ([], RANKED[:3])
    assert beside(generic, RANKED[:3], [], LIBRARY) == (RANKED[:3], [])
