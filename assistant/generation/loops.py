"""Small models fall into loops: the same words over and over, until their tokens run out."""

import re

_TAIL = 1200
_EVERY = 40
_ROUND = re.compile(r"(.{24,300}?)\1{2,}\Z", re.DOTALL)
_SHORT_ROUND = re.compile(r"(.{1,23}?)\1{11,}\Z", re.DOTALL)


def goes_round(text: str) -> bool:
    """Whether a text ends in the same words three times over, or twelve times where they are few.

    It is looked at each 40 characters or so; looking costs less than a token does.

    Args:
        text: What has been written so far.
    """
    if len(text) % _EVERY > _EVERY // 4:
        return False
    tail = text[-_TAIL:]
    return _ROUND.search(tail) is not None or _SHORT_ROUND.search(tail[-300:]) is not None
