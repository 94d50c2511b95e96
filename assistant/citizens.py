"""Answers for citizens: plain French, intentions as intentions, a person to talk to, the next step.

What a plan says is no right and no decision: these sentences stand around the quotes and add nothing to them.
"""

import re
from collections.abc import Sequence

from assistant.answer import Citation
from assistant.compose import join
from assistant.intent import has_any
from assistant.notices import document_name, is_law, of
from assistant.question import Question
from assistant.screening import Contact
from ingest.folding import fold_spaces
from ingest.records import Document, DocumentKind, Node
from ingest.vocabulary import load
from prompts import text

_REACHED = re.compile(
    r"(?:\+32|\b0)\d(?:[ ./\-]{0,2}\d){7,8}\b|\b0800[ /]?\d[\d .]{3,6}\d\b|[\w.+-]+@(?:[\w-]+\.)+[A-Za-z]{2,}"
)
"""A telephone number or an e-mail address in a source."""
_WRITTEN = {DocumentKind.DPS: "Cette déclaration dit ce que le CPAS veut faire ; elle ne garantit pas une aide."}
_PLAN = "Ce plan dit ce que le CPAS veut faire ; il ne garantit pas une aide."
_SEVERAL = "Ces documents disent ce que les CPAS veulent faire ; ils ne garantissent pas une aide."
_OWN_CENTRE = "Parlez de votre situation au service social du CPAS {of} : il peut examiner votre demande avec vous."
_ANY_CENTRE = (
    "Parlez de votre situation au service social du CPAS de votre commune : il peut examiner votre demande avec vous."
)


def speaks_of_need(question: Question) -> bool:
    """Whether an answer takes the register for citizens: one asks, or somebody tells of a need of their own."""
    if question.audience == "citoyen":
        return True
    return question.personal and has_any(fold_spaces(question.text), load("screening")["need"])


def urgent(contacts: Sequence[Contact]) -> str:
    """What stands before everything else in an emergency: whom to call; "" where there is none."""
    if not contacts:
        return ""
    lines = []
    for one in contacts:
        name = f"**{one.number}** : {one.what}" if one.number else f"**{one.what[0].upper()}{one.what[1:]}**"
        lines.append(f"- {name} ({one.when})")
    return text("urgence", contacts="\n".join(lines))


def opening(documents: Sequence[Document]) -> str:
    """The first sentence: whose intentions follow, and that they are intentions; "" where no plan is cited."""
    plans = [one for one in documents if not one.is_note and not is_law(one)]
    if not plans:
        return ""
    reserve = _WRITTEN.get(plans[0].identity.kind, _PLAN) if len(plans) == 1 else _SEVERAL
    names = join([document_name(one) for one in plans])
    return text(
        "citoyen_debut", documents=names, prevoient="prévoit" if len(plans) == 1 else "prévoient", reserve=reserve
    )


def next_step(question: Question, documents: Sequence[Document], places: Sequence[tuple[Document, Node]]) -> str:
    """The last sentence: whom to ask, and how to reach them where a source of the answer says it.

    Args:
        question: The question.
        documents: The documents that the answer cites.
        places: The elements that it cites.
    """
    names = {one.identity.organisation.value for one in documents if one.identity.organisation}
    own = next(iter(names)) if len(names) == 1 and names == set(question.named.names) else None
    step = _OWN_CENTRE.format(of=of(own)) if own else _ANY_CENTRE
    reached = _reached(places)
    if reached:
        step += f" Coordonnée donnée par le document cité : {join(reached)}."
    return text("citoyen_suite", etape=step)


def around(question: Question, citations: Sequence[Citation], documents: Sequence[Document]) -> tuple[str, str]:
    """What stands around an answer for citizens: its opening, and the next step; "" where no plan speaks.

    Args:
        question: The question.
        citations: The answer's sources.
        documents: The documents that it cites.
    """
    by_id = {one.id: one for one in documents}
    places = [(by_id[one.document], by_id[one.document].by_id[one.node]) for one in citations if one.document in by_id]
    lead = opening(documents)
    return (lead, next_step(question, documents, places)) if lead else ("", "")


def turned_away(question: Question, refusal: str, contacts: Sequence[Contact], documents: Sequence[Document]) -> str:
    """A refusal to somebody who tells of a need: never the last word, and in an emergency not a word of searches.

    Args:
        question: The question.
        refusal: Why it is not answered.
        contacts: Whom to call first, in an emergency.
        documents: The documents that it may be about.
    """
    if contacts and (question.audience == "citoyen" or question.personal):
        refusal = text("urgence_suite")
    elif not question.personal:
        return refusal
    return "\n\n".join((refusal, next_step(question, documents, ())))


def _reached(places: Sequence[tuple[Document, Node]]) -> list[str]:
    """Telephone numbers and e-mail addresses in the cited words, each once."""
    found = [match.group(0) for document, node in places for match in _REACHED.finditer(document.quote(node))]
    return list(dict.fromkeys(found))[:2]
