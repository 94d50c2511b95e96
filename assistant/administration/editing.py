"""Editing a theme: the phrases that the staff want, as a change to the packaged thesaurus."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import ValidationError

from ingest.additions import LISTS, Additions, Change, ConceptChange
from ingest.errors import SettingsError
from ingest.folding import fold
from ingest.french import question_words
from ingest.themes import GAP, sequence

_LONGEST = 80
_MOST_WORDS = 8
_SEPARATORS = re.compile(r"[\n;]")


def phrases(typed: str) -> tuple[str, ...]:
    """The phrases of a text field: one a line, each once."""
    listed = (" ".join(one.split()) for one in _SEPARATORS.split(typed))
    return tuple(dict.fromkeys(one for one in listed if one))


def slug(label: str, taken: Sequence[str]) -> str:
    """An id for a new theme: « la petite enfance » is `petite-enfance`, numbered where it is taken."""
    folded = re.sub(r"^(?:le|la|les|l|un|une|des)\b[\s'-]*", "", fold(label).replace("’", "'"))
    name = re.sub(r"[^a-z0-9]+", "-", folded).strip("-")[:40].strip("-") or "theme"
    number = 1
    fresh = name
    while fresh in taken:
        number += 1
        fresh = f"{name}-{number}"
    return fresh


def edited(
    current: Additions,
    packaged: Mapping[str, Any] | None,
    concept: str,
    label: str,
    lists: Mapping[str, Sequence[str]],
) -> Additions:
    """The additions with a theme as the staff want it.

    Args:
        current: The additions in place.
        packaged: The theme's entry in the packaged thesaurus, or None for a theme of the staff's own.
        concept: The theme's id.
        label: The label of a theme of the staff's own.
        lists: The phrases wanted, by the names of `ingest.additions.LISTS`.

    Returns:
        The additions; the theme is not among them where it is as the product has it.

    Raises:
        SettingsError: If a phrase or the label cannot be used.
    """
    check(label if packaged is None else None, lists)
    entry = packaged or {}
    changes = {}
    for name in LISTS:
        shipped = [str(one) for one in entry.get(name) or ()]
        wanted = list(lists.get(name, ()))
        changes[name] = Change(
            add=tuple(one for one in wanted if one not in shipped),
            remove=tuple(one for one in shipped if one not in wanted),
        )
    try:
        change = ConceptChange(label="" if packaged is not None else label, **changes)
        others = {name: one for name, one in current.concepts.items() if name != concept}
        kept = others if change == ConceptChange() else {**others, concept: change}
        return Additions(concepts=kept)
    except ValidationError as error:
        raise SettingsError("Il y a trop de mots dans ce thème.", "Gardez les plus utiles.") from error


def without(current: Additions, concept: str) -> Additions:
    """The additions without a theme: it is as the product has it, or gone where it was the staff's own."""
    return Additions(concepts={name: one for name, one in current.concepts.items() if name != concept})


def check(label: str | None, lists: Mapping[str, Sequence[str]]) -> None:
    """Refuse phrases that would find nothing, or everything.

    Args:
        label: The label of a new theme, or None.
        lists: The phrases wanted.

    Raises:
        SettingsError: If one cannot be used.
    """
    if label is not None and not label.strip():
        raise SettingsError("Le thème n'a pas de nom.", "Donnez-le comme après « sur » : « la petite enfance ».")
    if label is not None and len(label) > _LONGEST:
        raise SettingsError("Le nom du thème est trop long.", f"Au plus {_LONGEST} caractères.")
    if not any(lists.get(name) for name in ("terms", "questions")):
        raise SettingsError("Le thème n'a aucun mot.", "Donnez au moins un mot du thème.")
    common = question_words()
    for name in LISTS:
        for phrase in lists.get(name, ()):
            parts = [one for one in sequence(phrase) if one != GAP]
            if not parts:
                raise SettingsError(f"« {phrase} » ne dit rien à lui seul.", "Donnez un mot qui a un sens.")
            if len(phrase) > _LONGEST or len(parts) > _MOST_WORDS:
                raise SettingsError(f"« {phrase[:_LONGEST]} » est trop long.", "Donnez quelques mots, pas une phrase.")
            if name != "false_friends" and all(one in common for one in parts):
                raise SettingsError(
                    f"« {phrase} » se dit dans toutes les questions : le thème serait partout.",
                    "Ajoutez un mot qui le précise.",
                )
