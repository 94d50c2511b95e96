"""When a question has several right answers: which CPAS, which element, which sense is meant decides."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.compose import join
from assistant.cues import compiled
from assistant.gate import Verdict
from assistant.genre import GenericQuestion
from assistant.intent import Intent, find_intent, has_any
from assistant.notices import document_name, is_law, of
from assistant.organisations import find_organisations
from assistant.question import Question
from ingest.folding import fold_spaces
from ingest.french import analyse, question_words
from ingest.records import Document, Level, Node
from ingest.vocabulary import load
from prompts import text
from vectorstore.context import LEVEL_NAMES

_MAX_CHOICES = 12
_DECIDED_IF_GIVEN = frozenset({"montant", "date", "progression"})
"""Facts that are asked back for only where some organisation gives them."""
_NUMBER = r"(\d{1,2}(?:\.\d+)*(?:\.?[a-z]\b)?)(?![\d.]*\d|\s*%)"
_OWN = (
    (re.compile(r"\b(?:[Mm]on|[Nn]otre|[Vv]otre|[Ll]e)\s+(CPAS|cpas|PST|pst|DPS|dps)(?:\s+d['’]ici)?"), "le {0} {of}"),
    (re.compile(r"\b(?:ma|notre|Ma|Notre)\s+(commune|ville|DPS|dps)"), "la {0} {of}"),
    (re.compile(r"\b(?:mon|notre|Mon|Notre)\s+(plan|programme|centre|village)"), "le {0} {of}"),
    (re.compile(r"\b(?:[Cc]hez|ch[ée]) (?:nous|moi)\b"), "à {name}"),
)


@dataclass(frozen=True, slots=True)
class Ambiguity:
    """A request for precision.

    Attributes:
        text: What is asked back. `choices`: the question again, once for each answer.
    """

    text: str
    choices: tuple[str, ...]


def sense(question: Question) -> Ambiguity | None:
    """The senses of a term that a question is made of, where nothing in it settles which is meant."""
    if question.named.names:
        return None
    folded = fold_spaces(question.text)
    words = {term for term in analyse(question.text) if term not in question_words()}
    for row in load("screening")["senses"]:
        found = [term for term in row["terms"] if has_any(folded, [term])]
        settled = any(has_any(folded, meaning["cues"]) for meaning in row["meanings"])
        own = {term for one in found for term in analyse(one)}
        bare = not words - own and find_intent(question.text) is Intent.PASSAGE
        if found and not settled and (bare or not row.get("bare")):
            glosses = " ou ".join(meaning["gloss"] for meaning in row["meanings"])
            choices = tuple(meaning["question"] for meaning in row["meanings"])
            return Ambiguity(text("precision_sens", terme=found[0], sens=glosses), choices)
    return None


def numbered(question: Question) -> tuple[str, str] | None:
    """The word and the number of an element that a question names so: « objectif », « 3 »."""
    table: dict[str, list[str]] = load("screening")["numbered"]
    found = re.search(rf"\b({'|'.join(table)})s?\s*(?:n\s?[°o]\s*)?{_NUMBER}", fold_spaces(question.text))
    return (found.group(1), found.group(2)) if found else None


def elements(name: tuple[str, str], documents: Iterable[Document]) -> list[tuple[Document, Node]]:
    """The elements that a word and a number may mean."""
    levels = {Level(level) for level in load("screening")["numbered"][name[0]]}
    return [
        (document, node)
        for document in documents
        for node in document.nodes
        if node.level in levels and (node.number or "").lower() == name[1]
    ]


def which_element(question: Question, found: Sequence[tuple[Document, Node]]) -> Ambiguity | None:
    """A request to say which plan's element is meant, where several plans have one of that number."""
    if question.named.names or len({document.id for document, _ in found}) < 2:
        return None
    choices = [f"Que dit {_the(node.level)} {node.number} {_of_document(document)} ?" for document, node in found]
    owners = join([document_name(document) for document in dict.fromkeys(document for document, _ in found)])
    return Ambiguity(text("precision_element", documents=owners), tuple(dict.fromkeys(choices))[:_MAX_CHOICES])


def means_own(question: Question) -> bool:
    """Whether a question speaks of the asker's own organisation without naming it."""
    if question.named.names or question.named.unknown:
        return False
    folded = fold_spaces(question.text).replace("’", "'")
    own = load("screening")["own_organisation"]
    if question.own or has_any(folded, load("screening")["unnamed"]):
        return True
    said, excepted = (any(compiled(one).search(folded) for one in own[key]) for key in ("said", "except"))
    return said and not excepted and question.intent is not Intent.COMPARISON


def which_owner(question: Question, verdict: Verdict, organisations: Sequence[str]) -> tuple[str, ...] | None:
    """Ids of the documents among which the organisation decides a fact that is asked.

    None where it decides nothing; no id where it may be any document's.

    Args:
        question: The question.
        verdict: The gate's decision on what was found.
        organisations: Those of the library.
    """
    if question.named.names or len(organisations) < 2 or isinstance(question, GenericQuestion):
        return None
    if verdict.reason in ("rien", "hors_sujet", "absent", "premisse"):
        return None
    owners = dict.fromkeys(one.document.id for one in verdict.bearing if not is_law(one.document))
    local = any(demand.local for demand in (*verdict.unmet, *verdict.met))
    given = any(demand.kind in _DECIDED_IF_GIVEN for demand in verdict.met)
    if local and not verdict.bearing:
        return ()
    return tuple(owners) if len(owners) > 1 and (local or given) else None


def asked_of(question: str, name: str) -> str:
    """A question again, with the organisation that it means: « Est-ce que le CPAS de Trooz livre des repas ? »."""
    for pattern, form in _OWN:
        found = pattern.search(question)
        if found:
            kind = found.group(1) if found.groups() else ""
            return _sentence(pattern.sub(form.format(kind, of=of(name), name=name), question, count=1))
    return f"{question.rstrip(' ?!.')} ({name}) ?"


def name_of(document: Document) -> str | None:
    """The name by which a question can mean a document: its organisation, else its file's name if that is telling."""
    if document.identity.organisation:
        return document.identity.organisation.value
    return document.file if find_organisations(document.file, [document]).documents else None


def _sentence(words: str) -> str:
    words = words[0].upper() + words[1:]
    return words if words.rstrip().endswith(("?", "!", ".")) else f"{words.rstrip()} ?"


def _the(level: Level) -> str:
    name = LEVEL_NAMES[level]
    return f"l'{name}" if name[0].lower() in "aeiouéo" else f"le {name}"


def _of_document(document: Document) -> str:
    name = document_name(document)
    return f"du {name.removeprefix('le ')}" if name.startswith("le ") else f"de {name}"
