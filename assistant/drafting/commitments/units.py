"""What a declaration is made of: headings, elements of lists, paragraphs, with their marks and what follows them."""

import re
from dataclasses import dataclass

from assistant.drafting.commitments.headings import is_role_name
from assistant.drafting.commitments.labelled import LabelledList, labelled_list
from assistant.drafting.commitments.lines import split_lines, wrapping_width
from assistant.drafting.commitments.rows import is_row, split_rows
from assistant.drafting.commitments.saying import (
    element_label,
    has_finite,
    is_formal,
    opens_with_action,
    opens_with_infinitive,
    tells_future,
)
from ingest.records import Document, Level, Node

_HEADINGS = frozenset({Level.VOLET, Level.SECTION, Level.OS, Level.AXE, Level.LIVRE, Level.TITRE, Level.CHAPITRE})
_LISTED = frozenset({Level.INTENTION, Level.OBJECTIF})
_MARK = re.compile(r"^(?P<indent>[ \t]*)(?P<heading>#{1,6}\s)?(?:(?P<bullet>[^\w\s#*_«\"'(]|[*o](?=\s))|[*_]*)")
_COVER = re.compile(r"\b(?:19|20)\d\d\b|^(?:le |du )?(?:C\.?P\.?A\.?S|Centre public)\b", re.IGNORECASE)
_FIRST = frozenset({"1", "a", "A", "I", "i"})
MAX_TITLE = 14
"""A title that heads a group has no more words than that."""


@dataclass(slots=True)
class Unit:
    """An element of the document: a heading, an element of a list, or a paragraph."""

    node: Node
    start: int
    end: int
    words: str
    bullet: bool
    indent: int
    hashes: int
    marked: bool
    explicit: bool
    above: bool
    titled: bool = False
    heads_part: bool = False
    heads_list: bool = False
    names_part: bool = False
    demoted: bool = False
    labelled: LabelledList | None = None
    following: "Unit | None" = None

    @property
    def number(self) -> str:
        """Its number as it is printed, or ""."""
        return self.node.number or ""

    @property
    def rank(self) -> int:
        """The depth of a heading, or 0 where nothing tells it."""
        return self.hashes or (self.number.count(".") + 1 if self.number else 0)

    @property
    def is_structural(self) -> bool:
        """Whether the tree knows it as a part of the declaration."""
        return self.node.level in _HEADINGS and not self.demoted

    @property
    def is_plain(self) -> bool:
        """Whether nothing but its words tells what it is."""
        return not (self.marked or self.explicit or self.is_structural) and (self.demoted or self.node.kind != "titre")

    @property
    def is_cover(self) -> bool:
        """Whether it is a line of the title page, or of a letter's head."""
        return not self.is_structural and (is_formal(self.words) or bool(_COVER.search(self.words)))

    @property
    def is_main(self) -> bool:
        """Whether it heads a part of the declaration."""
        announces = self.words.rstrip().endswith(":") and is_role_name(self.words)
        top = self.node.kind == "titre" and self.node.parent is None and not announces
        return self.heads_part or self.is_structural or top


def units_of(document: Document) -> list[Unit]:
    """The elements of a document, in reading order, none inside another."""
    text, end = document.text, 0
    width = wrapping_width(text, [(one.start, one.end) for one in document.nodes])
    found: list[Unit] = []
    for node in sorted(document.nodes, key=lambda one: one.start):
        if node.start < end or not re.search(r"\w", text[node.start : node.end]):
            continue
        parts = split_lines(text, node.start, node.end, width) if width else [(node.start, node.end)]
        parts = [row for first, last in parts for row in split_rows(text, first, last)]
        for first, last in parts:
            unit = _unit(text, node, first, last, text[end:first].count("\n") == 1)
            if found:
                found[-1].following = unit
            found.append(unit)
            end = last
    _mark_labelled(found)
    _mark_titles(found)
    _mark_parts(found)
    return found


def _unit(text: str, node: Node, start: int, end: int, above: bool) -> Unit:
    words = text[start:end]
    mark = _MARK.match(text[text.rfind("\n", 0, start) + 1 : start])
    bullet = bool(mark and mark["bullet"]) and not node.number
    explicit = (node.level in _LISTED and not node.reason) or bool(node.attributes)
    hashes = len(mark["heading"].strip()) if mark and mark["heading"] else 0
    indent = len(mark["indent"].expandtabs(4)) if mark else 0
    marked = bullet or (bool(node.number) and not hashes) or (element_label(words) > 0 and not hashes)
    return Unit(node, start, end, words, bullet, indent, hashes, marked, explicit, above)


