"""An answer in a language model's words: written from verified sources, shown as it comes, then checked.

The extractive answer is always there first. The model words what its sources say; counts, rows, refusals, emergencies
and what stands around an answer are never its own. When it fails, or too little of it stands verification, the
extractive answer is given, and says why.
"""

import re
import time
from collections.abc import Callable, Mapping
from threading import Event

from langchain_core.prompts import ChatPromptTemplate

from assistant.answer import Answer, Citation
from assistant.generation.arranging import MAX_ROWS, MIN_ROWS, Group, arranged, parted, sound
from assistant.generation.briefing import chosen, escaped, fenced
from assistant.generation.evidence import Source, sources
from assistant.generation.faults import ModelFault
from assistant.generation.marks import MarkParser
from assistant.generation.model import LanguageModel, Run
from assistant.generation.review import SILENT, Reviewed, Reviewer
from assistant.intent import Intent
from assistant.notices import document_name
from ingest.records import Document
from prompts import template, text

Deliver = Callable[[str], None]
"""Told of each piece of text as it comes, unchecked; of an empty one while the model is silent."""
_EXACT = frozenset({Intent.STRUCTURE.value, Intent.NODE.value, Intent.COUNT.value})
"""What is answered exactly from records: a model can only spoil it."""
_MARGIN = 400
_MIN_ROWS = 2
"""A shorter listing needs no summary."""


class Writer:
    """Words answers.

    Args:
        model: The language model.
        documents: The library's documents by id.
        idf: How rare an index term is.
    """

    def __init__(self, model: LanguageModel, documents: Mapping[str, Document], idf: Callable[[str], float]) -> None:
        self._model = model
        self._documents = documents
        self._idf = idf

    def write(self, answer: Answer, deliver: Deliver = lambda _: None, stop: Event | None = None) -> Answer:
        """An answer, worded by the model where that may help, verified in any case.

        Args:
            answer: The extractive answer.
            deliver: Told of the text as it comes.
            stop: Set by a reader who has read enough: what was written by then is checked and kept.
        """
        if not self.helps(answer):
            return answer
        every = sources(answer.citations, self._documents)
        given = chosen(every, MAX_ROWS) if self._grouped(answer) else chosen(every)
        prompt, variables, given = self._prompt(answer, given)
        if not given:
            return answer
        started = time.perf_counter()
        run = self._model.run(prompt, variables, stop)
        parser = MarkParser([one.n for one in given])
        written: list[str] = []
        fault: ModelFault | None = None
        try:
            for piece in run:
                if piece:
                    _pass_on(parser.feed(piece), written, deliver)
                else:
                    deliver("")
        except ModelFault as error:
            fault = error
        _pass_on(parser.close(), written, deliver)
        took = round((time.perf_counter() - started) * 1000, 1)
        said, groups = parted("".join(written)) if self._grouped(answer) else ("".join(written), ())
        reviewer = Reviewer(given, self._idf, citizen=answer.audience == "citoyen", listed=answer.total is not None)
        reviewed = reviewer.review(_whole(said, run, fault))
        groups = sound(groups, given) if len(given) == len(every) else ()
        return self._kept(answer, reviewed, groups, run, fault, len(parser.dropped), took)

    @staticmethod
    def helps(answer: Answer) -> bool:
        """Whether words could add anything to an answer: not to exact ones, to refusals, to whom to call first."""
        if answer.status != "answered" or not answer.citations or answer.intent in _EXACT or answer.urgent:
            return False
        return answer.total is None or answer.total >= _MIN_ROWS

    def _grouped(self, answer: Answer) -> bool:
        """Whether rows may be put in another order than the plans': not where the question says how they stand."""
        rows = answer.total or 0
        plain = answer.intent == Intent.LISTING.value and "\n|" not in answer.answer
        return self._model.limits.grouping and plain and MIN_ROWS <= rows <= MAX_ROWS and rows == len(answer.citations)

    def _prompt(self, answer: Answer, given: list[Source]) -> tuple[ChatPromptTemplate, dict[str, str], list[Source]]:
        listed = answer.total is not None
        request = template("modele_demande_liste" if listed else "modele_demande")
        system = template("modele_systeme")
        citizen = text("modele_registre_citoyen") + " " if answer.audience == "citoyen" else ""
        question = escaped(answer.question)[:2000]
        room = (
            self._model.limits.prompt_characters - len(system) - len(request) - len(question) - len(citizen) - _MARGIN
        )
        block, given = fenced(given, room)
        variables = {"sources": block, "question": question, "registre": citizen}
        if listed:
            variables["elements"] = "éléments"
            variables["groupes"] = "\n\n" + text("modele_demande_groupes") if self._grouped(answer) else ""
        return ChatPromptTemplate.from_messages([("system", system), ("human", request)]), variables, given

    def _kept(
        self,
        answer: Answer,
        reviewed: Reviewed,
        groups: tuple[Group, ...],
        run: Run,
        fault: ModelFault | None,
        dropped: int,
        took: float,
    ) -> Answer:
        timings = {**answer.timings_ms, "modèle": took, "total": round(answer.timings_ms.get("total", 0.0) + took, 1)}
        told = {
            "model": self._model.name, "usage": run.usage, "struck": reviewed.struck, "dropped": dropped,
            "timings_ms": timings,
        }  # fmt: skip
        if not reviewed.enough and not groups:
            return answer.model_copy(update={**told, "notices": (*answer.notices, _why(answer, reviewed, fault, run))})
        body = reviewed.text
        if answer.total is not None:
            rows = arranged(_rest(answer), groups, self._names(answer)) if groups else _rest(answer)
            body = "\n\n".join(filter(None, (_lead(answer), reviewed.text if reviewed.enough else "", rows)))
            citations = answer.citations
        else:
            body, citations = _renumbered(body, [one for one in answer.citations if one.n in reviewed.cited])
        notices = (*answer.notices, *([_why(answer, reviewed, fault, run)] if fault is not None else []))
        whole = "\n\n".join(filter(None, (answer.opening, body, answer.closing)))
        return answer.model_copy(
            update={**told, "mode": "generative", "answer": whole, "citations": citations, "notices": notices}
        )

    def _names(self, answer: Answer) -> dict[int, str]:
        """The document of each row, where there are several."""
        held = {one.document for one in answer.citations}
        if len(held) == 1:
            return {}
        return {one.n: document_name(self._documents[one.document]) for one in answer.citations}


