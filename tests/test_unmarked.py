"""Lines of a list that lost their bullet are items of their own; lines that go on with one are not."""

from hypothesis import given
from hypothesis import strategies as st

from ingest.layout import blocks
from ingest.parsers.unmarked import is_amount_row, split_unmarked


def _items(text: str) -> list[str]:
    return [block.text for block in split_unmarked(text, blocks(text))]


def test_a_capital_below_a_finished_line_starts_an_item() -> None:
    assert _items("- Réduire le délai\nMieux informer les habitants (bulletin,\ntoutes-boîtes)\n- Former") == [
        "Réduire le délai", "Mieux informer les habitants (bulletin, toutes-boîtes)", "Former",
    ]  # fmt: skip


def test_what_goes_on_stays_with_its_item() -> None:
    for text in (
        "- Mutualiser avec la\nCommune les achats",
        "- Former les agents,\nEn priorité les nouveaux",
        "- Ouvrir une antenne\n  À Brières",
        "- Acquérir un véhicule (subside\nLoterie nationale)",
        "- Former les agents\net les bénévoles",
    ):
        assert len(_items(text)) == 1, text


def test_two_words_may_be_the_heading_of_what_follows() -> None:
    text = "- Former les agents\nLogement\n- Isoler\nSoutenir les locataires\n"
    assert [block.bullet for block in split_unmarked(text, blocks(text))] == ["-", "", "-", "-"]


def test_rows_of_a_budget() -> None:
    assert is_amount_row("Dotation communale 2025 ........... 640.000 €")
    assert is_amount_row("Dotation communale      640.000 €")
    assert not is_amount_row("Constituer une provision de 25.000 € par an")
    assert not is_amount_row("Une enveloppe de 25.000 €")


@given(st.lists(st.sampled_from(["- Un", "Deux", "  Trois", "quatre (", "1. Cinq)", "", "Six la"]), max_size=12))
def test_blocks_keep_their_words_and_their_places(lines: list[str]) -> None:
    text = "\n".join(lines)
    before, after = blocks(text), split_unmarked(text, blocks(text))
    assert " ".join(block.text for block in after) == " ".join(block.text for block in before)
    for block in after:
        assert " ".join(text[block.start : block.end].split()) == block.text
        assert text.count("\n", 0, block.start) + 1 == block.line
