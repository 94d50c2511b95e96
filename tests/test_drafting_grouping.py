"""Which commitments are objectives, which are actions, and under which objective an action stands."""

from hypothesis import given
from hypothesis import strategies as st

from assistant.drafting.grouping import Objective, objectives, parents_of
from assistant.drafting.records import DpsItem
from tests.fakes import BagEmbeddings
from tests.samples import parsed

_PHRASES = ["Créer un potager", "Ouvrir un guichet", "Créer un potager et un verger", "Former"]
DOCUMENT = parsed("Déclaration de politique sociale du CPAS de Huy\n", "huy.txt")


def item(number: int, text: str, axis: str = "Insertion", heads: str = "") -> DpsItem:
    return DpsItem(
        id=f"D{number:02}", text=text, axis=axis, node=f"n{number}", start=0, end=len(text), line=1, heads=heads
    )


def grouped(*items: DpsItem) -> list[Objective]:
    subject = {one.id: "insertion" for one in items}
    words = {one.id: one.text for one in items}
    return objectives(items, subject, words, DOCUMENT, BagEmbeddings().embed_documents)["insertion"]


def test_what_is_sought_leads_what_is_done() -> None:
    (found,) = grouped(item(1, "Renforcer l'emploi par les articles 60"), item(2, "Créer dix postes d'articles 60"))
    assert [one.id for one in found.items] == ["D01"]
    assert [one.id for one in found.actions] == ["D02"]


def test_an_action_goes_under_the_objective_that_shares_its_theme() -> None:
    found = grouped(
        item(1, "Favoriser l'alphabétisation"),
        item(2, "Développer les articles 60"),
        item(3, "Organiser des ateliers d'alphabétisation"),
    )
    assert [one.id for one in found[0].actions] == ["D03"]


def test_what_no_objective_leads_stands_alone_together() -> None:
    found = grouped(item(1, "Créer un potager", "A"), item(2, "Ouvrir un guichet", "B"))
    assert [one.items for one in found] == [[]]
    assert [one.id for one in found[0].actions] == ["D01", "D02"]


def test_a_heading_over_several_actions_is_kept() -> None:
    found = grouped(
        item(1, "Créer un potager", heads="Développement de l'insertion"),
        item(2, "Ouvrir un atelier", heads="Développement de l'insertion"),
        item(3, "Acheter un camion", heads="Nos engagements"),
        item(4, "Acheter un vélo", heads="Nos engagements"),
    )
    assert [(one.heading, len(one.actions)) for one in found] == [("Développement de l'insertion", 2), ("", 2)]


def test_no_commitment_is_lost_or_doubled() -> None:
    items = [item(rank, text) for rank, text in enumerate(["Créer A", "Favoriser B", "Xyz", "Réaliser 3 C"] * 12)]
    found = grouped(*items)
    assert sorted(one.id for group in found for one in (*group.items, *group.actions)) == sorted(
        one.id for one in items
    )


def test_nothing_makes_no_objective() -> None:
    assert objectives([], {}, {}, DOCUMENT, BagEmbeddings().embed_documents) == {}


def test_what_stands_in_a_list_below_a_commitment_has_it_as_its_parent() -> None:
    items = [
        item(1, "Renforcer l'accueil :"),
        item(2, "former les agents", heads="Renforcer l'accueil"),
        item(3, "ouvrir une antenne", heads="Renforcer l'accueil"),
        item(4, "isoler le siège", heads="Nos bâtiments"),
        item(5, "acheter un vélo"),
    ]
    assert parents_of(items) == {"D02": "D01", "D03": "D01"}


def test_the_nearest_of_two_that_say_the_same_is_the_parent_and_none_comes_after() -> None:
    items = [
        item(1, "poser des panneaux", heads="Isoler le siège"),
        item(2, "Isoler le siège"),
        item(3, "Isoler le siège"),
        item(4, "changer les châssis", heads="Isoler le siège"),
    ]
    assert parents_of(items) == {"D04": "D03"}


def test_one_word_is_no_parent() -> None:
    assert parents_of([item(1, "Informer"), item(2, "publier un guide", heads="Informer la population")]) == {}


def test_a_commitment_over_others_leads_them() -> None:
    (found,) = grouped(
        item(1, "Créer un atelier de couture"),
        item(2, "acheter dix machines", heads="Créer un atelier de couture"),
        item(3, "former deux animateurs", heads="Créer un atelier de couture"),
    )
    assert [one.id for one in found.items] == ["D01"]
    assert [one.id for one in found.actions] == ["D02", "D03"]


def test_what_the_declaration_calls_sought_leads_what_it_calls_done() -> None:
    told = [item(1, "créer un accueil digne"), item(2, "favoriser les visites"), item(3, "développer un potager")]
    ranks = ("sought", "done", "done")
    found = grouped(*(one.model_copy(update={"rank": rank}) for one, rank in zip(told, ranks, strict=True)))
    assert [one.id for group in found for one in group.items] == ["D01"]
    assert [one.id for group in found for one in group.actions] == ["D02", "D03"]


@given(st.lists(st.tuples(st.sampled_from(_PHRASES), st.sampled_from(["", *_PHRASES])), max_size=12))
def test_a_parent_stands_above_and_is_none_of_its_own(pairs: list[tuple[str, str]]) -> None:
    items = [item(rank, text, heads=heads) for rank, (text, heads) in enumerate(pairs)]
    places = {one.id: place for place, one in enumerate(items)}
    assert all(places[above] < places[below] for below, above in parents_of(items).items())
