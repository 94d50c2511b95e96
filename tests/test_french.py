"""French text becomes index terms: codes whole, elisions and stop words out, kin together and strangers apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.french import analyse, question_words, stem, tokens


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("L’OO 3.2", ["oo:3.2"]),
        ("OS n° 4", ["os:4"]),
        ("l'objectif stratégique 4", ["os:4"]),
        ("Objectif opérationnel n°2.1", ["oo:2.1"]),
        ("l’article 60", ["art:60"]),
        ("art. 60 § 7", ["art:60", "art:60§7"]),
        ("articles 60§7", ["art:60", "art:60§7"]),
        ("l'article 27ter", ["art:27ter"]),
        ("L1123-27", ["l1123-27"]),
        ("l’article L-1123-27", ["articl", "l1123-27"]),
        ("2019 – 2024", ["2019-2024"]),
        ("2019/2024", ["2019-2024"]),
        ("L1123‑27 et 2019‑2024", ["l1123-27", "2019-2024"]),
    ],
)
def test_a_code_is_one_term(text: str, terms: list[str]) -> None:
    assert analyse(text) == terms


def test_a_number_alone_does_not_match_an_article() -> None:
    assert "art:60" not in analyse("60 logements")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ÉGALITÉ", "égalité"),
        ("l’énergie", "énergie"),
        ("d'énergie", "ÉNERGIE"),
        ("logements", "logement"),
        ("C.P.A.S.", "CPAS"),
        ("jeunesse", "jeunes"),
        ("évaluer", "évaluation"),
        ("cœur", "coeur"),
        ("réinser\u00adtion", "réinsertion"),
        ("bien‑être", "bien-être"),
        ("le bien être au travail", "Bien-Être au travail"),
        ("\ufb01nance", "finance"),
    ],
)
def test_forms_of_a_word_meet(one: str, other: str) -> None:
    assert analyse(one) == analyse(other) != []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("PCS", "PC"),
        ("accueillante", "accueil"),
        ("loyer", "loi"),
        ("isolement", "isolation"),
        ("gouvernance", "gouvernement"),
        ("taxe", "taxi"),
        ("AIS", "aisé"),
        ("CLE", "clé"),
        ("CLE", "clés"),
        ("bien-être", "bien"),
    ],
)
def test_strangers_stay_apart(one: str, other: str) -> None:
    assert analyse(one) != analyse(other)


def test_words_without_a_subject_are_left_out() -> None:
    assert analyse("Il y en a pour tous les jeunes de la commune") == analyse("jeunes commune")
    assert analyse("le la les de d' l'") == []


def test_an_article_only_links_a_stop_word_says_nothing() -> None:
    marks = {token.surface: (token.article, token.stop) for token in tokens("le repas sans sel")}
    assert marks["le"] == (True, True)
    assert marks["sans"] == (False, True)
    assert marks["repas"] == (False, False)


def test_question_words_are_stems() -> None:
    assert stem("quelles") in question_words()
    assert stem("chauffage") not in question_words()


@given(st.text())
def test_any_text_gives_terms_without_spaces_accents_nor_marks(text: str) -> None:
    for term in analyse(text):
        assert term
        assert not set(term) & set(" \n\x02\x03|éèàùç’'")


@given(st.text("abcdeéèl'’ OS12.§-", max_size=40))
def test_case_and_apostrophes_make_no_difference(text: str) -> None:
    lowered = text.lower().replace("’", "'")
    if "." not in text:
        assert [token.term for token in tokens(lowered)] == [
            token.term for token in tokens(text.replace("’", "'").lower())
        ]
    assert analyse(lowered) == analyse(lowered.replace("'", "’"))


@given(
    st.lists(
        st.sampled_from(["logement", "l'énergie", "OO 1.2", "art. 60 § 7", "des", "CPAS", "2019-2024"]), max_size=6
    )
)
def test_terms_of_a_text_are_those_of_its_lines(parts: list[str]) -> None:
    assert analyse(" ; ".join(parts)) == [term for part in parts for term in analyse(part)]
