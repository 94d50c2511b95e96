"""Themes are found by French stems in sequence; false friends cancel, questions may speak otherwise than documents."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.themes import GAP, Concept, Thesaurus, sequence, thesaurus, words
from ingest.vocabulary import load


def sequences(*phrases: str) -> frozenset[tuple[str, ...]]:
    return frozenset(sequence(phrase) for phrase in phrases)


HOUSING = Concept(
    id="logement",
    label="le logement",
    terms=sequences("logement", "maison d'accueil"),
    weak=sequences("toit"),
    questions=sequences("appart"),
    false_friends=sequences("logement de la maison de repos"),
)
SMALL = Thesaurus([HOUSING])


@pytest.mark.parametrize(
    "text", ["Rénover les logements", "LOGEMENTS d’urgence", "une maison pour l'accueil", "Les maisons d’accueil"]
)
def test_a_term_puts_a_text_in_its_theme(text: str) -> None:
    assert SMALL.tag(text) == ("logement",)


@pytest.mark.parametrize("text", ["", "Un toit", "un appart", "La maison et son accueil", "accueil maison"])
def test_hints_and_words_of_questions_do_not(text: str) -> None:
    assert SMALL.tag(text) == ()


def test_a_hint_is_a_weak_mention_and_a_question_may_speak_its_own_words() -> None:
    (weak,) = SMALL.mentions(words("sous un toit"))
    assert (weak.concept, weak.strong, weak.colloquial) == ("logement", False, False)
    assert SMALL.mentions(words("mon appart")) == []
    (spoken,) = SMALL.mentions(words("mon appart"), question=True)
    assert spoken.colloquial


def test_a_false_friend_cancels_only_the_term_that_it_holds() -> None:
    assert SMALL.tag("Aménager le logement de la maison de repos") == ()
    assert SMALL.tag("Le logement de la maison de repos, et les logements de transit") == ("logement",)


def test_a_mention_says_where_it_stands() -> None:
    terms = words("Créer une maison d'accueil ouverte")
    (mention,) = SMALL.mentions(terms)
    assert terms[mention.first : mention.last] == words("maison d'accueil")


@pytest.mark.parametrize(
    ("text", "theme"),
    [
        ("Poursuivre le projet « Été solidaire » pour les 15-21 ans", "jeunesse"),
        ("Maintenir la visibilité du Service d’accueillantes d’enfants conventionnées", "petite-enfance"),
        ("Continuer de proposer des logements de dépannage", "logement"),
        ("Poursuivre le Service Repas à domicile", "repas-domicile"),
        ("Veiller au bien-être au travail des agents", "bien-etre-travail"),
    ],
)
def test_actions_of_real_plans_get_their_theme(text: str, theme: str) -> None:
    assert theme in thesaurus().tag(text)


def test_an_acronym_is_not_a_word() -> None:
    assert thesaurus().tag("Il est aisé d'agir") == ()
    assert "logement" in thesaurus().tag("Collaborer avec l'AIS")


@given(st.text())
def test_any_text_is_tagged_with_known_themes_in_order(text: str) -> None:
    found = thesaurus().tag(text)
    assert list(found) == sorted(set(found))
    assert set(found) <= set(thesaurus().concepts)


@given(st.sampled_from(sorted(thesaurus().concepts)), st.data())
def test_every_term_of_the_thesaurus_finds_its_concept_unless_cancelled(concept: str, data: st.DataObject) -> None:
    entry = thesaurus().concepts[concept]
    if not entry.terms:
        return
    term = [stem for stem in data.draw(st.sampled_from(sorted(entry.terms))) if stem != GAP]
    for question in (False, True):
        found = [mention for mention in thesaurus().mentions(term, question=question) if mention.concept == concept]
        cancelled = any(set(friend) - {GAP} <= set(term) for friend in entry.false_friends)
        assert cancelled or any(mention.strong and mention.last - mention.first == len(term) for mention in found)


TRAINING = Thesaurus(
    [
        Concept(
            id="formation",
            label="la formation",
            terms=sequences("former … agents"),
            weak=frozenset(),
            questions=frozenset(),
            false_friends=sequences("former … agents de quartier"),
        )
    ]
)


@pytest.mark.parametrize(
    "text", ["Former les agents", "Former tous nos agents", "Former, dès 2026, chacun des agents", "former l'agent"]
)
def test_a_gap_leaves_room_for_a_few_words(text: str) -> None:
    assert TRAINING.tag(text) == ("formation",)


@pytest.mark.parametrize(
    "text",
    [
        "Former une équipe solide, puis remercier chaleureusement les agents",
        "Les agents vont se former",
        "Former",
        "Former les nouveaux agents de quartier",
    ],
)
def test_a_gap_is_short_in_order_and_may_be_cancelled(text: str) -> None:
    assert TRAINING.tag(text) == ()


def test_a_gap_is_empty_in_a_question() -> None:
    assert TRAINING.mentions(words("former les agents"), question=True)
    assert TRAINING.mentions(words("former tous nos agents"), question=True) == []


@given(st.integers(0, 8))
def test_the_room_of_a_gap_is_bounded(filling: int) -> None:
    assert bool(TRAINING.mentions([*words("former"), *["x"] * filling, *words("agents")])) == (filling <= 3)


_IAPST = {
    *("accessibilité", "amélioration de l'administration", "structure de pilotage", "ressources humaines"),
    *("structuration des services", "fonctionnement des services", "processus et simplification"),
    *("communication interne", "patrimoine", "informatique et e-gouvernement", "synergies", "action sociale"),
    *("aménagement du territoire", "culture", "développement économique", "e-gouvernement", "énergie"),
    *("environnement", "international", "logement", "mobilité", "propreté et sécurité publique", "sport", "tourisme"),
}


def test_at_least_forty_concepts_are_complete_and_every_category_of_iapst_has_one() -> None:
    concepts = load("thesaurus")["concepts"]
    keys = ("terms", "questions", "false_friends", "categories", "odd")
    complete = [entry["id"] for entry in concepts if all(entry[key] for key in keys)]
    assert len(complete) >= 40
    assert {category for entry in concepts for category in entry["categories"]} == _IAPST


def test_words_of_a_part_ask_for_the_part_and_others_for_the_theme() -> None:
    known = thesaurus()
    part = known.part("petite-enfance", words("des crèches"))
    assert sequence("halte-garderie") in part
    assert known.part("petite-enfance", words("la petite enfance")) == frozenset()
    assert known.part("jeunesse", words("des crèches")) == frozenset()


def test_a_text_says_what_no_false_friend_holds() -> None:
    known, creche = thesaurus(), {sequence("crèche")}
    assert known.says(words("Ouvrir une crèche"), creche, "petite-enfance")
    assert not known.says(words("Vendre l'ancienne crèche"), creche, "petite-enfance")
    assert known.says(words("Vendre l'ancienne crèche"), creche)
    assert known.says(words("L'ancienne crèche devient une crèche"), creche, "petite-enfance")
    assert not known.says(words("Rire"), creche)
