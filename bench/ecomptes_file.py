"""Plans as the XML that eComptes exchanges: the tree is explicit, and every element has its fields."""

from pathlib import Path
from xml.etree.ElementTree import Element as Tag
from xml.etree.ElementTree import ElementTree, SubElement, indent

from bench.lines import title
from bench.trees import Element, Plan
from ingest.records import Level

_TAGS = {
    Level.VOLET: ("Volets", "Volet"),
    Level.OS: ("ObjectifStrategiques", "ObjectifStrategique"),
    Level.OO: ("ObjectifOperationnels", "ObjectifOperationnel"),
    Level.ACTION: ("Actions", "Action"),
}


def write_xml(plan: Plan, path: Path) -> None:
    """An export; sections, which the format does not have, are passed over, sub-actions are actions."""
    root = Tag("dataroot")
    pst = SubElement(root, "PST")
    description = SubElement(pst, "DescriptionPST")
    for tag, text in (("Libelle", title(plan)), ("ExerciceDebut", plan.years[0]), ("ExerciceFin", plan.years[1])):
        SubElement(description, tag).text = str(text)
    _below(pst, plan.elements)
    indent(root)
    ElementTree(root).write(path, encoding="utf-8", xml_declaration=True)


def _below(parent: Tag, elements: tuple[Element, ...]) -> None:
    for element in elements:
        if element.level is Level.SECTION:
            _below(parent, element.children)
            continue
        outer, inner = _TAGS[Level.ACTION if element.level is Level.SOUS_ACTION else element.level]
        container = parent.find(outer)
        tag = SubElement(SubElement(parent, outer) if container is None else container, inner)
        SubElement(tag, "Libelle").text = element.text
        SubElement(tag, "Statut").text = "EN_COURS"
        SubElement(tag, "TauxAvancement").text = "0"
        if element.level is Level.ACTION:
            _below(parent, element.children)
        else:
            _below(tag, element.children)
