"""What an organisation is that does something: « Renforcer l'équipe » → « qui renforce l'équipe »."""

from collections.abc import Callable
from dataclasses import dataclass

from assistant.drafting.wording.heads import Head, head_at
from assistant.drafting.wording.pieces import Piece, cut, joined, words


@dataclass(frozen=True, slots=True)
class Body:
    """How an organisation is named in « Être un CPAS qui… »."""

    noun: str
    article: str
    pronoun: str


_FEMININE = {"commune", "ville", "administration", "institution", "association", "intercommunale", "Ville", "Commune"}


def body(noun: str) -> Body:
    """The organisation's word with its article: « un CPAS », « une commune »."""
    feminine = noun in _FEMININE
    return Body(noun, "une" if feminine else "un", "elle" if feminine else "il")


def quality(phrase: str) -> str | None:
    """An infinitive phrase in the third person of the present: « renforce l'équipe et crée un poste ».

    None where the phrase starts with no infinitive, or goes on with another sentence that does.
    """
    pieces = cut(phrase)
    first = head_at(pieces, 0)
    if first is None:
        return None
    if any(piece.word in (".", ";") and head_at(pieces, place + 1) for place, piece in enumerate(pieces)):
        return None
    rest = with_others(joined(pieces[first.size :]), Head.conjugated)
    return first.conjugated() + (rest if rest[:1] in (",", ".", ";") else f" {rest}" if rest else "")


def with_others(rest: str, form: Callable[[Head], str]) -> str:
    """The rest of a phrase, with the infinitives that « et », « ou » or a comma add to its first verb in another form.

    Those that depend on another word (« aider les usagers à comprendre et défendre »), or stand in brackets or after a
    colon, stay.
    """
    pieces = cut(rest)
    done: list[Piece] = []
    joints = {*words("joints"), ","}
    place, governed, depth = 0, False, 0
    while place < len(pieces):
        piece, low = pieces[place], pieces[place].low
        depth += {"(": 1, ")": -1}.get(low, 0)
        governor = low in words("governors") and head_at(pieces, place + 1) is not None
        opens = low in ("que", "qu'", ":") and (not done or done[-1].low != "ainsi")
        governed = governed or governor or opens
        governed = governed or (not done and head_at(pieces, 0) is not None)
        joint = low in joints or (low == "que" and bool(done) and done[-1].low == "ainsi")
        done.append(piece)
        place += 1
        head = head_at(pieces, place) if joint and not governed and not depth else None
        if head is not None:
            done.append(Piece(" ", form(head)))
            place += head.size
    return joined(done)
