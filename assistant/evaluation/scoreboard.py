"""An evaluation as French lines: a table by kind, the totals, what has changed, and what failed when asked."""

from collections.abc import Iterator, Sequence
from typing import Any

from assistant.evaluation.bootstrap import RESAMPLES
from assistant.evaluation.history import Difference, Shift
from assistant.evaluation.report import TOTAL, summary
from assistant.evaluation.scores import Score

KINDS = {
    "listing": "liste",
    "factual": "fait",
    "comparison": "comparaison",
    "legal": "droit",
    "concept": "notion",
    "service": "service",
    "unanswerable": "sans réponse",
    "ambiguous": "ambigu",
}
_MEASURED = {"recall": "rappel", "precision": "précision", "f1": "F1", "behaviour": "conduite"}
_OVERALL = {
    "citation_precision": "citations justes",
    "citation_recall": "passages attendus cités",
    "verified": "citations vérifiées mot à mot",
    "exact_count": "comptes exacts",
    "refusal_precision": "refus justifiés (précision)",
    "refusal_recall": "refus attendus obtenus (rappel)",
    "refusal_f1": "F1 des refus",
}
_CHANGED = {**_MEASURED, "exact_count": "comptes exacts", "false_friends": "faux amis"}
_STATUS = {"answered": "a répondu", "refused": "a refusé", "clarify": "a demandé une précision"}
_EXPECTED = {"answer": "répondre", "abstain": "refuser", "clarify": "demander une précision"}
_QUOTE = 90


def scoreboard(
    scores: Sequence[Score], since: Difference | None = None, failures: bool = False, by_case: bool = True
) -> Iterator[str]:
    """The lines of an evaluation.

    Args:
        scores: Every case's score.
        since: What has changed since the last run.
        failures: Whether to list what each case missed, cited in excess or did wrong, with its question.
        by_case: Whether the cases that changed are named; of cases that are set aside only totals are shown.
    """
    rows = summary(scores)
    yield from _table(rows)
    yield from _totals(rows[TOTAL])
    if since is not None:
        yield from _changes(since, by_case)
    failed = [one for one in scores if _is_imperfect(one)]
    if failures:
        for one in failed:
            yield from _failure(one)
    elif failed:
        yield ""
        yield f"{_counted(len(failed), 'cas imparfait', 'cas imparfaits')} : --failures montre pourquoi."


def _table(rows: dict[str, dict[str, Any]]) -> Iterator[str]:
    heads = "".join(f"  {label:<15}" for label in _MEASURED.values())
    yield f"{'type':<13} {'cas':>4}{heads}  {'comptes':>7}  {'faux amis':>9}"
    for kind, row in rows.items():
        cells = "".join(f"  {_with_interval(row, name):<15}" for name in _MEASURED)
        counts = f"{round(row['exact_count'] * row['counted'])}/{row['counted']}" if row["counted"] else "—"
        name = KINDS.get(kind, kind)
        yield f"{name:<13} {row['cases']:>4}{cells}  {counts:>7}  {row['false_friends']:>9}"


def _totals(total: dict[str, Any]) -> Iterator[str]:
    yield ""
    for name, label in _OVERALL.items():
        suffix = f"  sur {_counted(total['citations'], 'citation')}" if name == "verified" else ""
        yield f"{label:<32} {_with_interval(total, name)}{suffix}"
    yield f"Après chaque mesure, l'intervalle à 95 % ({RESAMPLES} rééchantillonnages des cas)."


def _changes(since: Difference, by_case: bool) -> Iterator[str]:
    library = "même bibliothèque" if since.same_library else "la bibliothèque a changé"
    yield ""
    yield (
        f"Depuis le {since.date.astimezone():%d/%m/%Y à %H:%M} "
        f"({library}, {_counted(since.compared, 'cas comparé', 'cas comparés')}) : "
        f"{len(since.better)} mieux, {len(since.worse)} moins bien."
    )
    moved = [
        f"{label} {_signed(change)}" for name, label in _CHANGED.items() if (change := since.change.get(name) or 0)
    ]
    if moved:
        yield f"   moyennes : {', '.join(moved)}"
    if by_case:
        for mark, shifts in (("+", since.better), ("-", since.worse)):
            for shift in shifts:
                yield f" {mark} {shift.id} : {_shifted(shift)}"


def _shifted(shift: Shift) -> str:
    pairs = (
        f"{label} {_number(shift.changes[name][0])} → {_number(shift.changes[name][1])}"
        for name, label in _CHANGED.items()
        if name in shift.changes
    )
    return ", ".join(pairs)


def _is_imperfect(one: Score) -> bool:
    """Whether something is to be seen: what is missed counts where it is wanted, once enough is cited it is not."""
    lacks = one.recall is not None and one.recall < 1
    return lacks or bool(one.wrong) or not one.behaviour or one.exact_count is False or one.verified < one.citations


def _failure(one: Score) -> Iterator[str]:
    yield ""
    yield f"{one.case.id} ({KINDS.get(one.case.kind, one.case.kind)}) {one.case.question}"
    yield f"   rappel {_number(one.recall)}, précision {_number(one.precision)}"
    if not one.behaviour:
        status, expected = _STATUS.get(one.status, one.status), _EXPECTED[one.case.expected_behaviour]
        yield f"   conduite : {status}, il fallait {expected}"
    if one.exact_count is False:
        yield "   compte faux"
    if one.verified < one.citations:
        failed = _counted(one.citations - one.verified, "citation ne se vérifie", "citations ne se vérifient")
        yield f"   {failed} pas dans le document"
    for gold in one.missed if one.recall != 1 else ():
        yield f"   manque  {gold.doc}{f':{gold.line}' if gold.line else ''} {_short(gold.quote)}"
    for cited in one.wrong:
        yield f"   de trop {cited.document}:{cited.line} {_short(cited.quote)}"


def _with_interval(row: dict[str, Any], name: str) -> str:
    if row[name] is None:
        return "—"
    low, high = row["intervals"][name]
    return f"{_number(row[name])} {_number(low)}–{_number(high)}"


def _number(value: float | None) -> str:
    return "—" if value is None else f"{value:.2f}".replace(".", ",")


def _signed(value: float) -> str:
    return f"{value:+.3f}".replace(".", ",").replace("-", "−")


def _short(quote: str) -> str:
    words = " ".join(quote.split())
    return words if len(words) <= _QUOTE else f"{words[: _QUOTE - 1]}…"


def _counted(count: int, one: str, many: str | None = None) -> str:
    return f"{count} {one if count < 2 else many or f'{one}s'}"
