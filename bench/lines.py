"""A plan as the lines of a text document: what is a title, a heading, a paragraph, an item."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from bench.trees import Element, Plan
from bench.variation import of
from ingest.records import DocumentKind, Level


class Role(StrEnum):
    """What a line is in its document."""

    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph.

    Attributes:
        depth: Of a heading from 1, of an item from 0.
    """

    role: Role
    text: str
    depth: int = 0


_HEADINGS = {Level.VOLET: 1, Level.SECTION: 2, Level.OS: 3, Level.OO: 4}
_MARKS = (("Objectif stratégique", "Objectif opérationnel"), ("OS", "OO"))


def title(plan: Plan) -> str:
    """What the document is called, its organisation and its years included."""
    name = "Déclaration de politique sociale" if plan.kind is DocumentKind.DPS else "Programme stratégique transversal"
    return f"{name} {plan.years[0]}-{plan.years[1]} du CPAS {of(plan.organisation)}"


def lines(plan: Plan) -> Iterator[Line]:
    """The lines of a plan in reading order; how the objectives are marked varies with the plan."""
    yield Line(Role.TITLE, title(plan))
    for paragraph in plan.intro:
        yield Line(Role.PARAGRAPH, paragraph)
    if plan.kind is DocumentKind.DPS:
        for number, axis in enumerate(plan.elements, start=1):
            yield from _axis(axis, number)
    else:
        yield from _objectives(plan.elements, _MARKS[plan.nodes % len(_MARKS)], _Numbers())


@dataclass(slots=True)
class _Numbers:
    strategic: int = 0
    operational: int = 0


def _objectives(elements: tuple[Element, ...], marks: tuple[str, str], numbers: _Numbers) -> Iterator[Line]:
    listed = False
    for element in elements:
        if element.level is Level.OS:
            numbers.strategic, numbers.operational = numbers.strategic + 1, 0
            text = f"{marks[0]} {numbers.strategic} : {element.text}"
        elif element.level is Level.OO:
            numbers.operational += 1
            text = f"{marks[1]} {numbers.strategic}.{numbers.operational} : {element.text}"
        else:
            text = element.text
        if element.level in _HEADINGS:
            yield Line(Role.HEADING, text, _HEADINGS[element.level])
            yield from _objectives(element.children, marks, numbers)
            continue
        if not listed:
            yield Line(Role.PARAGRAPH, "Actions :")
            listed = True
        yield from _items(element, 0)


def _items(element: Element, depth: int) -> Iterator[Line]:
    yield Line(Role.ITEM, element.text, depth)
    for child in element.children:
        yield from _items(child, depth + 1)


def _axis(axis: Element, number: int) -> Iterator[Line]:
    yield Line(Role.HEADING, f"Axe {number} : {axis.text}", 1)
    below = [element for root in axis.children for element in root.walk()]
    for level, label in ((Level.INTENTION, "Intentions :"), (Level.OBJECTIF, "Objectifs :")):
        found = [element for element in below if element.level is level]
        if found:
            yield Line(Role.PARAGRAPH, label)
        for element in found:
            yield Line(Role.ITEM, element.text)
