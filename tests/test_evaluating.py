import pytest
from hypothesis import given

from assistant.drafting.evaluating import EvaluationError, evaluation_of, heading_of
from assistant.drafting.reading import plan_of
from assistant.drafting.records import Indicator, Plan
from ingest.records import Level
from tests.checked import GOOD, plan
from tests.plans import STYLES, parsed, plan_items, written


def test_one_line_an_action_with_what_the_plan_says() -> None:
    fields = {
        "n2": {"echeance": "2027", "indicateur": (Indicator(libelle="Services regroupés", cible="2"),)},
        "n3": {"etat": "En cours", "responsable": "DG"},
    }
    evaluation = evaluation_of(plan(GOOD, fields, organisation="Huy"))
    assert [one.number for one in evaluation.lines] == ["1.1.1", "1.1.2", "1.1.3", "2.1.1", "2.1.2"]
    first = evaluation.lines[0]
    assert first.path == (
        "OS 1 – Être un CPAS qui soigne l'accueil de ses agents", "OO 1.1 – Renforcer les synergies avec la commune",
    )  # fmt: skip
    assert (first.etat_prevu, first.echeance, first.responsable) == ("En cours", "2027", "DG")
    assert first.indicateur == "Services regroupés (cible : 2)"
    assert first.synergie
    assert not evaluation.lines[3].synergie
    for one in evaluation.lines:
        assert not any((one.etat, one.realisation, one.resultat, one.commentaire, one.obstacle, one.suite))


def test_summaries_count_each_objective() -> None:
    evaluation = evaluation_of(plan(GOOD, {"n3": {"etat": "En cours"}, "n4": {"etat": "En cours"}}))
    assert [(one.objectives, one.actions) for one in evaluation.summaries] == [(1, 3), (1, 2)]
    assert evaluation.summaries[0].states == (("En cours", 2),)


def test_objectives_without_actions_are_not_passed_over() -> None:
    evaluation = evaluation_of(plan(GOOD + "    OO 2.2 | Rénover\n  OS 3 | Être un CPAS durable\nOO | Seul\n"))
    assert [one.level for one in evaluation.lines][-3:] == [Level.OO, Level.OS, Level.OO]
    assert [one.title for one in evaluation.summaries][-1] == "Sans objectif stratégique"


def test_nothing_to_evaluate_is_an_error() -> None:
    with pytest.raises(EvaluationError, match="ni action"):
        evaluation_of(Plan(source="dps.txt"))


def test_its_title_says_whose_it_is_and_for_when() -> None:
    assert (
        heading_of(evaluation_of(plan(GOOD, organisation="Huy"))) == "Évaluation à mi-mandat du PST – Huy – 2025-2030"
    )
    assert heading_of(evaluation_of(plan(GOOD, period=None))) == "Évaluation à mi-mandat du PST"


@given(plan_items())
def test_every_action_is_evaluated_once(items: tuple[object, ...]) -> None:
    document = parsed(written(items, STYLES["codes"]))  # type: ignore[arg-type]
    evaluation = evaluation_of(plan_of(document))
    actions = sum(node.level is Level.ACTION for node in document.nodes)
    assert sum(one.level is Level.ACTION for one in evaluation.lines) == actions
    assert sum(one.actions for one in evaluation.summaries) == actions
    assert len({one.id for one in evaluation.lines}) == len(evaluation.lines)
