"""The names by which questions mean documents."""

from assistant.aliases import Alias, aliases, words
from tests.samples import andenne, parsed


def named(name: str) -> str:
    return f"Programme stratégique transversal 2025-2030 du CPAS de {name}\n\nObjectif stratégique 1 : Agir\n"


def test_names_are_compared_without_accents_hyphens_nor_abbreviations() -> None:
    assert words("Ste-Ode") == words("Sainte Ode")
    assert words("Le Rœulx") == words("le roeulx")


def test_an_organisation_is_known_by_its_name_and_by_its_beginning() -> None:
    documents = [parsed(named("Ham-sur-Heure-Nalinnes"), "a.txt"), andenne()]
    known = {alias.words: alias for alias in aliases(documents)}
    assert known["andenne",] == Alias(("andenne",), "Andenne", ("andenne-pst.txt",))
    assert known["ham", "sur", "heure"].short
    assert ("ham", "sur") not in known


def test_a_beginning_that_two_names_share_is_no_short_name() -> None:
    documents = [parsed(named("Braine-le-Comte"), "a.txt"), parsed(named("Braine-le-Château"), "b.txt")]
    assert ("braine",) not in {alias.words for alias in aliases(documents)}
    assert ("braine",) in {alias.words for alias in aliases(documents[:1])}


def test_a_nameless_document_is_known_by_its_file_and_by_its_home() -> None:
    text = "Plan\n\n- Repeindre le Home Les Aubépines\n- Fêter le Home Les Aubépines\n- Visiter le Home Saint-Luc\n"
    nameless = parsed(text, "pst-beau-sejour.txt")
    assert {alias.name for alias in aliases([nameless])} == {"beau sejour", "Home Les Aubépines"}
    rival = parsed("Plan\n\n- Aider le Home Les Aubépines\n", "plan-final.txt")
    assert {alias.name for alias in aliases([nameless, rival])} == {"beau sejour"}


def test_the_second_of_two_names_is_a_short_name_and_a_word_is_none() -> None:
    documents = [
        parsed(named(name), f"{name}.txt") for name in ("Ham-sur-Heure-Nalinnes", "Braine-le-Comte", "Sivry-Rance")
    ]
    short = {alias.words for alias in aliases(documents) if alias.short}
    assert ("nalinnes",) in short
    assert not {("comte",), ("rance",), ("heure", "nalinnes")} & short
