"""The XML for eComptes: valid by the schema whatever the plan, nothing made up, states and labels as it wants them."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from lxml import etree

from assistant.drafting.export import exported
from assistant.drafting.records import Plan, PlanNode
from ingest.records import Level
from tests.drafts import QUICK, plans, trooz

SCHEMA = Path(__file__).parents[2] / "shared" / "ecomptes" / "schema_import_ecomptes_201805V1.xsd"
needs_schema = pytest.mark.skipif(not SCHEMA.exists(), reason=f"le schéma eComptes n'est pas là ({SCHEMA})")


def written(plan: Plan, ins: int | None = None) -> etree._Element:
    return etree.fromstring(exported(plan, ".xml", ins=ins))


def one(level: Level = Level.VOLET, **fields: object) -> Plan:
    return Plan(source="x", nodes=(PlanNode(id="n", parent=None, level=level, text="Loger", **fields),))  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(SCHEMA))


@needs_schema
def test_a_draft_is_valid(schema: etree.XMLSchema) -> None:
    schema.assertValid(written(trooz()))
    schema.assertValid(written(Plan(source="vide")))


@needs_schema
@settings(max_examples=60, deadline=None, phases=QUICK)
@given(plan=plans())
def test_any_plan_is_valid(schema: etree.XMLSchema, plan: Plan) -> None:
    schema.assertValid(written(plan))


def test_a_long_title_is_cut_and_stands_whole_in_the_description() -> None:
    words = "mot " * 100
    element = written(Plan(source="x", nodes=(PlanNode(id="n", parent=None, level=Level.VOLET, text=words),))).find(
        ".//Volet"
    )
    assert element is not None
    label = element.findtext("Libelle") or ""
    assert len(label) <= 255
    assert label.endswith("…")
    assert words.strip() in (element.findtext("Description/Valeur") or "")


@pytest.mark.parametrize(
    ("words", "state"),
    [("à définir", "NON_COMMENCE"), ("En cours", "EN_COURS"), ("finalisé", "TERMINE"), ("annulé", "ANNULE_ABANDONNE"),
     ("en pause", "EN_ATTENTE"), ("blocage", "PROBLEME"), ("pas commencé", "NON_COMMENCE"), ("TERMINE", "TERMINE"),
     ("mystère", "NON_COMMENCE")],
)  # fmt: skip
def test_states_are_the_schema_s(words: str, state: str) -> None:
    assert written(one(etat=words)).findtext(".//Volet/Statut") == state


@pytest.mark.parametrize(
    ("words", "rate"), [("40 %", "40"), ("12,5", "12.5"), ("à définir", "0"), ("140", "0"), ("nan", "0")]
)
def test_progress_is_a_rate(words: str, rate: str) -> None:
    assert written(one(progression=words)).findtext(".//Volet/TauxAvancement") == rate


@pytest.mark.parametrize(
    ("organisation", "title", "kind"),
    [("Trooz", "PST", "CPAS"), (None, "", "CPAS"), ("Ville de Huy", "PST", "AC"), ("CPAS et Ville de Huy", "", "CPAS"),
     ("Huy", "PST de la commune de Huy", "AC")],
)  # fmt: skip
def test_the_kind_of_administration(organisation: str | None, title: str, kind: str) -> None:
    plan = Plan(source="x", organisation=organisation, title=title, kind="pst")
    assert written(plan).findtext("Identifiants/TypeAdmin") == kind


def test_nothing_is_made_up() -> None:
    plan = one(responsable="Mme Dupont", responsable_mandataire="M. Durand")
    told = written(plan)
    assert told.findtext("Identifiants/INS") == "0"
    assert told.findtext("Identifiants/Exercice") == "0"
    assert told.find(".//Responsable") is None
    assert "Mme Dupont" in (told.findtext(".//Volet/Description/Valeur") or "")
    assert written(plan, 62122).findtext("Identifiants/INS") == "62122"
    assert "à compléter" in etree.tostring(told, encoding="unicode")


def test_what_has_no_objective_stands_under_an_element_that_is_none() -> None:
    told = written(one(Level.ACTION))
    assert [
        element.findtext("Libelle") for element in told.iter("Volet", "ObjectifStrategique", "ObjectifOperationnel")
    ] == ["NEANT"] * 3
    assert told.findtext(".//Action/Libelle") == "Loger"
