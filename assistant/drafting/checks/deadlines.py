"""Rules on deadlines: readable, inside the term, no later than the objective's."""

from collections.abc import Iterator
from datetime import date

from assistant.drafting.checks.due import Due, read_due
from assistant.drafting.checks.outline import LINES, Outline, is_given
from assistant.drafting.checks.rules import Hit, judged, plural
from assistant.drafting.records import Check, PlanNode


def deadlines(outline: Outline) -> Iterator[Check]:
    """The rules on deadlines, for a plan that gives any."""
    lines = [node for node in outline.at(*LINES) if is_given(node.echeance)]
    dues = {node.id: read_due(node.echeance) for node in lines}
    if not lines:
        return
    unread: list[Hit] = [(node, f"« {node.echeance} »") for node in lines if dues[node.id].sort == "illisible"]
    told = ("échéance qui ne se lit pas", "échéances qui ne se lisent pas")
    yield judged(
        outline, "echeances.lisibles", unread, told, f"{plural(len(lines), 'échéance lisible', 'échéances lisibles')}."
    )
    dated = [node for node in lines if dues[node.id].sort == "date"]
    period = outline.plan.period
    if period is not None and dated:
        end, start = date(period.end, 12, 31), date(period.start, 1, 1)
        late: list[Hit] = [(node, f"« {node.echeance} »") for node in dated if _begins_after(dues[node.id], end)]
        told = (f"échéance après {period.end}", f"échéances après {period.end}")
        grounds = f"{plural(len(dated), 'échéance')} au plus tard en {period.end}."
        yield judged(outline, "echeances.terme", late, told, grounds)
        past: list[Hit] = [(node, f"« {node.echeance} »") for node in dated if _ends_before(dues[node.id], start)]
        told = (f"échéance avant {period.start}", f"échéances avant {period.start}")
        yield judged(outline, "echeances.passe", past, told, f"Aucune échéance avant {period.start}.")
    yield from _ordered(outline, dues, dated)
    yield from _started(outline, dues, dated)


def _begins_after(due: Due, end: date) -> bool:
    """Whether a deadline falls after the term: « 2031 »; a season that runs over its end does not."""
    return (due.last or due.first or end) > end


def _ends_before(due: Due, start: date) -> bool:
    return due.last is not None and due.last < start


def _ordered(outline: Outline, dues: dict[str, Due], dated: list[PlanNode]) -> Iterator[Check]:
    """Each line against the closest line above it that has a date; « fin 2027 » and « 2027 » are no conflict."""
    hits, compared = list[Hit](), 0
    for node in dated:
        above = next((one for one in outline.above(node) if one.id in dues and dues[one.id].sort == "date"), None)
        if above is None:
            continue
        compared += 1
        own, limit = dues[node.id].last, dues[above.id].last
        if own is not None and limit is not None and own > limit:
            hits.append((node, f"« {node.echeance} », alors que {outline.name(above)} s'achève « {above.echeance} »"))
    if compared:
        told = ("échéance postérieure à celle de l'objectif", "échéances postérieures à celles de l'objectif")
        yield judged(
            outline,
            "echeances.ordre",
            hits,
            told,
            f"{plural(compared, 'échéance comparée', 'échéances comparées')} à celle de l'objectif.",
        )


def _started(outline: Outline, dues: dict[str, Due], dated: list[PlanNode]) -> Iterator[Check]:
    hits, compared = list[Hit](), 0
    for node in dated:
        start, last = read_due(node.date_debut) if is_given(node.date_debut) else None, dues[node.id].last
        if start is not None and start.first is not None and last is not None:
            compared += 1
            if last < start.first:
                hits.append((node, f"du « {node.date_debut} » au « {node.echeance} »"))
    if compared:
        told = ("ligne qui s'achève avant de commencer", "lignes qui s'achèvent avant de commencer")
        yield judged(
            outline, "echeances.debut", hits, told, f"{plural(compared, 'ligne')} avec début et échéance, dans l'ordre."
        )
