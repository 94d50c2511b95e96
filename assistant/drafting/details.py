"""What a commitment says of its own deadline, budget and partners, copied as it stands; and what may be suggested.

Nothing is reckoned: a field holds the source's words or « à définir ». An ODD, a category of iA.PST, the label of an
indicator are suggestions, and named as such.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache

from assistant.drafting.records import A_DEFINIR, Budget, Indicator, PlanNode
from assistant.drafting.subjects import sure_themes, themes_of
from ingest.french import tokens
from ingest.records import Level
from ingest.vocabulary import load

_MAX_ODD = 2
_MAX_PARTNER = 120


def with_details(node: PlanNode, texts: Sequence[str], *, after: int = 0, suggest: bool = True) -> PlanNode:
    """A line with what its commitments say of it, and with suggestions.

    Args:
        node: The line.
        texts: The commitments' own words; none for a proposal.
        after: The year of the declaration: a bare year up to it is no deadline but a story.
        suggest: Whether to suggest an indicator, an ODD and a category.
    """
    said = " ".join(texts)
    told = {
        "echeance": _deadline(texts, after),
        "date_debut": next((one for text in texts for one in _all("beginnings", text)), A_DEFINIR),
        "partenaires": tuple(dict.fromkeys(one for text in texts for one in _all("partners", text)))[:3],
        "budget": tuple(Budget(montant=one) for one in dict.fromkeys(_all("amounts", said, _is_price))),
    }
    labelled = next((one for text in texts for one in _all("services", text)), "")
    if labelled and node.service == A_DEFINIR:
        told["service"] = labelled
    measured = next((one for text in texts for one in _all("labelled_indicators", text)), "")
    if measured and not node.indicateur:
        told["indicateur"] = (Indicator(libelle=measured),)
    found = node.model_copy(update=told)
    return suggested(found, f"{node.text} {said}") if suggest else found


def suggested(node: PlanNode, about: str) -> PlanNode:
    """A line with a suggested indicator and, above actions, category and ODD; what it has already stays.

    Args:
        node: The line.
        about: What it is about.
    """
    update: dict[str, object] = {}
    themes = [name for name in themes_of(about) if name in sure_themes(about)]  # as the text mentions them
    label = _indicator(node.text)
    if not node.indicateur and label is not None:
        update["indicateur"] = (Indicator(libelle=label, suggestion=True),)
    if node.level in (Level.ACTION, Level.SOUS_ACTION):  # those of its objective say enough
        themes = []
    category = _most(_concept(theme).get("categories", ()) for theme in themes)
    if node.categorie == A_DEFINIR and category:
        update["categorie"] = category[0]
    odd = sorted(int(str(one)) for one in _most(_concept(theme).get("odd", ()) for theme in themes)[:_MAX_ODD])
    if not node.odd and odd:
        update["odd"] = tuple(odd)
    return node.model_copy(update={**update, "suggestions": (*node.suggestions, *update)})


def _deadline(texts: Iterable[str], after: int) -> str:
    """The first deadline that is not over when the declaration is made."""
    for text in texts:
        for name, first in (("deadlines", after), ("years", after + 1)):
            for one in _all(name, text):
                if int(one[-4:]) >= first and one not in _all("beginnings", text):
                    return one
    return A_DEFINIR


def _is_price(text: str, match: re.Match[str]) -> bool:
    """Whether an amount is a price or a loss, and no means: « des repas à 5 € », « réduire … de 120.000 € »."""
    before, after = text[: match.start("said")], text[match.end("said") :]
    return any(one.search(before) for one in _patterns("prices_before")) or any(
        one.match(after) for one in _patterns("prices_after")
    )


def _all(name: str, text: str, refused: Callable[[str, re.Match[str]], bool] = lambda *_: False) -> list[str]:
    """What a list of patterns finds in a text, in its order; nothing that lies in another find, nor what is refused."""
    flat = " ".join(text.split())
    found = sorted(
        (
            (match.start("said"), match.group("said").strip(" ,"))
            for one in _patterns(name)
            for match in one.finditer(flat)
            if not refused(flat, match)
        ),
        key=lambda one: one[0],
    )
    kept: list[str] = []
    for _, said in found:
        if said and len(said) <= _MAX_PARTNER and not any(said in one for one in kept):
            kept.append(said)
    return kept


def _most(lists: Iterable[Iterable[object]]) -> list[object]:
    """What most of some lists hold, those that come first counting more."""
    counts: Counter[object] = Counter()
    for one in lists:
        for rank, value in enumerate(one):
            counts[value] += 10 - min(rank, 9)
    return [value for value, _ in counts.most_common()]


def _indicator(text: str) -> str | None:
    held = [token.term for token in tokens(text)]
    for words, label in _indicators():
        if any(_within(one, held) for one in words):
            return label
    return None


def _within(sought: tuple[str, ...], held: Sequence[str]) -> bool:
    return any(tuple(held[at : at + len(sought)]) == sought for at in range(len(held)))


@cache
def _indicators() -> list[tuple[tuple[tuple[str, ...], ...], str]]:
    return [
        (tuple(tuple(token.term for token in tokens(str(word))) for word in one["words"]), str(one["label"]))
        for one in load("drafting")["indicators"]
    ]


@cache
def _concepts() -> Mapping[str, Mapping[str, list[object]]]:
    return {one["id"]: one for one in load("thesaurus")["concepts"]}


def _concept(theme: str) -> Mapping[str, list[object]]:
    return _concepts().get(theme, {})


@cache
def _patterns(name: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(str(one)) for one in load("drafting")[name])
