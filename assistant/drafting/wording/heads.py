"""Infinitives at the head of a phrase, with what goes with them: « Ne pas s'isoler », « Mieux informer »."""

from dataclasses import dataclass

from assistant.drafting.wording.conjugation import elided, forms_of, infinitive
from assistant.drafting.wording.pieces import Piece, words

_ELIDED = {"s'": "se", "l'": "le", "n'": "ne"}


@dataclass(frozen=True, slots=True)
class Head:
    """An infinitive and its small words.

    Attributes:
        negation: None, "" for « ne » alone (ne laisser aucune), else « pas », « plus », « jamais ».
        clitics: « se », « y », « le »… in order, in full.
        adverbs: Those that stand before it: « mieux ».
        verb: The infinitive, lower case.
        size: How many pieces it takes.
    """

    negation: str | None
    clitics: tuple[str, ...]
    adverbs: tuple[str, ...]
    verb: str
    size: int

    def infinitive(self) -> str:
        """« ne pas s'isoler »."""
        before = [] if self.negation is None else ["ne", self.negation] if self.negation else ["ne"]
        return _chained([*before, *self.adverbs, *self.clitics, self.verb], bare=self.negation == "")

    def conjugated(self) -> str:
        """« ne s'isole pas », third person singular, present."""
        verb = _chained([*([] if self.negation is None else ["ne"]), *self.clitics, forms_of(self.verb).present], True)
        return " ".join(filter(None, [verb, self.negation or "", *self.adverbs]))


def _chained(parts: list[str], bare: bool = False) -> str:
    """Words in a row, each elided before the next one where French asks for it."""
    text = parts[-1]
    for part in reversed(parts[:-1]):
        short = part in ("se", "le", "la") or (part == "ne" and bare)
        text = elided(part, text) if short else f"{part} {text}"
    return text


def head_at(pieces: list[Piece], place: int) -> Head | None:
    """The infinitive that starts at a piece, or None."""
    start = place
    negation: str | None = None
    if place < len(pieces) and _full(pieces[place]) == "ne":
        negation, place = "", place + 1
        if place < len(pieces) and pieces[place].low in words("negations"):
            negation, place = pieces[place].low, place + 1
    adverbs: list[str] = []
    clitics: list[str] = []
    said: list[str] = []
    while place < len(pieces):
        word = _full(pieces[place])
        if (verb := infinitive(pieces[place].word)) is not None:
            if "nous" in said and verb in words("not_reflexive"):
                return None
            noun = clitics and clitics[-1] in ("le", "la", "les") and word in words("nominal_infinitives")
            return None if noun else Head(negation, tuple(clitics), tuple(adverbs), verb, place - start + 1)
        if word in words("clitics") or word == "nous":
            # « Nous doter »: the plan speaks of the organisation, « se doter ».
            clitics.append("se" if word == "nous" else word)
            said.append(word)
        elif word in words("adverbs") and not clitics:
            adverbs.append(word)
        else:
            return None
        place += 1
    return None


def _full(piece: Piece) -> str:
    return _ELIDED.get(piece.low, piece.low)
