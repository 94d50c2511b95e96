"""What a question shows before any search: orders to the assistant, private lives, emergencies, other subjects.

The cues are in `ingest/vocabulary/screening.yaml`; spelling slips and text-message French are forgiven.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache

from assistant.answer import Audience
from assistant.cues import WORD, Cues, compiled, table
from assistant.intent import Intent, find_intent, has_any, spans_found
from assistant.phrases import blank
from ingest.folding import fold, fold_spaces
from ingest.organisation import commune_names

_TITLED = re.compile(
    r"(?<!\w)(?P<title>M\.|MM\.|[Mm]r\.?|[Mm]me\.?|[Mm]lle\.?|[Mm]onsieur|[Mm]adame|[Mm]ademoiselle|M(?= [A-ZÀ-Ý]))\s+"
    r"(?P<name>(?:(?:de|van|von|di|d['’])\s*)?[\w'’-]{2,})"
)
_FULL_NAME = re.compile(
    r"(?<![\w-])([A-ZÀ-Ý][a-zà-ÿ]+(?:-[A-ZÀ-Ý][a-zà-ÿ]+)?)\s+([A-ZÀ-Ý][a-zà-ÿ'’]+(?:-[A-ZÀ-Ý][a-zà-ÿ]+)?)"
)


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody to turn to in an emergency.

    Attributes:
        number: A national number, or "" for a place without one.
        what: Whose it is. `when`: at what times and prices.
    """

    number: str
    what: str
    when: str


@dataclass(frozen=True, slots=True)
class Screening:
    """What a question shows before any search.

    Attributes:
        refusal: `injection`, `personnel` or `hors_sujet` when it cannot be answered whatever the library holds.
        emergencies: Names of the groups of the vocabulary that it belongs to (`violence`, `suicide`…).
        contacts: Whom to turn to first, most urgent first.
    """

    refusal: str | None
    emergencies: tuple[str, ...]
    contacts: tuple[Contact, ...]


def screen(
    text: str, audience: Audience, known: Callable[[str], bool] = lambda _: False, *, rooted: bool = False
) -> Screening:
    """Look at a question before any search.

    Args:
        text: The question.
        audience: Who asks.
        known: Whether a name stands in the library: those of plans may be asked about.
        rooted: Whether the question names an organisation or a theme of the library.
    """
    words = Cues(text)
    groups = _emergencies(text, audience)
    numbers = table("numbers")
    keys = dict.fromkeys(key for group in groups for key in table("emergency")[group]["contacts"])
    first = ["urgences"] if "urgences" in keys and {"danger", "violence", "sexual"} & set(groups) else []
    contacts = tuple(Contact(**numbers[key]) for key in dict.fromkeys([*first, *keys]))
    return Screening(_refusal(words, known, rooted=rooted), groups, contacts)


def screen_within(
    text: str,
    resolved: str,
    audience: Audience,
    known: Callable[[str], bool] = lambda _: False,
    *,
    rooted: bool = False,
) -> Screening:
    """Look at a question of a conversation: what it keeps of the one before may be refused too (« et à Huy ? »).

    Args:
        text: The question.
        resolved: The question as it is understood within its conversation.
        audience: Who asks.
        known: Whether a name stands in the library.
        rooted: Whether the question names an organisation or a theme of the library.
    """
    found = screen(text, audience, known, rooted=rooted)
    if found.refusal is not None or fold_spaces(resolved) == fold_spaces(text):
        return found
    return replace(found, refusal=_refusal(Cues(resolved), known, rooted=rooted))


def first_person(text: str) -> bool:
    """Whether somebody tells of a need as their own or a near one's."""
    return bool(set(Cues(text).terms) & set(table("first_person")))


def gives_orders(text: str) -> bool:
    """Whether a text tells an assistant what to do, wherever it stands: a question, a document, a file's name."""
    rules, words = table("injection"), Cues(text)
    return (
        words.any_rule(rules["rules"])
        or has_any(words.folded, rules["phrases"])
        or words.any_pattern(rules["patterns"])
    )


