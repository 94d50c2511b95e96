"""The command `pst eval`: ask the questions of a case file, score the answers, print, keep the figures."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from assistant import console
from assistant.access import Role
from assistant.evaluation.cases import is_held_out, read_cases
from assistant.evaluation.history import difference, fingerprint, history_file, keep, last_run, run_of
from assistant.evaluation.report import as_data
from assistant.evaluation.scoreboard import scoreboard
from assistant.evaluation.scores import evaluate

if TYPE_CHECKING:
    from assistant.service import Assistant

_FOLDER = "evals"


def run_eval(service: "Assistant", file: Path, failures: bool, as_json: bool) -> int:
    """Measure the answers to the questions of a file.

    Args:
        service: The product.
        file: The case file.
        failures: Whether to print what failed.
        as_json: Whether to print one JSON document instead.

    Raises:
        PstError: If the file holds no cases, or the library cannot be opened.
    """
    cases = read_cases(file)
    public = service.seen_by(Role.CITIZEN)  # a citizen's question is answered from what citizens may see
    scores = evaluate(
        cases,
        lambda question, audience: (public if audience == "citoyen" else service).ask(question, audience=audience),
        lambda document: service.tree(document).text,
    )
    run = run_of(scores, fingerprint(service.documents(), service.shelf.model.name), datetime.now(UTC))
    kept = history_file(service.settings.home / _FOLDER, file)
    before = last_run(kept, run)
    since = difference(before, run) if before else None
    if as_json:
        console.print_json(as_data(scores, since))
    else:
        for line in scoreboard(scores, since, failures, by_case=failures or not is_held_out(file)):
            click.echo(line)
    try:
        keep(kept, run)
    except OSError as error:
        console.print_error(f"les résultats n'ont pas été gardés dans « {kept} » ({error.strerror}).")
    return 0
