"""`pst correct`: what its options ask for, and what it prints."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import click

from assistant.console import print_json
from assistant.correcting import Outcome, Wish
from assistant.quality import correction_json, correction_line, verdict_line
from ingest.corrections import Subject
from ingest.nouns import others
from ingest.quality import report
from ingest.records import Document, Level
from ingest.retitling import CORRECTED_TITLE

if TYPE_CHECKING:
    from assistant.service import Assistant

Options = Mapping[str, "str | bool | None"]

_ON_DOCUMENT = {
    "kind": Subject.KIND,
    "organisation": Subject.ORGANISATION,
    "period": Subject.PERIOD,
    "term": Subject.TERM,
    "visibility": Subject.VISIBILITY,
}
_ON_ELEMENTS = {"level": Subject.LEVEL, "title": Subject.TITLE, "parent": Subject.PARENT}
_MAX_MOVED = 8


def run_correct(service: "Assistant", name: str, elements: Sequence[str], options: Options, as_json: bool) -> int:
    """Do what the options of `pst correct` ask for.

    Args:
        service: The installation.
        name: The document.
        elements: The elements to correct, as the staff call them.
        options: The values of the command's options, by name.
        as_json: Whether to print JSON.

    Raises:
        click.UsageError: If the options do not go together.
        PstError: If a correction cannot be made.
    """
    from assistant.progress import progress

    wishes = _wishes(elements, options)
    if bool(wishes) + bool(options["listed"]) + (options["undo"] is not None) != 1:
        raise click.UsageError("Donnez ce qu'il faut corriger, ou --list, ou --undo.")
    if options["listed"]:
        _print_list(service.tree(name), as_json)
        return 0
    with progress() as shown:
        if wishes:
            outcome = service.correct(name, wishes, shown)
        else:
            outcome = service.undo(name, _number(str(options["undo"])), shown)
    _print_outcome(outcome, "Corrigé" if wishes else "Annulé", as_json)
    return 0


def _wishes(elements: Sequence[str], options: Options) -> list[Wish]:
    """What is asked for; a level before a parent, so that « --level oo --parent "OS 2" » goes through."""
    whole = [Wish(subject, str(options[name])) for name, subject in _ON_DOCUMENT.items() if options[name] is not None]
    asked = [(subject, str(options[name])) for name, subject in _ON_ELEMENTS.items() if options[name] is not None]
    if options["passage"]:
        if any(subject is Subject.LEVEL for subject, _ in asked):
            raise click.UsageError("--passage et --level ne vont pas ensemble.")
        asked.insert(0, (Subject.LEVEL, Level.PASSAGE.value))
    if bool(asked) != bool(elements):
        what = "ce qu'il faut en corriger (--level, --title…)" if elements else "l'élément à corriger (« OO 2.3 »…)"
        raise click.UsageError(f"Donnez {what}.")
    return whole + [Wish(subject, value, element) for element in elements for subject, value in asked]


def _number(text: str) -> int | None:
    if text in ("all", "tout"):
        return None
    if not text.isdecimal():
        raise click.UsageError("--undo attend le numéro d'une correction, ou « all ».")
    return int(text)


def _print_list(document: Document, as_json: bool) -> None:
    if as_json:
        print_json([correction_json(one) for one in document.corrections])
        return
    if not document.corrections:
        click.echo(f"{document.id} n'a pas été corrigé.")
    for one in document.corrections:
        click.echo(correction_line(one))


def _print_outcome(outcome: Outcome, verb: str, as_json: bool) -> None:
    document = outcome.document
    quality = report(document)
    if as_json:
        print_json(
            {
                "document": document.id,
                "done": [{"number": one.number, "label": one.label} for one in outcome.done],
                "corrections": [correction_json(one) for one in document.corrections],
                "moved": outcome.moved,
                "verdict": quality.verdict.value,
                "line": quality.line,
            }
        )
        return
    for one in outcome.done:
        click.echo(f"{verb} : {one.number}. {one.label}")
        if verb == "Corrigé" and one.subject is Subject.TITLE and one.node is not None:
            node = document.by_id[one.node.id]
            if dict(node.attributes).get(CORRECTED_TITLE) == one.value:
                click.echo(
                    "   Ces mots ne sont pas dans le document à cet endroit : ils sont montrés à côté des siens."
                )
    if outcome.moved:
        rest = f" et {others(len(outcome.moved) - _MAX_MOVED)}" if len(outcome.moved) > _MAX_MOVED else ""
        click.echo(f"   Ont changé de place avec : {' ; '.join(outcome.moved[:_MAX_MOVED])}{rest}")
    click.echo(verdict_line(quality))
