"""Questions to begin with: from the library's real content, and each of them answered."""

import pytest

from assistant.answer import Audience
from assistant.service import Assistant
from assistant.suggestions import suggestions
from ingest.records import Document
from prompts import text


@pytest.mark.parametrize("audience", ["agent", "citoyen"])
def test_every_suggestion_has_an_answer(
    assistant: Assistant, documents: dict[str, Document], audience: Audience
) -> None:
    found = suggestions(list(documents.values()), audience)
    assert 2 <= len(found) <= 4
    assert all("{" not in one for one in found)
    for question in found:
        assert assistant.ask(question, audience=audience).status == "answered", question


def test_they_name_what_is_there(documents: dict[str, Document]) -> None:
    found = " ".join(suggestions([documents["durbuy-pst.txt"]], "agent"))
    assert "Durbuy" in found
    assert "Bernissart" not in found


def test_an_organisation_that_no_document_names_is_not_asked_for(documents: dict[str, Document]) -> None:
    nameless = [one for one in documents.values() if one.identity.organisation is None]
    assert nameless
    assert all("\0" not in one for one in suggestions(nameless, "agent"))


def test_an_empty_library_keeps_the_usual_examples() -> None:
    assert suggestions([], "citoyen") == tuple(text("exemples_citoyen").splitlines())