def is_heading(unit: Unit) -> bool:
    """Whether it heads a part: the tree says so, or its look does, or it names the role of what follows."""
    node = unit.node
    if unit.is_structural or unit.heads_part or unit.heads_list:
        return True
    if (
        node.attributes
        or unit.demoted
        or (unit.marked and not (unit.number or unit.bullet or element_label(unit.words)))
    ):
        return False
    announced = unit.words.rstrip().endswith(":") and unit.following is not None and unit.following.marked
    labelled = unit.marked and not unit.number  # « Engagement n° 1 : … »
    if (
        node.kind == "titre"
        and not labelled
        and ";" not in unit.words
        and (unit.hashes or not announced or is_role_name(unit.words))
    ):
        return True
    if unit.marked or unit.explicit or is_row(unit.words):
        return False
    short = len(unit.words.split()) <= MAX_TITLE and not unit.words.rstrip().endswith((".", ";", ",", ":"))
    if unit.hashes:
        return True
    alone = is_role_name(unit.words)
    if unit.words.rstrip().endswith(":") and alone and unit.following is not None:
        return True
    content = (
        unit.following is not None
        and not unit.above
        and short
        and (unit.following.marked or len(unit.following.words) > len(unit.words))
    )
    bare = not is_sentence(unit.words) and not has_finite(unit.words)
    if opens_with_action(unit.words) and unit.following is not None:
        content = content and (unit.following.bullet or unit.following.words.rstrip().endswith("."))
    return (content and bare and not is_formal(unit.words)) or (alone and short and unit.following is not None)


def is_lone(unit: Unit) -> bool:
    """Whether what looks like a heading is numbered, has nothing below it and reads as a commitment itself."""
    following = unit.following
    if following is not None and following.number.startswith(f"{unit.number}."):
        return False
    heads = following is not None and (following.is_structural or following.node.kind == "titre")
    empty = following is None or (heads and bool(unit.number))
    return empty and (is_sentence(unit.words) or is_noun_of_action(unit.words))


def is_group(unit: Unit) -> bool:
    """Whether a numbered title heads what follows it: deeper numbers, a list, or paragraphs as below its siblings."""
    following = unit.following
    if not unit.number or unit.explicit or following is None:
        return False
    again = following.number in _FIRST and not is_sentence(unit.words) and not is_noun_of_action(unit.words)
    return following.number.startswith(f"{unit.number}.") or following.bullet or unit.titled or again


def _mark_titles(units: list[Unit]) -> None:
    """Find the numbered titles that head a paragraph, as most of their siblings do."""
    siblings: dict[tuple[int, str], list[Unit]] = {}
    part = 0
    for unit in units:
        part += unit.node.level in _HEADINGS
        if unit.number:
            style = _style(unit.number) if "." not in unit.number else ""
            siblings.setdefault((part, style + unit.number.rpartition(".")[0]), []).append(unit)
    for group in siblings.values():
        named = [one for one in group if is_noun_of_action(one.words) or not _is_title(one.words)]
        if 3 * len(named) < 2 * len(group):  # « 1.1. Accueil du public » beside « 1.2. Énergie »: titles, all of them
            for one in group:
                one.names_part = True
        heads = [one for one in group if one.following is not None and one.following.is_plain and _is_title(one.words)]
        heads += [one for one in group if one.following is not None and one.following.bullet and one.names_part]
        for one in heads:
            bare = group[0] in heads and not opens_with_action(one.words) and not has_finite(one.words)
            one.titled = len(heads) > len(group) / 2 or (bare and len(heads) * 2 == len(group))


def _mark_parts(units: list[Unit]) -> None:
    """Find the titles numbered in another style than what they head: « II. Aider chacun » above « 4. Nous… ».

    The first of a style must head something, and most of the others: the last element of a list in Roman numbers stands
    above a number of another style too.
    """
    styles: dict[str, list[Unit]] = {}
    for unit in units:
        if unit.number and not unit.explicit and unit.node.level not in _HEADINGS:
            styles.setdefault(_style(unit.number), []).append(unit)
    for style in ("roman", "capital"):
        group = styles.get(style, [])
        heads = [one for one in group if _is_above(one)]
        if group and heads[:1] == group[:1] and len(heads) > len(group) / 2:
            for one in heads:
                one.heads_part = True


def _is_above(unit: Unit) -> bool:
    """Whether a short title stands right above a number of a lower style, or above prose."""
    following = unit.following
    if following is None or len(unit.words.split()) > MAX_TITLE or unit.words.rstrip().endswith((".", ";")):
        return False
    lower = bool(following.number) and _style(following.number) in ("arabic", "small")
    return lower and not following.number.startswith(f"{unit.number}.")


def _style(number: str) -> str:
    if re.fullmatch(r"[IVXL]+", number):
        return "roman"
    return "arabic" if number[0].isdigit() else "capital" if re.fullmatch(r"[A-Z]", number) else "small"


def _mark_labelled(units: list[Unit]) -> None:
    """Find the themes with their list in one line; a theme in small letters only where most paragraphs are such."""
    plain_ones = [one for one in units if not one.marked and not one.explicit and not one.hashes and not one.number]
    lists = [(one, labelled_list(one.words)) for one in plain_ones]
    usual = 3 <= sum(found is not None for _, found in lists) > len(plain_ones) / 2
    for one, found in lists:
        if found is not None and (found.in_capitals or usual):
            one.labelled = found


def _is_title(words: str) -> bool:
    return len(words.split()) <= MAX_TITLE and not words.rstrip().endswith((".", ";")) and not is_sentence(words)


def is_sentence(words: str) -> bool:
    """Whether words say by a verb of their own what will be done."""
    return opens_with_infinitive(words) or tells_future(words)


def is_noun_of_action(words: str) -> bool:
    """Whether words name an action with its object: « Renforcement de la cellule énergie », and not « Accueil »."""
    return bool(re.match(r"\S+(?:\s\S+)?\s(?:de|du|des|d['’]|à|aux?|en)", words)) and opens_with_action(words)
