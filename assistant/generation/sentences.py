"""A language model's answer, cut into the sentences that are checked one by one."""

import re
from dataclasses import dataclass
from functools import cache

from ingest.folding import fold
from ingest.vocabulary import load

_END = re.compile(r"[.!?…]+(?P<after>(?:[\s*_»\"”)]|\[\d{1,3}\])*)")
_MARK = re.compile(r"\[(\d{1,3})\]")
_LAYOUT = re.compile(r"^\s*(?:[-*•+]\s+|\d{1,2}[.)]\s+|>\s*|#{1,6}\s+)*")
_TITLE = re.compile(r"^\s*(?:#{1,6}\s+\S|\*\*[^*]+\*\*\s*:?\s*$)")
_LEADING = re.compile(r"^\s*(?:[-*•+]\s+|\d{1,2}[.)]\s+)?(?:\[\d{1,3}\]\s*)+:?\s*[\w«\"“*(]")
_LED = re.compile(r"(?:^|(?<=[.!?…])\s+)(?P<marks>(?:\[\d{1,3}\][ \t]*)+):?[ \t]*(?=[A-ZÀ-ÝŒ«\"“*(])")
_LAST_WORD = re.compile(r"[\w°.'’-]+$")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A piece of an answer.

    Attributes:
        raw: The piece as written, with what stands before and after it: the raw pieces make up the whole text.
        text: Its words, without marks and layout.
        marks: The numbers of the sources that it cites.
        title: Whether it only heads what follows, and states nothing.
    """

    raw: str
    text: str
    marks: tuple[int, ...]
    title: bool

    @property
    def empty(self) -> bool:
        """Whether it has no word."""
        return re.search(r"\w", self.text) is None


def trailing(text: str) -> str:
    """A text whose marks follow their sentences: some models put them before, « [1] Le plan prévoit… ».

    Args:
        text: The text, its marks in order.
    """
    return "".join(_turned(line) if _LEADING.match(line) else line for line in text.splitlines(keepends=True))


def _turned(line: str) -> str:
    layout = _LAYOUT.match(line)
    start = layout.end() if layout else 0
    body = line[start:]
    found = list(_LED.finditer(body))
    if not found or found[0].start() != 0:
        return line
    out = line[:start]
    for at, match in enumerate(found):
        end = found[at + 1].start() if at + 1 < len(found) else len(body)
        said = body[match.end() : end]
        rest = said.rstrip()
        stop = rest[-1] if rest[-1:] in ".!?…" else ""
        marks = " ".join(one for one in re.findall(r"\[\d{1,3}\]", match.group("marks")) if one not in rest)
        words = rest[: len(rest) - len(stop)].rstrip()
        out += f"{words}{' ' if marks else ''}{marks}{stop}" + (" " if at + 1 < len(found) else said[len(rest) :])
    return out


def sentences(text: str) -> list[Sentence]:
    """The sentences of an answer in order; joined, their raw pieces are the text again."""
    return [_sentence(piece) for line in text.splitlines(keepends=True) for piece in _pieces(line)]


def _pieces(line: str) -> list[str]:
    if _TITLE.match(line):
        return [line]
    found, start, offset = [], 0, len(_LAYOUT.match(line).group(0))  # type: ignore[union-attr]
    for match in _END.finditer(line, offset):
        rest = line[match.end() :]
        if not rest.strip() or (not match.group("after") or _goes_on(line, match, rest)):
            continue
        found.append(line[start : match.end()])
        start = match.end()
    return [*found, line[start:]] if line[start:] else found


def _goes_on(line: str, match: re.Match[str], rest: str) -> bool:
    """Whether a sentence goes on after a full stop: an abbreviation, a small letter, a number of an article."""
    if not re.match(r"[\s*_«\"“(]*[A-ZÀ-ÝŒ0-9«\[-]", rest):
        return True
    last = _LAST_WORD.search(line[: match.start()])
    word = fold(last.group(0)).split("'")[-1] if last else ""
    return line[match.start()] == "." and (word in _abbreviations() or (len(word) == 1 and word.isalpha()))


@cache
def _abbreviations() -> frozenset[str]:
    return frozenset(map(str, load("generation")["abbreviations"]))


def _sentence(raw: str) -> Sentence:
    marks = tuple(dict.fromkeys(int(one) for one in _MARK.findall(raw)))
    words = _LAYOUT.sub("", _MARK.sub("", raw)).replace("**", "").replace("__", "")
    text = " ".join(words.split())
    text = re.sub(r"\s+([.,)])", r"\1", text)
    title = bool(_TITLE.match(raw)) or (text.endswith(":") and not marks)
    return Sentence(raw, text, marks, title)
