"""What pages left in a plain text is told from the figures and the lines of the text itself."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.readers.pagination import pagination


def numbers(text: str) -> list[int]:
    return sorted(pagination(text.split("\n")).numbers)


@pytest.mark.parametrize(
    "text",
    [
        "1\nÊtre un CPAS accessible\n\nLe Centre reçoit chacun.\n2\nÊtre un CPAS durable\n\nLe Centre isole.\n",
        "1\nÊtre un CPAS accessible\nqui reçoit\nchacun\n\n2\nÊtre un CPAS durable\nqui isole\n",
        "1\nÊtre accessible\nLe Centre\nreçoit.\n\n2\nÊtre durable\nLe Centre\nisole.\n\n3\nÊtre uni\nIl relie.",
        "1\nun\n2\ndeux\n3\ntrois\n",
        "1\n\n14\n\n200\n",
        "une seule page\n\n3\n",
    ],
)
def test_numbers_of_titles_and_figures_are_no_pages(text: str) -> None:
    assert numbers(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Le Centre aide\n\n1\n\nles jeunes\n\n2\n", [2, 6]),
        ("Le Centre aide\nles\n1\njeunes. Il\nagit\navec\n2\nles écoles\net\nles clubs\n3\n", [2, 6, 10]),
        ("Le Centre aide\n1\n\fles jeunes\nde la commune\n2\n\fpar an\n", [1, 4]),
        ("\f1\nLe Centre aide\nles jeunes\n\f2\nde la commune\n", [0, 3]),
        ("\n1\nCPAS de Huy\n\naide\n\n2\nCPAS de Huy\n\nles\n\n3\nCPAS de Huy\n\njeunes", [1, 6, 11]),
        ("Page 1\nLe Centre\nPage 2\naide", [0, 2]),
    ],
)
def test_numbers_of_pages(text: str, found: list[int]) -> None:
    assert numbers(text) == found


def test_a_running_line_is_found_on_all_its_pages() -> None:
    lines = [part for page in range(1, 4) for part in ("CPAS de Huy", f"texte {'abc'[page - 1]}", f"Page {page}")]
    found = pagination(lines)
    assert found.running == ((0, 3, 6),)
    assert found.lines == frozenset({0, 2, 3, 5, 6, 8})


@given(st.lists(st.sampled_from(["", "1", "2", "3", "- 4 -", "Page 5", "CPAS de Huy", "un mot", "| a |"]), max_size=30))
def test_no_line_is_a_number_and_a_header(lines: list[str]) -> None:
    found = pagination(lines)
    running = [index for where in found.running for index in where]
    assert len(running) == len(set(running))
    assert not found.numbers & set(running)
    assert all(lines[index].strip() for index in found.lines)


@pytest.mark.parametrize("line", ["- " * 40_000, "-" * 80_000, " " * 80_000 + "x", "a" * 80_000])
def test_long_lines_take_no_long_time(line: str) -> None:
    assert pagination([line, "1", line, "2"]).running == ()
