"""Answers on the reference corpus: what is counted, cited, noticed and proposed."""

import re
from collections import Counter
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.answer import Turn
from assistant.responder import Responder
from assistant.service import Assistant
from ingest.records import Document
from ingest.themes import thesaurus
from ingest.vocabulary import load
from tests.conftest import CORPUS, FILES
from tests.fakes import FakeLibrary
from tests.samples import andenne, check_answer, check_french, dps, law, note

LISTINGS = [
    "Quelles actions visent la jeunesse ?",
    "Combien d'actions concernent les personnes âgées, par CPAS ?",
    "Compare les plans sur le logement.",
    "Compare Durbuy et Bernissart sur l'énergie",
    "Liste les actions du volet interne de Durbuy",
    "Quelles intentions dans la DPS de Trooz ?",
    "Qui fait quelque chose pour la culture et le sport ?",
    "Liste toutes les actions",
]

_WORDS = sorted(
    {word for name in FILES for word in re.findall(r"[\w'’-]{2,}", (CORPUS / name).read_text(encoding="utf-8"))}
)
_TERMS = sorted({str(term) for concept in load("thesaurus")["concepts"] for term in concept["terms"]})
_STARTS = [
    "Quelles actions sur", "Combien d'actions pour", "Compare les plans sur", "Que dit Durbuy de", "Où trouver",
    "Quel est le budget de", "Quand", "Liste", "Qui s'occupe de", "OS 2 de", "mon CPAS et", "le PST de Trooz et", "",
]  # fmt: skip


@given(
    start=st.sampled_from(_STARTS),
    words=st.lists(st.one_of(st.sampled_from(_WORDS), st.sampled_from(_TERMS)), max_size=6),
    link=st.sampled_from([" ", " et ", ", ", " de "]),
    end=st.sampled_from(["", " ?", " à Bernissart ?", " [1] ?"]),
)
@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_asked_every_source_is_true(
    assistant: Assistant, documents: dict[str, Document], start: str, words: list[str], link: str, end: str
) -> None:
    check_answer(assistant.ask(f"{start} {link.join(words)}{end}"), documents)


@given(st.text(max_size=120))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_gets_an_answer(assistant: Assistant, documents: dict[str, Document], question: str) -> None:
    check_answer(assistant.ask(question, audience="citoyen"), documents)


@pytest.mark.parametrize("question", LISTINGS)
def test_a_listing_s_total_is_the_rows_shown_and_the_sources(
    question: str, assistant: Assistant, documents: dict[str, Document]
) -> None:
    answer = assistant.ask(question)
    check_answer(answer, documents)
    assert answer.status == "answered"
    rows, _, near = answer.answer.partition("### Peut-être aussi")
    shown = [line for line in rows.split("\n") if line.startswith("- ")]
    counted = answer.citations[: answer.total]
    assert answer.total == len(shown) == len(counted) > 0
    assert len({one.node for one in counted}) == answer.total
    assert len(answer.citations) - len(counted) == near.count("» [")
    assert not near.count("» [") or answer.intent == "comparaison"
    announced = [int(number) for number in re.findall(r"\b(\d+) [a-zé]", answer.answer.split(", dans")[0])]
    assert sum(announced) == answer.total
    headings = [line for line in answer.answer.split("\n") if line.startswith("### ")]
    headings = [line for line in headings if line != "### Peut-être aussi"]
    assert len(headings) == len({one.document for one in counted})
    per_document = [sum(map(int, re.findall(r"\b(\d+) [a-zé]", line.split(" — ")[1]))) for line in headings]
    assert per_document == list(Counter(one.document for one in counted).values())


@pytest.mark.parametrize("concept", sorted(thesaurus().concepts))
def test_every_theme_is_listed_or_answered_truly(
    concept: str, assistant: Assistant, documents: dict[str, Document]
) -> None:
    answer = assistant.ask(f"Quelles actions portent sur {thesaurus().concepts[concept].label} ?")
    check_answer(answer, documents)
    assert answer.total in (None, len(answer.citations))


