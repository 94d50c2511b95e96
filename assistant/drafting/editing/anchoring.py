"""Which line carries out which commitment, and an objective that was drafted apart put into a plan."""

from collections.abc import Mapping

from assistant.drafting.details import with_details
from assistant.drafting.editing.tree import EditError, changed, line, new_ids, placed
from assistant.drafting.records import DpsItem, ItemRef, Origin, Plan, PlanNode
from assistant.drafting.wording.completing import parted
from assistant.drafting.wording.rewording import action_of
from ingest.folding import fold_spaces
from ingest.records import Level

_BELOW: Mapping[Level, Level] = {Level.OS: Level.OO, Level.OO: Level.ACTION, Level.ACTION: Level.SOUS_ACTION}


def link(plan: Plan, name: str, item: str) -> Plan:
    """Say that a line carries out a commitment.

    Raises:
        EditError: If there is no such line or no such commitment.
    """
    one, ref = line(plan, name), _ref(_item(plan, item))
    if ref.id in {each.id for each in one.dps_items}:
        return plan
    return changed(plan, name, {"dps_items": (*one.dps_items, ref)})


def unlink(plan: Plan, name: str, item: str) -> Plan:
    """Say that a line does not carry out a commitment.

    Raises:
        EditError: If there is no such line.
    """
    one = line(plan, name)
    return changed(plan, name, {"dps_items": tuple(each for each in one.dps_items if each.id != item)})


def cover(plan: Plan, item: str, parent: str) -> Plan:
    """Add a line that carries out a commitment, in its own words: an OO below an OS, an action below an OO.

    Raises:
        EditError: If there is no such commitment, or no line of its own may stand there.
    """
    held, above = _item(plan, item), line(plan, parent)
    level = _BELOW.get(above.level)
    if level is None:
        raise EditError("Une action ne se range pas là.", "Choisissez un objectif opérationnel ou stratégique.")
    said, rest = parted(held.text)
    (name,) = new_ids((one.id for one in plan.nodes), 1)
    one = PlanNode(
        id=name,
        parent=parent,
        level=level,
        text=action_of(said).rstrip(" .;,…") or said,
        origin=Origin.DPS,
        dps_items=(_ref(held),),
        commentaire=" ".join(filter(None, (rest, held.beside))),
    )
    one = with_details(one, [said], after=plan.period.start if plan.period else 0)
    return placed(plan, [one])


def insert(plan: Plan, piece: Plan, parent: str | None) -> Plan:
    """Put an objective that was drafted apart into a plan.

    Args:
        plan: The plan.
        piece: The objective: its strategic objective, itself and its actions.
        parent: The id of the strategic objective that takes it in; of the volet that takes in its own one too; None
            for the top.

    Raises:
        EditError: If there is no such line, or it takes in no objective.
    """
    above = line(plan, parent) if parent is not None else None
    if above is not None and above.level not in (Level.VOLET, Level.SECTION, Level.OS):
        raise EditError("Un objectif ne se range pas là.", "Choisissez un objectif stratégique ou un volet.")
    inside = above is not None and above.level is Level.OS
    lines = [one for one in piece.nodes if not (inside and one.level in (Level.VOLET, Level.SECTION, Level.OS))]
    names = dict(zip([one.id for one in lines], new_ids((one.id for one in plan.nodes), len(lines)), strict=True))
    known = {fold_spaces(one.text): one for one in plan.items}
    moved = [
        one.model_copy(
            update={
                "id": names[one.id],
                "parent": names.get(one.parent or "", parent),
                # The piece numbers commitments by itself: those that this plan has too are known by their words.
                "dps_items": tuple(
                    _ref(known[fold_spaces(ref.text)]) for ref in one.dps_items if fold_spaces(ref.text) in known
                ),
            }
        )
        for one in lines
    ]
    return placed(plan, moved)


def _item(plan: Plan, name: str) -> DpsItem:
    found = next((one for one in plan.items if one.id == name), None)
    if found is None:
        raise EditError("Cet engagement n'est plus dans le projet.", "Choisissez-en un autre.")
    return found


def _ref(item: DpsItem) -> ItemRef:
    return ItemRef(id=item.id, text=item.text, axis=item.axis)
