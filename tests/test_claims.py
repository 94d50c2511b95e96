"""What a document announces of itself: found with its place, set against the tree; other counts are let be."""

import json
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from ingest.claims import Bound, Claim, count_for, find_claims
from ingest.document import parse_text, read_document
from ingest.records import Document, Level
from tests.conftest import GOLD

LAYOUTS = Path(__file__).parent / "layouts"
PLAN = """PST 2024-2030 du CPAS de Hannut

{}

Volet interne

OS 1 : Être un CPAS qui va bien
OO 1.1 : Former les agents
Actions :
- Former
- Reformer

Volet externe

OS 2 : Être un CPAS ouvert
OO 2.1 : Ouvrir la porte
Actions :
- Ouvrir
"""


def announcing(sentence: str) -> Document:
    return parse_text(PLAN.format(sentence), "plan.txt", "plan.txt", "0")


def said(document: Document) -> list[tuple[str, int]]:
    return [(claim.level.value, claim.number) for claim in find_claims(document)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Notre PST compte 4 objectifs stratégiques, déclinés en 12 objectifs opérationnels et 37 actions.",
         [("os", 4), ("oo", 12), ("action", 37)]),
        ("Ce programme comprend quatre objectifs stratégiques déclinés en 12 OO et 37 actions.",
         [("os", 4), ("oo", 12), ("action", 37)]),
        ("En tout, 230 actions ont été retenues pour la mandature.", [("action", 230)]),
        ("Il s'articule autour de 13 objectifs stratégiques, 40 objectifs opérationnels et 176 projets.",
         [("os", 13), ("oo", 40), ("action", 176)]),
        ("Le plan se compose de 8 objectifs stratégiques et 18 opérationnels.", [("os", 8), ("oo", 18)]),
        ("Notre PST contient cent vingt-trois actions.", [("action", 123)]),
        ("Notre PST contient nonante-sept actions.", [("action", 97)]),
        ("Le PST totalise 1 200 actions.", [("action", 1200)]),
        ("15 objectifs opérationnels", [("oo", 15)]),
        ("230 actions à mettre en œuvre durant la législature", [("action", 230)]),
        ("Le PST contient 6 objectifs stratégiques (OS), 20 objectifs opérationnels (OO) et 80 actions.",
         [("os", 6), ("oo", 20), ("action", 80)]),
        ("Le plan est structuré en cinq axes.", [("axe", 5)]),
        ("Le PST compte 6 OS dont 2 internes et 4 externes.", [("os", 6)]),
    ],
)  # fmt: skip
def test_an_announcement_is_found(sentence: str, expected: list[tuple[str, int]]) -> None:
    assert said(announcing(sentence)) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "Le CPAS a retenu 3 actions prioritaires.",
        "Nous évaluons 80 % des actions chaque année.",
        "Le service organise 2 actions par an.",
        "Chaque objectif stratégique se décline en 3 objectifs opérationnels.",
        "Le plan s'appuie sur les 17 objectifs de développement durable des Nations Unies.",
        "Le plan de cohésion sociale compte 12 actions.",
        "Le PST précédent comptait 120 actions.",
        "Le PST 2018-2024 compte 45 actions.",
        "Deux actions de sensibilisation seront menées.",
        "Le programme comprend deux actions pour les aînés.",
        "Trois objectifs nous guideront.",
        "Le service compte 12 projets en cours.",
        "L'OS 2 compte 3 OO.",
        "Trois actions ont été réalisées en 2023.",
        "À mi-mandat, 60 actions sont terminées et 20 actions sont en cours.",
        "Le programme comprend 3 actions transversales.",
    ],
)
def test_what_is_no_announcement_of_the_whole_is_not_one(sentence: str) -> None:
    assert said(announcing(sentence)) == []


def test_a_claim_on_a_volet_counts_in_that_volet() -> None:
    document = announcing("Le volet interne compte 1 objectif, 2 OS et 8 OO, le volet externe 4 OS et 2 actions.")
    found = {(claim.level.value, claim.number): count_for(document, claim) for claim in find_claims(document)}
    assert found == {("os", 2): 1, ("oo", 8): 1, ("os", 4): 1, ("action", 2): 1}
    both = announcing("Le PST, composé d'un volet interne et d'un volet externe, compte 6 OS.")
    assert [count_for(both, claim) for claim in find_claims(both)] == [2]


def test_a_volet_that_the_tree_lacks_is_compared_with_nothing() -> None:
    assert said(announcing("Le volet commun compte 4 OS.")) == []


