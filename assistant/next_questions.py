"""Questions that the library can answer next, on the same subject."""

from collections.abc import Sequence

from assistant.ambiguity import name_of
from assistant.census import Census
from assistant.compose import join
from assistant.notices import at
from assistant.question import Question
from ingest.themes import thesaurus

_MAX = 2


def next_questions(question: Question, organisations: Sequence[str], census: Census) -> tuple[str, ...]:
    """The same theme asked of other organisations that speak of it, and set beside the one asked about.

    Args:
        question: The question that was answered.
        organisations: The names of the library's organisations.
        census: The library's listings.
    """
    if not question.concepts:
        return ()
    concept = question.concepts[0]
    about = thesaurus().concepts[concept].label
    speaking = {name_of(document) for document in census.speaking_of(concept)} - {""}
    names = [name for name in organisations if name in speaking and name not in question.named.names]
    questions = [f"Quelles actions portent sur {about} {at(name)} ?" for name in names[:_MAX]]
    if question.named.names and names:
        questions.append(f"Compare {join([question.named.names[0], names[0]])} : {about}")
    return tuple(questions)
