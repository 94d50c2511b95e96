"""What speaks for a block's being an element of a level: its words, its place, its look, its number, its list."""

from collections.abc import Iterator

from ingest.parsers.series import goes_on
from ingest.parsers.signals import Profile, Signals
from ingest.parsers.state import RANK, Entry, Role, State
from ingest.records import Level

Points = tuple[float, str]
"""Points for a level, or against it, with the reason in words (for a level only)."""


def clues(state: State, seen: Signals, profile: Profile, level: Level) -> Iterator[Points]:
    """The points for a block's being an element of a level, besides its mark.

    Args:
        state: The reading of the blocks before it.
        seen: The block's signals.
        profile: The document's.
        level: The level.
    """
    yield from _words(seen, profile, level)
    yield from _section(seen, profile, level)
    yield from _place(state, level)
    yield from _sheet(state, seen, level)
    yield from _continuation(state, seen, level)
    yield from _siblings(state, seen, level)
    yield from _forms(state, seen, level)
    yield from _parent(state, seen, level)
    yield from _heading(state, seen, level)
    yield from _number(state, seen, profile, level)
    yield from _list(state, seen, level)


def _words(seen: Signals, profile: Profile, level: Level) -> Iterator[Points]:
    if level is Level.OS and seen.being and not seen.block.bullet:
        yield 3.0, "commence par « Être »"
    if level in (Level.OO, Level.ACTION, Level.SOUS_ACTION) and seen.infinitive:
        yield 0.5, "commence par un infinitif"
    if seen.prose and level is not Level.SOUS_ACTION and not seen.block.bullet:
        yield -1.5, ""
    if level is Level.OS and profile.numbered and not seen.block.number and not seen.being:
        yield -5.0, ""
    usual = profile.labelled[level]
    if usual and level in (Level.OS, Level.OO, Level.ACTION):
        yield -min(4.0, 1.0 + 0.5 * usual), ""


def _section(seen: Signals, profile: Profile, level: Level) -> Iterator[Points]:
    if level is not Level.SECTION:
        return
    if seen.leads:
        yield 1.5, "mène à des objectifs"
    elif not profile.silent and not seen.block.number:
        yield -1.5, ""
    if seen.part is not None and not profile.silent:
        yield 6.0, "mot « axe » ou équivalent"
    if seen.block.number and profile.silent and seen.mark != "titre":
        yield -3.0, ""


def _place(state: State, level: Level) -> Iterator[Points]:
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


def _sheet(state: State, seen: Signals, level: Level) -> Iterator[Points]:
    """A list below an action with a label or a number of its own tells of that action."""
    action = state.open(Level.ACTION)
    if action is None or level not in (Level.ACTION, Level.SOUS_ACTION):
        return
    below = level is Level.SOUS_ACTION
    if action.said and seen.marked and seen.block.depth <= 1:
        yield (2.5, "sous une fiche d'action") if below else (-3.0, "")
    elif "." in action.number and seen.block.bullet:
        yield (1.5, "puce sous une action numérotée") if below else (-1.0, "")


def _continuation(state: State, seen: Signals, level: Level) -> Iterator[Points]:
    """Items in small letters after « Tenir trois permanences : » are its parts, even without an indent."""
    action = state.open(Level.ACTION)
    if action is None or level not in (Level.ACTION, Level.SOUS_ACTION):
        return
    if action.form == seen.form and action.colon and seen.lower and not action.lower:
        below = level is Level.SOUS_ACTION
        yield (7.0, "suite en minuscules d'une action qui finit par « : »") if below else (-3.0, "")


def _siblings(state: State, seen: Signals, level: Level) -> Iterator[Points]:
    """Whether it looks like the element before it on its level."""
    sibling = state.open(level)
    if sibling is None or sibling.said:
        return
    if seen.marked and sibling.lower != seen.lower:
        yield -2.0, ""
    if sibling.form == seen.form:
        yield 2.0, "même forme que l'élément précédent"
        return
    yield -0.5, ""
    if seen.marked and bool(sibling.number) != bool(seen.block.number):
        yield -2.0, ""
    if sibling.indent != seen.block.indent and sibling.marked and seen.marked:
        yield (-3.0 if seen.block.indent > sibling.indent else -1.0), ""


def _forms(state: State, seen: Signals, level: Level) -> Iterator[Points]:
    """Whether its form has meant this level so far; a form is not nested in itself."""
    alike = [RANK[entry.level] for entry in state.stack if entry.form == seen.form and not entry.said]
    if any(rank < RANK[level] for rank in alike):
        yield -4.0, ""
    if any(rank > RANK[level] for rank in alike):
        yield -3.0, ""
    known = state.ledger.get(seen.form)
    if known is not None and seen.mark != "texte":
        yield (1.5, "même forme que d'autres éléments de ce niveau") if known is level else (-1.0, "")


def _parent(state: State, seen: Signals, level: Level) -> Iterator[Points]:
    """Whether its indent and its mark put it below what it would stand under."""
    parent = state.above(level)
    if parent is None or parent.said:
        return
    if parent.marked and seen.marked and not parent.heading:
        if seen.block.indent > parent.indent:
            yield 1.5, "en retrait"
        elif seen.block.indent < parent.indent:
            yield -3.0, ""
    if level is Level.SOUS_ACTION and state.open(level) is None:
        lower = seen.mark in ("puce", "lettre") and parent.number != ""
        yield (0.0 if _is_deeper(seen, parent) else -0.5 if lower else -5.0), ""


def _is_deeper(seen: Signals, parent: Entry) -> bool:
    return (
        seen.block.indent > parent.indent
        or (parent.colon and seen.lower and not parent.lower)
        or seen.block.depth > parent.number.count(".") + 1 > 1
    )


def _heading(state: State, seen: Signals, level: Level) -> Iterator[Points]:
    """Whether the rank of its heading suits the level."""
    heading, objective, parent = seen.block.heading, state.open(Level.OO), state.above(level)
    if not heading:
        return
    if objective is not None and 0 < objective.heading < heading:
        if level is Level.ACTION:
            yield 3.0, "titre sous celui de l'objectif opérationnel"
        elif level in (Level.SECTION, Level.OS, Level.OO):
            yield -3.0, ""
    if parent is not None and parent.form[0] == "titre" and heading <= int(parent.form[1]):
        yield -1.0, ""


def _number(state: State, seen: Signals, profile: Profile, level: Level) -> Iterator[Points]:
    """Whether its number goes on with its siblings', or with its parent's."""
    number = seen.block.number
    if not number or (level is Level.SECTION and seen.mark != "romain"):
        return
    sibling = state.open(level)
    if sibling is not None and sibling.number:
        if goes_on(sibling.number, number):
            yield 2.0, "suite de la numérotation"
        elif sibling.number.count(".") != number.count("."):
            yield -2.0, ""
        elif number == "1":
            yield -1.5, ""
    elif sibling is None and number in ("1", "I", "a", "A"):
        yield 0.5, ""
    yield from _nested_number(state, number, level)
    said = profile.depths.get(seen.block.depth) if number[0].isdigit() else None
    if said is not None:
        yield (2.0, "même profondeur de numéro que les libellés") if said is level else (-1.0, "")


def _nested_number(state: State, number: str, level: Level) -> Iterator[Points]:
    """Whether « 2.1 » stands under « 2 »."""
    upper = number.rpartition(".")[0]
    if not upper or level is Level.SECTION:
        return
    parent = state.above(level)
    if parent is not None and parent.number == upper:
        yield 2.5, f"numéro {number} sous {parent.number}"
    elif any(entry.number == upper for entry in state.stack):
        yield -2.0, ""


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
