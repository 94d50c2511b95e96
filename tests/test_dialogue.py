"""A follow-up keeps what it does not change; a new question keeps nothing."""

import pytest

from assistant.answer import Answer, Citation, Turn
from assistant.dialogue import Followed, follow
from assistant.intent import Intent
from ingest.records import Document, Level
from tests.shelves import plan

GESVES = "Programme stratégique transversal du CPAS de Gesves 2024-2030\n\nOS 1 : Être un CPAS ouvert\n"
HANNUT = "Programme stratégique transversal du CPAS de Hannut 2024-2030\n\nOS 1 : Être un CPAS ouvert\n"
HUY = "Programme stratégique transversal du CPAS de Huy 2024-2030\n\nOS 1 : Être un CPAS ouvert\n"
DOCUMENTS = [plan(GESVES, "gesves.txt"), plan(HANNUT, "hannut.txt"), plan(HUY, "huy.txt")]


def citation(number: int, document: Document) -> Citation:
    return Citation(
        n=number, document=document.id, title="", organisation=None, breadcrumb=(), node=f"{document.id}#{number}",
        level="action", quote="Ouvrir", start=0, end=6, line=1, page=None, state="verified",
    )  # fmt: skip


def turn(question: str, cited: int = 3, document: Document = DOCUMENTS[0]) -> Turn:
    answer = Answer(
        question=question, audience="agent", intent="liste", status="answered", mode="extractive", model=None,
        answer="…", citations=tuple(citation(number, document) for number in range(1, cited + 1)), notices=(),
        followups=(), total=cited, understood="", timings_ms={},
    )  # fmt: skip
    return Turn(question=question, answer=answer)


def after(question: str, *before: str) -> Followed:
    return follow(question, "agent", [turn(one) for one in before], DOCUMENTS)


FIRST = "Quelles actions visent la jeunesse à Gesves ?"


def test_without_history_a_question_is_itself() -> None:
    followed = after("et à Hannut ?")
    assert followed.question.named.names == ("Hannut",)
    assert followed.question.clauses == ()
    assert followed.nodes == ()


@pytest.mark.parametrize(
    "asked",
    ["et à Hannut ?", "Et Hannut ?", "idem pour Hannut", "Même question pour Hannut", "à Hannut ?", "Hannut",
     "non, plutôt Hannut", "pareil chez Hannut svp"],
)  # fmt: skip
def test_another_organisation_is_asked_the_same(asked: str) -> None:
    question = after(asked, FIRST).question
    assert question.named.names == ("Hannut",)
    assert question.concepts == ("jeunesse",)
    assert question.intent is Intent.LISTING


@pytest.mark.parametrize("asked", ["et pour les aînés ?", "Et les personnes âgées ?", "pareil pour les aînés"])
def test_another_theme_is_asked_of_the_same_organisation(asked: str) -> None:
    question = after(asked, FIRST).question
    assert question.named.names == ("Gesves",)
    assert question.concepts == ("aines",)
    assert question.intent is Intent.LISTING


@pytest.mark.parametrize("asked", ["seulement le volet interne", "Uniquement dans le volet interne", "volet interne ?"])
def test_a_volet_narrows(asked: str) -> None:
    question = after(asked, FIRST).question
    assert (question.volet, question.concepts, question.named.names) == ("interne", ("jeunesse",), ("Gesves",))


def test_what_was_narrowed_widens_again() -> None:
    question = after("et dans tous les volets ?", FIRST, "seulement le volet interne").question
    assert (question.volet, question.concepts) == (None, ("jeunesse",))
    assert after("et dans tous les CPAS ?", FIRST).question.named.documents == ()


def test_a_theme_within_a_theme() -> None:
    question = after("seulement celles sur le logement", FIRST).question
    assert set(question.concepts) == {"jeunesse", "logement"}
    assert len(question.clauses) == 1


@pytest.mark.parametrize("asked", ["et les autres ?", "Et chez les autres CPAS ?", "ailleurs ?"])
def test_the_others_are_those_not_spoken_of(asked: str) -> None:
    question = after(asked, FIRST).question
    assert set(question.named.names) == {"Hannut", "Huy"}
    assert question.concepts == ("jeunesse",)


@pytest.mark.parametrize(
    ("asked", "intent"),
    [("combien ?", Intent.COUNT), ("ça fait combien ?", Intent.COUNT), ("lesquelles ?", Intent.LISTING)],
)  # fmt: skip
def test_how_many_and_which_ones(asked: str, intent: Intent) -> None:
    question = after(asked, FIRST).question
    assert question.intent is intent
    assert (question.concepts, question.named.names) == (("jeunesse",), ("Gesves",))


@pytest.mark.parametrize(
    ("asked", "number"),
    [("développe le 3", 3), ("Le 2 ?", 2), ("détaille la deuxième", 2), ("et la dernière ?", 3),
     ("plus de détails sur le 1", 1), ("explique-moi le second", 2)],
)  # fmt: skip
def test_a_number_points_at_a_source(asked: str, number: int) -> None:
    followed = after(asked, FIRST)
    assert followed.nodes == (f"gesves.txt#{number}",)


