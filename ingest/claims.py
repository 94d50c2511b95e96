"""What a document announces of its own parts: « Notre PST compte 4 objectifs stratégiques et 37 actions »."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from ingest.claim_words import (
    SPACE,
    bound_after,
    connecting,
    mention_pattern,
    number_of,
    repeats,
    word_pattern,
)
from ingest.folding import fold
from ingest.records import Document, DocumentKind, Level, Node
from ingest.volets import volet_kinds

_SENTENCE = re.compile(r"[.!?;][\"»)]*\s+(?=[A-ZÀ-Ý0-9«\"•–-])|\n[ \t]*\n|\n[ \t]*[•\-–*#]")
_LOOK_BACK = 400
_TITLE_WORDS = 20
_ABOUT = 0.1
_SPEAKING = frozenset({DocumentKind.PST, DocumentKind.DPS, DocumentKind.PAGE, DocumentKind.BILAN, DocumentKind.AUTRE})
_INSIDE = frozenset({Level.OS, Level.OO, Level.ACTION, Level.SOUS_ACTION, Level.INTENTION, Level.OBJECTIF})
_PART = re.compile(
    r"(?<!\w)(?:os|oo|axe|action|fiche|theme|chapitre|objectif (?:strategique|operationnel))"
    r"\s+(?:n\s?°?\s*)?[\divx]+(?!\w)"
)
_YEARS = re.compile(r"(20\d\d)\s*-\s*(20\d\d)")
_CHAIN = frozenset({Level.OS, Level.OO})


class Bound(StrEnum):
    """How far a number binds."""

    EXACT = "exact"
    AT_LEAST = "au_moins"
    ABOUT = "environ"
    AT_MOST = "au_plus"


@dataclass(frozen=True, slots=True)
class Claim:
    """A count that a document announces of itself.

    Attributes:
        level: What is counted; `number` how many.
        scope: The id of the node that it is counted in, or None for the whole document.
        quote: The words, from `start` to `end` of the source text.
        node: The id of the passage that holds them.
    """

    level: Level
    number: int
    bound: Bound
    scope: str | None
    quote: str
    start: int
    end: int
    line: int
    node: str

    def agrees(self, found: int) -> bool:
        """Whether a count bears the claim out."""
        if self.bound is Bound.AT_LEAST:
            return found >= self.number
        if self.bound is Bound.AT_MOST:
            return found <= self.number
        margin = _ABOUT * self.number if self.bound is Bound.ABOUT else 0
        return abs(found - self.number) <= margin


@dataclass(frozen=True, slots=True)
class _Mention:
    """A number before the name of a part, not yet known to be a claim."""

    claim: Claim
    weak: bool
    before: str
    after: str
    above: str


def find_claims(document: Document) -> tuple[Claim, ...]:
    """The counts that a document announces of its own parts, in reading order.

    A mention counts when the words around it say that a whole is counted: a verb (« se compose de »), a line that
    says nothing else, several levels in one sentence, or « au total ». A word that narrows the name (« actions
    prioritaires »), a part as the subject (« chaque objectif ») or another plan's name make it no claim.

    Args:
        document: The document.
    """
    if document.identity.kind not in _SPEAKING or document.is_note:
        return ()
    folded = fold(document.text)
    breaks = [match.start() for match in re.finditer("\n", folded)]
    found: list[Claim] = []
    for node in document.nodes:
        if node.level in (Level.PASSAGE, Level.SECTION):
            for group in _groups(list(_mentions(document, node, folded, breaks))):
                found += _accepted(document, node, group)
    return tuple(found)


def count_for(document: Document, claim: Claim) -> int | None:
    """How many nodes of the tree a claim is about, or None where the tree has no such level to compare with.

    « Axes » of a plan are what its tree has above the objectives: sections, or the OS themselves.
    """
    nodes = [node for node in document.nodes if claim.scope is None or _is_within(document, node, claim.scope)]
    number = sum(node.level is claim.level for node in nodes)
    if claim.level is not Level.AXE or number:
        return number
    tops = sum(node.level is Level.SECTION and not _below_section(document, node) for node in nodes)
    objectives = sum(node.level is Level.OS for node in nodes)
    return next((one for one in (tops, objectives) if one and claim.agrees(one)), None)


def _is_within(document: Document, node: Node, scope: str) -> bool:
    return any(one.id == scope for one in document.ancestors(node))


def _below_section(document: Document, node: Node) -> bool:
    return any(one.level is Level.SECTION for one in document.ancestors(node))


def _mentions(document: Document, node: Node, folded: str, breaks: list[int]) -> Iterator[_Mention]:
    for match in mention_pattern().finditer(folded, node.start, node.end):
        number = number_of(match)
        group = next(name for name, value in match.groupdict().items() if value and name[:5] in ("part_", "weak_"))
        level = Level(group[5:])
        if number is None or number < 2 or (level is Level.OBJECTIF and document.identity.kind is not DocumentKind.DPS):
            continue
        line = bisect_left(breaks, match.start()) + 1
        quote = document.text[match.start() : match.end()]
        behind = bound_after().match(folded, match.end(), node.end)
        claim = Claim(
            level,
            number,
            _bound(match) or (behind and _bound(behind)) or Bound.EXACT,
            None,
            quote,
            match.start(),
            match.end(),
            line,
            node.id,
        )
        head, tail = _sentence(document.text, match.start(), match.end())
        yield _Mention(
            claim,
            group.startswith("weak_"),
            folded[head : match.start()],
            folded[match.end() : min(tail, node.end)],
            folded[max(node.start, head - _LOOK_BACK) : head],
        )


def _bound(match: re.Match[str]) -> Bound | None:
    """The bound that the words before a number, or behind its part's name, give it."""
    said = match.groupdict()
    return next((bound for bound in Bound if said.get(bound)), Bound.ABOUT if said.get("round") else None)


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """The bounds of the sentence around a place."""
    first = max(0, start - _LOOK_BACK)
    heads = [match.end() for match in _SENTENCE.finditer(text, first, start)]
    tail = _SENTENCE.search(text, end, end + _LOOK_BACK)
    return (heads[-1] if heads else first), (tail.start() if tail else min(len(text), end + _LOOK_BACK))


