"""Keys of widgets that begin anew once what they show has changed."""

from hashlib import sha256


def mark(*shown: object) -> str:
    """A few letters that change with what is shown and hold nothing of it; they end a widget's key.

    Args:
        shown: What the widget shows, or what it belongs to.
    """
    return sha256(repr(shown).encode()).hexdigest()[:8]
