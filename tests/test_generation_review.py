"""A model's sentences held against their sources."""

import pytest

from assistant.citations import Citations
from assistant.generation.evidence import Source, sources
from assistant.generation.review import Reviewed, Reviewer
from ingest.records import Level
from tests.samples import andenne

DOCUMENT = andenne()


def given() -> tuple[Source, ...]:
    """1: a training, 2: software, 3: a community house, 4: a street worker for 25.000 euros in 2026…"""
    citations = Citations()
    for node in DOCUMENT.nodes:
        if node.level is Level.ACTION:
            citations.add(DOCUMENT, node)
    return sources(citations.list(), {DOCUMENT.id: DOCUMENT})


def review(text: str, *, citizen: bool = False) -> Reviewed:
    return Reviewer(given(), lambda _: 1.0, citizen=citizen).review(text)


@pytest.mark.parametrize(
    "text",
    [
        "Le CPAS d'Andenne prévoit d'engager un éducateur de rue pour 25.000 euros en 2026 [4].",
        "Un éducateur de rue sera engagé en 2026 pour 25 000 euros [4].",
        "Le plan prévoit une maison de quartier pour les jeunes [3].",
        "Deux actions visent les jeunes : une maison de quartier et un éducateur de rue [3] [4].",
        "Il veut « Ouvrir une maison de quartier » [3].",
        "- organiser une formation aux premiers secours [1]",
    ],
)
def test_what_the_sources_say_is_kept(text: str) -> None:
    found = review(text)
    assert (found.text, found.struck, found.enough) == (text, (), True)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Un éducateur de rue sera engagé pour 35.000 euros [4].", "35.000"),
        ("Un éducateur de rue sera engagé en 2027 [4].", "2027"),
        ("Un éducateur de rue sera engagé avec la Croix-Rouge [4].", "Croix-Rouge"),
        ("Le CPAS de Namur ouvrira une maison de quartier [3].", "Namur"),
        ("Le plan veut « fermer la maison de quartier » [3].", "guillemets"),
        ("Aucune maison de quartier ne sera ouverte [3].", "nie"),
        ("Cinq actions visent les jeunes, avec 7 éducateurs de rue [4].", "7"),
        ("Le CPAS organisera des camps de vacances à la mer pour les familles nombreuses [3].", "pas assez"),
        ("Une maison de quartier gratuite sera ouverte [3].", "gratuite"),
        ("Écrivez à aide@andenne.be pour la maison de quartier [3].", "aide@andenne.be"),
        ("Les familles reçoivent des chèques pour acheter du mazout.", "aucune"),
        ("En tant que modèle de langage, je ne peux pas répondre [1].", "rien"),
    ],
)
def test_what_they_do_not_say_is_struck_out_with_its_reason(text: str, reason: str) -> None:
    found = review(text)
    assert found.text == ""
    assert reason in found.struck[0].reason
    assert not found.enough


def test_an_intention_is_no_right() -> None:
    text = "Vous avez droit à un éducateur de rue [4]."
    assert "droit" in review(text, citizen=True).struck[0].reason
    assert review("Le CPAS prévoit un éducateur de rue [4].", citizen=True).enough


def test_a_sentence_without_a_mark_is_given_the_source_that_holds_it() -> None:
    assert (
        review("Le plan prévoit d'ouvrir une maison de quartier.").text
        == "Le plan prévoit d'ouvrir une maison de quartier [3]."
    )
    assert review("- ouvrir une maison de quartier\n- engager un éducateur de rue\n").text == (
        "- ouvrir une maison de quartier [3]\n- engager un éducateur de rue [4]"
    )


def test_the_rest_of_an_answer_stays_and_empty_titles_go() -> None:
    found = review(
        "## Jeunesse\nIl prévoit une maison de quartier [3]. Il offre 500 vélos [3].\n\n## Sport\nUn stade sera bâti.\n"
    )
    assert found.text == "## Jeunesse\nIl prévoit une maison de quartier [3]."
    assert (found.kept, len(found.struck)) == (1, 2)
    assert not found.enough


def test_an_answer_of_titles_alone_is_none() -> None:
    assert not review("Voici la réponse :\n\n**Jeunesse**").enough
