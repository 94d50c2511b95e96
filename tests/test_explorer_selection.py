import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.explorer import outline
from assistant.explorer.outline import Branch
from assistant.explorer.selection import Selection, Wish, choices, elements, select
from assistant.explorer.words import words_of
from ingest.records import Document, Level
from tests.plans import parsed
from tests.samples import andenne

_PLAN = """Programme stratégique transversal 2025-2030 du CPAS d'Andenne

OS 1 : Être un CPAS solidaire
OO 1.1 : Aider
A 1.1.1 : Ouvrir un logement
Responsable : Service social
Échéance : 2026
A 1.1.2 : Prêter des tablettes
Échéance : fin 2027
"""


def kept(document: Document, wish: Wish, *themed: str) -> Selection:
    return select(document, wish, lambda _: themed)


def words(document: Document, selection: Selection) -> list[str]:
    return [node.text for node in document.nodes if node.id in selection.matches]


def test_without_filters_all_is_kept_and_counted() -> None:
    document = andenne()
    found = kept(document, Wish())
    assert found.counts == found.totals
    assert dict(found.totals)[Level.ACTION] == 6
    assert found.matches == found.shown == {node.id for node in elements(document)}


def test_what_can_be_chosen_is_what_the_plan_says() -> None:
    offered = choices(andenne())
    assert len(offered.parts) == 2
    assert offered.holders == ()
    held = choices(parsed(_PLAN))
    assert held.years == (2026, 2027)
    assert [name for _, name in held.holders] == ["Service social"]


def test_each_filter_keeps_what_fits() -> None:
    plan, document = parsed(_PLAN), andenne()
    assert words(plan, kept(plan, Wish(year=2027))) == ["Prêter des tablettes"]
    assert words(plan, kept(plan, Wish(holder="service social"))) == ["Ouvrir un logement"]
    assert words(plan, kept(plan, Wish(words=words_of("logements")))) == ["Ouvrir un logement"]
    inner = choices(document).parts[0][0]
    assert dict(kept(document, Wish(part=inner)).counts)[Level.ACTION] == 2
    action = next(node for node in document.nodes if node.level is Level.ACTION)
    assert kept(document, Wish(concept="jeunesse"), action.id).matches == {action.id}


@given(st.sampled_from(["logement", "CPAS", "jeunes", "rien", "action", '"maison de"']), st.integers(-1, 1))
def test_the_tree_draws_what_is_kept_and_what_stands_above_it(query: str, rank: int) -> None:
    document = andenne()
    part = choices(document).parts[rank][0] if rank >= 0 else None
    found = kept(document, Wish(part=part, words=words_of(query)))
    tree = outline.branches(document, found)

    def walk(branch: Branch) -> set[str]:
        inside = set[str]().union(*map(walk, branch.children)) if branch.children else set()
        assert sum(number for _, number in branch.below) == len(inside & found.matches)
        return inside | {branch.node.id}

    drawn = set[str]().union(*map(walk, tree)) if tree else set()
    assert drawn == found.shown
    assert outline.size(tree) == len(drawn)
    assert sum(number for _, number in found.counts) == len(found.matches)


@pytest.mark.parametrize("name", ["bernissart-pst-2019-2024.md", "durbuy-pst.txt", "home-sacre-coeur-pst.txt"])
def test_every_element_and_every_text_of_a_real_plan_is_drawn_once(documents: dict[str, Document], name: str) -> None:
    document = documents[name]
    seen: list[str] = [node.id for node in outline.loose(document)]

    def walk(branch: Branch) -> None:
        seen.extend([branch.node.id, *(one.id for one in branch.prose)])
        for one in branch.children:
            walk(one)

    for one in outline.branches(document, kept(document, Wish())):
        walk(one)
    assert sorted(seen) == sorted(node.id for node in document.nodes)
