"""Subjects of a question: themes, and the words that no theme covers."""

import pytest

from assistant.phrases import blank
from assistant.topics import find_clauses, prune, weighed, without_fillers


def concepts(text: str, *, personal: bool = False) -> list[str]:
    clauses = prune(find_clauses(text), (), personal=personal, text=text)
    return [topic.concept for clause in clauses for topic in clause.topics]


@pytest.mark.parametrize(
    "words",
    ["relevé complet", "svp", "tous les CPAS confondus", "quatre", "16", "truc", "on peut encore", "en matière de"],
)
def test_ways_of_asking_are_no_subject(words: str) -> None:
    assert find_clauses(words) == ()


def test_a_word_is_shown_as_it_was_typed() -> None:
    (clause,) = find_clauses("les zeppelins gonflables")
    assert clause.words == ("zeppelins", "gonflables")
    assert len(clause.terms) == 2


def test_a_household_is_no_theme_in_a_story_that_has_one() -> None:
    assert "familles" not in concepts("une famille de quatre avec des dettes", personal=True)
    assert concepts("l'aide aux familles") == ["familles"]


@pytest.mark.parametrize(
    ("text", "theme", "held"),
    [
        ("mon proprio veut me virer", "insertion-professionnelle", False),
        ("mon patron veut me virer", "insertion-professionnelle", True),
        ("mes papiers", "etrangers-migrations", False),
        ("mes papiers de séjour", "etrangers-migrations", True),
    ],
)
def test_homonyms_are_told_by_their_company(text: str, theme: str, held: bool) -> None:
    assert (theme in concepts(text.replace("é", "e") if held else text)) is held


def test_someone_who_tells_of_their_life_means_no_administration() -> None:
    assert "informatique" not in concepts("je ne comprends rien à internet", personal=True)


def test_a_story_is_weighed_apart_from_what_it_asks() -> None:
    text = "Bonjour. Mon mari a perdu son travail. Qui peut nous aider pour le loyer ?"
    asking, story = weighed(text)
    assert len(asking) == len(story) == len(text)
    assert "mari" in story
    assert "mari" not in asking
    assert "loyer" in asking


def test_a_question_without_a_story_is_weighed_whole() -> None:
    text = "Quels objectifs visent les aînés ? Les objectifs, pas les actions."
    assert weighed(text)[0] == text


def test_nothing_moves_when_words_are_blank() -> None:
    assert blank("abcdef", [(1, 3)]) == "a  def"
    text = "Une famille de quatre, s'il vous plaît"
    assert len(without_fillers(text)) == len(text)


def test_an_article_of_a_law_is_one_word_however_it_is_shortened() -> None:
    (clause,) = find_clauses("contrats art. 60")
    assert any(topic.words == ("art:60",) for topic in clause.topics)


def test_each_word_of_a_theme_is_kept() -> None:
    (clause,) = find_clauses("migrants réfugiés")
    assert len({topic.words for topic in clause.topics}) == 2


@pytest.mark.parametrize(
    "saying",
    [
        "remettre les compteurs à zéro",
        "le projet est tombé à l'eau",
        "on a le feu vert de la tutelle",
        "une usine à gaz",
        "mettre de l'eau dans son vin",
        "prendre le train en marche",
        "un coup d'épée dans l'eau",
        "ça chauffe entre collègues du bureau",
        "la feuille de route",
    ],
)
def test_figures_of_speech_name_no_theme(saying: str) -> None:
    assert not {"energie", "eau", "mobilite", "environnement", "amenagement"} & set(concepts(saying))


@pytest.mark.parametrize(
    "words", ["les vieux dossiers", "de vieilles conventions", "un vieil escalier", "vieux bureaux"]
)
def test_an_adjective_before_a_thing_is_no_people(words: str) -> None:
    assert "aines" not in concepts(words)


@pytest.mark.parametrize(
    "words", ["nos vieux", "les vieux isolés", "un vieux monsieur", "les vieux du village", "une vieille dame"]
)
def test_the_same_word_alone_or_before_people_is(words: str) -> None:
    assert "aines" in concepts(words)


def test_a_status_is_of_the_staff_only_beside_it() -> None:
    assert concepts("les actions au statut non commencé") == []
    assert "ressources-humaines" in concepts("le statut du personnel contractuel")


def test_the_staff_stays_the_staff_in_a_citizen_s_mouth() -> None:
    assert concepts("sensibiliser le personnel", personal=True) == concepts("sensibiliser le personnel")
