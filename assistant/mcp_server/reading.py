"""The tools that read: documents, search, census, ask, tree."""

from collections.abc import Iterator
from typing import Annotated, Any, Literal

from mcp.server.mcpserver import Context
from pydantic import Field

from assistant.answer import Answer, Citation
from assistant.compose import MAX_CITED
from assistant.mcp_server import shaping
from assistant.mcp_server.asked import Asked, Desk
from assistant.mcp_server.results import (
    AskResult,
    CensusResult,
    DocumentsResult,
    SearchResult,
    TreeResult,
)
from assistant.references import find_node
from ingest.errors import LibraryError
from ingest.folding import fold_spaces
from ingest.records import Document, Level, Node

Words = Annotated[str, Field(min_length=1, max_length=2000)]
Name = Annotated[str, Field(min_length=1, max_length=300)]
Cursor = Annotated[
    str | None,
    Field(max_length=60, description="Le next_cursor de la page précédente, avec les mêmes autres arguments."),
]
Kind = Literal["pst", "dps", "loi", "bilan", "page", "autre"]
Call = Context[Any, Any]
_ROWS = "Combien de lignes par page."


class ReadingTools:
    """What anybody may use.

    Args:
        desk: Where calls are worked on.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def documents(
        self,
        context: Call,
        kind: Annotated[Kind | None, Field(description="Un seul type de document.")] = None,
        organisation: Annotated[str | None, Field(max_length=200, description="Une partie du nom.")] = None,
        cursor: Cursor = None,
        limit: Annotated[int, Field(ge=1, le=100, description=_ROWS)] = 50,
    ) -> DocumentsResult:
        """List the library's documents."""
        return await self._desk.run(context, lambda asked: _documents(asked, kind, organisation, cursor, limit))

    async def search(
        self,
        context: Call,
        query: Annotated[Words, Field(description="Des mots ou une phrase, en français.")],
        k: Annotated[int, Field(ge=1, le=50, description="Combien de résultats.")] = 10,
    ) -> SearchResult:
        """Find the elements nearest to some words."""

        def use(asked: Asked) -> SearchResult:
            return SearchResult(query=query, results=tuple(map(shaping.found, asked.service.search(query, k))))

        return await self._desk.run(context, use)

    async def census(
        self,
        context: Call,
        query: Annotated[Words, Field(description="« Liste toutes les actions sur le logement du CPAS de Huy ».")],
        cursor: Cursor = None,
        limit: Annotated[int, Field(ge=1, le=100, description=_ROWS)] = 40,
    ) -> CensusResult:
        """List every record that answers, with their exact number."""
        return await self._desk.run(context, lambda asked: _census(asked, query, cursor, limit))

    async def ask(
        self,
        context: Call,
        question: Annotated[Words, Field(description="Une question complète, qui se comprend seule.")],
    ) -> AskResult:
        """Answer a question with its sources."""

        def use(asked: Asked) -> AskResult:
            return shaping.answered(asked.service.ask(question, progress=asked.told, stop=asked.stop))

        return await self._desk.run(context, use)

    async def tree(
        self,
        context: Call,
        document: Annotated[Name, Field(description="L'id du document.")],
        root: Annotated[
            str | None, Field(max_length=300, description="Un élément : son id, « OO 2.3 » ou « ligne 42 ».")
        ] = None,
        depth: Annotated[int, Field(ge=1, le=8, description="Combien de niveaux montrer.")] = 3,
        prose: Annotated[bool, Field(description="Montre aussi les passages de prose.")] = False,
        cursor: Cursor = None,
        limit: Annotated[int, Field(ge=1, le=200, description=_ROWS)] = 80,
    ) -> TreeResult:
        """Show a document's outline."""
        return await self._desk.run(context, lambda asked: outline(asked, document, root, depth, prose, cursor, limit))


def _documents(
    asked: Asked, kind: str | None, organisation: str | None, cursor: str | None, limit: int
) -> DocumentsResult:
    wanted = fold_spaces(organisation or "")

    def chosen() -> list[Any]:
        return [
            shaping.document_line(one)
            for one in asked.service.documents()
            if kind in (None, one.kind) and wanted in fold_spaces(one.organisation or "")
        ]

    name, lines = asked.result("documents", {"kind": kind, "organisation": organisation}, chosen)
    page, after = asked.pager.page(name, lines, cursor, limit)
    return DocumentsResult(total=len(lines), documents=page, next_cursor=after)


