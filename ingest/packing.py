"""Several values in one field, and one value of several parts: written as people read them, read back as they were."""

import re
from collections.abc import Iterable, Mapping, Sequence

_BULLET = "•"
_DASH = re.compile(r"\s+–\s+")
_PROPOSED = re.compile(r"\s*\(suggestions?\)\s*$")
_ESCAPED = re.compile(r"\\([\\|])")


def listed(values: Iterable[str]) -> str:
    """Values on one line, « ONE ; AMO »; one a line behind bullets where a value holds a « ; » itself.

    Args:
        values: The values; white space is folded, empty ones are left out.
    """
    words = [flat for value in values if (flat := " ".join(value.split()))]
    if any(";" in word or word.startswith(_BULLET) for word in words):
        return "\n".join(f"{_BULLET} {word}" for word in words)
    return " ; ".join(words)


def items_of(value: str) -> tuple[str, ...]:
    """The values that a field lists: behind bullets, one a line, or set apart by « ; »."""
    lines = [line.strip() for line in value.split("\n") if line.strip()]
    if lines and all(line.startswith(_BULLET) for line in lines):
        found = [line.removeprefix(_BULLET) for line in lines]
    else:
        found = [piece for line in lines for piece in line.split(";")]
    return tuple(flat for piece in found if (flat := " ".join(piece.split())))


def packed(main: str, parts: Sequence[tuple[str, str]] = ()) -> str:
    """A value with its named parts: « Taux de sortie | cible : 30 % | année : 2027 ».

    Args:
        main: The value itself.
        parts: Names and values; those without a value stand as their name alone.
    """
    return bound([main, *(f"{name} : {value}" if value else name for name, value in parts)])


def bound(pieces: Iterable[str]) -> str:
    """Pieces side by side: « D01 | Logement | Créer un logement d'urgence »."""
    return " | ".join(" ".join(piece.split()).replace("\\", "\\\\").replace("|", "\\|") for piece in pieces)


def unpacked(value: str, names: Mapping[str, str]) -> tuple[str, dict[str, str]]:
    """A value and its named parts.

    Args:
        value: A packed value, or any words.
        names: The names that parts may have, by key.

    Returns:
        The value itself, with what bears no known name; and the parts by key, "" for one that is its name alone.
    """
    main, *rest = pieces_of(value)
    keys = {name: key for key, name in names.items()}
    found: dict[str, str] = {}
    if not rest:
        main, *rest = _printed(main, names)
    for piece in rest:
        name, _, words = piece.partition(" : ")
        if name in keys and keys[name] not in found:
            found[keys[name]] = words
        else:
            main = f"{main} | {piece}"
    return main, found


def _printed(value: str, names: Mapping[str, str]) -> list[str]:
    """The pieces of a value as printed plans write it: « Taux – cible : 30 % – année : 2027 (suggestion) »."""
    main, rest = value, []
    known = {key: name for key, name in names.items() if name}
    if "suggestion" in known and (match := _PROPOSED.search(main)):
        main, rest = main[: match.start()], [known["suggestion"]]
    pieces = _DASH.split(main.replace("\u00a0", " "))
    first = next((place for place, one in enumerate(pieces) if one.partition(" : ")[0] in known.values()), None)
    if not first:
        return [main, *rest]
    return [" – ".join(pieces[:first]), *pieces[first:], *rest]


def pieces_of(value: str) -> list[str]:
    """The pieces of a value that `bound` made; one for any other words."""
    pieces, start, index = [], 0, 0
    while index < len(value):
        if value[index] == "|":
            pieces.append(value[start:index])
            start = index + 1
        index += 2 if value[index] == "\\" else 1
    return [_ESCAPED.sub(r"\1", piece.strip()) for piece in [*pieces, value[start:]]]
