"""From SQLite files to a PostgreSQL database: every row, once."""

from pathlib import Path

import pytest

from assistant.access import Role
from assistant.administration.feedback import Feedback, Verdict
from assistant.administration.journal import Journal
from assistant.api.audit import Audit
from assistant.api.keys import Keys
from assistant.conversations import Conversations
from assistant.database_copy import copied
from assistant.drafting.workspace.records import Work
from assistant.drafting.workspace.store import Drafts
from assistant.drafting.workspace.versions import Versions
from assistant.notebook import Notebook
from assistant.places import Server
from assistant.settings import Settings
from ingest.errors import SettingsError
from tests.drafts import trooz
from tests.stores import rows
from tests.test_conversations import turn


def test_everything_is_found_again_and_goes_on(base: Server, tmp_path: Path) -> None:
    files = Settings(home=tmp_path)
    conversations, drafts = Conversations(files.conversations), Drafts(files.drafts)
    one = conversations.create()
    for question in ("un", "deux"):
        conversations.append(one, turn(question))
    Notebook(files.conversations).keep("anne", one, "Ma question")
    Feedback(files.feedback).record(one, 0, Verdict.BAD, [], "à revoir")
    Keys(files.api_keys).create("Intranet", Role.STAFF, None)
    Audit(files.api_audit, 90).close()
    Journal(files.journal).note("Qui ramasse les sapins ?", "passage", "refused", "extractive", 0.25, "citoyen")
    draft = drafts.create("anne", "Essai", Work(plan=trooz()))
    Versions(files.drafts).keep(draft, "Pour le conseil")

    settings = Settings(home=tmp_path, database=base.url)  # type: ignore[arg-type]
    counts = copied(settings)
    assert counts == {
        "conversations": 1, "turns": 2, "notebook": 1, "opinions": 1, "questions": 1, "drafts": 1, "states": 1,
        "versions": 1, "api_requests": 0, "api_keys": 1,
    }  # fmt: skip
    again = Conversations(settings.conversations)
    assert again.turns(one) == conversations.turns(one)
    again.append(one, turn("trois"))  # its number follows those that were copied
    assert [each.question for each in again.turns(one)] == ["un", "deux", "trois"]
    assert Notebook(base).of("anne") == Notebook(files.conversations).of("anne")
    assert Feedback(base).latest() == Feedback(files.feedback).latest()
    assert Journal(base).unanswered() == Journal(files.journal).unanswered()
    assert Journal(base).times() == Journal(files.journal).times()
    assert Drafts(base).open(draft) == drafts.open(draft)
    versions = Versions(base)
    assert versions.all(draft) == Versions(files.drafts).all(draft)
    versions.keep(draft, "Encore")
    assert len(versions.all(draft)) == 2


def test_a_database_that_holds_something_is_left_alone(base: Server, tmp_path: Path) -> None:
    files = Settings(home=tmp_path)
    Conversations(files.conversations).create()
    Feedback(files.feedback).record("c", 0, Verdict.GOOD)
    Feedback(base).record("d", 0, Verdict.GOOD)
    with pytest.raises(SettingsError, match="contient déjà"):
        copied(Settings(home=tmp_path, database=base.url))  # type: ignore[arg-type]
    assert rows(base, "SELECT * FROM conversations") == []


def test_no_database_is_told(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="PST_DATABASE"):
        copied(Settings(home=tmp_path))
