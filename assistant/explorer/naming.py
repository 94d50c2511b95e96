"""How documents, their elements and their fields are called on the page."""

from collections import Counter
from collections.abc import Iterable

from assistant.catalogue import is_told
from assistant.kinds import NOTE, kind_name
from ingest.folding import fold_spaces
from ingest.nouns import full_noun
from ingest.packing import items_of
from ingest.records import Document, DocumentKind, Level, Node
from ingest.themes import thesaurus
from ingest.vocabulary import load
from vectorstore.context import LEVEL_NAMES

DRAFT = "projet"
UNTITLED = "(sans intitulé)"


def organisation(document: Document) -> str:
    """Whose a document is; a document that names nobody is called by its file."""
    if document.is_note:
        return NOTE
    if document.identity.kind is DocumentKind.LOI:
        return "Législation"
    named = document.identity.organisation
    return named.value if named else f"Organisation non nommée ({document.file})"


def kind(document: Document) -> str:
    """What a document is: « PST », « Note juridique »."""
    return kind_name(document.identity.kind.value, note=document.is_note)


def label(document: Document) -> str:
    """A document's name in a list: « Bernissart — PST 2019-2024 », « Huy — PST 2025-2030 (projet) »."""
    if document.is_note:
        return f"{NOTE} — {document.identity.title}"
    period = document.identity.period or document.term
    words = f"{organisation(document)} — {kind(document)}" + (f" {period}" if period else "")
    return f"{words} ({DRAFT})" if document.is_draft else words


def labels(documents: Iterable[Document]) -> dict[str, str]:
    """The names of documents by id; those that share one are told apart by their file, or by their id."""
    held = tuple(documents)
    names = {one.id: " ".join(label(one).split()) for one in held}
    for detail in (_file, _id):
        count = Counter(names.values())
        names |= {one.id: f"{names[one.id]} · {detail(one)}" for one in held if count[names[one.id]] > 1}
    return names


def order(document: Document) -> tuple[bool, str, int, str]:
    """What lists of documents are sorted by: named organisations first, by name, the latest plan first."""
    period = document.identity.period or document.term
    return (
        document.identity.organisation is None,
        fold_spaces(organisation(document)),
        -(period.start if period else 0),
        document.id,
    )


def level(node: Node) -> str:
    """An element's level and number: « OO 2.3 », « Action »."""
    name = LEVEL_NAMES[node.level]
    if node.number and node.number.casefold().startswith(name.casefold()):
        return node.number
    return f"{name} {node.number}" if node.number else name


def level_name(level: Level) -> str:
    """How a level is called: « OO »."""
    return LEVEL_NAMES[level]


def field_name(key: str) -> str:
    """How a field is called, by its key: « Échéance »."""
    names = {**load("columns")["names"], **load("exports")["names"]}
    return _capital(str(names.get(key, key.replace("_", " "))))


def title(node: Node) -> str:
    """An element's own words on one line."""
    return " ".join(node.text.split()) or UNTITLED


def levels_in_words(counts: Iterable[tuple[Level, int]]) -> str:
    """Counts by level: « 3 objectifs opérationnels, 12 actions »; "" without any."""
    return ", ".join(f"{number} {full_noun(one, number)}" for one, number in counts if number)


def fields(node: Node) -> tuple[tuple[str, str], ...]:
    """What a record says in its fields, each with its French name; what is « à définir » is left out."""
    names = load("columns")["names"]
    told = [
        (_capital(str(names.get(key, key.replace("_", " ")))), " ; ".join(items_of(value)))
        for key, value in node.attributes
        if is_told(value)
    ]
    if node.dps_priority:
        told.append(("Priorité de la DPS", f"{node.dps_priority.number} : {node.dps_priority.label}"))
    return tuple(one for one in told if one[1])


def theme(concept: str) -> str:
    """A theme's name in a list: « Jeunesse »."""
    known = thesaurus().concepts.get(concept)
    words = known.label if known else concept.replace("-", " ")
    listing = load("explorer")
    for joint in ("", *(() if listing["between"] in words else listing["joints"])):
        for article in listing["articles"]:
            words = words.replace(joint + article, joint) if joint else words.removeprefix(article)
    return _capital(words)


def _file(document: Document) -> str:
    return document.file


def _id(document: Document) -> str:
    return document.id


def _capital(words: str) -> str:
    """Words of the vocabulary as they stand on the page: a capital, typographic apostrophes."""
    return (words[:1].upper() + words[1:]).replace("'", "’")
