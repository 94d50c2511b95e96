"""What an answer leaves unsaid: subjects of the question that no source speaks of."""

from collections.abc import Sequence

from assistant.compose import join
from assistant.notices import document_name
from assistant.question import Clause, Question
from assistant.ranking import Passage
from assistant.relevance import TOPIC_WEIGHT, Relevance
from ingest.french import tokens

_SPOKEN, _UNSPOKEN = 0.6, 0.15
"""A clause is answered from this share of its words on, and left out below that one."""
_MIN_RARITY = 3.0
"""A word that stands everywhere tells no subject apart."""


def shortfall(question: Question, told: Sequence[Passage], relevance: Relevance) -> tuple[str, ...]:
    """A line for the subjects of a question that its answer says nothing about, beside those that it speaks of.

    Args:
        question: The question.
        told: What the answer quotes.
        relevance: The library's word statistics.
    """
    documents = list(
        {passage.document.id: passage.document for passage in told if not passage.document.is_note}.values()
    )
    spoken, unspoken = _sides(question, told, relevance)
    if not (documents and spoken and unspoken):
        return ()
    names = join([document_name(one) for one in documents])
    verb, says = ("mentionne", "ne dit") if len(documents) == 1 else ("mentionnent", "ne disent")
    return (f"{names[0].upper()}{names[1:]} {verb} {join(spoken)}, mais {says} rien sur {join(unspoken)}.",)


def _sides(question: Question, told: Sequence[Passage], relevance: Relevance) -> tuple[list[str], list[str]]:
    """The clauses of a question that the passages speak of, and those of which they say nothing, as it words them."""
    held = frozenset[str]().union(*(relevance.path_terms(one.document, one.node) for one in told))
    themes = {theme for one in told for node in (*one.document.ancestors(one.node), one.node) for theme in node.themes}
    spoken: list[str] = []
    unspoken: list[str] = []
    for clause in question.clauses:
        share = _share(clause, held, themes, relevance)
        words = _surface(clause, question.text)
        if words and share >= _SPOKEN:
            spoken.append(words)
        elif words and share <= _UNSPOKEN:
            unspoken.append(words)
    return spoken, unspoken


def _share(clause: Clause, held: frozenset[str], themes: set[str], relevance: Relevance) -> float:
    terms = [term for term in clause.terms if relevance.idf(term) >= _MIN_RARITY]
    wanted = sum(map(relevance.idf, terms)) + TOPIC_WEIGHT * len(clause.topics)
    got = sum(relevance.idf(term) for term in terms if term in held)
    got += TOPIC_WEIGHT * sum(topic.concept in themes or set(topic.words) <= held for topic in clause.topics)
    return got / wanted if wanted else 0.5


def _surface(clause: Clause, text: str) -> str:
    """A clause as the question words it: « « crèche » »; "" where its words cannot be found again."""
    if clause.topics:
        return f"« {clause.topics[0].surface} »"
    words = [token.surface for token in tokens(text) if token.term in clause.terms]
    return f"« {' '.join(words)} »" if words and len(words) <= 4 else ""
