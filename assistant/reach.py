"""Which documents a question is answered from: what was adopted, and the drafts of plans that it names.

A draft is in nobody's plan: it is counted, listed, compared and quoted only where a question names it, by « projet » or
« brouillon » beside its organisation, by its file or by its title. Elsewhere one line says that it was left out.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from assistant.answer import Audience, Turn
from assistant.compose import join
from assistant.dialogue import follow
from assistant.genre import GenericQuestion
from assistant.known import known
from assistant.notices import document_name, is_law, of
from assistant.organisations import Named, find_organisations
from assistant.phrases import blank
from assistant.question import Question
from ingest.folding import fold, fold_spaces
from ingest.french import analyse
from ingest.records import Document, DocumentKind
from ingest.vocabulary import load
from prompts import text as prompt

_MIN_NAME = 5
"""A shorter file name is a word like others."""
_MAX_NAMED = 3
_PLAN = "PST"


@dataclass(frozen=True, slots=True)
class Reach:
    """What a question is answered from.

    Attributes:
        text: The question, where it names a draft in the words that it would name a plan with.
        history: The conversation, likewise.
        documents: The documents that it is answered from.
        left: The drafts that it would have been answered from if they were adopted.
        lacking: The organisations that it names and that only have a draft, which it does not name.
    """

    text: str
    history: tuple[Turn, ...]
    documents: tuple[Document, ...]
    left: tuple[Document, ...] = ()
    lacking: tuple[str, ...] = ()

    def absent(self, named: Named) -> tuple[str, ...]:
        """The organisations that a question names beside others, and of which the library holds nothing at all."""
        return tuple(one for one in named.unknown if one not in self.lacking) if named.names else ()


def reach(text: str, audience: Audience, history: Sequence[Turn], documents: Sequence[Document]) -> Reach:
    """Decide what a question is answered from.

    Args:
        text: The question, as asked.
        audience: Who asks.
        history: The conversation so far, oldest first: a question that follows one on a draft is on the draft.
        documents: The library's documents, legal notes left out.
    """
    every = tuple(documents)
    drafts = [one for one in every if one.is_draft]
    if not drafts:
        return Reach(text, tuple(history), every)
    asked = follow(text, audience, history, every).question
    called = [one for one in drafts if _is_called(one, asked.text, every)]
    chosen = {one.id for one in (called or _named(asked, drafts, every))}
    if not chosen:
        adopted = tuple(one for one in every if not one.is_draft)
        scope = asked.named.documents
        left = tuple(one for one in drafts if not scope or one.id in scope)
        return Reach(text, tuple(history), adopted, left, _lacking(asked.named.names, adopted, left))
    here = tuple(
        one for one in every if one.id in chosen or not (one.is_draft or _gives_way(one, asked, drafts, chosen))
    )
    if called and not asked.named.names:
        here = tuple(called)
    mine = [one for one in drafts if one.id in chosen]
    turns = tuple(turn.model_copy(update={"question": _plainly(turn.question, mine)}) for turn in history)
    return Reach(_plainly(text, mine), turns, here)


def left_notices(
    found: Reach, question: Question, cited: Sequence[Document], own_terms: Mapping[str, frozenset[str]]
) -> tuple[str, ...]:
    """One line for the drafts that speak of what is asked and were left out.

    Args:
        found: What the question was answered from.
        question: The question; one on plans as such is answered from no plan.
        cited: The documents that the answer rests on: beside the rules alone, no plan is missed.
        own_terms: The terms of each node's own words, by node id.
    """
    rules = bool(cited) and all(one.is_note or is_law(one) for one in cited)
    left = [one for one in found.left if _speaks(one, question, own_terms)]
    if not left or rules or isinstance(question, GenericQuestion):
        return ()
    many = "s" if len(left) > 1 else ""
    named = list(dict.fromkeys(document_name(one) for one in left))
    more = [f"{len(named) - _MAX_NAMED} autres"] if len(named) > _MAX_NAMED + 1 else []
    names = join([*named[:_MAX_NAMED], *more] if more else named)
    return (
        f"{len(left)} projet{many} de plan non adopté{many} laissé{many} de côté : {names}. Pour"
        f" {'les' if many else 'le'} consulter, nommez-{'les' if many else 'le'} dans la question.",
    )


def only_drafts(found: Reach) -> str:
    """The refusal of a question on organisations that only have a draft."""
    held = [one for one in found.left if _owner(one) in found.lacking]
    names, first = join(list(dict.fromkeys(map(document_name, held)))), document_name(held[0])
    return prompt("refus_projet", inconnus=join([of(one) for one in found.lacking]), projets=names, exemple=first)


def _lacking(names: Iterable[str], adopted: Collection[Document], left: Collection[Document]) -> tuple[str, ...]:
    """The organisations of which nothing but a draft is there."""
    held = {_owner(one) for one in adopted}
    drafted = {_owner(one) for one in left}
    return tuple(name for name in names if name in drafted and name not in held)


def _is_called(draft: Document, text: str, documents: Sequence[Document]) -> bool:
    """Whether a question names a draft by its file or by its title, which no other document has."""
    said = fold_spaces(text)
    files = {fold_spaces(one) for one in _files(draft)}
    if any(re.search(rf"(?<![\w.-]){re.escape(one)}(?![\w-])", said) for one in files):
        return True
    title = fold_spaces(draft.identity.title)
    others = [fold_spaces(one.identity.title) for one in documents if one.id != draft.id]
    return _tells(title) and title in said and not any(title in one for one in others)


def _files(document: Document) -> list[str]:
    """The names of a document's file that are no words like others."""
    return [one for one in (document.file, _stem(document.file)) if len(one) >= _MIN_NAME]


