"""The quality report as it is printed: French lines for the secretary, JSON for scripts."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import click

from ingest.leftovers import Why
from ingest.nouns import noun, others, ranges, shortened
from ingest.quality import QualityReport, Verdict
from ingest.records import Corrected, Level

_MARKS = {Verdict.UNDERSTOOD: "✔", Verdict.TO_CHECK: "!", Verdict.UNKNOWN: "✘"}
_MAX_LISTED = 20


def verdict_line(quality: QualityReport) -> str:
    """One line for a document: its verdict and its counts."""
    return f"{_MARKS[quality.verdict]} {quality.document} — {quality.line} ({quality.counts})"


def print_quality(quality: QualityReport) -> None:
    """The whole report, with what to look at and where."""
    click.echo(f"{quality.document}\n{_MARKS[quality.verdict]} {quality.line}")
    for title, listed in sections(quality):
        click.echo(f"\n{title}")
        for line in listed[:_MAX_LISTED]:
            click.echo(f"  {line}")
        if len(listed) > _MAX_LISTED:
            click.echo(f"  … et {others(len(listed) - _MAX_LISTED)} (tout est dans « --json »)")
    if quality.verdict is not Verdict.UNDERSTOOD:
        click.echo(f"\nPour corriger : « pst correct {quality.document} --help ».")


def sections(quality: QualityReport) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The parts of the report that say something, each with its title and its lines."""
    for title, lines in (
        ("Reconnu", _recognised(quality)),
        ("Ce que le document annonce", _claims(quality)),
        ("Éléments douteux", _doubts(quality)),
        ("À regarder", _findings(quality)),
        ("Lignes hors de l'arbre", _leftovers(quality)),
        ("Ce que le document ne dit pas", iter(quality.missing)),
        ("Corrections du personnel", map(correction_line, quality.corrections)),
        ("Avertissements de lecture", iter(quality.warnings)),
    ):
        listed = tuple(lines)
        if listed:
            yield title, listed


def _recognised(quality: QualityReport) -> Iterator[str]:
    for one in quality.levels:
        doubt = f", dont {one.doubtful} douteux" if one.doubtful else ""
        yield f"{one.count:>5} {noun(one.level, one.count):<14} confiance {one.confidence:.0%}{doubt}".replace(
            "%", " %"
        )
    if quality.confidence is not None:
        yield f"Confiance d'ensemble : {quality.confidence:.0%}".replace("%", " %")


def _claims(quality: QualityReport) -> Iterator[str]:
    for one in quality.claims:
        quote = " ".join(one.claim.quote.split())
        yield f"{'✔' if one.agrees else '✘'} « {quote} » (ligne {one.claim.line}) : {one.label}"


def _doubts(quality: QualityReport) -> Iterator[str]:
    for one in quality.doubts:
        why = f" — {one.reason}" if one.reason else ""
        yield f"? ligne {one.line} : {one.label} ({one.confidence:.0%}){why}".replace("%", " %")


def _findings(quality: QualityReport) -> Iterator[str]:
    for one in quality.findings:
        yield f"{'!' if one.is_serious else '·'} ligne {one.line} : {one.label}"


def _leftovers(quality: QualityReport) -> Iterator[str]:
    for left in quality.leftovers:
        if left.why is Why.UNKNOWN:
            for number, words in zip(left.lines, left.sample, strict=True):
                yield f"! ligne {number} : « {shortened(words)} »"
        else:
            number = len(left.lines)
            yield f"· {left.why} : {number} ligne{'s' if number > 1 else ''} ({ranges(left.lines)})"


def correction_line(one: Corrected) -> str:
    """A correction as the staff read it: « 1. OO 2.3 : niveau → action (22/11/2026) »."""
    void = f" — sans objet : {one.void}" if one.void else ""
    return f"{one.number}. {one.label} ({date.fromisoformat(one.day):%d/%m/%Y}){void}"


def correction_json(one: Corrected) -> dict[str, Any]:
    """A correction as the commands' `--json` prints it."""
    return {"number": one.number, "label": one.label, "day": one.day, "node": one.node, "void": one.void or None}


def quality_json(quality: QualityReport) -> dict[str, Any]:
    """The report as `pst report --json` prints it; fields may be added, none is renamed."""
    return {
        "document": quality.document,
        "verdict": quality.verdict.value,
        "line": quality.line,
        "reasons": quality.reasons,
        "counts": {one.level.value: one.count for one in quality.levels if one.level is not Level.PASSAGE},
        "confidence": None if quality.confidence is None else round(quality.confidence, 2),
        "levels": [
            {
                "level": one.level.value,
                "count": one.count,
                "confidence": round(one.confidence, 2),
                "doubtful": one.doubtful,
            }
            for one in quality.levels
        ],
        "claims": [
            {
                "level": one.claim.level.value,
                "announced": one.claim.number,
                "bound": one.claim.bound.value,
                "found": one.found,
                "agrees": one.agrees,
                "difference": one.difference,
                "scope": one.claim.scope,
                "quote": one.claim.quote,
                "start": one.claim.start,
                "end": one.claim.end,
                "line": one.claim.line,
            }
            for one in quality.claims
        ],
        "doubts": [
            {
                "node": one.node,
                "label": one.label,
                "line": one.line,
                "confidence": round(one.confidence, 2),
                "reason": one.reason,
            }
            for one in quality.doubts
        ],
        "findings": [
            {"kind": one.gap.value, "label": one.label, "node": one.node, "line": one.line, "serious": one.is_serious}
            for one in quality.findings
        ],
        "leftovers": [{"why": one.why.value, "lines": one.lines, "sample": one.sample} for one in quality.leftovers],
        "missing": quality.missing,
        "corrections": [correction_json(one) for one in quality.corrections],
        "warnings": quality.warnings,
    }
