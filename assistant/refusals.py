"""Saying « je ne sais pas » for the right reason, with what was searched and what stands nearest."""

from collections.abc import Sequence
from dataclasses import replace

from assistant.ambiguity import asked_of, name_of
from assistant.citations import readable
from assistant.compose import join
from assistant.expansion import query_terms
from assistant.gate import Verdict
from assistant.intent import has_any
from assistant.notices import document_name, of
from assistant.organisations import Named
from assistant.passages import Passages
from assistant.question import Question
from assistant.screening import Screening
from assistant.signals import subject_of
from ingest.folding import fold, fold_spaces
from ingest.french import tokens
from ingest.records import Document, DocumentKind, Level
from ingest.themes import thesaurus
from ingest.vocabulary import load
from prompts import text
from vectorstore.context import LEVEL_NAMES
from vectorstore.library import Library

_KINDS = {DocumentKind.PST: "le PST", DocumentKind.DPS: "la DPS"}
_NEAREST = 3
_MIN_NEARNESS = 0.7
"""Below this passage score nothing is near: an off-topic question gets no list of strangers."""
_MAX_NEAREST_CHARACTERS = 160
_MAX_SUBJECT_WORDS = 8
_MAX_NAMED = 5
_SPOKEN_OF = 0.8
"""Another document speaks of a subject when its best passage covers this share of it."""
_NOWHERE = Named((), (), (), ())
_SAME_KIND = {DocumentKind.PST: {DocumentKind.PST, DocumentKind.PAGE, DocumentKind.BILAN}}


class Refusals:
    """Writes refusals and requests for precision.

    Args:
        library: The open library.
        passages: Its passage search, for what stands nearest.
        documents: The documents that are there for the question; the library's plans when not given.
    """

    def __init__(self, library: Library, passages: Passages, documents: Sequence[Document] | None = None) -> None:
        self._library = library
        self._passages = passages
        self._documents = library.plans if documents is None else documents

    def organisations(self) -> tuple[str, ...]:
        """The organisations that the library's documents name."""
        named = (document.identity.organisation for document in self._documents)
        return tuple(dict.fromkeys(organisation.value for organisation in named if organisation))

    def names(self, person: str) -> bool:
        """Whether the library's documents name a person."""
        return any(person in document.text for document in self._documents)

    def before_search(self, question: Question, searched: Sequence[Document]) -> str | None:
        """The refusal of a question about what the library does not hold at all, or None."""
        if question.named.unknown and not question.named.names:
            known = join([document_name(document) for document in self._documents]) or "aucun"
            return text("refus_organisation", inconnus=_of(question.named.unknown), connus=known)
        if question.kind is not None and _wrong_kind(question, searched):
            mine = [self._library.document(name) for name in question.named.documents]
            asked = f"{_KINDS[question.kind]} {_of(question.named.names)}"
            return text("refus_nature", demande=asked, disponibles=join([document_name(one) for one in mine]))
        return None

    def screened(self, question: Question, screening: Screening) -> str | None:
        """The refusal of a question that no library could answer: an order, a private life, another subject."""
        if screening.refusal is None:
            return None
        if screening.refusal == "hors_sujet":
            if not _is_elsewhere(question):
                return None  # « l'équation budgétaire de Durbuy »: what is found decides
            return text("refus_hors_sujet", recherche=self._search_in_words(question))
        return text(f"refus_{screening.refusal}")

    def after_search(self, question: Question, verdict: Verdict) -> str:
        """The refusal of a question that the passages found do not answer."""
        search, where = self._search_in_words(question), self._where(question)
        subject = _subject(question)
        if verdict.reason == "premisse" and verdict.denied is not None:
            return text("refus_premisse", fait=verdict.denied.word, recherche=search)
        if verdict.reason == "absent" and subject and where:
            several = len(question.named.documents) > 1
            asked = text(
                "refus_absent_pluriel" if several else "refus_absent", ou=where, sujet=subject, recherche=search
            )
            return "\n\n".join(filter(None, (asked, self._elsewhere(question))))
        if verdict.unmet and verdict.reason not in ("rien", "hors_sujet", "absent"):
            ou = (
                f"{where} ne donne"
                if where and len(question.named.documents) == 1
                else "les documents consultés ne donnent"
            )
            fact = verdict.unmet[0].missing + (f" pour {subject}" if subject else "")
            return text("refus_fait", ou=ou, fait=fact, recherche=search)
        return text("refus", recherche=search)

    def _where(self, question: Question) -> str:
        """The documents that a question names, as a sentence calls them; "" when it names none."""
        return join([document_name(self._library.document(name)) for name in question.named.documents])

    def _elsewhere(self, question: Question) -> str:
        """Which other documents speak of a question's subject; "" when none does."""
        ranked = self._passages.ranked(replace(question, named=_NOWHERE))
        others = [one.document for one in ranked[:12] if one.coverage >= _SPOKEN_OF]
        names = [document_name(one) for one in dict.fromkeys(others) if one.id not in question.named.documents]
        return f"En revanche, {join(names[:_NEAREST])} en {'parle' if len(names) == 1 else 'parlent'}." if names else ""

    def no_such_number(self, question: Question, documents: list[Document]) -> str:
        """The refusal of a question about « OS 9 » where there is none."""
        assert question.number is not None
        level, number = question.number
        numbers = [node.number for one in documents for node in one.nodes if node.level is level and node.number]
        existing = f"Numéros existants : {', '.join(dict.fromkeys(numbers))}." if numbers else ""
        where = join([document_name(document) for document in documents])
        return text("refus_numero", element=of(f"{LEVEL_NAMES[level]} {number}"), ou=where, existants=existing).strip()

    def no_such_field(self, field: str, documents: list[Document]) -> str:
        """The refusal of a listing by a field that no plan searched gives."""
        where = join([document_name(document) for document in documents[:_MAX_NAMED]])
        more = len(documents) - _MAX_NAMED
        return text("refus_champ", champ=field, ou=f"{where} et {more} autres" if more > 0 else where).strip()

    def no_such_element(self, name: tuple[str, str], documents: list[Document]) -> str:
        """The refusal of a question about « l'action 1 » where no action has that number."""
        where = join([document_name(document) for document in documents])
        return text("refus_numero", element=of(" ".join(name)), ou=where, existants="").strip()

    def which_organisation(self, question: Question, owners: list[str] | None) -> tuple[str, tuple[str, ...]]:
        """A request to name the CPAS, and the question asked again for each of those that may be meant."""
        documents = [one for one in self._documents if owners is None or one.id in owners]
        names = tuple(dict.fromkeys(name for one in documents if (name := name_of(one))))
        found = [] if owners else self._passages.find(question)
        speaking = tuple(
            dict.fromkeys(
                one.document.identity.organisation.value for one in found if one.document.identity.organisation
            )
        )
        hint = f"Des documents en parlent pour : {join(speaking)}." if speaking else ""
        return text("precision", pistes=hint).strip(), tuple(asked_of(question.text, name) for name in names)

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


