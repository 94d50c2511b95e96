"""The gate's training: what is told of the chosen threshold is its row of the curve."""

from random import Random

import pytest

from assistant.signals import NAMES, Signals
from bench.gate import Sample, train
from bench.gate_cases import GateCase
from bench.gate_page import section
from bench.report import DISTURBED


def samples(seed: int) -> list[Sample]:
    """Questions of both labels whose signals tell them apart more often than not, one in five by a person."""
    rng = Random(seed)
    made = []
    for rank in range(80):
        label = "answer" if rank % 2 else "abstain"
        why = "dev" if rank % 5 == 0 else "sujet"
        case = GateCase(str(rank), "reference", f"Question {rank} ?", "agent", label, why, str(rank))
        values = tuple(rng.gauss(float(rank % 2), 0.8) for _ in NAMES)
        made.append(Sample(case, Signals(values, (), (), (), (), None), ruled=False, fixed=False))
    return made


@pytest.mark.parametrize("seed", range(3))
def test_the_figures_told_are_those_of_the_chosen_row(seed: int) -> None:
    results = train(samples(seed))
    (row,) = [row for row in results["curve"] if row["threshold"] == results["model"]["threshold"]]
    assert (results["answered"], results["refused"]) == (row["answered"], row["refused"])
    assert 0.5 < row["answered"] <= 1


def test_the_page_says_the_same_twice_and_whether_the_code_changed() -> None:
    results = train(samples(0)) | {"command": "python -m bench.gate", "machine": {"date": "2026-01-01"}}
    told = f"**{results['answered']:.1%} of the answerable questions answered"
    plain, disturbed = (section(results | {"disturbed": value}) for value in (False, True))
    assert told in plain
    (bold,) = [line for line in plain.splitlines() if line.startswith("| **")]
    assert f"{results['answered']:.1%} | {results['refused']:.1%}" in bold
    assert DISTURBED not in plain
    assert DISTURBED in disturbed
