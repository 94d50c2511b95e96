"""Source text to layout blocks: what stands on each line, how it is marked, where it starts.

A block is one paragraph, heading or list item with the signals that parsers weigh: indent, bullet,
number, Markdown heading, emphasis. Offsets always point into the source text, so that
`clean(text[block.start:block.end]) == block.text`.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from ingest.announce import announces, is_unfinished, titled
from ingest.records import Level
from ingest.source import Hint

# The private use area holds what Word's symbol fonts draw as bullets; « o » is its round one saved as text.
_BULLETS = "–—•●◦○▪▫■□·‣➢➤►▶◆→⇒✓✔❖\ue000-\uf8ff\\-"
_RULE = re.compile(r"^\s*(?:[-_*=]\s*){3,}$")
_HEADING = re.compile(r"(#{1,6})\s+")
# `§ 2` is a paragraph of a law, `**` an emphasis, `-5` a figure: none of them is a bullet.
# Scanners read round bullets as « e » or « . ».
_BULLET = re.compile(
    rf"(?:(?P<tight>[{_BULLETS}])(?![-–—\d])|[{_BULLETS}*o.](?=\s)|§(?=\s)(?!\s*\d)|e(?=\s[A-ZÀ-Ý]))\s*"
)
_ROMAN = r"(?:X{0,3}(?:IX|IV|V?I{1,3}|V)|X{1,3})"
_NUMBER = re.compile(
    rf"(?P<number>(?:{_ROMAN}|\d{{1,3}})(?:\.(?:{_ROMAN}|\d{{1,3}}))+|\d{{1,3}}|{_ROMAN}|[A-Za-z])"
    r"(?P<separator>\s?[.)°]\s?[-–]?|\s[-–:]|(?=\s))\s*"
)
# « 12.500 euros » and « 01.09.2025 » are figures; no plan has five hundred objectives in one.
_FIGURE = re.compile(r"\d{1,3}(?:\.\d{3})+(?!\.?\d)(?!\s?[.)°–:-])|\d{1,2}\.\d{1,2}\.(?:19|20)\d\d(?!\d)")
_EMPHASIS = re.compile(r"\*{1,3}|_{2,3}|</?(?:sup|sub|b|i|u|strong|em|br)\s*/?>", re.IGNORECASE)
_INNER_HEADING = re.compile(r"\n\s*#{1,6}\s+")
_ROOM = 0.93  # letters are not all as wide in the PDF that a text was copied from
_FULL_LINE, _MIN_FULL, _MIN_WIDTH, _MAX_WIDTH = 0.85, 6, 50, 140
_NO_HINT = Hint()
_LOOK_AHEAD = 5
_SENTENCE_END = re.compile(r"[.;:!?…»)]\s*$")


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, heading or list item.

    Attributes:
        start: First character of the block's own words (after indent, bullet, number, heading marks).
        end: One past the last character.
        line: First line, from 1; `end_line` is the last.
        indent: Width of the white space before the first mark.
        bullet: The bullet character, or "".
        number: The enumeration's number without its separator, or "".
        heading: Depth of a Markdown heading (1-6), 0 for none.
        bold: Whether the block's words are wholly bold. `italic` likewise.
        blank_before: Whether an empty line or a rule separates it from what stands before.
        after_rule: Whether a horizontal rule stands just before.
        joined: Whether the format says that it goes on with the paragraph above.
        whole: Whether the format says that the block is a whole paragraph.
        page: The page that it stands on, where the format has pages.
        level: The level that a table or an export gives it; `kind`, `attributes` and `parent` likewise.
        outside: Whether it stands outside the content: it may say who the document is, and makes no node.
        style: The name of its paragraph style, or "".
    """

    text: str
    start: int
    end: int
    line: int
    end_line: int
    indent: int
    bullet: str = ""
    number: str = ""
    heading: int = 0
    bold: bool = False
    italic: bool = False
    blank_before: bool = False
    after_rule: bool = False
    hard_break: bool = False
    whole: bool = False
    joined: bool = False
    page: int | None = None
    level: Level | None = None
    kind: str | None = None
    attributes: tuple[tuple[str, str], ...] = ()
    parent: int | None = None
    outside: bool = False
    style: str = ""

    @property
    def depth(self) -> int:
        """Components of a hierarchical number: 3 for `2.1.1`, 0 without a number."""
        return self.number.count(".") + 1 if self.number else 0


def clean(raw: str) -> str:
    """Take the layout marks off a slice of source text and fold its white space to single spaces."""
    return " ".join(_EMPHASIS.sub("", _INNER_HEADING.sub("\n", raw)).split())


def blocks(text: str, hints: Mapping[int, Hint] | None = None) -> list[Block]:
    """Split a source text into layout blocks, in reading order.

    Args:
        text: The source text.
        hints: What the format says of its lines, by line number.
    """
    found: list[Block] = []
    offset = 0
    blank = rule = False
    lines = text.split("\n")
    known = hints or {}
    plain = [line for index, line in enumerate(lines, start=1) if not known.get(index, _NO_HINT).outside]
    width = None if len(known) > len(lines) // 2 else _wrap_width(plain)
    for index, raw in enumerate(lines, start=1):
        if not raw.strip():
            blank = True
        elif _RULE.match(raw) and not (hints or {}).get(index, _NO_HINT).level:
            blank = rule = True
        else:
            following = next((line for line in lines[index : index + _LOOK_AHEAD] if line.strip()), "")
            hint = (hints or {}).get(index)
            given = hint is not None and hint.level is not None
            block = _hinted((_given if given else _line)(raw, offset, index, blank, rule, following), hint)
            cut = index > 1 and _is_cut(lines[index - 2], raw, width)
            if block is not None and found and _continues(found[-1], block, cut):
                found[-1] = _join(text, found[-1], block)
            elif block is not None:
                found.append(block)
            blank = rule = False
        offset += len(raw) + 1
    return found


