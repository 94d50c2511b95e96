"""The commands on plans: draft one, check one, prepare its evaluation, compare two."""

from pathlib import Path

import click

from assistant import options


@click.command()
@click.argument("dps", metavar="[DPS]", required=False)
@click.option("--sujet", "subject", metavar="MOTS", help="Rédige un seul objectif, sur ce sujet.")
@click.option("--style", metavar="PLAN", help="Avec --sujet : le plan où l'objectif doit trouver sa place.")
@options.output("Écrit le projet : .docx, .odt, .pdf, .xlsx, .md, .json ou .xml (eComptes).")
@click.option("--ins", type=click.IntRange(1, 99999), metavar="CODE", help="Code INS de la commune, pour eComptes.")
@options.language_model
@options.as_json
def draft(
    dps: str | None,
    subject: str | None,
    style: str | None,
    output: Path | None,
    ins: int | None,
    model: str | None,
    as_json: bool,
) -> int:
    """Rédige un projet de PST à partir d'une DPS (un document de la bibliothèque ou un fichier)."""
    from assistant.drafting.commands import run_draft

    if (dps is None) == (subject is None):
        raise click.UsageError("Donnez une DPS, ou un sujet avec --sujet.")
    return run_draft(options.service(model), dps, subject, style, output, ins, as_json)


@click.command()
@click.argument("plan")
@options.as_json
def check(plan: str, as_json: bool) -> int:
    """Contrôle un plan : un projet (.json) ou un PST, de la bibliothèque ou d'un fichier."""
    from assistant.drafting.commands import run_check

    return run_check(options.service(), plan, as_json)


@click.command()
@click.argument("plan")
@options.output("Le gabarit : .docx, .odt, .pdf, .xlsx ou .md.", required=True)
def evaluation(plan: str, output: Path) -> int:
    """Prépare l'évaluation d'un PST à mi-parcours : un gabarit à compléter, action par action."""
    from assistant.drafting.commands import run_evaluation

    return run_evaluation(options.service(), plan, output)


@click.command()
@click.argument("old", metavar="ANCIEN")
@click.argument("new", metavar="NOUVEAU")
@options.output("Écrit la comparaison : .docx, .odt, .pdf ou .md.")
@options.as_json
def compare(old: str, new: str, output: Path | None, as_json: bool) -> int:
    """Compare deux plans : ce qui est gardé, changé, déplacé, abandonné, nouveau."""
    from assistant.drafting.commands import run_compare

    return run_compare(options.service(), old, new, output, as_json)


COMMANDS = (draft, check, evaluation, compare)
"""In the order of the help page."""
