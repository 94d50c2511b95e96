"""A plan laid out for checking: its lines by level, who stands under whom, what each is called in a finding."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache

from assistant.drafting.records import A_DEFINIR, Plan, PlanNode
from ingest.folding import fold_spaces
from ingest.records import Level
from ingest.vocabulary import load

LINES = (Level.OS, Level.OO, Level.ACTION, Level.SOUS_ACTION, Level.INTENTION, Level.OBJECTIF)
"""The levels whose lines commit to something."""

_NAMES = {
    Level.VOLET: "volet",
    Level.SECTION: "section",
    Level.OS: "OS",
    Level.OO: "OO",
    Level.ACTION: "action",
    Level.SOUS_ACTION: "sous-action",
    Level.AXE: "axe",
    Level.INTENTION: "intention",
    Level.OBJECTIF: "objectif",
}
_WORDS = 8
"""So many first words name a line."""


@dataclass(frozen=True)
class Outline:
    """A plan with its lines indexed; it bears a tree that is broken (unknown parents, ids that serve twice, circles).

    Attributes:
        plan: The plan.
        texts: The stored texts of documents by id, as far as they are at hand; None where none is.
    """

    plan: Plan
    texts: Mapping[str, str] | None = None
    _below: dict[str | None, list[PlanNode]] = field(init=False, default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        for node in self.plan.nodes:
            self._below.setdefault(node.parent, []).append(node)

    @cached_property
    def by_id(self) -> dict[str, PlanNode]:
        """Lines by id, the first of those that share one."""
        return {node.id: node for node in reversed(self.plan.nodes)}

    @cached_property
    def is_draft(self) -> bool:
        """Whether the product is writing it."""
        return self.plan.kind == "brouillon"

    @property
    def prose(self) -> str:
        """The plan's own source text, or "" where it is not at hand (a draft's source is the declaration)."""
        return "" if self.is_draft else (self.texts or {}).get(self.plan.source, "")

    def at(self, *levels: Level) -> list[PlanNode]:
        """The lines of some levels, in reading order."""
        return [node for node in self.plan.nodes if node.level in levels]

    def children(self, node: PlanNode) -> list[PlanNode]:
        """The lines right below a line."""
        return self._below.get(node.id, [])

    def under(self, node: PlanNode) -> Iterator[PlanNode]:
        """Every line below a line, at any depth."""
        seen, waiting = {node.id}, [node]
        while waiting:
            for one in self.children(waiting.pop()):
                if one.id not in seen:
                    seen.add(one.id)
                    waiting.append(one)
                    yield one

    def above(self, node: PlanNode) -> Iterator[PlanNode]:
        """The lines above a line, the closest first."""
        seen = {node.id}
        while node.parent is not None and node.parent in self.by_id and node.parent not in seen:
            node = self.by_id[node.parent]
            seen.add(node.id)
            yield node

    def closest(self, node: PlanNode, level: Level) -> PlanNode | None:
        """The closest line of a level above a line."""
        return next((one for one in self.above(node) if one.level is level), None)

    def name(self, node: PlanNode) -> str:
        """What a finding calls a line: its number where no other has it, else its number and its first words."""
        label = _NAMES.get(node.level, node.level.value)
        if node.number and self._numbers[node.level, node.number] == 1:
            return f"{label} {node.number}"
        words = node.text.split()
        start = " ".join(words[:_WORDS]).rstrip(" ,;:.") + (" …" if len(words) > _WORDS else "")
        if not start:
            parent = next(self.above(node), None)
            place = f" (sous {self.name(parent)})" if parent and not node.number else ""
            return f"{label} {node.number} sans intitulé{place}".replace("  ", " ")
        return f"{label} {node.number} « {start} »".replace("  ", " ")

    @cached_property
    def _numbers(self) -> Counter[tuple[Level, str]]:
        return Counter((node.level, node.number) for node in self.plan.nodes)


def is_blank(node: PlanNode) -> bool:
    """Whether a line only holds the place of one to be written: « Action à définir avec le service concerné »."""
    return fold_spaces(A_DEFINIR) in fold_spaces(node.text)


@lru_cache(maxsize=65536)
def is_given(value: str) -> bool:
    """Whether a field says something: neither empty, nor « à définir » in any of its words."""
    said = fold_spaces(value).strip(" .")
    return bool(said) and said != fold_spaces(A_DEFINIR) and said not in _undefined()


@cache
def _undefined() -> set[str]:
    return {fold_spaces(str(one)).replace("*", "") for one in load("checks")["undefined"]}


def values(node: PlanNode) -> Iterator[tuple[str, str]]:
    """The fields of a line that say something, by name: one pair for each value."""
    single = (
        "responsable", "responsable_mandataire", "responsable_administratif", "service", "echeance", "date_debut",
        "categorie", "priorite", "plan", "etat", "progression", "sante", "constat", "commentaire", "details",
    )  # fmt: skip
    pairs: list[tuple[str, str]] = [(name, getattr(node, name)) for name in single]
    pairs += [("partenaires", one) for one in node.partenaires]
    for indicator in node.indicateur:
        pairs += [("indicateur", one) for one in (indicator.libelle, indicator.cible, indicator.atteint)]
    for budget in node.budget:
        pairs += [("budget", one) for one in (budget.source, budget.annee, budget.montant, budget.commentaire)]
    return ((name, value) for name, value in (*pairs, *node.autres) if is_given(value))


def said(nodes: Iterable[PlanNode]) -> Iterator[tuple[PlanNode, str]]:
    """What lines say in all, title and fields, each with its line."""
    for node in nodes:
        yield node, " · ".join([node.text, *(value for _, value in values(node))])
