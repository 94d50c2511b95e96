"""A plan as the XML that eComptes imports, version 201805V1 (schema: docs/decisions/0026-exports.md).

What the schema asks for and the plan does not know is never made up: the INS code and the years are 0, no person is
named (it would take a civility, a telephone and an address), and what has no element of its own stands in the
descriptions, from which `ingest.readers.plan_xml` reads it back.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import count
from xml.etree.ElementTree import Comment, Element, SubElement, indent, tostring

from assistant.drafting.export.blocks import printable
from assistant.drafting.export.wording import organisation, title
from assistant.drafting.records import A_DEFINIR, Plan, PlanNode
from ingest.folding import fold_spaces
from ingest.packing import bound, listed
from ingest.readers.draft import attributes
from ingest.readers.plan_xml import LEVELS, titled
from ingest.records import Level
from ingest.vocabulary import load

VERSION = "201805V1"
_TAGS = tuple(LEVELS)
_HOLDERS = {
    "Volet": "ObjectifStrategiques",
    "ObjectifStrategique": "ObjectifsOperationnels",
    "ObjectifOperationnel": "Actions",
}
_DEPTHS = {Level.VOLET: 0, Level.SECTION: 0, Level.OS: 1, Level.OO: 2, Level.ACTION: 3, Level.SOUS_ACTION: 3}
_LABEL, _ID, _MAKER = 255, 40, 50
_NATIVE = frozenset({"service", "plan", "partenaires"})
_PROVENANCE = frozenset({"origine", "proposition", "engagements", "inspiree_de", "champs_proposes"})
_UNKNOWN_INS = "INS et années : 0 là où le plan ne les donne pas ; à compléter avant l'import dans eComptes."


def write(plan: Plan, *, ins: int | None = None) -> bytes:
    """The file's bytes.

    Args:
        plan: The plan.
        ins: The INS code of the commune; 0 is written without one, to be completed before the import.
    """
    root = Element("dataroot")
    if ins is None or plan.period is None:
        root.append(Comment(f" {_UNKNOWN_INS} "))
    start, end = (plan.period.start, plan.period.end) if plan.period else (0, 0)
    _identify(root, plan, ins or 0, start)
    pst = SubElement(root, "PST")
    description = SubElement(pst, "DescriptionPST")
    _add(description, "IdPST", (f"PST-{start}-{end}" if plan.period else "PST")[:_ID])
    _add(description, "Libelle", title(plan)[:_LABEL])
    _add(description, "ExerciceDebut", str(start))
    _add(description, "ExerciceFin", str(end))
    volets = SubElement(pst, "Volets")
    writer = _Writer(plan, start)
    writer.place(volets, writer.below(None), 0, None)
    if not len(volets):
        volets.append(writer.filler("Volet"))
    indent(root, " ")
    return bytes(tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"


def _identify(root: Element, plan: Plan, ins: int, year: int) -> None:
    words = load("exports")
    maker = f"{words['generator']} – {words['draft']}" if plan.kind == "brouillon" else words["generator"]
    told = SubElement(root, "Identifiants")
    _add(told, "Id", printable(plan.organisation or ""))
    _add(told, "TypeAdmin", _type(plan))
    _add(told, "INS", str(ins))
    _add(told, "Type", "PST")
    _add(told, "Exercice", str(year))
    _add(told, "Version", VERSION)
    _add(told, "Generateur", maker[:_MAKER])


def _type(plan: Plan) -> str:
    """`CPAS`, unless the plan's own name or its owner's speaks of a commune and of no CPAS."""
    words = load("exports")["ecomptes"]
    told = fold_spaces(f"{organisation(plan)} {plan.title}")
    cpas, commune = (any(_names(one, told) for one in words[key]) for key in ("cpas", "communes"))
    return "AC" if commune and not cpas else "CPAS"


def _names(word: str, folded: str) -> bool:
    return re.search(rf"(?<![a-z]){re.escape(fold_spaces(word))}(?![a-z])", folded) is not None


def _add(parent: Element, tag: str, words: str) -> None:
    SubElement(parent, tag).text = words


class _Writer:
    def __init__(self, plan: Plan, year: int) -> None:
        known = {node.id for node in plan.nodes}
        self._below: dict[str | None, list[PlanNode]] = {}
        for node in plan.nodes:
            self._below.setdefault(node.parent if node.parent in known else None, []).append(node)
        self._year = str(year)
        self._fillers = count(1)

    def below(self, name: str | None) -> list[PlanNode]:
        """The lines below a line, in order."""
        return self._below.get(name, [])

    def place(self, holder: Element, nodes: Sequence[PlanNode], depth: int, parent: str | None) -> None:
        """Add lines to the list of elements that holds them.

        Args:
            holder: The list.
            nodes: Lines of that depth or deeper; those that are deeper stand in an element that says « NEANT ».
            depth: 0 for volets to 3 for actions.
            parent: The id of the line that the list belongs to, as a reader sees it.
        """
        empty: Element | None = None
        waiting: list[PlanNode] = []
        for node in [*nodes, None]:
            if node is not None and (_DEPTHS[node.level] > depth or (node.level is Level.SECTION and depth == 0)):
                waiting.append(node)
                continue
            if waiting:
                empty = self.filler(_TAGS[depth])
                holder.append(empty)
                self._hold(empty, waiting, depth, parent)
                waiting = []
            if node is not None:
                self._line(holder, node, depth, parent)

    def _line(self, holder: Element, node: PlanNode, depth: int, parent: str | None) -> None:
        element = self._element(node, _TAGS[depth], parent)
        holder.append(element)
        under = self.below(node.id)
        if depth + 1 < len(_TAGS):
            self._hold(element, under, depth, node.id)
        else:
            self.place(holder, under, depth, parent)

    def _hold(self, element: Element, under: Sequence[PlanNode], depth: int, parent: str | None) -> None:
        """Put lines into an element; the sections among them are named in the description, and give way to theirs."""
        sections = list(self._sections(under))
        if sections:
            value = listed(
                bound((one.id, one.parent or "", printable(one.number), printable(one.text))) for one in sections
            )
            note = element.find("Description/Valeur")
            assert note is not None
            note.text = "\n".join(
                filter(None, (note.text or "", _note(load("exports")["ecomptes"]["sections"], value)))
            )
        flat = list(self._opened(under))
        if flat:
            self.place(SubElement(element, _HOLDERS[element.tag]), flat, depth + 1, parent)

    def _sections(self, nodes: Sequence[PlanNode]) -> Iterator[PlanNode]:
        for node in nodes:
            if node.level is Level.SECTION:
                yield node
                yield from self._sections(self.below(node.id))

    def _opened(self, nodes: Sequence[PlanNode]) -> Iterator[PlanNode]:
        for node in nodes:
            if node.level is Level.SECTION:
                yield from self._opened(self.below(node.id))
            else:
                yield node

    def filler(self, tag: str) -> Element:
        """An element that stands where the schema wants one and the plan has none."""
        words = load("exports")["ecomptes"]
        element = Element(tag, {"ElementId": f"{words['filler']}{next(self._fillers)}", "Exercice": self._year})
        _base(element, words["nothing"], "", "", {}, ())
        return element

    def _element(self, node: PlanNode, tag: str, parent: str | None) -> Element:
        exports = load("exports")
        held = dict(attributes(node.model_dump(mode="json")))
        if node.proposal:
            held["proposition"] = exports["proposal"][True]
        if node.suggestions:
            held["champs_proposes"] = listed(node.suggestions)
        placed = {"type_de_volet": node.kind or ""}
        if LEVELS[tag] is not node.level:
            placed["niveau"] = exports["levels"][node.level.value][1]
        if node.parent != parent and node.parent is not None:
            placed["parent"] = node.parent
        label, more = _label(node, LEVELS[tag])
        headers = {key: header for header, key in exports["columns"]}
        notes = [
            *more,
            *(
                _note(headers[key], value)
                for key, value in (placed | held).items()
                if value and key not in _NATIVE | _PROVENANCE
            ),
        ]
        whence = [_note(headers[key], value) for key, value in held.items() if key in _PROVENANCE]
        element = Element(tag, {"ElementId": node.id, "Exercice": self._year})
        _base(element, label, "\n".join(notes), "\n".join(whence), held, tuple(map(printable, node.partenaires)))
        return element


def _label(node: PlanNode, level: Level) -> tuple[str, list[str]]:
    """An element's label, and the notes that say what it cannot: words too long, a number that is not clear."""
    words = load("exports")["ecomptes"]
    number, text = printable(node.number), printable(node.text)
    label = f"{load('exports')['levels'][level.value][0]} {number} - {text}" if number and text else text or number
    if len(label) <= _LABEL and titled(label, level) == (number, text):
        return label, []
    notes = [_note(words["full_title"], text), *([_note(words["number"], number)] if number else [])]
    return label if len(label) <= _LABEL else f"{label[: _LABEL - 1].rstrip()}…", notes


