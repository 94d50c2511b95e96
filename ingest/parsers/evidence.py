"""How much speaks for each thing that a block can be: the scores, with the reasons in words.

A score is a sum of points of evidence. Points were set by hand on the plans of the tests: what a document says itself
(labels, columns) weighs more than how it looks (marks, indent, numbers), which weighs more than its words.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from ingest.parsers.clues import Points, clues
from ingest.parsers.series import goes_on
from ingest.parsers.signals import Profile, Signals
from ingest.parsers.state import Entry, Role, State
from ingest.records import Level

_SAID = 6.0
_KEPT_FIELD = 3.0
_ROLES = (Role.SECTION, Role.OS, Role.OO, Role.ACTION, Role.SOUS_ACTION)

# What a mark says by itself.             SECTION  OS    OO   ACTION SOUS  PROSE
_MARKS: dict[str, tuple[float, ...]] = {
    "titre": (1.5, 0.5, 0.5, -1.0, -3.0, -1.0),
    "gras": (1.0, 0.0, 0.0, -0.5, -3.0, 0.0),
    "romain": (1.5, 1.0, -1.0, -2.0, -3.0, -0.5),
    "decimal": (-1.5, 1.0, 1.0, 1.0, 0.0, -0.5),
    "lettre": (-2.0, -1.0, 0.0, 1.0, 1.0, -0.5),
    "puce": (-6.0, -2.0, -0.8, 2.0, 1.7, 0.0),
    "texte": (-4.0, -3.0, -3.0, -2.5, -4.0, 1.0),
}
_COLUMN = {Role.SECTION: 0, Role.OS: 1, Role.OO: 2, Role.ACTION: 3, Role.SOUS_ACTION: 4, Role.PROSE: 5, Role.HEADING: 5}
_MARK_NAMES = {
    "titre": "titre",
    "gras": "gras",
    "romain": "chiffre romain",
    "decimal": "numéro",
    "lettre": "lettre",
    "puce": "puce",
}


@dataclass(frozen=True, slots=True)
class Option:
    """One thing that a block can be, with its points and the reasons for it."""

    role: Role
    points: float
    reasons: tuple[str, ...]


def options(state: State, seen: Signals, profile: Profile) -> list[Option]:
    """What a block can be after a reading, each with its score.

    Args:
        state: The reading of the blocks before it.
        seen: The block's signals.
        profile: The document's.
    """
    sure = _sure(state, seen, profile)
    if sure is not None:
        return [sure]
    found = [_option(Role.PROSE, _prose(state, seen, profile))]
    if seen.label is None:
        found.append(_option(Role.HEADING, _heading(state, seen, profile)))
    if _untitled(state) is not None and not seen.marked and seen.label is None:
        found.append(_option(Role.TITLE, _title(state)))
    said = seen.level
    for role in _ROLES:
        level = role.level
        if level is None or (said is not None and level is not said) or (seen.prose and role is Role.SECTION):
            continue
        if role is Role.SOUS_ACTION and state.open(Level.ACTION) is None and said is None:
            continue
        if role is Role.SECTION and not seen.section:
            continue
        found.append(
            _option(role, (*_element(state, seen, profile, role, level), *_entering(state, seen, profile, level)))
        )
    return found


def closing(entry: Entry) -> float:
    """The points that an element loses by ending with nothing below it."""
    if entry.said or entry.children:
        return 0.0
    return {Level.OS: -2.0, Level.OO: -0.7, Level.SECTION: -0.7}.get(entry.level, 0.0)


def _option(role: Role, points: Iterator[Points] | tuple[Points, ...]) -> Option:
    found = list(points)
    return Option(role, sum(one for one, _ in found), tuple(reason for one, reason in found if one > 0 and reason))


def _sure(state: State, seen: Signals, profile: Profile) -> Option | None:
    """What the document itself says, and leaves no choice."""
    if seen.given is not None:
        return Option(Role(seen.given.value), 0.0, ("donné par la colonne ou le champ",))
    if seen.volet is not None:
        return Option(Role.VOLET, 0.0, ("mot « volet » ou équivalent",))
    if seen.announces is not None:
        return Option(Role.ANNOUNCE, 0.0, ())
    if seen.level is not None and not state.closed:
        return Option(Role(seen.level.value), _SAID, ("libellé imprimé",))
    if seen.priority is not None and state.stack:
        return Option(Role.PRIORITY, 0.0, ())
    if seen.block.attributes and seen.block.level is None and state.stack:
        return Option(Role.FIELD, 0.0, ())
    if seen.field and state.stack:
        # Worth no less than the prose that it would be after the plan: else many fields would speak for an end above.
        return Option(Role.FIELD, max(_KEPT_FIELD, sum(points for points, _ in _prose(state, seen, profile))), ())
    if seen.plan_title and not state.inside:
        return Option(Role.HEADING, 0.0, ())
    return None


def _untitled(state: State) -> Entry | None:
    """The open objective whose label had no title."""
    inner = state.stack[-1] if state.stack else None
    return inner if inner and not inner.titled and inner.level in (Level.OS, Level.OO) else None


def _title(state: State) -> Iterator[Points]:
    inner = _untitled(state)
    just_above = inner is not None and state.last is not None and state.last.level is inner.level
    yield (6.0 if just_above else 3.0), "intitulé sous son libellé"


def _prose(state: State, seen: Signals, profile: Profile) -> Iterator[Points]:
    yield _MARKS[seen.mark][5], ""
    if seen.prose and not seen.marked:
        yield 3.0, "phrases"
    elif seen.prose:
        yield 0.5, "phrases"
    if seen.level is not None:
        yield -4.0, ""
    if seen.field:
        yield 2.0, ""
    if seen.repeated and _untitled(state) is None:
        yield 6.0, "en-tête répété"
    if seen.row:
        yield 6.0, "ligne d'un tableau"
    if seen.marked and not seen.prose:
        yield ((3.5 if state.broken else -1.5) if state.inside else _after(profile) if state.closed else 0.0), ""
    if state.inside and seen.section and not seen.marked:
        yield -1.0, ""
    if not state.inside and seen.section and seen.leads:
        yield -1.0, ""


def _after(profile: Profile) -> float:
    """The points of a list's being prose after the plan; where nothing said that there was one, they are few."""
    return 4.5 if profile.first >= 0 else 1.0


