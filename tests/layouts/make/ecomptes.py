"""eComptes import files (201805V1): one written with volets, one as iA.PST exports it."""

from collections.abc import Callable
from pathlib import Path

from lxml import etree

from tests.layouts.make.model import Node, Plan, load, write_gold

CONTAINERS = {
    "volet": ("ObjectifStrategiques", "ObjectifStrategique"),
    "os": ("ObjectifsOperationnels", "ObjectifOperationnel"),
    "oo": ("Actions", "Action"),
}
Label = Callable[[Node], str]


def with_volets() -> Plan:
    """Volets, HTML descriptions, named people, ISO-8859-1."""
    plan = load("ecomptes-volets")
    root = _root("CPAS", "52075", "2026", "Logiciel PST 4.2")
    volets = _pst(root, "pst-lbv-2025", "PST 2025-2030 du CPAS des Bons Villers", "2025", "2030")
    for volet in plan.roots:
        _element(volets, "Volet", volet, _coded)
    _write(root, plan.target(), "ISO-8859-1")
    write_gold(plan)
    return plan


def _coded(node: Node) -> str:
    codes = {"os": "OS", "oo": "OO", "action": "A"}
    return f"{codes[node.level]} {node.number} - {node.text}" if node.number and node.level in codes else node.text


def as_exported() -> Plan:
    """A single volet NEANT, `OS.1 - ` labels, sub-actions at the rank of actions."""
    plan = load("ecomptes-neant")
    root = _root("AC", "85007", "2022", "PST")
    volets = _pst(root, "0f3c2f6a9d1e4b7c8a5d6e7f80912a3b", "PST 2019-2024", "2019", "2024")
    neant = etree.SubElement(volets, "Volet", ElementId="neant", Exercice="2022")
    _base(neant, "NEANT", {})
    strategic = etree.SubElement(neant, "ObjectifStrategiques")
    for node in plan.roots:
        _element(strategic, "ObjectifStrategique", node, _dotted)
    _write(root, plan.target(), "UTF-8")
    write_gold(plan)
    return plan


def _dotted(node: Node) -> str:
    if node.level == "sous_action" and node.parent is not None:
        return f"A.{node.parent.number} - SA.{node.number} - {node.text}"
    label = f"{node.key}.{node.number} - "
    if "cropped" in node.hints:
        node.text = node.text[: 252 - len(label)] + "..."
    return label + node.text


def _root(body: str, ins: str, year: str, generator: str) -> etree._Element:
    root = etree.Element("dataroot")
    identity = etree.SubElement(root, "Identifiants")
    for tag, text in (
        ("Id", f"{body}-{ins}"),
        ("TypeAdmin", body),
        ("INS", ins),
        ("Type", "PST"),
        ("Exercice", year),
        ("Version", "201805V1"),
        ("Generateur", generator),
    ):
        etree.SubElement(identity, tag).text = text
    return root


def _pst(root: etree._Element, identifier: str, title: str, start: str, end: str) -> etree._Element:
    pst = etree.SubElement(root, "PST")
    description = etree.SubElement(pst, "DescriptionPST")
    for tag, text in (("IdPST", identifier), ("Libelle", title), ("ExerciceDebut", start), ("ExerciceFin", end)):
        etree.SubElement(description, tag).text = text
    return etree.SubElement(pst, "Volets")


def _element(parent: etree._Element, tag: str, node: Node, label: Label) -> None:
    element = etree.SubElement(parent, tag, ElementId=f"e{node.order:03d}", Exercice="2026")
    _base(element, label(node), node.attributes)
    if node.level not in CONTAINERS or not node.children:
        return
    outer, inner = CONTAINERS[node.level]
    container = etree.SubElement(element, outer)
    for child in node.children:
        _element(container, inner, child, label)
        if child.level == "action":
            for grandchild in child.children:
                _element(container, inner, grandchild, label)


def _base(element: etree._Element, label: str, values: dict[str, str]) -> None:
    etree.SubElement(element, "Libelle").text = label
    for tag, name in (("DateDebut", "date_debut"), ("DateFin", "echeance")):
        if name in values:
            etree.SubElement(element, tag).text = values[name]
    mode, text = _description(label)
    _described(element, "Description", mode, text)
    etree.SubElement(element, "Statut").text = values.get("etat", "NON_COMMENCE")
    for tag, name in (("Responsable", "responsable"), ("Mandataire", "mandataire")):
        if name in values:
            _person(element, tag, values[name])
    if "service" in values:
        etree.SubElement(element, "Departement").text = values["service"]
    etree.SubElement(element, "TauxAvancement").text = values.get("progression", "0")
    _described(element, "RemarqueStatut", "TEXTE", values.get("remarque", ""))
    etree.SubElement(element, "ETP").text = values.get("etp", "0")
    for outer, inner, name in (("Plans", "Plan", "plan"), ("Partenaires", "Partenaire", "partenaires")):
        container = etree.SubElement(element, outer)
        for value in values.get(name, "").replace("\u00a0;", " ;").split(" ; ") if name in values else []:
            etree.SubElement(container, inner).text = value


def _described(element: etree._Element, tag: str, mode: str, text: str) -> None:
    described = etree.SubElement(element, tag)
    etree.SubElement(described, "Mode").text = mode
    etree.SubElement(described, "Valeur").text = text


def _description(label: str) -> tuple[str, str]:
    if label == "Renouveler le parc téléphonique":
        items = "<li>Relever les besoins de chaque antenne</li><li>Comparer trois fournisseurs</li>"
        return "HTML", f"<p>Le contrat expire en <b>novembre</b>.</p><ul>{items}</ul>"
    if label.endswith("Investir dans le bâti"):
        return "RTF", r"{\rtf1\ansi Les quatre logements de transit datent de 1978.}"
    return "TEXTE", ""


def _person(element: etree._Element, tag: str, name: str) -> None:
    person = etree.SubElement(element, tag)
    first, _, last = name.partition(" ")
    office = not last or not last[0].isupper()
    women = {"Noémie", "Martine"}
    texts = (
        ("Civilite", "MADAME" if first in women else "MONSIEUR"),
        ("Nom", name if office else last),
        ("Prenom", "" if office else first),
        ("Tel", "" if office else "071 00 00 00"),
        ("eMail", "" if office else f"{squeezed(first)}@exemple.invalid"),
    )
    for child, text in texts:
        etree.SubElement(person, child).text = text


def squeezed(text: str) -> str:
    return text.lower().replace("é", "e")


def _write(root: etree._Element, path: Path, encoding: str) -> None:
    etree.ElementTree(root).write(str(path), encoding=encoding, xml_declaration=True, pretty_print=True)
