"""Numbered sources cut from the text, and quotes as they read."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.citations import Citations, needs_cutting, readable, sentences
from ingest.layout import clean
from ingest.records import Document, Node
from tests.samples import MARK, andenne, nameless, parsed

LONG = f"Le CPAS agit. {'Il soutient les familles, les aînés et les jeunes ! ' * 20}Il évalue « son action »."


def node(document: Document, start: str) -> Node:
    return next(one for one in document.nodes if one.text.startswith(start))


def test_numbers_follow_the_order_of_first_use_and_the_same_words_keep_theirs() -> None:
    document, sources = andenne(), Citations()
    first, second = node(document, "Prêter"), node(document, "Ouvrir une")
    assert [sources.add(document, one) for one in (first, second, first)] == [1, 2, 1]
    assert len(sources) == 2
    assert [one.n for one in sources.list()] == [1, 2]


def test_a_citation_says_where_its_words_stand() -> None:
    document, sources = andenne(), Citations()
    sources.add(document, node(document, "Prêter"))
    (cited,) = sources.list()
    assert cited.quote == document.text[cited.start : cited.end] == "Prêter des tablettes"
    assert document.text.split("\n")[cited.line - 1].strip("• ") == cited.quote
    assert cited.organisation == "Andenne"
    assert cited.level == "action"
    assert cited.state == "verified"
    assert [part.split(" :")[0] for part in cited.breadcrumb] == [
        "Volet externe", "OS 2 (sans intitulé)", "OO 2.2",
    ]  # fmt: skip


def test_a_document_without_a_name_is_cited_without_one() -> None:
    document, sources = nameless(), Citations()
    sources.add(document, document.nodes[0])
    assert sources.list()[0].organisation is None


def test_a_part_of_a_node_is_another_source() -> None:
    document, sources = andenne(), Citations()
    action = node(document, "Engager")
    assert sources.add(document, action) == 1
    assert sources.add(document, action, (action.start, action.start + 7)) == 2
    assert sources.list()[1].quote == "Engager"


@pytest.mark.parametrize("span", [(5, 5), (10, 3), (10**6, 10**6 + 5)])
def test_an_empty_place_is_no_source(span: tuple[int, int]) -> None:
    document, sources = andenne(), Citations()
    assert sources.add(document, document.nodes[0], span) is None
    assert sources.list() == ()


def test_sentences_of_a_node_cover_its_words() -> None:
    document = parsed(f"Introduction\n\n{LONG}\n", "x.txt")
    long = node(document, "Le CPAS agit")
    assert needs_cutting(document, long)
    parts = [document.text[start:end] for start, end in sentences(document, long)]
    assert len(parts) == 22
    assert " ".join(parts) == document.quote(long)
    assert not needs_cutting(document, document.nodes[0])


@given(st.text(alphabet=st.sampled_from("aB.!? \n«»É-•…"), min_size=1, max_size=120))
def test_sentences_never_overlap_nor_lose_a_word(text: str) -> None:
    document = parsed(f"Début {text} fin", "x.txt")
    for one in document.nodes:
        spans = sentences(document, one)
        assert all(one.start <= start < end <= one.end for start, end in spans)
        assert all(before[1] <= after[0] for before, after in pairwise(spans))
        kept = "".join(document.text[start:end] for start, end in spans)
        assert re.sub(r"\s", "", kept) == re.sub(r"\s", "", document.quote(one))


@given(st.text(alphabet=st.sampled_from("ab12[]()* \n«»"), max_size=40))
def test_a_quote_reads_on_one_line_and_makes_no_mark_nor_link(quote: str) -> None:
    shown = readable(quote)
    assert "\n" not in shown
    assert not MARK.search(shown)
    assert "](" not in shown.replace("\\](", "")
    assert shown.replace("\\]", "]") == clean(quote)


def test_plain_words_read_as_they_are() -> None:
    assert readable("un **logement**\n   d’urgence [sic] (2019)") == "un logement d’urgence [sic] (2019)"