def _tells(title: str) -> bool:
    """Whether a title says more than what kind of document it is."""
    kinds = {term for words in _words()["kinds"] for term in analyse(str(words))}
    return any(not term.isdigit() and term not in kinds for term in analyse(title))


def _named(asked: Question, drafts: Sequence[Document], documents: tuple[Document, ...]) -> list[Document]:
    """The drafts that a question names by a word of a draft beside their organisation."""
    if not (set(asked.named.documents) & {one.id for one in drafts}):
        return []
    here, folded = known(documents), fold(asked.text)
    spans = sorted(asked.named.spans)
    found: set[str] = set()
    before, drafted = 0, False
    for span in spans:
        between = folded[before : span[0]]
        drafted = (drafted and bool(_pattern("together").fullmatch(between))) or _says_draft(between)
        alone = len(spans) == 1 and _says_draft(folded[span[1] :])
        if drafted or alone:
            only = blank(asked.text, [one for one in spans if one != span])
            found.update(find_organisations(only, documents, here.aliases, here.speller.knows).documents)
        before = span[1]
    return [one for one in drafts if one.id in found]


def _says_draft(folded: str) -> bool:
    """Whether some words before a name, or after it, speak of a draft of a plan."""
    return bool(_pattern("said").search(folded) or _before("$").search(folded))


def _gives_way(document: Document, asked: Question, drafts: Sequence[Document], chosen: Collection[str]) -> bool:
    """Whether a document of the draft's organisation makes room for it: the question speaks of the draft alone."""
    owners = {_owner(one) for one in drafts if one.id in chosen} - {None}
    if _owner(document) not in owners:
        return False
    beside = _pattern("declared" if document.identity.kind is DocumentKind.DPS else "adopted")
    return beside.search(fold(asked.text)) is None


def _plainly(text: str, drafts: Sequence[Document]) -> str:
    """A question in which drafts are called plans, so that it is read as one on a plan; so are their files."""
    for document in drafts:
        owner = _owner(document)
        said = f"le {_PLAN} {of(owner)}" if owner else ""
        for name in _files(document):
            text = re.sub(rf"(?i)(?<![\w.-]){re.escape(name)}(?![\w-])", said.replace("\\", r"\\"), text)
    names = [re.escape(fold(owner)) for one in drafts if (owner := _owner(one))]
    for pattern in (_pattern("said"), *(_before(name) for name in names)):
        for start, end in reversed([match.span("plan") for match in pattern.finditer(fold(text))]):
            text = f"{text[:start]}{_PLAN}{text[end:]}"
    return text


def _speaks(draft: Document, question: Question, own_terms: Mapping[str, frozenset[str]]) -> bool:
    """Whether a draft says anything of what is asked; of a question without a subject, it does."""
    if not question.clauses:
        return True
    return any(
        any(topic.concept in node.themes for topic in clause.topics) or (terms and terms <= own_terms[node.id])
        for clause in question.clauses
        for terms in [frozenset(clause.terms)]
        for node in draft.nodes
    )


def _owner(document: Document) -> str | None:
    return document.identity.organisation.value if document.identity.organisation else None


def _stem(file: str) -> str:
    return file.rpartition(".")[0] or file


def _words() -> dict[str, Any]:
    found: dict[str, Any] = load("questions")["drafts"]
    return found


def _before(name: str) -> re.Pattern[str]:
    """« Projet » right before a name."""
    return re.compile(str(_words()["before"]).replace("NAME", name))


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(str(_words()[name]))
