from collections import Counter
from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from assistant.drafting.comparison.comparing import Change, Comparison, compare_plans, word_edits
from assistant.drafting.comparison.pairing import best_pairs, likeness
from assistant.drafting.reading import plan_of
from assistant.drafting.records import Plan, PlanNode
from ingest.document import read_document
from ingest.records import Level
from tests.checked import GOOD, LAYOUTS, plan
from tests.plans import parsed


def statuses(comparison: Comparison) -> Counter[str]:
    return Counter(one.status for one in comparison.changes)


def by_text(comparison: Comparison) -> dict[str, Change]:
    return {(one.new or one.old).text: one for one in comparison.changes}  # type: ignore[union-attr]


@given(arrays.arrays(np.float64, st.tuples(st.integers(1, 5), st.integers(1, 5)), elements=st.floats(0, 1, width=16)))
def test_pairs_are_the_best_in_all(scores: "np.ndarray[tuple[int, int], np.dtype[np.float64]]") -> None:
    pairs = best_pairs(scores, 0.25)
    assert len({row for row, _ in pairs}) == len({column for _, column in pairs}) == len(pairs)
    assert all(scores[pair] >= 0.25 for pair in pairs)
    square = np.zeros((5, 5))
    square[: scores.shape[0], : scores.shape[1]] = np.where(scores >= 0.25, scores, 0.0)
    best = max(sum(square[row, column] for row, column in enumerate(order)) for order in permutations(range(5)))
    assert sum(scores[pair] for pair in pairs) == pytest.approx(best)


def test_likeness_is_one_for_the_same_words_only() -> None:
    scores = likeness(
        ["Ouvrir un guichet.", "Fermer"], ["ouvrir  un guichet", "Ouvrir un grand guichet", "Planter des arbres"]
    )
    assert scores[0, 0] == 1
    assert 0.5 < scores[0, 1] < 1
    assert scores[0, 2] < 0.5
    assert scores.max(axis=1)[1] < 0.5


def test_a_plan_is_itself() -> None:
    comparison = compare_plans(plan(GOOD), plan(GOOD))
    assert comparison.score == 1
    assert set(statuses(comparison)) == {"gardée"}
    assert not any(one.moved or one.fields for one in comparison.changes)


def test_nothing_in_common() -> None:
    other = "V | Volet interne\n  OS 1 | Être une ville verte\n    OO 1.1 | Planter\n      A 1 | Choisir douze tilleuls"
    comparison = compare_plans(plan(GOOD), plan(other))
    assert statuses(comparison) == {"gardée": 1, "nouvelle": 3, "abandonnée": 10}
    assert compare_plans(Plan(source="vide"), plan(GOOD)).score == 1
    assert compare_plans(plan(GOOD), Plan(source="vide")).score == 0


_VERBS = ("Ouvrir", "Rénover", "Former", "Publier", "Acheter", "Planter", "Éditer", "Engager", "Relier", "Mesurer")
_THINGS = (
    "la crèche du quartier nord",
    "une épicerie sociale mobile",
    "les châssis de la maison de repos",
    "le journal des aînés",
    "un verger partagé",
    "deux logements de transit",
    "le réseau des aidants proches",
    "un atelier vélo hebdomadaire",
    "la salle d'attente du centre",
    "une permanence juridique",
    "le taxi social",
    "des ordinateurs reconditionnés",
    "un potager collectif",
    "la banque alimentaire",
    "des cours de français",
    "le fonds mazout",
    "une table de conversation",
    "les procédures d'accueil",
    "un jardin thérapeutique",
    "le parc de vélos électriques",
    "une halte de nuit",
    "le registre des bénévoles",
    "la cuisine centrale",
    "des chèques sport",
)


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """A plan of two OS, two or three OO each, two or three actions each; no two lines on one subject."""
    things = iter(draw(st.permutations(_THINGS)))
    lines = []
    for os in (1, 2):
        lines.append(f"OS {os} | Être un CPAS qui soigne {next(things)}")
        for oo in range(1, draw(st.integers(2, 3)) + 1):
            lines.append(f"  OO {os}.{oo} | {draw(st.sampled_from(_VERBS))} {next(things)}")
            lines += [
                f"    A {os}.{oo}.{n} | {draw(st.sampled_from(_VERBS))} {next(things)} dès cette année"
                for n in range(1, draw(st.integers(2, 2)) + 1)
            ]
    return plan("\n".join(lines))


def replaced(base: Plan, node: PlanNode, **told: object) -> Plan:
    nodes = tuple(one.model_copy(update=told) if one.id == node.id else one for one in base.nodes)
    return base.model_copy(update={"nodes": nodes})


def renamed_ids(base: Plan) -> Plan:
    """The plan as another file would give it: other ids, other numbers."""
    nodes = tuple(
        one.model_copy(
            update={"id": f"x{one.id}", "parent": f"x{one.parent}" if one.parent else None, "number": f"9.{place}"}
        )
        for place, one in enumerate(base.nodes)
    )
    return base.model_copy(update={"nodes": nodes})


@settings(max_examples=40)
@given(plans(), st.data())
def test_a_reworded_line_is_found_exactly(base: Plan, data: st.DataObject) -> None:
    node = data.draw(st.sampled_from(base.nodes))
    text = data.draw(
        st.sampled_from([f"{node.text} et au-delà", f"{node.text}, avec nos partenaires", f"Mieux {node.text}"])
    )
    comparison = compare_plans(base, renamed_ids(replaced(base, node, text=text)))
    changed = [one for one in comparison.changes if one.status != "gardée" or one.moved]
    assert [(one.status, one.old.id if one.old else "", one.moved) for one in changed] == [("modifiée", node.id, False)]
    assert changed[0].old is not None
    assert changed[0].new is not None
    told = changed[0].words
    assert "".join(words for sign, words in told if sign != "-") == changed[0].new.text
    assert "".join(words for sign, words in told if sign != "+").split() == changed[0].old.text.split()