def _given(raw: str, offset: int, number: int, blank: bool, rule: bool, following: str) -> Block | None:
    """The line of a table's element: its words are whole, its number stands in the hint."""
    first, end = len(raw) - len(raw.lstrip()), len(raw.rstrip())
    return Block(clean(raw), offset + first, offset + end, number, number, first, blank_before=blank, after_rule=rule)


def _line(raw: str, offset: int, number: int, blank: bool, rule: bool, following: str) -> Block | None:
    body = raw.expandtabs(4)
    indent = len(body) - len(body.lstrip())
    position = len(raw) - len(raw.lstrip())
    heading = 0
    if match := _HEADING.match(raw, position):
        heading, position = len(match.group(1)), match.end()
    bullet = ""
    if not heading and (match := _BULLET.match(raw, position)) and match.end() < len(raw.rstrip()):
        bullet, position = raw[position], match.end()
    bold, italic = _emphasis(raw[position:].strip())
    end = len(raw.rstrip())
    first = position + len(raw[position:]) - len(raw[position:].lstrip("*_ \t\u00a0"))
    found = ""
    if not bullet and (match := _NUMBER.match(raw, first)) and match.end() < end and _is_number(match, following):
        found, position = match.group("number"), match.end()
    words = clean(raw[position:end])
    if not words.strip("*_"):
        return None
    return Block(
        text=words,
        start=offset + position,
        end=offset + end,
        line=number,
        end_line=number,
        indent=indent,
        bullet=bullet,
        number=found,
        heading=heading,
        bold=bold,
        italic=italic,
        blank_before=blank,
        after_rule=rule,
        hard_break=len(raw) - len(raw.rstrip(" ")) >= 2,
    )


def _hinted(block: Block | None, hint: Hint | None) -> Block | None:
    """A block with what its format knows of it; an element of a table keeps its words whole."""
    if block is None or hint is None:
        return block
    known = replace(
        block,
        heading=hint.heading or block.heading,
        bold=hint.bold or block.bold,
        page=hint.page,
        whole=hint.whole,
        joined=hint.joined,
        level=hint.level,
        kind=hint.kind,
        attributes=hint.attributes,
        parent=hint.parent,
        outside=hint.outside,
        style=hint.style,
    )
    return replace(known, number=hint.number) if hint.level is not None else known


def _is_number(match: re.Match[str], following: str) -> bool:
    """A number counts as a mark when its shape, its separator or the line below says so.

    « 15 objectifs » is a sentence, « 2 Être un CPAS durable » over « 2.1 Isoler les bâtiments » a numbered title.
    """
    number, separator = match.group("number"), match.group("separator").strip()
    if "." in number:
        return not _FIGURE.match(match.string, match.start("number"))
    if number.isalpha() and len(number) == 1 and number.upper() not in "IVX":
        return separator.startswith(")")
    return bool(separator) or following.lstrip("#*_ \t").startswith(f"{number}.1")


def _emphasis(words: str) -> tuple[bool, bool]:
    for mark, bold, italic in (("***", True, True), ("**", True, False), ("*", False, True), ("__", True, False)):
        if words.startswith(mark):
            inner = words[len(mark) :]
            closing = inner.find(mark)
            return bold and closing == len(inner) - len(mark), italic and closing in (-1, len(inner) - len(mark))
    return False, False


def _wrap_width(lines: list[str]) -> int | None:
    """The column at which the lines of a text were cut, or None where each paragraph is one line."""
    lengths = [len(line.rstrip()) for line in lines if line.strip()]
    width = max(lengths, default=0)
    full = sum(length > _FULL_LINE * width for length in lengths)
    return width if _MIN_WIDTH <= width <= _MAX_WIDTH and full >= _MIN_FULL else None


def _is_cut(above: str, line: str, width: int | None) -> bool:
    """Whether a line was cut for want of room: the first word of the next one would not have fitted."""
    words = line.split(maxsplit=1)
    return width is not None and bool(words) and len(above.rstrip()) + 1 + len(words[0]) > _ROOM * width


def _continues(previous: Block, block: Block, cut: bool) -> bool:
    """Whether a line goes on with the block before it rather than starting one of its own.

    Only unmarked lines without a blank line in between can, unless they announce structure; a line cut at the
    text's width, a hard break, an opening parenthesis, a small first letter or an unfinished sentence above say that
    they do.
    """
    if block.joined:
        return True
    if block.heading and previous.heading == block.heading and block.text[0].islower() and not block.number:
        return not _SENTENCE_END.search(previous.text)
    if block.blank_before or block.bullet or block.number or block.heading or block.bold:
        return False
    if previous.whole or block.whole:
        return False
    if previous.heading:
        return False
    if announces(block.text):
        return False
    if cut and (is_unfinished(previous.text) or not titled(previous.text)) and not _SENTENCE_END.search(previous.text):
        return True
    if block.text[0].islower() or block.text[0] in "(,;":
        return True
    if previous.hard_break or (previous.text.isupper() and block.text.isupper() and titled(previous.text)):
        return True
    return bool(previous.bullet or previous.number) and not _SENTENCE_END.search(previous.text)


def _join(text: str, previous: Block, block: Block) -> Block:
    # A continuation is measured from its line's own start: its « number » was part of the sentence.
    return replace(
        previous,
        text=clean(text[previous.start : block.end]),
        end=block.end,
        end_line=block.end_line,
        bold=previous.bold and block.bold,
        hard_break=block.hard_break,
    )
