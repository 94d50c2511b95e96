"""Mentions of elements of laws are read in any text, with what they name and the act that they belong to."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.mentions import mentions


def read(text: str) -> list[tuple[str, str, str]]:
    """Quote, path and act of each mention."""
    return [
        (
            text[one.start : one.end],
            " ".join(f"{kind}={number}" for kind, number in one.steps) + (f" … {one.until}" if one.until else ""),
            one.act,
        )
        for one in mentions(text)
    ]


@pytest.mark.parametrize(
    ("text", "quote", "path", "act"),
    [
        ("selon l'art. 27ter, § 2", "art. 27ter, § 2", "article=27ter paragraphe=2", ""),
        ("selon l'art. 27 ter", "art. 27 ter", "article=27ter", ""),
        (
            "l'article 60, § 7, alinéa 2, 1°, b)",
            "article 60, § 7, alinéa 2, 1°, b)",
            "article=60 paragraphe=7 alinea=2 item=1° item=b)",
            "",
        ),
        ("art. 60 § 7 : mise à l'emploi", "art. 60 § 7", "article=60 paragraphe=7", ""),
        ("les articles 57 à 60 inclus", "articles 57 à 60", "article=57 … 60", ""),
        ("le présent article", "présent article", "present=article", ""),
        ("au § 2, il est dit", "§ 2", "paragraphe=2", ""),
        ("au paragraphe 1er, alinéa 3", "paragraphe 1er, alinéa 3", "paragraphe=1 alinea=3", ""),
        ("à l'alinéa précédent", "alinéa précédent", "precedent=alinea", ""),
        ("l'article suivant", "article suivant", "suivant=article", ""),
        ("alinéa 2 du § 3 de l'article 5", "alinéa 2 du § 3 de l'article 5", "article=5 paragraphe=3 alinea=2", ""),
        ("au 2° du présent article", "2° du présent article", "present=article item=2°", ""),
        ("le littera b) du 2°", "b) du 2°", "item=2° item=b)", ""),
        ("chapitre II du titre III", "chapitre II du titre III", "titre=3 chapitre=2", ""),
        ("au chapitre III, section 2", "chapitre III, section 2", "chapitre=3 section=2", ""),
        (
            "l'article 18 de la loi du 26 mai 2002 concernant",
            "article 18 de la loi du 26 mai 2002",
            "article=18",
            "loi du 26 mai 2002",
        ),
        ("la loi du 26 mai 2002, article 18", "article 18", "article=18", "loi du 26 mai 2002"),
        ("(A.R. 11/07/2002, art. 3)", "art. 3", "article=3", "A.R. 11/07/2002"),
        ("l'article 1382 du Code civil prévoit", "article 1382 du Code civil", "article=1382", "Code civil"),
        (
            "l'article L1123-27 du Code de la démocratie locale et de la décentralisation impose",
            "article L1123-27 du Code de la démocratie locale et de la décentralisation",
            "article=l1123-27",
            "Code de la démocratie locale et de la décentralisation",
        ),
        ("l'article 4 du présent décret", "article 4", "article=4", ""),
        ("l'article 4 du même décret", "article 4 du même décret", "article=4", "décret"),
    ],
)
def test_a_mention_says_what_it_names(text: str, quote: str, path: str, act: str) -> None:
    assert read(text) == [(quote, path, act)]


@pytest.mark.parametrize(
    ("text", "paths"),
    [
        ("les articles 57, 58 et 60bis, § 2, ainsi que l'article 61", ["57", "58", "60bis paragraphe=2", "61"]),
        ("(art. 57, 58 et 60)", ["57", "58", "60"]),
        ("l'article 5, §§ 2 et 3", ["5 paragraphe=2", "5 paragraphe=3"]),
        ("l'article 5, 1°, 2° et 3°, b)", ["5 item=1°", "5 item=2°", "5 item=3° item=b)"]),
        ("l'article 5, § 1er, et le § 2 du même article", ["5 paragraphe=1", "5 paragraphe=2"]),
        ("visé à l'article 5, 30 jours après", ["5"]),
    ],
)
def test_a_list_is_one_mention_each(text: str, paths: list[str]) -> None:
    assert [path.removeprefix("article=") for _, path, _ in read(text)] == paths


def test_an_act_after_a_list_is_that_of_all() -> None:
    assert {act for _, _, act in read("les articles 2 et 3 de la loi du 3 mai 2001")} == {"loi du 3 mai 2001"}


@pytest.mark.parametrize(
    "text",
    [
        "Art. 60. § 1er. Le centre agit.",
        "« § 2. Le programme. »",
        "le titre de séjour, la section locale et la partie adverse",
        "30° à l'ombre",
        "un article de presse du 3 mai",
        "l'article défini",
        "le 1er janvier 2020, 2 agents",
        "à titre d'exemple, une partie des moyens",
    ],
)
def test_other_words_are_no_mention(text: str) -> None:
    assert mentions(text) == ()


_NAMES = (
    "article",
    "articles",
    "art.",
    "§",
    "§§",
    "alinéa",
    "chapitre",
    "section",
    "points",
    "présent",
    "même",
    "précédent",
)
_NUMBERS = ("1°", "a)", "5", "2", "1er", "27ter", "L1123-27", "II", "3 mai 2001", "loi", "décret", "Code civil")
_LINKS = (",", "et", "ou", "à", "du", "de la", "de l'", "(", ")", ".", ";", "«", "»")
PIECES = st.sampled_from((*_NAMES, *_NUMBERS, *_LINKS))


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=60))
def test_mentions_stand_in_order_and_apart(pieces: list[str]) -> None:
    text = " ".join(pieces)
    end = 0
    for mention in mentions(text):
        assert end <= mention.start < mention.end <= len(text)
        assert mention.steps
        end = mention.end


def test_a_long_chain_is_read_in_time() -> None:
    assert mentions("article 5, " + "1°, a), " * 5000)
    assert mentions("au 2° du " * 5000)
