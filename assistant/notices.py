"""What a reader must know besides the answer: a plan whose period is over, a plan that states intentions."""

from collections.abc import Iterable, Sequence
from datetime import date

from assistant.question import Question
from assistant.relevance import Relevance
from ingest.nouns import shortened
from ingest.parsers.note import state_of
from ingest.records import Document, DocumentKind, Node, Period
from ingest.themes import thesaurus
from vectorstore.context import organisation_name

_MAX_TITLE = 160
_KIND_NAMES = {
    DocumentKind.PST: "le PST",
    DocumentKind.DPS: "la DPS",
    DocumentKind.PAGE: "la page web",
    DocumentKind.BILAN: "le bilan",
    DocumentKind.AUTRE: "le document",
}
_DRAFT = "le projet de PST"


def is_law(document: Document) -> bool:
    """Whether a document is a legal text: no organisation's, without a period, no part of a listing of actions."""
    return document.identity.kind is DocumentKind.LOI


def document_name(document: Document) -> str:
    """How a document is called in a sentence: « le PST 2019-2024 de Bernissart », « le projet de PST de Huy »."""
    if document.is_note:
        return f"la note juridique « {document.identity.title} »"
    if is_law(document):
        return f"le texte de loi « {shortened(document.identity.title, _MAX_TITLE)} »"
    name = _DRAFT if document.is_draft else _KIND_NAMES[document.identity.kind]
    if document.identity.period:
        name += f" {document.identity.period}"
    organisation = document.identity.organisation
    if organisation is None:
        return f"{name} d'un CPAS non nommé ({document.file})"
    return f"{name} {of(organisation.value)}"


def of(name: str) -> str:
    """« de Durbuy », « d'Andenne », « de Huy », « du Rœulx »."""
    if name.startswith(("Le ", "Les ")):
        return f"du {name[3:]}" if name.startswith("Le ") else f"des {name[4:]}"
    return f"d'{name}" if name[0].upper() in "AEIOUYÀÂÉÈÊËÎÏÔÛŒ" else f"de {name}"


def at(name: str) -> str:
    """« à Durbuy », « au Rœulx », « aux Bons Villers »."""
    if name.startswith(("Le ", "Les ")):
        return f"au {name[3:]}" if name.startswith("Le ") else f"aux {name[4:]}"
    return f"à {name}"


def missing_notices(names: Sequence[str]) -> tuple[str, ...]:
    """One line for the organisations that a question names beside others, and the library does not hold."""
    if not names:
        return ()
    listed = ", ".join(of(name) for name in names)
    return (f"La bibliothèque ne contient aucun document {listed} : la réponse n'en dit rien.",)


def period_notices(documents: Iterable[Document], today: date) -> tuple[str, ...]:
    """One line for each term that is over, and one for the plans of which no period is known.

    Args:
        documents: The documents that an answer rests on.
        today: The day of the answer.
    """
    over: dict[tuple[Period, bool], list[Document]] = {}
    undated: list[Document] = []
    for document in documents:
        if is_law(document) or document.is_note:
            continue
        period = document.identity.period or document.term
        if period is None:
            undated.append(document)
        elif period.end < today.year:
            over.setdefault((period, document.identity.period is not None), []).append(document)
    notices = []
    for (period, stated), group in sorted(over.items(), key=lambda item: str(item[0][0])):
        names = ", ".join(dict.fromkeys(organisation_name(document) for document in group))
        source = "" if stated else " (mandature déclarée lors de l'ajout du document, qui ne l'indique pas lui-même)"
        notices.append(
            f"Période {period} terminée{source} : {names}. Vérifiez auprès du CPAS ce qui est encore d'actualité."
        )
    if undated:
        names = ", ".join(dict.fromkeys(organisation_name(document) for document in undated))
        notices.append(f"Période non indiquée : {names}. Vérifiez que le document est encore d'application.")
    return tuple(notices)


def note_notices(documents: Iterable[Document]) -> tuple[str, ...]:
    """One line when an answer rests on legal notes: of when they are, and that they are no legal advice."""
    notes = [document for document in documents if document.is_note]
    if not notes:
        return ()
    days = sorted(date.fromisoformat(day) for document in notes if (day := state_of(document)))
    when = f" (état des sources : {days[-1]:%d/%m/%Y})" if days else ""
    return (f"Notes juridiques du projet{when}, sans valeur d'avis juridique : vérifiez le texte en vigueur.",)


def theme_notices(question: Question, places: Iterable[tuple[Document, Node]], relevance: Relevance) -> tuple[str, ...]:
    """One line for each word of the question that stands nowhere in what is cited: its theme may be answered for it.

    The theme is named only where something cited is of it; elsewhere the line only says that the word is not there.

    Args:
        question: The question.
        places: What is cited.
        relevance: The library's word statistics.
    """
    told = [place for place in places if not place[0].is_note]  # a note says how its subject is called
    if not told:
        return ()
    held = frozenset().union(*(relevance.path_terms(*place) for place in told))
    themes = {theme for document, node in told for one in (*document.ancestors(node), node) for theme in one.themes}
    lines: dict[str, str] = {}
    for topic in question.topics:
        if topic.colloquial or set(topic.words) & held:
            continue
        line = f"{_named(topic.surface)} n'apparaît pas dans les passages cités"
        if topic.concept in themes:
            label = thesaurus().concepts[topic.concept].label
            lines[topic.surface] = f"{line} : la réponse porte sur un thème plus large, {label}."
        else:
            lines.setdefault(topic.surface, f"{line}.")
    return tuple(lines.values())


def _named(surface: str) -> str:
    kind = "L'expression" if " " in surface else "Le mot"
    return f"{kind} « {surface} »"
