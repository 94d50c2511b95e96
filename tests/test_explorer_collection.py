from dataclasses import replace
from pathlib import Path

import pytest

from assistant.access import Role
from assistant.answer import Citation
from assistant.explorer import facing, naming, reading, themes
from assistant.explorer.collection import Collection, open_collection
from assistant.explorer.finding import Finder, Only
from assistant.explorer.themes import Themes
from assistant.explorer.words import terms_of, words_of
from assistant.service import Assistant
from assistant.settings import Settings
from ingest.folding import fold_spaces
from ingest.records import Level, Visibility
from ingest.themes import thesaurus
from tests.shelves import publish, shelf_in, two_plans


@pytest.fixture(scope="module")
def explored(assistant: Assistant) -> Collection:
    found = open_collection(assistant)
    assert found is not None
    return found


@pytest.fixture(scope="module")
def classified(explored: Collection) -> Themes:
    return themes.classify(explored.library, explored.plans)


def test_an_empty_library_holds_nothing(tmp_path: Path) -> None:
    assert open_collection(Assistant(Settings(home=tmp_path)).seen_by(Role.CITIZEN)) is None


def test_the_library_is_opened_once_and_shared_where_everything_is_public(assistant: Assistant) -> None:
    staff, citizen = (open_collection(assistant.seen_by(one)) for one in (Role.STAFF, Role.CITIZEN))
    assert staff is not None
    assert citizen is not None
    assert staff.library is citizen.library is assistant.library()


def test_citizens_see_public_documents_only(tmp_path: Path) -> None:
    service = Assistant(Settings(home=tmp_path))
    service.shelf = shelf_in(tmp_path / "library")
    first, second = two_plans()
    publish(service.shelf, [first, replace(second, shown_to=Visibility.INTERNAL)]).close()
    citizen, staff = (open_collection(service.seen_by(one)) for one in (Role.CITIZEN, Role.STAFF))
    assert citizen is not None
    assert staff is not None
    assert citizen.library.folder != staff.library.folder
    assert [one.id for one in citizen.documents] == [first.id]
    assert [one.id for one in staff.documents] == [first.id, second.id]


def test_plans_have_a_tree_and_a_name_each(explored: Collection) -> None:
    assert {naming.kind(one) for one in explored.plans} >= {"PST", "DPS"}
    assert len(set(explored.labels.values())) == len(explored.documents)
    assert not any(one.is_note for one in explored.plans)


@pytest.mark.parametrize("query", ["logement", "maison de repos", '"mise à l\'emploi"', "CPAS jeunes", "xyzzy"])
def test_a_search_finds_every_element_that_holds_the_words(explored: Collection, query: str) -> None:
    words = words_of(query)
    found = Finder(explored).find(words)
    for document, node in found.hits:
        said = " ".join([naming.level(node), node.text, node.dps_priority.label if node.dps_priority else "",
                         *(value for _, value in node.attributes)])  # fmt: skip
        assert set(words.terms) <= terms_of(said), node
        assert all(one in fold_spaces(said) for one in words.phrases)
        assert explored.by_id[document.id] is document
    plain = [node.id for one in explored.documents for node in one.nodes if words.fits(node.text)]
    assert set(plain) <= {node.id for _, node in found.hits}
    assert found.total == sum(number for _, number in found.organisations) == sum(number for _, number in found.levels)


def test_a_search_keeps_to_its_limits(explored: Collection) -> None:
    words, finder = words_of("logement"), Finder(explored)
    every = finder.find(words)
    for name, number in every.organisations:
        assert finder.find(words, Only(organisations={name})).total == number
    for level, number in every.levels:
        assert finder.find(words, Only(levels={level})).total == number
    kinds = {naming.kind(document) for document, _ in every.hits}
    assert sum(finder.find(words, Only(kinds={kind})).total for kind in kinds) == every.total


def test_a_cell_of_the_grid_is_what_the_assistant_counts(assistant: Assistant, classified: Themes) -> None:
    grid = themes.grid(classified, {one.id for one in classified.documents})
    for concept, organisation in (("jeunesse", "Bernissart"), ("logement", "Durbuy"), ("personnes-agees", "Trooz")):
        if concept not in grid.concepts:
            continue
        label = thesaurus().concepts[concept].label
        answer = assistant.ask(f"Quelles actions portent sur {label} à {organisation} ?")
        cell = grid.counts[grid.concepts.index(concept), grid.organisations.index(organisation)]
        assert answer.total == cell, (concept, organisation)


def test_the_grid_counts_the_actions_that_its_cells_lead_to(classified: Themes) -> None:
    every = {one.id for one in classified.documents}
    grid = themes.grid(classified, every)
    assert grid.totals.sum() == len(classified.units)
    for row, concept in enumerate(grid.concepts):
        for column, organisation in enumerate(grid.organisations):
            own = {one.id for one in classified.documents if naming.organisation(one) == organisation}
            assert len(classified.pairs(concept, own)) == grid.counts[row, column] <= grid.totals[column]
    assert themes.grid(classified, set()).concepts == ()


def test_a_plan_alone_has_the_themes_that_it_has_among_others(explored: Collection, classified: Themes) -> None:
    document = explored.plans[0]
    for concept in ("jeunesse", "logement", "formation-personnel"):
        alone = themes.on_theme(explored.library, document, concept)
        among = {node.id for _, node in classified.pairs(concept, {document.id})}
        units = {node.id for _, node in classified.pairs(None, {document.id})}
        assert alone & units == among


def test_two_plans_face_each_other_theme_by_theme(classified: Themes) -> None:
    left, right = classified.documents[:2]
    faced = facing.face(classified, left, right)
    assert all(one.left and one.right for one in faced.both)
    assert all(not one.right for one in faced.only_left)
    assert len({one.concept for one in faced.themes}) == len(faced.themes)
    for suffix, mark in ((".docx", b"PK"), (".odt", b"PK"), (".pdf", b"%PDF")):
        assert facing.facing_file(faced, suffix).startswith(mark)


def test_two_plans_are_compared_line_by_line_the_older_first(explored: Collection) -> None:
    plans = [one for one in explored.plans if naming.kind(one) == "PST" and facing.line_by_line(one)]
    old, new = facing.in_order(plans[1], plans[0])
    comparison = facing.compare(old, new)
    assert comparison.old.source == old.id
    same = facing.compare(old, old)
    assert {one.status for one in same.changes} == {"gardée"}
    assert facing.comparison_file(same, ".odt").startswith(b"PK")


def test_every_element_is_cited_where_it_stands(explored: Collection) -> None:
    for document in explored.plans:
        for node in document.nodes:
            found = reading.passage(document, node)
            assert found.quote == document.text[node.start : node.end]
            assert f"{found.before}{found.quote}{found.after}" in document.text
    node = next(one for one in explored.plans[0].nodes if one.level is Level.ACTION)
    cited = reading.citation(explored.plans[0], node)
    assert isinstance(cited, Citation)
    assert cited.quote == explored.plans[0].quote(node)


@pytest.mark.parametrize("rank", [0, 7, 19])
def test_the_question_about_an_element_is_answered_with_it(
    assistant: Assistant, explored: Collection, rank: int
) -> None:
    document = explored.plans[0]
    node = [one for one in document.nodes if one.level is Level.ACTION][rank]
    answer = assistant.ask(reading.question(document, node))
    assert answer.status == "answered"
    assert any(one.node == node.id or document.quote(node) in one.quote for one in answer.citations)