def _census(asked: Asked, query: str, cursor: str | None, limit: int) -> CensusResult:
    name, answer = asked.result("census", {"query": query}, lambda: _extracted(asked, query))
    total = answer.total
    listed = answer.status == "answered" and total is not None
    rows = _rows(answer)
    page, after = asked.pager.page(name, rows, cursor, limit)
    status = answer.status if listed or answer.status != "answered" else "not_a_listing"
    message = answer.answer.strip().split("\n\n", 1)[0] if listed else answer.answer
    if status == "not_a_listing":
        message = "Cette demande n'appelle pas une liste. Prenez l'outil ask, ou dites « Liste toutes les actions … »."
    elif listed and not rows:
        message += " Pour en voir les lignes, demandez une liste : « Liste … »."
    return CensusResult(
        query=query, status=status, understood=answer.understood, message=shaping.shortened(message, 2000),
        total=total if listed else None, rows=tuple(map(shaping.source, page)),
        uncited=max(0, total - len(rows)) if listed and total is not None else 0,
        notices=answer.notices[:20], followups=answer.followups[:20] if status == "clarify" else (), next_cursor=after,
    )  # fmt: skip


def _rows(answer: Answer) -> tuple[Citation, ...]:
    """The rows of a listing: one citation each, before those of what comes near; a table of counts has none."""
    cited = min(answer.total or 0, MAX_CITED)
    if answer.status != "answered" or len(answer.citations) < cited / 2:
        return ()
    return answer.citations[:cited]


def _extracted(asked: Asked, query: str) -> Answer:
    """The answer in the documents' own words: a listing owes nothing to a language model."""
    return asked.service.extractive().ask(query, progress=asked.told, stop=asked.stop)


def outline(
    asked: Asked, name: str, root: str | None, depth: int, prose: bool, cursor: str | None, limit: int
) -> TreeResult:
    """One page of a document's outline.

    Args:
        asked: The call.
        name: The document's id.
        root: The element to begin under, or None.
        depth: How many levels.
        prose: Whether passages of prose are shown.
        cursor: Where the page before ended, or None.
        limit: How many lines.

    Raises:
        PstError: If the library does not hold the document, or the document the element.
    """
    if asked.service.shelf.current is None:
        raise LibraryError("La bibliothèque est vide.", "Ajoutez des documents avec « pst ingest ».")
    document = asked.service.tree(name)
    top = find_node(document, root) if root else None
    arguments = {"document": document.id, "root": top.id if top else None, "depth": depth, "prose": prose}
    kept, lines = asked.result("tree", arguments, lambda: list(_walk(document, top, depth, prose)))
    page, after = asked.pager.page(kept, lines, cursor, limit)
    identity = document.identity
    return TreeResult(
        document=document.id, title=shaping.shortened(identity.title, shaping.NAME), kind=identity.kind.value,
        organisation=identity.organisation.value if identity.organisation else None,
        period=shaping.years(identity.period), root=top.id if top else None, total=len(lines),
        passages=sum(one.level is Level.PASSAGE for one in document.nodes),
        nodes=tuple(shaping.tree_node(document, node, at, _below(document, node, prose)) for at, node in page),
        next_cursor=after,
    )  # fmt: skip


def _walk(document: Document, top: Node | None, depth: int, prose: bool) -> Iterator[tuple[int, Node]]:
    """The elements to a depth, in reading order; what stands under a passage counts at the passage's own depth."""
    waiting = [(0, one) for one in reversed([top] if top else document.children.get(None, ()))]
    while waiting:
        at, node = waiting.pop()
        shown = prose or node.level is not Level.PASSAGE
        if shown:
            yield at, node
        if at + shown < depth:
            waiting += [(at + shown, one) for one in reversed(document.children.get(node.id, ()))]


def _below(document: Document, node: Node, prose: bool) -> int:
    count, waiting = 0, list(document.children.get(node.id, ()))
    while waiting:
        one = waiting.pop()
        count += prose or one.level is not Level.PASSAGE
        waiting += document.children.get(one.id, ())
    return count
