"""A block's shape is its most telling mark, its form, and what its first words are."""

import pytest
from hypothesis import given

from ingest.folding import fold
from ingest.layout import Block, blocks
from ingest.parsers.labels import Label
from ingest.parsers.shapes import can_head, form_of, is_being, is_field, is_infinitive, mark_of
from ingest.records import Level
from tests.plans import rough_texts

MARKS = {"titre", "gras", "romain", "decimal", "lettre", "puce", "texte"}


def one(line: str) -> Block:
    (block,) = blocks(line)
    return block


@pytest.mark.parametrize(
    ("line", "mark"),
    [
        ("## Être ouvert", "titre"),
        ("## 2. Être ouvert", "titre"),
        ("**Être ouvert**", "gras"),
        ("**2. Être ouvert**", "decimal"),
        ("II. Être ouvert", "romain"),
        ("II.3 Être ouvert", "romain"),
        ("2. Être ouvert", "decimal"),
        ("2.1.3 Être ouvert", "decimal"),
        ("b) être ouvert", "lettre"),
        ("- Être ouvert", "puce"),
        ("- **Être ouvert**", "puce"),
        ("Être ouvert", "texte"),
    ],
)
def test_the_most_telling_mark_counts(line: str, mark: str) -> None:
    assert mark_of(one(line)) == mark


@given(rough_texts())
def test_every_block_has_a_mark(text: str) -> None:
    assert {mark_of(block) for block in blocks(text)} <= MARKS


def form(line: str, label: Label | None = None) -> object:
    block = one(line)
    return form_of(block, mark_of(block), label)


@pytest.mark.parametrize(
    ("line", "other"),
    [
        ("- Former", "- Loger"),
        ("## 1. Former", "## 2. Loger"),
        ("1.1 Former", "2.3 Loger"),
        ("**Former**", "**Loger**"),
        ("FORMER", "LOGER"),
    ],
)
def test_siblings_are_of_one_form(line: str, other: str) -> None:
    assert form(line) == form(other)


@pytest.mark.parametrize(
    ("line", "other"),
    [
        ("- Former", "• Former"),
        ("- Former", "  - Former"),
        ("- Former", "Former"),
        ("# Former", "## Former"),
        ("## 1. Former", "## 1.1 Former"),
        ("1. Former", "1.1 Former"),
        ("1. Former", "I. Former"),
        ("1. Former", "**1. Former**"),
        ("FORMER", "Former"),
    ],
)
def test_another_mark_rank_or_indent_is_another_form(line: str, other: str) -> None:
    assert form(line) != form(other)


def test_labels_of_one_level_are_of_one_form_whatever_their_layout() -> None:
    def label(level: Level) -> Label:
        return Label(level, None, 0, 1, plural=False)

    assert form("- Former", label(Level.OO)) == form("## 1. Former", label(Level.OO))
    assert form("- Former", label(Level.OO)) != form("- Former", label(Level.OS))


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Être un CPAS ouvert", True),
        ("ETRE UN CPAS OUVERT", True),
        ("D’être un CPAS ouvert", True),
        ("Étrenner la salle", False),
        ("Un être humain", False),
        ("", False),
    ],
)
def test_words_that_start_with_etre_are_told(words: str, expected: bool) -> None:
    assert is_being(fold(words)) is expected


@pytest.mark.parametrize(
    "words",
    ["Former les agents", "Établir un plan", "Mettre à jour", "S'assurer du suivi", "S’assurer du suivi",
     "(Re)mettre à l'emploi", "«Ouvrir» la porte", "FORMER",
     "Se doter d'un outil", "« Ouvrir » la porte"],
)  # fmt: skip
def test_an_infinitive_is_told(words: str) -> None:
    assert is_infinitive(fold(words).split())


@pytest.mark.parametrize(
    "words",
    ["", "Le logement", "Atelier de cuisine", "Centre de jour", "Premier accueil", "Formation des agents", "Air pur",
     "Quartier des Arches", "Être un CPAS ouvert", "Nombre de repas", "Papier recyclé"],
)  # fmt: skip
def test_a_noun_that_ends_alike_is_no_infinitive(words: str) -> None:
    assert not is_infinitive(fold(words).split())


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("## Le logement", True),
        ("**Le logement**", True),
        ("II. Le logement", True),
        ("Le logement", False),
        ("2. Le logement", False),
        ("*Le logement*", False),
        ("- Le logement", False),
        ("- **Le logement**", False),
    ],
)
def test_what_can_head_a_part_is_marked_as_a_title(line: str, expected: bool) -> None:
    block = one(line)
    assert can_head(block, True, mark_of(block)) is expected


def test_a_long_bold_paragraph_heads_nothing_and_a_long_heading_does() -> None:
    assert not can_head(one("**Le logement**"), False, "gras")
    assert can_head(one("## Le logement"), False, "titre")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Pilote : le service social", True),
        ("ÉCHÉANCE : 2026", True),
        ("Échéance: 2026", True),
        ("Responsable administratif\u00a0: la directrice", True),
        ("Pilote de ligne : un métier", False),
        ("Pilote", False),
        ("Le pilote : le service social", False),
        ("Ouvrir une épicerie : un projet", False),
    ],
)
def test_a_field_of_a_sheet_is_told(words: str, expected: bool) -> None:
    assert is_field(fold(words)) is expected
