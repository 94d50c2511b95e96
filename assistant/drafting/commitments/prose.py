"""Prose to the clauses that commit: sentences, the main clauses of each, and the infinitives that one verb governs."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from assistant.drafting.commitments.saying import (
    Verb,
    commits_noun,
    find_verbs,
    has_finite,
    is_set_aside,
    opens_with_action,
    opens_with_determiner,
    opens_with_infinitive,
)
from assistant.drafting.commitments.texts import plain
from ingest.vocabulary import load

_END = re.compile(r"(?:[.!?…]+|;)(?:\s?[»\")])?(?:\*\*|__)?(?=\s|$|(?<=\s\.)[A-ZÀ-Ý])")
_WORD_BEFORE = re.compile(r"([\w.]+)$")
_COORDINATORS = r"(?:et|mais|puis|tandis que|tandis qu'|alors que|or|car|ainsi que|voire)"
_SEPARATOR = re.compile(rf"\s*(?:,|:|\s[–—-])\s+(?:{_COORDINATORS}(?:\s|(?<=')))?|\s+{_COORDINATORS}(?:\s|(?<='))")
_GOVERNED = r"(?P<inf>(?P<prep>à\s|de\s|d')?(?:ne (?:pas|plus) )?(?P<verb>(?:s'|l'|les |se )?[\wà-ÿœ]+))"
_COORDINATED = re.compile(rf"(?:,\s(?:et\s|ou\s)?|\s(?:et|ou)\s(?:enfin\s|aussi\s)?){_GOVERNED}")
_PREPOSITION = re.compile(r"(?:à|de)\s|d'")
_FIRST = re.compile(rf"\s{_GOVERNED}")
_INCISE = re.compile(
    r"(?:même si|si|s'|comme|lorsqu|quand|dès|en|d'ici|par|pour|afin|dans|à|avec|sans|enfin|ensuite|aux?|selon|outre)\b"
)
_EDGES = " \t\n\u00a0\u202f,;:–—-"
_MIN_SHARED = 4
_REACH = 6
_NEAR = 40
"""So many commas before a verb are looked at: a text without full stops stays quick to read."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause that commits: its place in the text, the words that introduce it or that it shares, its row's others."""

    start: int
    end: int
    heads: str = ""
    beside: str = ""


