"""Restrictions that a question puts on fields: who carries an action, by when, in which state, for how much."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import cache, lru_cache

from assistant.amounts import find_limits, says_none
from assistant.deadlines import find_deadlines, find_overdue
from assistant.fields import Constraint, Field, any_of
from assistant.phrases import Span, alternatives, listed
from assistant.priorities import find_priorities
from assistant.states import find_states
from ingest.folding import fold, fold_spaces
from ingest.french import analyse
from ingest.vocabulary import load

_ARTICLE = r"(?:les?\s+|la\s+|l'|des\s+|du\s+|une?\s+)?"
_NOT = r"(?P<not>\s+pas)?"
_LEFT_ALONE = re.compile(
    r"(?:\s+(?:a|au|aux|de|du|d'|des|chez)(?:\s+(?:le|la|l'))?(?:\s+(?:cpas|commune|ville))?|\s+(?:et|le|la|l'))*\s*$"
)
_OR = re.compile(r"(?:\s*,)?\s+ou\s+(?:bien\s+|encore\s+)?(?:par\s+)?")


def find_constraints(text: str, states: Iterable[str] = ()) -> list[Constraint]:
    """The restrictions that a question puts on fields.

    Args:
        text: The question, organisations made blank.
        states: What the plans say in fields of state, which a question may name by their own words.
    """
    folded = fold(text)
    found: list[Constraint] = []
    for one in (
        *_holders(text, folded),
        *find_overdue(folded, date.today()),
        *find_deadlines(folded),
        *find_limits(folded),
        *_given(folded),
        *find_priorities(folded),
        *find_states(folded, states, lambda start: _denial().search(folded, 0, start) is not None),
        *_partners(text, folded),
    ):
        if not any(one.span[0] < other.span[1] and other.span[0] < one.span[1] for other in found):
            found.append(_denied(one, folded))
    kept = _united(sorted((one for one in found if not _either_way(one, folded)), key=lambda one: one.span), folded)
    return [replace(one, words=" ".join(text[slice(*one.span)].split())) for one in kept]


def _denied(constraint: Constraint, folded: str) -> Constraint:
    """A restriction as its question means it: « pas terminées », « sauf celles qui sont en cours »."""
    match = _denial().search(folded, 0, constraint.span[0])
    if match is None:
        return constraint
    whole = replace(constraint, span=(match.start("cue"), constraint.span[1]), denied=not constraint.denied)
    return replace(whole, missing=not whole.missing) if _of_presence(constraint, folded) else whole


def _of_presence(constraint: Constraint, folded: str) -> bool:
    """Whether it asks if the field is filled in, whatever it says."""
    said = folded[slice(*constraint.span)]
    return any(re.fullmatch(listed(name), said) for name in ("dated", "undated", "budgeted", "unbudgeted"))


@cache
def _denial() -> re.Pattern[str]:
    vocabulary = load("listings")
    cues, paired = alternatives(vocabulary["not"]), alternatives(vocabulary["not_with_ne"])
    between = alternatives(vocabulary["after_not"])
    return re.compile(
        rf"(?<![\w-])(?P<cue>(?:{cues})|(?:(?<=\bne\s)|(?<=\bn'))\w+\s+(?:{paired}))(?:\s*(?:{between}))*\s*$"
    )


def _either_way(constraint: Constraint, folded: str) -> bool:
    """« Terminées ou non » restricts nothing."""
    return re.compile(r"\s+ou\s+(?:non|pas)(?!\w)").match(folded, constraint.span[1]) is not None


def _united(constraints: list[Constraint], folded: str) -> list[Constraint]:
    """Restrictions on one field that « ou » joins, as one; of states, which no record has two of, « et » does too."""
    groups: list[list[Constraint]] = []
    for one in constraints:
        last = groups[-1][-1] if groups else None
        if last is not None and last.field is one.field and _joined(last, one, folded[last.span[1] : one.span[0]]):
            groups[-1].append(one)
        else:
            groups.append([one])
    return [any_of(group) if len(group) > 1 else group[0] for group in groups]


def _joined(first: Constraint, second: Constraint, between: str) -> bool:
    same = first.denied is second.denied or (first.denied and not second.denied)
    words = "et|ou|et/ou" if first.field is Field.STATE and not first.denied else "ou|et/ou"
    fillers = alternatives(load("listings")["after_not"])
    comma = r",\s*|" if first.field is Field.STATE else ""
    pattern = rf"\s*(?:{comma}(?:,\s*)?(?:{words})(?!\w)\s*(?:bien\s+|encore\s+)?)(?:(?:{fillers}|par)\s*)*"
    return same and re.fullmatch(pattern, between) is not None


# --- Who carries a record


def _holders(text: str, folded: str) -> Iterator[Constraint]:
    nouns, holds = listed("holder_nouns"), listed("holds")
    dont = (
        rf"(?<!\w)dont\s+(?P<who>.{{2,60}}?)\s+(?:n')?(?:est|(?:ne\s+)?sont){_NOT}\s+{_ARTICLE}(?:seule?s?\s+)?{nouns}"
    )
    asking = (
        rf"(?<![\w'])(?:l[ea]s?\s+|l')(?P<who>[^,;?!:]{{2,50}}?)\s+{holds}(?P<not>(?!))?-(?:t-)?(?:ils?|elles?)(?!\w)"
    )
    whose = rf"(?<!\w)qu(?:e\s+|')(?P<who>(?:l[ea]s?\s+|l')[^,;?!:]{{2,40}}?)\s+(?:ne\s+)?{holds}{_NOT}"
    for pattern in (dont, asking, whose):
        for match in re.finditer(pattern, folded):
            denied = match.group("not") is not None
            for one in _holder(text, folded, match.span(), match.span("who"), sure=True):
                yield replace(one, denied=denied)
    for head, sure in (
        (rf"{listed('carried_by')}\s*", True),
        (rf"{listed('held_by')}\s*", False),
        (rf"(?:(?<=\sque\s)|(?<=\squ')|(?<=actions\s)|(?<=projets\s)){holds}\s+(?=l[ea]s?\s|l')", True),
        (rf"(?<!\w)dont\s+{_ARTICLE}{nouns}\s+(?:est|sont)\s+", True),
        (rf"{nouns}\s*[:=]\s*", True),
        (rf"{listed('of_office')}\s*(?={listed('offices_only')})", False),
    ):
        for match in re.finditer(head, folded):
            end = _stop(folded, match.end())
            yield from _holder(text, folded, (match.start(), end), (match.end(), end), sure=sure)


def _stop(folded: str, start: int) -> int:
    match = _ends().search(folded, start + 1)
    end = match.start() if match else len(folded)
    # What stands before the name of an organisation, made blank, is not the bearer's: « … par le service social à ».
    return start + len(_LEFT_ALONE.sub("", folded[start:end]))


@cache
def _ends() -> re.Pattern[str]:
    return re.compile(rf"[,;?!()\n:«»\"]|\.(?:\s|$)|{listed('field_ends')}")


def _holder(text: str, folded: str, span: Span, who: Span, *, sure: bool) -> Iterator[Constraint]:
    """The restriction that names a bearer: one of the two bodies, alone or not, or a service by its words."""
    said, end = folded[slice(*who)], span[1]
    alone = re.search(listed("alone"), folded[span[0] : end]) is not None
    without = re.compile(rf"[\s,(]*(?:et\s+)?{listed('not_by')}\s+(?:par\s+)?{_ARTICLE}[\w' ]{{2,30}}").match(
        folded, end
    )
    if without is not None and _bodies(without.group(0)):
        alone, end = True, without.end()
    each = [_bearer(one, alone=alone) for one in _OR.split(said)]
    tests = [test for test, _ in each if test is not None]
    if tests:
        body = all(certain for test, certain in each if test is not None)
        sure = body or (sure and re.search(listed("offices"), said) is not None)
        yield Constraint(
            Field.HOLDER, text[span[0] : end], (span[0], end),
            lambda value: any(test(value) for test in tests), sure=sure,
        )  # fmt: skip


def _bearer(said: str, *, alone: bool) -> tuple[Callable[[str], bool] | None, bool]:
    """What tells one bearer in a field, and whether it is one of the two bodies."""
    wanted, terms = _bodies(said), _terms(re.sub(listed("alone"), " ", said))
    if wanted and terms <= _body_terms():
        return lambda value: _carries(value, wanted, alone=alone), True
    return (lambda value: terms <= _terms(value)) if terms else None, False


@cache
def _body_terms() -> frozenset[str]:
    words = (word.replace("*", "") for listed in load("listings")["holders"].values() for word in listed)
    return frozenset(term for word in words for term in analyse(word))


@lru_cache(maxsize=4096)
def _bodies(said: str) -> frozenset[str]:
    """The bodies that some folded words name: the CPAS, the commune."""
    return frozenset(key for key in load("listings")["holders"] if re.search(listed("holders", key), said))


@lru_cache(maxsize=8192)
def _terms(said: str) -> frozenset[str]:
    """The index terms of a bearer or a partner; a directress is a director."""
    folded = fold(said)
    for feminine, masculine in load("listings")["feminine"].items():
        folded = re.sub(rf"{feminine}(s?)(?!\w)", rf"{masculine}\1", folded)
    return frozenset(analyse(folded))


def _carries(value: str, wanted: frozenset[str], *, alone: bool) -> bool:
    folded = fold_spaces(value)
    bodies = _bodies(folded)
    if re.fullmatch(rf"(?:{alternatives(load('listings')['both'])})", folded):
        bodies = frozenset(load("listings")["holders"])
    return bodies == wanted if alone else wanted <= bodies


# --- Whether a field is filled in, partners


def _given(folded: str) -> Iterator[Constraint]:
    """« Avec un budget », « sans échéance »: whether a field is filled in, whatever it says."""
    for field, filled, empty in ((Field.BUDGET, "budgeted", "unbudgeted"), (Field.YEAR, "dated", "undated")):
        none: Callable[[str], bool] = says_none if field is Field.BUDGET else lambda value: False
        for match in re.finditer(listed(empty), folded):
            yield Constraint(field, match.group(0), match.span(), none, missing=True)
        for match in re.finditer(listed(filled), folded):
            yield Constraint(field, match.group(0), match.span(), lambda value, none=none: not none(value))  # type: ignore[misc]


def _state(value: str) -> str:
    """A state as it is said: exports write « NON_COMMENCE »."""
    return fold_spaces(value.replace("_", " "))


def _partners(text: str, folded: str) -> Iterator[Constraint]:
    for match in re.finditer(rf"(?<!\w)ont\s+{_ARTICLE}(?P<who>[^,;?!:]{{2,50}}?)\s+{listed('as_partner')}", folded):
        yield from _partner(text, match.span(), match.span("who"), sure=True)
    for name, sure in (("partner_is", True), ("partnered", False)):
        for match in re.finditer(rf"{listed(name)}\s+{_ARTICLE}", folded):
            end = _stop(folded, match.end())
            yield from _partner(text, (match.start(), end), (match.end(), end), sure=sure)


def _partner(text: str, span: Span, who: Span, *, sure: bool) -> Iterator[Constraint]:
    each = [terms for one in _OR.split(fold(text[slice(*who)])) if (terms := _terms(one))]
    if each:
        yield Constraint(
            Field.PARTNER, text[slice(*span)], span,
            lambda value: any(terms <= _terms(value) for terms in each), sure=sure,
        )  # fmt: skip
