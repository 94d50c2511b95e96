"""How much records are about an aspect."""

import numpy as np
import pytest

from assistant import scoring
from assistant.aspects import Aspect, Need
from assistant.catalogue import Catalogue, Scores
from assistant.relevance import Relevance
from assistant.scored import FURTHER, FURTHER_SHARED, HEADINGS, LEADS, NEAREST, lift
from assistant.scoring import (
    COVERED,
    FURTHER_BLOCKED,
    FURTHER_OWN,
    HEADING,
    HEADING_BLOCKED,
    HEADING_PURE,
    MANY,
    NEAREST_BROAD,
    ROW,
    Scoring,
)
from ingest.records import Document, Level
from ingest.themes import sequence, thesaurus
from tests.fakes import FakeLibrary
from tests.samples import andenne, dps, parsed

PLAN = """PST 2025-2030 du CPAS de Huy

Volet externe

Objectif stratégique 1 : Lutter contre le surendettement

Objectif opérationnel 1.1 : Prévenir

Actions :
    • Visiter les classes
    • Acheter des vélos

Objectif opérationnel 1.2 : Développer la mobilité

Actions :
    • Former des guides
"""
LIBRARY = FakeLibrary(parsed(PLAN, "huy-pst.txt"), andenne(), dps())
CATALOGUE = Catalogue(LIBRARY)
SCORING = Scoring(CATALOGUE, Relevance(LIBRARY))


def aspect(concept: str, said: str, **more: object) -> Aspect:
    return Aspect(concept, sequence(said), **more)  # type: ignore[arg-type]


def score(text: str, *aspects: Aspect) -> float:
    at = next(at for at, (_, node) in enumerate(CATALOGUE.pairs) if node.text == text)
    return float(SCORING.score([Need(tuple((one,) for one in aspects))]).total[at])


DEBT, MOBILITY = aspect("surendettement", "surendettement"), aspect("mobilite", "mobilité")


def test_what_stands_nearer_weighs_more() -> None:
    assert score("Lutter contre le surendettement", DEBT) == 1
    assert score("Acheter des vélos", MOBILITY) == 1
    assert score("Former des guides", MOBILITY) == pytest.approx(scoring.NEAREST)
    assert score("Visiter les classes", DEBT) == pytest.approx(scoring.FURTHER)
    assert score("Acheter des vélos", DEBT) == pytest.approx(scoring.FURTHER_OWN)
    assert score("Former des guides", DEBT) == pytest.approx(scoring.FURTHER_BLOCKED)
    assert scoring.FURTHER_BLOCKED < ROW <= scoring.FURTHER_OWN


def test_two_subjects_have_to_fit_together() -> None:
    assert score("Acheter des vélos", DEBT, MOBILITY) == pytest.approx(scoring.FURTHER_OWN)
    assert score("Visiter les classes", DEBT, MOBILITY) == 0


def test_a_part_leaves_the_rest_of_its_theme_behind() -> None:
    bikes = aspect("mobilite", "vélo", part=thesaurus().part("mobilite", sequence("vélo")))
    assert score("Acheter des vélos", bikes) == 1
    assert score("Développer la mobilité", bikes) < ROW


@pytest.mark.parametrize("concept", sorted(thesaurus().concepts))
def test_scores_are_shares_and_a_tag_is_certain(concept: str) -> None:
    total = SCORING.aspect(aspect(concept, "licorne")).total
    assert ((total >= 0) & (total <= 1)).all()
    certain = np.setdiff1d(CATALOGUE.themed(concept), SCORING._aside(concept, concept))
    assert (total[certain] == 1).all()


def test_words_without_a_theme_are_weighed_by_their_rarity() -> None:
    words = Aspect(None, ("class", "licorn"))
    assert score("Visiter les classes", Aspect(None, ("class",))) == 1
    assert score("Visiter les classes", words) < ROW


