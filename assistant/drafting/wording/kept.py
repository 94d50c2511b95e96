"""What no rewording may lose or add: figures, names, acronyms, quoted words, conditions and nuances."""

import re
from collections import Counter

from assistant.drafting.wording.conjugation import infinitive, readings
from assistant.drafting.wording.pieces import cut, plain, table, words

_NEGATION = {"n'": "ne"}
_QUOTED = re.compile(r"«\s*([^«»]*?)\s*[»«]|“([^”]*)”|\"([^\"]*)\"")
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*\s?[%€]?")
_ELIDED = re.compile(r"\b(?:(?P<si>s)'(?=ils?\b)|(?P<que>\w*qu)')", re.IGNORECASE)
_START = re.compile(r"(?:^|[.!?:;(«\"“]\s*)$")


def facts(text: str) -> Counter[str]:
    """The figures, names, acronyms and quoted words of a text, with how often each stands in it.

    A capital counts as a name's unless it starts a sentence; acronyms count everywhere.
    """
    text = plain(text)
    found = Counter(match.replace(" ", "") for match in _FIGURE.findall(text))
    found.update(next(filter(None, match), "") for match in _QUOTED.findall(text))
    before = ""
    for piece in cut(text):
        word = piece.word
        before += piece.gap
        if (sum(sign.isupper() for sign in word) > 1) or (word[:1].isupper() and not _START.search(before)):
            found[word] += 1
        before += word
    return found


def nuances(text: str) -> Counter[str]:
    """The words of a text that make a commitment weaker, stronger, conditional or negative."""
    whole = _ELIDED.sub(lambda match: "si " if match["si"] else f"{match['que']}e ", plain(text))
    found = Counter(word for piece in cut(whole) if (word := _guarded(piece.word)))
    # « Pas d'augmentation » → « ne pas augmenter »: the two words of a negation are one.
    found["ne"] -= min(found["ne"], found["pas"] + found["jamais"])
    return +found


def _guarded(word: str) -> str:
    """A nuance in one form, whatever that of the text: « viserons », « étude » → viser, étudier."""
    guarded = words("nuances")
    word = infinitive(word) or word.lower()
    noun = table()["nouns"].get(word) or table()["nouns"].get("é" + word[1:] if word.startswith("e") else "")
    verb = noun if isinstance(noun, str) else ""
    for one in (_NEGATION.get(word, word), table()["adverbs_of"].get(word, ""), verb):
        if one in guarded:
            return str(one)
    return next((one.infinitive for one in readings(word) if one.infinitive in guarded), "")


def is_kept(source: str, text: str, removed: str = "") -> bool:
    """Whether a rewording keeps a source's facts and nuances and adds none.

    Args:
        source: The declaration's words.
        text: What was made of them.
        removed: The words of the source that were dropped on purpose: whose plan it is (« Le CPAS de Trooz entend »).
    """
    gone, had, has = facts(removed), facts(source), facts(text)
    # The first word of a source has a capital by its place; it may be a name all the same, and the other way round.
    same = {fact for fact in had if text.casefold().startswith(fact.casefold())}
    lost = {fact for fact in had - has - gone if fact not in same}
    opening = plain(source).casefold()
    added = {fact for fact in has - had if not opening.startswith(fact.casefold())}
    weaker = nuances(source) - nuances(text) - nuances(removed)
    stronger = nuances(text) - nuances(source)
    return not lost and not added and not weaker and not stronger
