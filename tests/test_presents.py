"""Present tenses that commit, told from those that describe."""

import pytest

from assistant.drafting.commitments.presents import presents_in
from assistant.drafting.commitments.texts import plain


@pytest.mark.parametrize(
    "sentence",
    [
        "Nous maintenons l'épicerie sociale",
        "Nous leur offrons trois jours de formation",
        "Le CPAS recrute deux agents dès 2026",
        "Nous créons un guichet unique, encore plus proche des citoyens",
        "Nous recrutons deux agents pour répondre à des demandes toujours plus nombreuses",
    ],
)
def test_what_commits_is_found(sentence: str) -> None:
    words = plain(sentence)
    (found,) = presents_in(words)
    assert 0 <= found.start <= found.head < found.end <= len(words)


@pytest.mark.parametrize(
    "sentence",
    [
        "Nous remercions le personnel",
        "Nous savons que les temps sont durs",
        "Nous avons déjà trois agents",
        "Depuis 2019, nous organisons un marché de Noël",
        "Nous organisons déjà un marché de Noël",
        "Les villages manquent de médecins",
        "La commune et le CPAS partagent déjà leur directeur financier",
    ],
)
def test_what_describes_is_not(sentence: str) -> None:
    assert presents_in(plain(sentence)) == []
