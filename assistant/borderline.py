"""The few records that may be about what is asked: a score between two thresholds, and near in meaning."""

import numpy as np
from numpy.typing import NDArray

from assistant.catalogue import Catalogue, Mask, Scores
from assistant.question import Question
from vectorstore.library import Library

NEAR = 0.3
"""Score from which a record may be a row."""
CERTAIN = 0.4
"""Score that makes a record near by itself; below, only one that is near in meaning too."""
FAR = 2.0
"""Standard deviations above the other records' similarity to the question from which a record is near in meaning.
Of the 48 records of the development cases between the thresholds, those nearer than this were welcome in two out of
three, the others in one out of four."""
_SHARE, _MOST = 8, 5
"""One may be shown for so many rows, and no more than so many: a listing stays what it says it is."""


class Borderline:
    """Chooses what may stand under « Peut-être aussi ».

    Args:
        library: The open library.
        catalogue: Its nodes.
    """

    def __init__(self, library: Library, catalogue: Catalogue) -> None:
        self._library = library
        self._catalogue = catalogue

    def choose(self, question: Question, near: Mask, total: Scores, candidates: Mask, rows: int) -> list[int]:
        """The positions of the few nearest, in reading order.

        Args:
            question: The question.
            near: The records between the thresholds.
            total: The scores.
            candidates: The records that the question's restrictions leave.
            rows: How many rows the listing has.
        """
        most = min(_MOST, rows // _SHARE)
        places = np.flatnonzero(near)
        if not most or not len(places):
            return []
        meaning = self._likeness(question, candidates)
        if meaning is None:
            kept = [int(at) for at in places if total[at] >= CERTAIN]
        else:
            kept = [int(at) for at in places if meaning[at] >= FAR or (total[at] >= CERTAIN and meaning[at] > 0)]
        best = sorted(kept, key=lambda at: -(total[at] + (0 if meaning is None else 0.1 * meaning[at])))
        return sorted(best[:most])

    def _likeness(self, question: Question, candidates: Mask) -> NDArray[np.float32] | None:
        """How near each node is to the question in meaning, in standard deviations of the candidates."""
        vectors = self._library.vectors
        subject = " ".join(question.wanted.split())
        if vectors is None or not subject or not candidates.any():
            return None
        cosines = vectors @ np.asarray(self._library.embed(subject), dtype=np.float32)
        found = cosines[self._catalogue.origin]  # the other way round, the whole matrix would be copied
        spread = float(found[candidates].std()) or 1.0
        return np.asarray((found - found[candidates].mean()) / spread, dtype=np.float32)
