"""Counts of rows in a table."""

import pytest

from assistant.census import Census
from assistant.grouping import find_grouping, table
from assistant.question import understand
from assistant.relevance import Relevance
from assistant.rows import Row
from ingest.folding import fold
from tests.fakes import FakeLibrary
from tests.samples import andenne, dps, nameless

LIBRARY = FakeLibrary(andenne(), dps(), nameless())


def rows(text: str) -> list[Row]:
    return list(Census(LIBRARY, Relevance(LIBRARY)).find(understand(text, "agent", LIBRARY.documents)).rows)


@pytest.mark.parametrize(
    ("question", "grouping"),
    [
        ("Les actions sur le logement, par CPAS", "organisation"),
        ("Combien d'actions par volet ?", "volet"),
        ("Nombre d'actions par thème", "theme"),
        ("Les actions par objectif opérationnel", "objective"),
        ("Les actions par année", "year"),
        ("Les actions par objectif stratégique", "os"),
        ("Les actions par axe", "axe"),
        ("Combien d'actions par état ?", "state"),
        ("Nombre d'actions par porteur", "holder"),
        ("Les actions portées par la Ville", None),
        ("Quelles actions ?", None),
    ],
)
def test_what_a_question_groups_by_is_read(question: str, grouping: str | None) -> None:
    found = find_grouping(question)
    assert (None if found is None else found.key) == grouping
    assert found is None or fold(question[slice(*found.span)]).startswith("par ")


@pytest.mark.parametrize("grouping", ["organisation", "volet", "level", "objective", "holder", "state", "year"])
def test_the_counts_of_a_table_add_up(grouping: str) -> None:
    every = rows("Liste des actions")
    lines = table(every, grouping)
    assert lines[2] == "|---|---|"
    assert sum(int(line.split("|")[2]) for line in lines[3:]) == len(every)


def test_two_documents_need_no_table() -> None:
    assert table(rows("Liste des actions d'Andenne"), None) == []
    assert len(table(rows("Liste des actions"), None)) == 6


def test_what_looks_like_a_mark_stays_text() -> None:
    assert "[" not in "".join(table(rows("Liste des actions"), "objective"))
