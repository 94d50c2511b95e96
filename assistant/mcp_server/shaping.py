"""The product's records in the shapes that the tools return, bounded in size."""

import re
from collections.abc import Sequence
from urllib.parse import quote

from assistant.answer import Answer, Citation
from assistant.drafting.records import A_DEFINIR, Check, PlanNode
from assistant.mcp_server.results import AskResult, DocumentLine, DraftLine, Finding, Found, Source, TreeNode
from assistant.summary import DocumentSummary
from ingest.quality import is_doubtful
from ingest.records import Document, Node, Period
from vectorstore.context import breadcrumb
from vectorstore.library import Hit

QUOTE, NAME, ANSWER = 500, 160, 6_000
"""Characters of a quote, of the name of an element above, of an answer."""
SOURCES, FINDINGS = 30, 40
_DEEP, _CONCERNED, _DETAIL, _NOTICES = 6, 10, 700, 20
_SEVERITIES = ("erreur", "avertissement", "conseil")
_MARK = re.compile(r"\[(\d+)\]")


def shortened(text: str, longest: int = QUOTE) -> str:
    """A text cut at a word, « … » in the place of what is left out."""
    return text if len(text) <= longest else text[:longest].rsplit(None, 1)[0] + " …"


def path_of(names: Sequence[str]) -> tuple[str, ...]:
    """What stands above an element."""
    return tuple(shortened(one, NAME) for one in names[-_DEEP:])


def source(one: Citation) -> Source:
    """A citation."""
    return Source(
        n=one.n, document=one.document, organisation=one.organisation, path=path_of(one.breadcrumb), node=one.node,
        level=one.level, quote=shortened(one.quote), line=one.line, page=one.page,
    )  # fmt: skip


def found(hit: Hit) -> Found:
    """What a search found."""
    document, node = hit.document, hit.node
    organisation = document.identity.organisation
    return Found(
        document=document.id, organisation=organisation.value if organisation else None,
        path=path_of(breadcrumb(document, node)), node=node.id, level=node.level.value,
        text=shortened(node.text or document.quote(node)), line=node.line, page=node.page, score=round(hit.score, 4),
    )  # fmt: skip


def answered(answer: Answer) -> AskResult:
    """An answer; one that is too long is cut at a line, with the sources of what is left."""
    text = answer.answer
    cut = len(text) > ANSWER
    if cut:
        text = text[:ANSWER].rsplit("\n", 1)[0] + "\n\n…"
    shown = {int(one) for one in _MARK.findall(text)}
    kept = [one for one in answer.citations if one.n in shown or not cut][:SOURCES]
    return AskResult(
        question=answer.question, understood=answer.understood, status=answer.status, answer=text,
        cut=cut or len(kept) < len(answer.citations), citations=tuple(map(source, kept)), total=answer.total,
        notices=answer.notices[:_NOTICES], followups=answer.followups[:_NOTICES], model=answer.model,
    )  # fmt: skip


def years(period: object) -> str | None:
    """« 2025-2030 », or None."""
    return f"{period.start}-{period.end}" if isinstance(period, Period) else None


def tree_node(document: Document, node: Node, depth: int, below: int) -> TreeNode:
    """One line of an outline."""
    return TreeNode(
        node=node.id, depth=depth, level=node.level.value, number=node.number or None,
        text=shortened(node.text or document.quote(node)), line=node.line, page=node.page, below=below,
        doubtful=is_doubtful(node),
    )  # fmt: skip


def document_line(one: DocumentSummary) -> DocumentLine:
    """One document of the list."""
    return DocumentLine(
        id=one.id, uri=uri(one.id), title=shortened(one.title, NAME), kind=one.kind, organisation=one.organisation,
        period=f"{one.period.start}-{one.period.end}" if one.period else None, draft=one.draft, legal_note=one.note,
        internal=one.visibility != "public", elements=one.nodes, quality=shortened(one.verdict, 2 * NAME),
    )  # fmt: skip


def uri(document: str) -> str:
    """The address of a document's resource."""
    return f"pst://document/{quote(document, safe='')}"


def draft_line(one: PlanNode) -> DraftLine:
    """One line of a draft."""
    return DraftLine(
        id=one.id, parent=one.parent, level=one.level.value, text=shortened(one.text), proposal=one.proposal,
        origin=one.origin.value, commitments=tuple(item.id for item in one.dps_items),
        inspired_by=one.inspired_by[:_DEEP], responsable=shortened(one.responsable, NAME),
        echeance=shortened(one.echeance, NAME), odd=one.odd,
        indicators=tuple(shortened(item.libelle, NAME) for item in one.indicateur if item.libelle != A_DEFINIR)[:_DEEP],
    )  # fmt: skip


def findings(checks: Sequence[Check]) -> tuple[Finding, ...]:
    """The rules that are not met, the worst first."""
    missed = sorted((one for one in checks if not one.ok), key=lambda one: _SEVERITIES.index(one.severity))
    return tuple(
        Finding(
            id=one.id,
            label=one.label,
            severity=one.severity,
            detail=shortened(one.detail, _DETAIL),
            remedy=shortened(one.remedy, _DETAIL),
            nodes=one.nodes[:_CONCERNED],
        )
        for one in missed[:FINDINGS]
    )
