"""What is kept about a person, found in every store: to be handed over to them, or erased.

Nobody's name is kept beside what they wrote. A person is known by their reference, the digest of their account or of
the key that their browser keeps, by the address of one conversation, or by words that stand in what was written.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.administration.feedback import Feedback, Given
from assistant.administration.journal import Journal
from assistant.drafting.workspace.records import Owned
from assistant.drafting.workspace.store import Drafts
from assistant.notebook import Notebook, key_of
from assistant.places import Place
from assistant.scrubbing import scrub_all
from assistant.settings import Settings
from assistant.stored import Stored
from ingest.errors import PstError
from ingest.folding import fold_spaces

ERASED = "Titre effacé"
_SHORTEST = 3
_EVERY = 1_000_000
_REFERENCE = re.compile(r"[0-9a-f]{64}")
_ADDRESS = re.compile(r"[?&]c=([\w-]+)")


@dataclass(frozen=True, slots=True)
class Person:
    """Who is looked for, in one way.

    Attributes:
        owners: What may be stored of them as an owner (`notebook.key_of`).
        conversation: The id of a conversation.
        words: Folded words.
    """

    owners: frozenset[str] = frozenset()
    conversation: str = ""
    words: str = ""

    def wrote(self, *texts: str) -> bool:
        """Whether the words that are looked for stand in what was written."""
        return bool(self.words) and any(self.words in fold_spaces(one) for one in texts)


@dataclass(frozen=True, slots=True)
class Held:
    """What was found.

    Attributes:
        conversations: Whole ones, with their exchanges.
        opinions: Those that the person gave, and those on the conversations.
        questions: Questions without an answer, as the journal has them.
        drafts: Those of the person.
        titled: Drafts of whoever it be in whose titles the words stand: their titles alone are the person's.
    """

    conversations: tuple[Stored, ...] = ()
    opinions: tuple[Given, ...] = ()
    questions: tuple[str, ...] = ()
    drafts: tuple[Owned, ...] = ()
    titled: tuple[Owned, ...] = ()

    def __bool__(self) -> bool:
        return any((self.conversations, self.opinions, self.questions, self.drafts, self.titled))


def account(name: str) -> Person:
    """Who logs in, by what the identity provider calls them (`sub`), their address, or their reference."""
    given = name.strip()
    return _owner(given, *(f"compte:{one}" for one in dict.fromkeys((given, given.lower()))))


def browser(key: str) -> Person:
    """Who uses a browser, by the key that it keeps, or by the reference that « À propos » shows."""
    return _owner(key.strip(), key.strip())


def conversation(name: str) -> Person:
    """Who had a conversation, by its id or its address.

    Raises:
        PstError: If nothing is given.
    """
    given = name.strip()
    found = _ADDRESS.search(given)
    return Person(conversation=found.group(1) if found else _given(given))


def words(text: str) -> Person:
    """Who is named by some words, whatever their case and accents.

    Raises:
        PstError: If they are so short that they stand everywhere.
    """
    folded = fold_spaces(text)
    if len(folded) < _SHORTEST:
        raise PstError(f"« {text} » est trop court pour être cherché.", f"Donnez au moins {_SHORTEST} lettres.")
    return Person(words=folded)


def held(settings: Settings, person: Person) -> Held:
    """Find what is kept about a person; stores that do not exist are not made.

    Raises:
        PstError: If a store cannot be read.
    """
    conversations = _conversations(settings, person)
    names = frozenset(one.id for one in conversations)
    asked = frozenset(one for kept in conversations for one in kept.questions)
    return Held(
        conversations,
        tuple(
            one
            for one in (Feedback(settings.feedback).every() if _there(settings.feedback) else ())
            if one.owner in person.owners or one.opinion.conversation in names or person.wrote(one.opinion.comment)
        ),
        _questions(settings, lambda question: question in asked or person.wrote(question)),
        _drafts(settings, lambda one: one.owner in person.owners),
        _drafts(settings, lambda one: person.wrote(one.title, *one.versions)),
    )


def erase(settings: Settings, found: Held) -> bool:
    """Erase what was found, from the files too; drafts that are somebody else's lose their titles alone.

    Returns:
        Whether the bytes are gone; otherwise somebody was reading, and they go with the next erasure or restart.

    Raises:
        PstError: If a store cannot be written.
    """
    if found.conversations:
        notebook = Notebook(settings.conversations)
        for kept in found.conversations:
            notebook.erase(kept.id)
    if found.opinions:
        feedback = Feedback(settings.feedback)
        for opinion in found.opinions:
            feedback.erase(opinion)
    if found.questions:
        journal = _journal(settings)
        for question in found.questions:
            journal.forget(question)
    if found.drafts or found.titled:
        drafts = Drafts(settings.drafts)
        for draft in found.drafts:
            drafts.delete(draft.id)
        for draft in found.titled:
            drafts.untitle(draft.id, ERASED)
    return scrub_all(settings)


def _conversations(settings: Settings, person: Person) -> tuple[Stored, ...]:
    if not _there(settings.conversations):
        return ()
    return tuple(
        one
        for one in Notebook(settings.conversations).every()
        if one.owner in person.owners
        or one.id == person.conversation
        or person.wrote(one.title, *one.questions, *one.understood)
    )


def _questions(settings: Settings, is_theirs: Callable[[str], bool]) -> tuple[str, ...]:
    if not _there(settings.journal):
        return ()
    return tuple(one.question for one in _journal(settings).unanswered(_EVERY) if is_theirs(one.question))


def _drafts(settings: Settings, is_theirs: Callable[[Owned], bool]) -> tuple[Owned, ...]:
    every: Sequence[Owned] = Drafts(settings.drafts).every() if _there(settings.drafts) else ()
    return tuple(filter(is_theirs, every))


def _journal(settings: Settings) -> Journal:
    return Journal(settings.journal, settings.journal_days)


def _owner(given: str, *owners: str) -> Person:
    names = {key_of(one) for one in owners if _given(given)}
    return Person(frozenset(names | {given} if _REFERENCE.fullmatch(given) else names))


def _given(text: str) -> str:
    if not text:
        raise PstError("Rien n'est donné pour reconnaître la personne.", "Donnez son compte, sa clé ou des mots.")
    return text


def _there(place: Place) -> bool:
    return not isinstance(place, Path) or place.exists()
