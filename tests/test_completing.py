"""What completes a commitment: the bullet above it, the sentence before a pronoun, the sentences after it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.drafting.commitments.items import dps_items
from assistant.drafting.records import DpsItem
from assistant.drafting.wording.completing import completed, context_of, parted
from tests.plans import parsed


def _item(text: str, topic: str) -> DpsItem:
    return DpsItem(id="D01", text=text, axis="", node="n", start=0, end=len(text), line=1, topic=topic)


def _contexts(paragraph: str) -> dict[str, str]:
    document = parsed(f"# DPS du CPAS de Gesves 2025-2030\n\n## Logement\n\n{paragraph}\n")
    return {" ".join(one.text.split()): context_of(document, one) for one in dps_items(document)}


@pytest.mark.parametrize(
    ("words", "topic", "expected"),
    [
        ("Maintenir le poste à temps plein", "Tuteur énergie", "Maintenir le poste à temps plein (tuteur énergie)"),
        ("Étendre les séances", "PCS de la vallée", "Étendre les séances (PCS de la vallée)"),
        ("Étendre le tuteur énergie à Faulx", "Tuteur énergie", "Étendre le tuteur énergie à Faulx"),
        ("Former les agents", "", "Former les agents"),
    ],
)
def test_an_action_names_the_matter_of_its_bullet(words: str, topic: str, expected: str) -> None:
    assert completed(words, _item(words, topic)) == expected


def test_what_is_no_action_stands_behind_its_matter() -> None:
    words = "Un mi-temps de plus"
    assert completed(words, _item(words, "Tuteur énergie")).lower() == f"tuteur énergie : {words.lower()}"


def test_what_goes_on_from_the_matter_is_said_of_it() -> None:
    found = completed("À Haute-Sart, le mardi", _item("à Haute-Sart, le mardi", "Permanences sociales"))
    assert "ermanences sociales à Haute-Sart" in found


def test_a_pronoun_is_explained_by_the_sentence_before() -> None:
    found = _contexts(
        "Une équipe mobile de deux travailleurs sociaux existe depuis 2023. Elle passera chaque semaine au camping."
    )
    said = "Une équipe mobile de deux travailleurs sociaux existe depuis 2023."
    assert found == {"Elle passera chaque semaine au camping.": said}


def test_what_names_its_own_subject_needs_no_context() -> None:
    found = _contexts("Le service existe depuis 2023. Le CPAS ouvrira une antenne à Faulx. Il est prévu de former.")
    assert set(found.values()) == {""}


def test_the_first_sentence_has_none_before_it() -> None:
    assert set(_contexts("Nous le rénoverons en 2027.").values()) <= {""}


@pytest.mark.parametrize(
    ("commitment", "first", "rest"),
    [
        (
            "Créer un abri de nuit. Le bâtiment est déjà à nous.",
            "Créer un abri de nuit.", "Le bâtiment est déjà à nous.",
        ),
        ("Créer un abri de nuit. Former les agents.", "Créer un abri de nuit. Former les agents.", ""),
        ("Créer un abri. Nous formerons les agents.", "Créer un abri. Nous formerons les agents.", ""),
        ("Créer un abri de nuit", "Créer un abri de nuit", ""),
        ("Tenir une permanence :\n   o à Bois ;\n   o à Faulx", "Tenir une permanence : à Bois ; à Faulx", ""),
    ],
)  # fmt: skip
def test_sentences_that_only_go_on_are_parted(commitment: str, first: str, rest: str) -> None:
    assert parted(commitment) == (first, rest)


@given(
    st.lists(
        st.sampled_from(["Créer un abri", "Le lieu est à nous", "Nous formerons", ". ", "! ", " ", "(B)", "M. Petit"])
    )
)
def test_no_word_is_lost_where_a_commitment_is_parted(pieces: list[str]) -> None:
    words = "".join(pieces)
    first, rest = parted(words)
    assert f"{first} {rest}".split() == words.split()