@pytest.mark.parametrize(
    ("question", "file", "level"),
    [
        ("Combien d'actions dans le PST de Durbuy ?", "durbuy-pst.txt", "action"),
        ("Combien d'objectifs opérationnels compte le plan de Bernissart ?", "bernissart-pst-2019-2024.md", "oo"),
        ("Combien d'objectifs stratégiques à Sprimont ?", "sprimont-pst-page.txt", "os"),
        ("Combien d'intentions dans la DPS de Trooz ?", "trooz-dps-2018-2024.txt", "intention"),
    ],
)
def test_counts_of_the_structure_are_those_of_the_gold_tree(
    question: str, file: str, level: str, assistant: Assistant, documents: dict[str, Document], gold: dict[str, Any]
) -> None:
    answer = assistant.ask(question)
    check_answer(answer, documents)
    assert answer.total == gold[file]["counts"][level]
    assert str(answer.total) in answer.answer.split("\n")[0]
    assert {one.document for one in answer.citations} == {file}


@pytest.mark.parametrize(
    "question",
    [
        "OS 4 du volet externe de Durbuy",
        "Quel est l'intitulé de l'objectif stratégique 4 du volet externe de Durbuy ?",
        "durbuy os 4 c'est quoi le titre",
    ],
)
def test_an_objective_without_title_is_not_given_one(
    question: str, assistant: Assistant, documents: dict[str, Document]
) -> None:
    answer = assistant.ask(question)
    check_answer(answer, documents)
    assert answer.status == "answered"
    assert answer.intent == "noeud"
    assert "pas d'intitulé" in answer.answer
    assert "Priorité 4 de la DPS" in answer.answer
    assert [one.line for one in answer.citations[:2]] == [180, 181]


@pytest.mark.parametrize("question", ["Durbuy ?", "Que sais-tu sur Durbuy ?", "parle-moi de Durbuy"])
def test_a_centre_alone_is_shown_by_its_structure(
    question: str, assistant: Assistant, documents: dict[str, Document], gold: dict[str, Any]
) -> None:
    answer = assistant.ask(question)
    check_answer(answer, documents)
    assert answer.status == "answered"
    assert str(gold["durbuy-pst.txt"]["counts"]["action"]) in answer.answer
    assert {one.document for one in answer.citations} == {"durbuy-pst.txt"}


@pytest.mark.parametrize(
    ("question", "place"),
    [
        ("Que prévoit Durbuy pour les jeunes ?", "durbuy-pst.txt"),
        ("Quelles actions sur l'énergie à Bernissart ?", "bernissart-pst-2019-2024.md"),
        ("Qui est le président du CPAS de Trooz ?", "trooz-dps-2018-2024.txt"),
        ("Quelles actions sur le logement dans le plan du Home Sacré-Cœur ?", "home-sacre-coeur-pst.txt"),
    ],
)
def test_only_the_centre_named_is_cited(
    question: str, place: str, assistant: Assistant, documents: dict[str, Document]
) -> None:
    answer = assistant.ask(question)
    check_answer(answer, documents)
    assert {one.document for one in answer.citations} == {place}


def test_a_period_that_is_over_is_noticed_for_each_document_cited(
    assistant: Assistant, documents: dict[str, Document]
) -> None:
    answer = assistant.ask("Quelles actions visent la jeunesse ?")
    over = " ".join(notice for notice in answer.notices if "terminée" in notice)
    for name in {one.document for one in answer.citations}:
        organisation = documents[name].identity.organisation
        assert (organisation.value if organisation else documents[name].file) in over


def test_a_commune_that_the_library_lacks_is_noticed_beside_one_that_it_has(assistant: Assistant) -> None:
    answer = assistant.ask("Compare Durbuy et Namur sur l'énergie")
    assert answer.status == "answered"
    assert any("Namur" in notice for notice in answer.notices)
    assert {one.organisation for one in answer.citations} == {"Durbuy"}


