"""Text as the word lists of commitments are held against it."""

import re


def plain(text: str) -> str:
    """Small letters with their accents, plain apostrophes and spaces; one character for each character."""
    small = "".join(one if len(low := one.lower()) != 1 else low for one in text)
    return re.sub(r"\s", " ", small.translate({0x2019: "'", 0x2018: "'", 0xA0: " ", 0x202F: " "}))
