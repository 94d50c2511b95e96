"""A document that was ingested, as a plan: its tree, its fields by the vocabulary of columns, all else that it says."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError

from assistant.drafting.records import A_DEFINIR, Budget, Indicator, ItemRef, Origin, Plan, PlanNode
from ingest.cells import flat
from ingest.errors import UnreadableFileError
from ingest.given import LEVELS
from ingest.packing import items_of, pieces_of, unpacked
from ingest.records import Document, Level, Node
from ingest.tables import column_of
from ingest.vocabulary import load

_ODD = re.compile(r"(?<!\d)(?:0?[1-9]|1[0-7])(?!\d)")
_PROSE = "texte"
_PRIORITY = "priorité de la DPS"
_COMMENT = "commentaire_budget"


def plan_of(document: Document) -> Plan:
    """Read a document of the library as a plan.

    A draft that came back as JSON is the very plan that was written, with the staff's corrections. Of any other
    document the elements of a plan are taken; a field that it does not fill is « à définir ».

    Args:
        document: A plan; another kind of document gives a plan without lines.

    Returns:
        The plan. The lines keep the ids of the document's nodes, without the document's own id before them.

    Raises:
        UnreadableFileError: If it is the JSON of a draft with a field that no draft has.
    """
    if document.record:
        return _corrected(_recorded(document), document)
    identity = document.identity
    nodes = [node for node in document.nodes if node.level in LEVELS]
    return Plan(
        source=document.id,
        title=identity.title,
        organisation=identity.organisation.value if identity.organisation else None,
        period=identity.period,
        kind="brouillon" if document.is_draft else "pst",
        nodes=tuple(_line(document, node) for node in nodes),
    )


def _recorded(document: Document) -> Plan:
    try:
        return Plan.model_validate_json(document.record)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        raise UnreadableFileError(
            f"« {document.file} » n'est pas un projet de plan complet (champ « {where} » : {first['msg']}).",
            "Corrigez ce champ (format : docs/drafting-schema.json) et ajoutez à nouveau le fichier.",
        ) from error


def _corrected(plan: Plan, document: Document) -> Plan:
    """A plan with what the staff corrected in its document: levels, places, numbers, words, whose it is."""
    if not document.corrections:
        return plan
    written = {line.id: line for line in plan.nodes}
    lines = []
    for node in document.nodes:
        line = written.get(_name(document, node.id))
        if line is None or node.level not in LEVELS:
            continue
        read = {"level": node.level, "parent": _parent(document, node), "number": node.number or "", "kind": node.kind}
        lines.append(line.model_copy(update=read | ({} if node.text == flat(line.text) else {"text": node.text})))
    identity = document.identity
    organisation = identity.organisation.value if identity.organisation else None
    kind = plan.kind if document.is_draft else "pst"
    whose = {"organisation": organisation, "period": identity.period}
    return plan.model_copy(update={"nodes": tuple(lines), "kind": kind, **whose})


def _line(document: Document, node: Node) -> PlanNode:
    sheet = _Sheet()
    for key, value in node.attributes:
        sheet.add(key, value)
    if node.dps_priority:
        sheet.others.append((_PRIORITY, f"{node.dps_priority.number} : {node.dps_priority.label}"))
    for one in document.children.get(node.id, ()):
        if one.level is Level.PASSAGE and not _is_field(one, node):
            sheet.others.append((_PROSE, one.text))
    return PlanNode(
        id=_name(document, node.id),
        parent=_parent(document, node),
        level=node.level,
        text=node.text,
        number=node.number or "",
        kind=node.kind if node.level is Level.VOLET else None,
        **sheet.fields(),
    )


def _name(document: Document, node: str) -> str:
    return node.removeprefix(f"{document.id}#")


def _parent(document: Document, node: Node) -> str | None:
    """The innermost line of the plan above a node."""
    above = [one for one in document.ancestors(node) if one.level in LEVELS]
    return _name(document, above[-1].id) if above else None


def _is_field(passage: Node, node: Node) -> bool:
    """Whether a line of prose only says one of the fields: « Pilote : le directeur »."""
    name, colon, _ = passage.text.partition(":")
    return bool(colon) and column_of(name) in dict(node.attributes)


@dataclass(slots=True)
class _Sheet:
    """The fields of one line while its attributes are read."""

    values: dict[str, Any] = field(default_factory=dict)
    others: list[tuple[str, str]] = field(default_factory=list)
    comment: str = ""
    bearers: dict[str, str] = field(default_factory=dict)

    def add(self, key: str, value: str) -> None:
        """Take one attribute."""
        exports = load("exports")
        name = next((one for one, held in exports["fields"].items() if held == key), "")
        if key in exports["bearers"]:
            self.bearers.setdefault(key, value)
        elif key == _COMMENT:
            self.comment = value
        elif key in _PROVENANCE:
            self.values |= _PROVENANCE[key](value)
        elif key == "autres_mentions":
            self.others += [_pair(item) for item in items_of(value)]
        elif name in _LISTS and (found := _LISTS[name](value)):
            self.values[name] = found
        elif name and name not in _LISTS:
            self.values[name] = value
        else:
            self.others.append((load("columns")["names"].get(key, key.replace("_", " ")), value))

    def fields(self) -> dict[str, Any]:
        """The fields of the line, what no field takes under `autres`."""
        names = load("columns")["names"]
        carried = [key for key in load("exports")["bearers"] if key in self.bearers]
        if carried:
            self.values["responsable"] = self.bearers[carried[0]]
        others = [(str(names.get(key, key)), self.bearers[key]) for key in carried[1:]]
        if self.comment:
            lines = list(self.values.get("budget", ())) or [Budget()]
            if len(lines) == 1 and not lines[0].commentaire:
                self.values["budget"] = (lines[0].model_copy(update={"commentaire": self.comment}),)
            else:
                others.append((str(names[_COMMENT]), self.comment))
        return self.values | {"autres": (*others, *self.others)}


def _pair(item: str) -> tuple[str, str]:
    label, *rest = pieces_of(item)
    return (label, " | ".join(rest)) if rest else ("", label)


def _indicators(value: str) -> tuple[Indicator, ...]:
    return tuple(Indicator(libelle=main, **parts) for main, parts in _structured(value, "indicator"))


def _budgets(value: str) -> tuple[Budget, ...]:
    return tuple(Budget(montant=main, **parts) for main, parts in _structured(value, "budget"))


def _structured(value: str, names: str) -> Iterator[tuple[str, dict[str, Any]]]:
    for item in items_of(value):
        main, parts = unpacked(item, load("exports")[names])
        found: dict[str, Any] = dict(parts)
        if "suggestion" in found:
            found["suggestion"] = True
        yield main or A_DEFINIR, found


def _goals(value: str) -> tuple[int, ...]:
    return tuple(dict.fromkeys(int(number) for number in _ODD.findall(value)))


_LISTS = {"indicateur": _indicators, "budget": _budgets, "partenaires": items_of, "odd": _goals}


def _origin(value: str) -> dict[str, Any]:
    names = {words: Origin(one) for one, words in load("exports")["origins"].items()}
    return {"origin": names.get(value, Origin.PLAN)}


def _items(value: str) -> dict[str, Any]:
    found: list[ItemRef] = []
    for item in items_of(value):
        name, axis, text = [*pieces_of(item), "", ""][:3]
        found.append(ItemRef(id=name, axis=axis, text=text))
    return {"dps_items": tuple(found)}


def _several(name: str) -> Any:  # noqa: ANN401
    return lambda value: {name: items_of(value)}


_PROVENANCE = {
    "origine": _origin,
    "proposition": lambda value: {"proposal": value == load("exports")["proposal"][True]},
    "engagements": _items,
    "inspiree_de": _several("inspired_by"),
    "champs_proposes": _several("suggestions"),
}
