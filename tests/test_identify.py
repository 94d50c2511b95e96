"""A document is what its first lines call it; what it does not say is not guessed."""

import pytest
from hypothesis import given, settings

from ingest.identify import identify
from ingest.layout import blocks
from ingest.readers import read
from ingest.records import DocumentKind, Identity, Period
from ingest.source import Hint
from tests.plans import rough_texts


def identified(text: str) -> Identity:
    return identify(text, blocks(text))


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Programme stratégique transversal 2024-2030", DocumentKind.PST),
        ("PLAN STRATEGIQUE TRANSVERSAL", DocumentKind.PST),
        ("Le P.S.T. du CPAS", DocumentKind.PST),
        ("# PST 2019-2024", DocumentKind.PST),
        ("DECLARATION POLITIQUE SOCIALE - 2018-2024", DocumentKind.DPS),
        ("Déclaration de politique sociale, socle du futur PST", DocumentKind.DPS),
        ("PST issu de la déclaration de politique sociale", DocumentKind.PST),
        ("Rapport d'évaluation du PST", DocumentKind.BILAN),
        ("Loi organique des CPAS", DocumentKind.LOI),
        ("Recette de la tarte", DocumentKind.AUTRE),
        ("Pstt, une histoire", DocumentKind.AUTRE),
    ],
)
def test_the_name_that_comes_first_tells_the_kind(title: str, kind: DocumentKind) -> None:
    identity = identified(f"{title}\n\nUn paragraphe.\n")
    assert identity.kind is kind
    assert (identity.kind_evidence is None) == (kind is DocumentKind.AUTRE)


def test_a_page_with_its_furniture_is_a_page_unless_it_holds_a_whole_plan() -> None:
    page = "Aller au contenu\n\nNavigation\n\nPST du CPAS\n\nLe PST est un outil.\n"
    assert identified(page).kind is DocumentKind.PAGE
    plan = page + "\nObjectif opérationnel 1.1 : Former\n\n- Engager\n\nObjectif opérationnel 1.2 : Loger\n"
    assert identified(plan).kind is DocumentKind.PST


@pytest.mark.parametrize(
    ("head", "period"),
    [
        ("PST 2019-2024", Period(2019, 2024)),
        ("Programme stratégique transversal 2019 – 2024", Period(2019, 2024)),
        ("Plan stratégique transversal (2025/2030)", Period(2025, 2030)),
        ("Programme stratégique transversal de 2018 à 2024", Period(2018, 2024)),
        ("PROGRAMME STRATÉGIQUE TRANSVERSAL\n\n2024 – 2030", Period(2024, 2030)),
        ("PST du CPAS\n\nLégislature 2018-2024", Period(2018, 2024)),
        ("PST", None),
        ("PST\n\nVu le budget 2019-2020 du CPAS", None),
        ("PST\n\nAnnée 2024", None),
        ("PST 2024-2019", None),
        ("PST 2018-2040", None),
        ("Convention 2019-2024 avec l'AIS", None),
    ],
)
def test_a_period_is_read_beside_the_name_of_the_plan(head: str, period: Period | None) -> None:
    identity = identified(f"{head}\n\nUn paragraphe sur la période 2001-2006 de la commune.\n")
    assert identity.period == period
    assert (identity.period_evidence is None) == (period is None)
    if identity.period_evidence:
        assert identity.period_evidence in head.replace("  ", " ")


def test_years_further_down_are_no_period() -> None:
    body = "\n\n".join(f"Paragraphe {word}." for word in "abcdefghijklmnop")
    assert identified(f"PST\n\n{body}\n\nLe PST 2001-2006 est clos.").period is None


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("Adopté par le conseil en séance du 23 avril 2019", "2019-04-23"),
        ("Approuvé le 1er février 2025.", "2025-02-01"),
        ("Conseil du 05/mars/2019", "2019-03-05"),
        ("Adopté le 12/09/2019", "2019-09-12"),
        ("Adopté le 12.09.2019", "2019-09-12"),
        ("Prise d’acte en séance du 3 déc. 2024", "2024-12-03"),
    ],
)
def test_the_day_of_adoption_is_read_with_its_words(sentence: str, day: str) -> None:
    text = f"Programme stratégique transversal\n\n{sentence}\n"
    ((name, evidence),) = identified(text).dates
    assert (name, evidence.value) == ("adoption", day)
    assert text[evidence.start : evidence.end] == evidence.quote == sentence


@pytest.mark.parametrize(
    "sentence",
    [
        "Le plan sera prêt le 3 mars 2025.",
        "Adopté le 31 février 2025.",
        "Adopté le 45/13/2025.",
        "Adopté en vertu de la loi du 8 juillet 2016.",
        "Approuvé selon le décret du 19 juillet 2018.",
    ],
)
def test_other_days_are_no_adoption(sentence: str) -> None:
    assert identified(f"PST\n\n{sentence}\n").dates == ()


def test_the_adoption_of_the_declaration_has_its_own_name_in_a_plan() -> None:
    text = "PST\n\nDéclaration de politique sociale adoptée le 23 avril 2019\n\nPST adopté le 12 septembre 2019\n"
    assert {name: evidence.value for name, evidence in identified(text).dates} == {
        "dps_adoption": "2019-04-23",
        "adoption": "2019-09-12",
    }


def test_a_title_has_words_where_there_are_some() -> None:
    assert identified("P.S.T.\n\nPROGRAMME STRATÉGIQUE TRANSVERSAL\n").title == "PROGRAMME STRATÉGIQUE TRANSVERSAL"
    assert identified("PST\n").title == "PST"
    assert identified("Recette de la tarte\n\nDes œufs.").title == "Recette de la tarte"


@given(rough_texts())
@settings(max_examples=150)
def test_anything_is_identified_with_its_evidence(text: str) -> None:
    identity = identified(text)
    for evidence in [identity.organisation, *(evidence for _, evidence in identity.dates)]:
        assert evidence is None or text[evidence.start : evidence.end] == evidence.quote


@pytest.mark.parametrize(
    ("header", "title", "kind"),
    [
        ("PST du CPAS", "Déclaration de politique sociale 2018-2024", DocumentKind.DPS),
        ("Déclaration de politique sociale", "Programme stratégique transversal 2018-2024", DocumentKind.PST),
        ("PST du CPAS", "Le CPAS de Gesves", DocumentKind.PST),
    ],
)
def test_a_running_header_names_the_kind_only_where_no_title_does(header: str, title: str, kind: DocumentKind) -> None:
    text = f"{header}\n\n{title}\n\nLe Centre aide chacun.\n"
    found = blocks(text, {1: Hint(outside=True)})
    assert identify(text, found).kind is kind


def test_the_date_belongs_to_what_its_own_sentence_names() -> None:
    text = """\
Déclaration de politique sociale 2024-2030

La présente déclaration a été adoptée par le conseil en séance du 10 février 2025. Le PST suivra.
"""
    assert [(name, one.value) for name, one in identified(text).dates] == [("adoption", "2025-02-10")]


def test_a_list_of_documents_is_none_of_them() -> None:
    text = """\
# Nos sources

| fichier | document |
|---|---|
| huy.txt | PST 2019-2024 du CPAS de Huy |
| theux.txt | PST 2019-2024 du CPAS de Theux |
"""
    source = read(text.encode(), "sources.md")
    identity = identify(source.text, blocks(source.text, source.hints))
    assert (identity.kind, identity.organisation, identity.title) == (DocumentKind.AUTRE, None, "Nos sources")
