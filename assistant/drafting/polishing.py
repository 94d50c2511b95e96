"""A draft's lines in better words, where a language model finds some that pass the same checks.

The model may reword, never add: a line keeps its figures, names, quotes, conditions and nuances, its register, and most
of its words, or it stays as it was. A strategic objective's words have to be those of its own commitments. What is
reworded says so, and its commitment stands beside it in any case.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from threading import Event

from langchain_core.prompts import ChatPromptTemplate
from pydantic import BaseModel, Field

from assistant.answer import Usage
from assistant.drafting.records import Origin, Plan, PlanNode
from assistant.drafting.subjects import begins_with_verb
from assistant.drafting.wording.kept import is_kept
from assistant.generation.briefing import escaped
from assistant.generation.model import LanguageModel
from assistant.generation.structured import asked_json
from assistant.generation.usage import both
from assistant.screening import gives_orders
from ingest.folding import fold_spaces
from ingest.french import analyse
from ingest.records import Level
from prompts import template

Progress = Callable[[str], None]
_BATCH = 8
_OLD, _NEW = 0.6, 0.75
"""The share of a line's words that the new one keeps, and of the new one's that stand in the old or its commitment."""
_MOST_WORDS = 60


class Line(BaseModel):
    """One reworded line."""

    id: str = Field(max_length=20)
    texte: str = Field(max_length=600)


class Lines(BaseModel):
    """The JSON that the model is asked for."""

    lignes: list[Line] = Field(default_factory=list, max_length=40)


@dataclass(frozen=True, slots=True)
class Polished:
    """A draft after the model has read it.

    Attributes:
        plan: The draft.
        proposed: How many lines the model reworded; `kept` of them passed the checks.
        usage: What it cost.
    """

    plan: Plan
    proposed: int
    kept: int
    usage: Usage


def polish(
    plan: Plan, model: LanguageModel, progress: Progress = lambda _: None, stop: Event | None = None
) -> Polished:
    """Have a model reword the lines that come from the declaration.

    Args:
        plan: The draft.
        model: The language model; where it fails, the lines stay as they are.
        progress: Told in French what is being done.
        stop: Set by a reader who waits no longer.
    """
    nodes = {one.id: one for one in plan.nodes}
    usage, proposed, kept = Usage(remote=model.choice.remote), 0, 0
    batches = list(_batches(plan))
    for number, batch in enumerate(batches, start=1):
        if stop is not None and stop.is_set():
            break
        progress(f"Le modèle de langue relit le projet ({number} sur {len(batches)})…")
        found, cost = asked_json(model, _prompt(), {"lignes": _shown(batch)}, Lines, stop)
        usage = both(usage, cost)
        for line in found.lignes if found is not None else ():
            old = nodes.get(line.id)
            new = " ".join(line.texte.split()).rstrip(" .;,")
            if old is None or old not in batch or fold_spaces(new) == fold_spaces(old.text):
                continue
            proposed += 1
            if stands(old, new):
                kept += 1
                nodes[line.id] = old.model_copy(update={"text": new, "origin": Origin.MODEL})
    update = {"nodes": tuple(nodes.values()), "model": model.name if kept else plan.model}
    return Polished(plan.model_copy(update=update), proposed, kept, usage)


def stands(old: PlanNode, new: str) -> bool:
    """Whether a rewording of a line may take its place.

    Args:
        old: The line.
        new: The rewording.
    """
    if gives_orders(new) or len(new.split()) > _MOST_WORDS or not begins_with_verb(new):
        return False
    held = frozenset(analyse(" ".join((old.text, *(ref.text for ref in old.dps_items)))))
    was, now = frozenset(analyse(old.text)), frozenset(analyse(new))
    if not now or len(now & held) < _NEW * len(now) or len(now & was) < _OLD * len(was):
        return False
    return is_kept(old.text, new)


def _batches(plan: Plan) -> Iterator[list[PlanNode]]:
    lines = [
        one
        for one in plan.nodes
        if one.origin is Origin.DPS and one.level in (Level.OO, Level.ACTION) and not gives_orders(one.text)
    ]
    for first in range(0, len(lines), _BATCH):
        yield lines[first : first + _BATCH]


def _shown(batch: Sequence[PlanNode]) -> str:
    name = {Level.OO: "objectif", Level.ACTION: "action"}
    return "\n".join(f'<ligne id="{one.id}" type="{name[one.level]}">{escaped(one.text)}</ligne>' for one in batch)


def _prompt() -> ChatPromptTemplate:
    return ChatPromptTemplate.from_messages(
        [("system", template("modele_projet")), ("human", template("modele_projet_demande"))]
    )
