from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.drafting.checks import run_checks
from assistant.drafting.records import Plan, PlanNode
from ingest.records import Level
from ingest.vocabulary import load
from tests.checked import GOOD, checks, failing, plan
from tests.samples import check_french


def test_good_plan_breaks_nothing() -> None:
    assert failing(GOOD) == set()


def test_no_volet_is_told_differently_from_one_that_lacks() -> None:
    bare = "OS 1 | Être un CPAS ouvert\n  OO 1.1 | Ouvrir\n    A 1.1.1 | Poser une rampe"
    none = checks(bare)["structure.volets"]
    one = checks(GOOD.replace("Volet externe", "Volet interne bis"))["structure.volets"]
    assert (none.ok, one.ok) == (False, False)
    assert none.severity == "avertissement"
    assert one.severity == "erreur"
    assert "n'est pas divisé" in none.detail
    assert "Il manque le volet externe" in one.detail


def test_objectives_without_children_are_named() -> None:
    tree = GOOD + "  OS 3 | Être un CPAS durable\n  OS 4 | Être un CPAS sûr\n    OO 4.1 | Sécuriser le parking\n"
    found = checks(tree)
    assert "OS 3" in found["structure.os_sans_oo"].detail
    assert found["structure.os_sans_oo"].nodes == ("n11",)
    assert "OO 4.1" in found["structure.oo_sans_action"].detail
    assert found["structure.oo_sans_action"].severity == "erreur"


def test_examples_are_few_and_the_rest_is_counted() -> None:
    tree = GOOD + "".join(f"  OS {n} | Être un CPAS numéro {n}\n" for n in range(3, 9))
    detail = checks(tree)["structure.os_sans_oo"].detail
    assert detail == "6 OS sans aucun OO : OS 3, OS 4, OS 5 et 3 autres."
    assert len(checks(tree)["structure.os_sans_oo"].nodes) == 6


def test_empty_titles_and_wrong_places() -> None:
    tree = GOOD + "  OS 3 | \n    A | Peindre la façade\n"
    found = checks(tree)
    assert "OS 3" in found["structure.intitules_vides"].detail
    assert "sous OS 3" in found["structure.rattachement"].detail
    assert "pas d'OO" in found["structure.os_sans_oo"].detail


def test_numbers_may_restart_but_not_serve_twice() -> None:
    restarted = GOOD.replace("1.1.1", "1").replace("1.1.2", "2").replace("2.1.1", "1").replace("2.1.2", "2")
    assert "structure.numeros_doubles" not in failing(restarted)
    assert "structure.numeros_doubles" in failing(GOOD.replace("A 1.1.2", "A 1.1.1"))
    other = GOOD.replace("OS 2", "OS 1").replace("OO 2.1", "OO 1.1").replace("A 2.1", "A 1.1")
    assert "structure.numeros_doubles" not in failing(other), "each volet counts from one"


def test_what_is_no_plan_is_said_once() -> None:
    nodes = (
        PlanNode(id="a", parent=None, level=Level.AXE, text="Logement"),
        PlanNode(id="b", parent="a", level=Level.INTENTION, text="Créer deux logements de transit"),
    )
    found = checks(Plan(source="dps.txt", kind="pst", nodes=nodes))
    assert not found["structure.plan"].ok
    assert "n'est pas un PST" in found["structure.plan"].detail
    assert not {"structure.volets", "registres.os", "suivi.fin", "champs.budget"} & set(found)
    assert not checks(Plan(source="vide.txt", kind="pst"))["structure.plan"].ok


def test_broken_trees_are_told() -> None:
    nodes = (
        PlanNode(id="a", parent="b", level=Level.OS, text="Être un CPAS ouvert"),
        PlanNode(id="b", parent="a", level=Level.OO, text="Ouvrir"),
        PlanNode(id="c", parent="z", level=Level.ACTION, text="Poser une rampe"),
        PlanNode(id="c", parent="b", level=Level.ACTION, text="Poser une rampe"),
    )
    found = checks(Plan(source="x", nodes=nodes))["structure.arbre"]
    assert not found.ok
    assert "n'existe pas" in found.detail
    assert set(found.nodes) == {"a", "b", "c"}


_TEXTS = st.sampled_from(
    ["", "Être un CPAS ouvert", "Ouvrir un guichet", "améliorer", "Réfléchir à la suite", "a" * 300, "…"]
)


@given(
    st.lists(st.tuples(st.sampled_from(list(Level)), st.integers(-3, 8), _TEXTS), max_size=9),
    st.sampled_from(["brouillon", "pst"]),
)
def test_any_plan_can_be_checked(rows: list[tuple[Level, int, str]], kind: str) -> None:
    nodes = tuple(
        PlanNode(id=f"n{place}", parent=f"n{above}" if above >= 0 else None, level=level, text=text)
        for place, (level, above, text) in enumerate(rows)
    )
    found = run_checks(Plan(source="x", kind=kind, nodes=nodes))  # type: ignore[arg-type]
    assert found
    names = {node.id for node in nodes}
    for one in found:
        assert one.id in load("checks")["rules"]
        assert bool(one.remedy) != one.ok
        assert set(one.nodes) <= names
        check_french(one.detail)


@pytest.mark.parametrize("rule", list(load("checks")["rules"]))
def test_each_rule_has_a_label_and_a_remedy(rule: str) -> None:
    words = load("checks")["rules"][rule]
    assert words["severity"] in ("erreur", "avertissement", "conseil")
    for text in (words["label"], words["remedy"]):
        check_french(text)


def test_plan_of_tests_is_what_it_says() -> None:
    assert [node.id for node in plan(GOOD).under("n1")] == ["n2", "n3", "n4", "n5"]


def test_each_rule_is_told_to_users() -> None:
    page = (Path(__file__).parent.parent / "docs" / "checks.md").read_text(encoding="utf-8")
    assert {rule for rule in load("checks")["rules"] if f"`{rule}`" not in page} == set()
