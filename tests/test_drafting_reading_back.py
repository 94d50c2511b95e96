"""A printed draft that comes back is the same plan: titles, levels, order, places and fields, from the pages alone."""

from datetime import date
from functools import lru_cache
from itertools import cycle
from pathlib import Path

import pytest

from assistant.drafting.builder import build
from assistant.drafting.export import exported
from assistant.drafting.reading import plan_of
from assistant.drafting.records import Budget, Indicator, Plan, PlanNode
from ingest.document import read_data, read_document
from ingest.records import Level
from tests.drafts import trooz
from tests.fakes import BagEmbeddings

PRINTED = (".docx", ".odt", ".pdf", ".md")
ROOT = Path(__file__).parent.parent
DECLARATIONS = (ROOT / "corpus" / "trooz-dps-2018-2024.txt", ROOT / "evals" / "drafting" / "numbered.txt",
                ROOT / "evals" / "drafting" / "prose.md")  # fmt: skip
FIELDS = (
    "responsable", "responsable_mandataire", "responsable_administratif", "service", "echeance", "indicateur", "budget",
    "partenaires", "odd", "categorie", "priorite", "plan", "etat", "date_debut", "constat", "commentaire", "details",
    "origin", "inspired_by",
)  # fmt: skip
_SAYINGS: tuple[dict[str, object], ...] = (
    {
        "responsable": "La directrice du service social",
        "echeance": "31/12/2026",
        "indicateur": (Indicator(libelle="Nombre de ménages suivis", cible="120", annee="2027"),),
        "budget": (Budget(montant="12.500 €", source="Commune", annee="2026"),),
        "partenaires": ("ONE", "Maison médicale"),
    },
    {
        "responsable_administratif": "Chef de service insertion",
        "service": "Insertion socioprofessionnelle",
        "echeance": "premier semestre 2027",
        "indicateur": (
            Indicator(libelle="Taux de sortie positive", cible="30 %", suggestion=True),
            Indicator(libelle="Délai moyen de traitement"),
        ),
        "budget": (Budget(source="Wallonie", annee="2027"), Budget(montant="3.000 €", commentaire="sous réserve")),
        "etat": "en cours",
        "details": "À mener avec les communes voisines.",
    },
    {
        "responsable_mandataire": "Présidente du CPAS",
        "responsable": "Directeur général",
        "responsable_administratif": "Coordinateur du plan",
        "partenaires": ("AMO", "service urbanisme", "police locale"),
        "date_debut": "01/02/2026",
        "constat": "La demande a doublé en trois ans",
        "commentaire": "À revoir après l'évaluation",
        "priorite": "haute",
    },
    {"echeance": "2030", "plan": "Plan de cohésion sociale", "budget": (Budget(montant="25.000 €"),)},
    {},
)


def filled(plan: Plan) -> Plan:
    """A draft as the staff fill it: objectives, actions and sub-actions with one set of fields after another."""
    told = cycle(_SAYINGS)
    nodes = []
    for node in plan.nodes:
        said = next(told) if node.level in (Level.OO, Level.ACTION, Level.SOUS_ACTION) else {}
        proposed = tuple(name for name in node.suggestions if name not in said)
        nodes.append(node.model_copy(update={**said, "suggestions": proposed}))
    return plan.model_copy(update={"nodes": tuple(nodes)})


@lru_cache(maxsize=8)
def drafted(path: Path) -> Plan:
    """The draft of a declaration, without other plans to draw on."""
    return build(read_document(path, path.name), None, BagEmbeddings().embed_documents)


def read_back(plan: Plan, suffix: str) -> Plan:
    """A plan as it is read from its own printed file."""
    return plan_of(read_data(exported(plan, suffix, day=date(2026, 3, 1)), f"projet{suffix}", "projet"))


def shape(plan: Plan) -> list[tuple[str, str, str, tuple[str, ...]]]:
    """The lines of a plan in order: level, number, words, and the words of those above."""
    known = {node.id: node for node in plan.nodes}

    def above(node: PlanNode) -> tuple[str, ...]:
        over = known.get(node.parent or "")
        return (*above(over), over.text) if over is not None else ()

    return [(node.level.value, node.number, node.text, above(node)) for node in plan.nodes]


def differences(plan: Plan, found: Plan) -> list[str]:
    """The fields of lines that did not come back; volets bear no origin of their own."""
    return [
        f"{before.number} {name}: {getattr(before, name)!r} -> {getattr(after, name)!r}"
        for before, after in zip(plan.nodes, found.nodes, strict=True)
        for name in FIELDS
        if getattr(before, name) != getattr(after, name) and before.level is not Level.VOLET
    ]


@pytest.mark.parametrize("suffix", PRINTED)
@pytest.mark.parametrize("path", DECLARATIONS, ids=lambda path: path.name)
def test_a_draft_comes_back_as_it_was(path: Path, suffix: str) -> None:
    plan = drafted(path)
    found = read_back(plan, suffix)
    assert shape(found) == shape(plan)
    assert differences(plan, found) == []
    assert [one.kind for one in found.nodes if one.level is Level.VOLET] == ["interne", "externe"]


@pytest.mark.parametrize("suffix", PRINTED)
@pytest.mark.parametrize("path", DECLARATIONS[:1], ids=lambda path: path.name)
def test_a_draft_that_the_staff_filled_comes_back_with_its_fields(path: Path, suffix: str) -> None:
    plan = filled(drafted(path))
    found = read_back(plan, suffix)
    assert shape(found) == shape(plan)
    assert differences(plan, found) == []


@pytest.mark.parametrize("suffix", PRINTED)
def test_sub_actions_and_passages_of_other_plans_come_back(suffix: str) -> None:
    plan = trooz()
    found = read_back(plan, suffix)
    assert shape(found) == shape(plan)
    assert differences(plan, found) == []
    assert (found.kind, found.organisation, found.period) == (plan.kind, plan.organisation, plan.period)


@pytest.mark.parametrize("suffix", PRINTED)
def test_where_lines_come_from_comes_back(suffix: str) -> None:
    plan = trooz()
    pairs = [(one, two) for one, two in zip(plan.nodes, read_back(plan, suffix).nodes, strict=True)
             if one.level is not Level.VOLET]  # fmt: skip
    for before, after in pairs:
        assert (after.origin, after.proposal) == (before.origin, before.proposal)
        assert [one.id for one in after.dps_items] == [one.id for one in before.dps_items]
    assert not any("à définir" in value for _, after in pairs for _, value in after.autres)
