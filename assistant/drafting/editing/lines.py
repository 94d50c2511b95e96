"""What is done to one line: its words, its fields, a proposal accepted or refused, a line added, merged, deleted."""

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from assistant.drafting.editing.tree import EditError, changed, line, may_hold, new_ids, placed, settled
from assistant.drafting.records import A_DEFINIR, Origin, Plan, PlanNode
from ingest.records import Level
from ingest.vocabulary import load

FIELDS = (
    "responsable", "responsable_mandataire", "responsable_administratif", "service", "echeance", "date_debut",
    "priorite", "categorie", "plan", "etat", "progression", "sante", "constat", "partenaires", "odd", "indicateur",
    "budget", "commentaire", "details",
)  # fmt: skip
"""The fields that staff fill."""

_LISTS = ("partenaires", "odd", "indicateur", "budget")
_FREE = ("commentaire", "details")
_GOALS = 17


def label(field: str) -> str:
    """What a field is called."""
    return str(load("exports")["names"].get(field, field))


def rename(plan: Plan, name: str, words: str) -> Plan:
    """Give a line other words.

    Raises:
        EditError: If there is no such line, or no word.
    """
    said = " ".join(words.split())
    if not said:
        raise EditError("Une ligne a besoin d'un intitulé.", "Écrivez-le, ou supprimez la ligne.")
    if said == line(plan, name).text:
        return plan
    return changed(plan, name, {"text": said, "origin": Origin.AGENT})


def fill(plan: Plan, name: str, values: Mapping[str, Any]) -> Plan:
    """Fill fields of a line; what was a suggestion and is changed is none any more.

    Args:
        plan: The plan.
        name: The line's id.
        values: By field of `FIELDS`; an empty text is « à définir ».

    Raises:
        EditError: If there is no such line, or a value is not of its field's kind.
    """
    one = line(plan, name)
    given = {
        field: A_DEFINIR if value == "" and field not in (*_FREE, *_LISTS) else value for field, value in values.items()
    }
    if unknown := set(given) - set(FIELDS):
        raise EditError(f"Champ inconnu : {', '.join(sorted(unknown))}.", "Corrigez-le.")
    try:
        filled = PlanNode.model_validate({**one.model_dump(), **given})
    except ValidationError as error:
        where = error.errors()[0]["loc"]
        raise EditError(f"La valeur de « {where[0]} » ne convient pas.", "Corrigez-la.") from error
    if not all(1 <= goal <= _GOALS for goal in filled.odd):
        raise EditError(f"Un ODD est un nombre de 1 à {_GOALS}.", "Corrigez-le.")
    new = [field for field in given if getattr(filled, field) != getattr(one, field)]
    if not new:
        return plan
    kept = tuple(field for field in one.suggestions if field not in new)
    update = {field: getattr(filled, field) for field in new}
    return changed(plan, name, {**update, "suggestions": kept, "origin": Origin.AGENT})


def accept(plan: Plan, name: str, *, below: bool = False) -> Plan:
    """Accept a proposal: it is the staff's from now on; what inspired it stays beside it.

    Args:
        plan: The plan.
        name: The line's id.
        below: Whether to accept the proposals below it too.

    Raises:
        EditError: If there is no such line.
    """
    line(plan, name)
    wanted = {name, *(one.id for one in plan.under(name))} if below else {name}
    update = {"proposal": False, "origin": Origin.AGENT}
    nodes = [one.model_copy(update=update) if one.id in wanted and one.proposal else one for one in plan.nodes]
    return settled(plan, nodes)


def accept_values(plan: Plan, name: str) -> Plan:
    """Accept the values that the product suggests for a line's fields.

    Raises:
        EditError: If there is no such line.
    """
    one = line(plan, name)
    indicators = tuple(each.model_copy(update={"suggestion": False}) for each in one.indicateur)
    return changed(plan, name, {"suggestions": (), "indicateur": indicators, "origin": Origin.AGENT})


