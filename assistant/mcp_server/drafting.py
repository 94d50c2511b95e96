"""The tools of the staff's workshop: draft and check. They work on the library's documents; they open no file."""

from collections.abc import Callable
from typing import Annotated, Any

from mcp.server.mcpserver import Context
from pydantic import Field

from assistant.access import Role, require
from assistant.drafting.desk import Desk as Workshop
from assistant.drafting.desk import check_declaration
from assistant.drafting.reading import plan_of
from assistant.drafting.records import Plan
from assistant.drafting.wishes import ObjectiveWish
from assistant.mcp_server import shaping
from assistant.mcp_server.asked import Asked, Desk
from assistant.mcp_server.failing import ArgumentsError
from assistant.mcp_server.reading import Cursor, Name
from assistant.mcp_server.results import CheckResult, DraftResult
from ingest.errors import LibraryError
from ingest.records import Document

Call = Context[Any, Any]


class DraftingTools:
    """What staff may use besides.

    Args:
        desk: Where calls are worked on.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def draft(
        self,
        context: Call,
        document: Annotated[Name | None, Field(description="L'id d'une DPS de la bibliothèque : un plan.")] = None,
        subject: Annotated[Name | None, Field(description="« la précarité énergétique » : un seul objectif.")] = None,
        style: Annotated[
            Name | None, Field(description="Avec subject : l'id du plan où l'objectif doit trouver sa place.")
        ] = None,
        cursor: Cursor = None,
        limit: Annotated[int, Field(ge=1, le=100, description="Combien de lignes par page.")] = 40,
    ) -> DraftResult:
        """Draft a plan from a declaration, or one objective on a subject."""

        def use(asked: Asked) -> DraftResult:
            require(asked.service.role, Role.STAFF)
            if (document is None) == (subject is None):
                raise ArgumentsError("L'outil draft veut document ou subject, l'un des deux.")
            if style is not None and subject is None:
                raise ArgumentsError("L'argument style ne va qu'avec subject.")
            return _drafted(asked, document, subject, style, cursor, limit)

        return await self._desk.run(context, use)

    async def check(
        self, context: Call, document: Annotated[Name, Field(description="L'id d'un PST de la bibliothèque.")]
    ) -> CheckResult:
        """Hold a plan against the law's and the method's rules."""

        def use(asked: Asked) -> CheckResult:
            require(asked.service.role, Role.STAFF)
            found = _held(asked, document)
            texts = {found.id: found.text}
            plan = asked.service.at_desk(lambda workshop: workshop.checked(plan_of(found), texts))
            return CheckResult(
                document=found.id, title=shaping.shortened(found.identity.title, shaping.NAME), rules=len(plan.checks),
                met=sum(one.ok for one in plan.checks), findings=shaping.findings(plan.checks),
            )  # fmt: skip

        return await self._desk.run(context, use)


def _drafted(
    asked: Asked, document: str | None, subject: str | None, style: str | None, cursor: str | None, limit: int
) -> DraftResult:
    arguments = {"document": document, "subject": subject, "style": style}
    name, plan = asked.result(
        "draft", arguments, lambda: asked.service.at_desk(_draft(asked, document, subject, style))
    )
    page, after = asked.pager.page(name, plan.nodes, cursor, limit)
    return DraftResult(
        source=plan.source, title=shaping.shortened(plan.title, shaping.NAME), organisation=plan.organisation,
        total=len(plan.nodes), lines=tuple(map(shaping.draft_line, page)), commitments=len(plan.items),
        uncovered=tuple(one.dps_item for one in plan.coverage if not one.nodes),
        findings=() if cursor else shaping.findings(plan.checks), model=plan.model, next_cursor=after,
    )  # fmt: skip


def _draft(asked: Asked, document: str | None, subject: str | None, style: str | None) -> Callable[[Workshop], Plan]:
    if document is not None:
        found = _held(asked, document)
        check_declaration(found, document)
        return lambda workshop: workshop.drafted(found, None, asked.told)
    wish = ObjectiveWish(subject or "", style)
    return lambda workshop: workshop.objective(wish)


def _held(asked: Asked, name: str) -> Document:
    """A document of the library; no path leads to a file from here."""
    if asked.service.shelf.current is None:
        raise LibraryError("La bibliothèque est vide.", "Ajoutez des documents avec « pst ingest ».")
    return asked.service.tree(name)
