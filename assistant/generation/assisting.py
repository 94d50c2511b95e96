"""What a language model adds to the rules: a question they could not read is said again, an answer is worded.

The rules answer first and decide last: a question said again goes through them like any other.
"""

from collections.abc import Callable, Mapping, Sequence
from threading import Event

from assistant.answer import Answer, Turn, Usage
from assistant.generation.model import LanguageModel
from assistant.generation.rewriting import rewrite
from assistant.generation.usage import both
from assistant.generation.writing import Deliver, Writer
from ingest.records import Document
from prompts import text

Extract = Callable[[str], Answer]
"""The extractive answer to a question."""


def assist(
    model: LanguageModel,
    extract: Extract,
    question: str,
    history: Sequence[Turn],
    documents: Mapping[str, Document],
    idf: Callable[[str], float],
    *,
    deliver: Deliver = lambda _: None,
    progress: Callable[[str], None] = lambda _: None,
    stop: Event | None = None,
) -> Answer:
    """Answer a question with a language model's help.

    Args:
        model: The language model.
        extract: Gives the extractive answer to a question, with the same history.
        question: The question, masked.
        history: The exchange so far.
        documents: The library's documents by id.
        idf: How rare an index term is.
        deliver: Told of the model's text as it comes, unchecked.
        progress: Told in French what is being done.
        stop: Set by a reader who has read enough.
    """
    answer = extract(question)
    spent = Usage(remote=model.choice.remote)
    if answer.unsure:
        progress("Je fais reformuler la question…")
        again = rewrite(model, question, history, stop)
        spent = both(spent, again.usage)
        answer = _better(answer, extract, again.question)
    writer = Writer(model, documents, idf)
    if writer.helps(answer):
        progress("Je rédige la réponse…")
    worded = writer.write(answer, deliver, stop)
    if worded.usage is not None:
        spent = both(spent, worded.usage)
    return worded.model_copy(update={"usage": spent}) if spent.calls else worded


def _better(answer: Answer, extract: Extract, again: str | None) -> Answer:
    """The answer to a question said again, where there is one; the user's own question stays the one answered."""
    if again is None:
        return answer
    found = extract(again)
    if found.status != "answered":
        return answer
    told = text("modele_compris", question=again)
    return found.model_copy(update={"question": answer.question, "notices": (*found.notices, told)})
