"""What a question is answered from: drafts only where it names them, and one line where they were left out."""

import json
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer import Answer, Turn
from assistant.drafting.precedents import Precedents
from assistant.notices import document_name
from assistant.reach import reach
from assistant.responder import Responder
from ingest.records import Document, DocumentKind, Evidence
from tests.fakes import FakeLibrary
from tests.samples import ANDENNE, andenne, check_answer, dps, law, note, parsed

_LEFT = "projet de plan non adopté laissé de côté"


def drafted(name: str = "Huy", file: str = "huy-2031.txt") -> Document:
    """A draft of a centre's plan, with an action of its own."""
    own = ANDENNE.replace("CPAS d'Andenne", f"CPAS de {name}").replace(
        "Ouvrir une maison de quartier", "Ouvrir un skatepark pour les jeunes"
    )
    return parsed(f"Projet — brouillon\n\n{own}", file)


HELD = {one.id: one for one in (andenne(), dps(), drafted(), law(), note())}
RESPONDER = Responder(FakeLibrary(*HELD.values()))
WITHOUT = Responder(FakeLibrary(*(one for one in HELD.values() if not one.is_draft)))


def ask(question: str, *before: str, responder: Responder = RESPONDER) -> Answer:
    history: list[Turn] = []
    for one in before:
        history.append(Turn(question=one, answer=responder.answer(one, "agent", lambda _: None, history)))
    answer = responder.answer(question, "agent", lambda _: None, history)
    check_answer(answer, HELD)
    return answer


def cited(answer: Answer) -> set[str]:
    return {one.document for one in answer.citations}


_PLAIN = [
    "Quelles actions visent la jeunesse ?",
    "Combien d'actions concernent les jeunes ?",
    "Compare les plans sur la jeunesse",
    "Combien d'actions comptent les plans ?",
    "Qui engage un éducateur de rue ?",
    "Quels projets pour les jeunes ?",
    "Quelles actions pour les jeunes à Andenne et à Huy ?",
]


@pytest.mark.parametrize("question", _PLAIN)
def test_a_draft_is_left_out_and_told(question: str) -> None:
    answer = ask(question)
    assert "huy-2031.txt" not in cited(answer)
    assert "skatepark" not in answer.answer
    assert any(_LEFT in one and "le projet de PST 2025-2030 de Huy" in one for one in answer.notices)


@pytest.mark.parametrize("question", _PLAIN)
def test_nothing_else_changes_beside_a_draft(question: str) -> None:
    found, bare = ask(question), ask(question, responder=WITHOUT)
    assert (found.answer, found.total, found.citations) == (bare.answer, bare.total, bare.citations)


@pytest.mark.parametrize(
    "question",
    [
        "Combien d'actions compte la commune d'Andenne ?",
        "Quel est le délai du CODIR ?",
        "Liste les actions d'Andenne",
        "Merci",
        "Quelles actions pour la forêt ?",
    ],
)
def test_what_a_draft_says_nothing_of_tells_nothing(question: str) -> None:
    assert not any(_LEFT in one for one in ask(question).notices)


@pytest.mark.parametrize(
    "question",
    [
        "Quelles actions pour les jeunes dans le projet de PST de Huy ?",
        "Quelles actions pour les jeunes dans le projet du CPAS de Huy ?",
        "Quelles actions pour les jeunes dans le brouillon de Huy ?",
        "À Huy, quelles actions pour les jeunes dans le projet de programme stratégique transversal ?",
        "Quelles actions pour les jeunes dans le PST non adopté de Huy ?",
        "Quelles actions pour les jeunes dans huy-2031.txt ?",
        "Le projet de Huy : quelles actions pour les jeunes ?",
    ],
)
def test_a_question_that_names_it_is_answered_from_it(question: str) -> None:
    answer = ask(question)
    assert answer.status == "answered"
    assert cited(answer) == {"huy-2031.txt"}
    assert "projet de PST 2025-2030 de Huy" in answer.answer
    assert answer.total == 2
    assert answer.notices == ()


def test_it_is_counted_alone_or_beside_what_is_named_with_it() -> None:
    assert ask("Combien d'actions dans le projet de PST de Huy ?").total == 6
    both = ask("Compare le PST d'Andenne et le projet de PST de Huy sur la jeunesse")
    assert cited(both) == {"andenne-pst.txt", "huy-2031.txt"}
    declared = ask("Compare la DPS de Huy et le projet de PST de Huy sur la mobilité")
    assert "huy-dps.txt" in cited(declared) or "DPS 2018-2024 de Huy" in declared.answer


def test_the_adopted_plan_of_the_same_centre_is_another_document() -> None:
    responder = Responder(FakeLibrary(andenne(), drafted("Andenne", "andenne-2031.txt")))
    plain = responder.answer("Quelles actions pour les jeunes à Andenne ?", "agent", lambda _: None)
    named = responder.answer("Quelles actions pour les jeunes dans le projet d'Andenne ?", "agent", lambda _: None)
    both = responder.answer(
        "Compare le projet de PST d'Andenne et le PST adopté d'Andenne sur la jeunesse", "agent", lambda _: None
    )
    assert cited(plain) == {"andenne-pst.txt"}
    assert cited(named) == {"andenne-2031.txt"}
    assert cited(both) == {"andenne-pst.txt", "andenne-2031.txt"}


