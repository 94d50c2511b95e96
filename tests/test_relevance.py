"""How much of a question some places cover."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.question import understand
from assistant.relevance import Relevance
from tests.fakes import FakeLibrary
from tests.samples import andenne, dps

LIBRARY = FakeLibrary(andenne(), dps())
RELEVANCE = Relevance(LIBRARY)
TERMS = sorted({term for terms in RELEVANCE.own_terms.values() for term in terms})


def test_a_rare_word_weighs_more_and_an_absent_one_most() -> None:
    by_frequency = sorted(TERMS, key=lambda term: sum(term in own for own in RELEVANCE.own_terms.values()))
    weights = [RELEVANCE.idf(term) for term in by_frequency]
    assert weights == sorted(weights, reverse=True)
    assert RELEVANCE.idf("zeppelin") > weights[0]
    assert weights[-1] > 0


def test_the_words_of_the_priority_under_an_objective_are_its_own() -> None:
    node = next(node for _, node in LIBRARY.pairs if node.dps_priority)
    assert "jeune" in RELEVANCE.own_terms[node.id]


def test_a_path_holds_the_words_of_what_stands_above() -> None:
    document, action = next(pair for pair in LIBRARY.pairs if pair[1].text.startswith("Ouvrir une maison"))
    path = RELEVANCE.path_terms(document, action)
    assert RELEVANCE.own_terms[action.id] < path
    assert {"jeune", "maison"} <= path
    assert "jeune" not in RELEVANCE.own_terms[action.id]


@given(st.lists(st.sampled_from([*TERMS, "zeppelin"])), st.frozensets(st.sampled_from(TERMS)), st.sampled_from(TERMS))
def test_coverage_is_a_share_that_grows_with_what_is_held(wanted: list[str], held: frozenset[str], more: str) -> None:
    share = RELEVANCE.coverage(tuple(wanted), held)
    assert 0 <= share <= RELEVANCE.coverage(tuple(wanted), held | {more}) <= 1 + 1e-9
    assert RELEVANCE.coverage(tuple(wanted), held | set(wanted)) == pytest.approx(1)


def test_nothing_wanted_is_covered() -> None:
    assert RELEVANCE.coverage((), frozenset()) == 1.0


def test_a_theme_is_supported_by_the_thesaurus_or_by_its_very_words() -> None:
    question = understand("Quelles actions sur la jeunesse ?", "agent", LIBRARY.documents)
    themed = next(pair for pair in LIBRARY.pairs if "jeunesse" in pair[1].themes)
    stranger = next(pair for pair in LIBRARY.pairs if pair[1].text.startswith("Développer la mobilité"))
    assert RELEVANCE.support(question, [themed]) == (1.0, ())
    assert RELEVANCE.support(question, [stranger])[0] == 0.0
    assert RELEVANCE.support(question, [stranger, themed])[0] == 1.0


def test_words_that_no_place_holds_are_named() -> None:
    question = understand("Quelles actions sur la jeunesse et les zeppelins ?", "agent", LIBRARY.documents)
    share, missing = RELEVANCE.support(question, [pair for pair in LIBRARY.pairs if "jeunesse" in pair[1].themes])
    assert 0 < share < 1
    assert missing == question.terms
    assert RELEVANCE.knows("jeune")
    assert not RELEVANCE.knows(missing[0])


def test_a_question_without_subject_is_supported() -> None:
    assert RELEVANCE.support(understand("Quelles actions ?", "agent", ()), []) == (1.0, ())