def _is_elsewhere(question: Question) -> bool:
    """Whether a question with words of another subject is of that one: plans hold some of these words too."""
    named, themed, words = bool(question.named.names), bool(question.concepts), load("screening")["off_topic"]
    if has_any(fold_spaces(question.text), words):
        return not (named and themed)
    return not (named or themed)


def _of(names: Sequence[str]) -> str:
    """« de Durbuy et d'Andenne »."""
    return join([of(name) for name in names])


def _subject(question: Question) -> str:
    """What a question is about, in its own words; "" where they stand too far apart."""
    if question.personal:  # somebody's own words are not handed back: « ne dit rien sur « me tape dessus » »
        return join([thesaurus().concepts[one].label for one in question.concepts[:1]])
    subject, words = subject_of(question), question.text
    wanted = {*subject.terms, *(term for topic in subject.topics for term in topic.words)}
    listed = list(tokens(words))
    places = [rank for rank, token in enumerate(listed) if token.term in wanted]
    if not places or places[-1] - places[0] >= _MAX_SUBJECT_WORDS:
        return ""
    folded = fold(words)
    start = folded.find(fold(listed[places[0]].surface))
    end = folded.rfind(fold(listed[places[-1]].surface))
    return f"« {words[start : end + len(listed[places[-1]].surface)]} »" if 0 <= start <= end else ""


def _wrong_kind(question: Question, documents: Sequence[Document]) -> bool:
    """Whether the question names « le PST de X » while the library only holds another kind of document of X."""
    if question.kind is None or not question.named.documents:
        return False
    if question.kind is DocumentKind.DPS and question.level in (Level.OS, Level.OO):
        return False  # « quelle priorité de la DPS correspond à l'OO… »: a plan's objectives are asked about
    accepted = _SAME_KIND.get(question.kind, {question.kind})
    return not any(document.identity.kind in accepted for document in documents)
