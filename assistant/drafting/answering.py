"""A new objective as an answer of the chat: lines with their sources, each proposal said to be one."""

import time

from assistant.answer import Answer, Audience, Citation
from assistant.drafting.records import A_DEFINIR, Origin, Plan, PlanNode
from assistant.drafting.wishes import INTENT
from ingest.records import Level
from prompts import text


def answer_of(plan: Plan, question: str, audience: Audience, started: float) -> Answer:
    """The answer that shows a drafted objective.

    Args:
        plan: The objective, its strategic objective above and its actions below.
        question: The question.
        audience: Who asked.
        started: When it was asked, by `time.perf_counter`.
    """
    numbers: dict[tuple[str, int, int], int] = {}
    citations: list[Citation] = []

    def cite(one: PlanNode) -> str:
        marks = []
        for citation in one.precedents:
            key = (citation.document, citation.start, citation.end)
            if key not in numbers:
                numbers[key] = len(numbers) + 1
                citations.append(citation.model_copy(update={"n": numbers[key]}))
            marks.append(f" [{numbers[key]}]")
        return "".join(marks)

    lines = [f"**{plan.title}**"]
    for one in plan.nodes:
        if one.level is Level.OS:
            lines += ["", f"**OS {one.number}** {one.text}".replace("** ", "** ", 1) + cite(one)]
        elif one.level is Level.OO:
            lines += ["", f"**OO {one.number}** {one.text} — *proposition*", "", *_fields(one), ""]
        else:
            lines.append(f"- {one.text} — *{_whence(one)}*{cite(one)}")
    lines += ["", text("brouillon_suite").strip()]
    return Answer(
        question=question,
        audience=audience,
        intent=INTENT,
        status="answered",
        mode="extractive",
        model=plan.model,
        answer="\n".join(lines).replace("** **", "**").replace(" ** ", "** "),
        citations=tuple(citations),
        notices=(),
        followups=(),
        total=None,
        understood=f"Rédaction · {plan.title}",
        timings_ms={"total": round(1000 * (time.perf_counter() - started), 1)},
    )


def _fields(one: PlanNode) -> list[str]:
    """The fields of an objective, those to be defined said so."""
    indicator = one.indicateur[0].libelle if one.indicateur else A_DEFINIR
    odd = ", ".join(map(str, one.odd)) if one.odd else A_DEFINIR
    shown = [("Indicateur", indicator, "indicateur"), ("Catégorie", one.categorie, "categorie"), ("ODD", odd, "odd")]
    known = [f"{label} : {value}{' (suggestion)' if name in one.suggestions else ''}" for label, value, name in shown]
    unknown = "Responsables, service, échéance, budget, partenaires : à définir"
    return [f"{' · '.join(known)} · {unknown}"]


def _whence(one: PlanNode) -> str:
    if one.origin is Origin.PRECEDENT:
        return f"proposition, inspirée de : {', '.join(one.inspired_by)}"
    if one.origin is Origin.DPS:
        return "engagement de votre DPS"
    return "à compléter"
