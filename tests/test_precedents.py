"""What other organisations do on the same subject: few, cited, neutral, and none where nothing fits."""

import pytest

from assistant.drafting.neutral import local_facts
from assistant.drafting.precedents import MOST, Precedents, proposed
from assistant.drafting.subjects import begins_with_verb, is_concrete
from assistant.service import Assistant
from ingest.records import DocumentKind, Level
from vectorstore.library import Library


@pytest.fixture(scope="module")
def library(assistant: Assistant) -> Library:
    return assistant.shelf.open()


def uniform(term: str) -> float:
    return 1.0


def test_they_are_few_quoted_word_for_word_and_without_anything_local(library: Library) -> None:
    found = Precedents(library, uniform, None).find("Lutter contre la précarité énergétique")
    assert 1 <= len(found) <= MOST
    for one in found:
        document = library.document(one.citation.document)
        assert document.identity.kind is DocumentKind.PST
        assert document.text[one.citation.start : one.citation.end] == one.citation.quote
        assert local_facts(one.wording) == []
        assert begins_with_verb(one.wording)
        assert is_concrete(one.wording)
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True) or len(
        {one.citation.document for one in found}
    ) > 1


def test_an_organisation_is_no_precedent_of_itself(library: Library) -> None:
    every = Precedents(library, uniform, None).find("Lutter contre la précarité énergétique", most=20)
    own = next(one.citation.organisation for one in every if one.citation.organisation)
    left = Precedents(library, uniform, own).find("Lutter contre la précarité énergétique", most=20)
    assert own not in {one.citation.organisation for one in left}


def test_where_nothing_fits_there_is_none(library: Library) -> None:
    assert Precedents(library, uniform, None).find("Observer les étoiles et les comètes") == ()


def test_what_is_done_already_is_not_proposed_again(library: Library) -> None:
    first, *_ = Precedents(library, uniform, None).find("Lutter contre la précarité énergétique")
    again = Precedents(library, uniform, None).find("Lutter contre la précarité énergétique", [first.wording])
    assert first.wording not in {one.wording for one in again}


def test_every_proposal_of_the_corpus_is_an_infinitive_without_local_facts(library: Library) -> None:
    actions = [node for _, node in library.pairs if node.level is Level.ACTION]
    proposals = [wording for node in actions if (wording := proposed(node)) is not None]
    assert len(proposals) > 50
    assert all(begins_with_verb(one) and local_facts(one) == [] for one in proposals)