def _note(name: str, value: str) -> str:
    """« Nom : valeur » ; the lines of a list stand below, set in."""
    lines = [line for line in map(printable, value.split("\n")) if line]
    if len(lines) > 1 or (lines and lines[0].startswith("•")):
        return "\n".join([f"{name} :", *(f"  {line}" for line in lines)])
    return f"{name} : {lines[0]}" if lines else f"{name} :"


def _base(element: Element, label: str, notes: str, whence: str, held: dict[str, str], partners: Sequence[str]) -> None:
    """The children that the schema asks of every element, in its order."""
    _add(element, "Libelle", label)
    _described(element, "Description", notes)
    _add(element, "Statut", _state(held.get("etat", "")))
    if service := printable(held.get("service", "")):
        _add(element, "Departement", service)
    _add(element, "TauxAvancement", _progress(held.get("progression", "")))
    _described(element, "RemarqueStatut", whence)
    _add(element, "ETP", "0")
    plans = SubElement(element, "Plans")
    if plan := printable(held.get("plan", "")):
        _add(plans, "Plan", plan)
    listing = SubElement(element, "Partenaires")
    for partner in filter(None, partners):
        _add(listing, "Partenaire", partner)


def _described(element: Element, tag: str, value: str) -> None:
    described = SubElement(element, tag)
    _add(described, "Mode", "TEXTE")
    _add(described, "Valeur", value)


def _state(words: str) -> str:
    """The state of the schema that the plan's words mean, « non commencé » where they do not say."""
    told = load("exports")["ecomptes"]
    folded = fold_spaces(words)
    if words in told["states"]:
        return words
    cues = told["states"].items()
    return str(next((state for state, starts in cues if any(one in folded for one in starts)), told["default_state"]))


def _progress(words: str) -> str:
    """« 40 % » as 40, 0 where the plan does not say it in figures."""
    figures = words.replace("%", "").replace(",", ".").strip()
    try:
        value = float(figures)
    except ValueError:
        return "0"
    return f"{value:g}" if 0 <= value <= 100 and words != A_DEFINIR else "0"
