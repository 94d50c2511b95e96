"""A law says its title, its day and the day of its version; other texts that quote articles are no laws."""

import pytest

from ingest.layout import blocks
from ingest.statute import article_count, dates, is_title, recognise

ARTICLES = "\n\nArt. 1. Un.\n\nArt. 2. Deux.\n"


def found(text: str) -> dict[str, str]:
    statute = recognise(text, blocks(text), None)
    assert statute is not None
    for _, evidence in dates(text, statute):
        assert text[evidence.start : evidence.end] == evidence.quote
    return {name: evidence.value for name, evidence in dates(text, statute)}


@pytest.mark.parametrize(
    "title",
    [
        "8 JUILLET 1976. - Loi organique des centres",
        "Décret du 19 juillet 2018 intégrant le programme",
        "Arrêté du Gouvernement wallon fixant le modèle",
        "Nouvelle loi communale",
        "Code wallon de l'action sociale",
        "Projet de décret relatif aux relais",
        "1er mars 2001 - Ordonnance",
    ],
)
def test_an_act_is_known_by_its_title(title: str) -> None:
    assert is_title(title)


@pytest.mark.parametrize(
    "line",
    [
        "Vu la loi du 3 mai 2001;",
        "Le CPAS applique la loi",
        "Lois et règlements;",
        "Programme stratégique transversal",
        "Coder",
    ],
)
def test_other_lines_are_no_title(line: str) -> None:
    assert not is_title(line)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("8 JUILLET 1976. - Loi organique", {"promulgation": "1976-07-08"}),
        ("Loi organique du 8 juillet 1976", {"promulgation": "1976-07-08"}),
        ("Arrêté portant exécution du décret du 2 mai 2019", {}),
        ("Loi organique\n\nVersion consolidée au 31/12/2020", {"version": "2020-12-31"}),
        ("Loi organique\n\nTexte mis à jour au 1er février 2021", {"version": "2021-02-01"}),
        ("Loi organique\n\nDernière mise à jour : 15-09-2022", {"version": "2022-09-15"}),
        ("Loi organique\n\nCoordination officieuse au 3 mars 2020", {"version": "2020-03-03"}),
        (
            "Loi organique\n\n(NOTE : Versions antérieures à partir du 27-11-1987 et mise à jour au 05-09-2023)",
            {"version": "2023-09-05"},
        ),
    ],
)
def test_the_days_are_those_that_the_text_says(text: str, expected: dict[str, str]) -> None:
    assert found(text + ARTICLES) == expected


def test_the_day_of_signature_stands_in_for_a_title_without_one() -> None:
    assert found(f"Loi organique{ARTICLES}\n\nDonné à Bruxelles, le 12 mars 1984.\n") == {"promulgation": "1984-03-12"}


def test_articles_are_counted_once() -> None:
    assert article_count("Art. 1. Un.\nArt. 2. Deux.\nArt. 1. Un.\nL'article 3 vaut.\n§ 2. Rien.\n") == 2


def test_a_long_text_that_quotes_a_few_articles_is_no_law() -> None:
    prose = "Le service accompagne les familles du quartier et explique leurs droits.\n\n" * 200
    text = "Le service social\n\n" + prose + "Art. 1. Un.\n\n" + prose + "Art. 2. Deux.\n\nArt. 3. Trois.\n\n" + prose
    assert recognise(text, blocks(text), None) is None


@pytest.mark.parametrize(
    ("title", "count", "law"),
    [
        ("- Statut du personnel", 1, False),
        ("3. Convention avec la maison de repos", 2, False),
        ("| Règlement de travail | 2026 |", 2, False),
        ("- Statut du personnel", 3, True),
        ("Règlement du conseil", 1, True),
        ("# Règlement du conseil", 2, True),
        ("- Loi du 8 juillet 1976 organique des centres", 1, True),
    ],
)
def test_an_entry_of_a_list_is_no_title_of_a_law(title: str, count: int, law: bool) -> None:
    body = "\n\n".join(f"Art. {number}. Le centre y pourvoit." for number in range(1, count + 1))
    text = f"Ce que fait notre CPAS\n\n{title}\n\n{body}\n"
    statute = recognise(text, blocks(text), None)
    assert (statute is not None and statute.title is not None) is law
