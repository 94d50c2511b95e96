"""Which commitments are objectives, which are actions, and under which objective an action stands."""

from assistant.drafting.grouping import Objective, objectives
from assistant.drafting.records import DpsItem
from tests.fakes import BagEmbeddings
from tests.samples import parsed

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
