"""Whether the totals of a large library are exact: each beside a count that visits one record after the other."""

from collections.abc import Sequence

from assistant.aspects import needs
from assistant.catalogue import Catalogue
from assistant.census import Census
from assistant.phrases import blank
from assistant.question import Question, understand
from assistant.relevance import Relevance
from assistant.scoring import ROW, Scoring
from assistant.service import Assistant
from assistant.units import find_wanted, unit_mask
from bench.scale_questions import Counted
from vectorstore.library import Library

_SAMPLE = 40
"""Of the plans, so many are asked one by one about each theme."""


class WrongTotalError(Exception):
    """A total that is not what a plain count over the records gives."""


def check(service: Assistant, library: Library, asked: Sequence[Counted]) -> dict[str, int]:
    """Compare the total of each question with a plain count.

    A level or a field is counted over all records. What a theme's rows are is for the product's rules to say, which
    cannot be told in a line: there, the rows in some plans must be those of a catalogue of that plan alone, where
    nothing that is computed over all records at once can go wrong unseen.

    Args:
        service: The assistant.
        library: Its library, open.
        asked: The questions.

    Returns:
        The total of each question.

    Raises:
        WrongTotalError: If one differs.
    """
    relevance = Relevance(library)
    sample = library.plans[:: max(1, len(library.plans) // _SAMPLE)]
    whole = Census(library, relevance)
    alone = {one.id: Catalogue(library, [one]) for one in sample}
    totals: dict[str, int] = {}
    for one in asked:
        total = service.ask(one.question).total or 0  # a refusal: none
        if one.test is not None:
            plain = sum(one.test(document, node) for document, node in library.pairs)
        else:
            question = understand(one.question, "agent", library.documents)
            rows = {row.node.id for row in whole.find(question).rows}
            plain = len(rows)
            for name in set(alone) & set(question.named.documents or alone):
                if _rows(question, alone[name], relevance) != {node.id for _, node in alone[name].pairs} & rows:
                    raise WrongTotalError(f"{one.question}: other rows in {name} alone")
        if total != plain:
            raise WrongTotalError(f"{one.question}: {total} instead of {plain}")
        totals[one.question] = plain
    return totals


def _rows(question: Question, plan: Catalogue, relevance: Relevance) -> set[str]:
    """The actions of a plan that are about what is asked, worked out in a catalogue of this plan alone."""
    bare = blank(question.text, question.named.spans)
    scored = Scoring(plan, relevance).score(needs(question, question.wanted, ()))
    units = unit_mask(plan, find_wanted(bare, question.wanted), themed=True)
    return {node.id for _, node in plan.rows(units & (scored.total >= ROW))}
