"""Organisations that a question names: known, misspelt, unknown, or mere words."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.aliases import Alias
from assistant.organisations import find_organisations
from ingest.records import Document
from tests.samples import andenne, parsed


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("Que fait Durbuy ?", ("Durbuy",)),
        ("que fait le cpas de DURBUY", ("Durbuy",)),
        ("Que fait Durbui ?", ("Durbuy",)),
        ("le PST de Bernisart", ("Bernissart",)),
        ("le PST de Bernissard", ("Bernissart",)),
        ("Compare Durbuy et Sprimont", ("Durbuy", "Sprimont")),
        ("Que prévoit le Home Sacré-Cœur ?", ("Home Sacré Cœur",)),
        ("que prevoit le home sacré coeur", ("Home Sacré Cœur",)),
        ("Quelles actions pour les jeunes ?", ()),
        ("", ()),
    ],
)
def test_names_are_found_misspelt_or_not(question: str, names: tuple[str, ...], documents: dict[str, Document]) -> None:
    named = find_organisations(question, documents.values())
    assert sorted(named.names) == sorted(names)
    assert len(named.documents) == len(names)
    assert named.unknown == ()


def test_every_document_is_found_by_its_own_name(documents: dict[str, Document]) -> None:
    for document in documents.values():
        organisation = document.identity.organisation
        name = organisation.value if organisation else document.file
        assert find_organisations(f"Que prévoit le PST de {name} ?", documents.values()).documents == (document.id,)


def test_spans_are_those_of_the_names_in_the_question(documents: dict[str, Document]) -> None:
    question = "Que font Durbuy et Sprimont ?"
    spans = find_organisations(question, documents.values()).spans
    assert sorted(question[start:end] for start, end in spans) == ["Durbuy", "Sprimont"]


def test_two_documents_of_one_centre_are_both_meant() -> None:
    other = parsed("Déclaration de politique sociale du CPAS d'Andenne\nAXE 1 : Le logement.\n", "dps.txt")
    assert find_organisations("Que fait Andenne ?", [andenne(), other]).documents == ("andenne-pst.txt", "dps.txt")
    assert find_organisations("Que fait Andenne ?", [andenne(), other]).names == ("Andenne",)


@pytest.mark.parametrize(
    ("question", "unknown"),
    [
        ("Que prévoit le CPAS de Namur ?", ("Namur",)),
        ("que fait namur pour les jeunes", ("Namur",)),
        ("Que propose Silly aux jeunes ?", ("Silly",)),
        ("que fait-on à namur pour les jeunes", ("Namur",)),
        ("Namur : que fait-on pour les jeunes ?", ("Namur",)),
        ("Compare Namur, Liège et Mons", ("Namur", "Liège", "Mons")),
        ("Compare Durbuy et Namur", ("Namur",)),
        ("le CPAS de Braine-l'Alleud", ("Braine-l'Alleud",)),
        ("le CPAS de Braine-l’Alleud", ("Braine-l'Alleud",)),
        ("le cpas de braine l'alleud", ("Braine-l'Alleud",)),
        ("à Pont-à-Celles", ("Pont-à-Celles",)),
        ("le CPAS de Spa", ("Spa",)),
        ("Que fait-on à spa ?", ("Spa",)),
        ("les actions de Visé", ("Visé",)),
        ("Que fait le CPAS d'Anderlecht ?", ("Anderlecht",)),
    ],
)
def test_a_place_that_the_library_lacks_is_named(
    question: str, unknown: tuple[str, ...], documents: dict[str, Document]
) -> None:
    assert find_organisations(question, documents.values()).unknown == unknown


@pytest.mark.parametrize(
    "question",
    [
        "Quelles actions visent les femmes et celles qui visent les jeunes ?",
        "Quelle action concerne les jeunes et vise l'emploi ?",
        "Celles de l'an dernier ?",
        "Un achat de clavier est-il prévu ?",
        "Un jeune de 18 ans",
        "Un bol de bouillon",
        "QUELLES ACTIONS POUR LES FEMMES ET CELLES POUR LES JEUNES ?",
        "Que doit faire un CPAS de Wallonie ?",
        "la démarche de Marche",
    ],
)
def test_words_that_are_also_places_are_words(question: str, documents: dict[str, Document]) -> None:
    assert find_organisations(question, documents.values()).unknown == ()


def test_a_neighbour_of_nearly_the_same_name_is_no_misspelling() -> None:
    hamois = parsed("Programme stratégique transversal du CPAS de Hamois\n", "hamois.txt")
    assert find_organisations("le CPAS de Hamois", [hamois]).names == ("Hamois",)
    named = find_organisations("le CPAS de Hamoir", [hamois])
    assert (named.names, named.unknown) == ((), ("Hamoir",))


@given(
    name=st.sampled_from(["Durbuy", "Bernissart", "Sprimont"]),
    place=st.integers(min_value=1, max_value=20),
    letter=st.sampled_from("abcdeilmnorstuy"),
    slip=st.sampled_from(["drop", "add", "change", "swap"]),
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_one_slip_of_the_keyboard_does_not_matter(
    documents: dict[str, Document], name: str, place: int, letter: str, slip: str
) -> None:
    at = 1 + place % (len(name) - 2)
    kept, rest = {"drop": (at, at + 1), "add": (at, at), "change": (at, at + 1), "swap": (at, at + 2)}[slip]
    put = {"drop": "", "add": letter, "change": letter, "swap": name[at + 1] + name[at]}[slip]
    typed = name[:kept] + put + name[rest:]
    assert find_organisations(f"Que prévoit le CPAS de {typed} ?", documents.values()).names == (name,)


@given(st.text(max_size=100))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_spans_lie_in_any_question(documents: dict[str, Document], question: str) -> None:
    for start, end in find_organisations(question, documents.values()).spans:
        assert 0 <= start < end <= len(question)


def test_a_generic_file_name_is_no_name() -> None:
    text = "Programme stratégique transversal\nObjectif stratégique 1 : Être solidaire\n- Agir\n"
    assert find_organisations("le PST final du CPAS", [parsed(text, "pst-final-2024.txt")]).documents == ()


BRAINE = (
    Alias(("braine", "le", "comte"), "Braine-le-Comte", ("b",)),
    Alias(("braine",), "Braine-le-Comte", ("b",), short=True),
    Alias(("fosses", "la", "ville"), "Fosses-la-Ville", ("f",)),
    Alias(("fosses",), "Fosses-la-Ville", ("f",), short=True),
)


@pytest.mark.parametrize(
    ("question", "names", "unknown"),
    [
        ("et braine ?", ("Braine-le-Comte",), ()),
        ("que fait on a braine pour les jeunes", ("Braine-le-Comte",), ()),
        ("curer les fosses", (), ()),
        ("et le cpas de fosses ?", ("Fosses-la-Ville",), ()),
        ("et braine l'alleud ?", (), ("Braine-l'Alleud",)),
        ("Et Braine-l'Alleud ?", (), ("Braine-l'Alleud",)),
    ],
)
def test_short_names_without_a_capital(question: str, names: tuple[str, ...], unknown: tuple[str, ...]) -> None:
    named = find_organisations(question, [], BRAINE)
    assert (named.names, named.unknown) == (names, unknown)


@pytest.mark.parametrize(
    "question", ["Durbuy mis à part, que font-ils ?", "en laissant de côté Durbuy, que font-ils ?"]
)
def test_other_ways_of_leaving_one_out(question: str, documents: dict[str, Document]) -> None:
    named = find_organisations(question, documents.values())
    assert (named.names, named.excluded) == ((), ("Durbuy",))
