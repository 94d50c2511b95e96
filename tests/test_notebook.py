"""Whose conversations are which."""

from pathlib import Path

import pytest

from assistant.access import Role
from assistant.answer import Turn
from assistant.conversations import Conversations
from assistant.notebook import Notebook
from assistant.places import Place
from assistant.service import Assistant


@pytest.fixture
def stores(place: Place) -> tuple[Conversations, Notebook]:
    return Conversations(place), Notebook(place)


def test_a_person_finds_their_own_and_nobody_elses(stores: tuple[Conversations, Notebook]) -> None:
    conversations, notebook = stores
    mine, other = conversations.create(), conversations.create()
    notebook.keep("anne", mine, "Quelles actions visent\n la jeunesse ?")
    notebook.keep("bob", other, "Combien d'actions ?")
    assert [(one.conversation, one.title) for one in notebook.of("anne")] == [
        (mine, "Quelles actions visent la jeunesse ?")
    ]
    assert notebook.of("personne") == ()


def test_a_name_given_stays_when_the_conversation_goes_on(stores: tuple[Conversations, Notebook]) -> None:
    conversations, notebook = stores
    one = conversations.create()
    notebook.keep("anne", one, "Question")
    notebook.rename("anne", one, "  Jeunesse ", Role.STAFF)
    notebook.keep("anne", one, "Question")
    assert [kept.title for kept in notebook.of("anne")] == ["Jeunesse"]
    notebook.rename("anne", one, "  ", Role.STAFF)
    notebook.rename("bob", one, "Volé", Role.STAFF)
    assert [kept.title for kept in notebook.of("anne")] == ["Jeunesse"]


def test_what_is_deleted_is_gone_with_its_exchanges(
    stores: tuple[Conversations, Notebook], assistant: Assistant
) -> None:
    conversations, notebook = stores
    one = conversations.create()
    question = "Quelles actions visent la jeunesse ?"
    conversations.append(one, Turn(question=question, answer=assistant.ask(question)))
    notebook.keep("anne", one, question)
    assert not notebook.delete("bob", one, Role.STAFF)
    assert conversations.turns(one)
    assert notebook.delete("anne", one, Role.STAFF)
    assert conversations.turns(one) == ()
    assert notebook.of("anne") == ()


def test_a_list_makes_the_tables_that_it_refers_to(place: Place) -> None:
    notebook = Notebook(place)
    assert notebook.of("anne") == ()
    notebook.keep("anne", Conversations(place).create(), "Question")
    assert len(notebook.of("anne")) == 1


def test_the_file_does_not_hold_the_key_of_a_person(tmp_path: Path) -> None:
    path = tmp_path / "conversations.sqlite"
    conversations, notebook = Conversations(path), Notebook(path)
    notebook.keep("clef-secrete-d-anne", conversations.create(), "Question")
    assert all(b"clef-secrete" not in path.read_bytes() for path in tmp_path.iterdir())


def test_what_staff_went_on_with_is_no_longer_a_citizens(
    stores: tuple[Conversations, Notebook], assistant: Assistant
) -> None:
    conversations, notebook = stores
    one = conversations.create(Role.CITIZEN)
    notebook.keep("anne", one, "Question")
    question = "Quelles actions visent la jeunesse ?"
    conversations.append(one, Turn(question=question, answer=assistant.ask(question)), Role.STAFF)
    notebook.rename("anne", one, "Changé", Role.CITIZEN)
    assert not notebook.delete("anne", one, Role.CITIZEN)
    assert [kept.title for kept in notebook.of("anne")] == ["Question"]
    assert conversations.turns(one)


def test_a_name_is_masked_as_questions_are(stores: tuple[Conversations, Notebook]) -> None:
    conversations, notebook = stores
    one = conversations.create()
    notebook.keep("anne", one, "Question")
    notebook.rename("anne", one, "Dossier 85.07.30-033.28", Role.STAFF)
    assert "85.07.30" not in notebook.of("anne")[0].title
