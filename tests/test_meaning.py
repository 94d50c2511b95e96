"""How near in meaning elements are, whatever the scale of the model."""

import numpy as np
import pytest

from assistant.meaning import Meaning
from assistant.question import understand
from assistant.service import Assistant
from tests.fakes import FakeLibrary
from tests.samples import andenne


def test_the_scale_is_that_of_the_question(assistant: Assistant) -> None:
    library = assistant._read(lambda opened: opened.library)
    for text in ("À quoi sert un PST ?", "taxi social"):
        values = Meaning(library, understand(text, "agent", library.plans)).values
        assert values.mean() == pytest.approx(0.0, abs=1e-3)
        assert values.std() == pytest.approx(1.0, abs=1e-3)


def test_the_element_that_says_the_same_is_the_nearest(assistant: Assistant) -> None:
    library = assistant._read(lambda opened: opened.library)
    _document, node = next(pair for pair in library.pairs if "sensibiliser" in pair[1].text.lower())
    meaning = Meaning(library, understand(node.text, "agent", library.plans))
    assert meaning.of(node) > np.quantile(meaning.values, 0.98)
    assert meaning.best(np.ones(len(library.pairs), dtype=np.bool_)) >= meaning.of(node)


def test_without_vectors_everything_is_equally_near() -> None:
    library = FakeLibrary(andenne())
    meaning = Meaning(library, understand("À quoi sert un PST ?", "agent", library.plans))
    assert not meaning.values.any()
    assert meaning.best(np.zeros(len(library.pairs), dtype=np.bool_)) == -np.inf
