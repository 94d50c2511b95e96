"""Items of an enumeration stand beside or below one another as their marks say."""

import pytest

from ingest.layout import Block
from ingest.parsers.builder import Draft, TreeBuilder
from ingest.parsers.law_items import ItemStack
from ingest.parsers.law_lines import Opening
from ingest.records import Level


def opening(number: str) -> Opening:
    rank = "numero" if "°" in number else "chiffre" if number[0].isdigit() else "lettre"
    return Opening(rank, number, 0, len(number), len(number))


def nested(*numbers: str) -> str:
    """The items as an outline: « 1° > a) » stands for an a) below a 1°. A colon after a number announces a list."""
    stack, builder = ItemStack(), TreeBuilder("loi", "texte")
    names: dict[int, str] = {}
    announced = False
    lines = []
    for number in numbers:
        bare = number.rstrip(":")
        parent = stack.parent(opening(bare), announced)
        draft = builder.add(Level.PARAGRAPHE, Block("texte", 0, 5, 1, 1, 0), parent)
        stack.push(draft)
        names[id(draft)] = bare
        lines.append(" > ".join((*path(parent, names), bare)))
        announced = number.endswith(":")
    return " | ".join(lines)


def path(draft: Draft | None, names: dict[int, str]) -> tuple[str, ...]:
    return (*path(draft.parent, names), names[id(draft)]) if draft else ()


@pytest.mark.parametrize(
    ("numbers", "outline"),
    [
        ("1° 2° 3°", "1° | 2° | 3°"),
        ("1° a) b) 2°", "1° | 1° > a) | 1° > b) | 2°"),
        ("a) 1° 2° b)", "a) | a) > 1° | a) > 2° | b)"),
        ("1° a) i) ii) b)", "1° | 1° > a) | 1° > a) > i) | 1° > a) > ii) | 1° > b)"),
        ("1° a) 2° a)", "1° | 1° > a) | 2° | 2° > a)"),
        ("g) h) i) j)", "g) | h) | i) | j)"),
        ("1° 1°bis 2°", "1° | 1°bis | 2°"),
        ("1° 1) 2) 2°", "1° | 1° > 1) | 1° > 2) | 2°"),
        ("z) aa) bb)", "z) | aa) | bb)"),
        ("1° a): 1°", "1° | 1° > a) | 1° > a) > 1°"),
    ],
)
def test_items_nest_as_their_marks_say(numbers: str, outline: str) -> None:
    assert nested(*numbers.split()) == outline


def filled(*numbers: str) -> tuple[ItemStack, list[Draft]]:
    stack, builder = ItemStack(), TreeBuilder("loi", "texte")
    drafts = []
    for number in numbers:
        parent = stack.parent(opening(number), False)
        drafts.append(builder.add(Level.PARAGRAPHE, Block("texte", 0, 5, 1, 1, 0), parent))
        stack.push(drafts[-1])
    return stack, drafts


def test_the_innermost_item_is_on_top_until_the_list_ends() -> None:
    assert ItemStack().top is None
    stack, drafts = filled("1°", "a)")
    assert stack.top is drafts[-1]
    stack.clear()
    assert stack.top is None


@pytest.mark.parametrize(("following", "left"), [("b)", 1), ("2°", 0), ("3°", None), ("c)", None), (None, None)])
def test_an_alinea_leaves_the_items_that_do_not_go_on(following: str | None, left: int | None) -> None:
    stack, drafts = filled("1°", "a)")
    stack.leave(opening(following) if following else None)
    assert stack.top is (drafts[left] if left is not None else None)
