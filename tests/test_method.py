"""What the law and the method ask of a plan, unless the declaration says it already."""

from assistant.drafting.method import wanted
from assistant.drafting.records import DpsItem
from assistant.drafting.subjects import subjects


def item(text: str) -> DpsItem:
    return DpsItem(id="D01", text=text, axis="", node="", start=0, end=len(text), line=1)


def lines(*texts: str) -> set[str]:
    return {action for want in wanted([item(text) for text in texts], "CPAS") for action, _ in want.actions}


def test_evaluation_publication_means_and_synergies_are_proposed_with_their_reason() -> None:
    found = wanted([item("Former les agents")], "CPAS")
    assert {one.os for one in found} <= set(subjects())
    said = " ".join(f"{action} {why}" for one in found for action, why in one.actions)
    for word in ("mi-parcours", "Publier", "moyens humains", "soutien", "27ter", "26quater"):
        assert word in said


def test_what_the_declaration_says_is_not_proposed_again() -> None:
    every = lines("Former les agents")
    said = lines("Evaluer le PST à mi-parcours et en fin de mandature et publier les résultats")
    assert said < every
    assert not any("Évaluer" in one for one in said)


def test_a_commune_has_the_law_of_communes() -> None:
    why = " ".join(why for one in wanted([item("Former")], "commune") for _, why in one.actions)
    assert "L1123-27" in why
    assert "27ter" not in why
