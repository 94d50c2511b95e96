"""What an answer leaves unsaid is told."""

from assistant.passages import Passages
from assistant.question import understand
from assistant.relevance import Relevance
from assistant.shortfall import shortfall
from tests.fakes import FakeLibrary
from tests.samples import andenne, dps

LIBRARY = FakeLibrary(andenne(), dps())
RELEVANCE = Relevance(LIBRARY)


def told(text: str) -> tuple[str, ...]:
    question = understand(text, "agent", LIBRARY.documents)
    return shortfall(question, Passages(LIBRARY, RELEVANCE).find(question), RELEVANCE)


def test_one_subject_of_two_is_said_to_be_missing() -> None:
    (line,) = told("Andenne prévoit-il une maison de quartier et un téléphérique ?")
    assert "mentionne" in line
    assert "rien sur « téléphérique »" in line


def test_nothing_is_said_where_all_is_there_or_nothing_is() -> None:
    assert told("Andenne prévoit-il une maison de quartier ?") == ()
    assert told("Andenne prévoit-il un téléphérique et un aéroport ?") == ()
