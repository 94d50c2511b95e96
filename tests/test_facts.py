"""What sheets and tables say of an element in their fields."""

from dataclasses import replace

import pytest

from assistant.facts import facts
from assistant.question import understand
from assistant.ranking import Passage
from ingest.records import Level
from tests.fakes import FakeLibrary
from tests.samples import andenne

FIELDS = (
    ("pilote", "Service jeunesse"),
    ("echeance", "31/12/2027"),
    ("budget", "45.000 €"),
    ("partenaires", "Maison de jeunes ; commune"),
    ("etat", "Annulé"),
    ("constat", "Bâtiment vendu"),
    ("etapes", "Permis ; Travaux"),
    ("odd", "11"),
)


def passage(text: str = "Ouvrir une maison de quartier", attributes: tuple[tuple[str, str], ...] = FIELDS) -> Passage:
    document = andenne()
    node = next(node for node in document.nodes if node.level is Level.ACTION)
    return Passage(document, replace(node, text=text, attributes=attributes), 1.0, 1.0)


def told(question: str, one: Passage | None = None) -> dict[str, str]:
    library = FakeLibrary(andenne())
    return {
        fact.field: fact.value for fact in facts(understand(question, "agent", library.documents), one or passage())
    }


@pytest.mark.parametrize(
    ("question", "fields"),
    [
        ("La maison de quartier d'Andenne : quel budget et pour quand ?", {"budget", "echeance"}),
        ("Qui pilote la maison de quartier, et avec quels partenaires ?", {"pilote", "partenaires"}),
        ("Pourquoi la maison de quartier est-elle tombée à l'eau ?", {"etat", "constat"}),
        ("Quelles étapes pour la maison de quartier ?", {"etapes"}),
        ("D'ici quand la maison de quartier ?", {"echeance"}),
        ("Que dit le plan de la maison de quartier ?", set()),
    ],
)
def test_a_fact_is_told_by_its_closest_field(question: str, fields: set[str]) -> None:
    found = told(question)
    assert found.keys() == fields
    assert found.items() <= dict(FIELDS).items()


def test_what_no_field_says_is_not_told() -> None:
    assert told("Quel budget pour la maison de quartier ?", passage(attributes=(("echeance", "2027"),))) == {}
    assert told("Quel budget pour la maison de quartier ?", passage(attributes=(("budget", ""),))) == {}


def test_a_figure_in_the_words_needs_no_field() -> None:
    sheet = passage("Ouvrir dix places de crèche", (("indicateur", "Taux d'occupation"),))
    assert told("Combien de places à la crèche ?", sheet) == {}


def test_a_fact_reads_as_the_document_writes_it() -> None:
    library = FakeLibrary(andenne())
    question = understand("Quel budget pour la maison de quartier ?", "agent", library.documents)
    assert [one.in_words() for one in facts(question, passage())] == ["budget : 45.000 €"]
