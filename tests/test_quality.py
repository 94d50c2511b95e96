"""The quality report: what was not understood is named with its place, and what was is not cried about."""

from dataclasses import replace

import pytest
from hypothesis import given, settings

from ingest.document import parse_text
from ingest.gaps import Gap, find_gaps, parts
from ingest.leftovers import Why, leftovers
from ingest.quality import DOUBT, Verdict, report
from ingest.records import Corrected, Document, Level
from tests.plans import rough_texts
from tests.samples import andenne, check_french, note

PLAN = """PST 2024-2030 du CPAS de Hannut

Notre PST compte 2 objectifs stratégiques et 4 actions.

Volet externe

OS 1 : Être un CPAS proche
OO 1.1 : Simplifier les démarches
Actions :
- Rédiger un guide
- Ouvrir une permanence
OO 1.2 : Aller vers les personnes
Actions :
- Organiser une tournée

OS 2 : Être un employeur attentif
OO 2.1 : Former les agents
Actions :
- Établir un plan de formation
"""


def plan(text: str = PLAN) -> Document:
    return parse_text(text, "plan.txt", "plan.txt", "0")


def test_a_plan_whose_counts_agree_is_well_understood() -> None:
    quality = report(plan())
    assert (quality.verdict, quality.line) == (Verdict.UNDERSTOOD, "Bien compris")
    assert quality.counts == "1 volet, 2 OS, 3 OO, 4 actions"
    assert [one.difference for one in quality.claims] == [0, 0]
    assert quality.missing == ()


def test_a_count_that_differs_is_told_with_both_numbers_and_the_line() -> None:
    quality = report(plan(PLAN.replace("4 actions", "6 actions")))
    assert quality.verdict is Verdict.TO_CHECK
    assert quality.line == "À vérifier : 6 actions annoncées, 4 reconnues (ligne 3)"
    assert [one.difference for one in quality.claims if not one.agrees] == [-2]


@pytest.mark.parametrize(
    ("old", "new", "gap", "words"),
    [
        ("OO 1.2 :", "OO 1.3 :", Gap.MISSING, "OO 1.2 manque avant OO 1.3"),
        ("OO 1.2 :", "OO 1.1 :", Gap.TWICE, "OO 1.1 figure deux fois"),
        ("OO 2.1 :", "OO 3.1 :", Gap.MISPLACED, "OO 3.1 est rangé sous OS 2"),
        ("Actions :\n- Établir un plan de formation\n", "", Gap.EMPTY, "OO 2.1 n'a pas d'action"),
        ("- Rédiger un guide", f"- {'Rédiger ' * 101}un guide", Gap.LONG, "action de 103 mots"),
    ],
)
def test_what_is_odd_is_found(old: str, new: str, gap: Gap, words: str) -> None:
    assert find_gaps(plan()) == ()
    found = [one for one in find_gaps(plan(PLAN.replace(old, new))) if one.gap is gap]
    assert any(words in one.label for one in found), found


def test_a_title_that_is_missing_is_told() -> None:
    assert any("OS 2 n'a pas d'intitulé" in reason for reason in report(andenne()).reasons)


def test_numbers_of_one_counter_are_no_gaps() -> None:
    """iA.PST numbers every element from one counter: OS.1, OO.2, A.3, OO.9."""
    document = plan(PLAN.replace("OO 1.1", "OO 2").replace("OO 1.2", "OO 9").replace("OO 2.1", "OO 14"))
    assert not [one for one in find_gaps(document) if one.gap is Gap.MISSING]


def test_numbers_that_restart_in_each_volet_are_no_duplicates() -> None:
    second = PLAN[PLAN.index("OS 1") :].replace("guide", "carnet")
    assert not [one for one in find_gaps(plan(f"{PLAN}\nVolet interne\n\n{second}")) if one.gap is Gap.TWICE]


@pytest.mark.parametrize(
    ("number", "expected"),
    [("2.3", (2, 3)), ("IV", (4,)), ("IX.2", (9, 2)), ("a", ()), (None, ()), ("1.2.a", ()), ("14)", (14,))],
)
def test_numbers_are_read(number: str | None, expected: tuple[int, ...]) -> None:
    assert parts(number) == expected


def test_a_document_without_structure_says_so() -> None:
    quality = report(plan("PST du CPAS de Huy\n\nLe conseil se réunit chaque mois. Il fait beau à Huy.\n"))
    assert quality.verdict is Verdict.UNKNOWN
    assert quality.line.startswith("Structure non reconnue : aucun objectif")
    assert quality.confidence is None


def test_a_plan_without_any_action_is_not_well_understood() -> None:
    text = "PST du CPAS de Huy\n\nOS 1 : Être un CPAS ouvert\n\nOO 1.1 : Ouvrir la porte\n"
    assert "aucune action dans l'arbre" in report(plan(text)).reasons


def test_a_legal_note_is_prose_and_well_understood() -> None:
    assert report(note()).verdict is Verdict.UNDERSTOOD


def test_doubts_corrections_and_warnings_weigh_on_the_verdict() -> None:
    document = plan()
    action = next(node for node in document.nodes if node.level is Level.ACTION)
    nodes = tuple(
        replace(node, confidence=DOUBT - 0.1, reason="puce seule") if node is action else node
        for node in document.nodes
    )
    void = Corrected(1, "OO 9 : niveau → action", "2026-11-22", None, "L'élément ne se retrouve plus.")
    quality = report(replace(document, nodes=nodes, corrections=(void,), warnings=("page 3 illisible",)))
    assert [(one.line, one.reason) for one in quality.doubts] == [(action.line, "puce seule")]
    assert quality.reasons == (
        f"1 élément douteux (ligne {action.line})", "1 correction sans objet", "page 3 illisible",
    )  # fmt: skip
    assert quality.confidence is not None
    assert quality.confidence < 1


def test_lines_outside_the_tree_are_listed_with_the_reason() -> None:
    document = plan()
    dropped = next(node for node in document.nodes if node.level is Level.ACTION)
    without = replace(document, nodes=tuple(node for node in document.nodes if node is not dropped))
    found = {one.why: one for one in leftovers(without)}
    assert found[Why.UNKNOWN].lines == (dropped.line,)
    assert found[Why.UNKNOWN].sample == (f"- {dropped.text}",)
    assert set(found) <= {Why.UNKNOWN, Why.LABEL}
    assert any("1 ligne non reprise" in reason for reason in report(without).reasons)


def test_no_word_of_the_reference_documents_is_left_without_a_reason(documents: dict[str, Document]) -> None:
    for document in documents.values():
        assert [one for one in leftovers(document) if one.why is Why.UNKNOWN] == [], document.id


def test_every_line_is_in_the_tree_or_left_over_once(documents: dict[str, Document]) -> None:
    for document in documents.values():
        listed = [line for one in leftovers(document) for line in one.lines]
        assert len(listed) == len(set(listed))
        in_tree = {line for node in document.nodes for line in range(node.line, node.end_line + 1)}
        assert not in_tree & set(listed)


@settings(max_examples=60)
@given(rough_texts())
def test_any_text_gets_a_report_in_french(text: str) -> None:
    quality = report(plan(text))
    assert (quality.verdict is Verdict.UNDERSTOOD) == (not quality.reasons)
    assert "\n" not in quality.line
    assert sum(one.count for one in quality.levels) == len(plan(text).nodes)


def test_reasons_are_french(documents: dict[str, Document]) -> None:
    for document in documents.values():
        check_french(report(document).line)
