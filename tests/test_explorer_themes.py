"""Themes are found as if each text were read again for each theme: what is read ahead or kept changes nothing."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant import scoring, titles
from assistant.catalogue import Catalogue
from assistant.explorer import themes
from assistant.explorer.collection import Collection
from assistant.service import Assistant
from ingest.folding import fold
from ingest.french import tokens
from ingest.themes import thesaurus, words
from tests.fakes import FakeLibrary
from tests.samples import andenne, dps, nameless

CONCEPTS = tuple(thesaurus().concepts)
WORDS = ("Former", "les", "agents", "et", ",", "le logement", "soutenir", "les aînés", "(crèche)", "l'ancienne crèche",
         ":", "valoriser", "la jeunesse", "d'urgence", "rire", "du personnel", "- ", "le hall des sports")  # fmt: skip
TERMS = sorted({one for concept in thesaurus().concepts.values() for one in (*concept.terms, *concept.weak)})


def plain_saying(
    self: Catalogue, sequences: frozenset[tuple[str, ...]], concept: str | None = None
) -> np.ndarray[tuple[int], np.dtype[np.int32]]:
    near = {int(one) for sequence in sequences for one in self._with_all(sequence)}
    says = thesaurus().says
    return np.array(
        sorted(at for at in near if says(self._library.own_words[self.pairs[at][1].id], sequences, concept)),
        dtype=np.int32,
    )


def plain_double(text: str, concept: str) -> bool:
    parts = [one for one in titles._AND.split(text) if any(titles._is_telling(token) for token in tokens(one))]
    return len(parts) > 1 and any(plain_other(one, concept) for one in parts)


def plain_other(part: str, concept: str) -> bool:
    found = {one.concept for one in thesaurus().mentions(words(part)) if one.strong}
    first = next((token for token in tokens(part) if not token.article), None)
    acts = first is not None and titles._INFINITIVE.search(fold(first.surface)) is not None
    return concept not in found and (bool(found) or acts)


@given(st.lists(st.sampled_from(WORDS), max_size=9).map(" ".join), st.sampled_from(CONCEPTS))
def test_a_title_is_double_as_if_it_were_read_for_each_theme(text: str, concept: str) -> None:
    assert titles.is_double(text, concept) is plain_double(text, concept)


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return Catalogue(FakeLibrary(andenne(), dps(), nameless()))


@given(st.frozensets(st.sampled_from(TERMS), max_size=40), st.none() | st.sampled_from(CONCEPTS))
def test_nodes_say_what_they_say_sequence_by_sequence(
    catalogue: Catalogue, sequences: frozenset[tuple[str, ...]], concept: str | None
) -> None:
    assert catalogue.saying(sequences, concept).tolist() == plain_saying(catalogue, sequences, concept).tolist()


def test_the_themes_of_a_library_are_the_same(assistant: Assistant, monkeypatch: pytest.MonkeyPatch) -> None:
    library = assistant.library()
    assert library is not None
    plans = Collection(library).plans
    found = themes.classify(library, plans)
    monkeypatch.setattr(Catalogue, "saying", plain_saying)
    monkeypatch.setattr(scoring, "is_double", plain_double)
    plain = themes.classify(library, plans)
    assert found.units == plain.units
    assert {name: ranks.tolist() for name, ranks in found.rows.items()} == {
        name: ranks.tolist() for name, ranks in plain.rows.items()
    }
