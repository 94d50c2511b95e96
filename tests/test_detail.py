"""An element's details: its place, its sheet, what it holds, what stands beside it; every quote is a source."""

import re

from assistant.citations import Citations
from assistant.detail import detail, field_label
from ingest.records import Level
from tests.shelves import plan

TEXT = """\
Programme stratégique transversal du CPAS de Gesves 2024-2030

OS 1 : Être un CPAS ouvert

OO 1.1 : Accueillir

Pilote : le service social

Actions :

- Engager un agent
- Ouvrir le samedi
"""


def details(words: str) -> tuple[str, Citations]:
    document, citations = plan(TEXT, "gesves.txt"), Citations()
    node = next(one for one in document.nodes if one.text == words)
    return detail([(document, node)], citations), citations


def test_an_objective_shows_its_field_and_what_it_holds() -> None:
    text, citations = details("Accueillir")
    assert text.startswith("**Objectif opérationnel 1.1** — le PST 2024-2030 de Gesves")
    assert "- Objectif stratégique 1 : « Être un CPAS ouvert »" in text
    assert "- Pilote : le service social [1]" in text
    assert re.findall(r"« (.*?) » \[(\d)\]", text.split("Ce qui en relève")[1]) == [
        ("Engager un agent", "3"), ("Ouvrir le samedi", "4"),
    ]  # fmt: skip
    assert [one.level for one in citations.list()] == [
        level.value for level in (Level.OO, Level.PASSAGE, Level.ACTION, Level.ACTION)
    ]


def test_an_action_shows_where_it_stands_and_what_is_beside_it() -> None:
    text, citations = details("Ouvrir le samedi")
    assert "- Objectif opérationnel 1.1 : « Accueillir »" in text
    assert text.endswith("- « Engager un agent » [2]")
    assert len(citations) == 2


def test_fields_have_the_names_that_staff_use() -> None:
    assert field_label("echeance") == "Échéance"
    assert field_label("un_champ_inconnu") == "Un champ inconnu"
