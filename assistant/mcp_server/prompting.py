"""The prompts: work that staff often ask for, said once and well."""

from typing import Annotated, Any

from mcp.server.mcpserver import MCPServer
from pydantic import Field

from assistant.mcp_server import descriptions


def add_prompts(server: MCPServer[Any]) -> None:
    """Add the prompts to a server."""

    @server.prompt("council_note", "Préparer une note au conseil", "Une note d'une page, sourcée, sur un thème.")
    def council_note(
        subject: Annotated[str, Field(description="Le thème : « l'aide alimentaire ».")],
        organisation: Annotated[str, Field(description="L'organisation, si la note est pour l'une d'elles.")] = "",
    ) -> str:
        owner = f" La note est pour : {_line(organisation)}." if organisation.strip() else ""
        return descriptions.COUNCIL_NOTE.format(subject=_line(subject), organisation=owner)

    @server.prompt("compare_plans", "Comparer deux plans", "Ce qui est commun, ce qui est propre à chacun.")
    def compare_plans(
        first: Annotated[str, Field(description="L'id d'un plan.")],
        second: Annotated[str, Field(description="L'id de l'autre.")],
        subject: Annotated[str, Field(description="Un thème auquel se limiter.")] = "",
    ) -> str:
        about = f" Limite-toi au thème : {_line(subject)}." if subject.strip() else ""
        return descriptions.COMPARE_PLANS.format(first=_line(first), second=_line(second), subject=about)

    @server.prompt("review_plan", "Relire un plan", "Les corrections à faire avant le conseil (agents).")
    def review_plan(document: Annotated[str, Field(description="L'id du plan.")]) -> str:
        return descriptions.REVIEW_PLAN.format(document=_line(document))


def _line(text: str) -> str:
    return " ".join(text.split())[:300]
