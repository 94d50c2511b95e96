"""A question understood, and said back in words."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.intent import Intent
from assistant.question import Question, understand
from ingest.records import Document, DocumentKind, Level
from ingest.themes import thesaurus
from tests.samples import andenne, check_french

DOCUMENTS = (andenne(),)


def asked(text: str) -> Question:
    return understand(text, "agent", DOCUMENTS)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("OS 4 de Durbuy", (Level.OS, "4")),
        ("l'objectif stratégique n° 4", (Level.OS, "4")),
        ("l'O.S. 4", (Level.OS, "4")),
        ("OO 2.3", (Level.OO, "2.3")),
        ("l'objectif opérationnel 2.3 du volet externe", (Level.OO, "2.3")),
        ("l'axe 3", (Level.AXE, "3")),
        ("Combien d'OS ?", None),
        ("Un os de 4 kg", None),
    ],
)
def test_a_number_names_an_element(text: str, number: tuple[Level, str] | None) -> None:
    question = asked(text)
    assert question.number == number
    assert (question.intent is Intent.NODE) is (number is not None)


@pytest.mark.parametrize(
    ("text", "volet"),
    [
        ("les actions du volet interne", "interne"),
        ("le volet externe", "externe"),
        ("le volet commun", "commun"),
        ("le volet interne et le volet externe", None),
        ("les actions", None),
    ],
)
def test_a_single_volet_restricts(text: str, volet: str | None) -> None:
    assert asked(text).volet == volet


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("le PST d'Andenne", DocumentKind.PST),
        ("le programme stratégique transversal du CPAS d'Andenne", DocumentKind.PST),
        ("la DPS d'Andenne", DocumentKind.DPS),
        ("la déclaration de politique sociale d'Andenne", DocumentKind.DPS),
        ("le CPAS d'Andenne", None),
    ],
)
def test_a_kind_of_document_is_named_with_its_owner(text: str, kind: DocumentKind | None) -> None:
    assert asked(text).kind is kind


def test_the_asker_s_own_centre_is_meant_unless_one_is_named() -> None:
    assert asked("Que fait mon CPAS pour le logement ?").own
    assert asked("Y a-t-il une crèche près de chez moi ?").own
    assert not asked("Que fait mon CPAS, Andenne, pour le logement ?").own
    assert not asked("Que fait un CPAS pour le logement ?").own


def test_subjects_are_themes_and_the_words_that_no_theme_covers() -> None:
    question = asked("Quelles actions sur la jeunesse et sur les zeppelins à Andenne ?")
    assert question.concepts == ("jeunesse",)
    assert len(question.clauses) == 2
    assert len(question.terms) == 1
    assert question.named.names == ("Andenne",)


def test_words_that_say_how_it_is_asked_are_no_subject() -> None:
    for text in (
        "Combien de volets compte le plan ?",
        "Combien d'actions comporte le PST d'Andenne au total ?",
        "Que contient le PST d'Andenne ?",
        "bonjour",
        "Quelle est la structure des plans ?",
    ):
        assert asked(text).clauses == (), text


def test_a_colloquial_wording_is_told_apart() -> None:
    topics = asked("Je n'arrive plus à payer mon chauffage").topics
    assert any("energie" in topic.concept and topic.colloquial for topic in topics)
    assert not any(topic.colloquial for topic in asked("Quelles actions sur le logement ?").topics)


@pytest.mark.parametrize("words", ["jeunes", "l'aide en milieu ouvert", "0-3 ans", "mobilité", "Été solidaire", "NEET"])
def test_a_subject_keeps_the_words_of_the_question(words: str) -> None:
    assert all(topic.surface in words for topic in asked(f"Quelles actions sur {words} ?").topics)
    assert asked(f"Quelles actions sur {words} ?").topics


@pytest.mark.parametrize("concept", sorted(thesaurus().concepts))
def test_a_theme_is_understood_by_its_own_label(concept: str) -> None:
    label = thesaurus().concepts[concept].label
    question = asked(f"Quelles actions portent sur {label} ?")
    assert concept in question.concepts
    assert question.intent is Intent.LISTING
    assert label in question.in_words()


def test_the_question_is_said_back_with_all_that_restricts_it() -> None:
    words = asked("Combien d'actions sur la jeunesse dans le volet externe d'Andenne ?").in_words()
    for part in ("Comptage", "la jeunesse", "volet externe", "Andenne"):
        assert part in words
    assert "tous les CPAS" in asked("Quelles actions ?").in_words()
    assert "OS 4" in asked("l'objectif stratégique 4").in_words()


@given(st.text(max_size=200))
@settings(max_examples=150, deadline=None)
def test_any_text_is_understood_as_something(text: str) -> None:
    question = asked(text)
    assert question.asked == text
    check_french(question.in_words())
    assert set(question.concepts) <= set(thesaurus().concepts)


def test_documents_of_the_library_are_what_names_are_looked_for_in(documents: dict[str, Document]) -> None:
    assert understand("Que fait Durbuy ?", "citoyen", documents.values()).named.documents == ("durbuy-pst.txt",)
    assert asked("Que fait Durbuy ?").named.documents == ()
    assert asked("Que fait Durbuy ?").named.unknown == ("Durbuy",)
