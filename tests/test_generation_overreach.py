"""Sentences made of their sources' words that say more than they do."""

import pytest

from assistant.generation.evidence import Source, sources
from assistant.generation.overreach import echoes_instructions, overreach
from assistant.responder import Responder
from tests.fakes import FakeLibrary
from tests.samples import andenne, dps

LIBRARY = FakeLibrary(andenne(), dps())


def given() -> dict[str, list[Source]]:
    answer = Responder(LIBRARY).answer("Quelles actions et intentions ?", "agent", lambda _: None)
    found: dict[str, list[Source]] = {}
    for one in sources(answer.citations, {document.id: document for document in LIBRARY.documents}):
        found.setdefault(one.organisation or "", []).append(one)
    return found


@pytest.mark.parametrize(
    "sentence",
    [
        "Oui, le plan prévoit de former le personnel aux premiers secours.",
        "Le plan prévoit toujours de former le personnel aux premiers secours.",
        "La formation du personnel aux premiers secours est obligatoire.",
        "Ce plan est plus complet sur la formation du personnel.",
        "Formation du personnel.",
    ],
)
def test_more_than_the_sources_say_is_told(sentence: str) -> None:
    every = [one for group in given().values() for one in group]
    assert overreach(sentence, every, every) is not None


def test_what_they_say_is_not() -> None:
    every = [one for group in given().values() for one in group]
    assert overreach("Le plan prévoit de former le personnel aux premiers secours.", every, every) is None


def test_what_one_plan_says_is_not_said_of_another_organisation() -> None:
    groups = given()
    assert len(groups) > 1
    every = [one for group in groups.values() for one in group]
    for name, own in groups.items():
        others = [one for one in every if one not in own]
        assert overreach(f"Le plan de {name} prévoit cela pour le personnel.", own[:1], every) is None
        told = overreach(f"Le plan de {name} prévoit cela pour le personnel.", others[:1], every)
        assert told is not None
        assert name in told


def test_an_echo_of_the_instructions_is_no_answer() -> None:
    assert echoes_instructions("La liste complète des éléments est déjà affichée à l'utilisateur.")
    assert echoes_instructions("Écris une à trois phrases qui résument ce que ces sources ont d'important.")
    assert not echoes_instructions("Le plan prévoit de former le personnel aux premiers secours.")


def test_what_a_plan_only_plans_is_not_told_as_done() -> None:
    (own,) = [one for group in given().values() for one in group if "premiers secours" in one.words]
    assert overreach("Le CPAS organise désormais des formations de premiers secours.", [own], [own]) is not None
    assert overreach("Le CPAS prévoit d'organiser une formation aux premiers secours.", [own], [own]) is None
    assert overreach("Organiser une formation aux premiers secours.", [own], [own]) is None
