"""The words of a line as the rules see them: what it says, how it begins, which phrases of `checks.yaml` it holds."""

import re
from functools import cache, lru_cache

from assistant.phrases import alternatives
from ingest.folding import fold, fold_spaces
from ingest.french import tokens
from ingest.parsers.shapes import is_infinitive
from ingest.vocabulary import load

_PREFIX = re.compile(r"[^:]{1,30}?\s?:\s+")
"""What may stand before a title: « Ville : rénover la toiture »."""
_PREFIX_WORDS = 3
_LEAD = re.compile(r"^[\W\d_]+")
_BRACKETED = re.compile(r"^\((\w{1,3})\)")


@lru_cache(maxsize=65536)
def content(text: str) -> tuple[str, ...]:
    """The index terms of what a line says, without the words that only link."""
    return tuple(token.term for token in tokens(text) if not token.stop)


@lru_cache(maxsize=65536)
def opening(text: str) -> str:
    """A line's folded words from the first one on: no mark, no number, no « Ville : » before them."""
    said = _LEAD.sub("", _BRACKETED.sub(r"\1", fold_spaces(text).lstrip("«»\"'•-– ")))
    prefix = _PREFIX.match(said)
    if prefix and len(prefix.group(0).split()) <= _PREFIX_WORDS + 1 and not begins(said, "infinitives"):
        rest = said[prefix.end() :]
        return rest if is_doing(rest) or begins(rest, "os_starts") else said
    return said


def is_doing(folded: str) -> bool:
    """Whether folded words begin with an infinitive, « ne pas », « mieux » and the like before it allowed."""
    said = re.sub(rf"^(?:(?:{_listed('before_infinitive')})\s*)+(?=\w)", "", folded)
    first = re.match(r"(?:s['’]\s?|se\s+)?([\w-]+)", said)
    known = {fold_spaces(str(one)) for one in load("checks")["infinitives"]}
    return is_infinitive(said.split()) or is_infinitive(folded.split()) or bool(first and first.group(1) in known)


def begins(folded: str, name: str) -> bool:
    """Whether folded words begin with a phrase of one of the lists of `checks.yaml`."""
    return re.match(rf"(?:{_listed(name)})", folded) is not None


def find(text: str, name: str) -> str | None:
    """The first phrase of a list that a text holds, as the text writes it, or None."""
    plain = " ".join(text.split())
    match = pattern(name).search(fold(plain))
    return plain[match.start() : match.end()] if match else None


@cache
def pattern(name: str) -> re.Pattern[str]:
    """What finds a phrase of a list of `checks.yaml` in folded text."""
    return re.compile(rf"(?<![\w-])(?:{_listed(name)})|€" if _has_euro(name) else rf"(?<![\w-])(?:{_listed(name)})")


@cache
def _listed(name: str) -> str:
    return alternatives(str(one) for one in load("checks")[name])


@cache
def _has_euro(name: str) -> bool:
    return "€" in load("checks")[name]
