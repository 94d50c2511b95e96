"""Failures as clients are told of them: in French, without a trace and without this machine's paths."""

import re
from collections.abc import Iterable
from pathlib import Path

from pydantic import ValidationError

from ingest.errors import PstError

_LONGEST = 1500
_PATH = re.compile(r"(?<![\w/:.<])(?:[A-Za-z]:)?(?:[/\\][^\s/\\«»\"'<>|]+){2,}[/\\]?")
_EXPECTED = {
    "missing": "il manque",
    "int": "un nombre entier est attendu",
    "string": "un texte est attendu",
    "bool": "vrai ou faux est attendu",
    "literal": "valeurs admises : {expected}",
    "enum": "valeurs admises : {expected}",
    "greater_than_equal": "{ge} au moins",
    "less_than_equal": "{le} au plus",
    "string_too_short": "il est vide",
    "string_too_long": "{max_length} caractères au plus",
}


class ArgumentsError(PstError):
    """Arguments that a tool does not take."""

    exit_code = 2


def told(error: BaseException, places: Iterable[Path]) -> str:
    """An error in French.

    Args:
        error: What was raised.
        places: Folders of this machine, whose paths are taken out of its words.
    """
    if not isinstance(error, PstError):
        return f"Panne inattendue du serveur ({type(error).__name__}). Réessayez ; sinon, prévenez qui l'administre."
    words = str(error)
    for place in places:
        for path in {str(place), str(place.absolute()), str(place.resolve())}:
            if len(path) > 1 and path != "var":
                words = words.replace(path, "…")
    words = _PATH.sub(lambda found: Path(found[0].replace("\\", "/")).name, words)
    return words if len(words) <= _LONGEST else words[:_LONGEST].rsplit(" ", 1)[0] + " …"


def wrong_arguments(tool: str, error: ValidationError) -> ArgumentsError:
    """What is wrong with a tool's arguments, one by one."""
    parts = []
    for one in error.errors():
        kind, context = str(one["type"]), one.get("ctx", {})
        said = _EXPECTED.get(kind) or _EXPECTED.get(kind.split("_")[0], "valeur non admise")
        parts.append(f"« {'.'.join(map(str, one['loc'])) or tool} » : {said.format_map(_Known(context))}")
    return ArgumentsError(f"Arguments non admis par l'outil {tool} : {' ; '.join(dict.fromkeys(parts))}.")


def unknown_arguments(tool: str, names: Iterable[str], known: Iterable[str]) -> ArgumentsError:
    """Arguments of names that a tool does not have."""
    return ArgumentsError(
        f"L'outil {tool} n'a pas d'argument {', '.join(f'« {one[:60]} »' for one in sorted(names))}.",
        f"Ses arguments : {', '.join(known)}.",
    )


class _Known(dict[str, object]):
    def __missing__(self, key: str) -> str:
        return "…"