def _groups(mentions: list[_Mention]) -> list[list[_Mention]]:
    """Mentions of one announcement together: nothing but connecting words between them."""
    groups: list[list[_Mention]] = []
    for mention in mentions:
        last = groups[-1][-1] if groups else None
        between = last.after[: mention.claim.start - last.claim.end] if last else ""
        gap = mention.claim.start - last.claim.end if last else 0
        if last is not None and gap <= len(last.after) and _connects(between):
            groups[-1].append(mention)
        else:
            groups.append([mention])
    return groups


def _connects(between: str) -> bool:
    return not connecting().sub("", between).strip(" \n\t,:;()'-+&/")


def _accepted(document: Document, node: Node, group: list[_Mention]) -> list[Claim]:
    """The claims of one announcement, or none where something else is counted."""
    levels = {mention.claim.level for mention in group}
    chained = bool(levels & _CHAIN) and len(levels) > 1
    own = any(mention.claim.level in levels and not mention.weak for mention in group)
    before, last = group[0].before, group[-1]
    if not own or _speaks_of_other(document, before):
        return []
    whole = word_pattern("whole").match(last.after.lstrip()) or word_pattern("totals").search(before)
    alone = not before.strip(" \n\t*_#•-–:") and len((before + last.after).split()) <= _TITLE_WORDS
    named = word_pattern("self").search(before)
    counting = word_pattern("counting", prefix=True).search(before) and _has_subject(group[0])
    if not (chained or whole or counting or alone):
        return []
    inside = [one for one in document.ancestors(node) if one.level in _INSIDE]
    if inside and not named:
        return []
    claims = []
    for index, mention in enumerate(group):
        following = group[index + 1] if index + 1 < len(group) else None
        weak_without = mention.weak and (not chained or _doubled(mention, group))
        if weak_without or (following is None and not _may_follow(mention.after)):
            continue
        claim = _scoped(document, node, mention, bool(named))
        if claim is not None:
            claims.append(claim)
    return claims


def _has_subject(mention: _Mention) -> bool:
    """Whether what counts is the document, its authors or one of its volets: « le service compte… » is none."""
    if word_pattern("self").search(mention.before) or word_pattern("subjects").search(mention.before):
        return True
    return bool(word_pattern("pronouns").match(mention.before.lstrip()) and word_pattern("self").search(mention.above))


def _speaks_of_other(document: Document, before: str) -> bool:
    """Whether the subject is a part, or another plan: by its name, by the tense or by its years."""
    if word_pattern("other", prefix=True).search(before) or _PART.search(before):
        return True
    years, period = _YEARS.search(before), document.identity.period
    return bool(years and period and (int(years.group(1)), int(years.group(2))) != (period.start, period.end))


def _doubled(weak: _Mention, group: list[_Mention]) -> bool:
    return any(one.claim.level is weak.claim.level and not one.weak for one in group)


def _may_follow(after: str) -> bool:
    """Whether the words after a name leave it whole."""
    rest = after
    for pattern in repeats():
        rest = pattern.sub("", rest, count=1)
    stripped = rest.strip(' \t*_»"')
    if not stripped or stripped[0] in "\n.,;:!?()…–-|":
        return True
    match = word_pattern("after", prefix=True).match(stripped)
    return match is not None and not stripped[match.end() :].lstrip().startswith("%")


def _scoped(document: Document, node: Node, mention: _Mention, named: bool) -> Claim | None:
    """A claim with the part of the document that it counts in; None where that part is not in the tree."""
    if mention.claim.level is Level.VOLET:
        return mention.claim
    kinds = volet_kinds()
    choices = "|".join(kinds)
    after = re.match(
        rf"{SPACE}(?:(?:dans|pour|du|au|en)(?:{SPACE}le)?{SPACE}volet{SPACE})?({choices})(?!\w)", mention.after
    )
    # Two volets named before one number are the whole: « composé d'un volet interne et d'un volet externe ».
    heads = [kinds[one] for one in re.findall(rf"volet{SPACE}({choices})(?!\w)", mention.before)]
    since = mention.before
    digits = [one.end() for one in mention_pattern().finditer(since)]
    if digits:
        heads = [kinds[one] for one in re.findall(rf"volet{SPACE}({choices})(?!\w)", since[digits[-1] :])] or heads[-1:]
    kind = kinds[after.group(1)] if after else heads[0] if len(set(heads)) == 1 else None
    if kind is not None:
        volets = [one for one in document.nodes if one.level is Level.VOLET and one.kind == kind]
        return replace(mention.claim, scope=volets[0].id) if len(volets) == 1 else None
    volets = [one for one in document.ancestors(node) if one.level is Level.VOLET]
    return replace(mention.claim, scope=volets[-1].id) if volets and not named else mention.claim
