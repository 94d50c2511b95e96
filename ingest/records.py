"""The typed records that everything else is computed from: documents, nodes, spans.

A plan is data: a tree of nodes, each with its level, its number, its own words and the place of
those words in the stored source text. Offsets are in characters of `Document.text`.
"""

from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from ingest.folding import fold_spaces
from ingest.vocabulary import load


class Level(StrEnum):
    """The rank of a node in its document's tree (names as staff use them)."""

    VOLET = "volet"
    SECTION = "section"
    OS = "os"
    OO = "oo"
    ACTION = "action"
    SOUS_ACTION = "sous_action"
    AXE = "axe"
    INTENTION = "intention"
    OBJECTIF = "objectif"
    LIVRE = "livre"
    TITRE = "titre"
    CHAPITRE = "chapitre"
    ARTICLE = "article"
    PARAGRAPHE = "paragraphe"
    PASSAGE = "passage"


class DocumentKind(StrEnum):
    """What a document is."""

    PST = "pst"
    DPS = "dps"
    LOI = "loi"
    BILAN = "bilan"
    PAGE = "page"
    AUTRE = "autre"


@dataclass(frozen=True, slots=True)
class Period:
    """A span of whole years, both included."""

    start: int
    end: int

    def __str__(self) -> str:
        return f"{self.start}-{self.end}"


class DeclaredKind(StrEnum):
    """What the supplier of a document may declare that it is, where its own words cannot tell."""

    NOTE = "note"


class Visibility(StrEnum):
    """Who may read a document: everybody, or the staff alone. The public's is the word that lists have always used."""

    PUBLIC = "public"
    INTERNAL = "interne"


@dataclass(frozen=True, slots=True)
class Declared:
    """What the person who supplied a document declared of it, in the manifest beside it.

    Attributes:
        term: The term of office.
        kind: `note` for a legal note, which explains the rules and is no organisation's document.
    """

    term: Period | None = None
    kind: DeclaredKind | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """A statement about a document, with the words and the place that prove it."""

    value: str
    quote: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Priority:
    """The mark « Priorité n de la DPS : … » printed under an objective."""

    number: str
    label: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Reference:
    """A mention of another element of a law: « l'article 27ter, § 2 ».

    Attributes:
        quote: The words of the mention, from `start` to `end` of the source text.
        target: The id of the node that it names, or None where this document does not hold it.
    """

    quote: str
    start: int
    end: int
    target: str | None


@dataclass(frozen=True, slots=True)
class Node:
    """One element of a document's tree.

    Attributes:
        id: Stable across re-ingestion as long as the node and its ancestors keep their words.
        parent: The parent's id, or None at the top.
        text: The document's own words, without layout marks nor the number kept in `number`.
        start: First character of the node's own words in the source text.
        end: One past the last character.
        line: First line, counted from 1. `end_line` is the last.
        kind: `commun`, `interne` or `externe` for a volet, `titre` for a heading over prose; in a law `partie`,
            `section` or `sous-section`, where the level alone does not say which.
        references: The elements of laws that its words name.
        confidence: How sure the parser is of the level and of the parent, from 0 to 1.
        reason: The signals that the level was inferred from, in French, for who checks the tree.
    """

    id: str
    parent: str | None
    level: Level
    number: str | None
    text: str
    start: int
    end: int
    line: int
    end_line: int
    kind: str | None = None
    page: int | None = None
    dps_priority: Priority | None = None
    attributes: tuple[tuple[str, str], ...] = ()
    themes: tuple[str, ...] = ()
    references: tuple[Reference, ...] = ()
    confidence: float = 1.0
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Identity:
    """What a document says of itself; None where it does not say."""

    kind: DocumentKind
    kind_evidence: str | None
    title: str
    organisation: Evidence | None
    period: Period | None
    period_evidence: str | None
    dates: tuple[tuple[str, Evidence], ...] = ()


@dataclass(frozen=True, slots=True)
class Corrected:
    """A correction by the staff, as it bears on a document.

    Attributes:
        number: Its number among the document's corrections.
        label: What it says, in French.
        day: The ISO date on which it was made.
        node: The id of the node that it is about, or None for the document itself.
        void: Why it could not be applied (« élément introuvable »…), or "" where it was.
    """

    number: int
    label: str
    day: str
    node: str | None = None
    void: str = ""


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a document was read as, before the staff's corrections."""

    identity: Identity
    nodes: tuple[Node, ...]
    term: Period | None


@dataclass(frozen=True)
class Document:
    """A parsed document with its source text and its tree, nodes in reading order.

    Where the staff corrected it, `corrections` says what and `parsed` keeps what it was read as. `record` is the whole
    content of a file that says more than nodes can hold: the JSON of a draft. `shown_to` is whom the staff said that
    it is for, or None where they did not: see `visibility`.
    """

    id: str
    file: str
    sha256: str
    text: str
    identity: Identity
    nodes: tuple[Node, ...]
    term: Period | None = None
    warnings: tuple[str, ...] = field(default=())
    declared_kind: DeclaredKind | None = None
    corrections: tuple[Corrected, ...] = ()
    parsed: Parsed | None = None
    record: str = ""
    shown_to: Visibility | None = None

    @property
    def declared(self) -> Declared:
        """What its supplier declared of it."""
        return Declared(self.parsed.term if self.parsed else self.term, self.declared_kind)

    @property
    def is_note(self) -> bool:
        """Whether it is a legal note: found for questions about the rules, out of every count and listing."""
        return self.declared_kind is DeclaredKind.NOTE

    @cached_property
    def is_draft(self) -> bool:
        """Whether it is a plan that calls itself a draft: nobody adopted it, so that no answer counts it unless asked.

        A correction of its kind by the staff says that it is one no more: it takes the place of the document's words.
        """
        said = self.identity.kind_evidence
        if self.identity.kind is not DocumentKind.PST or said is None:
            return False
        return fold_spaces(said) == fold_spaces(str(load("exports")["draft"]))

    @property
    def visibility(self) -> Visibility:
        """Who may read it: whom the staff said, else everybody, but for a draft, which nobody adopted yet."""
        return self.shown_to or (Visibility.INTERNAL if self.is_draft else Visibility.PUBLIC)

    @cached_property
    def by_id(self) -> dict[str, Node]:
        """Nodes by id."""
        return {node.id: node for node in self.nodes}

    @cached_property
    def children(self) -> dict[str | None, tuple[Node, ...]]:
        """Children by parent id, in reading order; the key None holds the roots."""
        grouped: dict[str | None, list[Node]] = {}
        for node in self.nodes:
            grouped.setdefault(node.parent, []).append(node)
        return {parent: tuple(nodes) for parent, nodes in grouped.items()}

    def ancestors(self, node: Node) -> tuple[Node, ...]:
        """The node's ancestors, from the top down, without the node itself."""
        chain: list[Node] = []
        while node.parent is not None:
            node = self.by_id[node.parent]
            chain.append(node)
        return tuple(reversed(chain))

    def quote(self, node: Node) -> str:
        """The node's own words, verbatim from the source."""
        return self.text[node.start : node.end]
