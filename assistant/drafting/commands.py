"""What `pst draft` and `pst check` print: a plan one can read in a terminal, its checks, or JSON."""

from collections import Counter
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from assistant.console import PARTIAL, print_json
from assistant.drafting.records import A_DEFINIR, Check, Origin, Plan, PlanNode
from ingest.nouns import shortened
from ingest.records import Level

if TYPE_CHECKING:
    from assistant.service import Assistant

_INDENT = {Level.VOLET: 0, Level.SECTION: 0, Level.OS: 1, Level.OO: 2, Level.ACTION: 3, Level.SOUS_ACTION: 4}
_SIGN = {"erreur": "✗", "avertissement": "!", "conseil": "·"}
_MAX_NAMED = 6


def run_draft(
    service: "Assistant",
    source: str | None,
    subject: str | None,
    style: str | None,
    output: Path | None,
    ins: int | None,
    as_json: bool,
) -> int:
    """Draft a plan from a declaration, or one objective on a subject.

    Args:
        service: The service.
        source: The declaration: a document's id or a file.
        subject: What the objective is on, where one is asked for.
        style: The plan that the objective should fit in, or None.
        output: The file to write, its format by its suffix; None only prints.
        ins: The INS code of the commune, for eComptes.
        as_json: Whether to print JSON.

    Returns:
        The exit code: 3 where a check of severity « erreur » fails.
    """
    from assistant.drafting.export import check_format, write_plan

    if output is not None:
        check_format(output)
    if subject is not None:
        plan = service.objective(subject, style)
    else:
        assert source is not None
        plan = service.draft(source, lambda words: click.echo(words, err=True))
    if output is not None:
        write_plan(plan, output, day=date.today(), ins=ins)
        click.echo(f"Projet écrit : {output}", err=True)
    if as_json:
        print_json(plan.as_json())
    elif output is None:
        print_plan(plan)
    if not as_json and plan.items:
        print_summary(plan)
    return PARTIAL if any(not one.ok and one.severity == "erreur" for one in plan.checks) else 0


def run_check(service: "Assistant", name: str, as_json: bool) -> int:
    """Check a plan.

    Args:
        service: The service.
        name: A draft's JSON file, a document's id, or a file.
        as_json: Whether to print JSON.

    Returns:
        The exit code: 3 where a check of severity « erreur » fails.
    """
    plan = service.check(name)
    if as_json:
        print_json(
            {
                "source": plan.source,
                "organisation": plan.organisation,
                "period": plan.as_json()["period"],
                "kind": plan.kind,
                "checks": plan.as_json()["checks"],
            }
        )
    else:
        print_checks(plan.checks)
    return PARTIAL if any(not one.ok and one.severity == "erreur" for one in plan.checks) else 0


def run_evaluation(service: "Assistant", name: str, output: Path) -> int:
    """Write the template of a plan's mid-term evaluation.

    Args:
        service: The service.
        name: As for `run_check`.
        output: The file, its format by its suffix.

    Returns:
        The exit code.
    """
    from assistant.drafting.evaluating import evaluation_of
    from assistant.drafting.evaluation_pages import write_evaluation

    evaluation = evaluation_of(service.check(name))
    write_evaluation(evaluation, output)
    click.echo(f"Gabarit d'évaluation écrit : {output} ({len(evaluation.lines)} lignes à compléter).", err=True)
    return 0


def run_compare(service: "Assistant", old: str, new: str, output: Path | None, as_json: bool) -> int:
    """Compare two plans.

    Args:
        service: The service.
        old: The earlier plan, as for `run_check`.
        new: The later one.
        output: The file to write, its format by its suffix, or None to print.
        as_json: Whether to print JSON.

    Returns:
        The exit code.
    """
    from assistant.drafting.comparison.comparing import compare_plans
    from assistant.drafting.comparison.pages import comparison_markdown, write_comparison

    comparison = compare_plans(service.check(old), service.check(new))
    if output is not None:
        write_comparison(comparison, output)
        click.echo(f"Comparaison écrite : {output}", err=True)
    if as_json:
        print_json(comparison.model_dump(mode="json"))
    elif output is None:
        click.echo(comparison_markdown(comparison))
    return 0


def print_plan(plan: Plan) -> None:
    """Print a plan, one line a line, with where each comes from."""
    of = f" — {plan.organisation}" if plan.organisation else ""
    click.echo(f"{plan.title}{of}{f' ({plan.period})' if plan.period else ''}")
    for one in plan.nodes:
        if one.level is Level.OS:
            click.echo("")
        indent = "  " * _INDENT.get(one.level, 3)
        number = f"{one.level.value.upper()} {one.number} " if one.level in (Level.OS, Level.OO) else f"{one.number} "
        click.echo(f"{indent}{number.strip()} {one.text}{_whence(one)}".rstrip())


def _whence(one: PlanNode) -> str:
    if one.level in (Level.VOLET, Level.OS):
        return ""
    told = [f"échéance {one.echeance}"] if one.echeance != A_DEFINIR else []
    if one.origin is Origin.PRECEDENT:
        told.insert(0, f"proposition, inspirée de : {', '.join(one.inspired_by)}")
    elif one.proposal:
        told.insert(0, "proposition de méthode")
    if one.dps_items and not one.proposal:
        told.insert(0, ", ".join(ref.id for ref in one.dps_items))
    return f"  [{' ; '.join(told)}]" if told else ""


def print_summary(plan: Plan) -> None:
    """Print what a draft holds: coverage, proposals, checks."""
    covered = sum(bool(one.nodes) for one in plan.coverage)
    by_origin = Counter(one.origin for one in plan.nodes if one.level in (Level.OO, Level.ACTION))
    click.echo("")
    click.echo(f"Engagements de la DPS repris : {covered} sur {len(plan.items)}.")
    click.echo(
        f"Lignes tirées de la DPS : {by_origin[Origin.DPS]} ; propositions inspirées d'autres plans :"
        f" {by_origin[Origin.PRECEDENT]} ; propositions de méthode : {by_origin[Origin.METHOD]}."
    )
    if plan.period is not None and plan.period.end < date.today().year:
        click.echo(f"La période {plan.period} de cette déclaration est terminée : vérifiez qu'elle vaut encore.")
    failed = [one for one in plan.checks if not one.ok]
    click.echo(f"Contrôles : {len(plan.checks) - len(failed)} réussis sur {len(plan.checks)}.")
    print_checks(failed)


def print_checks(checks: tuple[Check, ...] | list[Check]) -> None:
    """Print checks, those that fail first."""
    for one in sorted(checks, key=lambda one: (one.ok, list(_SIGN).index(one.severity))):
        sign = "✓" if one.ok else _SIGN[one.severity]
        click.echo(f"{sign} {one.label} : {shortened(one.detail, 400)}")
        if not one.ok and one.remedy:
            click.echo(f"    → {one.remedy}")
