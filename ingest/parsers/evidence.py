"""How much speaks for each thing that a block can be: the scores, with the reasons in words.

A score is a sum of points of evidence. Points were set by hand on the plans of the tests: what a document says itself
(labels, columns) weighs more than how it looks (marks, indent, numbers), which weighs more than its words.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from ingest.parsers.signals import Profile, Signals
from ingest.parsers.state import RANK, Entry, Role, State
from ingest.records import Level

_ROLES = (Role.SECTION, Role.OS, Role.OO, Role.ACTION, Role.SOUS_ACTION)
_BELOW = {Level.OS: Level.OO, Level.OO: Level.ACTION, Level.ACTION: Level.SOUS_ACTION}

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

Points = tuple[float, str]


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
    sure = _sure(state, seen)
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


def _sure(state: State, seen: Signals) -> Option | None:
    """What the document itself says, and leaves no choice."""
    if seen.given is not None:
        return Option(Role(seen.given.value), 0.0, ("donné par la colonne ou le champ",))
    if seen.volet is not None:
        return Option(Role.VOLET, 0.0, ("mot « volet » ou équivalent",))
    if seen.announces is not None:
        return Option(Role.ANNOUNCE, 0.0, ())
    if seen.level is not None and not state.closed:
        return Option(Role(seen.level.value), 6.0, ("libellé imprimé",))
    if seen.priority is not None and state.stack:
        return Option(Role.PRIORITY, 0.0, ())
    if seen.block.attributes and seen.block.level is None and state.stack:
        return Option(Role.FIELD, 0.0, ())
    if seen.field and state.open(Level.ACTION) is not None:
        return Option(Role.FIELD, 0.0, ())
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
        yield ((3.5 if state.broken else -1.5) if state.inside else 4.5 if state.closed else 0.0), ""
    if state.inside and seen.section and not seen.marked:
        yield -1.0, ""
    if not state.inside and seen.section and seen.leads:
        yield -1.0, ""


def _heading(state: State, seen: Signals, profile: Profile) -> Iterator[Points]:
    """A heading of prose: before the plan it costs nothing, inside it it ends the plan."""
    if seen.back_matter:
        yield 12.0, "titre de fin de document"
        return
    if not state.inside:
        yield (0.5 if seen.section or seen.short else -5.0), ""
        yield -5.0 if seen.block.bullet else 0.0, ""
        return
    if _goes_on(state.heading, seen.block.number) and not _follows(state.open(Level.OS), seen):
        yield 6.0, "suite des titres d'avant le plan"
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
    return (
        bool(rank) and any(0 < entry.heading and rank <= entry.heading for entry in objectives) and not profile.silent
    )


def _entering(state: State, seen: Signals, profile: Profile, level: Level) -> Iterator[Points]:
    """The cost of opening a plan where nothing says that one starts."""
    if state.inside:
        return
    if seen.level is not None:
        yield -1.0 if state.closed and level in (Level.OS, Level.SECTION) else -8.0, ""
    elif seen.part is not None and level is Level.SECTION and not profile.silent:
        yield 3.0, "mot « axe »"
    elif seen.index < profile.first or state.closed or level is not Level.OS:
        yield -40.0, ""
    elif level is Level.OS and seen.being and (seen.section or seen.block.number):
        yield 1.0, "ouvre le plan par « Être »"
    elif level is Level.OS and state.titled and seen.marked:
        yield 0.5, "suit le titre des objectifs"
    else:
        yield (-10.0 if seen.block.number or not profile.numbered else -40.0), ""


def _element(state: State, seen: Signals, profile: Profile, role: Role, level: Level) -> Iterator[Points]:
    if seen.level is level:
        yield 6.0, "libellé imprimé"
        return
    yield _MARKS[seen.mark][_COLUMN[role]], _MARK_NAMES.get(seen.mark, "")
    yield from _words(state, seen, profile, level)
    yield from _place(state, seen, level)
    yield from _look(state, seen, profile, level)
    yield from _number(state, seen, profile, level)
    yield from _list(state, seen, level)
    yield sum(closing(entry) for entry in state.closing(level)), ""


def _words(state: State, seen: Signals, profile: Profile, level: Level) -> Iterator[Points]:
    if level is Level.OS and seen.being and not seen.block.bullet:
        yield 3.0, "commence par « Être »"
    if level in (Level.OO, Level.ACTION, Level.SOUS_ACTION) and seen.infinitive:
        yield 0.5, "commence par un infinitif"
    sibling = state.open(Level.ACTION)
    if (
        sibling is not None
        and sibling.form == seen.form
        and sibling.colon
        and not sibling.lower
        and seen.lower
        and level in (Level.ACTION, Level.SOUS_ACTION)
    ):
        yield (
            (7.0, "suite en minuscules d'une action qui finit par « : »") if level is Level.SOUS_ACTION else (-3.0, "")
        )
    if seen.prose and level is not Level.SOUS_ACTION and not seen.block.bullet:
        yield -1.5, ""
    if level is Level.SECTION:
        if seen.leads:
            yield 1.5, "mène à des objectifs"
        elif not profile.silent and not seen.block.number:
            yield -1.5, ""
        if seen.part is not None and not profile.silent:
            yield 6.0, "mot « axe »"
        if seen.block.number and profile.silent and seen.mark != "titre":
            yield -3.0, ""
    if level is Level.OS and profile.numbered and not seen.block.number and not seen.being:
        yield -5.0, ""
    usual = profile.labelled[level]
    if usual and level in (Level.OS, Level.OO, Level.ACTION):
        yield -min(4.0, 1.0 + 0.5 * usual), ""


def _place(state: State, seen: Signals, level: Level) -> Iterator[Points]:
    """Whether an element of the level can stand here."""
    above = state.above(level)
    if level is Level.OO and (above is None or above.level is not Level.OS):
        yield -3.5, ""
    elif level is Level.ACTION and (above is None or above.level is not Level.OO):
        yield (-1.2 if above is not None and above.level is Level.OS else -5.0), ""
    elif level is Level.SOUS_ACTION and state.open(Level.OO) is None:
        yield -1.5, ""
    if state.broken and level in (Level.ACTION, Level.SOUS_ACTION):
        yield -7.0, ""
    sheet = state.open(Level.ACTION)
    if sheet is not None and sheet.said and seen.marked and not seen.block.depth > 1:
        if level is Level.SOUS_ACTION:
            yield 2.5, "sous une fiche d'action"
        elif level is Level.ACTION:
            yield -3.0, ""
    elif sheet is not None and "." in sheet.number and seen.block.bullet:
        if level is Level.SOUS_ACTION:
            yield 1.5, "puce sous une action numérotée"
        elif level is Level.ACTION:
            yield -1.0, ""


def _look(state: State, seen: Signals, profile: Profile, level: Level) -> Iterator[Points]:
    """Whether it looks like its siblings, and unlike what it would stand under."""
    sibling, parent = state.open(level), state.above(level)
    if sibling is not None and not sibling.said:
        if sibling.form == seen.form:
            yield 2.0, "même forme que l'élément précédent"
        else:
            yield -0.5, ""
            if seen.marked and bool(sibling.number) != bool(seen.block.number):
                yield -2.0, ""
            if sibling.indent != seen.block.indent and sibling.marked and seen.marked:
                yield (-3.0 if seen.block.indent > sibling.indent else -1.0), ""
    if any(entry.form == seen.form and not entry.said for entry in state.stack if RANK[entry.level] < RANK[level]):
        yield -4.0, ""
    if any(entry.form == seen.form and not entry.said for entry in state.stack if RANK[entry.level] > RANK[level]):
        yield -3.0, ""
    known = state.ledger.get(seen.form)
    if known is not None and seen.mark != "texte":
        yield (1.5, "même forme que d'autres éléments de ce niveau") if known is level else (-1.0, "")
    if parent is not None and parent.marked and not parent.said and seen.marked:
        if seen.block.indent > parent.indent:
            yield 1.5, "en retrait"
        elif seen.block.indent < parent.indent:
            yield -3.0, ""
    if level is Level.SOUS_ACTION and sibling is None and parent is not None and not parent.said:
        deeper = (
            seen.block.indent > parent.indent
            or (parent.colon and seen.lower and not parent.lower)
            or seen.block.depth > parent.number.count(".") + 1 > 1
        )
        lower = seen.mark in ("puce", "lettre") and parent.number != ""
        yield (0.0 if deeper else -0.5 if lower else -5.0), ""
    heading, objective = seen.block.heading, state.open(Level.OO)
    if heading and objective is not None and 0 < objective.heading < heading:
        if level is Level.ACTION:
            yield 3.0, "titre sous celui de l'objectif opérationnel"
        elif level in (Level.SECTION, Level.OS, Level.OO):
            yield -3.0, ""
    if heading and parent is not None and parent.form[0] == "titre" and heading <= int(parent.form[1]):
        yield -1.0, ""


def _number(state: State, seen: Signals, profile: Profile, level: Level) -> Iterator[Points]:
    """Whether its number goes on with its siblings', or with its parent's."""
    number = seen.block.number
    if not number or level is Level.SECTION and seen.mark != "romain":
        return
    sibling, parent = state.open(level), state.above(level)
    if sibling is not None and sibling.number:
        if _goes_on(sibling.number, number):
            yield 2.0, "suite de la numérotation"
        elif sibling.number.count(".") != number.count("."):
            yield -2.0, ""
        elif number.split(".")[-1] == "1" and not seen.block.depth > 1:
            yield -1.5, ""
    if "." in number and level is not Level.SECTION:
        upper = number.rpartition(".")[0]
        if parent is not None and parent.number and (parent.number == upper):
            yield 2.5, f"numéro {number} sous {parent.number}"
        elif any(entry.number == upper for entry in state.stack):
            yield -2.0, ""
    elif number == "1" or number in ("I", "a", "A"):
        yield 0.5 if sibling is None else 0.0, ""
    said = profile.depths.get(seen.block.depth) if number[0].isdigit() else None
    if said is not None:
        yield (2.0, "même profondeur de numéro que les libellés") if said is level else (-1.0, "")


def _list(state: State, seen: Signals, level: Level) -> Iterator[Points]:
    """Whether a header such as « Actions : » names its list."""
    if state.announced is None:
        if _in_list(state, seen) and level is Level.ACTION:
            yield 4.0, "au milieu d'une liste d'actions"
        return
    named, form = state.announced
    if level is named:
        if seen.bare:
            yield 6.0, "annoncé par l'en-tête de sa liste"
        elif seen.marked and (form is None or form == seen.form):
            yield 4.0, "annoncé par l'en-tête de sa liste"
        elif _in_list(state, seen):
            yield 4.0, "au milieu de la liste"
        elif form is not None and seen.marked:
            yield -1.0, ""
    elif seen.bare and seen.mark == "texte":
        yield -3.0, ""
    elif form is None and seen.marked and RANK[level] > RANK[named]:
        yield -4.0, ""


def _in_list(state: State, seen: Signals) -> bool:
    """A line between list items that has lost its own bullet."""
    return (
        state.last is Role.ACTION
        and seen.mark == "texte"
        and seen.infinitive
        and seen.short
        and not seen.block.blank_before
        and state.stack[-1].form[0] == "puce"
    )


def _goes_on(number: str, following: str) -> bool:
    """Whether a number follows another in a series: 2 after 1, 1.3 after 1.2, III after II, b after a."""
    before, after = number.split("."), following.split(".")
    if not number or not following or len(before) != len(after) or before[:-1] != after[:-1]:
        return False
    first, second = before[-1], after[-1]
    if first.isdigit() and second.isdigit():
        return int(second) == int(first) + 1
    if first in _ROMAN_ORDER and second in _ROMAN_ORDER and (len(first) > 1 or len(second) > 1 or first == "I"):
        return _ROMAN_ORDER.index(second) == _ROMAN_ORDER.index(first) + 1
    return len(first) == len(second) == 1 and ord(second) == ord(first) + 1


_ROMAN_ORDER = "I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII XVIII XIX XX".split()


def _follows(entry: Entry | None, seen: Signals) -> bool:
    return entry is not None and _goes_on(entry.number, seen.block.number)