def sentences(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """The places of the sentences of a text; a semicolon outside brackets ends one too.

    Args:
        text: The text.
        start: Where to start.
        end: Where to stop, or None for its end.
    """
    stop = len(text) if end is None else end
    first = start
    for match in _END.finditer(text, start, stop):
        if match[0].startswith(".") and _is_abbreviation(text, first, match.start()):
            continue
        inside = text[first : match.start()]
        if inside.count("(") > inside.count(")") or inside.count("«") > inside.count("»") + match[0].count("»"):
            continue
        rest = text[match.end() : stop].lstrip()
        if match[0] != ";" and rest[:1].islower():
            continue
        yield from _bare(text, first, match.end())
        first = match.end()
    yield from _bare(text, first, stop)


def commitments_in(text: str, start: int = 0, end: int | None = None) -> list[Clause]:
    """The commitments of a paragraph of prose, in reading order.

    Args:
        text: The text that holds it.
        start: Where it starts.
        end: Where it ends, or None for the text's end.

    Returns:
        Clauses that never overlap, each with its own verb.
    """
    found: list[Clause] = []
    for first, last in sentences(text, start, end):
        words = plain(text[first:last])
        if not words.endswith("?"):
            clauses = _of_sentence(text[first:last], words)
            found.extend(Clause(first + one.start, first + one.end, one.heads) for one in clauses)
    return found


def _of_sentence(raw: str, words: str) -> list[Clause]:
    verbs = find_verbs(words)
    if not verbs:
        verbless = opens_with_infinitive(words) or (opens_with_action(words) and not opens_with_determiner(words))
        return [_tidy(raw, 0, len(raw))] if verbless and not has_finite(words) and not is_set_aside(words) else []
    kept, bounds = [verbs[0]], [_first_bound(words, verbs[0])]
    for verb in verbs[1:]:
        bound = _bound(words, kept[-1], verb)
        if bound is not None:
            kept.append(verb)
            bounds.append(bound)
        elif verb.commits and not kept[-1].commits:
            kept[-1] = verb
    found: list[Clause] = []
    refused = False
    edges = [*bounds, (len(words), len(words))]
    for index, verb in enumerate(kept):
        first, last = edges[index][1], edges[index + 1][0]
        refused = (refused and verb.subject == "none") or not _commits(words, verb, first, last)
        if refused or is_set_aside(words[first:last]):
            continue
        pieces = _infinitives(words, verb, first, last)
        if pieces:
            heads, stops = raw[first : pieces[0]].strip(), [*pieces[1:], last]
            found.append(_tidy(raw, first, stops[0]))
            for one, stop in zip(pieces[1:], stops[1:], strict=True):
                word = _PREPOSITION.match(words, one)
                found.append(
                    _tidy(raw, word.end() if word else one, stop, f"{heads} {word[0] if word else ''}".strip())
                )
        else:
            shared = verb.subject == "none" and index
            heads = raw[edges[index - 1][1] : kept[index - 1].head].strip() if shared else ""
            found.append(_tidy(raw, first, last, heads))
    return found


def _commits(words: str, verb: Verb, first: int, last: int) -> bool:
    if not verb.commits:
        return False
    if verb.subject == "noun":
        subject = _subject(words, first, verb)
        inverted = words.startswith("ser", verb.head)  # « Sera également étudiée la possibilité de… »
        return (bool(subject.strip()) or inverted) and commits_noun(subject, words, verb)
    return bool(re.search(r"\w{2,}", words[verb.end : last]))


def _subject(words: str, first: int, verb: Verb) -> str:
    """The words of a nominal subject: the last phrase before the verb that agrees with it."""
    starts = [first, *(match.end() for match in _separators(words, first, verb.head))]
    for start in reversed(starts):
        if _agrees(words[start : verb.head], words, verb):
            return words[start : verb.head]
    return words[first : verb.head]


def _first_bound(words: str, verb: Verb) -> tuple[int, int]:
    """Where the first clause starts: after what the sentence says before it, where that is a clause of its own."""
    best = (0, 0)
    for match in _separators(words, 0, verb.start):
        before, chunk = words[: match.start()], words[match.end() : verb.start]
        own = verb.subject != "noun" or _agrees(chunk, words, verb)
        opened = re.match(r"\W*(?:comme|si|s'|même|lorsqu|quand|puisqu|dès|bien)", before)
        linked = ":" in match[0] or (not opened and re.search(r"\b(?:et|mais|puis|car|or)\b|tandis|alors", match[0]))
        if own and linked and has_finite(before):
            best = match.span()
    return best


def _bound(words: str, before: Verb, verb: Verb) -> tuple[int, int] | None:
    """Where a clause ends and the next starts, or None where the two verbs share one."""
    found = _separators(words, before.end, max(verb.start, before.end))
    if verb.subject == "none":
        match = re.search(r"(?:,|\s(?:et|ou|puis|mais))\s$", words[before.end : verb.start])
        span = (before.end + match.start(), before.end + match.end()) if match else None
        return span if span is not None and len(words[before.end : span[0]].split()) > 1 else None
    if not found:
        return None
    if verb.subject == "pronoun":
        edge = found[-1]
        for earlier, later in zip(reversed(found[:-1]), reversed(found[1:]), strict=True):
            if not _INCISE.match(words[earlier.end() : later.start()]):
                break
            edge = earlier
        return edge.span()
    for one in reversed(found):
        if _agrees(words[one.end() : verb.head], words, verb):
            return one.span()
    strong = [one for one in found if ":" in one[0]]
    return strong[-1].span() if strong else None


def _separators(words: str, start: int, end: int) -> list[re.Match[str]]:
    """The places between a start and an end, outside brackets, where a clause may start."""
    return [
        match
        for match in list(_SEPARATOR.finditer(words, start, end))[-_NEAR:]
        if words.count("(", 0, match.start()) <= words.count(")", 0, match.start())
        and words.count("«", 0, match.start()) <= words.count("»", 0, match.start())
    ]


def _agrees(chunk: str, words: str, verb: Verb) -> bool:
    """Whether a phrase can be the subject of a verb: it starts with a determiner of its number."""
    start = re.match(r"\s*((?:l'|d')|\S+)", chunk)
    if start is None or not re.search(r"\w", chunk[start.end() :] or ""):
        return False
    first, form = start[1], words[verb.head : verb.end]
    plural = form.endswith(("ront", "ent")) or form.startswith(("sont", "doivent"))
    singular, several = _numbers()
    if first in several or first.isdigit():
        return plural
    if opens_with_infinitive(chunk) and not plural:
        return True
    return first in singular and (not plural or " et " in chunk or "," in chunk)


@lru_cache(maxsize=1)
def _numbers() -> tuple[frozenset[str], frozenset[str]]:
    lists = load("commitments")
    return frozenset(lists["singular"]), frozenset(lists["plural"])


def _infinitives(words: str, verb: Verb, first: int, last: int) -> list[int]:
    """Where the infinitives that a verb governs start, when they are several commitments of their own."""
    candidates = _FIRST.finditer(words, max(verb.end - 3, first), last)
    match = next((one for one in candidates if opens_with_infinitive(one["verb"])), None)
    between = words[verb.end : match.start()] if match else ""
    if match is None or len(between.split()) > _REACH or "," in between:
        return []
    preposition = match["prep"] or ""
    found = [match.start("inf")]
    for one in _COORDINATED.finditer(words, match.end(), last):
        same = not one["prep"] or one["prep"][0] == preposition[:1]
        nested = re.search(r"\b(?:pour|afin d|en vue d|permett|visant)", words[found[-1] : one.start()])
        inside = words.count("(", 0, one.start()) > words.count(")", 0, one.start())
        if opens_with_infinitive(one["verb"]) and same and not nested and not inside:
            found.append(one.start("inf"))
    parts = [words[one:stop] for one, stop in zip(found, [*found[1:], last], strict=True)]
    repeated = bool(preposition) and all(words[one:].startswith(preposition[0]) for one in found)
    enough = len(found) > 2 or (len(found) == 2 and repeated)
    return found if enough and all(len(part.split()) >= _MIN_SHARED - (not preposition) for part in parts) else []


def _tidy(raw: str, start: int, end: int, heads: str = "") -> Clause:
    while start < end and raw[start] in _EDGES:
        start += 1
    trimmed = re.sub(r"[\s,;:–—-]+(?:et|ou|mais|puis)?[\s,;:–—-]*$", "", raw[start:end])
    return Clause(start, start + len(trimmed), heads)


def _bare(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and (text[start].isspace() or text[start] == ";"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] == ";"):
        end -= 1
    if re.search(r"\w", text[start:end]):
        yield start, end


def _is_abbreviation(text: str, start: int, end: int) -> bool:
    word = _WORD_BEFORE.search(text[start:end])
    if word is None:
        return False
    return word[1].lower() in load("commitments")["abbreviations"] or bool(re.fullmatch(r"[A-Z]", word[1]))
