"""When a citation shows a passage."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer import Citation
from assistant.evaluation.cases import Gold
from assistant.evaluation.matching import matches
from tests.scoring import citation

WANTED = Gold(doc="a.txt", line=4, quote="un logement d'urgence")


@pytest.mark.parametrize(
    ("cited", "expected"),
    [
        (citation("a.txt", 4, "Un LOGEMENT\u00a0d’urgence"), True),
        (citation("a.txt", 4, "un **logement** d'urgence, et plus"), True),
        (citation("a.txt", 4, "un<sup> </sup>logement d'urgence"), True),
        (citation("a.txt", 4, "logement"), True),
        (citation("a.txt", 3, "titre\nun logement d'urgence"), True),
        (citation("a.txt", 3, "un logement d'urgence"), False),
        (citation("a.txt", 5, "un logement d'urgence"), False),
        (citation("b.txt", 4, "un logement d'urgence"), False),
        (citation("a.txt", 4, "un logement de transit"), False),
        (citation("a~2.txt", 4, "un logement d'urgence"), True),
        (citation("a.txt", 4, ""), False),
        (citation("a.txt", 4, " ** "), False),
    ],
)
def test_a_citation_matches_by_document_line_and_words(cited: Citation, expected: bool) -> None:
    assert matches(cited, WANTED) is expected


@pytest.mark.parametrize("line", [1, 4, 99])
def test_where_a_document_has_no_lines_words_decide(line: int) -> None:
    wanted = WANTED.model_copy(update={"line": None})
    assert matches(citation("a.txt", line, "Un logement d'urgence"), wanted)
    assert not matches(citation("a.txt", line, "un logement de transit"), wanted)
    assert not matches(citation("b.txt", line, "un logement d'urgence"), wanted)


def test_a_passage_over_several_lines_is_shown_by_any_of_them() -> None:
    wanted = Gold(doc="a.txt", line=4, quote="un logement\nd'urgence")
    assert matches(citation("a.txt", 5, "d'urgence"), wanted)
    assert not matches(citation("a.txt", 6, "d'urgence"), wanted)


@given(st.text(min_size=1), st.integers(1, 50))
def test_a_passage_is_shown_by_its_own_words(words: str, line: int) -> None:
    cited = citation("a.txt", line, words)
    shows = matches(cited, Gold(doc="a.txt", line=line, quote=words))
    assert shows == matches(cited, Gold(doc="a.txt", line=None, quote=words))
    assert shows or not words.replace("*", "").replace("<sup>", "").replace("</sup>", "").strip()
