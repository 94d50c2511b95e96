"""Plans that were written come back as they were; plans that were read keep all that they say."""

import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.drafting.export import exported
from assistant.drafting.export.blocks import printable
from assistant.drafting.reading import plan_of
from assistant.drafting.records import A_DEFINIR, Budget, Indicator, Origin, Plan, PlanNode
from ingest.corrections import Correction, Subject, apply
from ingest.document import parse_source, read_data
from ingest.errors import UnreadableFileError
from ingest.records import Corrected, Document, Level, Period
from ingest.source import Hint, SourceWriter
from tests.drafts import QUICK, plans, trooz
from tests.samples import andenne

FORMATS = (".json", ".xlsx", ".xml")


def back(plan: Plan, suffix: str) -> Plan:
    """A plan written, ingested and read again."""
    return plan_of(document(plan, suffix))


def document(plan: Plan, suffix: str) -> Document:
    return read_data(exported(plan, suffix), f"plan{suffix}", f"plan{suffix}")


def said(words: str) -> str:
    """A field as every format says it: on one line, « à définir » where it is empty."""
    return flat(words) or A_DEFINIR


def flat(words: str) -> str:
    return " ".join(printable(words).split())


def normal(node: PlanNode) -> PlanNode:
    """A line with its words flattened, without the passages that it cites."""
    held = node.model_dump()
    plain = {
        key: said(value) for key, value in held.items() if isinstance(value, str) and getattr(_BLANK, key) == A_DEFINIR
    }
    return node.model_copy(
        update=plain
        | {
            "text": flat(node.text),
            "commentaire": said(node.commentaire),
            "details": said(node.details),
            "precedents": (),
            "partenaires": tuple(map(flat, node.partenaires)),
            "indicateur": tuple(
                one.model_copy(
                    update={key: said(getattr(one, key)) for key in ("libelle", "cible", "atteint", "annee")}
                )
                for one in node.indicateur
            ),
            "budget": tuple(
                one.model_copy(
                    update={key: said(getattr(one, key)) for key in ("source", "annee", "montant")}
                    | {"commentaire": flat(one.commentaire)}
                )
                for one in node.budget
            ),
            "autres": tuple((flat(label), flat(value)) for label, value in node.autres),
            "inspired_by": tuple(map(flat, node.inspired_by)),
        }
    )


_BLANK = PlanNode(id="x", parent=None, level=Level.OS, text="")


def check_same(found: Plan, plan: Plan) -> None:
    """Two plans say the same: tree, order, words, numbers, kinds, every field."""
    assert [normal(one).model_dump() for one in found.nodes] == [normal(one).model_dump() for one in plan.nodes]
    assert (found.period, found.kind) == (plan.period, plan.kind)
    assert flat(found.organisation or "") == flat(plan.organisation or "")


@settings(max_examples=60, deadline=None, phases=QUICK)
@given(plan=plans())
def test_json_comes_back_exactly(plan: Plan) -> None:
    assert back(plan, ".json") == plan


@pytest.mark.parametrize("suffix", [".xlsx", ".xml"])
@settings(max_examples=60, deadline=None, phases=QUICK)
@given(plan=plans())
def test_any_plan_comes_back_with_nothing_lost(suffix: str, plan: Plan) -> None:
    check_same(back(plan, suffix), plan)


@pytest.mark.parametrize("suffix", FORMATS)
def test_the_draft_of_trooz_comes_back(suffix: str) -> None:
    found = back(trooz(), suffix)
    check_same(found, trooz())
    if suffix == ".json":
        assert found == trooz()


@settings(max_examples=30, deadline=None, phases=QUICK)
@given(plan=plans(), suffix=st.sampled_from(FORMATS))
def test_what_comes_back_is_a_document_that_quotes_itself(plan: Plan, suffix: str) -> None:
    found = document(plan, suffix)
    for node in found.nodes:
        quote = found.quote(node)
        assert quote.strip() == quote != ""
        assert quote == node.text or not node.text
        assert found.text.count("\n", 0, node.start) + 1 == node.line
        assert node.parent is None or node.parent in found.by_id
    if found.identity.organisation:
        place = found.identity.organisation
        assert found.text[place.start : place.end] == place.quote


def test_a_draft_is_told_to_be_one() -> None:
    assert any("brouillon" in one for one in document(trooz(), ".json").warnings)
    adopted = trooz().model_copy(update={"kind": "pst"})
    assert document(adopted, ".xlsx").warnings == ()


@pytest.mark.parametrize("suffix", [".json", ".xlsx", ".xml", ".docx", ".odt", ".pdf", ".md"])
def test_a_draft_is_one_in_every_format_until_the_staff_says_that_it_is_adopted(suffix: str) -> None:
    read = document(trooz(), suffix)
    assert read.is_draft
    assert plan_of(read).kind == "brouillon"
    adopted = apply(read, [Correction(1, date(2026, 1, 5), Subject.KIND, "pst")])
    assert not adopted.is_draft
    assert plan_of(adopted).kind == "pst"
    assert apply(adopted, []).is_draft


