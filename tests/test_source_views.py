"""A citation in the text around it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer import Citation
from assistant.source_views import source_view
from ingest.errors import LibraryError


def _citation(text: str, start: int, end: int) -> Citation:
    return Citation.model_construct(document="a.md", start=start, end=end, quote=text[start:end])


@given(st.text(min_size=1, max_size=3000), st.data())
def test_it_is_the_text_itself_around_the_quote(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    view = source_view(text, _citation(text, start, end))
    whole = view.before + view.quote + view.after
    assert whole in text
    assert view.starts_document is (len(view.before) == start)
    assert view.ends_document is (len(view.after) == len(text) - end)


def test_a_text_that_changed_is_told() -> None:
    citation = _citation("Ouvrir une maison de quartier.", 0, 6)
    with pytest.raises(LibraryError, match="a changé"):
        source_view("Fermer une maison de quartier.", citation)
