"""Restrictions on the fields that tables and sheets give: who carries an action, by when, in which state."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache

from assistant.catalogue import Catalogue, Mask
from assistant.phrases import Span, alternatives, listed
from ingest.folding import fold, fold_spaces
from ingest.french import analyse
from ingest.records import Node
from ingest.vocabulary import load

_YEAR = r"(?P<year>20\d\d)(?!\s*[-/]\s*20)(?!\d)"
_YEARS = re.compile(r"20\d\d")
_STOP = re.compile(
    r"[,;?!()\n:«»\"]|\.(?:\s|$)|(?<!\w)(?:dans|pour|sur|qui|avec|sans|et\s+(?:quel|combien|lesquel|dont)|ont|sont|a-t-il)(?!\w)"
)


_WITHOUT = re.compile(r"[\s,(]*(?:et\s+)?(?:sans|mais\s+pas|non|pas)\s+(?:par\s+)?(?:les?\s+|la\s+|l')?[\w' ]{2,30}")


class Field(StrEnum):
    """What a restriction is about."""

    HOLDER = "porteur"
    YEAR = "échéance"
    STATE = "état d'avancement"
    BUDGET = "budget"
    PARTNER = "partenaire"


_KEYS = {
    Field.YEAR: ("echeance", "date_fin_effective"),
    Field.STATE: ("etat",),
    Field.BUDGET: ("budget",),
    Field.PARTNER: ("partenaires",),
}


@dataclass(frozen=True, slots=True)
class Constraint:
    """One restriction.

    Attributes:
        words: How the question says it.
        span: Where.
        test: Whether a value of the field satisfies it.
        sure: Whether the question cannot mean anything else: where no plan gives the field, this has to be said.
        missing: Whether a record without the field satisfies it.
    """

    field: Field
    words: str
    span: Span
    test: Callable[[str], bool]
    sure: bool = True
    missing: bool = False

    def keys(self) -> tuple[str, ...]:
        """The attributes that hold the field."""
        return tuple(load("listings")["holder_fields"]) if self.field is Field.HOLDER else _KEYS[self.field]

    def known(self, node: Node) -> bool:
        """Whether a record says anything of it."""
        return any(key in self.keys() and _is_told(value) for key, value in node.attributes)

    def accepts(self, node: Node) -> bool:
        """Whether a record satisfies it."""
        values = [value for key, value in node.attributes if key in self.keys() and _is_told(value)]
        return any(self.test(value) for value in values) if values else self.missing


def find_constraints(text: str) -> list[Constraint]:
    """The restrictions that a question puts on fields.

    Args:
        text: The question, organisations made blank.
    """
    folded = fold(text)
    found: list[Constraint] = []
    for constraint in (
        *_holders(text, folded),
        *_given(folded),
        *_states(folded),
        *_years(folded),
        *_partners(text, folded),
    ):
        if not any(constraint.span[0] < one.span[1] and one.span[0] < constraint.span[1] for one in found):
            found.append(replace(constraint, words=" ".join(text[slice(*constraint.span)].split())))
    return found


def apply(constraint: Constraint, catalogue: Catalogue, rows: Mask) -> Mask | None:
    """The rows that satisfy a restriction; None where no record of their plans gives the field."""
    among = catalogue.of({catalogue.documents[rank].id for rank in set(catalogue.owner[rows].tolist())})
    told = catalogue.where(lambda node: bool(node.attributes) and constraint.known(node), among)
    return catalogue.where(constraint.accepts, rows) if told.any() else None


def _is_told(value: str) -> bool:
    folded = fold_spaces(value).strip(" .")
    return bool(folded) and folded not in load("listings")["undefined"]


def _holders(text: str, folded: str) -> Iterator[Constraint]:
    nouns, article = listed("holder_nouns"), r"(?:les?\s+|la\s+|l')?"
    for match in re.finditer(
        rf"(?<!\w)dont\s+(?P<who>.{{2,60}}?)\s+(?:est|sont)\s+{article}(?:seule?s?\s+)?{nouns}", folded
    ):
        yield from _holder(text, folded, match.span(), match.span("who"))
    asking = rf"(?<![\w'])(?:l[ea]s?\s+|l')(?P<who>[^,;?!:]{{2,50}}?)\s+{listed('holds')}-(?:t-)?(?:ils?|elles?)(?!\w)"
    for match in re.finditer(asking, folded):
        yield from _holder(text, folded, match.span(), match.span("who"))
    for head in (
        rf"{listed('held_by')}\s*",
        rf"(?<!\w)qu(?:e\s+|'){listed('holds')}\s+",
        rf"(?<!\w)dont\s+{article}{nouns}\s+(?:est|sont)\s+",
        rf"{nouns}\s*[:=]\s*",
    ):
        for match in re.finditer(head, folded):
            end = _stop(folded, match.end())
            yield from _holder(text, folded, (match.start(), end), (match.end(), end))


def _stop(folded: str, start: int) -> int:
    match = _STOP.search(folded, start + 1)
    return match.start() if match else len(folded)


def _holder(text: str, folded: str, span: Span, who: Span) -> Iterator[Constraint]:
    """The restriction that names a bearer: one of the two bodies, alone or not, or a service by its words."""
    said, end = folded[slice(*who)], span[1]
    alone = re.search(listed("alone"), folded[span[0] : end]) is not None
    without = _WITHOUT.match(folded, end)
    if without is not None and _bodies(without.group(0)):
        alone, end = True, without.end()
    wanted, terms = _bodies(said), set(analyse(re.sub(listed("alone"), " ", said)))
    words = " ".join(text[span[0] : end].split())
    if wanted and terms <= _body_terms():
        yield Constraint(Field.HOLDER, words, (span[0], end), lambda value: _carries(value, wanted, alone=alone))
    elif terms:
        yield Constraint(Field.HOLDER, words, (span[0], end), lambda value: terms <= set(analyse(value)), sure=False)


@cache
def _body_terms() -> frozenset[str]:
    words = (word.replace("*", "") for listed in load("listings")["holders"].values() for word in listed)
    return frozenset(term for word in words for term in analyse(word))


def _bodies(said: str) -> frozenset[str]:
    """The bodies that some folded words name: the CPAS, the commune."""
    return frozenset(key for key in load("listings")["holders"] if re.search(listed("holders", key), said))


def _carries(value: str, wanted: frozenset[str], *, alone: bool) -> bool:
    folded = fold_spaces(value)
    bodies = _bodies(folded)
    if re.fullmatch(rf"(?:{alternatives(load('listings')['both'])})", folded):
        bodies = frozenset(load("listings")["holders"])
    return bodies == wanted if alone else wanted <= bodies


def _given(folded: str) -> Iterator[Constraint]:
    """« Avec un budget », « sans échéance »: whether a field is filled in, whatever it says."""
    for field, filled, empty in ((Field.BUDGET, "budgeted", "unbudgeted"), (Field.YEAR, "dated", "undated")):
        for match in re.finditer(listed(empty), folded):
            yield Constraint(field, match.group(0), match.span(), lambda value: False, missing=True)
        for match in re.finditer(listed(filled), folded):
            yield Constraint(field, match.group(0), match.span(), lambda value: True)


def _states(folded: str) -> Iterator[Constraint]:
    for state in load("listings")["states"]:
        for match in re.finditer(listed("states", state), folded):
            pattern = re.compile(listed("state_values", state))
            yield Constraint(
                Field.STATE, match.group(0), match.span(),
                lambda value, pattern=pattern: bool(pattern.match(fold_spaces(value))),  # type: ignore[misc]
            )  # fmt: skip


def _years(folded: str) -> Iterator[Constraint]:
    for name in ("until", "from", "before", "due"):
        # A deadline is meant where the question says so; « en 2026 » may be said of anything.
        for match in re.finditer(
            rf"(?P<cue>{listed(name)})\s+(?:(?:au|le|la|de|fin|en|mi|pour|courant|l'annee|debut|est|sont|prevue?s?|fixee?s?|a|:|=)[\s-]+)*{_YEAR}",
            folded,
        ):
            sure = "echea" in match.group("cue") or "echeance" in folded
            yield Constraint(
                Field.YEAR, match.group(0), match.span(), _year_test(name, int(match.group("year"))), sure=sure
            )


def _year_test(name: str, year: int) -> Callable[[str], bool]:
    def test(value: str) -> bool:
        years = [int(one) for one in _YEARS.findall(value)]
        if not years:
            return False
        if name == "until":
            return max(years) <= year
        if name == "before":
            return max(years) < year
        if name == "from":
            return max(years) >= year
        return year in years

    return test


def _partners(text: str, folded: str) -> Iterator[Constraint]:
    for match in re.finditer(rf"{listed('partnered')}\s+(?:les?\s+|la\s+|l'|des\s+|une?\s+)?", folded):
        end = _stop(folded, match.end())
        terms = set(analyse(text[match.end() : end]))
        if terms:
            yield Constraint(
                Field.PARTNER, text[match.start() : end].strip(), (match.start(), end),
                lambda value, terms=terms: terms <= set(analyse(value)), sure=False,  # type: ignore[misc]
            )  # fmt: skip
