"""A question said again by a language model, for the rules to read: whole, in French, in the words of plans.

The rules come first. The model is asked only where they found nothing or did not know what a follow-up meant; what it
says is a question again, read by the same rules, and shown to the user. It may add no name and no figure.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from threading import Event

from langchain_core.prompts import ChatPromptTemplate
from pydantic import BaseModel, Field

from assistant.answer import Turn, Usage
from assistant.generation.briefing import escaped
from assistant.generation.hardfacts import hard_facts, holds
from assistant.generation.model import LanguageModel
from assistant.generation.structured import asked_json
from assistant.privacy import mask
from assistant.screening import gives_orders
from ingest.folding import fold_spaces
from prompts import template

_MAX_TURNS = 4
_MAX_QUESTION = 300
_MAX_WORDS = 5
_MIN_WORDS = 3
_WORD = re.compile(r"[^\W\d_]{2,}")


class Said(BaseModel):
    """The JSON that the model is asked for.

    Attributes:
        question: The question said again. `mots` are words that a plan would use for its subject.
    """

    question: str = Field(min_length=3, max_length=_MAX_QUESTION)
    mots: list[str] = Field(default_factory=list, max_length=12)


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A question said again.

    Attributes:
        question: The question, or None where the model said nothing that may be used.
        usage: What it cost.
    """

    question: str | None
    usage: Usage


def rewrite(model: LanguageModel, question: str, history: Sequence[Turn] = (), stop: Event | None = None) -> Rewritten:
    """Ask a model to say a question again.

    Args:
        model: The language model.
        question: The question, masked.
        history: The exchange so far, oldest first; its last turns are shown.
        stop: Set by a reader who waits no longer.
    """
    asked = [escaped(mask(turn.question)) for turn in history[-_MAX_TURNS:]]
    prompt = ChatPromptTemplate.from_messages(
        [("system", template("modele_reformulation")), ("human", template("modele_reformulation_demande"))]
    )
    variables = {"echange": "\n".join(asked) or "(aucun)", "question": escaped(question)}
    said, usage = asked_json(model, prompt, variables, Said, stop)
    return Rewritten(_usable(said, question, asked), usage)


def _usable(said: Said | None, question: str, asked: Sequence[str]) -> str | None:
    """The question that a model wrote, if it is one and adds no name, no figure and no order."""
    if said is None:
        return None
    again = " ".join(said.question.split())
    known = "\n".join((question, *asked))
    if (
        len(_WORD.findall(again)) < _MIN_WORDS
        or gives_orders(again)
        or any(not holds(known, fact) for fact in hard_facts(again))
    ):
        return None
    words = [one for one in said.mots[:_MAX_WORDS] if not gives_orders(one) and not list(hard_facts(f"x {one}"))]
    extra = [one for one in words if fold_spaces(one) not in fold_spaces(again)]
    if fold_spaces(again).rstrip(" ?") == fold_spaces(question).rstrip(" ?") and not extra:
        return None
    return f"{again.rstrip(' ?.')} ({', '.join(extra)}) ?" if extra else again
