"""What is known of a library is made once, and let go with it."""

import gc

from assistant import known
from tests.samples import andenne


def test_a_library_is_read_once() -> None:
    documents = (andenne(),)
    assert known.known(documents) is known.known(documents)


def test_nothing_keeps_a_library_that_is_gone() -> None:
    documents = (andenne(),)
    before = len(known._LIBRARIES)
    known.known(documents)
    assert len(known._LIBRARIES) == before + 1
    del documents
    gc.collect()
    assert len(known._LIBRARIES) <= before
