"""A line of a law opens what its label says, from the outside in; a sentence that names an article opens nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.folding import fold
from ingest.parsers.law_lines import Opening, closings, joiners, openings


def opened(line: str) -> tuple[Opening, ...]:
    return openings(line, fold(line), 0, len(line))


def read(line: str) -> tuple[list[tuple[str, str]], str]:
    """What a line opens, and the words after the labels."""
    found = opened(line)
    return [(one.rank, one.number) for one in found], line[found[-1].end :] if found else line


@pytest.mark.parametrize(
    ("line", "labels", "rest"),
    [
        ("Article 1er. Le centre agit.", [("article", "1er")], "Le centre agit."),
        ("Art. 27ter – Le centre agit.", [("article", "27ter")], "Le centre agit."),
        ("Art. L1123-27. Le collège agit.", [("article", "L1123-27")], "Le collège agit."),
        ("**Art. 4.** Le centre agit.", [("article", "4")], "Le centre agit."),
        ("### Article 4", [("article", "4")], ""),
        ("§ 2. Le centre agit.", [("paragraphe", "§ 2")], "Le centre agit."),
        ("§ 1er. Le centre agit.", [("paragraphe", "§ 1er")], "Le centre agit."),
        ("1° le logement ;", [("numero", "1°")], "le logement ;"),
        ("1 ° le logement ;", [("numero", "1°")], "le logement ;"),
        ("a) le logement ;", [("lettre", "a)")], "le logement ;"),
        ("3) le logement ;", [("chiffre", "3)")], "le logement ;"),
        ("- le logement ;", [("tiret", "")], "le logement ;"),
        ("Art. 60. § 1er. Le centre agit.", [("article", "60"), ("paragraphe", "§ 1er")], "Le centre agit."),
        (
            "Art. 2. § 3. 1° a) le logement ;",
            [("article", "2"), ("paragraphe", "§ 3"), ("numero", "1°"), ("lettre", "a)")],
            "le logement ;",
        ),
        ("CHAPITRE II. – Des missions", [("chapitre", "II")], "Des missions"),
        ("Section 1re. Du personnel", [("section", "1re")], "Du personnel"),
        ("Titre premier : Des organes", [("titre", "premier")], "Des organes"),
        ("Première partie – Des organes", [("partie", "Première")], "Des organes"),
        ("Annexe 2. Modèle", [("annexe", "2")], "Modèle"),
        ("ANNEXE", [("annexe", "")], ""),
        ("(1) inséré par L 2002-05-26/47", [("note", "1")], "inséré par L 2002-05-26/47"),
    ],
)
def test_labels_open_elements_from_the_outside_in(line: str, labels: list[tuple[str, str]], rest: str) -> None:
    assert read(line) == (labels, rest)


@pytest.mark.parametrize(
    "line",
    [
        "Article 60, § 7, de la loi organique reste d'application.",
        "L'article 60 reste d'application.",
        "article 4 de la loi",
        "Titre de séjour",
        "chapitre II reste d'application",
        "Section locale du parti",
        "Annexe de la maison communale",
        "1° et 2° sont abrogés",
        "2°, a), est abrogé",
        "Le centre agit.",
        "2024 est une année",
        "",
    ],
)
def test_a_mention_opens_nothing(line: str) -> None:
    assert opened(line) == ()


@pytest.mark.parametrize(
    ("line", "region"),
    [
        ("Art. 4. (Région wallonne) Le centre agit.", "Région wallonne"),
        ("Art. 4_REGION_WALLONNE. Le centre agit.", "REGION WALLONNE"),
        ("Art. 4. Le centre agit.", ""),
    ],
)
def test_an_article_may_be_for_a_region(line: str, region: str) -> None:
    (article,) = opened(line)
    assert (article.number, article.region) == ("4", region)


@given(st.text(max_size=60) | st.text("Art. §1°aeèré)-–[]()<>* \n23LIVX", max_size=40))
def test_any_line_opens_elements_inside_it_and_in_order(line: str) -> None:
    position = 0
    for opening in opened(line):
        assert position <= opening.start < opening.label_end <= opening.end <= len(line)
        position = opening.end


@given(st.text(max_size=20), st.text(max_size=20))
def test_a_line_is_read_where_it_stands(before: str, after: str) -> None:
    line = "Art. 4. § 2. Le centre agit."
    text = f"{before}\n{line}\n{after}"
    start = len(before) + 1
    moved = openings(text, fold(text), start, start + len(line))
    assert [(one.rank, one.number, one.start - start, one.end - start) for one in moved] == [
        (one.rank, one.number, one.start, one.end) for one in opened(line)
    ]


def test_words_that_sentences_go_on_with_and_lines_that_close_are_folded() -> None:
    assert {"de", "a", "alinea"} <= joiners()
    assert all(fold(word) == word for word in joiners())
    assert closings().match("donne a namur, le 3 mai")
    assert closings().match("signe")
    assert not closings().match("signee par le directeur")
