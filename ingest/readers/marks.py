"""The bullets and numbers that printed lines start with."""

import re

_BULLETS = "•●◦○▪▫■□·‣➢➤►▶◆❖✓✔☑➔→⇨⇒❑❒❏❐❍"
_BULLET = re.compile(rf"[{_BULLETS}]\s*")
_DASH = re.compile(r"[-–—*o»>]\s+(?=\S)")
_NUMBER = re.compile(
    r"(?:\d{1,2}(?:\.\d{1,2})+\.?|\d{1,2}\s?[.)°]|[IVX]{1,5}(?:\.\d{1,2})*\s?[.)]|[A-Za-z]\s?[.)]|\d{1,2}\s[–-])(?=\s|$)"
)
_HIERARCHY = re.compile(r"\d{1,2}(?:\.\d{1,2})+\.?\s")


def mark_of(text: str) -> str:
    """The bullet or number that a line starts with, or ""."""
    match = _BULLET.match(text) or _DASH.match(text) or _NUMBER.match(text)
    return match.group().strip() if match else ""


def has_bullet(text: str) -> bool:
    """Whether a line starts with a sign that is nothing but a bullet."""
    return bool(_BULLET.match(text))


def is_only_mark(text: str) -> bool:
    """Whether a line is nothing but a bullet or a number."""
    mark = mark_of(f"{text} x")
    return bool(mark) and not text[len(mark) :].strip()


def without_doubled_mark(text: str) -> str:
    """A line without the bullet before its number: « • 1.1.1 Publier… » is number 1.1.1."""
    match = _BULLET.match(text) or _DASH.match(text)
    rest = text[match.end() :] if match else ""
    return rest if _HIERARCHY.match(rest) else text
