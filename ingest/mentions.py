"""Mentions of elements of laws in any text: « l'article 60, § 7, alinéa 2, de la loi du 8 juillet 1976 ».

A pure reading of the words: what a mention leads to is told by `ingest.references`, with the law at hand.
"""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from ingest.dates import DATE
from ingest.folding import fold
from ingest.numerals import ARTICLE, DIVISION, ITEM, PARAGRAPH, division_key, key
from ingest.vocabulary import load

ARTICLE_STEP, PARAGRAPH_STEP, ALINEA_STEP, ITEM_STEP = "article", "paragraphe", "alinea", "item"
PRESENT, PREVIOUS, NEXT = "present", "precedent", "suivant"
DIVISION_STEPS = tuple(map(fold, load("law")["divisions"]))
_RANKS = (*DIVISION_STEPS, ARTICLE_STEP, PARAGRAPH_STEP, ALINEA_STEP, ITEM_STEP)

Step = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Mention:
    """One mention.

    Attributes:
        start: First character of the mention.
        end: One past the last.
        steps: From the outside in, what is named and its number's key: `("article", "60"), ("paragraphe", "7")`.
            The first may be relative: `("present", "article")`, `("precedent", "alinea")`, `("suivant", "article")`.
        until: The last number of a range (« articles 57 à 60 »), else "".
        act: The act that it belongs to, as printed, where it names one; "" otherwise.
        inside: Whether it says that it belongs to the text which it stands in (« du présent décret »).
    """

    start: int
    end: int
    steps: tuple[Step, ...]
    until: str = ""
    act: str = ""
    inside: bool = False


_DIVISION = "|".join(sorted(map(re.escape, DIVISION_STEPS), key=len, reverse=True))
_ITEM_LEAD = r"(?<![\w])(?:aux?|du|des|les?|points?|litteras?|lettres?)\s+"
_HEAD = re.compile(
    rf"(?P<relative>(?<![a-z])(?P<present>present)e?s?\s+(?P<what>articles?|paragraphes?|alineas?|{_DIVISION})(?![a-z]))"
    rf"|(?P<beside>(?<![a-z])(?P<kind>article|paragraphe|alinea)\s+(?P<side>precedent|suivant)(?![a-z]))"
    rf"|(?P<article>(?<![\w-])(?:articles?|arts?\.?)\s*)(?={ARTICLE})"
    rf"|(?P<paragraph>§§?\s*|(?<![a-z])(?:paragraphes?|par\.)\s+)(?={PARAGRAPH})"
    rf"|(?P<alinea>(?<![a-z])(?:alineas?|al\.)\s+)(?=\d)"
    rf"|(?P<division>(?<![\w-])(?P<name>{_DIVISION})\s+)(?={DIVISION})"
    rf"|(?P<item>{_ITEM_LEAD})(?={ITEM}(?![a-z]))"
)
_NUMBERS = {
    ARTICLE_STEP: re.compile(rf"{ARTICLE}(?!\s?°|\w)"),
    PARAGRAPH_STEP: re.compile(rf"{PARAGRAPH}(?!\s?°|\w)"),
    ALINEA_STEP: re.compile(r"\d+(?:\s?(?:er|re|e)(?![a-z]))?(?!\s?°|\w)"),
    ITEM_STEP: re.compile(rf"{ITEM}(?![a-z])"),
    **{name: re.compile(DIVISION) for name in DIVISION_STEPS},
}
_TAIL = re.compile(
    rf"\s*,?\s*(?:(?P<paragraph>§§?\s*|paragraphes?\s+|par\.\s+)(?={PARAGRAPH})|(?P<alinea>(?:alineas?|al\.)\s+)(?=\d)"
    rf"|(?P<item>(?:points?\s+|litteras?\s+)?)(?={ITEM}(?![a-z])))"
)
_SEPARATOR = re.compile(r"\s*,?\s*(?P<last>et|ou|ainsi\s+que)\s+|\s*,\s*")
_RANGE = re.compile(r"\s+(?:jusqu')?a\s+")
_AFTER_LIST = re.compile(
    r"\s*(?:[,;.):]|$|§)|\s+(?:et|ou|a|de|du|des|inclus|ne|sont|peuvent|regle\w*|s')(?![a-z])|\s+[a-z]+(?:nt|s)(?![a-z])"
)
_OF = re.compile(r"\s*,?\s*(?:du|de\s+la|de\s+l'|des|de)\s*")
_LABEL = re.compile(
    rf"[\s«\"“(\[]*(?:art(?:icle)?\.?\s*{ARTICLE}\s*\.[\s-]*)?(?:§\s*{PARAGRAPH}\s*\.[\s-]*)?(?:\d{{1,3}}\s?°\s*)?"
)
_COMMA = re.compile(r"\s*,\s*")
_SAME = re.compile(r"\s*,?\s*(?:du|de\s+la|de\s+l'|au)\s+memes?\s+(?P<kind>article|paragraphe|alinea)(?![a-z])")
_PREFIX_LENGTH = 160
_SHAPE_LENGTH = 4
_MAX_STEPS = 6


