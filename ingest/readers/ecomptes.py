"""The XML that plans are sent to eComptes with (version 201805V1): the tree is explicit."""

import re
from html import unescape
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from ingest.cells import flat, is_empty, is_nothing
from ingest.codes import Code, split_title
from ingest.errors import UnreadableFileError
from ingest.readers import plan_xml
from ingest.readers.rtf import plain
from ingest.records import DocumentKind, Level
from ingest.source import Hint, Source, SourceWriter
from ingest.volets import kind_of_volet

_LEVELS = {
    "Volet": Level.VOLET,
    "ObjectifStrategique": Level.OS,
    "ObjectifOperationnel": Level.OO,
    "Action": Level.ACTION,
}
_DEPTH = {Level.VOLET: 0, Level.OS: 0, Level.OO: 2, Level.ACTION: 4, Level.SOUS_ACTION: 6}
_FIELDS = {
    "DateDebut": "date_debut",
    "DateFin": "echeance",
    "Statut": "etat",
    "Responsable": "responsable",
    "Mandataire": "mandataire",
    "Departement": "service",
    "TauxAvancement": "progression",
    "RemarqueStatut": "remarque",
    "ETP": "etp",
    "Description": "description",
}
_LISTS = {"Plans": "plan", "Partenaires": "partenaires"}
# The schema asks for these of every element: a zero says nothing.
_FORCED = frozenset({"TauxAvancement", "ETP"})
_ITEM = re.compile(r"<(?:li|p|br|div|tr|h\d)\b[^>]*>", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")


def read(data: bytes, name: str) -> Source:
    """Read an eComptes export.

    Raises:
        UnreadableFileError: If it is no XML, holds forbidden entities, or is no plan.
    """
    try:
        root = fromstring(data)
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
        raise UnreadableFileError(
            f"« {name} » n'est pas un fichier XML lisible.", "Exportez-le à nouveau depuis eComptes."
        ) from error
    for element in root.iter():
        element.tag = element.tag.rpartition("}")[2]
    plan = root if root.tag == "PST" else root.find(".//PST")
    if plan is None:
        raise UnreadableFileError(
            f"« {name} » n'est pas un export eComptes d'un PST (élément « PST » absent).",
            "Donnez le fichier au format d'import eComptes 201805V1.",
        )
    if plan_xml.is_own(root):
        writer = SourceWriter()
        writer.give(plan_xml.given(root))
        return writer.source()
    export = _Export()
    export.title(plan)
    for child in plan:
        export.walk(child, None)
    return export.source()


class _Export:
    def __init__(self) -> None:
        self._writer = SourceWriter()
        self._writer.is_a(DocumentKind.PST, "PST")
        self._actions: dict[str, int] = {}

    def source(self) -> Source:
        return self._writer.source()

    def title(self, plan: Element) -> None:
        """The plan's name and years, as a title."""
        description = plan.find("DescriptionPST")
        if description is None:
            return
        title = _text(description, "Libelle")
        start, end = _text(description, "ExerciceDebut"), _text(description, "ExerciceFin")
        period = f" {start}-{end}" if start and end and start not in title else ""
        words = title if "PST" in title or "rogramme" in title else f"PST {title}"
        self._writer.line(f"{words}{period}", Hint(heading=1))
        self._writer.blank()

    def walk(self, element: Element, parent: int | None) -> None:
        """Add an element with all that stands below it.

        Args:
            element: An element of the export.
            parent: The line of the element that it stands in.
        """
        if element.tag in _FIELDS or element.tag in _LISTS:
            return
        level = _LEVELS.get(element.tag)
        line = parent
        if level is not None:
            line = self._add(element, level, parent) or parent
        if level is Level.OO:
            self._actions.clear()
        for child in element:
            self.walk(child, line)

    def _add(self, element: Element, level: Level, parent: int | None) -> int:
        """Add one element's line; 0 for one that stands for none (« NEANT »)."""
        words = _text(element, "Libelle")
        if is_empty(words) or is_nothing(words):
            return 0
        number = ""
        if level is not Level.VOLET:
            titled = split_title(words)
            words, code = titled.text or words, titled.code
            number = code.number if code else ""
            if level is Level.ACTION and code is not None and code.level is Level.SOUS_ACTION:
                # Exports write sub-actions at the rank of actions: « A.4 - SA.5 - … » is the fifth of action 4.
                level, parent = Level.SOUS_ACTION, self._action_above(titled.codes, parent)
        hint = Hint(
            level=level,
            number=number,
            kind=kind_of_volet(words) if level is Level.VOLET else None,
            attributes=tuple(_attributes(element)),
            parent=parent,
        )
        line = self._writer.line(words, hint, indent=_DEPTH[level])
        if level is Level.ACTION:
            self._actions[number] = self._actions[""] = line
        return line

    def _action_above(self, codes: tuple[Code, ...], parent: int | None) -> int | None:
        named = codes[-2].number if len(codes) > 1 else ""
        return self._actions.get(named, self._actions.get("", parent))


def _attributes(element: Element) -> list[tuple[str, str]]:
    found = []
    for tag, key in _FIELDS.items():
        value = _text(element, tag)
        if is_empty(value) or (tag in _FORCED and not value.strip("0.")):
            continue
        found.append((key, value))
    for tag, key in _LISTS.items():
        holder = element.find(tag)
        values = [flat("".join(one.itertext())) for one in holder] if holder is not None else []
        if any(values):
            found.append((key, " ; ".join(value for value in values if value)))
    return found


def _text(element: Element, tag: str) -> str:
    child = element.find(tag)
    if child is None:
        return ""
    if child.find("Nom") is not None:  # A person: the name, never the telephone nor the e-mail beside it.
        return f"{_text(child, 'Prenom')} {_text(child, 'Nom')}".strip()
    if child.find("Valeur") is not None:
        value = "".join(part for one in child.iterfind("Valeur") for part in one.itertext())
        return _formatted(value, _text(child, "Mode"))
    return flat("".join(child.itertext()))


def _formatted(value: str, mode: str) -> str:
    """A description without its formatting; its items are set apart by « ; »."""
    if mode == "RTF" or value.lstrip().startswith("{\\rtf"):
        return flat(plain(value))
    if mode == "HTML" or re.search(r"<(?:p|li|br|b|div)\b", value, re.IGNORECASE):
        pieces = [flat(unescape(_TAG.sub("", piece))) for piece in _ITEM.split(value)]
        return " ; ".join(piece for piece in pieces if piece)
    return flat(value)
