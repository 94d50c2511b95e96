"""Sentences of a declaration in the tone of a commitment that a draft leaves aside are named with their lines."""

from assistant.drafting.checks import run_checks
from assistant.drafting.records import Check, DpsItem, Plan

TEXT = """Nous remercions tout le monde.
Nous ouvrirons un guichet.
La situation est difficile depuis dix ans.
Nous rénovons aussi la salle du conseil.
Une crèche sera créée dans le village.
Nous formerons les agents.
Nous saluons nos partenaires de toujours.
"""


def item(number: int, text: str) -> DpsItem:
    start = TEXT.index(text)
    return DpsItem(id=f"D{number:02}", text=text, axis="", node="", start=start, end=start + len(text), line=1)


def found(*items: DpsItem) -> Check:
    plan = Plan(source="dps.txt", items=items)
    return next(one for one in run_checks(plan, texts={"dps.txt": TEXT}) if one.id == "couverture.passages")


def test_what_is_left_aside_between_the_commitments_is_named() -> None:
    check = found(item(1, "Nous ouvrirons un guichet."), item(2, "Nous formerons les agents."))
    assert not check.ok
    assert "lignes 4, 5" in check.detail


def test_what_is_taken_up_is_not() -> None:
    texts = [
        "Nous ouvrirons un guichet.",
        "Nous rénovons aussi la salle du conseil",
        "Une crèche sera créée dans le village",
    ]
    check = found(*(item(rank, text) for rank, text in enumerate([*texts, "Nous formerons les agents."])))
    assert check.ok


def test_without_the_text_nothing_is_said() -> None:
    plan = Plan(source="dps.txt", items=(item(1, "Nous ouvrirons un guichet."),))
    assert "couverture.passages" not in {one.id for one in run_checks(plan)}
