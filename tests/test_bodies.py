"""Which body a plan speaks for: its own objectives say it, else the name of whose plan it is."""

import pytest

from assistant.drafting.bodies import being
from tests.samples import ANDENNE, andenne, parsed

_ROWS = "\n\nVolet externe : les politiques\n\nObjectif stratégique 1 : {os}\n\nActions :\n    • Planter des haies\n"


@pytest.mark.parametrize(
    ("title", "os", "said"),
    [
        ("Programme stratégique transversal de la commune de Huy", "Une région verte", "Être une commune qui"),
        ("Programme stratégique transversal de la Ville de Huy", "Une région verte", "Être une ville qui"),
        ("Programme stratégique transversal du CPAS de Huy", "Une région verte", "Être un CPAS qui"),
        ("Programme stratégique transversal de la Ville et du CPAS de Huy", "Agir", "Être un CPAS qui"),
        ("Programme stratégique transversal 2025-2030", "Être une commune où tout pousse", "Être une commune qui"),
        ("Programme stratégique transversal 2025-2030", "Agir ensemble", "Être un CPAS qui"),
    ],
)
def test_a_plan_says_whose_it_is(title: str, os: str, said: str) -> None:
    assert being(parsed(title + _ROWS.format(os=os), "plan.txt")) == said


def test_its_objectives_go_before_its_name() -> None:
    other = ANDENNE.replace("transversal 2025-2030 du CPAS d'Andenne", "transversal de la Ville d'Andenne")
    assert being(parsed(other, "plan.txt")) == "Être un CPAS qui"
    assert being(andenne()) == "Être un CPAS qui"


def test_without_a_plan_it_is_a_centre() -> None:
    assert being(None) == "Être un CPAS qui"
