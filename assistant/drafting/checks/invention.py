"""Rules on a draft's facts: every figure, date and name stands in its sources, nothing local of another is taken over.

What a line may state comes from the commitments that it carries out, from the declaration, and from the plan's own
identity. A precedent gives the idea only: its partners, places, projects and figures stay its own.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from assistant.drafting.checks.outline import Outline, values
from assistant.drafting.checks.rules import Hit, judged, plural
from assistant.drafting.checks.words import content, find
from assistant.drafting.neutral import local_facts
from assistant.drafting.records import Check, Origin, PlanNode
from assistant.generation.hardfacts import hard_facts, holds
from ingest.folding import fold
from ingest.vocabulary import load

_NAMED = ("responsable", "responsable_mandataire", "responsable_administratif", "service", "partenaires")
_FREE = ("categorie", "priorite", "plan", "etat", "sante", "odd", "progression")
"""Fields whose values are picked from lists."""
_REASONS = ("details", "constat", "commentaire")
_INSPIRED = re.compile(r"(?i)inspirée?s?\s+d")
_WORD = re.compile(r"\w+")
_ITEM_MARK = re.compile(r"\bD\d{2,}\b")


def invention(outline: Outline) -> Iterator[Check]:
    """The rules on facts, for a draft."""
    if not outline.is_draft or not outline.plan.nodes:
        return
    lines = [node for node in outline.plan.nodes if node.origin is not Origin.AGENT]
    invented, taken, fields = list[Hit](), list[Hit](), list[Hit]()
    facts = 0
    for node in lines:
        evidence = _evidence(outline, node)
        quotes = " \n".join(one.quote for one in node.precedents)
        stated = _stated(node.text, node)
        facts += len(stated)
        strange = [fact for fact in stated if not _holds(evidence, fact)]
        for hits, found in (
            (taken, [fact for fact in strange if quotes and _holds(quotes, fact)]),
            (invented, [fact for fact in strange if not (quotes and _holds(quotes, fact))]),
        ):
            if found:
                hits.append((node, _quoted(found)))
        for name, value in values(node):
            if name in node.suggestions or name in _FREE or _is_own(node, name, value):
                continue
            if _lacking(name, value, node, evidence):
                local = bool(quotes) and not _lacking(name, value, node, quotes)
                (taken if local else fields).append((node, _quoted([value])))
    told = ("ligne avec un fait absent des sources", "lignes avec un fait absent des sources")
    grounds = f"{plural(facts, 'chiffre, date ou nom', 'chiffres, dates et noms')}, tous dans les sources."
    yield judged(outline, "faits.inventes", invented, told, grounds)
    if taken or any(node.precedents for node in lines):
        told = (
            "ligne qui reprend ce qui est propre à un autre organisme",
            "lignes qui reprennent ce qui est propre à un autre organisme",
        )
        yield judged(outline, "faits.precedents", taken, told, "Les précédents n'ont donné que des idées.")
    told = ("champ sans appui dans les sources", "champs sans appui dans les sources")
    yield judged(
        outline,
        "faits.champs",
        fields,
        told,
        "Chaque champ est « à définir », proposé comme tel ou dit par les sources.",
    )


def _evidence(outline: Outline, node: PlanNode) -> str:
    """What a line may take its facts from."""
    plan = outline.plan
    items = {one.id: one for one in plan.items}
    own = [items[ref.id] for ref in node.dps_items if ref.id in items]
    texts = [f"{one.heads} {one.text} {one.axis}" for one in own] + [ref.text for ref in node.dps_items]
    return " \n".join([*texts, _declaration(outline), _identity(outline, node)])


def _declaration(outline: Outline) -> str:
    plan = outline.plan
    stored = (outline.texts or {}).get(plan.source)
    return stored or " \n".join(f"{one.heads} {one.text} {one.axis}" for one in plan.items)


def _identity(outline: Outline, node: PlanNode) -> str:
    """Who the plan is of and when it runs; a line that the method asks for may name any year of the term."""
    plan = outline.plan
    parts = [plan.title, plan.organisation or ""]
    if plan.period:
        years = range(plan.period.start, plan.period.end + 1)
        parts += map(str, years if node.origin is Origin.METHOD else (plan.period.start, plan.period.end))
    return " ".join(parts)


def _stated(text: str, node: PlanNode) -> list[str]:
    """The facts of a title, numbers in letters included; what says by whom it is inspired is no fact."""
    cut = _INSPIRED.search(text)
    if cut and any(one in text for one in node.inspired_by):
        text = text[: cut.start()]
    return list(dict.fromkeys([*local_facts(_ITEM_MARK.sub(" ", text)), *_spelled(text)]))


def _spelled(text: str) -> Iterator[str]:
    """The numbers that a text writes in letters; « un » is an article far more often."""
    known, articles = load("generation")["numbers"], load("generation")["articles"]
    return (word for word in _WORD.findall(fold(text)) if word in known and word not in articles)


@lru_cache(maxsize=16384)
def _holds(evidence: str, fact: str) -> bool:
    """Whether sources hold a fact; « trois » may stand there as « 3 »."""
    number = load("generation")["numbers"].get(fold(fact))
    return holds(evidence, fact) or (number is not None and holds(evidence, str(number)))


def _is_own(node: PlanNode, name: str, value: str) -> bool:
    """Whether a field is the product's own words: an indicator that it proposes, the reason of what the method asks."""
    if name == "indicateur":
        return any(one.suggestion and value == one.libelle for one in node.indicateur)
    return name in _REASONS and node.origin is Origin.METHOD


def _lacking(name: str, value: str, node: PlanNode, evidence: str) -> bool:
    """Whether sources do not bear a field's value: the words of a name, the facts of anything else."""
    if name in _NAMED:
        return not find(value, "generic_holders") and not set(content(value)) <= _terms(evidence)
    said = _stated(value, node)
    first = value.split()[0].strip("«»\"'(),.;:")
    facts = said + [one for one in hard_facts(f"x {first}") if one in said]
    return any(not _holds(evidence, fact) for fact in facts)


@lru_cache(maxsize=256)
def _terms(evidence: str) -> frozenset[str]:
    return frozenset(content(evidence))


def _quoted(facts: list[str]) -> str:
    return ", ".join(f"« {fact} »" for fact in facts[:3])