def test_a_plan_that_was_adopted_is_no_draft() -> None:
    assert not document(trooz().model_copy(update={"kind": "pst"}), ".json").is_draft
    assert not andenne().is_draft


def test_fields_are_attributes_that_questions_find() -> None:
    held = {node.number: dict(node.attributes) for node in document(trooz(), ".json").nodes}
    assert held["1.3.1"]["responsable"] == "Délégué à la protection des données"
    assert held["5.3.1"]["partenaires"] == "MM ; Aigs ; One"
    assert "echeance" not in held["1.1.1"], "what is to be defined is no value"


def test_a_correction_by_the_staff_goes_before_what_was_written() -> None:
    read = document(trooz(), ".json")
    nodes = tuple(replace(node, text="Étudier les besoins") if node.number == "1.1.1" else node for node in read.nodes)
    corrected = replace(read, nodes=nodes, corrections=(Corrected(1, "titre", "2026-01-01"),))
    line = next(one for one in plan_of(corrected).nodes if one.number == "1.1.1")
    assert line.text == "Étudier les besoins"
    assert line.dps_items == next(one for one in trooz().nodes if one.number == "1.1.1").dps_items


def read_sheet(*rows: tuple[Level, str, tuple[tuple[str, str], ...]]) -> Plan:
    writer = SourceWriter()
    for level, words, attributes in rows:
        writer.line(words, Hint(level=level, attributes=attributes))
    return plan_of(parse_source(writer.source(), "plan.xlsx", "plan.xlsx", "0" * 64))


def test_the_fields_of_any_plan_are_read_and_the_unknown_ones_kept() -> None:
    plan = read_sheet(
        (Level.OS, "Être ouvert", ()),
        (Level.OO, "Accueillir", ()),
        (
            Level.ACTION,
            "Ouvrir une permanence",
            (
                ("pilote", "Le service social"), ("partenaires", "ONE ; AMO"), ("budget", "25.000 € ; 5.000 € en 2027"),
                ("commentaire_budget", "sous réserve"), ("odd", "ODD 3 et 11"), ("moyens", "un mi-temps"),
                ("indicateur", "Nombre de visites"), ("mandataire", "Le président"),
            ),
        ),
    )  # fmt: skip
    action = plan.nodes[-1]
    assert (plan.kind, action.origin) == ("pst", Origin.PLAN)
    assert action.responsable == "Le service social"
    assert action.responsable_mandataire == "Le président"
    assert action.partenaires == ("ONE", "AMO")
    assert action.budget == (Budget(montant="25.000 €"), Budget(montant="5.000 € en 2027"))
    assert action.odd == (3, 11)
    assert action.indicateur == (Indicator(libelle="Nombre de visites"),)
    assert action.autres == (("commentaire sur le budget", "sous réserve"), ("moyens", "un mi-temps"))
    assert action.service == A_DEFINIR


def test_a_plan_that_was_read_has_its_tree_and_its_identity() -> None:
    plan = plan_of(andenne())
    assert (plan.organisation, plan.period) == ("Andenne", Period(2025, 2030))
    assert [one.kind for one in plan.children(None)] == ["interne", "externe"]
    assert [one.text for one in plan.under(plan.children(None)[0].id) if one.level is Level.ACTION] == [
        "Organiser une formation aux premiers secours", "Acquérir un logiciel de gestion des dossiers",
    ]  # fmt: skip
    assert ("priorité de la DPS", "1 : La jeunesse") in next(one for one in plan.nodes if one.number == "2").autres


@pytest.mark.parametrize(
    "data",
    [b"[]", b"{}", b'{"nodes": 3}', b"pas du JSON", b'{"nodes": [{"id": "a"}]}', b"\xff\xfe\x00",
     b'{"nodes": [{"id": "a", "parent": "b", "level": "os", "text": "x"}]}',
     b'{"nodes": [{"id": "a", "parent": null, "level": "article", "text": "x"}]}'],
)  # fmt: skip
def test_json_that_is_no_draft_is_refused_by_its_name(data: bytes) -> None:
    with pytest.raises(UnreadableFileError, match=r"autre\.json"):
        read_data(data, "autre.json", "autre.json")


def test_a_draft_with_a_field_that_none_has_is_refused_when_it_is_used() -> None:
    plan = trooz().as_json()
    plan["nodes"][3]["humeur"] = "bonne"
    read = read_data(json.dumps(plan).encode(), "x.json", "x.json")
    with pytest.raises(UnreadableFileError, match=r"nodes\.3\.humeur"):
        plan_of(read)
