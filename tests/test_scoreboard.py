"""An evaluation as French lines."""

from datetime import UTC, datetime

from assistant.evaluation.history import difference, run_of
from assistant.evaluation.scoreboard import KINDS, scoreboard
from tests.scoring import DEUX, TROIS, UN, A, B, C, Score, answer, case, citation, scored

PERFECT = scored(case(id="P1", gold=[A, B]), answer(UN, DEUX, total=2))
POOR = scored(case(id="X1", question="Quoi ?", gold=[A, B]), answer(UN, TROIS, total=9))
SHY = scored(case("service", id="S1", gold=[A]), answer(status="refused"))
DAY = datetime(2026, 5, 1, 12, tzinfo=UTC)


def board(*scores: Score, **options: bool) -> str:
    return "\n".join(scoreboard(scores, **options))


def test_the_table_has_a_row_a_kind_and_the_total() -> None:
    lines = board(PERFECT, POOR, SHY).splitlines()
    assert [line.split()[0] for line in lines[1:4]] == ["liste", "service", "total"]
    assert lines[1].split()[1:4] == ["2", "0,75", "0,50–1,00"]
    assert "1/2" in lines[1]
    assert "—" in lines[2], "a kind with nothing to count"
    assert all(name in KINDS.values() or name == "total" for name in (line.split()[0] for line in lines[1:4]))


def test_a_kind_that_nobody_named_keeps_its_name() -> None:
    assert "devinette" in board(scored(case("devinette", gold=[A]), answer(UN)))


def test_failures_are_told_on_demand_with_their_question() -> None:
    text = board(PERFECT, POOR, SHY)
    assert "2 cas imparfaits : --failures" in text
    assert "Quoi ?" not in text
    text = board(PERFECT, POOR, SHY, failures=True)
    assert "P1" not in text
    assert "X1 (liste) Quoi ?" in text
    assert "manque  a.txt:2 deux" in text
    assert "de trop b.txt:3 trois" in text
    assert "compte faux" in text
    assert "conduite : a refusé, il fallait répondre" in text


def test_what_is_missed_beyond_what_suffices_is_no_failure() -> None:
    enough = scored(case("factual", gold=[A, B], gold_min=1), answer(UN))
    assert enough.missed
    assert "imparfait" not in board(enough)
    assert "manque" not in board(enough, failures=True)


def test_an_unverified_citation_is_told() -> None:
    moved = scored(case("factual", id="M1", gold=[A]), answer(citation("a.txt", 1, "un", start=2)))
    assert "1 citation ne se vérifie pas dans le document" in board(moved, failures=True)


def test_a_passage_without_line_is_told_without() -> None:
    lacking = scored(case(gold=[C | {"line": None}]), answer(UN))
    assert "manque  b.txt trois" in board(lacking, failures=True)


def test_what_has_changed_is_told_with_or_without_the_cases() -> None:
    asked = case(id="X1", gold=[A, B])
    before, now = (run_of([scored(asked, said)], "l", DAY) for said in (answer(UN), answer(UN, DEUX, total=2)))
    since = difference(before, now)
    text = "\n".join(scoreboard([PERFECT], since))
    assert "même bibliothèque, 1 cas comparé) : 1 mieux, 0 moins bien." in text
    assert "rappel +0,500" in text
    assert "comptes exacts +1,000" in text
    assert " + X1 : rappel 0,50 → 1,00" in text
    assert "X1" not in "\n".join(scoreboard([PERFECT], since, by_case=False))
    back = "\n".join(scoreboard([PERFECT], difference(now, before)))
    assert "rappel −0,500" in back
    assert " - X1 : rappel 1,00 → 0,50" in back
