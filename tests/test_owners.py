"""The owner that a title ends with is told apart from its words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.owners import trailing_owner


@pytest.mark.parametrize(
    ("title", "owner", "words"),
    [
        ("Exploiter un seul parc informatique [commun]", "commun", "Exploiter un seul parc informatique"),
        ("Tenir un stand [CPAS].", "CPAS", "Tenir un stand"),
        ("Ouvrir un guichet (Ville et CPAS)", "Ville et CPAS", "Ouvrir un guichet"),
        ("Ouvrir un guichet [Ville/CPAS]", "Ville/CPAS", "Ouvrir un guichet"),
    ],
)
def test_an_owner_in_brackets(title: str, owner: str, words: str) -> None:
    found = trailing_owner(title)
    assert found is not None
    assert (found.name, title[: found.start]) == (owner, words)


@pytest.mark.parametrize(
    "title",
    ["Former (10 agents)", "Aider le CPAS", "[commun]", "Acheter (avec le CPAS)", "Louer [commun] un local", ""],
)
def test_other_ends_are_words_of_the_title(title: str) -> None:
    assert trailing_owner(title) is None


@given(st.text(max_size=40), st.sampled_from(["Ville", "CPAS", "commun"]))
def test_what_stands_before_the_mark_stays(words: str, owner: str) -> None:
    found = trailing_owner(f"Ouvrir {words}x [{owner}]")
    assert found is not None
    assert found.name == owner
    assert f"Ouvrir {words}x [{owner}]"[: found.start] == f"Ouvrir {words}x"