def _heading(state: State, seen: Signals, profile: Profile) -> Iterator[Points]:
    """A heading of prose: before the plan it costs nothing, inside it it ends the plan."""
    if seen.back_matter:
        yield 12.0, "titre de fin de document"
        return
    if not state.inside:
        yield (0.5 if seen.section or seen.short else -5.0), ""
        yield -5.0 if seen.block.bullet else 0.0, ""
        return
    if goes_on(state.heading, seen.block.number) and not _follows(state.open(Level.OS), seen):
        yield (6.0 if profile.first >= 0 else 2.0), "suite des titres d'avant le plan"
        return
    if seen.section and not seen.leads and not seen.block.number and not seen.being and _as_high(state, seen, profile):
        yield 3.0, "titre du rang des volets ou des objectifs, sans objectif dessous"
        return
    yield -6.0, ""


def _as_high(state: State, seen: Signals, profile: Profile) -> bool:
    """Whether a heading is of the rank of the open volet, or of the objectives of a plan that has labels."""
    volet = state.open(Level.VOLET)
    if volet is not None and volet.form == seen.form:
        return True
    if _untitled(state) is not None:
        return False
    if seen.index > profile.last and profile.labelled[Level.OO]:
        return not any(0 < entry.heading < seen.block.heading for entry in state.stack)
    rank = seen.block.heading
    objectives = [entry for entry in state.stack if entry.level in (Level.OS, Level.OO)]
    return any(0 < rank <= entry.heading for entry in objectives) and not profile.silent


def _entering(state: State, seen: Signals, profile: Profile, level: Level) -> Iterator[Points]:
    """The cost of opening a plan where nothing says that one starts."""
    if state.inside:
        return
    if seen.level is not None:
        yield -1.0 if state.closed and level in (Level.OS, Level.SECTION) else -8.0, ""
    elif seen.part is not None and level is Level.SECTION and not profile.silent:
        yield 3.0, "mot « axe »"
    elif seen.index < profile.first or state.closed or level is not Level.OS or not (profile.named or seen.being):
        yield -40.0, ""
    elif level is Level.OS and seen.being and (seen.section or seen.block.number):
        yield 1.0, "ouvre le plan par « Être »"
    elif level is Level.OS and state.titled and seen.marked:
        yield 0.5, "suit le titre des objectifs"
    else:
        yield (-10.0 if seen.block.number or not profile.numbered else -40.0), ""


def _element(state: State, seen: Signals, profile: Profile, role: Role, level: Level) -> Iterator[Points]:
    if seen.level is level:
        yield _SAID, "libellé imprimé"
        return
    yield _MARKS[seen.mark][_COLUMN[role]], _MARK_NAMES.get(seen.mark, "")
    yield from clues(state, seen, profile, level)
    yield sum(closing(entry) for entry in state.closing(level)), ""


def _follows(entry: Entry | None, seen: Signals) -> bool:
    return entry is not None and goes_on(entry.number, seen.block.number)
