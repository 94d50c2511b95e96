"""The states of progress that a question restricts its rows to: « en cours », « à risque », « statut : validé »."""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache

from assistant.fields import Constraint, Field
from assistant.phrases import Span, alternatives, listed
from ingest.folding import fold_spaces
from ingest.vocabulary import load

_QUOTED = re.compile(r"[«\"“]\s*(?P<said>[^«»\"“”]{2,40}?)\s*[»\"”]")
_STATED = re.compile(r"(?<!\w)(?:statuts?|etats?|indice)\s+(?:de\s+\w+\s+)?(?:est|sont|=|:)?\s*[«\"“]?\s*$")
_MIN_WORDS = 2
"""A state of one word may be any word of a question, unless what stands before it says that it is a state."""


def find_states(folded: str, values: Iterable[str], denied: Callable[[int], bool]) -> Iterator[Constraint]:
    """The restrictions of a question on states, by the words of the vocabulary or by those of the plans themselves.

    Args:
        folded: The question, folded.
        values: What the plans say in fields of state.
        denied: Whether what begins at a place is denied.
    """
    folded = folded.replace("_", " ")
    said = frozenset(plain(one) for one in values)
    yield from _quoted(folded, said)
    found: list[Constraint] = []
    for state, span in sorted(_named(folded, denied), key=lambda one: (one[1][0], -one[1][1])):
        if state not in load("listings")["unsure_states"] or _says_state(folded, span[0], found):
            found.append(_constraint(folded, span, _test_of(state)))
    yield from found
    for value in sorted(said, key=len, reverse=True):
        for match in re.finditer(rf"(?<![\w-]){re.escape(value)}(?![\w-])", folded):
            if len(value.split()) >= _MIN_WORDS or _after_word_of_state(folded, match.start()):
                yield _constraint(folded, match.span(), _starting(value))


def plain(value: str) -> str:
    """A state as it is compared: « EN_COURS » is « en cours »."""
    return fold_spaces(value.replace("_", " ")).strip(" .")


def _quoted(folded: str, values: frozenset[str]) -> Iterator[Constraint]:
    """What a question quotes as a table says it: no other word for the same state is meant."""
    for match in _QUOTED.finditer(folded):
        value = plain(match.group("said"))
        if value in values:
            yield _constraint(folded, match.span(), _starting(value))


def _named(folded: str, denied: Callable[[int], bool]) -> Iterator[tuple[str, Span]]:
    vocabulary = load("listings")
    for state, phrases in vocabulary["states"].items():
        for match in re.finditer(rf"(?<![\w-])(?:{alternatives(phrases)})", folded):
            yield state, match.span()
        only_denied = vocabulary["states_denied"].get(state, ["-"])
        for match in re.finditer(rf"(?<![\w-])(?:{alternatives(only_denied)})", folded):
            if denied(match.start()):  # « réalisées » says what is done; « pas réalisées », a state
                yield state, match.span()


def _says_state(folded: str, start: int, found: list[Constraint]) -> bool:
    """Whether what begins at a place is a state: after an element, a word for states, or another state."""
    between = alternatives([*load("listings")["state_links"], *load("listings")["not"]])
    for one in found:
        if one.span[1] <= start and re.fullmatch(
            rf"[\s,/«»\"()]*(?:(?:{between})[\s,/«»\"()]*)*", folded[one.span[1] : start]
        ):
            return True
    return _says().search(folded, 0, start) is not None


def _after_word_of_state(folded: str, start: int) -> bool:
    return _STATED.search(folded[:start]) is not None


@cache
def _says() -> re.Pattern[str]:
    vocabulary = load("listings")
    links = alternatives([*vocabulary["state_links"], *vocabulary["not"]])
    return re.compile(rf"{listed('state_says')}[\s,:=(«\"]*(?:(?:{links})[\s,(«\"]*)*$")


def _test_of(state: str) -> Callable[[str], bool]:
    pattern = re.compile(listed("state_values", state))
    return lambda value: pattern.match(plain(value)) is not None


def _starting(said: str) -> Callable[[str], bool]:
    return lambda value: plain(value).startswith(said)


def _constraint(folded: str, span: Span, test: Callable[[str], bool]) -> Constraint:
    return Constraint(Field.STATE, folded[slice(*span)], span, test)
