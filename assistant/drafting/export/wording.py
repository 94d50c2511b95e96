"""How a printed plan says things: the name of a line, where it comes from, what its fields hold."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from assistant.answer import Citation
from assistant.drafting.export.blocks import Paragraph, Run, paragraph, printable
from assistant.drafting.records import A_DEFINIR, Budget, Indicator, Origin, Plan, PlanNode
from assistant.notices import of
from ingest.folding import fold_spaces
from ingest.nouns import shortened
from ingest.records import Level
from ingest.vocabulary import load

_MONTHS = ("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
           "décembre")  # fmt: skip
_SHORT = 90
_LINKED = {"le ": "du ", "les ": "des ", "la ": "de la ", "l'": "de l'", "l’": "de l’"}
UNVERIFIED = "non vérifié"
SUGGESTED, SEVERAL = " (suggestion)", " (suggestions)"


@dataclass(frozen=True, slots=True)
class Quoted:
    """A passage of another plan, with the number that the plan's lines name it by: « P1 »."""

    name: str
    citation: Citation
    lines: tuple[PlanNode, ...]


def precedents(plan: Plan) -> tuple[Quoted, ...]:
    """The passages that the lines of a plan are inspired by, each once, in the order of the lines."""
    found: dict[tuple[str, int, int, str], list[PlanNode]] = {}
    cited: dict[tuple[str, int, int, str], Citation] = {}
    for node in plan.nodes:
        for citation in node.precedents:
            key = (citation.document, citation.start, citation.end, citation.quote)
            cited.setdefault(key, citation)
            found.setdefault(key, []).append(node)
    return tuple(
        Quoted(f"P{number}", cited[key], tuple(nodes)) for number, (key, nodes) in enumerate(found.items(), start=1)
    )


def organisation(plan: Plan) -> str:
    """« CPAS de Trooz », or "" where the declaration does not say whose it is.

    A draft is made from a declaration of social policy, which only a CPAS makes; a plan that was read may be a
    commune's, and keeps the bare name.
    """
    name = printable(plan.organisation or "")
    bodies = load("labels")["organisation"]
    told = any(fold_spaces(word) in fold_spaces(name) for word in [*bodies["bodies"], *bodies["communes"]])
    return name if not name or told or plan.kind != "brouillon" else f"CPAS {of(name)}"


def title(plan: Plan) -> str:
    """The plan's title, or what every such plan is called."""
    return printable(plan.title) or str(load("exports")["title"])


def day_in_words(day: date) -> str:
    """« 5 mars 2025 »."""
    return f"{'1er' if day.day == 1 else day.day} {_MONTHS[day.month - 1]} {day.year}"


def code(node: PlanNode) -> str:
    """« OO 1.1 », or "" for a line without a number."""
    return f"{load('exports')['levels'][node.level.value][0]} {printable(node.number)}" if node.number.strip() else ""


def reference(node: PlanNode) -> str:
    """How another place names a line: by its number and the start of its words."""
    number, text = code(node), shortened(printable(node.text), _SHORT)
    name = load("exports")["levels"][node.level.value][1]
    return " – ".join(part for part in (number or ("" if text else name), text) if part)


def heading(node: PlanNode) -> str:
    """The title of a line that opens a part."""
    text = printable(node.text)
    if node.level in (Level.VOLET, Level.SECTION):
        name = load("exports")["levels"][node.level.value][1]
        return " – ".join(part for part in (f"{name} {node.number}" if node.number else "", text) if part) or name
    return " – ".join(part for part in (code(node), text) if part) or load("exports")["levels"][node.level.value][1]


def anchor(node: PlanNode, plan: Plan) -> str:
    """The name that links reach a line by."""
    return f"ligne-{_places(plan)[node.id]}"


@lru_cache(maxsize=4)
def _places_of(ids: tuple[str, ...]) -> Mapping[str, int]:
    return {name: place for place, name in enumerate(ids, start=1)}


def _places(plan: Plan) -> Mapping[str, int]:
    return _places_of(tuple(node.id for node in plan.nodes))


def provenance(node: PlanNode, plan: Plan, quoted: Sequence[Quoted]) -> Paragraph | None:
    """Where a line comes from, with links to its sources; None for a plan that was read, and for bare headings."""
    if node.level is Level.VOLET or (node.origin is Origin.METHOD and not node.proposal and not node.dps_items):
        return None
    runs = _whence(node, plan, [one for one in quoted if any(line.id == node.id for line in one.lines)])
    if not runs:
        return None
    return paragraph(*(Run(run.text, run.role or "note", run.target) for run in runs), style="note")


