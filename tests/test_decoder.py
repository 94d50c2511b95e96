"""The best reading of all blocks together: one choice a block, sure or with a reason, in a tree that holds."""

import os
import subprocess
import sys
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.layout import blocks
from ingest.parsers import pst
from ingest.parsers.decoder import Choice, decode
from ingest.parsers.signals import observe
from ingest.parsers.state import Role
from ingest.records import Level
from ingest.source import Hint
from tests.plans import RANK, STYLES, parsed, plan_items, rough_texts, written

LINES = (
    "Être un CPAS ouvert",
    "Former les agents",
    "1. Être un CPAS durable",
    "1.1 Isoler les bâtiments",
    "1.1.1 Remplacer les châssis",
    "2. Loger",
    "II. Le logement",
    "a) trouver un local",
    "- Ouvrir une épicerie",
    "    - engager un gérant :",
    "• Former ;",
    "**Le logement**",
    "## Volet externe",
    "OS 1 : Être juste",
    "Objectif opérationnel 1.1 :",
    "Action 1.1.1 : Rédiger",
    "Sous-action 1 : Signer",
    "Actions :",
    "Sous-actions :",
    "Axe 1 – Le logement",
    "Pilote : le DG",
    "Priorité 1 de la DPS : Les aînés",
    "Conclusion",
    "Le Centre agit. Il agit bien.",
    "---",
    "",
)
HINTS = st.builds(
    Hint,
    heading=st.integers(0, 6),
    bold=st.booleans(),
    level=st.sampled_from([None, None, None, Level.OS, Level.OO, Level.ACTION, Level.SOUS_ACTION]),
    whole=st.booleans(),
)
DOCUMENTS = st.lists(st.tuples(st.sampled_from(LINES), st.none() | HINTS), max_size=16)


def choices(text: str, hints: dict[int, Hint] | None = None) -> list[Choice]:
    return decode(*observe(text, blocks(text, hints)))


def given_document(lines: list[tuple[str, Hint | None]]) -> tuple[str, dict[int, Hint]]:
    hints = {index: hint for index, (_, hint) in enumerate(lines, start=1) if hint is not None}
    return "\n".join(line for line, _ in lines), hints


@given(DOCUMENTS)
@settings(max_examples=150)
def test_every_block_is_chosen_once_with_a_confidence(lines: list[tuple[str, Hint | None]]) -> None:
    text, hints = given_document(lines)
    found = choices(text, hints)
    assert len(found) == len(blocks(text, hints))
    assert all(0 <= choice.confidence <= 1 for choice in found)
    assert choices(text, hints) == found


@given(DOCUMENTS)
@settings(max_examples=200)
def test_a_tree_is_nested_by_rank_whatever_the_blocks(lines: list[tuple[str, Hint | None]]) -> None:
    text, hints = given_document(lines)
    seen: dict[str, Level] = {}
    for node in pst.parse("plan", text, blocks(text, hints)):
        above = seen[node.parent] if node.parent is not None else None
        assert above is None or RANK[above] < RANK[node.level] or above is node.level is Level.SECTION or (
            above is node.level is Level.PASSAGE
        )  # fmt: skip
        assert node.id not in seen
        seen[node.id] = node.level


@given(DOCUMENTS)
@settings(max_examples=150)
def test_an_element_that_was_inferred_has_a_reason(lines: list[tuple[str, Hint | None]]) -> None:
    text, hints = given_document(lines)
    for choice in choices(text, hints):
        assert choice.reason or choice.role.level is None, choice


@given(rough_texts())
@settings(max_examples=100)
def test_what_the_document_says_is_what_it_is_in_its_plan(text: str) -> None:
    signals, profile = observe(text, blocks(text))
    found = decode(signals, profile)
    for seen, choice in zip(signals, found, strict=True):
        if seen.level is not None:
            assert choice.role in (Role(seen.level.value), Role.PROSE)
        if seen.announces is not None:
            assert choice.role is Role.ANNOUNCE


@given(items=plan_items())
@settings(max_examples=20)
def test_what_labels_say_is_sure_and_what_is_inferred_is_not(items: tuple) -> None:
    def confidences(style: str) -> list[float]:
        found = choices(written(items, STYLES[style]))
        return [choice.confidence for choice in found if choice.role in (Role.OS, Role.OO)]

    assert set(confidences("libellés longs")) == {1.0}
    assert min(confidences("chiffres et puces")) < 1


def test_later_blocks_decide_what_earlier_ones_are() -> None:
    heads = "PST du CPAS\n\n1. Être un CPAS solidaire\n\nAider les familles\n\n"
    alone = choices(f"{heads}Fin du document.")
    together = choices(
        "PST du CPAS\n\n1. Être un CPAS solidaire\n\n1.1 Aider\n\n- Ouvrir\n\n2. Être durable\n\n2.1 Isoler"
    )
    assert [choice.role for choice in together[1:3]] == [Role.OS, Role.OO]
    assert Role.OO not in [choice.role for choice in alone]


def test_reasons_are_few_and_each_stands_once() -> None:
    for choice in choices("OS 1 : Être\n\n1.1 Former\n\n- Engager\n\n- Acheter\n\n1.2 Loger\n\n- Bâtir"):
        parts = choice.reason.split(", ")
        assert len(parts) == len(set(parts)) <= 4


def test_nothing_is_read_from_nothing() -> None:
    assert choices("") == []


PROGRAM = """
from ingest.document import parse_text
text = {text!r}
print([(node.id, node.confidence, node.reason) for node in parse_text(text, "p", "p.txt", "0").nodes])
"""


def read_elsewhere(text: str, seed: int) -> str:
    """The nodes as another process reads them, with other hashes."""
    command = [sys.executable, "-c", PROGRAM.format(text=text)]
    environment = {**os.environ, "PYTHONHASHSEED": str(seed)}
    return subprocess.run(command, capture_output=True, text=True, check=True, env=environment).stdout


SYNONYMS = "PST\n\nOS 1 : Être\n\nOO 1.1 : Loger\n\nOO 1.2 : Aider\n\n" + "".join(
    f"Projet 1.1.{n} : Bâtir\n\nTâche 1.1.{n}.1 : Creuser\n\nTâche 1.1.{n}.2 : Couler\n\n" for n in (1, 2)
)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "PST du CPAS\n\n1. Être ouvert\n1.1 Former\n- Engager\n- Acheter\n2. Être\n2.1 Loger\n", id="numéros"
        ),
        pytest.param(SYNONYMS, id="synonymes"),
    ],
)
def test_every_process_reads_alike(text: str) -> None:
    assert len({read_elsewhere(text, seed) for seed in range(4)}) == 1


def long_plan(number: int) -> str:
    lines = ["PST du CPAS de Gesves"]
    for objective in range(1, number // 29 + 1):
        lines.append(f"{objective}. Être un CPAS solidaire de la rue {objective}")
        for below in range(1, 5):
            lines.append(f"{objective}.{below} Améliorer le quartier {objective} {below}")
            lines += [f"- Organiser la réunion {objective} {below} {meeting}" for meeting in range(6)]
    return "\n".join(lines)


def test_time_grows_with_the_length_of_the_plan() -> None:
    def seconds(text: str) -> float:
        start = time.process_time()
        parsed(text)
        return time.process_time() - start

    parsed(long_plan(60))  # reads the vocabulary
    half, whole = long_plan(1500), long_plan(3000)
    assert len(blocks(whole)) == pytest.approx(3000, rel=0.02)
    assert seconds(whole) / seconds(half) < 3.5
