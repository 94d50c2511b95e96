"""The readers know how long a file may take, and only while it is parsed."""

import pytest

from ingest.quotas import seconds_left, within


def test_time_runs_and_is_nobodys_afterwards() -> None:
    assert seconds_left() is None
    with within(60):
        first = seconds_left()
        second = seconds_left()
    assert first is not None
    assert second is not None
    assert 0 < second <= first <= 60
    assert seconds_left() is None


def test_a_failure_ends_it_too() -> None:
    with pytest.raises(ValueError, match="abîmé"), within(60):
        raise ValueError("abîmé")
    assert seconds_left() is None
