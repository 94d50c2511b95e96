"""Characters as a reader means them: ligatures opened, symbol fonts' bullets named, accents composed."""

import unicodedata
from functools import lru_cache

from ingest.vocabulary import load

LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}
"""What one sign stands for two letters or three."""

# Tags of emphasis and marks of joining that nobody sees; a zero-width space among them.
_UNSEEN = dict.fromkeys((0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF))


def repaired(text: str, *, symbols: bool = False) -> str:
    """A word with its ligatures opened and the characters of symbol fonts made plain.

    Args:
        text: The word as its font gives it.
        symbols: Whether its font is one of symbols, where a letter stands for a drawing.
    """
    bullets = _bullets()
    if symbols:
        text = "".join(_dingbats().get(letter, letter) for letter in text)
    text = "".join(bullets.get(letter, "•") if "\ue000" <= letter <= "\uf8ff" else letter for letter in text)
    return unicodedata.normalize("NFC", text.translate(LIGATURES).translate(_UNSEEN))


@lru_cache(maxsize=1)
def _bullets() -> dict[str, str]:
    """What the private characters of symbol fonts draw."""
    return {chr(code): mark for code, mark in load("glyphs")["private"].items()}


@lru_cache(maxsize=1)
def _dingbats() -> dict[str, str]:
    """What the letters of a font of dingbats draw."""
    return {str(letter): mark for letter, mark in load("glyphs")["dingbats"].items()}