def reject(plan: Plan, name: str) -> Plan:
    """Refuse a proposal: it goes away with the proposals below it.

    Raises:
        EditError: If there is no such line, it is no proposal, or it holds lines that are none.
    """
    one = line(plan, name)
    if not one.proposal:
        raise EditError("Cette ligne n'est pas une proposition.", "Pour l'enlever, supprimez-la.")
    kept = [below for below in plan.under(name) if not below.proposal]
    if kept:
        lines = "ligne qui n'est pas une proposition" if len(kept) == 1 else "lignes qui ne sont pas des propositions"
        raise EditError(
            f"Cette proposition contient {len(kept)} {lines}.",
            "Déplacez-les d'abord vers un autre objectif, ou renommez la proposition.",
        )
    return delete(plan, name)


def delete(plan: Plan, name: str) -> Plan:
    """Delete a line and all that stands below it; the commitments that only they carried are uncovered then.

    Raises:
        EditError: If there is no such line.
    """
    line(plan, name)
    gone = {name, *(one.id for one in plan.under(name))}
    return settled(plan, [one for one in plan.nodes if one.id not in gone])


def add(plan: Plan, parent: str | None, level: Level, words: str, *, kind: str | None = None) -> Plan:
    """Add a line, last below another.

    Args:
        plan: The plan.
        parent: The id of the line above, or None for the top.
        level: Its level.
        words: Its title.
        kind: For a volet `interne`, `externe` or `commun`.

    Raises:
        EditError: If there is no such line, the level may not stand there, or there is no word.
    """
    said = " ".join(words.split())
    if not said:
        raise EditError("Une ligne a besoin d'un intitulé.", "Écrivez-le.")
    if not may_hold(line(plan, parent).level if parent is not None else None, level):
        raise EditError("Une ligne de ce niveau ne se range pas là.", "Choisissez un objectif au-dessus d'elle.")
    (name,) = new_ids((one.id for one in plan.nodes), 1)
    one = PlanNode(id=name, parent=parent, level=level, text=said, kind=kind, origin=Origin.AGENT)
    return placed(plan, [one])


def merge(plan: Plan, kept: str, other: str) -> Plan:
    """Merge two lines of one level: the first keeps its words and takes over all that the second says and holds.

    Raises:
        EditError: If there is no such line, or they are of two levels.
    """
    one, two = line(plan, kept), line(plan, other)
    if one.id == two.id or one.level is not two.level:
        raise EditError("Ces deux lignes ne se fusionnent pas.", "Choisissez une autre ligne du même niveau.")
    nodes = [_merged(one, two) if each.id == one.id else each for each in plan.nodes if each.id != two.id]
    moved = [each.model_copy(update={"parent": one.id}) for each in plan.children(two.id)]
    inside = {each.id for each in moved}
    return settled(plan, [*(each for each in nodes if each.id not in inside), *moved])


def _merged(one: PlanNode, two: PlanNode) -> PlanNode:
    update: dict[str, Any] = {}
    notes = [f"Reprend aussi : {two.text}" if two.text else ""]
    for field in FIELDS:
        mine, other = getattr(one, field), getattr(two, field)
        if field in _LISTS:
            update[field] = tuple(dict.fromkeys((*mine, *other)))
        elif field in _FREE:
            update[field] = " ".join(dict.fromkeys(part for part in (mine, other) if part))
        elif mine in (A_DEFINIR, ""):
            update[field] = other
        elif other not in (A_DEFINIR, "", mine):
            notes.append(f"{label(field)} : {other}")
    for field in ("dps_items", "precedents", "inspired_by", "autres", "suggestions"):
        update[field] = tuple(dict.fromkeys((*getattr(one, field), *getattr(two, field))))
    update["commentaire"] = " ".join(filter(None, (update["commentaire"], " ; ".join(filter(None, notes)))))
    update["proposal"] = one.proposal and two.proposal
    return one.model_copy(update={**update, "origin": Origin.AGENT})
