"""Plans for the tests of checks, evaluations and comparisons: trees as text, and documents read as plans."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from assistant.drafting.checks import run_checks
from assistant.drafting.records import Check, DpsItem, ItemRef, Plan, PlanNode
from ingest.records import Level, Period

LAYOUTS = Path(__file__).parent / "layouts"
_CODES = {"V": Level.VOLET, "OS": Level.OS, "OO": Level.OO, "A": Level.ACTION, "SA": Level.SOUS_ACTION}
_KINDS = ("interne", "externe", "commun")


def plan(tree: str, fields: dict[str, dict[str, Any]] | None = None, **told: object) -> Plan:
    """A plan from its tree, one line a line by depth: `OO 1.1 | Former les agents`; ids `n0`, `n1`… in order.

    Args:
        tree: The lines.
        fields: Fields of lines, by id.
        told: Fields of the plan.
    """
    nodes = tuple(_lines(tree, fields or {}))
    return Plan.model_validate(
        {"source": "plan.txt", "kind": "pst", "period": Period(2025, 2030), "nodes": nodes, **told}
    )


def _lines(tree: str, fields: dict[str, dict[str, Any]]) -> Iterator[PlanNode]:
    above: list[tuple[int, str]] = []
    rows = [line for line in tree.split("\n") if line.strip()]
    for place, row in enumerate(rows):
        depth = len(row) - len(row.lstrip())
        above = [one for one in above if one[0] < depth]
        head, _, text = row.strip().partition("|")
        code, _, number = head.strip().partition(" ")
        name = f"n{place}"
        kind = next((one for one in _KINDS if one in text.lower()), None) if code == "V" else None
        parent = above[-1][1] if above else None
        told = {"level": _CODES[code], "number": number, "text": text.strip(), "kind": kind}
        yield PlanNode.model_validate({"id": name, "parent": parent, **told, **fields.get(name, {})})
        above.append((depth, name))


GOOD = """
V | Volet interne
  OS 1 | Être un CPAS qui soigne l'accueil de ses agents
    OO 1.1 | Renforcer les synergies avec la commune
      A 1.1.1 | Regrouper le service informatique avec celui de la commune
      A 1.1.2 | Présenter une évaluation à mi-mandat et une évaluation finale au conseil
      A 1.1.3 | Publier le programme sur le site internet
V | Volet externe
  OS 2 | Être un CPAS qui lutte contre l'isolement
    OO 2.1 | Ouvrir une maison de quartier
      A 2.1.1 | Engager un animateur à mi-temps
      A 2.1.2 | Financer le mobilier par un subside de 12.000 €
"""
"""A plan that meets every rule but those on fields."""


def checks(
    tree: str | Plan,
    fields: dict[str, dict[str, Any]] | None = None,
    texts: dict[str, str] | None = None,
    **told: object,
) -> dict[str, Check]:
    """The checks of a plan by their ids."""
    found = run_checks(tree if isinstance(tree, Plan) else plan(tree, fields, **told), texts=texts)
    assert len({one.id for one in found}) == len(found)
    return {one.id: one for one in found}


def failing(tree: str | Plan, fields: dict[str, dict[str, Any]] | None = None, **told: object) -> set[str]:
    """The ids of the rules that a plan breaks, those on fields left out."""
    found = checks(tree, fields, **told)
    return {name for name, one in found.items() if not one.ok and not name.startswith("champs.")}


def item(number: int, text: str, axis: str = "Solidarité", heads: str = "") -> DpsItem:
    """A commitment."""
    return DpsItem(
        id=f"D{number:02}", text=text, axis=axis, node=f"i{number}", start=0, end=len(text), line=1, heads=heads
    )


def ref(one: DpsItem) -> ItemRef:
    """A commitment as a line names it."""
    return ItemRef(id=one.id, text=one.text, axis=one.axis)