def test_a_number_that_no_source_has_points_at_nothing() -> None:
    assert after("développe le 9", FIRST).nodes == ()


@pytest.mark.parametrize("asked", ["qui s'en occupe ?", "pour quand ?", "quel budget ?", "Et avec quels partenaires ?"])
def test_a_fact_is_asked_of_the_last_sources(asked: str) -> None:
    followed = after(asked, FIRST)
    assert followed.nodes == tuple(f"gesves.txt#{number}" for number in (1, 2, 3))


def test_they_are_the_organisation_spoken_of() -> None:
    question = after("et qu'est-ce qu'ils prévoient pour le logement ?", FIRST).question
    assert (question.named.names, question.concepts) == (("Gesves",), ("logement",))


@pytest.mark.parametrize(
    "asked",
    ["Quelles actions visent le logement ?", "Quelles actions portent sur les aînés à Hannut ?",
     "Combien d'actions compte le PST de Huy ?", "Autre sujet : le logement", "culture sport loisirs",
     "Qu'est-ce qu'un PST ?",
     "Ma fille a un an, elle est souvent malade, je travaille à temps plein et je ne trouve personne pour la garder !"],
)  # fmt: skip
def test_a_new_question_keeps_nothing(asked: str) -> None:
    fresh = follow(asked, "agent", [], DOCUMENTS)
    assert after(asked, FIRST, "seulement le volet interne") == fresh


def test_a_filter_does_not_leak_through_a_new_question() -> None:
    question = after(
        "et à Hannut ?", FIRST, "seulement le volet interne", "Quelles actions visent le logement ?"
    ).question
    assert (question.volet, question.concepts, question.named.names) == (None, ("logement",), ("Hannut",))


@pytest.mark.parametrize("asked", ["merci", "Merci beaucoup !", "ok", "Bonjour"])
def test_courtesy_is_no_question(asked: str) -> None:
    assert after(asked, FIRST).courtesy
    assert after(asked).courtesy


def test_an_answer_to_the_question_which_centre() -> None:
    question = after("Hannut", "Chez nous, qu'est-ce qui est prévu pour les jeunes ?").question
    assert question.named.names == ("Hannut",)
    assert question.concepts == ("jeunesse",)
    assert not question.own


def test_a_level_narrows() -> None:
    question = after("seulement les objectifs opérationnels", FIRST).question
    assert (question.level, question.concepts) == (Level.OO, ("jeunesse",))


def test_what_was_left_out_may_be_asked_for_next() -> None:
    first = "Quelles actions visent la jeunesse, hors Hannut ?"
    question = after("et celles de Hannut ?", first).question
    assert question.named.names == ("Hannut",)
    assert question.concepts == ("jeunesse",)
    assert question.excluded == ()


@pytest.mark.parametrize("asked", ["sauf Hannut", "hors Hannut ?"])
def test_an_exclusion_alone_goes_on(asked: str) -> None:
    question = after(asked, "Quelles actions visent la jeunesse ?").question
    assert question.concepts == ("jeunesse",)
    assert "hannut.txt" not in question.named.documents
    assert question.named.documents


def test_a_theme_is_left_out_of_those_asked_for() -> None:
    question = after("sauf le logement", "Quelles actions visent la jeunesse et le logement à Gesves ?").question
    assert question.concepts == ("jeunesse",)
    assert [topic.concept for clause in question.excluded for topic in clause.topics] == ["logement"]


@pytest.mark.parametrize(
    "asked",
    [
        "Explique l'OS 1 de Huy",
        "C'est quoi l'article 2 du décret ?",
        "Montre les 3 volets de Hannut",
        "Où sont prévues les crèches ?",
        "Quelles actions pour limiter la pollution ?",
        "Quelles actions aident les jeunes à trouver leur premier emploi ?",
    ],
)
def test_a_figure_or_a_small_word_does_not_go_on(asked: str) -> None:
    assert after(asked, FIRST) == follow(asked, "agent", [], DOCUMENTS)


def test_thanks_do_not_break_the_thread() -> None:
    thanks = Turn(question="merci", answer=turn("merci", cited=0).answer)
    followed = follow("détaille la 2", "agent", [turn(FIRST), thanks], DOCUMENTS)
    assert followed.nodes == ("gesves.txt#2",)
    question = follow("et pour les aînés ?", "agent", [turn(FIRST), turn("développe le 1")], DOCUMENTS).question
    assert (question.concepts, question.named.names) == (("aines",), ("Gesves",))


def test_both_are_the_last_two_organisations() -> None:
    question = after("compare les deux", FIRST, "et à Hannut ?").question
    assert question.intent is Intent.COMPARISON
    assert question.named.names == ("Gesves", "Hannut")
    assert question.concepts == ("jeunesse",)


def test_another_element_takes_the_place_of_the_last_one() -> None:
    question = after("et l'action 16 ?", "Qui pilote l'action 15 à Gesves ?").question
    assert "15" not in question.text
    assert "16" in question.text
