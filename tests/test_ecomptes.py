"""The XML of eComptes gives its own tree: volets, flattened sub-actions, fields without the zeros that it forces."""

from xml.sax.saxutils import escape

import pytest

from ingest.errors import UnreadableFileError
from ingest.readers.ecomptes import read
from ingest.records import DocumentKind, Level
from ingest.source import Hint, Source

_LISTS = {
    "Volet": "ObjectifStrategiques",
    "ObjectifStrategique": "ObjectifsOperationnels",
    "ObjectifOperationnel": "Actions",
}


def element(tag: str, label: str, *children: str, **fields: str) -> str:
    """One element with the fields that the schema asks for."""
    inner = "".join(f"<{name}>{value}</{name}>" for name, value in fields.items())
    below = f"<{_LISTS[tag]}>{''.join(children)}</{_LISTS[tag]}>" if children else ""
    forced = "<TauxAvancement>0</TauxAvancement><ETP>0</ETP><Plans/><Partenaires/>"
    return f'<{tag} ElementId="x" Exercice="2026"><Libelle>{escape(label)}</Libelle>{inner}{forced}{below}</{tag}>'


def export(*volets: str, label: str = "PST du CPAS de Hannut") -> bytes:
    head = f"<Libelle>{label}</Libelle><ExerciceDebut>2025</ExerciceDebut><ExerciceFin>2030</ExerciceFin>"
    plan = f"<PST><DescriptionPST>{head}</DescriptionPST><Volets>{''.join(volets)}</Volets></PST>"
    return f'<?xml version="1.0" encoding="UTF-8"?><dataroot>{plan}</dataroot>'.encode()


def elements(source: Source) -> list[tuple[str, Hint]]:
    lines = source.text.split("\n")
    return [(lines[line - 1].strip(), hint) for line, hint in source.hints.items() if hint.level is not None]


def test_the_tree_is_the_export_s() -> None:
    action = element("Action", "A 1.1.1 - Acheter")
    oo = element("ObjectifOperationnel", "OO 1.1 - Loger", action)
    source = read(export(element("Volet", "Volet interne", element("ObjectifStrategique", "Être", oo))), "x.xml")
    found = elements(source)
    assert [(words, hint.level, hint.number) for words, hint in found] == [
        ("Volet interne", Level.VOLET, ""),
        ("Être", Level.OS, ""),
        ("Loger", Level.OO, "1.1"),
        ("Acheter", Level.ACTION, "1.1.1"),
    ]
    lines = {words: line for line, words in enumerate(map(str.strip, source.text.split("\n")), start=1)}
    assert [hint.parent for _, hint in found] == [None, lines["Volet interne"], lines["Être"], lines["Loger"]]
    assert found[0][1].kind == "interne"
    assert source.kind is not None
    assert source.kind.kind is DocumentKind.PST


def test_the_title_names_the_years() -> None:
    assert read(export(), "x.xml").text.startswith("PST du CPAS de Hannut 2025-2030\n")
    assert read(export(label="Hannut 2025-2030"), "x.xml").text.startswith("PST Hannut 2025-2030\n")


def test_a_volet_that_is_none_makes_no_element() -> None:
    source = read(export(element("Volet", "NEANT", element("ObjectifStrategique", "OS.1 - Être"))), "x.xml")
    assert [(words, hint.parent) for words, hint in elements(source)] == [("Être", None)]


def test_flattened_sub_actions_go_back_below_their_action() -> None:
    actions = [
        element("Action", label) for label in ("A.4 - Baliser", "A.7 - Créer", "A.4 - SA.5 - Obtenir", "A.9 - SA.6 - X")
    ]
    plan = element("ObjectifStrategique", "OS.1 - Être", element("ObjectifOperationnel", "OO.2 - Ouvrir", *actions))
    source = read(export(element("Volet", "NEANT", plan)), "x.xml")
    found = dict(elements(source))
    lines = {words: line for line, words in enumerate(map(str.strip, source.text.split("\n")), start=1)}
    assert (found["Obtenir"].level, found["Obtenir"].number) == (Level.SOUS_ACTION, "5")
    assert found["Obtenir"].parent == lines["Baliser"]
    assert found["X"].parent == lines["Créer"], "an unknown action: the one above"


def test_fields_are_kept_but_zeros_persons_addresses_and_formats() -> None:
    person = (
        "<Civilite>MADAME</Civilite><Nom>Valk</Nom><Prenom>Noémie</Prenom><Tel>071 00 00 00</Tel><eMail>n@x.be</eMail>"
    )
    html = escape("<p>Le contrat <b>expire</b>.</p><ul><li>Relever</li><li>Comparer</li></ul>")
    volet = element(
        "Volet",
        "Volet externe",
        Statut="EN_COURS",
        Responsable=person,
        Description=f"<Mode>HTML</Mode><Valeur>{html}</Valeur>",
        RemarqueStatut=r"<Mode>RTF</Mode><Valeur>{\rtf1 Local inond\'e9}</Valeur>",
        Departement="Social",
        DateFin="2027-01-31",
    )
    volet = volet.replace(
        "<Partenaires/>", "<Partenaires><Partenaire>ONE</Partenaire><Partenaire>AMO</Partenaire></Partenaires>"
    )
    ((_, hint),) = elements(read(export(volet), "x.xml"))
    assert dict(hint.attributes) == {
        "etat": "EN_COURS",
        "responsable": "Noémie Valk",
        "description": "Le contrat expire. ; Relever ; Comparer",
        "remarque": "Local inondé",
        "service": "Social",
        "echeance": "2027-01-31",
        "partenaires": "ONE ; AMO",
    }


def test_a_default_namespace_changes_nothing() -> None:
    data = export(element("Volet", "Volet interne")).replace(b"<dataroot>", b'<dataroot xmlns="urn:x">')
    assert len(elements(read(data, "x.xml"))) == 1


@pytest.mark.parametrize(
    "data", [b"<dataroot/>", b"<html><body/></html>", b"pas du XML", b"<a>", b'<?xml version="1.0" encoding="x"?><a/>']
)
def test_other_xml_is_refused_by_its_name(data: bytes) -> None:
    with pytest.raises(UnreadableFileError, match=r"plan\.xml"):
        read(data, "plan.xml")