def _whence(node: PlanNode, plan: Plan, mine: list[Quoted]) -> list[Run]:
    known = {item.id for item in plan.items}
    items: list[Run] = []
    for ref in node.dps_items:
        items += (
            [Run(", "), Run(ref.id, target=f"dps-{ref.id}")] if ref.id in known else [Run(f", {ref.id} ({UNVERIFIED})")]
        )
    sources: list[Run] = []
    for one in mine:
        sources += [Run(", " if sources else ""), Run(one.name, target=f"source-{one.name}")]
    whom = ", ".join(_of(printable(one)) for one in node.inspired_by) or "d'un autre plan"
    if node.origin is Origin.PRECEDENT or (node.proposal and node.inspired_by):
        proof = [Run(" ("), *sources, Run(")")] if sources else [Run(f" ({UNVERIFIED} : aucun passage cité)")]
        more = [Run(" – se rattache à : DPS"), *items] if items else []
        return [Run(f"Proposition, inspirée {whom}"), *proof, *more]
    if node.origin is Origin.METHOD:
        return [Run("Proposition (méthode)"), *([Run(" – se rattache à : DPS"), *items] if items else [])]
    if node.origin is Origin.MODEL:
        model = f" {printable(plan.model)}" if plan.model else ""
        proof = [Run(" à partir de la DPS"), *items, Run(", vérifiée")] if items else [Run(f" ({UNVERIFIED})")]
        return [Run(f"Proposition formulée par le modèle de langage{model}"), *proof]
    if node.origin is Origin.AGENT:
        return [Run("Écrit ou accepté par un agent"), *([Run(" – DPS"), *items] if items else [])]
    if node.origin is Origin.DPS:
        if node.level in (Level.VOLET, Level.SECTION) and not items and not node.proposal:
            return []
        proof = items or [Run(f" ({UNVERIFIED} : aucun engagement rattaché)")]
        return [Run("Proposition – se rattache à : DPS" if node.proposal else "DPS"), *proof]
    if node.proposal:
        return [Run(f"Proposition ({UNVERIFIED} : origine non indiquée)")]
    return [Run("DPS"), *items] if items else []


def _of(name: str) -> str:
    """« d'Andenne », « du CPAS d'Andenne », « de la commune d'Andenne », « du PST 2019-2024 de Huy »."""
    first = fold_spaces(name).split(" ")[0]
    for article, linked in _LINKED.items():
        if name.startswith(article):
            return linked + name.removeprefix(article)
    if first in ("cpas", "c.p.a.s.", "centre"):
        return f"du {name}"
    return f"de la {name}" if first in ("commune", "ville") else of(name) if name else "d'un autre plan"


def values(node: PlanNode, field: str) -> tuple[str, ...]:
    """What a field of a line says, one text a value; nothing where it is « à définir »."""
    value = getattr(node, field)
    if field == "indicateur":
        found = [indicator(one) for one in value]
    elif field == "budget":
        found = [budget(one) for one in value]
    elif field == "odd":
        names = load("exports")["odd"]
        found = [f"{one} ({names[one - 1]})" if 1 <= one <= len(names) else str(one) for one in value]
    elif isinstance(value, str):
        found = [printable(value)] if printable(value) not in ("", A_DEFINIR) else []
    else:
        found = [printable(one) for one in value if printable(one)]
    if field in node.suggestions and found and not any(one.endswith(SUGGESTED) for one in found):
        found[-1] += SUGGESTED if len(found) == 1 else SEVERAL
    return tuple(found)


def indicator(one: Indicator) -> str:
    """« Taux de sortie – cible : 30 % – année : 2027 »."""
    parts = (("cible", one.cible), ("atteint", one.atteint), ("année", one.annee))
    told = [f"{name} : {printable(value)}" for name, value in parts if printable(value) not in ("", A_DEFINIR)]
    return " – ".join([printable(one.libelle) or A_DEFINIR, *told]) + (SUGGESTED if one.suggestion else "")


def budget(one: Budget) -> str:
    """« 25.000 € – source : Wallonie – année : 2026 »."""
    parts = (("source", one.source), ("année", one.annee), ("commentaire", one.commentaire))
    told = [f"{name} : {printable(value)}" for name, value in parts if printable(value) not in ("", A_DEFINIR)]
    return " – ".join([printable(one.montant) or A_DEFINIR, *told])


def named_values(node: PlanNode, fields: Sequence[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The fields that say something, by the name that they are printed with."""
    for field in fields:
        if found := values(node, field):
            yield load("exports")["names"][field], found


def missing(node: PlanNode, fields: Sequence[str]) -> list[str]:
    """The fields of some that the line should fill and does not, as a list names them."""
    expected = load("exports")["expected"].get(node.level.value, [])
    return [load("exports")["missing"][field] for field in fields if field in expected and not values(node, field)]


def to_define(names: Sequence[str]) -> tuple[Run, ...]:
    """« à définir : service, budget », marked by its words and not by a colour alone."""
    return (Run(A_DEFINIR, "todo"), Run(f" : {', '.join(names)}"))
