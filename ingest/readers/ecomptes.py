"""The XML that plans are sent to eComptes with (version 201805V1): the tree is explicit."""

from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from ingest.errors import UnreadableFileError
from ingest.readers.grid import volet_kind
from ingest.records import Level
from ingest.source import Hint, Source, SourceWriter

_LEVELS = {
    "Volet": Level.VOLET,
    "ObjectifStrategique": Level.OS,
    "ObjectifOperationnel": Level.OO,
    "Action": Level.ACTION,
}
_FIELDS = {
    "DateDebut": "debut",
    "DateFin": "echeance",
    "Statut": "etat",
    "Responsable": "responsable",
    "Mandataire": "mandataire",
    "Departement": "service",
    "TauxAvancement": "progression",
    "RemarqueStatut": "commentaires",
    "ETP": "moyens",
}
_LISTS = {"Plans": "plan", "Partenaires": "partenaires"}


def read(data: bytes, name: str) -> Source:
    """Read an eComptes export.

    Raises:
        UnreadableFileError: If it is no XML, holds forbidden entities, or is no plan.
    """
    try:
        root = fromstring(data)
    except (ParseError, DefusedXmlException, ValueError) as error:
        raise UnreadableFileError(
            f"« {name} » n'est pas un fichier XML lisible.", "Exportez-le à nouveau depuis eComptes."
        ) from error
    plan = root.find("PST")
    if plan is None:
        raise UnreadableFileError(
            f"« {name} » n'est pas un export eComptes d'un PST (élément « PST » absent).",
            "Donnez le fichier au format d'import eComptes 201805V1.",
        )
    writer = SourceWriter()
    _heading(plan, writer)
    for child in plan:
        _walk(child, writer, 0)
    return writer.source()


def _heading(plan: Element, writer: SourceWriter) -> None:
    description = plan.find("DescriptionPST")
    if description is None:
        return
    title = _text(description, "Libelle")
    start, end = _text(description, "ExerciceDebut"), _text(description, "ExerciceFin")
    period = f" {start}-{end}" if start and end and start not in title else ""
    words = title if "PST" in title or "rogramme" in title else f"PST {title}"
    writer.line(f"{words}{period}", Hint(heading=1))
    writer.blank()


def _walk(element: Element, writer: SourceWriter, depth: int) -> None:
    level = _LEVELS.get(element.tag)
    if level is None:
        for child in element:
            _walk(child, writer, depth)
        return
    title = _text(element, "Libelle")
    hint = Hint(
        level=level,
        kind=volet_kind(title) if level is Level.VOLET else None,
        attributes=tuple(_attributes(element)),
    )
    writer.line(title or element.tag, hint, indent=depth)
    for child in element:
        if child.tag not in _FIELDS and child.tag not in _LISTS:
            _walk(child, writer, depth + 2)


def _attributes(element: Element) -> list[tuple[str, str]]:
    found = [(key, value) for tag, key in _FIELDS.items() if (value := _text(element, tag))]
    for tag, key in _LISTS.items():
        holder = element.find(tag)
        values = [" ".join("".join(one.itertext()).split()) for one in holder] if holder is not None else []
        if any(values):
            found.append((key, ", ".join(value for value in values if value)))
    description = element.find("Description")
    if description is not None and (words := _text(description, "Valeur")):
        found.append(("details", words))
    return found


def _text(element: Element, tag: str) -> str:
    child = element.find(tag)
    if child is None:
        return ""
    if child.find("Nom") is not None:  # A person: the name, never the telephone nor the e-mail beside it.
        return f"{_text(child, 'Prenom')} {_text(child, 'Nom')}".strip()
    return " ".join("".join(child.itertext()).split())