@pytest.mark.parametrize(
    ("words", "bound", "agreeing", "disagreeing"),
    [
        ("40 actions", Bound.EXACT, {40}, {39, 41}),
        ("plus de 40 actions", Bound.AT_LEAST, {40, 90}, {39}),
        ("environ 40 actions", Bound.ABOUT, {38, 43}, {30, 50}),
        ("une quarantaine d'actions", Bound.ABOUT, {38, 43}, {30, 50}),
        ("au moins 40 actions", Bound.AT_LEAST, {40, 90}, {39}),
        ("40 actions au moins", Bound.AT_LEAST, {40, 90}, {39}),
        ("40 actions au plus", Bound.AT_MOST, {12, 40}, {41}),
        ("au plus 40 actions", Bound.AT_MOST, {12, 40}, {41}),
        ("moins de 40 actions", Bound.AT_MOST, {12}, {41}),
    ],
)
def test_a_bound_is_understood(words: str, bound: Bound, agreeing: set[int], disagreeing: set[int]) -> None:
    (claim,) = find_claims(announcing(f"Notre PST compte {words}."))
    assert (claim.number, claim.bound) == (40, bound)
    assert all(claim.agrees(found) for found in agreeing)
    assert not any(claim.agrees(found) for found in disagreeing)


def check_place(document: Document, claim: Claim) -> None:
    assert document.text[claim.start : claim.end] == claim.quote
    assert document.text.count("\n", 0, claim.start) + 1 == claim.line
    node = document.by_id[claim.node]
    assert node.start <= claim.start < claim.end <= node.end


def test_gold_documents_announce_what_their_gold_says() -> None:
    """Precision and recall over every gold document: 1.00 each."""
    missed, extra = [], []
    for path in sorted(LAYOUTS.glob("*.gold.json")):
        gold: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        document = read_document(LAYOUTS / gold["file"], gold["file"])
        wanted = [(level, number) for one in gold["claims"] for level, number in one["says"].items()]
        for claim in find_claims(document):
            check_place(document, claim)
            key = (claim.level.value, claim.number)
            if key in wanted:
                wanted.remove(key)
            else:
                extra.append((gold["file"], key))
        missed += [(gold["file"], key) for key in wanted]
    assert (missed, extra) == ([], [])


def test_reference_documents_announce_what_they_print(documents: dict[str, Document]) -> None:
    found = {name: [claim.quote for claim in find_claims(document)] for name, document in documents.items()}
    printed = {
        path.name: [one["text"] for one in json.loads(path.read_text(encoding="utf-8"))["claims"]]
        for path in GOLD.glob("*.json")
    }
    for name, quotes in found.items():
        claims = printed[f"{Path(name).stem}.json"]
        assert all(any(quote in text for text in claims) for quote in quotes)
        assert all(any(quote in text for quote in quotes) for text in claims)


def test_a_legal_note_announces_nothing() -> None:
    from tests.samples import note

    assert find_claims(note()) == ()


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Le service social a identifié 12 actions.", []),
        ("Nos partenaires proposent 12 actions.", []),
        ("L'école des devoirs est ouverte. Elle propose 12 actions.", []),
        ("Nous avons défini 12 actions.", [("action", 12)]),
        ("Le PST est le plan du CPAS. Il comprend 12 actions.", [("action", 12)]),
        ("Au total, 12 actions seront menées par les services.", []),
        ("Au total, 12 actions sont reprises.", [("action", 12)]),
    ],
)
def test_who_counts_is_the_document_or_its_authors(sentence: str, expected: list[tuple[str, int]]) -> None:
    assert said(announcing(sentence)) == expected


@pytest.mark.parametrize(
    "filler", [" ", "\t", "\n", " \n", "3 ", "plus de ", "cent ", "3 grandes ", "12 actions ", "12 OS et ", "• "]
)
def test_the_time_grows_with_the_length_whatever_is_repeated(filler: str) -> None:
    """Four times the length in about four times the time: a pattern that tries every reading would take sixteen."""
    nodes = announcing("Notre PST compte 3 actions.").nodes

    def seconds(length: int) -> float:
        text = f"Notre PST compte 3{(filler * length)[:length]}x."
        node = replace(nodes[0], level=Level.PASSAGE, parent=None, start=0, end=len(text))
        document = replace(announcing("Rien."), text=text, nodes=(node,))
        times = []
        for _ in range(3):
            started = time.perf_counter()
            find_claims(document)
            times.append(time.perf_counter() - started)
        return min(times)

    seconds(100)
    short, long = seconds(5_000), seconds(20_000)
    assert long < 8 * short + 0.05