def _refusal(words: Cues, known: Callable[[str], bool], *, rooted: bool) -> str | None:
    if gives_orders(words.text):
        return "injection"
    if _is_personal(words, known):
        return "personnel"
    if words.any_pattern(table("decision")):
        return "decision"
    strange = [*table("off_topic"), *([] if rooted else table("off_topic_unless"))]
    return "hors_sujet" if has_any(words.folded, strange) else None


def _is_personal(words: Cues, known: Callable[[str], bool]) -> bool:
    """Whether a question asks about a private person: a named one, or somebody else of the asker's life."""
    rules = table("personal")
    if has_any(words.folded, rules["except"]):
        return False
    if words.any_rule(rules["rules"]) or words.any_pattern(rules["patterns"]):
        return True
    private = words.any_pattern(rules["private"])
    titled = [name for one in _TITLED.finditer(words.text) if (name := _titled(one, words.text, private))]
    if any(private or not known(name) for name in titled):
        return True
    asks = words.any_pattern(rules["private"][:2])
    return any(
        not known(one.group(0)) and not known(one.group(2))
        for one in _FULL_NAME.finditer(words.text)
        if (asks or _is_held(words.text[: one.start()])) and _may_be_person(one.group(1), one.group(2))
    )


def _is_held(before: str) -> bool:
    """Whether what follows is a person's of whom something private is asked: « le dossier de »."""
    return compiled(rf"\b(?:{'|'.join(table('personal')['held'])})s? (?:de |d')$").search(fold(before)) is not None


def _titled(found: re.Match[str], text: str, private: bool) -> str | None:
    """The name after a title; None where the asker names themselves, or somebody by their office.

    A word in small letters is a name only where a private life is asked about: « monsieur peut-il m'aider » names
    nobody.
    """
    rules = table("personal")
    name = found.group("name")
    before = fold_spaces(text[: found.start()]).rstrip(" ,.:-")
    if has_any(fold(name), rules["offices"]) or any(fold(name).startswith(f"{one}'") for one in "ljdcnsq"):
        return None
    if not name[0].isupper() and (not private or before.split(" ")[-1].split("'")[-1] in rules["anybody"]):
        return None
    return None if any(before.endswith(one) for one in rules["self"]) else name


def _may_be_person(first: str, last: str) -> bool:
    names = commune_names()
    joined = " ".join(WORD.findall(fold(f"{first} {last}"))).replace("-", " ")
    return (
        not {fold(first), fold(last)} & _listed("personal", "no_first_names")
        and joined not in names
        and fold(last) not in names
    )


def _emergencies(text: str, audience: Audience) -> tuple[str, ...]:
    text = _without_harmless(text)
    words = Cues(text)
    mine = bool(set(words.terms) & {*table("mine"), *(table("ours") if audience == "citoyen" else ())})
    listing = audience == "agent" and find_intent(text) is Intent.LISTING
    found = []
    for name, group in table("emergency").items():
        topics = group.get("topics", [])
        # « Je voudrais la liste des actions contre les violences conjugales »: a subject, and nobody's own life.
        folded = fold_spaces(blank(text, spans_found(text, topics))) if listing else words.folded
        said = words.any_rule(group.get("rules", ())) or has_any(folded, group.get("phrases", []))
        asked = audience == "citoyen" and has_any(words.folded, topics)
        if (said and (mine or not group.get("mine"))) or asked:
            found.append(name)
    return tuple(found)


def _without_harmless(text: str) -> str:
    """A text without what only sounds like an emergency: « battre le record », « en finir avec mes dettes »."""
    folded = fold(text)
    spans = [match.span() for pattern in table("harmless") for match in compiled(pattern).finditer(folded)]
    return blank(text, spans)


@lru_cache(maxsize=8)
def _listed(section: str, name: str) -> frozenset[str]:
    return frozenset(map(str, table(section)[name]))
