"""Commitments as staff sort them: always the declaration's own words, never overlapping, in reading order."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.drafting.commitments.items import dps_items
from assistant.drafting.editing import choices
from assistant.drafting.editing.choices import Choice
from assistant.drafting.editing.tree import EditError
from ingest.records import Document
from tests.drafts import QUICK
from tests.plans import parsed

_DPS = parsed(
    "Déclaration de politique sociale du CPAS de Hannut\n\n## Logement\n\n"
    "Nous créerons un logement de transit, et nous rénoverons les maisons de la rue Haute.\n"
    "Le centre compte douze agents.\n\n## Jeunesse\n\n"
    "Nous ouvrirons un lieu de rencontre (le soir), pour les jeunes et leurs familles.\n"
    "Une réflexion sur la mobilité est en cours depuis deux ans.\n"
)


def check(found: tuple[Choice, ...], document: Document) -> None:
    last = 0
    for rank, one in enumerate(found, start=1):
        item = one.item
        assert item.id == f"D{rank:02}"
        assert document.text[item.start : item.end] == item.text == item.text.strip()
        assert item.start >= last
        last = item.end


@pytest.fixture
def found() -> tuple[Choice, ...]:
    return choices.chosen(dps_items(_DPS))


def test_what_is_no_commitment_is_left_out_and_the_others_numbered(found: tuple[Choice, ...]) -> None:
    first = found[0].item
    left = choices.keep(found, first.start, False)
    kept = choices.kept_items(left)
    assert first.text not in [one.text for one in kept]
    assert [one.id for one in kept] == [f"D{rank:02}" for rank in range(1, len(found))]
    assert choices.keep(left, first.start, True) == found


def test_a_missed_passage_is_added_in_its_place(found: tuple[Choice, ...]) -> None:
    missed = next(one for one in choices.passages(_DPS, found) if "mobilité" in one.text)
    assert missed.heading == "Jeunesse"
    more = choices.added(found, _DPS, missed.start, missed.end)
    check(more, _DPS)
    (one,) = [each for each in more if each.added]
    assert "mobilité" in one.item.text
    assert one.item.axis == "Jeunesse"
    assert missed.start not in {each.start for each in choices.passages(_DPS, more)}
    with pytest.raises(EditError, match="déjà"):
        choices.added(more, _DPS, missed.start + 3, missed.end)
    with pytest.raises(EditError, match="aucun mot"):
        choices.added(found, _DPS, missed.start, missed.start)


def test_cut_and_joined_again_the_words_are_the_same(found: tuple[Choice, ...]) -> None:
    item = max((one.item for one in found), key=lambda one: len(choices.cuts(one)))
    (at, *_) = choices.cuts(item)
    two = choices.split(found, _DPS.text, item.start, at)
    check(two, _DPS)
    assert len(two) == len(found) + 1
    one = choices.joined(two, _DPS.text, item.start)
    check(one, _DPS)
    assert [each.item.text for each in one] == [each.item.text for each in found]
    with pytest.raises(EditError, match="dernier"):
        choices.joined(found, _DPS.text, found[-1].item.start)
    with pytest.raises(EditError, match="changé"):
        choices.split(found, _DPS.text, 1, 3)
    with pytest.raises(EditError, match="pas là"):
        choices.split(found, _DPS.text, item.start, len(item.text))


@settings(max_examples=60, phases=QUICK)
@given(st.data())
def test_any_sorting_keeps_the_declarations_words(data: st.DataObject) -> None:
    found = choices.chosen(dps_items(_DPS))
    for _ in range(5):
        one = data.draw(st.sampled_from(found)).item
        kind = data.draw(st.sampled_from(("keep", "split", "join", "add")))
        try:
            if kind == "keep":
                found = choices.keep(found, one.start, data.draw(st.booleans()))
            elif kind == "split":
                found = choices.split(found, _DPS.text, one.start, data.draw(st.integers(1, len(one.text))))
            elif kind == "join":
                found = choices.joined(found, _DPS.text, one.start)
            elif free := choices.passages(_DPS, found):
                passage = data.draw(st.sampled_from(free))
                found = choices.added(found, _DPS, passage.start, passage.end)
        except EditError:
            pass
        check(found, _DPS)
