"""What the law and the method ask of a plan whatever a declaration says: evaluation, publication, means, synergies.

Each line is a proposal with its reason; what a commitment says already is not proposed again (`method.yaml`).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.drafting.records import DpsItem
from ingest.french import tokens
from ingest.vocabulary import load


@dataclass(frozen=True, slots=True)
class Wanted:
    """An objective that the declaration lacks.

    Attributes:
        os: The subject whose strategic objective it stands under.
        oo: Its words.
        details: What it is.
        actions: Its actions, each with its reason.
        said: The commitments that say some of it: they are its actions too.
    """

    os: str
    oo: str
    details: str
    actions: tuple[tuple[str, str], ...]
    said: tuple[DpsItem, ...] = ()


def wanted(items: Sequence[DpsItem], body: str) -> tuple[Wanted, ...]:
    """What a draft proposes besides the commitments.

    Args:
        items: The commitments.
        body: `CPAS` or `commune`: what the law asks is said for each.
    """
    found = []
    for one in load("method")["objectives"]:
        said: dict[str, DpsItem] = {}
        actions = []
        for action in one["actions"]:
            saying = [item for item in items if _says(item, action)]
            said.update((item.id, item) for item in saying)
            if not saying:
                actions.append((str(action["text"]), str(action[body.casefold()])))
        found.append(Wanted(str(one["os"]), str(one["oo"]), str(one["details"]), tuple(actions), tuple(said.values())))
    return tuple(one for one in found if one.actions or one.said)


def _says(item: DpsItem, action: dict[str, list[str]]) -> bool:
    held = {token.term for token in tokens(item.text)}
    return any({token.term for token in tokens(one) if not token.stop} <= held for one in action["said"])
