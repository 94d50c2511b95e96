"""The eComptes XML that the product writes a plan to: what the schema has no place for stands in its descriptions."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from xml.etree.ElementTree import Element

from ingest.folding import fold_spaces
from ingest.given import Given, Line, flat, ordered
from ingest.packing import items_of, listed, pieces_of
from ingest.records import Level, Period
from ingest.vocabulary import load

LEVELS = {
    "Volet": Level.VOLET,
    "ObjectifStrategique": Level.OS,
    "ObjectifOperationnel": Level.OO,
    "Action": Level.ACTION,
}
_HOLDERS = frozenset({"ObjectifStrategiques", "ObjectifsOperationnels", "Actions"})
_NATIVE = (("Departement", "service"),)
_LISTS = (("Plans", "plan"), ("Partenaires", "partenaires"))
_PLACE = frozenset({"niveau", "type_de_volet", "parent"})


def is_own(root: Element) -> bool:
    """Whether the product wrote an export."""
    return (root.findtext("Identifiants/Generateur") or "").startswith(load("exports")["generator"])


def given(root: Element) -> Given:
    """The plan of an export that the product wrote.

    Args:
        root: Its root, without namespaces.
    """
    exports = load("exports")
    lines: list[Line] = []
    for volet in root.iterfind("PST/Volets/Volet"):
        lines += _volet(volet)
    start, end = (root.findtext(f"PST/DescriptionPST/Exercice{one}") or "0" for one in ("Debut", "Fin"))
    draft = fold_spaces(exports["draft"]) in fold_spaces(root.findtext("Identifiants/Generateur") or "")
    return Given(
        evidence=exports["draft"] if draft else exports["title"],
        title=root.findtext("PST/DescriptionPST/Libelle") or "",
        organisation=flat(root.findtext("Identifiants/Id") or "") or None,
        period=Period(int(start), int(end)) if int(start) and int(end) else None,
        lines=ordered(lines),
    )


def titled(label: str, level: Level) -> tuple[str, str]:
    """The number and the words of an element's label: « OO 1.1 - Loger »."""
    match = re.fullmatch(rf"{load('exports')['levels'][level.value][0]} (\S+) - (.+)", label, re.DOTALL)
    return (match.group(1), match.group(2)) if match else ("", label)


def notes_of(value: str) -> dict[str, str]:
    """The « Nom : valeur » lines of a description, by name; a line that is set in goes on with the one above."""
    found: dict[str, str] = {}
    last = ""
    for line in value.split("\n"):
        if line.startswith(" ") and last:
            found[last] = f"{found[last]}\n{line.strip()}".strip()
        elif line.strip():
            last, _, words = line.partition(" :")
            found[last] = words.strip()
    return found


def _volet(volet: Element) -> Iterator[Line]:
    """The lines of a volet; each section stands before the first line that belongs to it."""
    exports = load("exports")["ecomptes"]
    sections: dict[str, Line] = {}
    for item in items_of(notes_of(_value(volet, "Description")).get(exports["sections"], "")):
        name, parent, number, words = [*pieces_of(item), "", "", ""][:4]
        sections[name] = Line(name, parent or None, Level.SECTION, words, number)
    for line in _walk(volet, None):
        yield from _opened(sections, line.parent)
        yield line
    yield from sections.values()


def _opened(sections: dict[str, Line], name: str | None) -> Iterator[Line]:
    """The sections up to one that was not named so far: those that hold it, and those before it that hold nothing."""
    while name in sections:
        yield sections.pop(next(iter(sections)))


def _walk(element: Element, parent: str | None) -> Iterator[Line]:
    level = LEVELS.get(element.tag)
    if level is not None:
        filler = load("exports")["ecomptes"]["filler"]
        if not (element.get("ElementId") or "").startswith(filler):
            line = _line(element, level, parent)
            yield line
            parent = line.id
    for child in element:
        if child.tag in LEVELS or child.tag in _HOLDERS:
            yield from _walk(child, parent)


def _line(element: Element, level: Level, parent: str | None) -> Line:
    words = load("exports")["ecomptes"]
    notes = notes_of(_value(element, "Description")) | notes_of(_value(element, "RemarqueStatut"))
    keyed = {_keys()[name]: value for name, value in notes.items() if name in _keys()}
    number, text = titled(element.findtext("Libelle") or "", level)
    if words["full_title"] in notes:
        number, text = notes.get(words["number"], ""), notes[words["full_title"]]
    return Line(
        id=element.get("ElementId") or "",
        parent=keyed.get("parent", parent),
        level=_level(keyed.get("niveau", ""), level),
        text=flat(text),
        number=number,
        kind=keyed.get("type_de_volet"),
        attributes=tuple(_attributes(element, keyed)),
    )


def _attributes(element: Element, keyed: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for tag, key in _NATIVE:
        if value := flat(element.findtext(tag) or ""):
            yield key, value
    for tag, key in _LISTS:
        values = [flat("".join(one.itertext())) for one in element.iterfind(f"{tag}/*")]
        if any(values):
            yield key, values[0] if key == "plan" and len(values) == 1 else listed(values)
    for key, value in keyed.items():
        if key not in _PLACE and value:
            yield key, value


def _level(named: str, level: Level) -> Level:
    names = {words[1]: Level(one) for one, words in load("exports")["levels"].items()}
    return names.get(named, level)


def _value(element: Element, tag: str) -> str:
    return (element.findtext(f"{tag}/Valeur") or "").replace("\r\n", "\n")


@lru_cache(maxsize=1)
def _keys() -> dict[str, str]:
    return dict(load("exports")["columns"])
