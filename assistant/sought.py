"""What a listing sought, in words: themes by their names, notions and parts of themes by the question's own words."""

from collections.abc import Iterable

from assistant.aspect_readings import Aspect, Need
from ingest.themes import thesaurus


def sought(needs: Iterable[Need]) -> str:
    """What is said after « portent sur »: « le logement et « acheter » », or "" where words alone were looked for.

    Args:
        needs: What the records had to be about.
    """
    found: dict[str, None] = {}
    for need in needs:
        if not need.minor:
            each = [_names(group) for group in need.groups]
            done = [_joined(names) for names in each if names and names[0].startswith("«")]
            about = [name for names in each if not names or not names[0].startswith("«") for name in names]
            found.update(dict.fromkeys([_joined(about) + f" ({_joined(done)})"] if about and done else [*about, *done]))
    return _joined(list(found))


def _joined(names: list[str]) -> str:
    return "".join(names) if len(names) < 2 else f"{', '.join(names[:-1])} et {names[-1]}"


def _names(group: Iterable[Aspect]) -> list[str]:
    """The names of readings of which one has to fit: a notion stands for the theme that it is another name of."""
    notions = dict.fromkeys(f"« {one.surface} »" for one in group if one.concept is None and one.surface)
    if notions:
        return list(notions)
    concepts = thesaurus().concepts
    return [concepts[one.concept].label for one in group if one.concept is not None]
