"""What other organisations do on the same subject: few, cited, verified, and proposed in words that anyone may write.

A precedent is an action of somebody else's adopted plan that is close to a commitment in meaning, speaks of one of its
themes or shares its rare words, and says what is done. Where nothing is close enough, there is none.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.fuzz import token_set_ratio

from assistant.answer import Citation
from assistant.citations import Citations, readable
from assistant.drafting.neutral import neutral
from assistant.drafting.subjects import is_concrete, sure_themes, themes_of
from assistant.drafting.wording.rewording import infinitive_of
from assistant.notices import document_name
from assistant.screening import gives_orders
from ingest.folding import fold_spaces
from ingest.french import analyse
from ingest.records import Document, DocumentKind, Level, Node
from vectorstore.library import Library

MOST = 3
"""More proposals for one objective are not read."""
MIN_DEVIATION = 2.2
"""How many standard deviations above the library's mean cosine a precedent has to be."""
_MIN_SHARE = 0.2
"""The share of a commitment's words, rare ones counting more, that it has to say again where no theme is common."""
_THEME, _SHARED = 1.0, 3.0
_ALIKE = 75
"""`token_set_ratio` from which two proposals are one."""


@dataclass(frozen=True, slots=True)
class Precedent:
    """An action that another organisation plans.

    Attributes:
        wording: The proposed action, without what is the other's own.
        citation: The verified quote.
        inspired_by: Whose it is: « le PST 2019-2024 de Durbuy ».
        score: How close it is; higher is closer.
    """

    wording: str
    citation: Citation
    inspired_by: str
    score: float


class Precedents:
    """Looks for precedents in a library.

    Args:
        library: The open library.
        idf: How rare an index term is.
        organisation: Whose draft it is: its own plans are no precedents. None when its document does not say.
        source: The id of the declaration.
    """

    def __init__(
        self, library: Library, idf: Callable[[str], float], organisation: str | None, source: str = ""
    ) -> None:
        self._library, self._idf = library, idf
        self._own, self._source = _key(organisation), source

    @cached_property
    def _candidates(self) -> list[tuple[int, Document, Node]]:
        return [
            (position, document, node)
            for position, (document, node) in enumerate(self._library.pairs)
            if node.level in (Level.ACTION, Level.SOUS_ACTION)
            and document.identity.kind is DocumentKind.PST
            and not document.is_draft
            and document.id != self._source
            and not self._is_own(document)
        ]

    def _is_own(self, document: Document) -> bool:
        organisation = document.identity.organisation
        return self._own is not None and organisation is not None and _key(organisation.value) == self._own

    def find(
        self,
        objective: str,
        commitments: Sequence[str] = (),
        most: int = MOST,
        least: float = MIN_DEVIATION,
        within: Collection[str] = (),
    ) -> tuple[Precedent, ...]:
        """The precedents of an objective, the closest first, from different organisations where possible.

        Args:
            objective: The objective's words.
            commitments: What is done for it already: nothing of that is proposed again.
            most: How many.
            least: How many standard deviations above the mean cosine they have to be.
            within: The themes that it is on in the first place, where that is known: one of them has to be common.
        """
        candidates = self._candidates
        vectors = self._library.vectors
        if not candidates or vectors is None:
            return ()
        cosines = self._cosines(objective, vectors)
        mean, spread = float(cosines.mean()), float(cosines.std()) or 1.0
        themes = sure_themes(objective)
        themes = themes & set(within) or themes
        terms = frozenset(analyse(objective))
        total = sum(map(self._idf, terms)) or 1.0
        scored = []
        for rank, (_, document, node) in enumerate(candidates):
            far = (float(cosines[rank]) - mean) / spread
            if far < least:
                continue
            shared = sum(self._idf(one) for one in terms & self._library.own_terms[node.id]) / total
            # What its objective says is not enough: « Analyser les besoins » says nothing once it stands elsewhere.
            common = bool(themes & set(node.themes))
            if common or (not themes and shared >= _MIN_SHARE):
                scored.append((far + _THEME * common + _SHARED * shared, document, node))
        scored.sort(key=lambda one: (-one[0], one[2].id))
        return self._chosen(scored, [objective, *commitments], most, themes)

    def _cosines(self, about: str, vectors: NDArray[np.float32]) -> NDArray[np.float32]:
        query = np.asarray(self._library.embed(about), dtype=np.float32)
        rows = np.fromiter((position for position, _, _ in self._candidates), dtype=np.int64)
        found: NDArray[np.float32] = vectors[rows] @ query
        return found

    def _chosen(
        self,
        scored: Sequence[tuple[float, Document, Node]],
        said: Sequence[str],
        most: int,
        themes: Collection[str],
    ) -> tuple[Precedent, ...]:
        found: list[Precedent] = []
        used: dict[str, int] = {}
        known = [fold_spaces(one) for one in said]
        for allowed in (1, most):
            for score, document, node in scored:
                if len(found) == most:
                    return tuple(found)
                if used.get(document.id, 0) >= allowed:
                    continue
                wording = proposed(node)
                if wording is None or (themes and not set(themes) & set(themes_of(wording))):
                    continue  # « Ouvrir le bassin de natation » says nothing of the elderly once « aux aînés… » is cut
                if any(token_set_ratio(fold_spaces(wording), one) >= _ALIKE for one in known):
                    continue
                citations = Citations()
                if citations.add(document, node) is None:
                    continue
                known.append(fold_spaces(wording))
                used[document.id] = used.get(document.id, 0) + 1
                found.append(Precedent(wording, citations.list()[0], document_name(document), round(score, 3)))
        return tuple(found)


def proposed(node: Node) -> str | None:
    """An action in words that any organisation may write, as an infinitive; None where it has none.

    Args:
        node: Somebody's action.
    """
    if gives_orders(node.text):
        return None
    bare = neutral(readable(node.text))
    reworded = infinitive_of(bare) if bare is not None else None
    return reworded.text if reworded is not None and is_concrete(reworded.text) else None


def _key(organisation: str | None) -> str | None:
    return fold_spaces(organisation) if organisation else None
