"""The rule on actions that commit to nothing: an aim without a how, a reflection without an outcome."""

import re
from collections.abc import Iterator

from assistant.drafting.checks.outline import Outline, is_given
from assistant.drafting.checks.rules import Hit, judged, plural
from assistant.drafting.checks.words import begins, find, opening
from assistant.drafting.records import Check, PlanNode
from assistant.generation.hardfacts import counted, hard_facts
from ingest.folding import fold_spaces
from ingest.records import Level
from ingest.vocabulary import load

_GERUND = re.compile(r"(?<!\w)en\s+(?:(?:y|s'|se|l'|les|la|le|en|leur|lui)\s*)?(?P<verb>\w{2,}ant)(?!\w)")
_DETAILED = re.compile(r":\s*\w+\W+\w+|\([^()]*\w+\W+\w+[^()]*\)|,\s+\w+[^,]*,|;\s*\w+")
_LONG = 16
"""An action of so many words says something of how."""


def vagueness(outline: Outline) -> Iterator[Check]:
    """The rule on vague actions."""
    actions = [node for node in outline.at(Level.ACTION, Level.SOUS_ACTION) if node.text.strip()]
    if not actions:
        return
    hits: list[Hit] = [(node, found) for node in actions if (found := _vague(outline, node))]
    told = (f"action vague sur {len(actions)}", f"actions vagues sur {len(actions)}")
    yield judged(outline, "actions.vagues", hits, told, f"{plural(len(actions), 'action')}, toutes concrètes.")


def _vague(outline: Outline, node: PlanNode) -> str:
    """The vague words of an action, or ""."""
    said = opening(node.text)
    phrase = find(node.text, "vague_phrases")
    start = begins(said, "vague_starts")
    if not (phrase or start) or _says_how(node, said) or outline.children(node):
        return ""
    return f"« {phrase or node.text.split()[0]} »"


def _says_how(node: PlanNode, said: str) -> bool:
    described = any(is_given(value) for name, value in node.autres if name in ("description", "etapes"))
    if described or is_given(node.details) or any(is_given(one.cible) for one in node.indicateur):
        return True
    if find(said, "how") or find(said, "concrete_things") or _DETAILED.search(fold_spaces(node.text)):
        return True
    gerunds = [match.group("verb") for match in _GERUND.finditer(said)]
    if any(one not in load("checks")["not_gerunds"] for one in gerunds):
        return True
    facts = any(True for _ in hard_facts(node.text)) or max(counted(node.text), default=0) > 1
    return facts or len(node.text.split()) >= _LONG
