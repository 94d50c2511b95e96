"""How a French word sounds, roughly: « chaufage » and « chauffage », « anquête » and « enquête » sound alike."""

import re
from functools import lru_cache

from ingest.folding import fold

_VOWEL = "aeiouyEUW"
_HEARD = re.compile(r"(?<=..)(?:ée?s?|er|ez)$")
_RULES = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        # Capitals are sounds of their own, which no later rule touches.
        (r"([a-z])\1+", r"\1"),
        (r"ph", "f"),
        (r"(?<=psy)ch|ch(?=[rlt])", "k"),
        (r"sch|sh|ch", "C"),
        (r"gn", "N"),
        (r"h", ""),
        (r"sc(?=[eiy])|c(?=[eiy])", "s"),
        (r"qu?|ck|k|c", "k"),
        (r"gu(?=[eiy])", "G"),
        (r"ge(?=[ao])|g(?=[eiy])", "j"),
        (r"g", "G"),
        (r"t(?=ion)|t(?=ie[lnu])", "s"),
        (r"x", "ks"),
        (r"z", "s"),
        (r"w", "v"),
        (r"eau|au", "o"),
        (r"oeu|eu|oe", "E"),
        (r"ou", "U"),
        (r"oi|oy", "W"),
        # Endings that nobody hears, before nasal vowels hide them: verbs in -ent have one vowel too many otherwise.
        (rf"(?:ain|ein|in|im|yn|ym|aim)(?![{_VOWEL}mn])", "I"),
        (rf"(?:en|em|an|am)(?![{_VOWEL}mn])", "A"),
        (rf"(?:on|om)(?![{_VOWEL}mn])", "O"),
        (r"ai|ei|ay|ey", "e"),
        (r"(?<=.)(?:er|e?t)$", "e"),
        (r"y|il+", "i"),
        (r"(?<=..)(?:e?s|ts|ds|e|t|d|ks|p)$", ""),
        (r"(?<=..)e+$", ""),
        (r"(.)\1+", r"\1"),
    )
)


@lru_cache(maxsize=65536)
def sound(word: str) -> str:
    """How a word sounds: words that sound alike in French have the same key.

    Args:
        word: One word, in any case, with or without accents.
    """
    # The fold makes a c of « ç », which never sounds like one.
    # « loyer » and « loyé » end in a vowel that is heard, and « loi » in none; a capital outlives the rules.
    heard = _HEARD.sub("R", word.lower().replace("ç", "ss").replace("œ", "oe"))
    key = fold(heard[:-1]) + "R" if heard.endswith("R") else fold(heard)
    for pattern, replacement in _RULES:
        key = pattern.sub(replacement, key)
    return key
