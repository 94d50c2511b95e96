"""Which CPAS or commune a document speaks for: the name that it gives itself, never a guess."""

import re
from functools import lru_cache

from ingest.folding import fold
from ingest.layout import Block
from ingest.records import Evidence
from ingest.vocabulary import load

_TITLE_BLOCKS = 5
_MIN_SCORE = 3
_LINK = r"\s+(?P<link>de\s+la\s+|de\s+l['’]|d['’]|du\s+|des\s+|de\s+|DE\s+LA\s+|DE\s+L['’]|D['’]|DU\s+|DES\s+|DE\s+)?"
_WORD = r"[A-ZÀ-Ý][\w'’]*(?:[-‑][\w'’]+)*"
_NAME = rf"(?P<name>{_WORD}(?:[ \u00a0]+(?:(?:la|le|les|lez|sur|sous|en|et|l['’])[ \u00a0]+)?{_WORD}){{0,3}})"
_CONTEXT = 28
_MAX_EVIDENCE = 160
_TITLE_SCORE, _MENTION_SCORE, _KNOWN_SCORE, _OTHER_SCORE, _COMMUNE_SCORE = 4, 1, 2, -4, 0.25


@lru_cache(maxsize=1)
def commune_names() -> dict[str, str]:
    """The Walloon communes, by folded name (hyphens as spaces)."""
    return {_key(name): name for name in load("communes")["communes"]}


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    vocabulary = load("labels")["organisation"]

    def pattern(bodies: list[str]) -> re.Pattern[str]:
        names = "|".join(re.escape(body).replace("'", "['’]").replace(r"\ ", r"\s+") for body in bodies)
        return re.compile(rf"(?<!\w)(?:(?i:{names})){_LINK}{_NAME}")

    return pattern(vocabulary["bodies"]), pattern(vocabulary["communes"])


def find_organisation(text: str, blocks: list[Block]) -> Evidence | None:
    """The organisation that a document names as its own.

    Each mention of « CPAS de X » counts by its place (the title zone most), by whether X is a known
    commune, and against X when the words before speak of a partner. One name must stand out.

    Args:
        text: The source text.
        blocks: Its blocks, without page furniture.

    Returns:
        The name with the mention that proves it, or None.
    """
    scores: dict[str, float] = {}
    mentions: dict[str, list[tuple[float, str, int, int]]] = {}
    own, commune = _patterns()
    for rank, block in enumerate(blocks):
        raw = text[block.start : block.end]
        for pattern, weight in ((own, 1.0), (commune, _COMMUNE_SCORE)):
            for match in pattern.finditer(raw):
                name = _name(match.group("name"))
                # A title of nothing but « Commune de X » names its owner, whether X is known or not.
                alone = rank < _TITLE_BLOCKS and match.group(0) == raw.strip()
                linked = match.group("link") and (pattern is own or alone)
                if _key(name) not in commune_names() and not linked:
                    continue  # « la Ville Santé », « du CPAS Législature 2024 »: only a known commune is one.
                score = _score(raw, match, rank, name) * (1.0 if rank < _TITLE_BLOCKS else weight)
                scores[_key(name)] = scores.get(_key(name), 0.0) + score
                if pattern is own or rank < _TITLE_BLOCKS:
                    start = block.start + match.start()
                    mentions.setdefault(_key(name), []).append((score, name, start, block.start + match.end("name")))
    ranked = sorted((key for key in scores if key in mentions), key=lambda key: -scores[key])
    if not ranked or scores[ranked[0]] < _MIN_SCORE:
        return None
    if len(ranked) > 1 and scores[ranked[0]] <= scores[ranked[1]]:
        return None
    _, name, start, end = max(mentions[ranked[0]], key=lambda mention: (mention[0], -mention[2]))
    start, end = _evidence(blocks, start, end)
    return Evidence(commune_names().get(_key(name), name), text[start:end], start, end)


def _score(raw: str, match: re.Match[str], rank: int, name: str) -> float:
    before = fold(raw[max(0, match.start() - _CONTEXT) : match.start()])
    words = set(re.findall(r"[a-z']+", before))
    others = [fold(word) for word in load("labels")["organisation"]["others"]]
    if rank >= _TITLE_BLOCKS and any(word in words or (" " in word and word in before) for word in others):
        return _OTHER_SCORE
    score: float = _TITLE_SCORE if rank < _TITLE_BLOCKS else _MENTION_SCORE
    return score + (_KNOWN_SCORE if _key(name) in commune_names() else 0)


def _name(raw: str) -> str:
    """The name without the words that a title sets beside it (« BERNISSART PROGRAMME »)."""
    words = raw.split()
    for length in range(len(words), 0, -1):
        candidate = _key(" ".join(words[:length]))
        # « CPAS du Roeulx », « des Bons Villers »: the article is part of the name.
        for name in (candidate, f"le {candidate}", f"les {candidate}"):
            if name in commune_names():
                return commune_names()[name]
    name = words[0] if len(words) > 1 and raw.isupper() else " ".join(words)
    return name.title() if name.isupper() else name


def _key(name: str) -> str:
    return " ".join(re.sub(r"[-'\s]+", " ", fold(name.replace("œ", "oe").replace("Œ", "Oe"))).split())


def _evidence(blocks: list[Block], start: int, end: int) -> tuple[int, int]:
    for block in blocks:
        if block.start <= start and end <= block.end and block.end - block.start <= _MAX_EVIDENCE:
            return block.start, block.end
    return start, end
