"""Lists in one line below a theme: « LOGEMENT : 4 logements de transit ; garantie locative », each piece an element."""

import re
from dataclasses import dataclass

from assistant.drafting.commitments.saying import element_label, has_finite, tells_future

MAX_LABEL = 40
"""A theme's name has no more characters than that."""
_LABEL = rf"[^\w\n]*(?P<label>[^:;\n]{{2,{MAX_LABEL}}}?)"
_COLON = re.compile(rf"{_LABEL}\s*:\s")
_LINE = re.compile(rf"{_LABEL}[ \t]*\n")


@dataclass(frozen=True, slots=True)
class LabelledList:
    """A theme and what stands behind it.

    Attributes:
        label: The theme's name, as it is printed.
        pieces: The places of the elements in the words, without the « ; » between them.
    """

    label: str
    pieces: tuple[tuple[int, int], ...]

    @property
    def in_capitals(self) -> bool:
        """Whether the theme's name stands in capitals, which makes it a heading without more."""
        return self.label.isupper()


def labelled_list(words: str) -> LabelledList | None:
    """The theme and the elements of a line, or None where it is no such list.

    Args:
        words: An element of the document; its first line may be a theme's name in capitals. A line of abbreviations
            (« DG : directrice générale ; DF : … ») is none.
    """
    if ";" not in words or element_label(words):
        return None
    line = _LINE.match(words)
    match = line if line and line["label"].isupper() else _COLON.match(words)
    if match is None or tells_future(match["label"]) or has_finite(match["label"]):
        return None
    pieces = _pieces(words, match.end())
    glossary = sum(bool(_COLON.match(words, first, last)) for first, last in pieces) * 2 >= len(pieces)
    return LabelledList(match["label"].strip(), pieces) if len(pieces) > 1 and not glossary else None


def _pieces(words: str, start: int) -> tuple[tuple[int, int], ...]:
    found, first = [], start
    for match in re.finditer(r";|$", words[start:]):
        last = start + match.start()
        if match[0] and words.count("(", first, last) > words.count(")", first, last):
            continue
        while first < last and words[first].isspace():
            first += 1
        end = last
        while end > first and words[end - 1].isspace():
            end -= 1
        if re.search(r"\w", words[first:end]):
            found.append((first, end))
        first = last + 1
    return tuple(found)
