"""Headers and footers are said once, page numbers never."""

import pytest

from ingest.readers.running import is_page_number, write_running
from ingest.source import SourceWriter


@pytest.mark.parametrize("line", ["", "3", "Page 3", "- 3 -", "p. 3", "Page 3 sur 12", "3/12", "Page  de ", "| 3 |"])
def test_page_numbers(line: str) -> None:
    assert is_page_number(line)


@pytest.mark.parametrize("line", ["CPAS de Huy", "Page 3 – CPAS de Huy", "PST 2024-2030", "de la commune", "x"])
def test_lines_that_say_something(line: str) -> None:
    assert not is_page_number(line)


def test_a_long_row_of_signs_takes_no_long_time() -> None:
    assert is_page_number("-" * 50_000)
    assert not is_page_number("-" * 50_000 + "x")


def test_each_line_stands_once_outside_the_content() -> None:
    writer = SourceWriter()
    write_running(writer, ["CPAS  de Huy", "Page 1", "CPAS de Huy", "", "PST 2024-2030"])
    source = writer.source()
    assert source.text.split() == ["CPAS", "de", "Huy", "PST", "2024-2030"]
    assert all(hint.outside for hint in source.hints.values())


def test_no_more_than_a_page_can_repeat() -> None:
    writer = SourceWriter()
    write_running(writer, [f"ligne {letter}" for letter in "abcdefghijkl"])
    assert writer.lines <= 9
