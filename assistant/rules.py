"""What a question asks of the rules behind the plans: a delay, a remedy, a legal base."""

import re
from dataclasses import dataclass

from assistant.genre import GenericQuestion
from assistant.intent import has_any, words_found
from assistant.question import Question
from ingest.folding import fold_spaces
from ingest.vocabulary import load

RULE_FACTS = frozenset({"article", "definition"})
"""The facts that only rules and explanations give."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing that is asked of a rule.

    Attributes:
        words: The words of the question that ask for it.
        said: How a text that answers says it, over folded words; None where any wording may.
    """

    words: tuple[str, ...]
    said: re.Pattern[str] | None


def asked_of_rules(question: Question) -> tuple[Asked, ...]:
    """What a question asks of the rules."""
    found = []
    for rule in load("questions")["rules"].values():
        words = words_found(question.text, rule["asked"])
        if words:
            found.append(Asked(tuple(words), re.compile(rule["said"]) if "said" in rule else None))
    return tuple(found)


def asks_for_rule(question: Question) -> bool:
    """Whether a question asks for a rule, or what something is, and not what an organisation wrote or plans."""
    if question.named.names or has_any(fold_spaces(question.text), load("questions")["of_plans"]):
        return False
    if isinstance(question, GenericQuestion):
        return True
    return bool(RULE_FACTS & set(question.facts)) or bool(asked_of_rules(question))
