"""Sequences found in all texts at once are those that the thesaurus finds in each."""

from itertools import chain

from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.themes import GAP, Thesaurus, thesaurus
from tests.samples import andenne, dps, nameless
from vectorstore.spans import Spans
from vectorstore.terms import TermTable

NODES = [node for document in (andenne(), dps(), nameless()) for node in document.nodes]
WORDS = st.sampled_from("abcd")
TEXTS = st.lists(st.lists(WORDS, max_size=9), min_size=1, max_size=8)
PART = st.lists(WORDS, min_size=1, max_size=3)
SEQUENCES = st.lists(
    st.lists(PART, min_size=1, max_size=3).map(
        lambda parts: tuple(chain.from_iterable([GAP, *part] if rank else part for rank, part in enumerate(parts)))
    ),
    min_size=1,
    max_size=4,
).map(frozenset)
PLAIN = Thesaurus(())


def table(texts: list[list[str]]) -> TermTable:
    known = {word: rank for rank, word in enumerate(dict.fromkeys(chain.from_iterable(texts)))}
    return TermTable.of([[(known[word], True) for word in text] for text in texts], list(known))


@given(texts=TEXTS, sequences=SEQUENCES)
@settings(max_examples=300, deadline=None)
def test_all_texts_at_once_say_what_each_says(texts: list[list[str]], sequences: frozenset[tuple[str, ...]]) -> None:
    found = Spans(table(texts)).saying(sequences).tolist()
    assert found == [at for at, text in enumerate(texts) if PLAIN.says(text, sequences)]


@given(texts=TEXTS, sequences=SEQUENCES, friends=SEQUENCES)
@settings(max_examples=300, deadline=None)
def test_false_friends_do_not_count(
    texts: list[list[str]], sequences: frozenset[tuple[str, ...]], friends: frozenset[tuple[str, ...]]
) -> None:
    from ingest.themes import Concept

    none: frozenset[tuple[str, ...]] = frozenset()
    one = Thesaurus([Concept("x", "x", terms=none, weak=none, questions=none, false_friends=friends)])
    found = Spans(table(texts)).saying(sequences, friends).tolist()
    assert found == [at for at, text in enumerate(texts) if one.says(text, sequences, "x")]


def test_nothing_to_look_for_stands_nowhere() -> None:
    assert Spans(table([["a"], []])).saying([()]).tolist() == []


def test_real_texts_say_the_thesaurus_alike() -> None:
    read = TermTable.read(NODES)
    spans = Spans(read)
    for name, concept in thesaurus().concepts.items():
        for sequences in (concept.terms, concept.weak):
            plain = [at for at in range(len(NODES)) if thesaurus().says(read.said(at), sequences, name)]
            assert spans.saying(sequences, concept.false_friends).tolist() == plain, name
