"""How people ask, in every tone, and what must be understood of it: the rows of `questions/forms.yaml`."""

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.question import Question, understand
from ingest.french import analyse
from ingest.records import Document
from tests.samples import DPS, andenne, check_french, parsed

FORMS: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "questions" / "forms.yaml").read_text("utf-8"))
_PLAN = """Programme stratégique transversal 2025-2030 du CPAS de {name}

Volet externe : les politiques

Objectif stratégique 1 : Être un CPAS solidaire

Actions :
    • Ouvrir un taxi social
    • Ouvrir un magasin de seconde main
"""
_NAMELESS = """Programme stratégique transversal

Objectif stratégique 1 : Être accueillant

Actions :
    • Repeindre l'entrée de la Résidence Les Bruyères
    • Fêter les dix ans de la Résidence Les Bruyères avec les familles
"""


@cache
def library() -> tuple[Document, ...]:
    names = ("Ham-sur-Heure-Nalinnes", "Braine-le-Comte", "Sainte-Ode", "Le Rœulx")
    plans = [
        parsed(_PLAN.format(name=name).replace("de Le ", "du "), f"plan-{rank}.txt") for rank, name in enumerate(names)
    ]
    return (andenne(), parsed(DPS, "huy-dps.txt"), *plans, parsed(_NAMELESS, "plan-final.txt"))


def failures(row: dict[str, Any], question: Question) -> list[str]:
    """What of a row is not as it should be, in words."""
    excluded = [topic.concept for clause in getattr(question, "excluded", ()) for topic in clause.topics]
    period = getattr(question, "period", None)
    got: dict[str, object] = {
        "intent": question.intent.value,
        "orgs": sorted(question.named.names),
        "unknown": sorted(question.named.unknown),
        "themes": sorted(question.concepts),
        "level": question.level and question.level.value,
        "facts": sorted(question.facts),
        "volet": question.volet,
        "without": sorted(excluded),
        "without_levels": sorted(level.value for level in getattr(question, "excluded_levels", ())),
        "without_orgs": sorted(getattr(question.named, "excluded", ())),
        "without_volets": sorted(getattr(question, "excluded_volets", ())),
        "corrected": sorted(right for _, right in getattr(question, "corrected", ())),
        "period": period and str(period),
    }
    wrong = []
    for key, wanted in row.items():
        if key == "terms_out":
            terms = {term for word in wanted for term in analyse(word)} & set(question.terms)
            wrong += [f"terms {sorted(terms)}"] if terms else []
        elif key in got and (sorted(wanted) if isinstance(wanted, list) else wanted) != got[key]:
            wrong.append(f"{key}: {got[key]} instead of {wanted}")
    return wrong


@pytest.mark.parametrize("row", FORMS, ids=lambda row: row["q"][:60])
def test_a_form_of_asking_is_understood(row: dict[str, Any]) -> None:
    question = understand(row["q"], row.get("audience", "agent"), library())
    assert failures(row, question) == []
    check_french(question.in_words())
