"""Facts, coverage and precedents: what a draft may say."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer import Citation
from assistant.drafting.checks import run_checks
from assistant.drafting.records import Budget, Check, Coverage, Indicator, Origin, Plan, PlanNode
from ingest.records import Level, Period
from tests.checked import item, ref

ITEM = item(1, "Nous ouvrirons 3 logements avec la Croix-Rouge d'ici fin 2027")
OTHER = item(2, "Former les agents à l'accueil")
SOURCE = "Le PST prévoit : Organiser douze ateliers avec l'asbl Les Tilleuls en 2026. Fin."
QUOTE = "Organiser douze ateliers avec l'asbl Les Tilleuls en 2026"


def cite(quote: str = QUOTE, start: int | None = None, document: str = "autre.txt") -> Citation:
    start = SOURCE.index(QUOTE) if start is None else start
    return Citation(
        n=1, document=document, title="PST", organisation="Huy", breadcrumb=(), node="x", level="action",
        quote=quote, start=start, end=start + len(quote), line=1, page=None, state="verified",
    )  # fmt: skip


def draft(text: str, origin: Origin = Origin.DPS, **fields: object) -> Plan:
    """A draft whose one action has these words."""
    own: dict[str, Any] = {"dps_items": (ref(ITEM),)} if origin in (Origin.DPS, Origin.MODEL) else {"proposal": True}
    asked = {"proposal": True, "origin": Origin.METHOD}
    line = {"id": "a", "parent": "oo", "level": Level.ACTION, "number": "1.1.1", "text": text, "origin": origin}
    nodes = (
        PlanNode(id="v", parent=None, level=Level.VOLET, text="Volet externe", kind="externe", **asked),
        PlanNode(id="os", parent="v", level=Level.OS, number="1", text="Être un CPAS solidaire", **asked),
        PlanNode(id="oo", parent="os", level=Level.OO, text="Former", dps_items=(ref(OTHER),), origin=Origin.DPS),
        PlanNode.model_validate({**line, **own, **fields}),
    )
    return Plan(source="dps.txt", period=Period(2025, 2030), nodes=nodes, items=(ITEM, OTHER))


def checked(plan: Plan, texts: dict[str, str] | None = None) -> dict[str, Check]:
    return {one.id: one for one in run_checks(plan, texts=texts)}


@pytest.mark.parametrize(
    "text",
    [
        "Ouvrir 3 logements avec la Croix-Rouge",
        "Ouvrir trois logements d'ici 2027",
        "Engager sous l'article 60 § 7 avec le Forem",
        "Être prêt pour 2030",
    ],
)
def test_facts_of_the_sources_are_allowed(text: str) -> None:
    assert checked(draft(text))["faits.inventes"].ok


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("Ouvrir 4 logements", "4"),
        ("Ouvrir douze logements", "douze"),
        ("Ouvrir des logements avec Caritas", "Caritas"),
        ("Ouvrir des logements en 2026", "2026"),
        ("Ouvrir des logements (info@huy.be)", "info@huy.be"),
    ],
)
@pytest.mark.parametrize("origin", [Origin.DPS, Origin.MODEL])
def test_other_facts_are_errors(text: str, fact: str, origin: Origin) -> None:
    found = checked(draft(text, origin))["faits.inventes"]
    assert not found.ok
    assert found.severity == "erreur"
    assert f"« {fact} »" in found.detail
    assert found.nodes == ("a",)


@given(st.integers(2100, 10**7))
def test_a_figure_is_allowed_exactly_where_the_declaration_has_it(number: int) -> None:
    plan = draft(f"Prévoir {number} euros")
    assert not checked(plan)["faits.inventes"].ok
    assert checked(plan, {"dps.txt": f"Un budget de {number} euros est prévu."})["faits.inventes"].ok


def test_what_the_staff_wrote_is_their_own() -> None:
    assert checked(draft("Ouvrir 4 logements avec Caritas", Origin.AGENT))["faits.inventes"].ok


def test_an_existing_plan_has_no_facts_to_prove() -> None:
    plan = draft("Ouvrir 4 logements").model_copy(update={"kind": "pst"})
    assert "faits.inventes" not in checked(plan)


@pytest.mark.parametrize("own", ["douze ateliers", "des ateliers avec Les Tilleuls", "des ateliers en 2026"])
def test_what_is_a_precedents_own_is_an_error(own: str) -> None:
    plan = draft(f"Organiser {own}", Origin.PRECEDENT, precedents=(cite(),), inspired_by=("Huy",))
    found = checked(plan)
    assert not found["faits.precedents"].ok
    assert found["faits.inventes"].ok, "it is not invented, it is taken over"


def test_the_idea_of_a_precedent_is_allowed_and_its_owner_named() -> None:
    text = "Organiser des ateliers – proposition, inspirée de Huy"
    plan = draft(text, Origin.PRECEDENT, precedents=(cite(),), inspired_by=("Huy",))
    found = checked(plan, {"autre.txt": SOURCE})
    assert found["faits.precedents"].ok
    assert found["faits.inventes"].ok
    assert found["precedents.citations"].ok
    assert found["precedents.propositions"].ok


def test_a_precedents_partner_in_a_field() -> None:
    fields = {"precedents": (cite(),), "inspired_by": ("Huy",), "partenaires": ("asbl Les Tilleuls",)}
    assert not checked(draft("Organiser des ateliers", Origin.PRECEDENT, **fields))["faits.precedents"].ok


@pytest.mark.parametrize(
    ("fields", "ok"),
    [
        ({"partenaires": ("la Croix-Rouge",)}, True),
        ({"partenaires": ("Caritas",)}, False),
        ({"echeance": "fin 2027"}, True),
        ({"echeance": "2028"}, False),
        ({"echeance": "2028", "suggestions": ("echeance",)}, True),
        ({"budget": (Budget(montant="5.000 €"),)}, False),
        ({"responsable": "directrice générale"}, True),
        ({"responsable": "Madame Dupont"}, False),
        ({"indicateur": (Indicator(libelle="Nombre de logements", suggestion=True),)}, True),
        ({"indicateur": (Indicator(libelle="Logements", cible="12"),)}, False),
        ({"odd": (1, 10), "categorie": "logement"}, True),
    ],
)
def test_fields_rest_on_sources(fields: dict[str, Any], ok: bool) -> None:
    assert checked(draft("Ouvrir des logements", **fields))["faits.champs"].ok is ok


def test_quotes_are_verified() -> None:
    def fault(quote: Citation, texts: dict[str, str] | None = None) -> str:
        plan = draft("Organiser des ateliers", Origin.PRECEDENT, precedents=(quote,), inspired_by=("Huy",))
        return checked(plan, {"autre.txt": SOURCE} if texts is None else texts)["precedents.citations"].detail

    assert "vérifiée" in fault(cite())
    assert "mots différents" in fault(cite(start=3))
    assert "hors du texte" in fault(cite(start=len(SOURCE)))
    assert "absent de la bibliothèque" in fault(cite(), {})
    plan = draft("Organiser des ateliers", Origin.PRECEDENT, precedents=(cite(),), inspired_by=("Huy",))
    assert "precedents.citations" not in checked(plan), "nothing can be said without the texts"


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({}, "sans citation"),
        ({"precedents": (cite(),), "proposal": False}, "proposition"),
        ({"precedents": (cite(),)}, "s'inspire"),
    ],
)
def test_a_precedent_is_a_cited_proposal(fields: dict[str, Any], told: str) -> None:
    found = checked(draft("Organiser des ateliers", Origin.PRECEDENT, **fields))["precedents.propositions"]
    assert not found.ok
    assert told in found.detail


def test_coverage_both_ways() -> None:
    found = checked(draft("Ouvrir des logements"))
    assert found["couverture.engagements"].ok
    assert found["couverture.propositions"].ok
    lost = checked(draft("Ouvrir des logements", dps_items=()))
    assert "D01" in lost["couverture.engagements"].detail
    assert lost["couverture.propositions"].nodes == ("a",)


def test_references_to_commitments_are_right() -> None:
    plan = draft("Ouvrir des logements")
    wrong = ref(ITEM).model_copy(update={"text": "Autre chose"})
    assert not checked(draft("Ouvrir", dps_items=(wrong,)))["couverture.renvois"].ok
    assert not checked(draft("Ouvrir", dps_items=(ref(item(9, "Rien")),)))["couverture.renvois"].ok
    right = plan.model_copy(update={"coverage": (Coverage(dps_item="D01", nodes=("a",)),)})
    assert checked(right)["couverture.renvois"].ok
    for nodes in (("oo",), ("z",)):
        bad = plan.model_copy(update={"coverage": (Coverage(dps_item="D01", nodes=nodes),)})
        assert not checked(bad)["couverture.renvois"].ok


def test_a_plan_without_commitments_has_no_coverage() -> None:
    plan = draft("Ouvrir des logements").model_copy(update={"items": ()})
    assert not {name for name in checked(plan) if name.startswith("couverture.")}