def test_of_two_centres_the_one_beside_the_word_is_meant() -> None:
    every = [andenne(), drafted("Andenne", "a-projet.txt"), drafted("Huy", "h-projet.txt")]
    found = reach("Compare le projet de PST de Huy et le PST d'Andenne", "agent", (), every)
    assert {one.id for one in found.documents} == {"andenne-pst.txt", "h-projet.txt"}
    together = reach("Compare les projets de PST de Huy et d'Andenne", "agent", (), every)
    assert {one.id for one in together.documents} == {"a-projet.txt", "h-projet.txt"}


def test_a_conversation_stays_on_the_draft() -> None:
    assert cited(ask("et pour les jeunes ?", "Combien d'actions dans le projet de PST de Huy ?")) == {"huy-2031.txt"}
    moved = ask("et à Andenne ?", "Quelles actions pour les jeunes dans le projet de PST de Huy ?")
    assert cited(moved) == {"andenne-pst.txt"}


def test_a_centre_that_only_has_a_draft_is_told_so() -> None:
    responder = Responder(FakeLibrary(andenne(), drafted()))
    answer = responder.answer("Quelles actions pour les jeunes à Huy ?", "agent", lambda _: None)
    assert answer.status == "refused"
    assert "qu'un projet de plan" in answer.answer
    again = responder.answer(answer.answer.split("« ")[-1].split(" »")[0], "agent", lambda _: None)
    assert cited(again) == {"huy-2031.txt"}
    beside = responder.answer("Compare Andenne et Huy sur la jeunesse", "agent", lambda _: None)
    assert not any("aucun document" in one for one in beside.notices)


def test_several_are_one_line() -> None:
    responder = Responder(FakeLibrary(andenne(), drafted(), drafted("Dinant", "dinant-2031.txt")))
    answer = responder.answer("Quelles actions visent la jeunesse ?", "agent", lambda _: None)
    (line,) = [one for one in answer.notices if "non adoptés" in one]
    assert line.startswith("2 projets de plan non adoptés laissés de côté :")


def test_many_are_named_in_few_words() -> None:
    owners = ("Huy", "Dinant", "Ciney", "Namur", "Arlon")
    responder = Responder(FakeLibrary(andenne(), *(drafted(one, f"{one.lower()}.txt") for one in owners)))
    answer = responder.answer("Quelles actions visent la jeunesse ?", "agent", lambda _: None)
    (line,) = [one for one in answer.notices if "non adoptés" in one]
    assert line.startswith("5 projets")
    assert "et 2 autres" in line
    assert line.count("le projet de PST") == 3


def test_its_name_says_what_it_is() -> None:
    assert document_name(drafted()) == "le projet de PST 2025-2030 de Huy"
    assert document_name(andenne()) == "le PST 2025-2030 d'Andenne"


def test_it_is_no_precedent() -> None:
    library = FakeLibrary(andenne(), drafted())
    owners = {document.id for _, document, _ in Precedents(library, lambda _: 1.0, None)._candidates}
    assert owners == {"andenne-pst.txt"}


@given(st.text(max_size=80), st.sampled_from(["", " projet de PST de Huy", " brouillon d'Andenne", " huy-2031.txt"]))
def test_no_draft_is_in_reach_unless_named(words: str, end: str) -> None:
    found = reach(words + end, "agent", (), [andenne(), drafted()])
    held = {one.id for one in found.documents}
    assert held
    assert not (held & {one.id for one in found.left})
    if not any(word in json.dumps(words + end).lower() for word in ("huy", "2031")):
        assert "huy-2031.txt" not in held


def test_without_drafts_nothing_is_decided() -> None:
    documents = (andenne(), dps())
    found = reach("Le projet de Huy ?", "agent", (), documents)
    assert (found.text, found.documents, found.left) == ("Le projet de Huy ?", documents, ())
    assert all(one.id != other.id for one, other in pairwise(found.documents))


def test_a_short_file_name_is_a_word_like_others(documents: dict[str, Document]) -> None:
    """« pst.json » and « plan.odt » do not make « pst » and « plan » names of a draft."""
    plan = next(one for one in documents.values() if one.identity.kind is DocumentKind.PST)
    evidence = replace(plan.identity, kind_evidence="Projet — brouillon")
    owner = replace(evidence, organisation=Evidence("Huy\\1", "Huy", 0, 0))
    for name in ("pst.json", "plan.odt"):
        draft = replace(plan, id=name, file=name, identity=owner)
        found = reach(
            f"combien d'actions dans le plan de Durbuy et dans {name} ?", "agent", (), [*documents.values(), draft]
        )
        assert "dans le plan de Durbuy" in found.text
