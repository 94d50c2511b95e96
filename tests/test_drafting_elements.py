"""An element of a list as a commitment: whole, completed by the bullets below it, or parted into several."""

from hypothesis import given
from hypothesis import strategies as st

from assistant.drafting.commitments.elements import below, is_prose, is_several, is_told_alone, trimmed, whole
from assistant.drafting.commitments.items import dps_items
from assistant.drafting.commitments.prose import commitments_in
from assistant.drafting.commitments.units import Unit, units_of
from tests.plans import parsed

_TITLE = "CPAS de Gesves\nDéclaration de politique sociale 2025-2030\n\n1. Accueil\n\n"


def _unit(body: str, words: str) -> tuple[str, Unit]:
    document = parsed(_TITLE + body)
    return document.text, next(one for one in units_of(document) if words in one.words)


def _whole(body: str, words: str, heads: str = "") -> tuple[str, str]:
    text, unit = _unit(body, words)
    found = whole(text, unit, heads)
    return text[found.start : found.end], found.heads


def test_the_bullets_set_deeper_right_below_complete_a_bullet() -> None:
    body = "- Tenir une permanence :\n   o à Bois, le mardi ;\n   o à Faulx ;\n- Former les agents\n"
    _, unit = _unit(body, "permanence")
    assert [" ".join(one.words.split()) for one in below(unit)] == ["à Bois, le mardi ;", "à Faulx ;"]
    _, unit = _unit(body, "Former")
    assert below(unit) == []


def test_an_element_goes_without_its_label_and_its_last_mark() -> None:
    assert _whole("- Former les agents ;\n- Autre\n", "Former")[0] == "Former les agents"
    assert _whole("Engagement n° 7 : Former les agents\n", "Former")[0] == "Former les agents"


def test_the_preposition_of_an_infinitive_goes_to_its_heads() -> None:
    assert _whole("- de former les agents\n- Autre\n", "former", "Il s'agit") == ("former les agents", "Il s'agit de")
    assert _whole("- de former les agents\n- Autre\n", "former")[0] == "de former les agents"


def test_what_only_announces_a_list_is_left_out() -> None:
    text = "Améliorer l'information du public. Pour ce faire :"
    found = trimmed(text, 0, len(text), "")
    assert text[found.start : found.end] == "Améliorer l'information du public"


def test_a_long_element_with_verbs_of_its_own_in_several_sentences_is_several() -> None:
    long = "Le service social renforcera son accueil, " + "avec ses partenaires " * 20
    both = f"- {long}. Les agents seront formés chaque année à la gestion des conflits.\n- Autre\n"
    text, unit = _unit(both, "renforcera")
    assert is_several(text, unit, commitments_in(text, unit.start, unit.end))
    text, unit = _unit("- Le service renforcera son accueil. Les agents seront formés.\n- Autre\n", "renforcera")
    assert not is_several(text, unit, commitments_in(text, unit.start, unit.end))


def test_a_numbered_paragraph_of_several_sentences_is_prose() -> None:
    assert is_prose(*_unit("1.1. Le home est plein. Nous ouvrirons dix lits.\n\n1.2. Former.\n", "home"))
    assert not is_prose(*_unit("1.1. Ouvrir dix lits\n\n1.2. Former\n", "Ouvrir"))


@given(st.text("aé ;,\n:.«", max_size=30), st.data())
def test_what_is_trimmed_stays_inside(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    found = trimmed(text, start, end, "tête")
    assert start <= found.start <= found.end <= end
    assert found.heads == "tête"
    assert text[found.start : found.end] == "" or text[found.end - 1] not in " \t\n\u00a0;,"


def test_a_heading_that_only_words_follow_is_a_commitment_and_one_with_commitments_below_is_none() -> None:
    body = (
        "## Accueil\n\n### Créer une épicerie sociale\n\nLes colis ne laissent pas le choix.\n\n"
        "### Lever les freins à la mobilité\n\n- Acheter un minibus\n- Prêter des vélos\n"
    )
    text, unit = _unit(body, "épicerie")
    assert is_told_alone(text, unit)
    text, unit = _unit(body, "freins")
    assert not is_told_alone(text, unit)
    text, unit = _unit(body, "## Accueil"[3:])
    assert not is_told_alone(text, unit)


def test_a_line_that_only_names_the_table_below_it_is_no_element() -> None:
    body = "1.1 Calendrier :\nAction | Échéance\nOuvrir un atelier de vélos | 2027\nRenouveler l'agrément | 2026\n"
    text, _ = _unit(body, "Calendrier")
    document = parsed(_TITLE + body)
    units = [" ".join(one.words.split()) for one in units_of(document) if "|" in one.words]
    assert units == ["Action | Échéance", "Ouvrir un atelier de vélos | 2027", "Renouveler l'agrément | 2026"]
    assert [text[one.start : one.end] for one in dps_items(document)] == [
        "Ouvrir un atelier de vélos",
        "Renouveler l'agrément",
    ]
