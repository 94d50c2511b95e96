"""Lists without marks: a commitment a line below a heading, in sheets and in telegraphic declarations."""

from hypothesis import given
from hypothesis import strategies as st

from assistant.drafting.commitments.items import dps_items
from assistant.drafting.commitments.units import Unit, is_heading, units_of
from assistant.drafting.commitments.unmarked import with_lists
from tests.plans import parsed
from tests.test_items import check_items

_TITLE = "CPAS de Gesves\nDéclaration de politique sociale 2025-2030\n\n"
_SHEETS = """FICHE 1 - Que ferons-nous pour les aînés ?
Situation : 1.740 habitants de plus de 65 ans.
Priorité 1 – Rester chez soi
Création d'un service de coordination du maintien à domicile (un seul numéro
de téléphone)
Extension des repas à domicile aux villages de la vallée
Engagement de deux aides ménagères
Priorité 2 – La maison de repos
Ouverture d'un cantou de dix lits
Remplacement du système d'appel
Pour mémoire : la construction de résidences-services est abandonnée.

FICHE 2 - Comment aider ceux qui cherchent un toit ?
Situation : trois logements de transit.
Priorité 1 – Plus de logements
Mise en location de deux logements de transit
Rénovation de l'ancienne cure de Bressaix
"""


def _units(body: str) -> list[Unit]:
    return with_lists(units_of(parsed(_TITLE + body)))


def _texts(body: str) -> list[str]:
    document = parsed(_TITLE + body)
    items = dps_items(document)
    check_items(document, items)
    return [" ".join(one.text.split()) for one in items]


def test_each_line_of_a_sheet_is_an_element() -> None:
    found = {" ".join(one.words.split()): one for one in _units(_SHEETS)}
    for words in ("Extension des repas à domicile aux villages de la vallée", "Remplacement du système d'appel"):
        assert found[words].marked, words
    assert not any("abandonnée" in words and one.marked for words, one in found.items())


def test_a_question_heads_its_sheet_and_a_label_heads_its_list() -> None:
    units = _units(_SHEETS)
    heads = [" ".join(one.words.split()) for one in units if is_heading(one)]
    assert [one for one in heads if one.endswith("?")] == [
        "FICHE 1 - Que ferons-nous pour les aînés ?",
        "FICHE 2 - Comment aider ceux qui cherchent un toit ?",
    ]
    assert sum(one.heads_list for one in units) == 3


def test_the_commitments_of_sheets_are_found_and_nothing_else() -> None:
    assert _texts(_SHEETS) == [
        "Création d'un service de coordination du maintien à domicile (un seul numéro de téléphone)",
        "Extension des repas à domicile aux villages de la vallée",
        "Engagement de deux aides ménagères",
        "Ouverture d'un cantou de dix lits",
        "Remplacement du système d'appel",
        "Mise en location de deux logements de transit",
        "Rénovation de l'ancienne cure de Bressaix",
    ]


def test_sentences_below_headings_are_no_list() -> None:
    told = "1. Accueil\n\nLe service social reçoit chacun.\nIl compte neuf agents.\nLa salle est petite.\n"
    assert not any(one.marked for one in _units(told) if "1. " not in one.words and not one.number)


def test_bullets_are_found_as_before() -> None:
    body = "1. Accueil\n\n- Former les agents\n- Ouvrir une antenne\n"
    assert _texts(body) == ["Former les agents", "Ouvrir une antenne"]


_LINES = st.sampled_from(_SHEETS.splitlines())


@given(st.lists(_LINES, max_size=12))
def test_the_units_stay_the_same_in_the_same_order(lines: list[str]) -> None:
    document = parsed(_TITLE + "\n".join(lines) + "\n")
    before = [(one.start, one.end) for one in units_of(document)]
    assert [(one.start, one.end) for one in with_lists(units_of(document))] == before
    check_items(document, dps_items(document))
