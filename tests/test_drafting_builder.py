"""A draft from a declaration: everything covered, nothing invented, proposals named as such."""

import json
from pathlib import Path

import pytest

from assistant.drafting.builder import build
from assistant.drafting.errors import DraftError
from assistant.drafting.precedents import Precedents
from assistant.drafting.records import A_DEFINIR, Origin, Plan
from assistant.drafting.wording.completing import parted
from assistant.generation.hardfacts import hard_facts, holds
from assistant.service import Assistant
from ingest.document import read_document
from ingest.records import Document, Level
from tests.fakes import BagEmbeddings
from tests.samples import parsed

EVALS = Path(__file__).parent.parent / "evals" / "drafting"
CORPUS = Path(__file__).parent.parent / "corpus"
FILES = [CORPUS / "trooz-dps-2018-2024.txt", *(EVALS / name for name in ("prose.md", "numbered.txt", "mixed.txt"))]
GOLD = {one["file"]: one for one in json.loads((EVALS / "gold.json").read_text(encoding="utf-8"))}


@pytest.fixture(scope="module")
def drafts(assistant: Assistant) -> dict[str, tuple[Document, Plan]]:
    library = assistant.shelf.open()
    found = {}
    for path in FILES:
        document = read_document(path, path.name)
        organisation = document.identity.organisation
        own = organisation.value if organisation else None
        precedents = Precedents(library, lambda _: 1.0, own, document.id)
        found[path.name] = (document, build(document, precedents, assistant.shelf.model.embed_documents))
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_commitment_is_carried_out_somewhere(drafts: dict[str, tuple[Document, Plan]], path: Path) -> None:
    _, plan = drafts[path.name]
    assert plan.items
    assert [one.dps_item for one in plan.coverage] == [one.id for one in plan.items]
    assert all(one.nodes for one in plan.coverage)


def test_the_thirty_eight_items_of_trooz(drafts: dict[str, tuple[Document, Plan]]) -> None:
    _, plan = drafts["trooz-dps-2018-2024.txt"]
    assert len(plan.items) == 38


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_the_structure_is_whole(drafts: dict[str, tuple[Document, Plan]], path: Path) -> None:
    _, plan = drafts[path.name]
    assert {one.kind for one in plan.nodes if one.level is Level.VOLET} == {"interne", "externe"}
    for one in plan.nodes:
        if one.level is Level.OS:
            assert one.text.startswith("Être un CPAS qui ")
        if one.level in (Level.VOLET, Level.OS, Level.OO):
            assert plan.children(one.id)
    assert len({one.id for one in plan.nodes}) == len(plan.nodes)
    assert sum(one.level is Level.OS for one in plan.nodes) <= 9


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_no_figure_and_no_name_is_written_in(drafts: dict[str, tuple[Document, Plan]], path: Path) -> None:
    document, plan = drafts[path.name]
    texts = {one.id: one.text for one in plan.items}
    for one in plan.nodes:
        said = " ".join(texts[ref.id] for ref in one.dps_items)
        if one.origin is Origin.DPS:
            told = f"{one.text} {one.echeance} {one.date_debut} {' '.join(one.partenaires)}".replace(A_DEFINIR, "")
            told += " ".join(budget.montant for budget in one.budget)
            assert [fact for fact in hard_facts(told) if not holds(f"{said} {document.text}", fact)] == []
        if one.origin is Origin.PRECEDENT:
            assert one.proposal
            assert one.inspired_by
            assert one.precedents
            assert one.echeance == A_DEFINIR
            assert one.budget == ()
            assert one.partenaires == ()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_precedents_quote_other_plans_word_for_word(
    drafts: dict[str, tuple[Document, Plan]], assistant: Assistant, path: Path
) -> None:
    document, plan = drafts[path.name]
    own = document.identity.organisation
    for one in plan.nodes:
        for cited in one.precedents:
            assert assistant.tree(cited.document).text[cited.start : cited.end] == cited.quote
            assert own is None or cited.organisation != own.value


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_commitments_stand_in_their_natural_volet(drafts: dict[str, tuple[Document, Plan]], path: Path) -> None:
    """Against the volets of `gold.json`, which somebody else wrote."""
    _, plan = drafts[path.name]
    wanted = {" ".join(one["text"].split()): one["volet"] for one in GOLD[path.name]["items"]}
    volets = {}
    for top in plan.children(None):
        for one in plan.under(top.id):
            volets.update((ref.id, top.kind) for ref in one.dps_items)
    judged = right = 0
    for item in plan.items:
        volet = next((volet for text, volet in wanted.items() if text in " ".join(item.text.split())), None)
        if volet is not None:
            judged += 1
            right += volet in ("either", volets[item.id])
    assert judged >= 0.8 * len(wanted)
    assert right >= 0.85 * judged


def test_a_deadline_of_the_declaration_is_kept_and_none_is_made_up(drafts: dict[str, tuple[Document, Plan]]) -> None:
    _, plan = drafts["numbered.txt"]
    due = {ref.id: one.echeance for one in plan.nodes for ref in one.dps_items if one.level is Level.ACTION}
    said = {one.id: one.text for one in plan.items}
    assert any(value == "avant fin 2027" for value in due.values())
    assert all(value in said[name] for name, value in due.items() if value != A_DEFINIR)


def test_a_document_without_commitment_is_refused() -> None:
    document = parsed("Déclaration de politique sociale du CPAS de Huy\n\nMerci à tous.\n", "huy.txt")
    with pytest.raises(DraftError, match="aucun engagement"):
        build(document, None, BagEmbeddings().embed_documents)


def test_what_only_goes_on_about_a_commitment_is_its_comment() -> None:
    said, rest = parted("Maintenir le Chas, lieu d'insertion. Le Chas est agréé.")
    assert (said, rest) == ("Maintenir le Chas, lieu d'insertion.", "Le Chas est agréé.")
    assert parted("Créer un guichet. Former les agents.") == ("Créer un guichet. Former les agents.", "")