PLACES = """PST 2025-2030 du CPAS de Huy

Volet externe

Objectif stratégique 1 : Réduire nos consommations

Objectif opérationnel 1.1 : Améliorer la performance énergétique de nos bâtiments

Actions :
    • Chauffer le hall des sports aux plaquettes de bois par une chaudière
    • Rénover le hall des sports
"""


def test_a_building_that_something_else_is_done_to_is_a_place() -> None:
    library = FakeLibrary(parsed(PLACES, "huy-pst.txt"))
    catalogue = Catalogue(library)
    total = Scoring(catalogue, Relevance(library)).aspect(aspect("sport", "sport")).total
    found = {node.text: float(total[at]) for at, (_, node) in enumerate(catalogue.pairs)}
    assert found["Chauffer le hall des sports aux plaquettes de bois par une chaudière"] < ROW
    assert found["Rénover le hall des sports"] >= ROW


def test_what_is_asked_of_the_public_is_not_the_organisation_s_own() -> None:
    library = FakeLibrary(parsed(PLACES, "huy-pst.txt"))
    catalogue = Catalogue(library)
    scores = Scoring(catalogue, Relevance(library))
    heated = catalogue.themed("performance-energetique")
    anyone = scores.aspect(aspect("energie", "énergie")).own[heated]
    public = scores.aspect(aspect("energie", "énergie", public=True)).own[heated]
    assert (public <= anyone).all()
    assert (public < ROW).all()


def plain_inherited(scoring: Scoring, aspect: Aspect, own: Scores) -> Scores:
    """What objectives and headings give, worked out for every node: who is left out elsewhere is given nothing."""
    catalogue = scoring._catalogue
    told = own >= COVERED
    elsewhere, themed = scoring._elsewhere(aspect.concept or ""), scoring._themed(aspect)
    found = np.zeros(len(catalogue), dtype=np.float32)
    busy, foreign = elsewhere & ~told, (catalogue.breadth > 0) & ~told
    few = (catalogue.breadth < MANY) | scoring._titled(aspect)
    pure, double = scoring._pure(aspect), scoring._double(aspect, told)
    leads, headings = catalogue.at(LEADS), catalogue.at(HEADINGS)
    passed = catalogue.at({Level.OO})
    blocked = passed & busy
    for above in catalogue.chain:
        here = above >= 0
        up = np.where(here, above, 0)
        speaks = here & told[up]
        is_lead, is_heading = here & leads[up], here & headings[up]
        lift(found, speaks & is_lead & ~passed, np.where(few[up], NEAREST, NEAREST_BROAD))
        shared = double[up] | ~few[up]
        free = np.where(shared, FURTHER_SHARED, FURTHER)
        own_subject = np.where(shared, 0, FURTHER_OWN)
        behind = np.where(shared, 0, FURTHER_BLOCKED)
        lift(found, speaks & is_lead & passed, np.where(blocked, behind, np.where(busy, own_subject, free)))
        gives = np.where(foreign | (catalogue.breadth[up] > 1), HEADING_BLOCKED, HEADING)
        lift(found, speaks & is_heading, np.where(pure[up], np.maximum(gives, HEADING_PURE), gives))
        passed = passed | is_lead
        same = is_lead & themed[up]
        busy = busy & ~same
        blocked = (blocked & ~same) | (is_lead & ~same & elsewhere[up] & ~told[up])
        foreign = foreign | (here & is_lead & (catalogue.breadth[up] > 0) & ~told[up])
    return found


@pytest.mark.parametrize("concept", sorted(thesaurus().concepts))
def test_what_is_inherited_is_what_every_node_worked_out_gives(concept: str, documents: dict[str, Document]) -> None:
    library = FakeLibrary(andenne(), dps(), parsed(PLAN, "plan.txt"), *documents.values())
    scoring = Scoring(Catalogue(library), Relevance(library))
    aspect = Aspect(words=(concept,), concept=concept)
    own = scoring._own(aspect)
    assert np.array_equal(scoring._inherited(aspect, own), plain_inherited(scoring, aspect, own))
