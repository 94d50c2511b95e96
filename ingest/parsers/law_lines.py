"""The lines of a legal text: what each one opens (a division, an article, a §, an item), and which go together."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from ingest.folding import fold
from ingest.numerals import ARTICLE, DIVISION, LATIN, ORDINALS, PARAGRAPH
from ingest.vocabulary import load

ARTICLE_RANK, PARAGRAPH_RANK, ANNEX_RANK, NOTE_RANK, DASH_RANK = "article", "paragraphe", "annexe", "note", "tiret"
ITEM_RANKS = ("numero", "chiffre", "lettre")

_DECORATION = re.compile(r"[\s#*_>]*(?:\[(?:\d{1,2}\s*)?(?=[A-Za-z§\d])|\(\s*(?=§|\d{1,3}\s?[°o]))?[\s*_]*")
_BETWEEN = re.compile(r"[\s*_]*(?:(?:<[^<>]{3,300}>|\[\d{1,2}(?=\D))[\s*_]*)*(?:\(\s*(?=§|\d{1,3}\s?[°o]\s))?")
_SEPARATOR = re.compile(r"[\s*_]*[.:]?[\s*_]*(?:\[\d{1,2}\s*(?=[-–—]))?(?:[-–—]\s*)*[\s*_]*")
_FOR_REGION = re.compile(r"\((?P<region>(?:region|communaute)\s[^()]{3,40})\)[\s*_]*")
_REGION = r"(?:_[a-z_]+)?"
_ARTICLES = rf"{ARTICLE}{_REGION}(?:\s*(?:,|et|a|-)\s*{ARTICLE}{_REGION})*"
_ARTICLE = re.compile(rf"art(?:icle)?s?(?:\s*\.)?[\s*_]*(?P<number>{_ARTICLES})(?![a-z])")
_PARAGRAPH = re.compile(rf"(?:§|paragraphe(?=\s))\s*(?P<number>{PARAGRAPH})")
_NUMERO = re.compile(rf"(?P<number>\d{{1,3}}(?:\s?°|o(?=\s))(?:\s?{LATIN}|/\d+)?)[.)]?\s*(?=\S)")
_FIGURE = re.compile(rf"(?P<number>\d{{1,2}}(?:/\d+|{LATIN})?(?:\)|\.(?=\s)))\s*(?=\S)")
_LETTER = re.compile(rf"(?P<number>(?:[ivx]{{2,4}}|[a-z]{{1,2}})(?:/\d+|{LATIN})?\)|[a-h]\.(?=\s))\s*(?=\S)")
_DASH = re.compile(r"[-–—•●▪·]\s+(?=\S)")
_GOES_ON = re.compile(r"[\s*_]*(?:,|(?:et|ou|a)\s+(?:\d{1,3}\s?[°)]|[a-z]\)))")


@dataclass(frozen=True, slots=True)
class Opening:
    """What a line opens.

    Attributes:
        rank: A division (`partie` … `sous-section`), `annexe`, `article`, `paragraphe`, an item (`numero`, `chiffre`,
            `lettre`), `tiret`, `note`.
        number: The number as printed, spaces apart.
        start: First character of the label.
        end: Where what stands after the label and its separator begins.
        label_end: One past the label.
        region: The region that the article is for, where the label says so.
    """

    rank: str
    number: str
    start: int
    end: int
    label_end: int
    region: str = ""


@lru_cache(maxsize=1)
def _division() -> re.Pattern[str]:
    law = load("law")
    names = "|".join(sorted(map(fold, law["divisions"]), key=len, reverse=True))
    annexes = "|".join(map(fold, law["annexes"]))
    return re.compile(
        rf"(?P<rank>{names})\s+(?P<number>{DIVISION})|(?P<ordinal>{'|'.join(ORDINALS)})\s+(?P<part>partie)(?![a-z])"
        rf"|(?P<annex>{annexes})(?![a-z])(?:\s+(?P<which>{DIVISION}))?"
    )


@lru_cache(maxsize=1)
def _note_start() -> re.Pattern[str]:
    verbs = "|".join(re.escape(fold(verb)) for names in load("law")["states"].values() for verb in names)
    return re.compile(rf"\(?(?P<number>\d{{1,2}})\)?\s*(?=<|(?:{verbs})e?s?\s+par)")


@lru_cache(maxsize=1)
def joiners() -> frozenset[str]:
    """The folded words that no sentence ends with: those of any text, and those that laws go on with."""
    return frozenset(map(fold, (*load("labels")["unfinished"], *load("law")["joiners"])))


@lru_cache(maxsize=1)
def closings() -> re.Pattern[str]:
    """How the folded lines after the last article start: « signé » is such a start, « signée » none."""
    return re.compile(rf"(?:{'|'.join(re.escape(fold(words)) for words in load('law')['closings'])})(?!\w)")


def openings(text: str, folded: str, start: int, end: int) -> tuple[Opening, ...]:
    """What a line opens, from the outside in: « Art. 60. § 1er. 1° … » opens three elements.

    An article that a sentence names (« Article 60, § 7, de la loi… ») opens nothing: a label is set apart from
    what follows by a full stop, a dash, a capital or the end of the line.

    Args:
        text: The source text.
        folded: The same, folded.
        start: First character of the line.
        end: One past its last character.
    """
    position = _DECORATION.match(folded, start, end).end()  # type: ignore[union-attr]
    first = (
        _note(text, folded, position, end)
        or _heading(text, folded, position, end)
        or _article(text, folded, position, end)
    )
    if first is not None and first.rank != ARTICLE_RANK:
        return (first,)
    found = [first] if first else []
    if found:
        position = _BETWEEN.match(folded, first.end, end).end()  # type: ignore[union-attr]
    for read in (_paragraph, _numero, _figure, _letter):
        opening = read(text, folded, position, end)
        if opening is not None:
            found.append(opening)
            position = _BETWEEN.match(folded, opening.end, end).end()  # type: ignore[union-attr]
    if not found and (dash := _DASH.match(folded, position, end)):
        found.append(Opening(DASH_RANK, "", position, dash.end(), position + 1))
    return tuple(found)


def _apart(text: str, position: int, end: int) -> bool:
    """Whether what stands after a label is set apart from it, so that it is no sentence that goes on."""
    rest = text[position:end].lstrip(" \t\u00a0*_")
    return not rest or rest[0] in '.:-–—[(<«"“§' or rest[0].isupper()


def _heading(text: str, folded: str, start: int, end: int) -> Opening | None:
    match = _division().match(folded, start, end)
    if match is None or not text[start].isupper() or not _apart(text, match.end(), end):
        return None
    rank = match.group("rank") or match.group("part") or ANNEX_RANK
    number = text[match.start("number") : match.end("number")] if match.group("rank") else ""
    if match.group("annex"):
        bare = (
            match.group("which") is None
            and text[match.end() : end].strip()
            and not re.match(r"\s*[.:–—-]", text[match.end() : end])
        )
        if bare:
            return None
        number = text[match.start("which") : match.end("which")] if match.group("which") else ""
    elif match.group("ordinal"):
        number = text[match.start("ordinal") : match.end("ordinal")]
    after = _SEPARATOR.match(text, match.end(), end)
    return Opening(rank, number, start, after.end() if after else match.end(), match.end())


def _article(text: str, folded: str, start: int, end: int) -> Opening | None:
    match = _ARTICLE.match(folded, start, end) if text.startswith(("A",), start) else None
    if match is None or not _apart(text, match.end(), end):
        return None
    after = _SEPARATOR.match(text, match.end(), end)
    position = after.end() if after else match.end()
    # « Article 60 § 7 de la loi… » is a sentence, « Art. 60 § 7. Le centre… » a label.
    tied = text.startswith("§", position) and "." not in text[match.end() : position]
    if tied and _paragraph(text, folded, position, end) is None:
        return None
    if named := _FOR_REGION.match(folded, position, end):
        position = named.end()
    printed = text[match.start("number") : match.end("number")]
    number, _, region = printed.partition("_")
    number = re.sub(
        rf"(?<=\d)\s+(?=(?:er|re|{LATIN})\b)|(?<=^[LDRA])\s+(?=\d)", "", number.strip(), flags=re.IGNORECASE
    )
    place = text[named.start("region") : named.end("region")] if named else region.replace("_", " ").strip()
    return Opening(ARTICLE_RANK, number, start, position, match.end(), place)


def _paragraph(text: str, folded: str, start: int, end: int) -> Opening | None:
    match = _PARAGRAPH.match(folded, start, end)
    if match is None or not _apart(text, match.end(), end):
        return None
    if text[start] != "§" and (text[start] != "P" or not re.match(r"\s*[.–—-]", text[match.end() : end])):
        return None
    after = _SEPARATOR.match(text, match.end(), end)
    number = re.sub(r"(?<=\d)\s+(?=er|re)", "", text[match.start("number") : match.end("number")])
    return Opening(PARAGRAPH_RANK, f"§ {number}", start, after.end() if after else match.end(), match.end())


def _numero(text: str, folded: str, start: int, end: int) -> Opening | None:
    opening = _item("numero", _NUMERO, text, folded, start, end)
    if opening is None:
        return None
    return replace(opening, number=re.sub(r"^(\d+)\s?[°ºo]\s?", r"\1°", opening.number))


def _figure(text: str, folded: str, start: int, end: int) -> Opening | None:
    return _item("chiffre", _FIGURE, text, folded, start, end)


def _letter(text: str, folded: str, start: int, end: int) -> Opening | None:
    opening = _item("lettre", _LETTER, text, folded, start, end)
    return None if opening and opening.number.endswith(".") and not opening.number.islower() else opening


def _item(rank: str, pattern: re.Pattern[str], text: str, folded: str, start: int, end: int) -> Opening | None:
    """An item's mark; « 1° et 2° » and « 2°, a), » are mentions of items."""
    match = pattern.match(folded, start, end)
    if match is None or _GOES_ON.match(folded, match.end("number"), end):
        return None
    return Opening(rank, text[match.start("number") : match.end("number")], start, match.end(), match.end("number"))


def _note(text: str, folded: str, start: int, end: int) -> Opening | None:
    match = _note_start().match(folded, start, end)
    return Opening(NOTE_RANK, match.group("number"), start, match.end(), match.end()) if match else None
