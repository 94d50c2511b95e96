"""A plan as it is printed: cover, contents, how to read it, the plan objective by objective, annexes."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from assistant.drafting.export.annexes import annexes
from assistant.drafting.export.blocks import (
    Block,
    Cell,
    Contents,
    Heading,
    PageBreak,
    Paragraph,
    Printed,
    Run,
    Table,
    cell,
    paragraph,
    printable,
    typeset,
)
from assistant.drafting.export.wording import (
    SUGGESTED,
    Quoted,
    anchor,
    code,
    day_in_words,
    heading,
    missing,
    named_values,
    organisation,
    precedents,
    provenance,
    title,
    to_define,
    values,
)
from assistant.drafting.records import A_DEFINIR, Plan, PlanNode
from ingest.records import Level
from ingest.vocabulary import load

_MAX_DEPTH = 4
_CONTENTS_DEPTH = 3
_CARRIERS = ("responsable", "responsable_mandataire", "responsable_administratif", "service", "partenaires")
_COLUMNS = (
    ("Action", 26), ("Origine et précisions", 20), ("Qui", 16), ("Échéance", 13), ("Indicateurs", 14), ("Budget", 11),
)  # fmt: skip
_IN_COLUMNS = frozenset({*_CARRIERS, "partenaires", "echeance", "indicateur", "budget"})
_ITEM = "• "  # what stands in a narrow cell starts on a line that shows it
_ROWS = frozenset({Level.ACTION, Level.SOUS_ACTION})


def printed(plan: Plan, day: date | None = None) -> Printed:
    """Lay a plan out.

    Args:
        plan: The plan or the draft.
        day: The date that it bears; without one it bears none.
    """
    quoted = precedents(plan)
    blocks = [*_cover(plan, day), PageBreak(), Contents(_words("contents"), _CONTENTS_DEPTH), PageBreak()]
    if plan.kind == "brouillon":
        blocks += _reading()
    blocks += [*_overview(plan), *_lines(plan, quoted), *annexes(plan, quoted)]
    mention = load("exports")["draft"] if plan.kind == "brouillon" else ""
    return Printed(title(plan), organisation(plan), mention, day, tuple(map(typeset, blocks)))


def _words(key: str) -> str:
    return str(load("exports")["words"][key])


def _cover(plan: Plan, day: date | None) -> Iterator[Block]:
    draft = plan.kind == "brouillon"
    if draft:
        yield paragraph(load("exports")["draft"], style="mention")
    yield paragraph(title(plan), style="title")
    if name := organisation(plan):
        yield paragraph(name, style="subtitle")
    elif draft:
        yield paragraph(Run("Organisation : "), Run(A_DEFINIR, "todo"), style="subtitle")
    if plan.period:
        yield paragraph(f"{plan.period.start} – {plan.period.end}", style="subtitle")
    elif draft:
        yield paragraph(Run("Période : "), Run(A_DEFINIR, "todo"), style="subtitle")
    if day is not None:
        yield paragraph(f"Version du {day_in_words(day)}")
    yield paragraph(_words("made_from").format(source=printable(plan.source)))
    if draft:
        model = _words("model").format(model=printable(plan.model)) if plan.model else _words("no_model")
        yield paragraph(model)
        yield paragraph(Run(_words("not_adopted"), "strong"))


def _reading() -> Iterator[Block]:
    yield Heading(1, _words("reading"), "lecture")
    for mark, meaning in load("exports")["words"]["legend"]:
        yield paragraph(Run(mark, "todo" if mark == A_DEFINIR else "strong"), Run(f" : {meaning}"), style="bullet")


def _overview(plan: Plan) -> Iterator[Block]:
    yield Heading(1, _words("overview"), "en-bref")
    counts = {level: sum(node.level is level for node in plan.nodes) for level in Level}
    rows = [
        ("Volets", str(counts[Level.VOLET])),
        ("Objectifs stratégiques", str(counts[Level.OS])),
        ("Objectifs opérationnels", str(counts[Level.OO])),
        ("Actions", str(counts[Level.ACTION])),
    ]
    if plan.items:
        covered = {one.dps_item for one in plan.coverage if one.nodes}
        held = sum(item.id in covered for item in plan.items)
        rows.append(("Engagements de la DPS repris", f"{held} sur {len(plan.items)}"))
    if plan.kind == "brouillon":
        rows.append(("Lignes proposées, que la DPS ne dit pas", str(sum(node.proposal for node in plan.nodes))))
        asked = [len(missing(node, list(load("exports")["fields"]))) for node in plan.nodes]
        rows.append(("Champs à définir", str(sum(asked))))
    for severity, name in (("erreur", "Contrôles en erreur"), ("avertissement", "Contrôles avec avertissement")):
        if plan.checks:
            rows.append((name, str(sum(one.severity == severity and not one.ok for one in plan.checks))))
    yield Table(_words("overview"), ("", "Nombre"), tuple((cell(name), cell(count)) for name, count in rows), (75, 25))


def _lines(plan: Plan, quoted: tuple[Quoted, ...]) -> Iterator[Block]:
    volets = any(node.level is Level.VOLET for node in plan.nodes)
    hung = {node.parent for node in plan.nodes}
    if volets and any(node.level is not Level.VOLET for node in plan.children(None)):
        yield Heading(1, _words("no_volet"), "hors-volet")
    table: list[PlanNode] = []
    depths: dict[str | None, int] = {None: 0}
    for node in _in_order(plan):
        if node.level in _ROWS:
            table.append(node)
            continue
        yield from _table(table, plan, quoted)
        table = []
        top = 2 if volets and node.parent is None and node.level is not Level.VOLET else 1
        depth = depths[node.id] = max(depths.get(node.parent, 0) + 1, top)
        yield Heading(min(depth, _MAX_DEPTH), heading(node), anchor(node, plan))
        yield from _sheet(node, plan, quoted)
        if node.level in (Level.OS, Level.OO) and node.id not in hung:
            what = "Aucune action" if node.level is Level.OO else "Aucun objectif opérationnel"
            yield paragraph(Run(f"{what} : "), Run(A_DEFINIR, "todo"))
    yield from _table(table, plan, quoted)


def _in_order(plan: Plan) -> Iterator[PlanNode]:
    """The lines from the top down, each before those below it; actions before the objectives beside them."""
    known = {node.id for node in plan.nodes}
    below: dict[str | None, list[PlanNode]] = {}
    for node in plan.nodes:
        below.setdefault(node.parent if node.parent in known else None, []).append(node)
    pending = below.get(None, [])[::-1]
    while pending:
        node = pending.pop()
        yield node
        under = below.get(node.id, [])
        pending += (
            sorted(under, key=lambda one: one.level not in _ROWS)[::-1] if node.level not in _ROWS else under[::-1]
        )


def _sheet(node: PlanNode, plan: Plan, quoted: tuple[Quoted, ...]) -> Iterator[Block]:
    """What an objective says of itself: where it comes from, its fields, those that are missing."""
    if (whence := provenance(node, plan, quoted)) is not None:
        yield replace(whence, runs=(Run(_words("whence"), "strong"), *whence.runs))
    fields = list(load("exports")["fields"])
    for label, value in _told(node, fields):
        yield paragraph(Run(f"{label} : ", "strong"), Run(value), style="note")
    if lacking := missing(node, fields):
        yield paragraph(*to_define(lacking), style="note")


def _told(node: PlanNode, fields: list[str]) -> Iterator[tuple[str, str]]:
    """The fields of a line that say something, and all that it says besides, each by its name."""
    for name, told in named_values(node, fields):
        yield name, " ; ".join(told)
    for label, value in node.autres:
        shown = printable(label)
        yield shown[:1].upper() + shown[1:] or "Autre mention", printable(value)


def _table(nodes: list[PlanNode], plan: Plan, quoted: tuple[Quoted, ...]) -> Iterator[Block]:
    """A table of actions, one row an action or a sub-action."""
    if not nodes:
        return
    rows = tuple(
        (
            _action(node, plan),
            _more(node, plan, quoted),
            _who(node),
            _field(node, "echeance"),
            _field(node, "indicateur"),
            _field(node, "budget"),
        )
        for node in nodes
    )
    yield Table("Actions", tuple(name for name, _ in _COLUMNS), rows, tuple(width for _, width in _COLUMNS))


def _action(node: PlanNode, plan: Plan) -> Cell:
    name = code(node) or load("exports")["levels"][node.level.value][1]
    text = Run(printable(node.text)) if printable(node.text) else Run(A_DEFINIR, "todo")
    return (paragraph(Run(f"{name} : ", "strong"), text, anchor=anchor(node, plan)),)


def _more(node: PlanNode, plan: Plan, quoted: tuple[Quoted, ...]) -> Cell:
    """Where an action comes from, and what no column of its own holds."""
    whence = provenance(node, plan, quoted)
    fields = [field for field in load("exports")["fields"] if field not in _IN_COLUMNS and field != "odd"]
    rest = list(_told(node, fields))
    if node.odd:  # Their numbers alone: the column is narrow, and the objective above gives their names.
        mark = SUGGESTED if "odd" in node.suggestions else ""
        rest.insert(0, ("ODD", ", ".join(map(str, node.odd)) + mark))
    told = [paragraph(Run(f"{_ITEM}{label} : {value}", "note"), style="note") for label, value in rest]
    return (*([whence] if whence is not None else []), *told) or cell("–")


def _who(node: PlanNode) -> Cell:
    found: list[Paragraph] = []
    for name, told in named_values(node, _CARRIERS):
        found.append(paragraph(f"{_ITEM}{name} : {' ; '.join(told)}"))
    if lacking := missing(node, _CARRIERS):
        found.append(paragraph(*([_ITEM] if found else []), *to_define(lacking)))
    return tuple(found) or cell("–")


def _field(node: PlanNode, field: str) -> Cell:
    told = values(node, field)
    if told:  # Several values behind bullets: each starts on its own line however narrow the column is.
        return tuple(paragraph(f"{_ITEM}{one}" if len(told) > 1 else one) for one in told)
    return cell(Run(A_DEFINIR, "todo")) if missing(node, [field]) else cell("–")
