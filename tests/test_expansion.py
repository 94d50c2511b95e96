"""Searches look for what acronyms stand for and for what plans call people's needs, and never for where to look."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer import Audience
from assistant.expansion import expand, needs, query_terms, spelt, without_purpose
from assistant.question import understand
from ingest.french import analyse
from ingest.vocabulary import load
from tests.fakes import FakeLibrary
from tests.samples import andenne, dps

LIBRARY = FakeLibrary(andenne(), dps())


def expanded(text: str, audience: Audience = "citoyen") -> set[str]:
    return set(expand(understand(text, audience, LIBRARY.documents)).weighted)


@pytest.mark.parametrize(
    ("story", "sought"),
    [
        ("Mon propriétaire veut nous mettre à la porte le mois prochain", "éviter les expulsions"),
        ("un huissier est passé, je ne sais plus rembourser", "médiation de dettes"),
        ("Ma maman est tombée deux fois cette semaine, elle vit seule", "télévigilance"),
        ("on n'a plus rien à manger depuis lundi", "aide alimentaire"),
        ("je n'ai pas le permis et les bus ne passent plus", "taxi social"),
        ("Mon compagnon me frappe", "violence conjugale"),
        ("Qui peut garder mon bébé le jeudi ?", "crèche"),
        ("j'ai du mal à lire et écrire", "alphabétisation"),
        ("je ne sais pas me servir d'un ordinateur", "fracture numérique"),
        ("Je m'occupe de ma mère jour et nuit et je n'en peux plus", "aidants proches"),
        ("ma cuve de mazout est vide", "fonds mazout"),
    ],
)
def test_a_need_is_sought_by_the_words_of_plans(story: str, sought: str) -> None:
    assert frozenset(analyse(sought)) in needs(story)
    assert set(analyse(sought)) <= expanded(story)


@pytest.mark.parametrize("text", ["Combien d'actions compte le plan ?", "Qui préside le conseil ?", "", "???"])
def test_where_no_need_is_told_none_is_sought(text: str) -> None:
    assert needs(text) == ()


def test_staff_are_taken_at_their_word() -> None:
    assert set(analyse("expulsion")) <= expanded("mon propriétaire veut me virer", "citoyen")
    assert not set(analyse("expulsion")) & expanded("Qui a viré le propriétaire ?", "agent")


def test_an_acronym_is_looked_for_with_what_it_stands_for_and_the_other_way_round() -> None:
    assert set(analyse("initiative locale d'accueil")) <= set(spelt(tuple(analyse("ILA"))))
    assert spelt(tuple(analyse("initiative locale d'accueil"))) == analyse("ILA")
    assert spelt(("logement",)) == []


def test_the_names_of_organisations_are_not_looked_for() -> None:
    found = expand(understand("Que fait le CPAS d'Andenne pour le logement ?", "agent", LIBRARY.documents))
    assert "Andenne" not in found.text
    assert not set(analyse("Andenne")) & set(found.terms)
    assert set(analyse("logement")) <= set(found.terms)
    assert expand(understand("Andenne", "agent", LIBRARY.documents)).text


@given(st.text(max_size=200))
def test_any_text_expands_to_its_own_words_and_more(text: str) -> None:
    question = understand(text, "citoyen", LIBRARY.documents)
    found = expand(question)
    assert set(found.terms) == set(query_terms(question))
    assert set(found.terms) | set(found.spelt) <= set(found.weighted)
    assert not set(found.spelt) & set(found.terms)


def test_every_need_of_the_vocabulary_says_something_to_look_for() -> None:
    for need in load("needs")["needs"]:
        assert set(need) == {"said", "sought"}
        assert all(analyse(str(one)) for one in need["sought"]), need
        assert all(needs(str(one)) for one in need["said"]), need


@pytest.mark.parametrize(
    ("told", "never"),
    [
        ("je ne sais plus vers qui me tourner", "médiation de dettes"),
        ("il me manque deux mois", "insalubrité"),
        ("on parle de mon revenu d'intégration", "migration"),
        ("je n'ai pas de voiture", "sans-abri"),
        ("il est tombé malade ce soir", "samedi"),
    ],
)
def test_a_common_word_tells_no_need_that_it_only_resembles(told: str, never: str) -> None:
    assert frozenset(analyse(never)) not in needs(told)


def test_what_a_request_is_for_is_no_need_of_its_own() -> None:
    assert needs(without_purpose("payer le permis pour trouver du travail")) == needs("payer le permis")
    assert without_purpose("je cherche un taxi").strip() == "je cherche un taxi"


def test_a_longer_need_hides_the_one_that_it_holds() -> None:
    assert not set(needs("une facture d'eau")) & {frozenset({"budget", "compteur"}), frozenset({"budget", "compt"})}
    assert set(needs("une facture d'eau")) == set(needs("de l'eau"))