@settings(max_examples=40)
@given(plans(), st.data())
def test_a_dropped_and_an_added_line_are_found_exactly(base: Plan, data: st.DataObject) -> None:
    action = data.draw(st.sampled_from([one for one in base.nodes if one.level is Level.ACTION]))
    fewer = base.model_copy(update={"nodes": tuple(one for one in base.nodes if one.id != action.id)})
    for old, new, status in ((base, fewer, "abandonnée"), (fewer, base, "nouvelle")):
        changed = [one for one in compare_plans(old, renamed_ids(new)).changes if one.status != "gardée" or one.moved]
        assert [(one.status, (one.old or one.new).text) for one in changed] == [(status, action.text)]  # type: ignore[union-attr]


@settings(max_examples=40)
@given(plans(), st.data())
def test_a_moved_line_is_found_exactly(base: Plan, data: st.DataObject) -> None:
    node = data.draw(st.sampled_from([one for one in base.nodes if one.level in (Level.OO, Level.ACTION)]))
    above = Level.OS if node.level is Level.OO else Level.OO
    target = data.draw(st.sampled_from([one for one in base.nodes if one.level is above and one.id != node.parent]))
    changed = [
        one
        for one in compare_plans(base, renamed_ids(replaced(base, node, parent=target.id))).changes
        if one.status != "gardée" or one.moved
    ]
    assert [(one.status, one.moved, one.new.text if one.new else "") for one in changed] == [
        ("gardée", True, node.text)
    ]


@settings(max_examples=30)
@given(plans(), st.data())
def test_an_objective_under_a_new_name_is_known_by_its_actions(base: Plan, data: st.DataObject) -> None:
    node = data.draw(st.sampled_from([one for one in base.nodes if one.level is Level.OO]))
    comparison = compare_plans(base, renamed_ids(replaced(base, node, text="Innover")))
    assert by_text(comparison)["Innover"].status == "modifiée"
    assert statuses(comparison)["modifiée"] == 1
    assert not any(one.moved for one in comparison.changes)


@settings(max_examples=30)
@given(plans(), st.randoms())
def test_order_and_numbers_do_not_count(base: Plan, random: "object") -> None:
    families = [[node, *base.under(node.id)] for node in base.children(None)]
    random.shuffle(families)  # type: ignore[attr-defined]
    shuffled = base.model_copy(update={"nodes": tuple(one for family in families for one in family)})
    comparison = compare_plans(base, renamed_ids(shuffled))
    assert comparison.score == 1
    assert not any(one.moved for one in comparison.changes)


def test_lines_of_the_same_words_stay_where_they_are() -> None:
    tree = (
        "OS 1 | Être un CPAS ouvert\n  OO 1.1 | Accueillir\n    A | Former\n    A | Évaluer\n"
        "  OO 1.2 | Informer\n    A | Former\n    A | Évaluer"
    )
    comparison = compare_plans(plan(tree), renamed_ids(plan(tree)))
    assert not any(one.moved for one in comparison.changes)


def test_an_action_that_became_an_objective_has_moved() -> None:
    tree = GOOD.replace("      A 2.1.1 | Engager", "    OO 2.2 | Engager")
    change = by_text(compare_plans(plan(GOOD), plan(tree)))["Engager un animateur à mi-temps"]
    assert (change.status, change.moved) == ("gardée", True)


def test_fields_that_changed_are_told() -> None:
    comparison = compare_plans(
        plan(GOOD, {"n3": {"echeance": "2026"}}), plan(GOOD, {"n3": {"echeance": "2029", "responsable": "DG"}})
    )
    told = [one.fields for one in comparison.changes if one.fields]
    assert told == [(("echeance", "2026", "2029"), ("responsable", "", "DG"))]


def test_words_that_changed() -> None:
    edits = list(word_edits("Former les agents du guichet", "Former tous les agents de l'accueil"))
    assert edits[0] == ("=", "Former ")
    assert ("+", "tous ") in edits


def test_two_versions_of_a_real_layout() -> None:
    text = (LAYOUTS / "txt-codes.txt").read_text(encoding="utf-8")
    old = parsed(text)
    actions = [node for node in old.nodes if node.level is Level.ACTION]
    dropped, reworded = actions[3], actions[8]
    lines = text.split("\n")
    assert "trois véhicules" in reworded.text
    lines[reworded.line - 1] = lines[reworded.line - 1].replace("trois véhicules", "deux minibus")
    del lines[dropped.line - 1 : dropped.end_line]
    comparison = compare_plans(plan_of(old), plan_of(parsed("\n".join(lines))))
    assert statuses(comparison)["abandonnée"] == statuses(comparison)["modifiée"] == 1
    assert statuses(comparison)["nouvelle"] == 0
    assert by_text(comparison)[dropped.text].status == "abandonnée"


def test_two_plans_of_two_places_have_little_in_common() -> None:
    old, new = (plan_of(read_document(LAYOUTS / name, name)) for name in ("docx-styles.docx", "txt-nu.txt"))
    comparison = compare_plans(old, new)
    assert comparison.score < 0.1
    assert statuses(comparison)["gardée"] <= 2
