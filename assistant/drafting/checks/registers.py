"""Rules on how lines are worded: an OS says what to be, an OO what to do, an action how."""

import re
from collections.abc import Iterator

from assistant.drafting.checks.outline import Outline
from assistant.drafting.checks.rules import Hit, judged, plural
from assistant.drafting.checks.words import begins, content, is_doing, opening
from assistant.drafting.records import Check, PlanNode
from ingest.folding import fold_spaces
from ingest.parsers.shapes import is_being
from ingest.records import Level

_SAME = 0.8
"""So much of two lines' words in common, and they say the same."""
_MIN_TERMS = 2
_ROOT = 3
"""So many first letters in common make a noun of a verb: « ouverture », « ouvrir »."""
_SPEAKER = re.compile(r"\b(?:nous|notre|nos|je|j'|on)\b|^(?:il|elle) ")
_QUOTED = re.compile(r"«[^»]*»")
_HEAD = re.compile(r"\betre une?\s[^.;]{1,40}?\bqui\s*[:.…]*$")
_BEING = re.compile(r"(?i)^\s*[êe]tre\s+une?\s.{0,40}?\squi\s")


def registers(outline: Outline) -> Iterator[Check]:
    """The rules of wording."""
    strategic = [node for node in outline.at(Level.OS) if node.text.strip()]
    operational = [node for node in outline.at(Level.OO) if node.text.strip()]
    actions = [node for node in outline.at(Level.ACTION, Level.SOUS_ACTION) if node.text.strip()]
    if strategic:
        headed = _is_headed(outline)
        hits: list[Hit] = [
            (node, "") for node in strategic if not (_is_being(node) or (headed and not _is_doing(node)))
        ]
        told = (
            f"OS sur {len(strategic)} ne dit pas ce que l'on veut être",
            f"OS sur {len(strategic)} ne disent pas ce que l'on veut être",
        )
        yield judged(outline, "registres.os", hits, told, f"{len(strategic)} OS disent tous ce que l'on veut être.")
    if operational:
        hits = [(node, _wrong(node)) for node in operational if not _is_doing(node)]
        told = (
            f"OO sur {len(operational)} ne commence pas par un infinitif",
            f"OO sur {len(operational)} ne commencent pas par un infinitif",
        )
        yield judged(outline, "registres.oo", hits, told, f"{len(operational)} OO commencent tous par un infinitif.")
    if actions:
        hits = [(node, note) for node in actions if (note := _no_how(outline, node))]
        told = ("action qui ne dit pas comment", "actions qui ne disent pas comment")
        yield judged(
            outline, "registres.action", hits, told, f"{plural(len(actions), 'action')} : ni « Être… », ni mot isolé."
        )
        hits = [(node, note) for node in actions if (note := _repeats(outline, node, Level.OO))]
        yield judged(
            outline,
            "registres.reformulation",
            hits,
            ("action qui redit son objectif", "actions qui redisent leur objectif"),
            "Aucune action ne redit son objectif.",
        )
    if outline.is_draft and operational:
        lines = [*operational, *actions]
        hits = [(node, "") for node in lines if _SPEAKER.search(_QUOTED.sub(" ", fold_spaces(node.text)))]
        told = ("ligne parle encore à la première personne", "lignes parlent encore à la première personne")
        yield judged(
            outline, "registres.personne", hits, told, f"{plural(len(lines), 'ligne')}, aucune à la première personne."
        )
    if strategic and operational:
        hits = [(node, note) for node in operational if (note := _repeats(outline, node, Level.OS))]
        yield judged(
            outline,
            "registres.oo_repete_os",
            hits,
            ("OO qui redit son OS", "OO qui redisent leur OS"),
            "Aucun OO ne redit son OS.",
        )


def _is_headed(outline: Outline) -> bool:
    """Whether the text around begins the strategic objectives once for all: « Il s'agit d'être un CPAS qui »."""
    return any(_HEAD.search(fold_spaces(line)) for line in outline.prose.split("\n"))


def _is_being(node: PlanNode) -> bool:
    said = opening(node.text)
    return is_being(said) or begins(said, "os_starts")


def _is_doing(node: PlanNode) -> bool:
    said = opening(node.text)
    return is_doing(said) and not is_being(said)


def _wrong(node: PlanNode) -> str:
    return "« Être… » est le registre d'un OS" if is_being(opening(node.text)) else ""


def _no_how(outline: Outline, node: PlanNode) -> str:
    said = opening(node.text)
    if is_being(said) and said.split()[1:2] in (["un"], ["une"], ["le"], ["la"]):
        return "« Être… » dit un but"
    alone = node.level is Level.ACTION and len(node.text.split()) < _MIN_TERMS
    if alone and not node.details and not outline.children(node):
        return "un mot seul"
    return ""


def _repeats(outline: Outline, node: PlanNode, level: Level) -> str:
    """The line above that a line says again, or ""."""
    above = outline.closest(node, level)
    if above is None:
        return ""
    own, other = content(node.text), content(_BEING.sub("", above.text))
    if len(own) < _MIN_TERMS or len(other) < _MIN_TERMS:
        return ""
    common = len(set(own) & set(other))
    if own[0] != other[0] and own[0][:_ROOT] == other[0][:_ROOT]:
        common += 1  # « Ouverture de … » says « Ouvrir … » again.
    return f"redit {outline.name(above)}" if common >= _SAME * max(len(set(own)), len(set(other))) else ""
