"""Training questions: their labels hold by construction, and groups stay together."""

from assistant.relevance import Relevance
from bench.gate_cases import groups, make
from tests.fakes import FakeLibrary
from tests.samples import andenne, dps

LIBRARY = FakeLibrary(andenne(), dps())
CASES = make("reference", LIBRARY, Relevance(LIBRARY), 30)


def test_both_labels_are_made_and_again_the_same() -> None:
    assert {case.label for case in CASES} == {"answer", "abstain"}
    assert make("reference", LIBRARY, Relevance(LIBRARY), 30) == CASES
    assert len({case.id for case in CASES}) == len(CASES)


def test_a_fact_that_an_element_gives_is_answerable_and_only_then() -> None:
    costs = [case for case in CASES if case.why.endswith("montant")]
    assert all(("éducateur" in case.question) == (case.label == "answer") for case in costs)


def test_cases_of_one_element_are_in_one_fold() -> None:
    folds = groups(CASES, 3)
    assert sorted(case.id for fold in folds for case in fold) == sorted(case.id for case in CASES)
    names = [{case.group for case in fold} for fold in folds]
    assert sum(map(len, names)) == len(set().union(*names))
