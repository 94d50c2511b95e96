"""Answers made of what the documents say, in their own words, document by document."""

from collections.abc import Sequence

from assistant.citations import Citations, needs_cutting, readable, sentences
from assistant.expansion import Expansion, expand
from assistant.facts import facts
from assistant.notices import document_name
from assistant.question import Question
from assistant.ranking import Passage
from assistant.relevance import Relevance
from ingest.french import analyse
from ingest.records import Document, Level
from vectorstore.context import LEVEL_NAMES, label

_SUBJECT_LEVELS = (Level.OO, Level.OS, Level.AXE, Level.SECTION, Level.VOLET)


def quoted(
    question: Question,
    passages: Sequence[Passage],
    relevance: Relevance,
    citations: Citations,
    silent: Sequence[Document] = (),
    lacking: Sequence[str] = (),
) -> str:
    """An answer made of what the documents say, by document, best first.

    Args:
        question: The question; its words choose the sentences of a long passage.
        passages: What to quote.
        relevance: The library's word statistics.
        citations: The answer's sources.
        silent: Documents that the question names and that say nothing of it.
        lacking: Facts asked beside others that nothing gives, as said after « ne donne pas ».
    """
    lines: list[str] = []
    wanted = expand(question)
    for name in dict.fromkeys(passage.document.id for passage in passages):
        mine = [passage for passage in passages if passage.document.id == name]
        lines += ["", f"D'après {document_name(mine[0].document)} :", ""]
        for passage in mine:
            span = passage.span or _best_span(passage, wanted, relevance)
            number = citations.add(passage.document, passage.node, span)
            if number is not None:
                quote = citations.list()[number - 1].quote
                told = " ; ".join(one.in_words() for one in facts(question, passage))
                lines.append(f"- {_place(passage)}« {readable(quote)} » [{number}]{f' — {told}' if told else ''}")
    lines += [f"\nLe document ne donne pas {one}." for one in lacking]
    lines += [f"\nRien trouvé dans {document_name(one)}." for one in silent]
    return "\n".join(lines).strip()


def _place(passage: Passage) -> str:
    """Where a structural node stands, before its words: an action is read under its objective."""
    if passage.node.level is Level.PASSAGE:
        return ""
    above = [one for one in reversed(passage.document.ancestors(passage.node)) if one.level in _SUBJECT_LEVELS]
    name = LEVEL_NAMES[passage.node.level] + (f" {passage.node.number}" if passage.node.number else "")
    return f"*{name}{f' — {readable(label(above[0]))}' if above else ''}* : "


def _told(held: frozenset[str], wanted: Expansion, relevance: Relevance) -> float:
    """How much of a question a sentence tells: its words, and the help that it seeks by the name that plans give it."""
    sought = [sum(map(relevance.idf, phrase)) for phrase in wanted.asked or wanted.sought if phrase <= held]
    return relevance.coverage(wanted.terms, held) + max(sought, default=0.0) / relevance.idf("")


def _best_span(passage: Passage, wanted: Expansion, relevance: Relevance) -> tuple[int, int] | None:
    """The sentences of a long passage that cover the question best; None to quote it whole."""
    document, node = passage.document, passage.node
    if not needs_cutting(document, node):
        return None
    spans = sentences(document, node)
    scores = [_told(frozenset(analyse(document.text[a:b])), wanted, relevance) for a, b in spans]
    best = max(range(len(spans)), key=scores.__getitem__)
    last = best
    while last + 1 < len(spans) and scores[last + 1] >= 0.5 * scores[best] > 0:
        last += 1
    return spans[best][0], spans[last][1]
