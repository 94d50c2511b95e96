"""Rules on the tree: volets, what stands under what, titles, numbers."""

from collections import defaultdict
from collections.abc import Iterator

from assistant.drafting.checks.outline import Outline
from assistant.drafting.checks.rules import Hit, check, enumerated, judged, plural
from assistant.drafting.records import Check, PlanNode
from ingest.records import Level

_TREE = (Level.OS, Level.OO, Level.ACTION)
_ABOVE = {Level.OO: (Level.OS,), Level.ACTION: (Level.OO,), Level.SOUS_ACTION: (Level.ACTION, Level.SOUS_ACTION)}


def structure(outline: Outline) -> Iterator[Check]:
    """The tree's rules."""
    yield _plan(outline)
    yield from _whole(outline)
    if not any(outline.at(*_TREE)):
        return
    yield _volets(outline)
    yield from _childless(outline)
    yield from _placed(outline)
    yield _titled(outline)
    yield _numbered(outline)


def _plan(outline: Outline) -> Check:
    counts = [plural(len(outline.at(level)), name) for level, name in zip(_TREE, ("OS", "OO", "action"), strict=True)]
    counts[0], counts[1] = f"{len(outline.at(Level.OS))} OS", f"{len(outline.at(Level.OO))} OO"
    missing = [name for level, name in zip(_TREE, ("OS", "OO", "action"), strict=True) if not outline.at(level)]
    if not missing:
        return check("structure.plan", True, f"{enumerated(counts)}.")
    if len(missing) == len(_TREE):
        return check(
            "structure.plan",
            False,
            "Ni OS, ni OO, ni action : ce document n'est pas un PST (ou n'a pas été lu comme tel).",
        )
    told = f"{enumerated(counts)} : c'est une présentation ou une partie d'un plan plutôt qu'un plan entier."
    return check("structure.plan", False, told, severity="avertissement")


def _whole(outline: Outline) -> Iterator[Check]:
    """Whether the lines make a tree at all; said only where they do not, or of a draft."""
    seen, hits = set[str](), list[Hit]()
    for node in outline.plan.nodes:
        if node.id in seen:
            hits.append((node, "identifiant qui sert deux fois"))
        elif node.parent is not None and node.parent not in outline.by_id:
            hits.append((node, "dépend d'une ligne qui n'existe pas"))
        elif _in_circle(outline, node):
            hits.append((node, "dépend d'elle-même"))
        seen.add(node.id)
    if hits or outline.is_draft:
        yield judged(
            outline,
            "structure.arbre",
            hits,
            ("ligne sans place dans le plan", "lignes sans place dans le plan"),
            "Toutes les lignes ont leur place.",
        )


def _in_circle(outline: Outline, node: PlanNode) -> bool:
    seen, at = {node.id}, node.parent
    while at is not None and at in outline.by_id:
        if at in seen:
            return at == node.id
        seen.add(at)
        at = outline.by_id[at].parent
    return False


def _volets(outline: Outline) -> Check:
    volets = outline.at(Level.VOLET)
    if not volets:
        told = "Le plan n'est pas divisé en volets : rien ne dit ce qui est interne et ce qui est externe."
        return check("structure.volets", False, told, severity="avertissement")
    kinds = {node.kind for node in volets}
    missing = [kind for kind in ("interne", "externe") if kind not in kinds]
    if not missing:
        empty = [node for node in volets if not any(True for _ in outline.under(node))]
        if not empty:
            return check("structure.volets", True, "Les deux volets sont présents.")
        bare = enumerated([outline.name(one) for one in empty])
        told = f"Les deux volets sont présents, mais rien ne se trouve sous {bare}."
        return check("structure.volets", False, told, (node.id for node in empty), "avertissement")
    names = enumerated([f"« {node.text} »" for node in volets])
    told = f"Il manque le volet {' et le volet '.join(missing)} ; le plan a {names}."
    return check("structure.volets", False, told, (node.id for node in volets))


def _childless(outline: Outline) -> Iterator[Check]:
    """OS without OO, OO without actions; where the whole level is absent, `structure.plan` has said so."""
    below = {Level.OS: ((Level.OO, Level.ACTION), "structure.os_sans_oo", "OS sans aucun OO", "un OO")}
    below[Level.OO] = (
        (Level.ACTION, Level.SOUS_ACTION),
        "structure.oo_sans_action",
        "OO sans aucune action",
        "une action",
    )
    for level, (under, rule, told, one) in below.items():
        nodes = outline.at(level)
        if not nodes or not outline.at(under[0]):
            continue
        hits: list[Hit] = []
        for node in nodes:
            levels = {child.level for child in outline.under(node)}
            if under[0] not in levels:
                hits.append(
                    (node, "des actions, mais pas d'OO" if level is Level.OS and Level.ACTION in levels else "")
                )
        yield judged(outline, rule, hits, told, f"{len(nodes)} {level.value.upper()}, chacun avec au moins {one}.")


def _placed(outline: Outline) -> Iterator[Check]:
    hits: list[Hit] = []
    lines = [
        node for node in outline.at(*_ABOVE) if node.level is Level.SOUS_ACTION or outline.at(_ABOVE[node.level][0])
    ]
    for node in lines:
        parent = next((one for one in outline.above(node) if one.level is not Level.SECTION), None)
        if parent is None or parent.level not in _ABOVE[node.level]:
            hits.append((node, f"sous {outline.name(parent)}" if parent else "sous rien"))
    if lines:
        yield judged(
            outline,
            "structure.rattachement",
            hits,
            ("ligne mal rattachée", "lignes mal rattachées"),
            f"{plural(len(lines), 'ligne')} à leur place.",
        )


def _titled(outline: Outline) -> Check:
    hits: list[Hit] = [(node, "") for node in outline.plan.nodes if not any(map(str.isalnum, node.text))]
    return judged(
        outline,
        "structure.intitules_vides",
        hits,
        ("ligne sans intitulé", "lignes sans intitulé"),
        f"{len(outline.plan.nodes)} lignes, toutes avec un intitulé.",
    )


def _numbered(outline: Outline) -> Check:
    """Numbers that serve twice: among the lines of one parent; a number of several parts, in the whole volet."""
    groups: defaultdict[tuple[object, ...], list[PlanNode]] = defaultdict(list)
    for node in outline.at(Level.VOLET, *_TREE, Level.SOUS_ACTION):
        if node.number:
            volet = outline.closest(node, Level.VOLET)
            above = (volet.id if volet else None) if "." in node.number.strip(".") else node.parent
            groups[above, node.level, node.number.strip(". ").lower()].append(node)
    doubles = [nodes for nodes in groups.values() if len(nodes) > 1]
    hits: list[Hit] = [(nodes[0], f"{len(nodes)} fois") for nodes in doubles]
    numbered = sum(map(len, groups.values()))
    if not hits:
        told = (
            f"{plural(numbered, 'ligne numérotée', 'lignes numérotées')}, sans double."
            if numbered
            else "Aucune ligne n'est numérotée."
        )
        return check("structure.numeros_doubles", True, told)
    named = enumerated([f"{outline.name(nodes[0])} et {outline.name(nodes[1])}" for nodes in doubles], len(doubles))
    told = f"{plural(len(hits), 'numéro sert', 'numéros servent')} plusieurs fois : {named}."
    return check("structure.numeros_doubles", False, told, (node.id for nodes in doubles for node in nodes))
