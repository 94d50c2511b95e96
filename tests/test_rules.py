"""What a question asks of the rules behind the plans."""

import pytest

from assistant.question import understand
from assistant.rules import asked_of_rules, asks_for_rule
from tests.samples import andenne


@pytest.mark.parametrize(
    ("question", "rule"),
    [
        ("Dans quel délai faut-il adopter le PST ?", True),
        ("C'est quoi un objectif opérationnel ?", True),
        ("Quelle est la base légale du PST ?", True),
        ("Dans quel délai Andenne veut-il ouvrir une maison de quartier ?", False),
        ("D'après les plans, dans quel délai ?", False),
        ("Où trouver une maison de quartier", False),
    ],
)
def test_a_rule_is_asked_for_where_no_organisation_nor_plan_is(question: str, rule: bool) -> None:
    assert asks_for_rule(understand(question, "agent", (andenne(),))) is rule


def test_what_is_asked_tells_how_an_answer_says_it() -> None:
    asked = asked_of_rules(understand("Quel est le délai de recours ?", "agent", (andenne(),)))
    said = [one.said for one in asked if one.said is not None]
    assert any(pattern.search("le recours est possible dans les 3 mois") for pattern in said)
    assert {word for one in asked for word in one.words} >= {"délai", "recours"}
