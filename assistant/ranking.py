"""How well each element of the plans answers a question: words, themes, needs and facts, on top of the fused search."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.expansion import Expansion, expand
from assistant.intent import Intent, fact_pattern
from assistant.question import Question
from assistant.relevance import Relevance
from assistant.rules import asked_of_rules, asks_for_rule
from ingest.folding import fold, fold_spaces
from ingest.french import analyse
from ingest.records import Document, Level, Node
from ingest.vocabulary import load
from vectorstore.library import Hit, Library

_CANDIDATES = 100
_REMEMBERED = 16
"""Questions: an answer asks several times for the candidates of one, and its refusal for those of its neighbours."""
_OWN_WEIGHT, _PATH_WEIGHT, _SPELT_WEIGHT = 0.35, 0.2, 0.15
_OWN_THEME_WEIGHT, _SUBJECT_THEME_WEIGHT, _FACT_WEIGHT = 0.15, 0.1, 0.3
_LOOSE_SIGN = 0.7
"""Beside a sign that no answer can do without, such as an amount."""
_PROSE_WEIGHT, _PARENT_WEIGHT = -0.15, -0.08
"""Who asks for help, or compares, wants what is done, not what a preamble says, nor the heading above it."""
_NEED_WEIGHT, _NEEDS_WEIGHT, _SUBJECT_NEED_WEIGHT = 0.4, 0.25, 0.15
"""What is sought stands in its words, several times over, or in those of its objective."""
_ASKED_WEIGHT, _ASKED_RARITY = 0.5, 2.0
"""What the very request seeks, beside the story around it, is found from half the rarity on."""
_NAMED_WEIGHT = 1.0
"""What a question puts between quotation marks stands word for word in what answers it, or in its objective."""
_NEED_RARITY = 10.0
"""The weight of the words (IDF, summed) from which what is sought is found beyond doubt."""
_HEADINGS = frozenset({Level.VOLET, Level.SECTION})
_NAMED = re.compile(r"[«“\"]\s*([^«»“”\"]{4,}?)\s*[»”\"]")


@dataclass(frozen=True, slots=True)
class Passage:
    """A node to answer from.

    Attributes:
        score: Its rank's reason: fused score, words covered, themes, needs, facts held.
        coverage: Share of the question's words in the node and its path.
        need: How surely its words, or those of its objective, name the help that the question seeks, 0…1.
        sure: Whether it is the very thing asked for, beyond any weighing: the line that dates the document's adoption.
        lexical: BM25 score. `dense`: cosine similarity; both 0 where that index did not find it.
        span: The characters to quote, when not the node's own words.
        own: Share of the question's words in the node itself.
    """

    document: Document
    node: Node
    score: float
    coverage: float
    need: float = 0.0
    sure: bool = False
    lexical: float = 0.0
    dense: float = 0.0
    span: tuple[int, int] | None = None
    own: float = 0.0


class Ranking:
    """Ranks the elements of a library, or of one of its shelves, for a question.

    Args:
        library: The open library.
        relevance: The word statistics of the documents searched.
        documents: The documents to search; the library's plans when not given.
    """

    def __init__(self, library: Library, relevance: Relevance, documents: Collection[Document] | None = None) -> None:
        self._library = library
        self._relevance = relevance
        self._documents = library.plans if documents is None else documents
        self._remembered = lru_cache(maxsize=_REMEMBERED)(self._rank)

    def ranked(self, question: Question) -> list[Passage]:
        """Every candidate, best first; of the last questions they are remembered."""
        return list(self._remembered(question))

    def _rank(self, question: Question) -> list[Passage]:
        searched = self._searched(question)
        if searched == []:
            return []
        wanted = _wanted(question)
        hits = self._library.search(wanted.words.text, _CANDIDATES, searched, wanted.words.weighted)
        scored = [self._score(question, wanted, hit) for hit in hits if hit.node.text and not _is_heading(hit.node)]
        return sorted(scored, key=lambda passage: -passage.score)

    def _searched(self, question: Question) -> list[str] | None:
        """Ids of the documents to look into; None for the whole library."""
        named = set(question.named.documents)
        chosen = [document.id for document in self._documents if not named or document.id in named]
        return chosen if named or len(chosen) < len(self._library.documents) else None

    def _score(self, question: Question, wanted: "_Wanted", hit: Hit) -> Passage:
        document, node = hit.document, hit.node
        own, path = self._relevance.own_terms[node.id], self._relevance.path_terms(document, node)
        concepts, terms = wanted.concepts, wanted.words.terms
        words = self._relevance.coverage(terms, path | _terms(document.identity.title))
        support, _ = self._relevance.support(question, [(document, node)])
        need, needs = self._needs(wanted.words.sought, own)
        above, _ = self._needs(wanted.words.sought, path)
        asked = min(_ASKED_RARITY * self._needs(wanted.words.asked, own)[0], 1.0)
        text = fold(document.quote(node))
        fact = max((weight for said, weight in wanted.signs if said.search(text)), default=0.0)
        told = bool(wanted.words.sought)  # a story names many themes in passing: only what is sought for it counts
        said = self._relevance.coverage(terms, own)
        themed = _OWN_THEME_WEIGHT * (not concepts.isdisjoint(node.themes)) + _SUBJECT_THEME_WEIGHT * any(
            not concepts.isdisjoint(one.themes) for one in document.ancestors(node)
        )
        score = (
            hit.score
            + _OWN_WEIGHT * said
            + _PATH_WEIGHT * words
            + _SPELT_WEIGHT * (bool(wanted.words.spelt) and own.issuperset(wanted.words.spelt))
            + themed * (not told)
            + _NEED_WEIGHT * need
            + _NEEDS_WEIGHT * needs
            + _SUBJECT_NEED_WEIGHT * (above - need)
            + _FACT_WEIGHT * fact
            + _NAMED_WEIGHT * any(name in fold_spaces(text) for name in wanted.names)
            + _ASKED_WEIGHT * asked
            + _PROSE_WEIGHT * (wanted.done and node.level is Level.PASSAGE and not asked)
            + _PARENT_WEIGHT * bool(document.children.get(node.id))
        )
        return Passage(
            document=document,
            node=node,
            score=score,
            coverage=max(words, support) if question.topics else words,
            need=max(need, above),
            lexical=hit.lexical,
            dense=hit.dense,
            own=said,
        )

    def _needs(self, sought: Sequence[frozenset[str]], held: frozenset[str]) -> tuple[float, float]:
        """How surely some terms hold what is sought, and in how many ways; both 0…1."""
        found = [sum(map(self._relevance.idf, phrase)) for phrase in sought if phrase <= held]
        return min(max(found, default=0.0) / _NEED_RARITY, 1.0), min(len(found) / 3, 1.0)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What a question looks for.

    Attributes:
        concepts: Its themes.
        signs: How what it asks looks in a text, over folded words, with what each weighs.
        done: Whether it wants what is done, and not what is said of it.
        names: What it puts between quotation marks, of several words, folded.
    """

    words: Expansion
    concepts: frozenset[str]
    signs: tuple[tuple[re.Pattern[str], float], ...]
    done: bool
    names: tuple[str, ...]


def _wanted(question: Question) -> _Wanted:
    words, required = expand(question), load("questions")["facts_required"]
    facts = [(fact_pattern(kind), 1.0 if kind in required else _LOOSE_SIGN) for kind in question.facts]
    rules = asked_of_rules(question) if asks_for_rule(question) else ()
    citizen = question.audience == "citoyen"
    compared = question.intent is Intent.COMPARISON or len(question.named.documents) > 1
    return _Wanted(
        words=words,
        concepts=frozenset(question.concepts),
        signs=(*facts, *((rule.said, _LOOSE_SIGN) for rule in rules if rule.said is not None)),
        done=bool(words.sought) or (bool(question.topics) and (compared or (citizen and not asks_for_rule(question)))),
        names=tuple(name for name in map(fold_spaces, _NAMED.findall(question.text)) if " " in name),
    )


@lru_cache(maxsize=4096)
def _terms(title: str) -> frozenset[str]:
    return frozenset(analyse(title))


def _is_heading(node: Node) -> bool:
    """Whether a node only names what follows; a heading that tells a figure (« séance du 5 mars ») says something."""
    return node.level in _HEADINGS or (node.kind == "titre" and not any(map(str.isdigit, node.text)))