@pytest.mark.parametrize("words", ["puéricultrice", "aide en milieu ouvert", "NEET", "0-3 ans"])
def test_a_theme_wider_than_the_words_asked_is_noticed(words: str, assistant: Assistant) -> None:
    answer = assistant.ask(f"Quelles actions sur {words} ?")
    assert answer.status == "answered"
    assert any(f"« {words} » n'apparaît pas" in notice for notice in answer.notices)


def test_words_that_the_passages_hold_are_not_noticed(assistant: Assistant) -> None:
    notices = assistant.ask("Quelles actions sur le logement ?").notices
    assert not any("n'apparaît pas" in notice for notice in notices)


@pytest.mark.parametrize("question", [*LISTINGS, "Je n'arrive plus à payer mon chauffage"])
def test_the_questions_proposed_have_an_answer(question: str, assistant: Assistant) -> None:
    for followup in assistant.ask(question).followups:
        assert assistant.ask(followup).status == "answered", followup


def test_the_same_question_has_the_same_answer(assistant: Assistant) -> None:
    for question in ("Quelles actions visent la jeunesse ?", "Je n'arrive plus à payer mon chauffage"):
        first, second = (assistant.ask(question).model_dump(exclude={"timings_ms"}) for _ in range(2))
        assert first == second


def test_case_and_accents_of_a_question_do_not_change_what_is_found(assistant: Assistant) -> None:
    plain, loud = (
        assistant.ask(question) for question in ("Quelles actions visent la santé ?", "quelles actions visent la sante")
    )
    assert [one.node for one in plain.citations] == [one.node for one in loud.citations]
    assert plain.total == loud.total


def test_what_is_being_done_is_told_in_french(assistant: Assistant) -> None:
    told: list[str] = []
    assistant.ask("Quelles actions visent la jeunesse ?", progress=told.append)
    assert len(told) >= 2
    assert all(line.startswith("Je ") and line.endswith("…") for line in told)


def test_the_audience_is_carried(assistant: Assistant) -> None:
    assert assistant.ask("bonjour", audience="citoyen").audience == "citoyen"
    assert assistant.ask("bonjour").audience == "agent"


@pytest.mark.parametrize(
    "question", [*LISTINGS, "Je n'arrive plus à payer mon chauffage", "Que prévoit le CPAS de Namur ?", "OS 4"]
)
def test_typography_is_french(question: str, assistant: Assistant) -> None:
    answer = assistant.ask(question)
    shown = re.sub(r"« .*?» ?\[\d+\]", "", answer.answer)
    for text in (shown, *answer.notices, *answer.followups):
        assert not re.search(r"\s,|\s\.(?!\w)|\(\s|\s\)", text), text
        assert not re.search(r"[^\s ][?!;»](?=\s|$)", text), text
        assert not re.search(r"\bde (?:le|les)\b|\bà (?:le|les)\b(?! )", text), text


_WITHOUT, _WITH = (Responder(FakeLibrary(*plans)) for plans in ((andenne(), dps()), (andenne(), dps(), note())))
_IGNORED = frozenset({"timings_ms"})


def _said(responder: Responder, question: str) -> dict[str, Any]:
    return responder.answer(question, "agent", lambda _: None).model_dump(exclude=set(_IGNORED))


@pytest.mark.parametrize(
    "question",
    [
        *LISTINGS,
        "Combien de documents PST ?",
        "Quels CPAS publient leurs comptes rendus ?",
        "Combien d'objectifs opérationnels ?",
        "Compare Andenne et Huy",
        "Que prévoit le CPAS de Namur ?",
        "mon CPAS publie ses comptes rendus ?",
        "Qui prête des tablettes ?",
        "CODIR",
    ],
)
def test_a_note_changes_no_count_no_listing_and_no_refusal(question: str) -> None:
    assert _said(_WITH, question) == _said(_WITHOUT, question)


