"""Rules on fields: filled, or « à définir ». For a draft what remains is counted; in an existing plan it is a gap."""

from collections.abc import Callable, Iterator

from assistant.drafting.checks.due import read_due
from assistant.drafting.checks.means import has_budget
from assistant.drafting.checks.outline import Outline, is_blank, is_given
from assistant.drafting.checks.rules import Hit, check, judged, listed, plural
from assistant.drafting.checks.words import begins
from assistant.drafting.records import Check, PlanNode
from assistant.generation.hardfacts import counted
from ingest.folding import fold_spaces
from ingest.records import Level

_Given = Callable[[PlanNode], bool]

_FIELDS: tuple[tuple[str, _Given], ...] = (
    ("champs.echeance", lambda node: is_given(node.echeance) or read_due(node.text).sort == "date"),
    ("champs.responsable", lambda node: is_given(node.responsable) or is_given(node.responsable_administratif)),
    ("champs.mandataire", lambda node: is_given(node.responsable_mandataire)),
    ("champs.service", lambda node: is_given(node.service)),
    ("champs.indicateur", lambda node: any(is_given(one.libelle) for one in node.indicateur)),
    ("champs.budget", has_budget),
)
_GOALS = 17


def completeness(outline: Outline) -> Iterator[Check]:
    """The rules on fields; one that the OO or a sub-action gives counts for the action."""
    lines = outline.at(Level.ACTION) or outline.at(Level.OO)
    if not lines:
        return
    yield from _written(outline, lines)
    noun = "action" if lines[0].level is Level.ACTION else "OO"
    for rule, given in _FIELDS:
        lacking: list[Hit] = [(node, "") for node in lines if not _covered(outline, node, given)]
        yield _counted(outline, rule, lacking, len(lines), noun)
    yield from _figures(outline)
    yield from _goals(outline)


def _written(outline: Outline, lines: list[PlanNode]) -> Iterator[Check]:
    """Lines that only hold a place; said where there are any."""
    blank: list[Hit] = [(node, "") for node in lines if is_blank(node)]
    if blank:
        told = f"{plural(len(blank), 'ligne')} « à définir » sur {len(lines)} : {listed(outline, blank)}."
        yield check("champs.actions", outline.is_draft, told, (node.id for node, _ in blank))


def _covered(outline: Outline, node: PlanNode, given: _Given) -> bool:
    return any(given(one) for one in (node, *outline.above(node), *outline.under(node)))


def _counted(outline: Outline, rule: str, lacking: list[Hit], total: int, noun: str) -> Check:
    filled = total - len(lacking)
    nouns = noun if noun == "OO" or total < 2 else f"{noun}s"
    share = f"{filled} sur {total} {nouns} ({filled / total:.0%})".replace("%", " %")
    nodes = [node.id for node, _ in lacking]
    if not lacking:
        return check(rule, True, f"Rempli pour {share}.")
    if outline.is_draft:
        return check(rule, True, f"« À définir » pour {len(lacking)} sur {total} {nouns}.", nodes)
    if not filled:
        return check(rule, False, f"Rempli pour aucun{'e' if noun != 'OO' else ''} des {total} {nouns}.", nodes)
    return check(rule, False, f"Rempli pour {share} ; il manque pour {listed(outline, lacking)}.", nodes)


def _figures(outline: Outline) -> Iterator[Check]:
    """Indicators that say no value to reach."""
    held = [node for node in outline.plan.nodes if any(is_given(one.libelle) for one in node.indicateur)]
    if not held:
        return
    valued = sum(map(_has_figure, held))
    lacking: list[Hit] = [(node, f"« {_label(node)} »") for node in held if _is_measure(node) and not _has_figure(node)]
    if outline.is_draft or not lacking:
        share = f"{plural(valued, 'ligne')} sur {len(held)} avec une valeur chiffrée."
        yield check("champs.indicateur_chiffre", True, share, (node.id for node, _ in lacking))
        return
    told = (
        f"indicateur sur {len(held)} mesure une quantité sans valeur à atteindre",
        f"indicateurs sur {len(held)} mesurent une quantité sans valeur à atteindre",
    )
    yield judged(outline, "champs.indicateur_chiffre", lacking, told, "")


def _is_measure(node: PlanNode) -> bool:
    """Whether an indicator asks how much; « convention signée » is met or not, without a figure."""
    return any(begins(fold_spaces(one.libelle), "quantities") for one in node.indicateur)


def _label(node: PlanNode) -> str:
    return next(one.libelle for one in node.indicateur if begins(fold_spaces(one.libelle), "quantities"))


def _has_figure(node: PlanNode) -> bool:
    return any(
        any(map(str.isdigit, f"{one.libelle} {one.cible}")) or counted(f"{one.libelle} {one.cible}")
        for one in node.indicateur
    )


def _goals(outline: Outline) -> Iterator[Check]:
    held = [node for node in outline.plan.nodes if node.odd]
    hits: list[Hit] = [
        (node, ", ".join(map(str, node.odd))) for node in held if not all(1 <= one <= _GOALS for one in node.odd)
    ]
    if held:
        told = ("ligne avec un numéro d'ODD qui n'existe pas", "lignes avec un numéro d'ODD qui n'existe pas")
        yield judged(outline, "champs.odd", hits, told, f"{plural(len(held), 'ligne')} avec ses ODD.")
