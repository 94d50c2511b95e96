"""French text made ready for Streamlit's Markdown: spacing, harmless words, links to the sources."""

import re
from collections.abc import Collection

_NO_BREAK = "\u00a0"
_BEFORE_PUNCTUATION = re.compile(r"(?<=\S) (?=[:;?!»](?![-\w]))")
_AFTER_QUOTE = re.compile(r"(?<=«) ")
_DIRECTIVE = re.compile(r":(?=[A-Za-z+])")
_MARKS = str.maketrans({mark: f"\\{mark}" for mark in "\\`*_[]<>#|~"})
_MARK = re.compile(r" ?\[(\d{1,4})\]")


def french(text: str) -> str:
    """The text with the no-break spaces that French typography asks for."""
    return _AFTER_QUOTE.sub(_NO_BREAK, _BEFORE_PUNCTUATION.sub(_NO_BREAK, text))


def safe(text: str) -> str:
    """Markdown in which words are only words: no formula, no emoji, no colour directive, no image fetched from afar."""
    escaped = _DIRECTIVE.sub(r"\:", text.replace("$", r"\$"))
    return french(escaped.replace("![", r"!\["))


def plain(words: str) -> str:
    """Words of a document or of a user, in which no Markdown is meant: no link, no heading, no emphasis.

    To be given to `safe`.
    """
    return " ".join(words.split()).translate(_MARKS)


def several(number: int, one: str, more: str = "") -> str:
    """A number with its noun, in the plural from two on: « 0 ligne », « 1 ligne », « 3 lignes ».

    Args:
        number: How many.
        one: The noun, and what goes with it, for one.
        more: The same for more; without it, « s » is added.
    """
    return f"{number} {(more or f'{one}s') if number > 1 else one}"


def linked(text: str, numbers: Collection[int], prefix: str) -> str:
    """Safe Markdown whose `[n]` marks lead to their sources.

    Args:
        text: An answer's Markdown.
        numbers: The numbers that have a source; any other mark stays plain text.
        prefix: What stands before the number in the sources' anchors.
    """

    def link(match: re.Match[str]) -> str:
        number = int(match.group(1))
        if number not in numbers:
            return match.group()
        space = _NO_BREAK if match.group().startswith(" ") else ""
        return rf"{space}[\[{number}\]](#{prefix}{number})"

    return _MARK.sub(link, safe(text))
