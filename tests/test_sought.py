"""What a listing says that it sought."""

import pytest

from assistant.aspects import needs
from assistant.question import understand
from assistant.sought import sought
from tests.samples import andenne


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Quelles actions portent sur le logement ?", "le logement"),
        ("Quelles actions sur le manque de personnel ?", "« manque de personnel »"),
        ("Quelles actions sensibilisent les habitants au logement ?", "le logement (« sensibilisent »)"),
        ("Quelles actions sur les zeppelins ?", ""),
    ],
)
def test_a_notion_is_told_by_its_words_and_a_theme_by_its_name(question: str, told: str) -> None:
    asked = understand(question, "agent", [andenne()])
    assert sought(needs(asked, asked.wanted)) == told
