"""Answers about the plans themselves: how many volets, OS, OO and actions; what « OS 4 » is."""

from collections.abc import Callable, Iterable, Sequence

from assistant.citations import Citations, readable
from assistant.compose import count
from assistant.notices import document_name
from assistant.question import Question
from assistant.shapes import LEVELS, Shape, Shapes
from ingest.claims import Claim, find_claims
from ingest.nouns import full_noun
from ingest.records import Document, DocumentKind, Level, Node
from vectorstore.context import LEVEL_NAMES, organisation_name

_STRUCTURED = (DocumentKind.PST, DocumentKind.DPS, DocumentKind.PAGE)
_MAX_DETAILED = 50
"""The parts of more documents than this are counted in the table alone: an answer is read by people."""
_PLAIN = {Level.OO: Level.OBJECTIF}
"""What stands in the place of a level that a kind of document does not know."""


def counted(
    documents: Sequence[Document], level: Level, volet: str | None, shapes: Shapes | None = None
) -> tuple[int, str]:
    """How many nodes of a level some documents hold, and the sentence that says so.

    Args:
        documents: The documents to count in.
        level: The level.
        volet: The kind of volet to count in, or None for all.
        shapes: What remembers the counts of documents.
    """
    known = shapes or Shapes()
    number = sum(known.of(one).counted(volet)[level] for one in documents)
    place = f" dans le volet {volet}" if volet else ""
    where = f"{document_name(documents[0])}" if len(documents) == 1 else f"{len(documents)} documents"
    if not number and level in _PLAIN and volet is None:
        plain = sum(known.of(one).levels[_PLAIN[level]] for one in documents)
        if plain:  # a declaration knows « objectifs », and divides them no further
            told = count(plain, _PLAIN[level])
            return plain, f"**{told}**, d'après {where}, sans distinguer d'{full_noun(level, 2)}."
    return number, f"**{count(number, level)}**{place}, d'après {where}."


def plans(documents: Iterable[Document]) -> list[Document]:
    """The documents that have a structure to speak of."""
    return [
        document
        for document in documents
        if document.identity.kind in _STRUCTURED and any(node.level in LEVELS for node in document.nodes)
    ]


def structure(
    documents: Iterable[Document],
    question: Question,
    citations: Citations,
    announced: Callable[[Document], Iterable[Claim]] = find_claims,
    shapes: Shapes | None = None,
) -> str:
    """A table of counts, one row a document, with what each document announces of itself beside it.

    Args:
        documents: The documents to count in.
        question: The question, whose volet restricts the counts.
        citations: The answer's sources.
        announced: What finds the claims of a document; a library remembers them.
        shapes: What remembers the counts of documents.
    """
    known = shapes or Shapes()
    chosen = plans(documents)
    used = [level for level in LEVELS if any(known.of(one).levels[level] for one in chosen)]
    head = "| Document | " + " | ".join(_column(level) for level in used) + " |"
    lines = [head, "|---|" + "---|" * len(used)]
    details: list[str] = []
    for rank, document in enumerate(chosen):
        numbers = known.of(document).counted(question.volet)
        cells = " | ".join(str(numbers[level]) if numbers[level] else "—" for level in used)
        lines.append(f"| {document_name(document)} | {cells} |")
        if rank < _MAX_DETAILED:
            details += _details(document, known.of(document), question.volet, citations, announced(document))
    if len(chosen) > _MAX_DETAILED:
        details += ["", f"Le détail est donné pour {_MAX_DETAILED} documents : nommez-en un autre pour lire le sien."]
    return "\n".join([*lines, *details])


def _column(level: Level) -> str:
    return {Level.OS: "OS", Level.OO: "OO"}.get(level, f"{LEVEL_NAMES[level]}s")


def _details(
    document: Document, held: Shape, volet: str | None, citations: Citations, announced: Iterable[Claim]
) -> list[str]:
    lines = ["", f"**{organisation_name(document)}**", ""]
    for (node, numbers), kinds in zip(held.parts, held.inside, strict=True):
        if volet is not None and volet not in kinds:
            continue
        told = ", ".join(count(numbers[level], level) for level in LEVELS if numbers[level])
        number = citations.add(document, node)
        if number is not None:
            lines.append(f"- « {readable(document.quote(node))} » [{number}] : {told or 'rien'}")
    for node in _announcing(document, announced):
        number = citations.add(document, node)
        if number is not None:
            lines.append(f"- Le document annonce : « {readable(document.quote(node))} » [{number}]")
    return lines if len(lines) > 3 else []


def _announcing(document: Document, announced: Iterable[Claim]) -> list[Node]:
    """The passages in which a document announces counts of its own parts."""
    return [document.by_id[name] for name in dict.fromkeys(claim.node for claim in announced)]


def find_numbered(documents: Iterable[Document], question: Question) -> list[tuple[Document, Node]]:
    """The nodes that answer to a level and a number (« OS 4 », « OO 2.3 »)."""
    if question.number is None:
        return []
    level, number = question.number
    return [
        (document, node)
        for document in documents
        for node in document.nodes
        if node.level is level and node.number == number and _in_volet(document, node, question.volet)
    ]


def describe(found: Sequence[tuple[Document, Node]], level: Level | None, citations: Citations) -> str:
    """What a numbered node is: its title as printed, the priority under it, what it holds.

    Args:
        found: The nodes.
        level: The level that the question asks for below them, or None for what stands just below.
        citations: The answer's sources.
    """
    lines: list[str] = []
    for document, node in found:
        name = f"{LEVEL_NAMES[node.level]} {node.number}"
        volets = [one for one in document.ancestors(node) if one.level is Level.VOLET]
        place = f", {readable(volets[0].text).lower()}" if volets else ""
        number = citations.add(document, node)
        words = readable(document.quote(node))
        lines += ["", f"**{name}** — {document_name(document)}{place}", ""]
        if node.text:
            lines.append(f"- Intitulé : « {words} » [{number}]")
        else:
            lines.append(f"- Le document ne donne pas d'intitulé : rien ne suit « {words} » [{number}].")
        if node.dps_priority:
            mark = node.dps_priority
            number = citations.add(document, node, (mark.start, mark.end))
            lines.append(f"- Mention sous le titre : « {readable(document.text[mark.start : mark.end])} » [{number}]")
        lines += _children(document, node, level, citations)
    return "\n".join(lines).strip()


def _children(document: Document, node: Node, level: Level | None, citations: Citations) -> list[str]:
    below = [one for one in document.nodes if one.level is level and node in document.ancestors(one)]
    if not below:
        below = [one for one in document.children.get(node.id, ()) if one.level is not Level.PASSAGE]
    lines = []
    for child in below:
        number = citations.add(document, child)
        name = LEVEL_NAMES[child.level] + (f" {child.number}" if child.number else "")
        lines.append(f"- {name} : « {readable(document.quote(child))} » [{number}]")
    return lines


def _in_volet(document: Document, node: Node, kind: str | None) -> bool:
    if kind is None:
        return True
    chain = (*document.ancestors(node), node)
    return any(one.level is Level.VOLET and one.kind == kind for one in chain)
