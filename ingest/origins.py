"""Where a line of a plan comes from, as printed plans say it: « Proposition (méthode) – se rattache à : DPS, D03 »."""

import re
from functools import lru_cache

from ingest.folding import fold
from ingest.packing import listed
from ingest.vocabulary import load

_ITEM = re.compile(r"\bD\d{2,4}\b")
_LINKED = (
    ("du ", "le "), ("des ", "les "), ("de la ", "la "), ("de l'", "l'"), ("de l’", "l’"), ("de ", ""), ("d'", ""),
    ("d’", ""),
)  # fmt: skip


def whence(value: str) -> list[tuple[str, str]]:
    """The fields that tell where a line comes from.

    Args:
        value: The words behind « Origine : ».

    Returns:
        `origine`, `proposition`, `engagements`, `inspiree_de`, those that the words say; other words stay `origine`.
    """
    exports, words = load("exports"), " ".join(value.split())
    said = next((one for one in _starts() if fold(words).startswith(one[0])), None)
    if said is None:
        return [("origine", words)]
    start, origin, proposed = said
    found = [("origine", exports["origins"][origin])] if origin else []
    if proposed:
        found.append(("proposition", exports["proposal"][True]))
    if items := list(dict.fromkeys(_ITEM.findall(words))):
        found.append(("engagements", listed(items)))
    if origin == "précédent" and (names := _names(words[len(start) :])):
        found.append(("inspiree_de", listed(names)))
    return found


@lru_cache(maxsize=1)
def _starts() -> tuple[tuple[str, str, bool], ...]:
    return tuple((fold(words), origin, proposed) for words, origin, proposed in load("exports")["whence"])


def _names(words: str) -> list[str]:
    """« du PST d'Huy, d'Andenne (P1) » as the names of those plans."""
    names = []
    for piece in words.partition(" (")[0].split(", "):
        name = piece.strip()
        for linked, plain in _LINKED:
            if name.startswith(linked):
                name = plain + name.removeprefix(linked)
                break
        names.append(name)
    return [name for name in names if name and fold(name) != "un autre plan"]
