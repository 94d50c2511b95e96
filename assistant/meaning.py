"""How near in meaning the elements of a library are to a question, on a scale that no embedding model moves."""

from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from assistant.expansion import unnamed
from assistant.question import Question
from ingest.records import Node
from ingest.vocabulary import load
from vectorstore.library import Library

_HUB_WEIGHT = 0.35
"""How much of its mean cosine with the usual questions an element loses: some short lines are near to every question.

After the cross-domain similarity local scaling of Conneau et al. (2018), "Word Translation Without Parallel Data".
"""
_hubs: WeakKeyDictionary[Library, NDArray[np.float32]] = WeakKeyDictionary()
_last: WeakKeyDictionary[Library, tuple[str, NDArray[np.float32]]] = WeakKeyDictionary()


class Meaning:
    """The cosines of one question with every element, in standard deviations.

    Args:
        library: The open library.
        question: The question.
        usual: Whether elements that are near to every question about plans lose that.
    """

    def __init__(self, library: Library, question: Question, *, usual: bool = False) -> None:
        self._library = library
        vectors = library.vectors
        if vectors is None or not len(vectors):
            self.values: NDArray[np.float32] = np.zeros(len(library.pairs), dtype=np.float32)
            return
        cosines = _cosines(library, vectors, unnamed(question))
        spread = cosines.std() or 1.0
        if usual:
            cosines = cosines - _HUB_WEIGHT * _hub(library, vectors)
        self.values = (cosines - cosines.mean()) / spread

    def best(self, chosen: NDArray[np.bool_]) -> float:
        """That of the nearest of some elements, a mask over the library's; minus infinity where there is none."""
        return float(self.values[chosen].max()) if chosen.any() else -np.inf

    def of(self, node: Node) -> float:
        """That of one element of the library."""
        return float(self.values[self._library.position(node.id)])


def _cosines(library: Library, vectors: NDArray[np.float32], text: str) -> NDArray[np.float32]:
    """The cosine of a text with every element; of the last text it is remembered: one answer asks several times."""
    last = _last.get(library)
    if last is None or last[0] != text:
        last = _last[library] = text, vectors @ np.asarray(library.embed(text), dtype=np.float32)
        last[1].flags.writeable = False
    return last[1]


def _hub(library: Library, vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    """The mean cosine of every element with the usual questions about plans, found once for a library."""
    if library not in _hubs:
        questions = [library.embed(one) for one in load("questions")["instrument"]["usual"]]
        _hubs[library] = vectors @ np.mean(np.asarray(questions, dtype=np.float32), axis=0)
    return _hubs[library]