@lru_cache(maxsize=1)
def _acts() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """An act after a mention (« … de la loi du … »); the same just before one (« la loi du …, article … »)."""
    law = load("law")
    natures = "|".join(sorted((re.escape(fold(name)) for name in law["natures"]), key=len, reverse=True))
    short = "|".join(sorted((re.escape(fold(name)) for name in law["abbreviations"]), key=len, reverse=True))
    codes = "|".join(
        sorted((re.escape(fold(name)).replace(r"\ ", r"\s+") for name in law["codes"]), key=len, reverse=True)
    )
    dated = rf"(?:{natures})(?![a-z-])(?:\s+[^,;:.()«»]{{1,110}}?)?\s+(?:du|des|de)\s+{DATE}"
    named = rf"code\s+(?:{codes}|(?!precit|susmentionn|est|qui|et|ou)[a-z]+)"
    adopted = r"(?:arrete|loi|reglement)\s+(?:royal|ministeriel|communal|provincial)e?"
    lead = r"\s*,?\s*(?:de\s+la|de\s+l'|du|des|de|dudit|de\s+ladite|de\s+cet(?:te)?|d'une?|d')\s*"
    which = r"(?:(?P<own>presente?s?)|(?P<same>memes?|dite?s?|nouvelle)\s+)?\s*"
    after = rf"{lead}{which}(?P<act>{dated}|{named}|{adopted}|(?:{natures})(?![a-z-]))"
    link = r"\s*,\s*(?:notamment\s+|en\s+particulier\s+)?(?:(?:a|en|de)\s+)?(?:l'|les\s+|ses\s+|son\s+|aux\s+)?"
    before = rf"(?<![a-z])(?:{dated}|(?:{short})\s*{DATE}){link}$"
    return re.compile(after), re.compile(before)


def mentions(text: str) -> tuple[Mention, ...]:
    """The mentions of articles, §, alinéas, items and divisions in a text, in reading order.

    « articles 57, 58 et 60, § 2 » are three, « alinéa 2 de l'article 5 » one. A label at the start of the text
    (« Art. 5. », « « § 2. ») is none.

    Args:
        text: Any text: an element of a law, an action of a plan, a question.
    """
    folded = fold(text)
    found: list[Mention] = []
    position = _LABEL.match(folded).end()  # type: ignore[union-attr]
    while match := _HEAD.search(folded, position):
        group, end = _named(folded, match)
        if not group:
            position = match.end()
            continue
        same = _SAME.match(folded, end)
        if same and found and group[0].steps[0][0] in (PARAGRAPH_STEP, ALINEA_STEP, ITEM_STEP):
            found += _again(group, found[-1], same)
        else:
            found += _within(text, folded, group, end)
        position = max(found[-1].end, match.end())
    return tuple(found)


def _named(folded: str, match: re.Match[str]) -> tuple[list[Mention], int]:
    """The mentions that a head starts, and where they end, with « … de l'article 5 » behind them."""
    return _placed(folded, *_listed(folded, match), _kind(match))


def _placed(folded: str, group: list[Mention], end: int, kind: str, chain: bool = True) -> tuple[list[Mention], int]:
    """Mentions with the larger element that the words behind them put them in."""
    of = _OF.match(folded, end)
    if not group or kind == ARTICLE_STEP or of is None:
        return group, end
    outer = _HEAD.match(folded, of.end())
    if outer is not None and outer.group("item") is None:
        smaller = _RANKS.index(_kind(outer)) < _RANKS.index(kind)
        above, stop = _named(folded, outer) if smaller else ([], end)
    elif kind == ITEM_STEP and chain and (number := _NUMBERS[ITEM_STEP].match(folded, of.end())):
        step = (ITEM_STEP, key(number.group()))
        above, stop = _placed(folded, [Mention(number.start(), number.end(), (step,))], number.end(), kind, chain=False)
    else:
        return group, end
    if len(above) != 1:
        return group, end
    group = [replace(one, steps=above[0].steps + one.steps) for one in group]
    group[-1] = replace(group[-1], end=stop)
    return group, stop


def _kind(match: re.Match[str]) -> str:
    """What a head names."""
    if match.group("relative") or match.group("beside"):
        return str(match.group("what") or match.group("kind")).removesuffix("s")
    for group, kind in (("article", ARTICLE_STEP), ("paragraph", PARAGRAPH_STEP), ("alinea", ALINEA_STEP)):
        if match.group(group) is not None:
            return kind
    return str(match.group("name")) if match.group("division") else ITEM_STEP


