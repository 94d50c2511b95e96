"""What the staff of an installation add to the thesaurus, or take out of it: a YAML file merged over the packaged one.

The packaged thesaurus is never written to: a new version of the product brings its own, and the additions stay.
"""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import yaml
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from ingest.errors import SettingsError

LISTS = ("terms", "weak", "questions", "false_friends")
"""The lists of phrases of a concept, as `thesaurus.yaml` names them."""

_HEAD = "# Ajouts du personnel au thésaurus (page Bibliothèque). Ils s'appliquent par-dessus celui du produit.\n"
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_MAX_CONCEPTS = 500
_MAX_PHRASES = 500

Phrase = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80)]
Phrases = Annotated[tuple[Phrase, ...], Field(max_length=_MAX_PHRASES)]


class _Stored(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", coerce_numbers_to_str=True)


class Change(_Stored):
    """What changes in one list of phrases of a concept."""

    add: Phrases = ()
    remove: Phrases = ()


class ConceptChange(_Stored):
    """What changes in a concept.

    Attributes:
        label: The label of a concept that the packaged thesaurus does not have; "" leaves the label as it is.
        terms: See `thesaurus.yaml`, and so for the other lists.
    """

    label: Annotated[str, StringConstraints(strip_whitespace=True, max_length=80)] = ""
    terms: Change = Change()
    weak: Change = Change()
    questions: Change = Change()
    false_friends: Change = Change()


class Additions(_Stored):
    """The staff's additions: changes by concept id."""

    concepts: Annotated[dict[str, ConceptChange], Field(max_length=_MAX_CONCEPTS)] = {}


def read(path: Path) -> Additions:
    """The additions that a file holds; none where there is no file.

    Raises:
        SettingsError: If it is not what it should be.
    """
    try:
        return parse(path.read_text(encoding="utf-8"), str(path))
    except FileNotFoundError:
        return Additions()
    except (OSError, UnicodeDecodeError) as error:
        raise _unreadable(str(path), "il ne peut pas être lu") from error


def parse(text: str, name: str) -> Additions:
    """The additions that a YAML text holds.

    Args:
        text: The text; an empty one holds none.
        name: What errors call it.

    Raises:
        SettingsError: If it is not what it should be.
    """
    try:
        found = Additions.model_validate(yaml.safe_load(text) or {})
    except ValidationError as error:
        where = " › ".join(str(part) for part in error.errors()[0]["loc"])
        raise _unreadable(name, f"« {where} » n'a pas la forme attendue") from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:  # a date that does not exist, brackets without end
        raise _unreadable(name, "ce n'est pas du YAML") from error
    for concept in found.concepts:
        if not _SLUG.fullmatch(concept):
            raise _unreadable(name, f"« {concept} » n'est pas un identifiant de thème (minuscules, chiffres, tirets)")
    return found


def dump(additions: Additions) -> str:
    """The additions as the YAML text of their file."""
    data = additions.model_dump(mode="json", exclude_defaults=True)
    return _HEAD + yaml.safe_dump(data, allow_unicode=True, sort_keys=True, width=120)


def merged(thesaurus: Mapping[str, Any], additions: Additions) -> dict[str, Any]:
    """The packaged thesaurus with the additions.

    A phrase taken out that is not there changes nothing; a concept that neither the thesaurus nor a label names is
    left aside: a later version of the product may have dropped it.

    Args:
        thesaurus: The mapping of `thesaurus.yaml`, which stays as it is.
        additions: What to add and to take out.
    """
    concepts = [_changed(entry, additions.concepts.get(entry["id"])) for entry in thesaurus["concepts"]]
    known = {entry["id"] for entry in concepts}
    for name, change in additions.concepts.items():
        if name not in known and change.label:
            concepts.append(_changed({"id": name, "label": change.label}, change))
    return {**thesaurus, "concepts": concepts}


def _changed(entry: Mapping[str, Any], change: ConceptChange | None) -> dict[str, Any]:
    if change is None:
        return dict(entry)
    result = dict(entry)
    for name in LISTS:
        one: Change = getattr(change, name)
        kept = [phrase for phrase in map(str, entry.get(name) or ()) if phrase not in one.remove]
        result[name] = list(dict.fromkeys((*kept, *one.add)))
    return result


def _unreadable(name: str, why: str) -> SettingsError:
    return SettingsError(
        f"Les ajouts au thésaurus (« {name} ») sont mal formés : {why}.", "Corrigez ce fichier, ou retirez-le."
    )
