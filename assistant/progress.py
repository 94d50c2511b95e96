"""What an ingestion shows: how far it is, on the error stream, and in the end what it did."""

import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from assistant.console import print_error, print_json

if TYPE_CHECKING:  # What prints must not slow down the start.
    from collections.abc import Iterator, Mapping, Sequence

    from assistant.ingestion import Report
    from ingest.duplicates import Duplicate

_STAGES = {
    "relecture": "Nouvelle analyse",
    "examen": "Examen des fichiers",
    "lecture": "Lecture des documents",
    "vecteurs": "Calcul des vecteurs",
    "index": "Construction des index",
    "sauvegarde": "Sauvegarde",
    "restauration": "Restauration",
}
_BRIEF = frozenset({"examen"})
"""Stages that are over before a line about them is read: shown where the line goes away again."""

_SURE = 5.0
"""Seconds before the time left is guessed at."""
_WIDTH = 30
_LINE = 100
_SHOWN_PAIRS = 20


class Progress:
    """Tells how far a command is: a line that fills up where that is a terminal, a line a step elsewhere.

    Args:
        live: Whether the error stream is a terminal.
    """

    def __init__(self, *, live: bool) -> None:
        self._live = live
        self._seen: set[str] = set()
        self._bar = ""
        self._step = ("", 0, 0)
        self._begun = ("", 0.0)

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Show a stage, how much of it is done, and how much there is."""
        name = _STAGES.get(stage, stage)
        if self._begun[0] != stage:
            self._begun = (stage, time.monotonic())
        self._step = (stage, done, total)
        if self._live:
            filled = _WIDTH * done // total if total else _WIDTH
            self._bar = f"{name:<24} [{'█' * filled}{'░' * (_WIDTH - filled)}] {done}/{total} {self._left(done, total)}"
            self._draw(self._bar)
        elif stage not in self._seen and total and stage not in _BRIEF:
            click.echo(f"{name} ({total})…", err=True)
        self._seen.add(stage)

    def _left(self, done: int, total: int) -> str:
        """How much longer a stage takes at the pace that it has had, once that can be told."""
        taken = time.monotonic() - self._begun[1]
        if taken < _SURE or not 0 < done < total:
            return ""
        seconds = taken * (total - done) / done
        if seconds < 60:
            return "(moins d'une minute) "
        minutes = round(seconds / 60)
        return f"(encore {minutes} min environ) " if minutes < 90 else f"(encore {round(minutes / 60)} h environ) "

    def announce(self, name: str) -> None:
        """Show the name of the document whose turn it is."""
        shown = "".join(one if one.isprintable() else "\ufffd" for one in name)
        stage, done, total = self._step
        if self._live:
            self._draw(self._bar + shown)
        elif stage == "lecture":
            click.echo(f"  {done + 1}/{total} {shown}", err=True)

    def clear(self) -> None:
        """Take the line off the terminal."""
        if self._live and self._seen:
            click.echo("\r" + " " * _LINE + "\r", err=True, nl=False)

    def _draw(self, line: str) -> None:
        click.echo(f"\r{line[:_LINE]:<{_LINE}}", err=True, nl=False)


@contextmanager
def progress() -> "Iterator[Progress]":
    """A progress line, taken off at the end."""
    shown = Progress(live=sys.stderr.isatty())
    try:
        yield shown
    finally:
        shown.clear()


def print_report(report: "Report", as_document: bool, verdicts: "Mapping[str, str] | None" = None) -> None:
    """What an ingestion did; what went wrong goes to the error stream.

    Args:
        report: What was done.
        as_document: Whether to print JSON.
        verdicts: How well each document was understood, by its id.
    """
    told = verdicts or {}
    if as_document:
        print_json(
            {
                "added": report.added,
                "updated": report.updated,
                "unchanged": report.unchanged,
                "failed": [{"file": name, "error": error} for name, error in report.failed],
                "skipped": report.skipped,
                "verdicts": {name: told[name] for name in (*report.added, *report.updated) if name in told},
                "duplicates": [
                    {"documents": [pair.first, pair.second], "similarity": pair.similarity}
                    for pair in report.duplicates
                ],
            }
        )
    else:
        for names, label in ((report.added, "Ajouté"), (report.updated, "Mis à jour"), (report.unchanged, "Inchangé")):
            for name in names:
                click.echo(f"{label} : {name}" + (f" — {told[name]}" if name in told else ""))
        _print_duplicates(report.duplicates)
    for name in report.skipped:
        click.echo(f"Ignoré (format non pris en charge) : {name}", err=True)
    for _, error in report.failed:
        print_error(error)


def _print_duplicates(pairs: "Sequence[Duplicate]") -> None:
    for pair in pairs[:_SHOWN_PAIRS]:
        click.echo(
            f"Presque identiques ({pair.similarity:.0%}) : {pair.first} et {pair.second}. Si l'un remplace l'autre, "
            f"retirez l'ancien : « pst remove NOM »."
        )
    if len(pairs) > _SHOWN_PAIRS:
        rest = len(pairs) - _SHOWN_PAIRS
        what = "autres paires presque identiques" if rest > 1 else "autre paire presque identique"
        click.echo(f"… et {rest} {what} (voir --json).")
