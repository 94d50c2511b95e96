"""What readers think of answers, kept and counted."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.administration.feedback import Feedback, Verdict, reasons
from assistant.places import Place
from assistant.privacy import mask
from ingest.errors import PstError

OPINIONS = st.lists(
    st.tuples(
        st.sampled_from("abc"),
        st.integers(0, 3),
        st.sampled_from(Verdict),
        st.lists(st.sampled_from(list(reasons())), max_size=3),
        st.text(max_size=40),
    ),
    max_size=12,
)


@pytest.fixture
def feedback(place: Place) -> Feedback:
    return Feedback(place)


def test_an_opinion_is_kept_and_a_second_one_takes_its_place(feedback: Feedback) -> None:
    feedback.record("c", 1, Verdict.BAD, ["perime", "incomplete", "perime"], " Le plan a changé. ")
    found = feedback.of("c", 1)
    assert found is not None
    assert (found.verdict, found.reasons, found.comment) == (
        Verdict.BAD,
        ("perime", "incomplete"),
        "Le plan a changé.",
    )
    feedback.record("c", 1, Verdict.GOOD)
    assert [one.verdict for one in feedback.latest()] == [Verdict.GOOD]
    assert feedback.of("c", 0) is None
    feedback.withdraw("c", 1)
    assert feedback.latest() == ()


def test_a_comment_is_masked_and_cut(feedback: Feedback) -> None:
    feedback.record("c", 0, Verdict.BAD, ["autre"], "Appelez-moi au 0472 12 34 56 " + "x" * 5000)
    found = feedback.of("c", 0)
    assert found is not None
    assert "0472" not in found.comment
    assert "[téléphone masqué]" in found.comment
    assert len(found.comment) <= 1000


def test_an_unknown_reason_is_refused(feedback: Feedback) -> None:
    with pytest.raises(PstError, match="Motif inconnu"):
        feedback.record("c", 0, Verdict.BAD, ["laid"])
    assert feedback.latest() == ()


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(OPINIONS)
def test_the_counts_are_those_of_the_last_opinion_on_each_answer(
    new_place: Callable[[], Place], given_ones: list[tuple[str, int, Verdict, list[str], str]]
) -> None:
    feedback = Feedback(new_place())
    last = {}
    for conversation, position, verdict, chosen, words in given_ones:
        feedback.record(conversation, position, verdict, chosen, words)
        last[conversation, position] = (verdict, set(chosen), mask(words.encode(errors="replace").decode().strip()))
    tally = feedback.tally()
    assert (tally.good, tally.bad) == tuple(sum(one[0] is v for one in last.values()) for v in Verdict)
    assert dict(tally.reasons) == {
        name: number for name in reasons() if (number := sum(name in one[1] for one in last.values()))
    }
    assert {(one.conversation, one.position): one.comment for one in feedback.latest()} == {
        key: one[2] for key, one in last.items()
    }


def test_counts_since_a_moment_and_by_verdict(feedback: Feedback) -> None:
    assert feedback.tally().rate is None
    feedback.record("c", 0, Verdict.GOOD)
    feedback.record("c", 1, Verdict.BAD)
    assert feedback.tally().rate == 0.5
    assert feedback.tally(datetime.now(UTC) + timedelta(minutes=1)).rate is None
    assert [one.position for one in feedback.latest(5, Verdict.BAD)] == [1]


def test_a_file_that_is_no_store_is_told(tmp_path: Path) -> None:
    file = tmp_path / "avis.sqlite"
    file.write_bytes(b"not a database at all, by far" * 50)
    with pytest.raises(PstError, match="les avis"):
        Feedback(file)