def _listed(folded: str, match: re.Match[str]) -> tuple[list[Mention], int]:
    if match.group("relative") or match.group("beside"):
        relation = match.group("present") or match.group("side")
        first: Step = (relation, _kind(match))
        return _tailed(folded, match.start(), match.end(), (first,))
    if match.group("item") is not None:
        return _elements(folded, ITEM_STEP, match.end(), match.end(), (), plural=True)
    kind = _kind(match)
    word = match.group().strip()
    plural = word.endswith(("s", "§§", "art.", "art"))
    return _elements(folded, kind, match.start(), match.end(), (), plural)


def _elements(
    folded: str, kind: str, start: int, position: int, prefix: tuple[Step, ...], plural: bool
) -> tuple[list[Mention], int]:
    """A list of numbers of one kind, each with what is named inside it."""
    found: list[Mention] = []
    number = _NUMBERS[kind].match(folded, position)
    end = position
    while number is not None:
        steps = (*prefix, (kind, _key(kind, number.group())))
        reach = _RANGE.match(folded, number.end())
        last = _NUMBERS[kind].match(folded, reach.end()) if reach and plural else None
        if last is not None:
            found.append(Mention(start, last.end(), steps, until=_key(kind, last.group())))
            end = last.end()
        else:
            group, end = _tailed(folded, start, number.end(), steps)
            found += group
        separator = _SEPARATOR.match(folded, end)
        if (
            separator is None
            or not plural
            or (prefix and len(found) > 1 and "et" in folded[found[-2].end : found[-1].start])
        ):
            break
        start = separator.end()
        number = _NUMBERS[kind].match(folded, start)
        if number is not None and kind == ARTICLE_STEP and not _AFTER_LIST.match(folded, number.end()):
            break
    return found, end


def _tailed(folded: str, start: int, end: int, steps: tuple[Step, ...]) -> tuple[list[Mention], int]:
    """An element with what is named inside it: « , § 2, alinéa 1er, 3° », « , §§ 2 et 3 »."""
    if steps[-1][0] in DIVISION_STEPS:
        below = _HEAD.match(folded, comma.end()) if (comma := _COMMA.match(folded, end)) else None
        name = below.group("name") if below else None
        number = _NUMBERS[name].match(folded, below.end()) if below and name else None
        if name and number and _RANKS.index(name) > _RANKS.index(steps[-1][0]):
            return _tailed(folded, start, number.end(), (*steps, (name, _key(name, number.group()))))
        return [Mention(start, end, steps)], end
    tail = _TAIL.match(folded, end) if len(steps) < _MAX_STEPS else None
    if tail is None:
        return [Mention(start, end, steps)], end
    kind = next(
        kind
        for group, kind in (("paragraph", PARAGRAPH_STEP), ("alinea", ALINEA_STEP), ("item", ITEM_STEP))
        if tail.group(group) is not None
    )
    last = steps[-1][1] if steps[-1][0] in (PRESENT, PREVIOUS, NEXT) else steps[-1][0]
    if kind != ITEM_STEP and last in _RANKS and _RANKS.index(kind) <= _RANKS.index(last):
        return [Mention(start, end, steps)], end
    if kind == last == ITEM_STEP and _shape(steps[-1][1]) == _shape(folded[tail.end() : tail.end() + _SHAPE_LENGTH]):
        return [Mention(start, end, steps)], end
    plural = kind == ITEM_STEP or tail.group().strip().endswith(("s", "§§"))
    group, stop = _elements(folded, kind, start, tail.end(), steps, plural)
    return (group, stop) if group else ([Mention(start, end, steps)], end)


def _shape(item: str) -> tuple[bool, bool]:
    """The family of an item's mark: 1° and 2° are one, a) and b) another."""
    return item[:1].isdigit(), "°" in item or bool(re.match(r"\d+o", item))


def _key(kind: str, number: str) -> str:
    return division_key(number) if kind in DIVISION_STEPS else key(number)


def _again(group: list[Mention], before: Mention, same: re.Match[str]) -> list[Mention]:
    """Mentions inside an element that was just named: « l'article 5, § 1er, et … le § 2 du même article »."""
    kinds = [kind for kind, _ in before.steps]
    kept = kinds.index(same.group("kind")) + 1 if same.group("kind") in kinds else 0
    prefix = before.steps[:kept]
    group = [replace(one, steps=prefix + one.steps, act=before.act, inside=before.inside) for one in group]
    group[-1] = replace(group[-1], end=same.end())
    return group


def _within(text: str, folded: str, group: list[Mention], end: int) -> list[Mention]:
    """The mentions with the act that they belong to."""
    after, before = _acts()
    if match := after.match(folded, end):
        act = text[match.start("act") : match.end()]
        own = match.group("own") is not None
        group = [replace(one, act="" if own else act, inside=own) for one in group]
        group[-1] = replace(group[-1], end=group[-1].end if own else match.end())
        return group
    start = max(0, group[0].start - _PREFIX_LENGTH)
    if match := before.search(folded, start, group[0].start):
        return [replace(one, act=text[match.start() : match.end()].split(",")[0].strip()) for one in group]
    return group
