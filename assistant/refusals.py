"""Saying « je ne sais pas » for the right reason, with what was searched and what stands nearest."""

from collections.abc import Sequence

from assistant.citations import readable
from assistant.compose import join
from assistant.gate import Verdict
from assistant.notices import document_name, of
from assistant.organisations import find_organisations
from assistant.passages import Passages, query_terms
from assistant.question import Question
from ingest.records import Document, DocumentKind
from prompts import text
from vectorstore.context import LEVEL_NAMES
from vectorstore.library import Library

_FACTS = {"montant": "le montant demandé", "contact": "la coordonnée demandée"}
_KINDS = {DocumentKind.PST: "le PST", DocumentKind.DPS: "la DPS"}
_NEAREST = 3
_MIN_NEARNESS = 0.7
"""Below this passage score nothing is near: an off-topic question gets no list of strangers."""
_MAX_NEAREST_CHARACTERS = 160


class Refusals:
    """Writes refusals and requests for precision.

    Args:
        library: The open library.
        passages: Its passage search, for what stands nearest.
    """

    def __init__(self, library: Library, passages: Passages) -> None:
        self._library = library
        self._passages = passages

    def organisations(self) -> tuple[str, ...]:
        """The organisations that the library's documents name."""
        named = (document.identity.organisation for document in self._library.plans)
        return tuple(dict.fromkeys(organisation.value for organisation in named if organisation))

    def before_search(self, question: Question, wrong_kind: bool) -> str | None:
        """The refusal of a question about what the library does not hold at all, or None."""
        if question.named.unknown and not question.named.names:
            known = join([document_name(document) for document in self._library.plans]) or "aucun"
            return text("refus_organisation", inconnus=_of(question.named.unknown), connus=known)
        if wrong_kind and question.kind is not None:
            mine = [self._library.document(name) for name in question.named.documents]
            asked = f"{_KINDS[question.kind]} {_of(question.named.names)}"
            return text("refus_nature", demande=asked, disponibles=join([document_name(one) for one in mine]))
        return None

    def after_search(self, question: Question, verdict: Verdict) -> str:
        """The refusal of a question that the passages found do not answer."""
        search = self._search_in_words(question)
        if verdict.reason in _FACTS:
            return text("refus_fait", fait=_FACTS[verdict.reason], recherche=search)
        return text("refus", recherche=search)

    def no_such_number(self, question: Question, documents: list[Document]) -> str:
        """The refusal of a question about « OS 9 » where there is none."""
        assert question.number is not None
        level, number = question.number
        numbers = [node.number for one in documents for node in one.nodes if node.level is level and node.number]
        existing = f"Numéros existants : {', '.join(dict.fromkeys(numbers))}." if numbers else ""
        where = join([document_name(document) for document in documents])
        return text("refus_numero", element=of(f"{LEVEL_NAMES[level]} {number}"), ou=where, existants=existing).strip()

    def which_organisation(self, question: Question, owners: list[str] | None) -> tuple[str, tuple[str, ...]]:
        """A request to name the CPAS, and the question asked again for each of those that may be meant."""
        documents = [one for one in self._library.plans if owners is None or one.id in owners]
        names = tuple(dict.fromkeys(name for one in documents if (name := _choice(one))))
        found = [] if owners else self._passages.find(question)
        speaking = tuple(
            dict.fromkeys(
                one.document.identity.organisation.value for one in found if one.document.identity.organisation
            )
        )
        hint = f"Des documents en parlent pour : {join(speaking)}." if speaking else ""
        base = question.text.rstrip(" ?!.")
        return text("precision", pistes=hint).strip(), tuple(f"{base} ({name}) ?" for name in names)

    def _search_in_words(self, question: Question) -> str:
        lines = [f"J'ai cherché : {question.in_words()}."]
        ranked = self._passages.ranked(question) if query_terms(question) else []
        nearest = [one for one in ranked[:_NEAREST] if one.score >= _MIN_NEARNESS]
        if nearest:
            lines += ["", "Ce qui s'en approche le plus :", ""]
            for one in nearest:
                words = readable(one.node.text)
                short = (
                    words if len(words) <= _MAX_NEAREST_CHARACTERS else words[:_MAX_NEAREST_CHARACTERS].rstrip() + "…"
                )
                lines.append(f"- {document_name(one.document)}, ligne {one.node.line} : « {short} »")
        return "\n".join(lines)


def _of(names: Sequence[str]) -> str:
    """« de Durbuy et d'Andenne »."""
    return join([of(name) for name in names])


def _choice(document: Document) -> str | None:
    """The name by which a question can mean a document: its organisation, else its file's name if that is telling."""
    if document.identity.organisation:
        return document.identity.organisation.value
    return document.file if find_organisations(document.file, [document]).documents else None
