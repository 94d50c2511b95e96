"""The mid-term evaluation of a plan: a template with one line an action, to be filled in by those who carry it out.

The law has a PST evaluated at least at mid-term and at the end, the synergies of commune and CPAS included (art. 27ter
of the loi organique). The template takes over what the plan says and leaves empty what only the staff can say.
"""

from collections import Counter
from collections.abc import Iterator

from assistant.answer import Frozen
from assistant.drafting.checks.followup import synergies_of
from assistant.drafting.checks.outline import Outline, is_given
from assistant.drafting.records import Plan, PlanNode
from ingest.errors import PstError
from ingest.records import Level, Period
from ingest.vocabulary import load

TITLE = "Évaluation à mi-mandat du PST"


class EvaluationError(PstError):
    """A plan without anything to evaluate."""

    exit_code = 2


class EvaluationLine(Frozen):
    """One action to be evaluated, or an objective that has no action.

    Attributes:
        id: The line's id in the plan.
        level: `action`, or `oo` or `os` for an objective without actions.
        os: The strategic objective's id, or "" where there is none. `path`: the titles above, from the top down.
        etat_prevu: The state that the plan gives, or "". `echeance`, `responsable`, `indicateur` likewise.
        synergie: Whether it is about synergies of commune and CPAS, which the evaluation has to review.
        etat: One of `states()`, left to the staff, as is all that follows.
        realisation: How much is done, in percent.
    """

    id: str
    level: Level
    number: str
    text: str
    os: str
    path: tuple[str, ...]
    etat_prevu: str = ""
    echeance: str = ""
    responsable: str = ""
    indicateur: str = ""
    synergie: bool = False
    etat: str = ""
    realisation: str = ""
    resultat: str = ""
    commentaire: str = ""
    obstacle: str = ""
    suite: str = ""


class Summary(Frozen):
    """What stands under one strategic objective: how many of what, and their states as the plan gives them."""

    os: str
    title: str
    objectives: int
    actions: int
    states: tuple[tuple[str, int], ...]


class Evaluation(Frozen):
    """The template of an evaluation; lines in the plan's order, one summary a strategic objective."""

    source: str
    title: str
    organisation: str | None
    period: Period | None
    lines: tuple[EvaluationLine, ...]
    summaries: tuple[Summary, ...]


def states() -> tuple[str, ...]:
    """The states of an action, as iA.PST names them."""
    return tuple(map(str, load("checks")["states"]))


def evaluation_of(plan: Plan) -> Evaluation:
    """The template for a plan's evaluation.

    Args:
        plan: An existing plan, or a draft.

    Raises:
        EvaluationError: If it has neither actions nor objectives.
    """
    outline = Outline(plan)
    lines = tuple(_line(outline, node) for node in _evaluated(outline))
    if not lines:
        raise EvaluationError(
            f"« {plan.title or plan.source} » n'a ni action, ni objectif à évaluer.",
            "Choisissez un PST ou un brouillon de PST.",
        )
    return Evaluation(
        source=plan.source,
        title=plan.title or plan.source,
        organisation=plan.organisation,
        period=plan.period,
        lines=lines,
        summaries=tuple(_summaries(outline, lines)),
    )


def _evaluated(outline: Outline) -> Iterator[PlanNode]:
    """The actions, and the objectives that would be passed over because they have none."""
    for node in outline.at(Level.OS, Level.OO, Level.ACTION):
        below = {one.level for one in outline.under(node)}
        if node.level is Level.ACTION or not below & {Level.OO, Level.ACTION}:
            yield node


def _line(outline: Outline, node: PlanNode) -> EvaluationLine:
    above = tuple(reversed([one for one in outline.above(node) if one.level in (Level.OS, Level.OO)]))
    strategic = node if node.level is Level.OS else outline.closest(node, Level.OS)
    chain = (node, *reversed(above))
    return EvaluationLine(
        id=node.id,
        level=node.level,
        number=node.number,
        text=node.text,
        os=strategic.id if strategic else "",
        path=tuple(_titled(one) for one in above),
        etat_prevu=node.etat if is_given(node.etat) else "",
        echeance=_first(chain, "echeance"),
        responsable=_first(chain, "responsable") or _first(chain, "service"),
        indicateur=" ; ".join(_indicators(chain)),
        synergie=any(synergies_of(one) for one in (node, *above)),
    )


def _titled(node: PlanNode) -> str:
    return " ".join(
        part for part in (node.level.value.upper(), node.number, "–", node.text or "(sans intitulé)") if part
    )


def _first(chain: tuple[PlanNode, ...], name: str) -> str:
    """What the closest line says of a field."""
    return next((value for node in chain if is_given(value := getattr(node, name))), "")


def _indicators(chain: tuple[PlanNode, ...]) -> Iterator[str]:
    held = next((node.indicateur for node in chain if any(is_given(one.libelle) for one in node.indicateur)), ())
    for one in held:
        if is_given(one.libelle):
            yield f"{one.libelle} (cible : {one.cible})" if is_given(one.cible) else one.libelle


def _summaries(outline: Outline, lines: tuple[EvaluationLine, ...]) -> Iterator[Summary]:
    strategic = outline.at(Level.OS)
    rest = [one for one in lines if not one.os]
    for node in strategic:
        mine = [one for one in lines if one.os == node.id]
        objectives = sum(one.level is Level.OO for one in outline.under(node))
        yield _summary(node.id, _titled(node), objectives, mine)
    if rest:
        objectives = sum(outline.closest(node, Level.OS) is None for node in outline.at(Level.OO))
        yield _summary("", "Sans objectif stratégique", objectives, rest)


def _summary(name: str, title: str, objectives: int, lines: list[EvaluationLine]) -> Summary:
    actions = [one for one in lines if one.level is Level.ACTION]
    told = Counter(one.etat_prevu for one in actions if one.etat_prevu)
    return Summary(os=name, title=title, objectives=objectives, actions=len(actions), states=tuple(told.most_common()))


def heading_of(evaluation: Evaluation) -> str:
    """The document's title: what is evaluated, whose it is, for which years."""
    whose = whose_of(evaluation)
    return f"{TITLE} – {whose}" if whose else TITLE


def whose_of(evaluation: Evaluation) -> str:
    """« CPAS de Trooz – 2019-2024 », as far as the plan says it."""
    return " – ".join(part for part in (evaluation.organisation or "", str(evaluation.period or "")) if part)