def test_a_question_about_a_rule_is_answered_from_the_notes_first() -> None:
    answer = _WITH.answer("Quel est le délai du CODIR ?", "agent", lambda _: None)
    assert answer.status == "answered"
    assert {citation.document for citation in answer.citations} == {"note-comite.md"}
    assert [citation.organisation for citation in answer.citations] == [None] * 3
    assert answer.answer.startswith("D'après la note juridique « Le comité de suivi (CODIR) »")
    assert "À vérifier" in answer.answer
    assert answer.answer.index("neuf mois") < answer.answer.index("six mois")
    assert [notice for notice in answer.notices if "03/02/2025" in notice and "avis juridique" in notice]
    assert not [notice for notice in answer.notices if "ériode" in notice]
    check_answer(answer, {"note-comite.md": note()})
    assert _WITHOUT.answer("Quel est le délai du CODIR ?", "agent", lambda _: None).status == "refused"


def test_the_law_itself_is_cited_beside_the_notes() -> None:
    held = {one.id: one for one in (andenne(), dps(), note(), law())}
    responder = Responder(FakeLibrary(*held.values()))
    answer = responder.answer("Quel est le délai du CODIR ?", "agent", lambda _: None)
    assert {citation.document for citation in answer.citations} == {"note-comite.md", "decret-codir.txt"}
    assert answer.citations[0].document == "note-comite.md"
    cited = [citation for citation in answer.citations if citation.document == "decret-codir.txt"]
    assert {citation.level for citation in cited} == {"article"}
    assert any("neuf mois de l'installation" in citation.quote for citation in cited)
    assert "D'après le texte de loi « Décret du 3 mai 2019" in answer.answer
    check_answer(answer, held)


def test_a_law_is_not_among_the_documents_without_an_action() -> None:
    question = "Quelles actions pour les jeunes ?"
    answers = [
        Responder(FakeLibrary(*documents)).answer(question, "agent", lambda _: None).answer
        for documents in ((andenne(), dps()), (andenne(), dps(), law()))
    ]
    assert "Rien trouvé" in answers[0]
    assert answers[0] == answers[1]


def test_a_theme_is_not_called_wider_where_only_notes_are_cited() -> None:
    answer = _WITH.answer("Quel est le délai du CODIR pour les jeunes ?", "agent", lambda _: None)
    assert {citation.document for citation in answer.citations} == {"note-comite.md"}
    assert not [notice for notice in answer.notices if "thème plus large" in notice]


@pytest.mark.parametrize("question", ["Liste les actions", "Que fait Huy ?", "Combien d'OS ?", "mon CPAS ?"])
def test_a_library_of_notes_alone_refuses_the_rest(question: str) -> None:
    answer = Responder(FakeLibrary(note())).answer(question, "citoyen", lambda _: None)
    assert answer.status == "refused"
    check_french(answer.answer)


def test_a_conversation_goes_on(assistant: Assistant) -> None:
    turns: tuple[Turn, ...] = ()
    answers = []
    for asked in ("Quelles actions visent la jeunesse à Durbuy ?", "et à Bernissart ?", "développe le 2", "merci"):
        answers.append(assistant.ask(asked, history=turns))
        turns = (*turns, Turn(question=asked, answer=answers[-1]))
    _, elsewhere, more, thanks = answers
    whole = assistant.ask("Quelles actions visent la jeunesse à Bernissart ?")
    assert elsewhere.question == "et à Bernissart ?"
    assert (elsewhere.citations, elsewhere.total) == (whole.citations, whole.total)
    assert more.citations[0].node == elsewhere.citations[1].node
    assert "Objectif opérationnel" in more.answer
    assert (thanks.status, thanks.citations) == ("clarify", ())
