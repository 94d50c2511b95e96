"""Pages: nothing is lost, nothing twice, and a cursor is good for its own result alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.mcp_server.paging import CursorError, Pager


@given(st.lists(st.integers(), max_size=60), st.integers(1, 20))
def test_the_pages_are_the_whole(items: list[int], limit: int) -> None:
    pager = Pager()
    name, kept = pager.result(["t"], lambda: items)
    read, cursor = [], None
    while True:
        page, cursor = pager.page(name, kept, cursor, limit)
        assert len(page) <= limit
        read += page
        if cursor is None:
            break
        assert page
    assert read == items


@given(st.text(max_size=40))
def test_a_cursor_that_was_not_given_is_refused(cursor: str) -> None:
    with pytest.raises(CursorError):
        Pager.page("0123456789abcdef", [1, 2, 3], cursor, 2)


def test_a_result_is_computed_once_and_for_its_own_key() -> None:
    pager, made = Pager(), []

    def make() -> int:
        made.append(1)
        return len(made)

    assert pager.result(["a", "b"], make) == pager.result(["a", "b"], make)
    assert pager.result(["b", "a"], make)[1] == 2
