"""Any document through the plan's printers: what it says comes out in each of them."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.drafting.export import ExportError
from assistant.drafting.export.blocks import Heading, PageBreak, Run, cell, paragraph, printable
from assistant.drafting.export.printing import PRINTERS, check_path, rendered, save, sheet_of, table_of
from tests.test_export_printed import squeezed, words_of

WORDS = st.text("abcé |*<&#_[]~`«»;0", min_size=1, max_size=20).map(printable)


@settings(max_examples=10, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=4), st.sampled_from(list(PRINTERS)))
def test_all_words_come_out_whatever_their_signs(words: list[str], suffix: str) -> None:
    table = table_of("Mots", (("Un", 40), ("Deux", 60)), [(cell(Run(one, "strong")), cell("")) for one in words])
    blocks = [paragraph("Titre", style="title"), *(Heading(1, one, "") for one in words), PageBreak(), table]
    found = words_of(rendered(sheet_of("Titre", blocks), suffix), suffix)
    for one in words:
        assert found.count(squeezed(one)) >= 2


def test_headings_without_an_anchor_are_given_one_each() -> None:
    sheet = sheet_of("Titre", [Heading(1, "Un", ""), Heading(1, "Un", ""), Heading(2, "Deux", "deux")])
    anchors = [one.anchor for one in sheet.headings]
    assert len(set(anchors)) == 3
    assert all(anchors)
    assert anchors[2] == "deux"
    assert '<a id="deux">' in rendered(sheet, ".md").decode()


def test_signs_that_no_font_has_do_not_stop_a_pdf() -> None:
    assert rendered(sheet_of("Titre", [paragraph("Fait \U00013000")]), ".pdf").startswith(b"%PDF")


def test_a_file_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="n'existe pas"):
        check_path(tmp_path / "absent" / "a.md", (".md",))
    with pytest.raises(ExportError, match="format inconnu"):
        check_path(tmp_path / "a.zip", (".md",))
    assert check_path(tmp_path / "a.MD", (".md",)) == ".md"
    with pytest.raises(ExportError, match="ne peut pas être écrit"):
        save(b"", tmp_path)
