"""What a change of the thesaurus does before it is made: which elements of the library gain or lose which theme."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ingest.records import Document, Node
from ingest.themes import Thesaurus, thesaurus_of, words

_EXAMPLES = 8
_WIDE = 0.2


@dataclass(frozen=True, slots=True)
class Element:
    """An element of the library with its index terms."""

    document: str
    node: Node
    terms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Effect:
    """What a change does to one theme.

    Attributes:
        before: How many elements have the theme; `after`, how many will.
        gained: How many come to it; `lost`, how many leave it.
        gaining: Some of those that come to it, from as many documents as there are; `losing` likewise.
    """

    concept: str
    label: str
    before: int
    after: int
    gained: int
    lost: int
    gaining: tuple[Element, ...]
    losing: tuple[Element, ...]

    def is_wide(self, total: int) -> bool:
        """Whether the theme would hold so much of the library that it tells nothing apart any more."""
        return self.gained > 0 and self.after > total * _WIDE


def elements(documents: Iterable[Document]) -> tuple[Element, ...]:
    """The elements of some documents, prose included, with their index terms."""
    return tuple(
        Element(document.id, node, tuple(words(node.text))) for document in documents for node in document.nodes
    )


def effects(
    library: Sequence[Element], before: Iterable[Mapping[str, Any]], after: Iterable[Mapping[str, Any]]
) -> tuple[Effect, ...]:
    """What a change does, theme by theme.

    Args:
        library: The library's elements.
        before: The thesaurus' entries as they are.
        after: Its entries as they would be.

    Returns:
        One effect for each concept whose entry changes, though no element be touched.
    """
    old = {str(one["id"]): one for one in before}
    new = {str(one["id"]): one for one in after}
    touched = [name for name in {**old, **new} if old.get(name) != new.get(name)]
    first = thesaurus_of(old[name] for name in touched if name in old)
    second = thesaurus_of(new[name] for name in touched if name in new)
    held = [(_themes(first, one), _themes(second, one)) for one in library]
    found = []
    for name in touched:
        gaining = [one for one, (a, b) in zip(library, held, strict=True) if name in b - a]
        losing = [one for one, (a, b) in zip(library, held, strict=True) if name in a - b]
        found.append(
            Effect(
                concept=name,
                label=str((new.get(name) or old[name])["label"]),
                before=sum(name in a for a, _ in held),
                after=sum(name in b for _, b in held),
                gained=len(gaining),
                lost=len(losing),
                gaining=_spread(gaining),
                losing=_spread(losing),
            )
        )
    return tuple(found)


def recognised(question: str, entries: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
    """The labels of the themes that a question names, by some entries of the thesaurus."""
    tags = thesaurus_of(entries)
    named = {one.concept for one in tags.mentions(words(question), question=True) if one.strong}
    return tuple(concept.label for name, concept in tags.concepts.items() if name in named)


def _themes(tags: Thesaurus, element: Element) -> frozenset[str]:
    return frozenset(one.concept for one in tags.mentions(list(element.terms)) if one.strong)


def _spread(found: Sequence[Element]) -> tuple[Element, ...]:
    """A few elements, one a document first."""
    firsts = {one.document: one for one in reversed(found)}
    shown = list(firsts.values())[::-1]
    shown += [one for one in found if one not in shown]
    return tuple(shown[:_EXAMPLES])