def _pass_on(piece: str, written: list[str], deliver: Deliver) -> None:
    if piece:
        written.append(piece)
        deliver(piece)


def _whole(written: str, run: Run, fault: ModelFault | None) -> str:
    """A text without the sentence that it was cut off in."""
    if fault is None and not run.stopped and not run.cut:
        return written
    ends = [written.rfind(mark) for mark in (".", "!", "?", "]", "\n")]
    return written[: max(ends) + 1]


def _why(answer: Answer, reviewed: Reviewed, fault: ModelFault | None, run: Run) -> str:
    if fault is not None:
        return text("modele_en_defaut", raison=str(fault))
    if run.stopped:
        return text("modele_arrete")
    if not reviewed.kept and reviewed.struck and all(one.reason == SILENT for one in reviewed.struck):
        return text("modele_muet")
    if not reviewed.struck and answer.total is not None:
        return text("modele_rien_de_plus")
    number = len(reviewed.struck)
    said = f"{number} phrases écartées" if number > 1 else "1 phrase écartée" if number else "aucune source citée"
    return text("modele_ecarte", nombre=said)


def _body(answer: Answer) -> str:
    """What stands between the opening and the closing."""
    return answer.answer.removeprefix(answer.opening).removesuffix(answer.closing).strip()


def _lead(answer: Answer) -> str:
    """The sentence of a listing that counts."""
    return _body(answer).split("\n\n", 1)[0]


def _rest(answer: Answer) -> str:
    """The rows of a listing."""
    return _body(answer).partition("\n\n")[2]


def _renumbered(body: str, citations: list[Citation]) -> tuple[str, tuple[Citation, ...]]:
    """The sources numbered from 1, in the order of their first mark."""
    order: dict[int, int] = {}

    def renumber(match: re.Match[str]) -> str:
        return f"[{order.setdefault(int(match.group(1)), len(order) + 1)}]"

    body = re.sub(r"\[(\d{1,3})\]", renumber, body)
    kept = sorted((one for one in citations if one.n in order), key=lambda one: order[one.n])
    return body, tuple(one.model_copy(update={"n": order[one.n]}) for one in kept)
