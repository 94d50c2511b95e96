"""From the speaker's « nous » to the plan's third person: « nos services » → « ses services »."""

import re

from assistant.drafting.wording.conjugation import Tense, elided, forms_of, is_infinitive, readings
from assistant.drafting.wording.pieces import Piece, cut, joined, table, words

_CONTRACTED = {("de", "m"): "du", ("à", "m"): "au"}
_ARTICLES = {"m": "le", "f": "la", "e": "l'"}
_QUOTES = {"«": 1, "»": -1, "“": 1, "”": -1}
_BE = {"est", "sont", "sera", "seront", "soit", "soient", "serait", "ont", "a", "aura", "auront"}
_FIRST = {"nous", "notre", "nos", "nôtre", "nôtres", "je", "j'", "mon", "ma", "mes", "me"}


def speaks_in_first_person(text: str) -> bool:
    """Whether a text says « nous », « notre » or « nos »."""
    return any(piece.low in _FIRST for piece in cut(re.sub(r"«[^»]*»|“[^”]*”|\"[^\"]*\"", "", text)))


def impersonal(text: str, pronoun: str = "il") -> str:
    """A text about the organisation instead of by it; what is uncertain stays as it is.

    Args:
        text: A phrase or a sentence of the organisation's.
        pronoun: How the organisation is spoken of: « il » (le CPAS), « elle » (la commune).
    """
    pieces = cut(text)
    done: list[Piece] = []
    place = quoted = 0
    while place < len(pieces):
        piece = pieces[place]
        quoted += _QUOTES.get(piece.word, 0) if piece.word != '"' else (-1 if quoted else 1)
        if quoted > 0:
            done.append(piece)
            place += 1
            continue
        following = pieces[place + 1 : place + 3]
        if piece.low == "notre" and following:
            done.append(_possessive(piece, following[0], done))
        elif piece.low == "nos":
            done.append(Piece(piece.gap, _case(piece.word, "ses")))
        elif piece.low == "nous" and following:
            place += _we(piece, following, done, pronoun)
        elif done and done[-1].word.endswith("'") and piece.gap:
            done.append(Piece("", piece.word))
        else:
            done.append(piece)
        place += 1
    return joined(done)


def _possessive(piece: Piece, noun: Piece, done: list[Piece]) -> Piece:
    if (gender := table()["named"].get(noun.word)) is not None:
        if done and (short := _CONTRACTED.get((done[-1].low, gender))) is not None:
            before = done.pop()
            return Piece(before.gap, _case(before.word, short))
        return Piece(piece.gap, _case(piece.word, _ARTICLES[gender]))
    feminine = False if elided("le", noun.word).startswith("l'") else _feminine(noun.low)
    return piece if feminine is None else Piece(piece.gap, _case(piece.word, "sa" if feminine else "son"))


def _feminine(noun: str) -> bool | None:
    """A noun's gender by the lists and its ending; None where they do not tell it."""
    if noun in words("masculine"):
        return False
    if noun in words("feminine") or noun.endswith(tuple(table()["feminine_ends"])):
        return True
    return None if noun.endswith("e") and not noun.endswith(tuple(table()["masculine_ends"])) else False


def _we(piece: Piece, following: list[Piece], done: list[Piece], pronoun: str) -> int:
    """Put « nous » in the third person; how many more pieces were used."""
    verb = following[0]
    found = readings(verb.low)
    if is_infinitive(verb.low):
        word = "lui" if verb.low in words("to_us") else "le" if _for_others(done) else "se"
        text = elided(word, verb.word) if word != "lui" else word
        if text.endswith(verb.word) and "'" in text:
            done.append(Piece(piece.gap, text))
            return 1
        done.append(Piece(piece.gap, word))
        return 0
    ours = next((one for one in found if one.person == "1p"), None)
    if ours is not None:
        forms = forms_of(ours.infinitive)
        if done and (short := _elided(done[-1].word, pronoun)) is not None:
            done[-1] = Piece(done[-1].gap, short)
            piece = Piece("", piece.word)
        word = forms.future if ours.tense == Tense.FUTURE else forms.present
        done += [Piece(piece.gap, _case(piece.word, pronoun)), Piece(verb.gap, word)]
        if ours.infinitive != "être" or len(following) < 2:
            return 1
        done.append(_agreed(following[1], feminine=pronoun == "elle"))
        return 2
    to_us = any(one.infinitive in words("to_us") for one in found) or verb.low.removesuffix("ant") + "re" in words(
        "to_us"
    )
    if verb.low in _BE or to_us or verb.low in ("permettant", "donnant", "offrant"):
        done.append(Piece(piece.gap, _case(piece.word, "lui")))
    else:
        done.append(piece)
    return 0


def _elided(word: str, pronoun: str) -> str | None:
    """« que », « lorsque », « si » before « il » or « elle »; None for words that stay."""
    low = word.lower()
    if low == "si" and pronoun == "il":
        return word[:-1] + "'"
    return word[:-1] + "'" if low in ("que", "lorsque", "puisque", "quoique", "jusqu'à ce que") else None


def _for_others(done: list[Piece]) -> bool:
    """Whether others do what follows: « inviter X à (nous rejoindre) », and not « continuer à (nous former) »."""
    if len(done) < 3 or done[-1].low != "à":
        return False
    before = done[-2].low
    return not readings(before) and not is_infinitive(before) and any(is_infinitive(one.low) for one in done[:-2])


def _agreed(piece: Piece, *, feminine: bool) -> Piece:
    """A participle after « nous sommes », for one alone: « soutenus » → « soutenu »."""
    found = [one for one in readings(piece.low) if one.tense == Tense.PARTICIPLE and one.person.endswith("p")]
    if not found:
        return piece
    return Piece(piece.gap, forms_of(found[0].infinitive).participle_for(feminine, False))


def _case(like: str, word: str) -> str:
    return word.capitalize() if like[:1].isupper() else word
